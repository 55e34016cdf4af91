"""A service process: composition, gRPC server, background loops, health, drain."""

import asyncio
import gc
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import grpc
import grpc.aio
import structlog
import uvloop
from google.protobuf import descriptor_pool
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection
from redis.asyncio import Redis
from sqlalchemy import select

from services.chassis import tables
from services.chassis.access import Caller, TokenFile, TokenVerifier, access_by_method
from services.chassis.audit import AuditRecord
from services.chassis.channels import MESSAGE_BYTES_MAX, open_channel
from services.chassis.config import ServiceSettings
from services.chassis.database import Database
from services.chassis.events import EventEncoder
from services.chassis.inbox import Consumer, Subscription
from services.chassis.interceptors import Guard
from services.chassis.operations import OperationsRpc
from services.chassis.outbox import Relay, stream_of
from services.chassis.ownership import Ownership
from services.chassis.parts import Parts
from services.chassis.retention import retention_of
from services.chassis.runs import RunWorkers
from services.chassis.telemetry import configure_logs, configure_traces, serve_metrics
from services.kernel.clock import SystemClock, WallClock
from services.kernel.errors import Refusal
from tollbook.kernel.v1.operations_service_pb2_grpc import (
    OperationsServiceStub,
    add_OperationsServiceServicer_to_server,
)

S = TypeVar("S", bound=ServiceSettings)

_DRAIN_SECONDS = 20.0
_RESTART_LOOP_SECONDS = 1.0
_CANCEL_AGAIN_SECONDS = 0.5
_LIVENESS = "liveness"

log = structlog.get_logger("server")


@dataclass
class Host(Generic[S]):
    """What a service is composed with."""

    name: str
    settings: S
    db: Database
    runs: RunWorkers
    wall: WallClock
    token: TokenFile

    def channel(self, service: str) -> grpc.aio.Channel:
        """A channel to another service, with this service's token and a deadline on every call."""
        settings = self.settings
        return open_channel(settings.peer(service), self.token.header, settings.tls_dir)


@dataclass(frozen=True, slots=True)
class ServiceSpec(Generic[S]):
    """A service: its name, settings and composition; ``encoder`` is its wire's event_to_pb."""

    name: str
    settings: type[S]
    build: Callable[[Host[S]], Awaitable[Parts]]
    encoder: EventEncoder | None = None


class Server(Generic[S]):
    """One process of a service. ``start`` and ``stop`` are for tests too; ``run`` is what __main__ calls."""

    def __init__(self, spec: ServiceSpec[S], settings: S, wall: WallClock | None = None) -> None:
        self.spec = spec
        self.settings = settings
        self.wall = wall or SystemClock()
        self.db = Database(settings.database_url, encoder=spec.encoder, wall=self.wall, pool_size=settings.pool_size)
        self.redis: Redis = Redis.from_url(settings.redis_url)
        self.workers = RunWorkers(self.db, workers=settings.run_workers)
        self.port = 0
        self._tasks: list[asyncio.Task[None]] = []
        self._channels: list[grpc.aio.Channel] = []
        aio_health: Any = health
        self._health = aio_health.aio.HealthServicer()
        self._grpc: grpc.aio.Server | None = None
        self.parts: Parts | None = None
        self.consumers: dict[str, Consumer] = {}

    async def start(self) -> None:
        """Composes, serves and starts the loops. ``port`` is known afterwards."""
        token = TokenFile(self.settings.token_dir / f"{self.spec.name}.jwt")
        host: Host[S] = Host(self.spec.name, self.settings, self.db, self.workers, self.wall, token)
        self.parts = await self.spec.build(host)
        self.workers.register(self.parts.run_kinds)
        self.consumers = {s.publisher: self._consumer(s, host) for s in self.parts.subscriptions}
        self._grpc = self._server(self.parts)
        await self._grpc.start()
        relay = Relay(self.db, self.redis, stream_of(self.settings.stream_prefix, self.spec.name))
        retention = retention_of(self.spec.name, self.db, self.settings)
        loops = [
            relay.serve,
            retention.serve,
            self._watch_database,
            *(c.serve for c in self.consumers.values()),
            *self.parts.loops,
        ]
        if self.settings.run_workers:
            loops.append(self.workers.serve)
        self._tasks = [asyncio.create_task(_keep_running(loop)) for loop in loops]
        log.info("serving", port=self.port)

    def _consumer(self, subscription: Subscription, host: Host[S]) -> Consumer:
        channel = host.channel(subscription.publisher)
        self._channels.append(channel)
        stream = stream_of(self.settings.stream_prefix, subscription.publisher)
        stub: Any = OperationsServiceStub(channel)
        return Consumer(self.db, self.redis, stream, subscription, stub.ReplayEvents, self.spec.name)

    def _server(self, parts: Parts) -> grpc.aio.Server:
        verifier = TokenVerifier(
            self.settings.jwks_file, audience=self.settings.token_audience, issuer=self.settings.token_issuer
        )
        names = _service_names(parts)
        access = {method: rule for name in names for method, rule in access_by_method(name).items()}
        guard = Guard(self.spec.name, access, verifier, Ownership(self.db, parts.owners), self._audit)
        server = grpc.aio.server(
            interceptors=[guard], options=[*_SERVER_OPTIONS, ("grpc.so_reuseport", int(self.settings.share_port))]
        )
        operations = OperationsRpc(
            self.spec.name, self.settings.time_zone, self.db, parts, self.consumers, self.workers
        )
        add_OperationsServiceServicer_to_server(operations, server)
        for add, servicer in parts.servicers:
            add(servicer, server)
        health_pb2_grpc.add_HealthServicer_to_server(self._health, server)
        if self.settings.development:
            reflection.enable_server_reflection([*names, reflection.SERVICE_NAME], server)
        self.port = self._listen(server)
        return server

    def _listen(self, server: grpc.aio.Server) -> int:
        tls = self.settings.tls_dir
        if tls is None:
            return server.add_insecure_port(self.settings.listen)
        pair = ((tls / "tls.key").read_bytes(), (tls / "tls.crt").read_bytes())
        return server.add_secure_port(self.settings.listen, grpc.ssl_server_credentials([pair]))

    async def _audit(self, who: Caller, method: str, request: Any, outcome: str) -> None:
        """Keeps who called an audited method and what came of it; the use case keeps the decision's own facts."""
        subject = next(
            (value for field in ("name", "account", "customer") if (value := getattr(request, field, ""))), ""
        )
        record = AuditRecord(
            who.subject,
            method.rpartition("/")[2],
            str(subject),
            outcome,
            {"request_id": getattr(request, "request_id", "")},
        )
        await self.db.transact(lambda tx: tx.audit(record), dated=False)

    async def _watch_database(self) -> None:
        """Readiness follows the database; liveness does not."""
        await self._health.set(_LIVENESS, health_pb2.HealthCheckResponse.SERVING)
        while True:
            try:
                await asyncio.wait_for(self.db.ping(), 2.0)
                await self._health.set("", health_pb2.HealthCheckResponse.SERVING)
            except Exception as error:
                log.warning("database_unreachable", error=f"{type(error).__name__}: {error}")
                await self._health.set("", health_pb2.HealthCheckResponse.NOT_SERVING)
            await asyncio.sleep(1.0)

    async def stop(self) -> None:
        """Drains: no new calls, those under way finish; then the loops stop where they stand, which loses nothing."""
        await self._health.enter_graceful_shutdown()
        if self._grpc is not None:
            await self._grpc.stop(_DRAIN_SECONDS)
        await _end(self._tasks)
        for close in self.parts.closers if self.parts else ():
            await close()
        for channel in self._channels:
            await channel.close(None)
        await self.redis.aclose()
        await self.db.close()


_SERVER_OPTIONS: list[tuple[str, Any]] = [
    ("grpc.max_receive_message_length", MESSAGE_BYTES_MAX),
    ("grpc.max_send_message_length", MESSAGE_BYTES_MAX),
    ("grpc.max_metadata_size", 16 * 1024),
    ("grpc.max_concurrent_streams", 1_000),
    ("grpc.http2.min_recv_ping_interval_without_data_ms", 10_000),
    ("grpc.keepalive_permit_without_calls", 1),
]


def _service_names(parts: Parts) -> list[str]:
    """The full names of the proto services served, read from the generated add functions' registrations."""
    names = ["tollbook.kernel.v1.OperationsService"]
    for add, _ in parts.servicers:
        recorder = _Recorder()
        add(_Unserved(), recorder)
        names.extend(recorder.names)
    for name in names:
        descriptor_pool.Default().FindServiceByName(name)
    return names


class _Recorder:
    """Stands in for a server to learn which service an add function registers."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def add_generic_rpc_handlers(self, handlers: Any) -> None:
        self.names.extend(handler.service_name() for handler in handlers)

    def add_registered_method_handlers(self, service: str, handlers: Any) -> None:
        """The same registration once more, for servers that know it."""


class _Unserved:
    def __getattr__(self, name: str) -> Any:
        return None


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    """Cancels tasks until they have ended.

    Python 3.11's wait_for, which drivers use too, swallows a cancellation that comes together with what it waits for,
    and a loop would then go on for ever.
    """
    running = set(tasks)
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=_CANCEL_AGAIN_SECONDS)


async def _keep_running(loop: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await loop()
            return
        except asyncio.CancelledError:
            raise
        except Refusal as refusal:
            # A service without a business date waits for one; that is no fault.
            log.info("loop_waits", reason=refusal.reason)
            await asyncio.sleep(_RESTART_LOOP_SECONDS)
        except Exception:
            log.exception("loop_failed", loop=getattr(loop, "__qualname__", repr(loop)))
            await asyncio.sleep(_RESTART_LOOP_SECONDS)


def run(spec: ServiceSpec[S]) -> None:
    """Runs a service process until SIGTERM or SIGINT."""
    configure_logs(spec.name)
    settings = spec.settings()  # pyright: ignore[reportCallIssue]
    configure_traces(spec.name, settings.otlp_endpoint)
    serve_metrics(settings.metrics_listen)
    uvloop.run(_serve(spec, settings))


async def _serve(spec: ServiceSpec[S], settings: S) -> None:
    server = Server(spec, settings)
    _collect_seldom()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await _wait_for_migrations(server.db)
    await server.start()
    await stop.wait()
    log.info("draining")
    await server.stop()


_ALLOCATIONS_BETWEEN_COLLECTIONS = 20_000


def _collect_seldom() -> None:
    """Lets the collector leave modules alone and look for cycles seldom.

    A batch makes some ten thousand tuples, none of them in a cycle; with Python's own thresholds walking through them,
    again and again while they live, took a sixth of the time of a file of payments.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS_BETWEEN_COLLECTIONS, 50, 100)


async def _wait_for_migrations(db: Database) -> None:
    """A server never migrates; it says what it waits for."""
    while True:
        try:
            async with db.read() as tx:
                await tx.execute(select(tables.business_clock.c.id))
            return
        except Exception as error:
            log.warning("waiting_for_database", error=f"{type(error).__name__}: {error}"[:300])
            await asyncio.sleep(1.0)
