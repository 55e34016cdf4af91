"""The platform's HTTP side: takes signed commands as CloudEvents, and answers whether it has one."""

import asyncio
import contextlib
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator.platform.desk import Command, Desk
from simulator.signing import is_signed
from simulator.wire import bare

START_SECONDS_MAX = 10.0


@dataclass(slots=True)
class Intake:
    """What came in, and what was not what it ought to be; any of the latter fails the simulation."""

    desk: Desk
    key: bytes
    path: str
    forged: int = 0

    def app(self) -> Starlette:
        """Gives the HTTP application."""
        return Starlette(
            routes=[
                Route(self.path, self._take, methods=["POST"]),
                Route(f"{self.path}/{{command_id}}", self._tell, methods=["GET"]),
            ]
        )

    async def _take(self, request: Request) -> Response:
        body = await request.body()
        if not is_signed(self.key, request.headers, body):
            self.forged += 1
            return Response(status_code=401)
        self.desk.receive(read_command(orjson.loads(body)))
        return Response(status_code=202)

    async def _tell(self, request: Request) -> Response:
        return Response(status_code=200 if self.desk.knows(request.path_params["command_id"]) else 404)


def read_command(event: dict[str, Any]) -> Command:
    """Reads a command from its CloudEvent. Raises KeyError when a field is missing."""
    data = event["data"]
    return Command(
        command_id=bare(data["command"]),
        kind=data["kind"],
        subscription_id=bare(data["subscription"]),
        account_id=bare(data["account"]),
        customer_id=bare(data["customer"]),
        reason=data["reason"],
    )


class _QuietServer(uvicorn.Server):
    """Leaves the process's signals to the simulation."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


@contextlib.asynccontextmanager
async def serving(intake: Intake, host: str, port: int):
    """Serves the platform while the block runs. Raises TimeoutError when the port is taken."""
    config = uvicorn.Config(intake.app(), host=host, port=port, log_level="error", access_log=False, lifespan="off")
    server = _QuietServer(config)
    task = asyncio.create_task(server.serve())
    try:
        async with asyncio.timeout(START_SECONDS_MAX):
            while not server.started:  # noqa: ASYNC110 -- uvicorn gives no event to wait for
                await asyncio.sleep(0.01)
        yield
    finally:
        server.should_exit = True
        await task
