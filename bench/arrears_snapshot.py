"""arrears-snapshot: the month-start snapshot of a million accounts with two open lines each, digested, as a run.

Two processes lease its chunks.
"""

import asyncio
import sys
import time

from bench import collection_book as book
from bench.workload import Measured, Place, Workload, size
from services.chassis.runs import get_run
from services.collection.usecases import snapshots

ACCOUNTS = size(full=1_000_000, smoke=20_000)
LINES_PER_ACCOUNT = 2
MONTHS = (("2026-05", "2026-04"), ("2026-06", "2026-05"), ("2026-07", "2026-06"))
_FLOOR = """
CREATE TABLE bench_floor AS
SELECT a.shard, a.account_id, a.customer_id, k.grade, k.account_manager, k.kind, k.customer_class, l.*
FROM account a
CROSS JOIN LATERAL jsonb_to_recordset(a.lines) AS l(s text, l text, u text, c text, d date, p bigint, f bigint)
LEFT JOIN customer k ON k.shard = a.shard AND k.customer_id = a.customer_id
"""


async def prepare(place: Place) -> None:
    await book.fill(place, ACCOUNTS)


async def run(place: Place, number: int) -> Measured:
    """Accounts a second; each run takes another month of the same debts."""
    month, cycle = MONTHS[number]
    floor = await asyncio.to_thread(_floor, place)
    async with book.opened(place) as db, book.workers(place) as processes:
        await db.transact(lambda tx: snapshots.take_offsets(tx, [cycle]))
        started = time.perf_counter()
        view = await snapshots.start_snapshot(db, month)
        await book.work_on(processes, view.key)
        seconds = time.perf_counter() - started
        async with db.read() as tx:
            done = await get_run(tx, view.key)
    if done.state != "COMPLETED" or done.items != ACCOUNTS * LINES_PER_ACCOUNT:
        raise RuntimeError(f"the snapshot did not do its work: {done}")
    print(f"  arrears-snapshot: {ACCOUNTS} accounts in {seconds:.1f} s", file=sys.stderr)
    return Measured(value=ACCOUNTS / seconds, floor=ACCOUNTS / floor)


def _floor(place: Place) -> float:
    """Seconds of one statement that writes the same lines into a bare table."""
    with book.connect(place) as connection:
        started = time.perf_counter()
        rows = connection.execute(_FLOOR).rowcount
        seconds = time.perf_counter() - started
        connection.execute("DROP TABLE bench_floor")
    if rows != ACCOUNTS * LINES_PER_ACCOUNT:
        raise RuntimeError(f"the floor wrote {rows} rows")
    return seconds


WORKLOAD = Workload(
    name="arrears-snapshot",
    unit="accounts/s",
    floor="one CREATE TABLE AS of the same lines without key, sum or digest, accounts/s",
    prepare=prepare,
    run=run,
)
