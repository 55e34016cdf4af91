"""The HTTP server in the process's own loop, hardened against slow, long and endless requests."""

import asyncio
import contextlib
import socket
from collections.abc import Generator
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from services.gateway.config import GatewaySettings
from services.gateway.measures import CUT_OFF

_CLOSE_SECONDS_MAX = 5.0


class GuardedProtocol(HttpToolsProtocol):
    """uvicorn's protocol with more limits: the head's bytes, the whole request's bytes, the time it takes to arrive,
    and the connections that wait for their request. ``guarded_protocol`` gives it its settings."""

    settings: GatewaySettings
    waiting: "dict[GuardedProtocol, None]"
    """The connections of a server that wait for a request, the one that has waited longest first."""
    _timer: asyncio.TimerHandle | None = None
    _bytes = 0
    _head_done = False

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.waiting[self] = None
        self._arm()
        if len(self.connections) > self.settings.connections_max:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        self.waiting.pop(self, None)
        self._disarm()
        super().connection_lost(exc)

    def _make_room(self) -> None:
        """Closes the connection that has waited longest for its request, so that slow ones cannot hold all."""
        oldest = next(iter(self.waiting))
        if oldest is self:
            self._refuse(503)
        else:
            oldest._refuse(408)

    def data_received(self, data: bytes) -> None:
        if self._timer is None:
            self._arm()
        self._bytes += len(data)
        longest = self.settings.header_bytes_max + (self.settings.body_bytes_max * 2 if self._head_done else 0)
        # One read may bring a head and its body together.
        if self._bytes > longest + (0 if self._head_done else self.settings.body_bytes_max):
            self._refuse(413 if self._head_done or b"\r\n\r\n" in data else 431)
            return
        super().data_received(data)

    def on_headers_complete(self) -> None:
        self._head_done = True
        if sum(len(name) + len(value) + 4 for name, value in self.headers) > self.settings.header_bytes_max:
            self._refuse(431)
            return
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._disarm()
        self.waiting.pop(self, None)
        self._bytes, self._head_done = 0, False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.transport.is_closing():
            self.waiting[self] = None

    def _arm(self) -> None:
        self._disarm()
        self._timer = self.loop.call_later(self.settings.request_seconds_max, self._refuse, 408)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: int) -> None:
        self._disarm()
        self.waiting.pop(self, None)
        CUT_OFF.labels(str(status)).inc()
        if not self.transport.is_closing():
            self.transport.write(f"HTTP/1.1 {status} \r\nconnection: close\r\ncontent-length: 0\r\n\r\n".encode())
            self.transport.close()


def guarded_protocol(settings: GatewaySettings) -> type[GuardedProtocol]:
    """The protocol of one server."""
    return type("ServerProtocol", (GuardedProtocol,), {"settings": settings, "waiting": {}})


class HttpServer:
    """Serves the application until it is stopped; ``port`` is known after ``bind``."""

    def __init__(self, app: Any, settings: GatewaySettings) -> None:
        host, _, port = settings.http_listen.rpartition(":")
        self._socket = _bound(host, int(port))
        self.port: int = self._socket.getsockname()[1]
        self._task: asyncio.Task[None] | None = None
        self._server = _Quiet(
            uvicorn.Config(
                app,
                http=guarded_protocol(settings),
                ws="none",
                lifespan="off",
                interface="asgi3",
                access_log=False,
                log_config=None,
                server_header=False,
                date_header=False,
                proxy_headers=False,
                backlog=2_048,
                timeout_keep_alive=75,
                timeout_graceful_shutdown=3,
            )
        )

    async def serve(self) -> None:
        """Runs until it is cancelled; what is under way then goes on until ``close`` has waited for it."""
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        try:
            await asyncio.shield(self._task)
        finally:
            self._server.should_exit = True

    async def close(self) -> None:
        """Waits for the answers that are under way, a few seconds at most."""
        self._server.should_exit = True
        if self._task is not None:
            await asyncio.wait([self._task], timeout=_CLOSE_SECONDS_MAX)


class _Quiet(uvicorn.Server):
    """Signals are the process's business, not the HTTP server's."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


def _bound(host: str, port: int) -> socket.socket:
    """A listening socket that several processes of the gateway may share."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made.bind((host.strip("[]"), port))
    made.setblocking(False)
    return made
