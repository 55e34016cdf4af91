"""The month-start snapshot (R-ARR-1): a run of CloseDay, once the offset of the cycle before is complete."""

import datetime as dt
from collections.abc import Sequence

from services.chassis.database import Database, Transaction
from services.chassis.runs import LeasedChunk, RunView, complete_chunk, start_run
from services.collection.domain.arrears_view import StoredSnapshot
from services.collection.domain.reason import Reason, not_found, precondition
from services.collection.store import snapshots as store
from services.collection.store.positions import count_accounts
from services.collection.usecases.sweep import shard_ranges
from services.kernel.period import Cycle

KIND = "arrears-snapshot"
ITEMS_A_CHUNK = 50_000
CURRENCY = "CNY"


async def take_offsets(tx: Transaction, cycles: Sequence[str]) -> None:
    """Notes completed offsets; the next CloseDay takes their snapshots."""
    await store.note_offset(tx, cycles)


async def due_snapshots(db: Database, date: dt.date) -> list[str]:
    """The months to take on a date: those that have begun."""
    async with db.read() as tx:
        months = await store.months_to_take(tx)
    return [month for month in months if Cycle.parse(month).first_day <= date]


async def start_snapshot(db: Database, month: str) -> RunView:
    """Starts the snapshot of a month. Raises SNAPSHOT_NOT_READY. Starting it again changes nothing."""

    async def work(tx: Transaction) -> RunView:
        cycle = Cycle.parse(month).previous
        if Cycle.parse(month).first_day > tx.date or not await store.is_offset_done(tx, str(cycle)):
            raise precondition(
                Reason.SNAPSHOT_NOT_READY,
                f"the snapshot of {month} waits for the offset of {cycle}",
                month=month,
                cycle=str(cycle),
            )
        await store.begin_snapshot(tx, month, tx.date, CURRENCY)
        ranges = shard_ranges(await count_accounts(tx), ITEMS_A_CHUNK)
        chunks = [{"first": first, "last": last} for first, last in ranges]
        params = {"month": month, "taken": str(tx.date)}
        return await start_run(tx, key=f"{KIND}/{month}", kind=KIND, params=params, chunks=chunks)

    return await db.transact(work)


async def take_chunk(db: Database, chunk: LeasedChunk) -> None:
    """Takes the snapshot of a shard range."""

    async def work(tx: Transaction) -> None:
        taken = dt.date.fromisoformat(chunk.params["taken"])
        first, last = chunk.payload["first"], chunk.payload["last"]
        rows = await store.take_shards(tx, chunk.params["month"], taken, first, last)
        await complete_chunk(tx, chunk, items=rows, counters={"rows": rows})

    await db.transact(work)


async def complete(tx: Transaction, run: RunView) -> None:
    """Runs in the transaction that completes the last chunk."""
    await store.complete_snapshot(tx, str(run.params["month"]))


async def find_snapshot(tx: Transaction, month: str) -> StoredSnapshot:
    """Raises SNAPSHOT_NOT_FOUND."""
    found = await store.find_snapshot(tx, month)
    if found is None:
        raise not_found(Reason.SNAPSHOT_NOT_FOUND, f"snapshots/{month}")
    return found
