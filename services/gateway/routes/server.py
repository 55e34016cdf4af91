"""The HTTP server in the process's own loop, hardened against slow, long and endless requests."""

import asyncio
import contextlib
import re
import socket
from collections.abc import Generator
from typing import Any, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from services.gateway.config import GatewaySettings
from services.gateway.measures import CUT_OFF

_CLOSE_SECONDS_MAX = 5.0
_OFFER = re.compile(rb"^upgrade:", re.IGNORECASE | re.MULTILINE)
_LAST_WORDS_SECONDS = 2.0
_LAST_WORDS_BYTES_MAX = 16 * 1024 * 1024
"""How long, and for how many bytes, what a refused sender still sends is thrown away."""


class LastWords:
    """A transport that lets the other side read its answer before the connection ends.

    Closing while the sender is still sending resets the connection, and a reset takes the answer with it: the sender
    would see a broken connection where it was told 413. So our side falls silent, what still comes is thrown away, and
    the connection ends when the sender has understood or the time is over.
    """

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._timer: asyncio.TimerHandle | None = None
        self._thrown_away = 0
        self.sender_is_sending = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        # The application may answer a request just after it was cut off here: that one answer is enough.
        if self._timer is None:
            self._transport.write(data)

    def is_closing(self) -> bool:
        return self._timer is not None or self._transport.is_closing()

    def close(self) -> None:
        if self.is_closing() or not self.sender_is_sending:
            self._transport.close()
            return
        self._timer = self._loop.call_later(_LAST_WORDS_SECONDS, self._transport.abort)
        self._transport.write_eof()
        self._transport.resume_reading()

    def throw_away(self, data: bytes) -> None:
        """Takes bytes that come after the answer."""
        self._thrown_away += len(data)
        if self._thrown_away > _LAST_WORDS_BYTES_MAX:
            self._transport.abort()

    def ended(self) -> None:
        """The connection is gone."""
        if self._timer is not None:
            self._timer.cancel()


class GuardedProtocol(HttpToolsProtocol):
    """uvicorn's protocol with more limits: the head's bytes, the whole request's bytes, the time it takes to arrive,
    and the connections that wait for their request. ``guarded_protocol`` gives it its settings."""

    settings: GatewaySettings
    waiting: "dict[GuardedProtocol, None]"
    """The connections of a server that wait for a request, the one that has waited longest first."""
    _timer: asyncio.TimerHandle | None = None
    _bytes = 0
    _head_done = False
    _handed_over = False
    """Whether the application has the request that is arriving."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(cast(asyncio.Transport, LastWords(transport, self.loop)))
        self.waiting[self] = None
        self._arm()
        if len(self.connections) > self.settings.connections_max:
            self._make_room()

    @property
    def _line(self) -> LastWords:
        return cast(LastWords, cast(object, self.transport))

    def connection_lost(self, exc: Exception | None) -> None:
        self.waiting.pop(self, None)
        self._disarm()
        self._line.ended()
        super().connection_lost(exc)

    def _make_room(self) -> None:
        """Closes the connection that has waited longest for its request, so that slow ones cannot hold all."""
        oldest = next(iter(self.waiting))
        if oldest is self:
            self._refuse(503)
        else:
            oldest._refuse(408)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            self._line.throw_away(data)
            return
        self._line.sender_is_sending = True
        if self._timer is None:
            self._arm()
        self._bytes += len(data)
        longest = self.settings.header_bytes_max + (self.settings.body_bytes_max * 2 if self._head_done else 0)
        # One read may bring a head and its body together.
        if self._bytes > longest + (0 if self._head_done else self.settings.body_bytes_max):
            self._refuse(413 if self._head_done or b"\r\n\r\n" in data else 431)
            return
        super().data_received(data if self._head_done else without_offers(data))

    def on_message_begin(self) -> None:
        # The end of one read may begin the next request, whose time runs from here.
        self._line.sender_is_sending = True
        if self._timer is None:
            self._arm()
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        # Trailers come after the body: whatever stands between has not seen them as headers, so they are none here.
        if not self._head_done:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        if self.transport.is_closing():
            return
        self._head_done = True
        lines = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if lines > self.settings.header_bytes_max:
            self._refuse(431)
            return
        super().on_headers_complete()
        self._handed_over = True

    def on_body(self, body: bytes) -> None:
        if not self.transport.is_closing():
            super().on_body(body)

    def on_message_complete(self) -> None:
        if self.transport.is_closing():
            return
        self._disarm()
        self.waiting.pop(self, None)
        self._bytes, self._head_done, self._handed_over = 0, False, False
        self._line.sender_is_sending = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        idle = not self.pipeline
        super().on_response_complete()
        if idle and not self.transport.is_closing():
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
        if self.transport.is_closing():
            return
        # A request that was answered before it was whole has its answer; a second one would be read as the next's.
        if not (self._handed_over and self.cycle.response_started):
            self.transport.write(f"HTTP/1.1 {status} \r\nconnection: close\r\ncontent-length: 0\r\n\r\n".encode())
        self.transport.close()


def without_offers(data: bytes) -> bytes:
    """The bytes with an offer to upgrade the protocol made unreadable, in the head that they begin with.

    Java's client makes the offer with every first request of a connection. It may be passed over (RFC 9110, 7.8), but
    the parser takes what follows it for the other protocol, and the body would be missing.
    """
    if b"grade:" not in data and b"GRADE:" not in data:
        return data
    head, end, rest = data.partition(b"\r\n\r\n")
    return _OFFER.sub(b"x-offer:", head) + end + rest


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
