"""bill-run: trial, approval and final run of a cycle, until every bill is issued."""

import asyncio
import datetime as dt
import time

from bench.bare_copy import copy_rate
from bench.operator import LINES_PER_ACCOUNT, close_through, open_operator, run_bills, until_quiet
from bench.workload import Measured, Place, Workload

ACCOUNTS = 5_000
CYCLES = ("2026-01", "2026-02", "2026-03")
LAST_DAYS = (dt.date(2026, 1, 31), dt.date(2026, 2, 28), dt.date(2026, 3, 31))


async def prepare(place: Place) -> None:
    await open_operator(place, ACCOUNTS)


async def run(place: Place, number: int) -> Measured:
    """Bill lines a second; the floor copies the cycle's bill lines."""
    await close_through(place.home, LAST_DAYS[number])
    await until_quiet(place.home)
    started = time.perf_counter()
    bills = await run_bills(place.home, CYCLES[number])
    seconds = time.perf_counter() - started
    if bills != ACCOUNTS:
        raise RuntimeError(f"{bills} bills for {ACCOUNTS} accounts")
    query = f"SELECT * FROM bill_line WHERE cycle = '{CYCLES[number]}'"
    floor = await asyncio.to_thread(copy_rate, place, "rating", query)
    return Measured(value=bills * LINES_PER_ACCOUNT / seconds, floor=floor)


WORKLOAD = Workload(
    name="bill-run",
    unit="bill lines/s",
    floor="binary COPY of the same bill lines into a bare table, rows/s",
    prepare=prepare,
    run=run,
)
