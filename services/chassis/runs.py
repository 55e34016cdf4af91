"""Runs: long work cut into chunks that any replica leases with a fencing token. Killing a process loses nothing.

A chunk's result, its outbox rows and its completion commit together: the use case that works on a chunk calls
``complete_chunk`` inside its own transaction, which fails with ``LeaseLost`` when another worker has taken it over.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import ARRAY, DateTime, Text, bindparam, case, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Database, Transaction
from services.chassis.parking import Parked, park
from services.chassis.tables import run, run_chunk
from services.kernel.errors import GeneralReason, Refusal, RefusalKind

LEASE = dt.timedelta(seconds=30)
_ATTEMPTS_MAX = 5
_POLL_SECONDS = 1.0

_CHUNKS_OF = run_chunk.c.run_key == run.c.key
_RUN = select(
    run,
    select(func.sum(run_chunk.c.items_done)).where(_CHUNKS_OF).scalar_subquery().label("items"),
    select(func.sum(run_chunk.c.items_parked)).where(_CHUNKS_OF).scalar_subquery().label("parked"),
    select(func.json_agg(run_chunk.c.counters)).where(_CHUNKS_OF).scalar_subquery().label("counted"),
).where(run.c.key == bindparam("run_key"))

# One statement, because every service asks it all the time. Its first condition is that of the index of open chunks.
_LEASE_NEXT = text("""
    WITH next AS (
        SELECT run_key, number FROM run_chunk
        WHERE state IN ('WAITING', 'LEASED') AND (state = 'WAITING' OR lease_until < :now)
          AND kind = ANY(:kinds) AND run_key = coalesce(:run_key, run_key)
        ORDER BY run_key, number LIMIT 1
        FOR UPDATE SKIP LOCKED
    )
    UPDATE run_chunk AS c
    SET state = 'LEASED', token = c.token + 1, attempts = c.attempts + 1, lease_until = :until
    FROM next JOIN run ON run.key = next.run_key
    WHERE c.run_key = next.run_key AND c.number = next.number
    RETURNING c.run_key, c.number, c.kind, c.payload, c.token, run.params
""").bindparams(
    bindparam("now", type_=DateTime(timezone=True)),
    bindparam("until", type_=DateTime(timezone=True)),
    bindparam("kinds", type_=ARRAY(Text)),
    bindparam("run_key", type_=Text),
)

_HELD = (
    (run_chunk.c.run_key == bindparam("held_run"))
    & (run_chunk.c.number == bindparam("held_number"))
    & (run_chunk.c.token == bindparam("held_token"))
    & (run_chunk.c.state == "LEASED")
)
_DONE = (
    update(run_chunk)
    .where(_HELD)
    .values(
        state="DONE",
        items_done=bindparam("items"),
        items_parked=bindparam("parked"),
        counters=bindparam("counted"),
        lease_until=None,
        error=None,
    )
)
_IS_LAST = run.c.chunks_done + 1 == run.c.chunks_total
_COUNT_DONE = (
    update(run)
    .where(run.c.key == bindparam("run_key"))
    .values(
        chunks_done=run.c.chunks_done + 1,
        state=case((_IS_LAST, "COMPLETED"), else_=run.c.state),
        completed_at=case((_IS_LAST, bindparam("now", type_=DateTime(timezone=True))), else_=run.c.completed_at),
    )
    .returning((run.c.chunks_done == run.c.chunks_total).label("complete"))
)

log = structlog.get_logger("runs")


class LeaseLost(Exception):
    """Another worker holds the chunk; this one's transaction must not commit."""


@dataclass(frozen=True, slots=True)
class RunView:
    """A run as it stands. ``counters`` are summed over its chunks."""

    key: str
    kind: str
    state: str
    params: Mapping[str, Any]
    business_date: dt.date | None
    chunks_total: int
    chunks_done: int
    items: int
    parked: int
    counters: Mapping[str, int]
    created_at: dt.datetime
    completed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class LeasedChunk:
    """A chunk under lease. ``payload`` says what is in it, as its run's plan wrote it."""

    run_key: str
    number: int
    kind: str
    payload: Mapping[str, Any]
    token: int
    params: Mapping[str, Any]
    completed: "RunCompleted | None" = None


RunCompleted = Callable[[Transaction, RunView], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class RunKind:
    """What a kind of run does with a chunk; ``completed`` runs in the transaction that completes the last chunk."""

    kind: str
    work: Callable[[LeasedChunk], Awaitable[None]]
    completed: RunCompleted | None = None


async def start_run(
    tx: Transaction,
    *,
    key: str,
    kind: str,
    params: Mapping[str, Any],
    chunks: Sequence[Mapping[str, Any]],
    completed: RunCompleted | None = None,
) -> RunView:
    """Starts a run. Starting it again changes nothing. A run without chunks is complete at once."""
    state, completed_at = ("RUNNING", None) if chunks else ("COMPLETED", tx.now)
    row = {
        "key": key,
        "kind": kind,
        "params": dict(params),
        "state": state,
        "business_date": tx.date,
        "chunks_total": len(chunks),
        "chunks_done": 0,
        "created_at": tx.now,
        "completed_at": completed_at,
    }
    started = await tx.execute(insert(run).values(row).on_conflict_do_nothing().returning(run.c.key))
    if started.scalar() is None:
        return await get_run(tx, key)
    await tx.insert_many(run_chunk, [_waiting_chunk(key, kind, n, payload) for n, payload in enumerate(chunks)])
    view = RunView(
        key=key,
        kind=kind,
        state=state,
        params=dict(params),
        business_date=tx.date,
        chunks_total=len(chunks),
        chunks_done=0,
        items=0,
        parked=0,
        counters={},
        created_at=tx.now,
        completed_at=completed_at,
    )
    if not chunks and completed is not None:
        await completed(tx, view)
    return view


def _waiting_chunk(key: str, kind: str, number: int, payload: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "run_key": key,
        "number": number,
        "kind": kind,
        "payload": dict(payload),
        "state": "WAITING",
        "token": 0,
        "attempts": 0,
        "items_done": 0,
        "items_parked": 0,
        "counters": {},
    }


async def complete_chunk(
    tx: Transaction,
    chunk: LeasedChunk,
    *,
    items: int,
    counters: Mapping[str, int] | None = None,
    parked: Sequence[Parked] = (),
) -> None:
    """Completes a chunk inside the transaction that did its work. Raises LeaseLost when another holds it by now."""
    values = {"items": items, "parked": len(parked), "counted": dict(counters or {})}
    if (await tx.execute(_DONE, _held(chunk) | values)).rowcount != 1:
        raise LeaseLost(f"{chunk.run_key} chunk {chunk.number}")
    await park(tx, f"runs/{chunk.run_key}", parked)
    complete = (await tx.execute(_COUNT_DONE, {"run_key": chunk.run_key, "now": tx.now})).scalar_one()
    if complete and chunk.completed is not None:
        await chunk.completed(tx, await get_run(tx, chunk.run_key))


async def get_run(tx: Transaction, key: str) -> RunView:
    """Raises the refusal RUN_NOT_FOUND."""
    row = (await tx.execute(_RUN, {"run_key": key})).one_or_none()
    if row is None:
        raise Refusal(GeneralReason.RUN_NOT_FOUND, RefusalKind.NOT_FOUND, f"there is no run {key!r}")
    counters: dict[str, int] = {}
    for chunk in row.counted or ():
        for name, value in chunk.items():
            counters[name] = counters.get(name, 0) + value
    return RunView(
        key=row.key,
        kind=row.kind,
        state=row.state,
        params=row.params,
        business_date=row.business_date,
        chunks_total=row.chunks_total,
        chunks_done=row.chunks_done,
        items=int(row.items or 0),
        parked=int(row.parked or 0),
        counters=counters,
        created_at=row.created_at,
        completed_at=row.completed_at,
    )


async def retry_run(tx: Transaction, key: str) -> RunView:
    """Puts the failed chunks of a stalled run back to work."""
    await tx.execute(
        update(run_chunk)
        .where(run_chunk.c.run_key == key, run_chunk.c.state == "FAILED")
        .values(state="WAITING", attempts=0)
    )
    await tx.execute(update(run).where(run.c.key == key, run.c.state == "STALLED").values(state="RUNNING"))
    return await get_run(tx, key)


@dataclass
class RunWorkers:
    """Leases chunks of the kinds it knows and works on them."""

    db: Database
    kinds: dict[str, RunKind] = field(default_factory=dict[str, RunKind])
    workers: int = 2
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    """Set to look for chunks at once, after a run was started in this process."""

    def register(self, kinds: Sequence[RunKind]) -> None:
        self.kinds.update({kind.kind: kind for kind in kinds})

    async def serve(self) -> None:
        """Works until cancelled."""
        async with asyncio.TaskGroup() as group:
            for number in range(self.workers):
                group.create_task(self._work_forever(polls=number == 0))

    async def finish(self, key: str, *, timeout_seconds: float = 3_600) -> RunView:
        """Helps with the run until it is complete, and gives it. Raises RUN_STALLED when a person must look."""
        deadline = asyncio.get_running_loop().time() + timeout_seconds
        while True:
            worked = await self.work_once(key)
            async with self.db.ask() as tx:
                standing = await get_run(tx, key)
            if standing.state == "COMPLETED":
                return standing
            if standing.state == "STALLED":
                raise Refusal(
                    GeneralReason.RUN_STALLED,
                    RefusalKind.FAILED_PRECONDITION,
                    f"run {key!r} is stalled: a chunk failed {_ATTEMPTS_MAX} times; see its error, then RetryRun",
                    metadata={"run": f"runs/{key}"},
                )
            if asyncio.get_running_loop().time() > deadline:
                raise TimeoutError(f"run {key} is not complete after {timeout_seconds} s")
            if not worked:
                await asyncio.sleep(0.02)
            elif standing.chunks_total - standing.chunks_done > 1:
                self.wake.set()

    async def work_once(self, key: str | None = None) -> bool:
        """Leases one chunk and works on it; tells whether there was one."""
        chunk = await self.db.transact(lambda tx: self._lease(tx, key), dated=False)
        if chunk is None:
            return False
        heartbeat = asyncio.create_task(self._heartbeat(chunk))
        try:
            await self.kinds[chunk.kind].work(chunk)
        except LeaseLost:
            log.warning("lease_lost", run=chunk.run_key, chunk=chunk.number)
        except Exception as error:
            log.exception("chunk_failed", run=chunk.run_key, chunk=chunk.number)
            reason = f"{type(error).__name__}: {error}"[:2_000]
            await self.db.transact(lambda tx: _give_back(tx, chunk, reason), dated=False)
        finally:
            heartbeat.cancel()
        return True

    async def _work_forever(self, *, polls: bool) -> None:
        """One worker looks for chunks; the others are woken when it has found one, so that an idle service is idle."""
        while True:
            try:
                worked = await self.work_once()
            except Exception:
                log.exception("run_worker_failed")
                worked = False
            if worked:
                self.wake.set()
                continue
            self.wake.clear()
            try:
                await asyncio.wait_for(self.wake.wait(), _POLL_SECONDS if polls else None)
            except TimeoutError:
                continue

    async def _lease(self, tx: Transaction, key: str | None) -> LeasedChunk | None:
        names = {"kinds": sorted(self.kinds), "run_key": key, "now": tx.now, "until": tx.now + LEASE}
        row = (await tx.execute(_LEASE_NEXT, names)).one_or_none()
        if row is None:
            return None
        completed = self.kinds[row.kind].completed
        return LeasedChunk(row.run_key, row.number, row.kind, row.payload, row.token, row.params, completed)

    async def _heartbeat(self, chunk: LeasedChunk) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            try:
                await self.db.transact(lambda tx: _extend(tx, chunk), dated=False)
            except Exception:
                log.exception("heartbeat_failed", run=chunk.run_key, chunk=chunk.number)


def _held(chunk: LeasedChunk) -> dict[str, Any]:
    return {"held_run": chunk.run_key, "held_number": chunk.number, "held_token": chunk.token}


async def _extend(tx: Transaction, chunk: LeasedChunk) -> None:
    await tx.execute(update(run_chunk).where(_HELD).values(lease_until=tx.now + LEASE), _held(chunk))


async def _give_back(tx: Transaction, chunk: LeasedChunk, error: str) -> None:
    """Returns a failed chunk to the queue; after the last attempt it fails and its run stalls."""
    row = (await tx.execute(select(run_chunk.c.attempts).where(_HELD), _held(chunk))).one_or_none()
    if row is None:
        return
    state = "FAILED" if row.attempts >= _ATTEMPTS_MAX else "WAITING"
    await tx.execute(update(run_chunk).where(_HELD).values(state=state, error=error, lease_until=None), _held(chunk))
    if state == "FAILED":
        await tx.execute(update(run).where(run.c.key == chunk.run_key).values(state="STALLED"))
