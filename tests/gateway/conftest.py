"""A running gateway over real HTTP, gRPC, PostgreSQL and Redis; payment and the platform are scripted stand-ins."""

import asyncio
import contextlib
import datetime as dt
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc
import grpc.aio
import httpx
import jwt
import pytest
import uvicorn
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.chassis.channels import open_channel
from services.chassis.database import Database
from services.chassis.server import Server, ServiceSpec
from services.gateway import composition
from services.gateway.config import GatewaySettings
from services.gateway.wire import event_to_pb
from tests.gateway.builders import CALLBACK_SECRET, SECRET, configuration, payment_body, signed
from tollbook.gateway.v1.callback_service_pb2_grpc import CallbackServiceStub
from tollbook.gateway.v1.channel_service_pb2_grpc import ChannelServiceStub
from tollbook.gateway.v1.command_service_pb2_grpc import CommandServiceStub
from tollbook.gateway.v1.events_pb2 import CommandReported, NotificationRefused
from tollbook.gateway.v1.notification_service_pb2_grpc import NotificationServiceStub
from tollbook.gateway.v1.platform_service_pb2_grpc import PlatformServiceStub
from tollbook.kernel.v1.event_pb2 import EventBatch
from tollbook.kernel.v1.operations_service_pb2 import GetStatusRequest
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub
from tollbook.payment.v1 import payment_service_pb2 as payment_pb
from tollbook.payment.v1.payment_service_pb2_grpc import PaymentServiceServicer, add_PaymentServiceServicer_to_server


class ScriptedPayment(PaymentServiceServicer):
    """Records as payment does: idempotent by channel number. ``down`` makes it fail, ``refuse`` refuses a number."""

    def __init__(self) -> None:
        self.down = False
        self.refuse: dict[str, str] = {}
        self.posted: dict[str, payment_pb.RecordPaymentRequest] = {}
        self.calls = 0

    async def BatchRecordPayments(self, request: Any, context: Any) -> payment_pb.BatchRecordPaymentsResponse:  # noqa: N802
        self.calls += 1
        if self.down:
            await context.abort(grpc.StatusCode.UNAVAILABLE, "down")
        response = payment_pb.BatchRecordPaymentsResponse()
        for item in request.items:
            result = response.results.add()
            if item.channel_number in self.refuse:
                result.status.code, result.status.reason = 9, self.refuse[item.channel_number]
                continue
            self.posted[item.channel_number] = item
            result.payment.name = f"payments/{item.channel_number}"
        return response


@dataclass
class ScriptedPlatform:
    """A platform's HTTP side: keeps what it gets, answers what ``answer`` says for the command's id and the try."""

    url: str = ""
    received: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    answer: Callable[[str, int], Any] = lambda command_id, number: 202
    tries: dict[str, int] = field(default_factory=dict)
    orders: list[dict[str, Any]] = field(default_factory=list)

    async def take(self, request: Request) -> Response:
        event = json.loads(await request.body())
        command_id = event["id"]
        number = self.tries[command_id] = self.tries.get(command_id, 0) + 1
        self.received.append(event)
        self.headers.append(dict(request.headers))
        answered = self.answer(command_id, number)
        if asyncio.iscoroutine(answered):
            answered = await answered
        if 200 <= answered < 300:
            self.known.add(command_id)
        return Response(status_code=answered)

    async def order(self, request: Request) -> Response:
        """TMF641: makes an order of its own number."""
        order = json.loads(await request.body())
        self.orders.append(order)
        return JSONResponse({"id": f"SO-{order['externalId']}", "state": "acknowledged"}, 201)

    async def patch(self, request: Request) -> Response:
        """TMF640: answers with a monitor."""
        return JSONResponse({"id": f"M-{request.path_params['id']}", "sourceHref": "x", "state": "InProgress"}, 202)

    async def asked(self, request: Request) -> Response:
        return Response(status_code=200 if request.path_params["id"] in self.known else 404)


async def eventually(condition: Callable[[], Awaitable[bool]], seconds: float = 60.0) -> None:
    """Until it holds. The time is only there so that a broken test ends; no test's meaning depends on it."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not await condition():
        assert asyncio.get_running_loop().time() < deadline, "it never came about"
        await asyncio.sleep(0.01)


@dataclass
class Gateway:
    """A running gateway and what a test says to it."""

    server: Server
    http: httpx.AsyncClient
    payment: ScriptedPayment
    platform: ScriptedPlatform
    db: Database
    file: Path
    stubs: dict[str, Any]

    async def notify(
        self, *, message_id: str = "msg-1", secret: bytes = SECRET, at: dt.datetime | None = None, **changes: Any
    ) -> httpx.Response:
        body = json.dumps(payment_body(**changes)).encode()
        headers = signed(secret, body, at or dt.datetime.now(dt.UTC), message_id=message_id)
        return await self.http.post("/channels/bank/notifications", content=body, headers=headers)

    async def call_back(
        self, body: bytes, *, message_id: str = "cb-1", secret: bytes = CALLBACK_SECRET
    ) -> httpx.Response:
        headers = signed(secret, body, dt.datetime.now(dt.UTC), message_id=message_id)
        return await self.http.post("/platforms/noc/callbacks", content=body, headers=headers)

    async def pending(self) -> dict[str, int]:
        status = await self.stubs["operations"].GetStatus(GetStatusRequest())
        return {kind: count for kind, count in status.pending.items() if kind != "chunks"}

    async def settle(self) -> None:
        """Until nothing is unsent or unposted."""

        async def settled() -> bool:
            return not any((await self.pending()).values())

        await eventually(settled)

    async def events(self) -> list[Any]:
        return await published(self.db)


async def published(db: Database) -> list[Any]:
    """Every payload in the outbox, in the order of publication."""
    from sqlalchemy import select

    from services.chassis.tables import outbox

    found: list[Any] = []
    async with db.read() as tx:
        for row in await tx.execute(select(outbox.c.batch).order_by(outbox.c.id)):
            for event in EventBatch.FromString(row.batch).events:
                for kind in (CommandReported, NotificationRefused):
                    if event.payload.type_url.endswith(kind.DESCRIPTOR.full_name):
                        payload = kind()
                        event.payload.Unpack(payload)
                        found.append(payload)
    return found


@contextlib.asynccontextmanager
async def serve_http(app: Starlette) -> AsyncGenerator[str]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off", access_log=False))
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign]
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    # Its own way to stop looks ten times a second whether it may, and hundreds of tests wait for it.
    for listening in server.servers:
        listening.close()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@pytest.fixture
async def platform() -> AsyncGenerator[ScriptedPlatform]:
    made = ScriptedPlatform()
    routes = [
        Route("/commands", made.take, methods=["POST"]),
        Route("/commands/{id}", made.asked, methods=["GET"]),
        Route("/serviceOrder", made.order, methods=["POST"]),
        Route("/service/{id}", made.patch, methods=["PATCH"]),
    ]
    async with serve_http(Starlette(routes=routes)) as url:
        made.url = f"{url}/commands"
        yield made


@pytest.fixture
async def payment() -> AsyncGenerator[tuple[ScriptedPayment, int]]:
    made, server = ScriptedPayment(), grpc.aio.server()
    add_PaymentServiceServicer_to_server(made, server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    yield made, port
    await server.stop(0)


@pytest.fixture
def gateway_settings(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Settings that a test changes, by indirect parametrization."""
    return getattr(request, "param", {})


@pytest.fixture
def platform_settings(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What a test changes of the platform's entry in the file, by indirect parametrization."""
    return getattr(request, "param", {})


@pytest.fixture
async def gateway(
    database: Any,
    redis_url: str,
    tmp_path: Path,
    payment: tuple[ScriptedPayment, int],
    platform: ScriptedPlatform,
    gateway_settings: dict[str, Any],
    platform_settings: dict[str, Any],
) -> AsyncGenerator[Gateway]:
    key = Ed25519PrivateKey.generate()
    jwk = json.loads(OKPAlgorithm.to_jwk(key.public_key())) | {"kid": "k1"}
    (tmp_path / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    token = jwt.encode(
        {
            "sub": "tester",
            "aud": "tollbook",
            "iss": "tollbook-dev",
            "exp": 4102444800,
            "roles": ["SERVICE", "OPERATOR", "AUDITOR"],
        },
        key,
        algorithm="EdDSA",
        headers={"kid": "k1"},
    )
    (tmp_path / "gateway.jwt").write_text(token)
    file = tmp_path / "gateway.yaml"
    file.write_text(yaml.safe_dump(configuration(platform.url, **platform_settings)))
    db: Database = database("gateway")
    changed: dict[str, Any] = {"pool_size": 5, "refused_per_second": 0.0} | gateway_settings
    settings = GatewaySettings(
        database_url=db.engine.url.render_as_string(hide_password=False),
        redis_url=redis_url,
        jwks_file=tmp_path / "jwks.json",
        token_dir=tmp_path,
        config_file=file,
        peer_payment=f"127.0.0.1:{payment[1]}",
        **changed,
    )
    built: list[composition.Composed] = []

    async def build(host: Any) -> Any:
        built.append(await composition.compose(host))
        return built[0].parts

    server = Server(ServiceSpec("gateway", GatewaySettings, build, event_to_pb), settings)
    await server.start()
    channel = open_channel(f"127.0.0.1:{server.port}", lambda: f"Bearer {token}")
    stubs = {
        "operations": OperationsServiceStub(channel),
        "commands": CommandServiceStub(channel),
        "notifications": NotificationServiceStub(channel),
        "callbacks": CallbackServiceStub(channel),
        "channels": ChannelServiceStub(channel),
        "platforms": PlatformServiceStub(channel),
    }
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{built[0].http.port}", trust_env=False) as client:
        yield Gateway(server, client, payment[0], platform, db, file, stubs)
    await channel.close(None)
    await server.stop()
