"""The relay: gives positions to committed outbox rows and carries them to Redis Streams.

Positions have no gaps and are given after the commit, by one relay at a time (the lock of outbox_head), so that
``position > last`` never misses a transaction that committed late. The position is the stream entry's id: a consumer
knows where to read on after Redis lost everything, and a relay that adds an entry twice is refused by Redis. Redis only
carries; a failure of Redis is logged and healed by replay.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError, ResponseError
from sqlalchemy import select

from services.chassis.arrays import array_parameters, from_arrays
from services.chassis.database import Database, Transaction
from services.chassis.tables import outbox, outbox_head
from services.kernel.errors import GeneralReason, Refusal, RefusalKind
from tollbook.kernel.v1.event_pb2 import EventBatch, PublishedBatch

STREAM_LENGTH_MAX = 100_000
_BATCH = 500
_POLL_SECONDS = 1.0
"""Only for what a process that died has left: a commit of this process wakes the relay at once."""
_FIELD = b"b"

_LOCK_HEAD = select(outbox_head.c.position).where(outbox_head.c.id == 1).with_for_update()
# Read after the lock and not with it: a statement that waits for a lock does not see what its holder did to other rows.
_WAITING = select(outbox.c.id, outbox.c.batch).where(outbox.c.position.is_(None)).order_by(outbox.c.id).limit(_BATCH)
_POSITION = ("id", "position")
_MOVE = f"""WITH head AS (UPDATE outbox_head SET position = %s WHERE id = 1)
    UPDATE outbox SET position = given.position FROM {from_arrays(outbox, _POSITION)} WHERE outbox.id = given.id"""

log = structlog.get_logger("outbox")


def stream_of(prefix: str, publisher: str) -> str:
    return f"{prefix}:{publisher}"


async def head_position(tx: Transaction) -> int:
    """The newest position given; 0 before the first."""
    return (await tx.execute(select(outbox_head.c.position))).scalar() or 0


async def replay(tx: Transaction, after: int, limit: int) -> list[PublishedBatch]:
    """Published batches after a position, in order and without gaps."""
    rows = await tx.execute(
        select(outbox.c.position, outbox.c.batch)
        .where(outbox.c.position > after)
        .order_by(outbox.c.position)
        .limit(limit)
    )
    return [PublishedBatch(position=row.position, batch=EventBatch.FromString(row.batch)) for row in rows]


def check_kept(after: int, batches: Sequence[PublishedBatch], head: int) -> None:
    """Raises EVENTS_REMOVED when what follows a position is gone: positions have no gaps, a missing one was removed."""
    next_kept = batches[0].position if batches else head + 1
    if after < head and next_kept != after + 1:
        raise Refusal(
            GeneralReason.EVENTS_REMOVED,
            RefusalKind.FAILED_PRECONDITION,
            f"the events after position {after} are older than what is kept; the oldest kept is {next_kept}",
            metadata={"after_position": str(after), "oldest_kept": str(next_kept)},
        )


@dataclass
class Relay:
    """Runs in every replica; they take turns."""

    db: Database
    redis: Redis
    stream: str

    def __post_init__(self) -> None:
        self._published = self.db.listen()

    async def serve(self) -> None:
        """Relays until cancelled: at once after a commit of this process, else by polling."""
        await self._catch_up()
        while True:
            try:
                moved = await self.relay_once()
            except Exception:
                log.exception("relay_failed")
                moved = 0
            if moved < _BATCH:
                await self._rest()

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._published.wait(), _POLL_SECONDS)
        except TimeoutError:
            return
        self._published.clear()

    async def relay_once(self) -> int:
        """Gives positions to what waits and adds it to the stream; returns how many rows."""
        rows = await self.db.transact(_give_positions, dated=False)
        await self._add(rows)
        return len(rows)

    async def _add(self, rows: Sequence[tuple[int, bytes]]) -> None:
        if not rows:
            return
        pipeline = self.redis.pipeline(transaction=False)
        for position, batch in rows:
            pipeline.xadd(self.stream, {_FIELD: batch}, id=f"{position}-0", maxlen=STREAM_LENGTH_MAX, approximate=True)
        try:
            outcomes = await pipeline.execute(raise_on_error=False)
        except (RedisError, OSError) as error:
            log.warning("redis_unreachable", stream=self.stream, error=str(error))
            return
        for outcome in outcomes:
            # "equal or smaller": the entry is there already, or a newer one is and consumers will replay.
            if isinstance(outcome, Exception) and not (
                isinstance(outcome, ResponseError) and "smaller" in str(outcome)
            ):
                log.warning("redis_refused", stream=self.stream, error=str(outcome))

    async def _catch_up(self) -> None:
        """Adds what a relay that died had given positions to but not carried; older gaps are left to replay."""
        try:
            last: Any = await self.redis.xrevrange(self.stream, count=1)
            carried = int(last[0][0].partition(b"-")[0]) if last else 0
            async with self.db.read(dated=False) as tx:
                head = await head_position(tx)
                missing = await replay(tx, max(carried, head - _BATCH), _BATCH)
            await self._add([(batch.position, batch.batch.SerializeToString()) for batch in missing])
        except Exception as error:
            log.warning("catch_up_failed", stream=self.stream, error=str(error))


async def _give_positions(tx: Transaction) -> list[tuple[int, bytes]]:
    head = (await tx.execute(_LOCK_HEAD)).scalar_one()
    rows = (await tx.execute(_WAITING)).all()
    if not rows:
        return []
    given = [(row.id, head + number) for number, row in enumerate(rows, start=1)]
    parameters = (head + len(rows), *array_parameters(outbox, _POSITION, given))
    await tx.conn.exec_driver_sql(_MOVE, parameters)
    return [(head + number, row.batch) for number, row in enumerate(rows, start=1)]


def batch_of(fields: dict[bytes, bytes]) -> EventBatch:
    """The batch in a stream entry."""
    return EventBatch.FromString(fields[_FIELD])
