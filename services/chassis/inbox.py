"""The inbox: reads a publisher's stream from a position kept in this service's database; applies each batch once.

The position moves in the transaction that uses the events, under its row's lock, so that replicas take turns and a
batch delivered twice is dropped. A gap (Redis lost its data, or an entry was trimmed) is pulled from the publisher,
whose outbox is the truth.
An event whose handler fails is parked with its reason and the rest go on (R-GEN-4).
"""

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import grpc
import grpc.aio
import structlog
from google.protobuf.message import Message
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from services.chassis.database import Database, Transaction, is_retryable
from services.chassis.events import date_from_pb, payload_type
from services.chassis.outbox import batch_of
from services.chassis.parking import Parked, park, parked_from
from services.chassis.tables import inbox_position
from services.kernel.errors import GeneralReason, Refusal
from tollbook.kernel.v1.event_pb2 import Event, PublishedBatch
from tollbook.kernel.v1.operations_service_pb2 import ReplayEventsRequest, ReplayEventsResponse

P = TypeVar("P", bound=Message)

_BLOCK_MS = 800
_READ_COUNT = 64
_EVENTS_MAX = 2_000
"""The events of one transaction: what came while we were away must not become one statement of 70,000 parameters."""
_IDLE_READS_BEFORE_ASKING = 5
_REPLAY_SECONDS = 20.0
_SILENT_SECONDS_MAX = 300.0
_REFUSED_SECONDS = 10.0

_MINE = inbox_position.c.publisher == bindparam("name")
_POSITION = select(inbox_position.c.position).where(_MINE)
_LOCK_POSITION = _POSITION.with_for_update()
_MOVE = update(inbox_position).where(_MINE).values(position=bindparam("to"))

log = structlog.get_logger("inbox")


@dataclass(frozen=True, slots=True)
class Received(Generic[P]):
    """An event with its payload unpacked. ``version`` is 0 for facts."""

    event_id: str
    subject: str
    version: int
    business_date: dt.date
    payload: P


Handler = Callable[[Transaction, list[Received[Any]]], Awaitable[None]]
Prepare = Callable[[list[Received[Any]]], Awaitable[list[Received[Any]]]]


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a service does with a publisher's events.

    ``handlers`` are called in the order given, once a batch, with all events of their type, inside the inbox's
    transaction. Types without a handler are passed over. ``prepare`` may pull what a long event did not carry, before
    the transaction.
    """

    publisher: str
    handlers: Mapping[type[Message], Handler]
    prepare: Mapping[type[Message], Prepare] = field(default_factory=dict[type[Message], Prepare])


def newest(events: Sequence[Received[P]]) -> list[Received[P]]:
    """Of positions, the newest version of each subject, ordered by subject."""
    latest: dict[str, Received[P]] = {}
    for event in events:
        known = latest.get(event.subject)
        if known is None or event.version >= known.version:
            latest[event.subject] = event
    return [latest[subject] for subject in sorted(latest)]


ReplayCall = Callable[..., Awaitable[ReplayEventsResponse]]


@dataclass
class Consumer:
    """Consumes one publisher. Every replica runs one; they take turns on the position's row."""

    db: Database
    redis: Redis
    stream: str
    subscription: Subscription
    replay_events: ReplayCall
    reader: str = ""
    """This service's name: the publisher keeps what it has not applied."""
    position: int = 0
    _moved: asyncio.Event = field(default_factory=asyncio.Event)
    _ask: bool = True
    _asked_at: float = 0.0

    async def serve(self) -> None:
        """Consumes until cancelled. Begins by asking the publisher, for Redis may have lost what came meanwhile."""
        idle = 0
        while True:
            try:
                if self._ask or idle >= _IDLE_READS_BEFORE_ASKING or self._silent_too_long():
                    idle = 0
                    await self._pull()
                idle = 0 if await self._read_stream() else idle + 1
            except (RedisError, OSError) as error:
                log.warning("redis_unreachable", stream=self.stream, error=str(error))
                await self._pull_quietly()
                await asyncio.sleep(0.2)
            except grpc.aio.AioRpcError as error:
                await self._rest_after(error)
            except Exception:
                log.exception("consumer_failed", publisher=self.subscription.publisher)
                await asyncio.sleep(0.5)

    async def _rest_after(self, error: grpc.aio.AioRpcError) -> None:
        self._ask = True
        publisher, code = self.subscription.publisher, error.code()
        if code is grpc.StatusCode.FAILED_PRECONDITION:
            # The publisher has removed what we have not applied: only a backup or a person can help.
            log.error("publisher_refused", publisher=publisher, details=error.details())
            await asyncio.sleep(_REFUSED_SECONDS)
            return
        log.info("publisher_unreachable", publisher=publisher, code=code.name)
        await asyncio.sleep(0.2)

    def _silent_too_long(self) -> bool:
        """One that is never idle tells the publisher all the same how far it is: what it has applied may go."""
        return time.monotonic() - self._asked_at > _SILENT_SECONDS_MAX

    async def wait_for(self, position: int, timeout_seconds: float) -> bool:
        """Waits until the position is consumed, asking the publisher when the stream is slow. False after the time."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout_seconds
        while await self._load_position() < position:
            left = deadline - loop.time()
            if left <= 0:
                return False
            self._moved.clear()
            try:
                await asyncio.wait_for(self._moved.wait(), min(0.25, left))
            except TimeoutError:
                self._ask = True
        return True

    async def _load_position(self) -> int:
        async with self.db.ask() as tx:
            found = await tx.execute(_POSITION, {"name": self.subscription.publisher})
            self.position = found.scalar() or 0
        return self.position

    async def _read_stream(self) -> bool:
        start = f"{self.position}-0"
        reply: Any = await self.redis.xread({self.stream: start}, count=_READ_COUNT, block=_BLOCK_MS)
        if not reply:
            return False
        entries: list[tuple[bytes, dict[bytes, bytes]]] = reply[0][1]
        batches = [PublishedBatch(position=int(i.partition(b"-")[0]), batch=batch_of(f)) for i, f in entries]
        if batches[0].position != self.position + 1:
            await self._pull()
            return True
        await self.apply(batches)
        return True

    async def _pull_quietly(self) -> None:
        try:
            await self._pull()
        except grpc.aio.AioRpcError:
            self._ask = True

    async def _pull(self) -> None:
        """Asks the publisher for what follows our position, until there is no more."""
        while True:
            applied = await self._load_position()
            request = ReplayEventsRequest(after_position=applied, page_size=500, reader=self.reader)
            page = await self.replay_events(request, timeout=_REPLAY_SECONDS)
            self._ask, self._asked_at = False, time.monotonic()
            if not page.batches:
                return
            await self.apply(list(page.batches))

    async def apply(self, batches: Sequence[PublishedBatch]) -> None:
        """Applies batches in their order, several in a transaction, and moves the position with them."""
        for several in _in_portions(batches):
            await self._apply_portion(several)

    async def _apply_portion(self, batches: Sequence[PublishedBatch]) -> None:
        """In one transaction; on failure one by one, then event by event."""
        prepared = await self._prepare(batches)
        try:
            self.position = await self.db.transact(lambda tx: self._apply(tx, batches, prepared))
        except Exception as error:
            if _is_passing(error):
                raise
            log.warning("batch_failed", publisher=self.subscription.publisher, error=f"{type(error).__name__}: {error}")
            if len(batches) > 1:
                for batch in batches:
                    await self._apply_portion([batch])
            else:
                self.position = await self.db.transact(lambda tx: self._apply_singly(tx, batches[0], prepared))
        self._moved.set()

    async def _prepare(self, batches: Sequence[PublishedBatch]) -> dict[str, Received[Any]]:
        """What the prepare functions made of events, by event id; called before the transaction."""
        prepared: dict[str, Received[Any]] = {}
        for kind, prepare in self.subscription.prepare.items():
            events = [
                e for batch in batches for e in batch.batch.events if payload_type(e) == kind.DESCRIPTOR.full_name
            ]
            if events:
                prepared.update({r.event_id: r for r in await prepare([_received(e, kind) for e in events])})
        return prepared

    async def _apply(
        self, tx: Transaction, batches: Sequence[PublishedBatch], prepared: Mapping[str, Received[Any]]
    ) -> int:
        position = await self._lock_position(tx)
        fresh = [batch for batch in batches if batch.position > position]
        if not fresh:
            return position
        if fresh[0].position != position + 1:
            self._ask = True
            return position
        await self._handle(tx, [event for batch in fresh for event in batch.batch.events], prepared)
        return await self._move(tx, fresh[-1].position)

    async def _apply_singly(self, tx: Transaction, batch: PublishedBatch, prepared: Mapping[str, Received[Any]]) -> int:
        position = await self._lock_position(tx)
        if batch.position != position + 1:
            return position
        parked: list[Parked] = []
        for event in batch.batch.events:
            mark = tx.events_mark()
            try:
                async with tx.conn.begin_nested():
                    await self._handle(tx, [event], prepared)
            except Exception as error:
                if _is_passing(error):
                    raise
                tx.drop_events_after(mark)
                parked.append(parked_from(event.subject, error, event.SerializeToString()))
        await park(tx, f"events/{self.subscription.publisher}", parked)
        return await self._move(tx, batch.position)

    async def retry(self, tx: Transaction, payload: bytes) -> None:
        """Applies a parked event again; raises what its handler raises."""
        await self._handle(tx, [Event.FromString(payload)], {})

    async def _handle(self, tx: Transaction, events: Sequence[Event], prepared: Mapping[str, Received[Any]]) -> None:
        by_type: dict[str, list[Event]] = {}
        for event in events:
            by_type.setdefault(payload_type(event), []).append(event)
        for kind, handler in self.subscription.handlers.items():
            mine = by_type.get(kind.DESCRIPTOR.full_name)
            if mine:
                await handler(tx, [prepared.get(e.event_id) or _received(e, kind) for e in mine])

    async def _lock_position(self, tx: Transaction) -> int:
        publisher = self.subscription.publisher
        position = (await tx.execute(_LOCK_POSITION, {"name": publisher})).scalar()
        if position is None:
            await tx.execute(insert(inbox_position).values(publisher=publisher, position=0).on_conflict_do_nothing())
            position = (await tx.execute(_LOCK_POSITION, {"name": publisher})).scalar_one()
        return position

    async def _move(self, tx: Transaction, position: int) -> int:
        await tx.execute(_MOVE, {"name": self.subscription.publisher, "to": position})
        return position


def _in_portions(batches: Sequence[PublishedBatch]) -> list[list[PublishedBatch]]:
    """Batches cut where a transaction would hold more events than it should; a batch stays whole."""
    portions: list[list[PublishedBatch]] = []
    events = _EVENTS_MAX
    for batch in batches:
        if events + len(batch.batch.events) > _EVENTS_MAX:
            portions.append([])
            events = 0
        portions[-1].append(batch)
        events += len(batch.batch.events)
    return portions


def _is_passing(error: Exception) -> bool:
    """Whether the service, not the event, is at fault: then the event waits in its place and nothing is parked."""
    if isinstance(error, Refusal):
        return error.reason == GeneralReason.CLOCK_NOT_INITIALIZED
    if isinstance(error, DBAPIError):
        return is_retryable(error)
    return isinstance(error, PoolTimeoutError | OSError | grpc.aio.AioRpcError)


def _received(event: Event, kind: type[P]) -> Received[P]:
    payload = kind()
    event.payload.Unpack(payload)
    return Received(event.event_id, event.subject, event.version, date_from_pb(event.business_date), payload)
