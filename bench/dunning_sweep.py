"""dunning-sweep: the ladder's daily sweep over a million open cases, every one of them looked at, one in twenty a step.

A heavier day than an ordinary one, on which only the cases that may move are looked at: so it is after a new scenario.
Two processes lease its chunks.
"""

import asyncio
import datetime as dt
import sys
import time

from bench import collection_book as book
from bench.workload import Measured, Place, Workload, size
from services.chassis.runs import get_run
from services.collection.usecases import sweep

CASES = size(full=1_000_000, smoke=20_000)
DATE = dt.date.fromisoformat(book.TODAY)
_FLOOR = """
UPDATE ladder_case c SET next_date = c.next_date FROM account a
WHERE c.shard = a.shard AND c.case_id = a.open_case AND c.next_date <= %s AND a.anchor < %s
"""


async def prepare(place: Place) -> None:
    """Every run fills a database of its own: a sweep cannot be taken twice."""


async def run(place: Place, number: int) -> Measured:
    """Cases a second."""
    await book.fill(place, CASES)
    floor = await asyncio.to_thread(_floor, place)
    async with book.opened(place) as db, book.workers(place) as processes:
        started = time.perf_counter()
        view = await sweep.start_sweep(db, DATE)
        assert view is not None
        await book.work_on(processes, view.key)
        seconds = time.perf_counter() - started
        async with db.read() as tx:
            done = await get_run(tx, view.key)
    if done.state != "COMPLETED" or done.items != CASES or done.counters["notify_suspension"] != CASES // 20:
        raise RuntimeError(f"the sweep did not do its work: {done}")
    print(f"  dunning-sweep: {CASES} cases in {seconds:.1f} s", file=sys.stderr)
    return Measured(value=CASES / seconds, floor=CASES / floor)


def _floor(place: Place) -> float:
    """Seconds of one UPDATE that reads the same accounts and writes the same cases."""
    with book.connect(place) as connection:
        started = time.perf_counter()
        rows = connection.execute(_FLOOR, [DATE, DATE]).rowcount
        seconds = time.perf_counter() - started
        connection.execute("VACUUM FULL ladder_case")
        connection.execute("ANALYZE ladder_case")
    if rows != CASES:
        raise RuntimeError(f"the floor wrote {rows} rows, not {CASES}")
    return seconds


WORKLOAD = Workload(
    name="dunning-sweep",
    unit="cases/s",
    floor="one UPDATE that reads the same accounts and writes the same cases, rows/s",
    prepare=prepare,
    run=run,
)
