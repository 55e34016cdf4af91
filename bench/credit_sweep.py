"""credit-sweep: the controls of a million accounts on a day on which a fifth of them turn."""

import asyncio
import datetime as dt
import time

from bench.credit_accounts import DUE_DATES, connect, load_accounts
from bench.operator import request_id
from bench.workload import Measured, Place, Workload, size
from services.cli.clients import channel
from services.cli.days import initialize_clocks
from tollbook.credit.v1.control_service_pb2 import StartSweepRequest
from tollbook.credit.v1.control_service_pb2_grpc import ControlServiceStub
from tollbook.kernel.v1.operations_service_pb2 import GetRunRequest
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub
from tollbook.kernel.v1.run_pb2 import Run, RunState

ACCOUNTS = size(1_000_000, 20_000)
FIRST_DAY = dt.date(2026, 1, 15)
DATES = (dt.date(2026, 2, 1), dt.date(2026, 3, 3), dt.date(2026, 4, 1))
"""On each a tenth becomes overdue, and for most of another tenth suspension is permitted."""
CALL_SECONDS_MAX = 30.0

FLOOR = """
INSERT INTO bench_control (shard, account, overdue, oldest_due_date)
SELECT a.shard, a.account, sum(d.payable), min(d.due_date)
FROM account a JOIN open_debt d ON d.shard = a.shard AND d.account = a.account
WHERE d.due_date < %s AND d.payable > 0
GROUP BY a.shard, a.account HAVING min(d.due_date) IN (%s, %s)
"""


async def prepare(place: Place) -> None:
    await initialize_clocks(place.home, FIRST_DAY)
    await asyncio.to_thread(load_accounts, place, ACCOUNTS)
    await sweep(place)


async def run(place: Place, number: int) -> Measured:
    floor = await asyncio.to_thread(_sum_and_write, place, number)
    with connect(place) as connection:
        connection.execute("UPDATE business_clock SET date = %s", [DATES[number]])
    started = time.perf_counter()
    view = await sweep(place)
    seconds = time.perf_counter() - started
    if view.items_done != ACCOUNTS or view.counters["changed"] < ACCOUNTS // 10:
        raise RuntimeError(f"the sweep looked at {view.items_done} accounts and changed {dict(view.counters)}")
    return Measured(value=ACCOUNTS / seconds, floor=floor)


async def sweep(place: Place) -> Run:
    """Starts a sweep and answers when it is complete."""
    async with channel(place.home, "credit", person="operator") as credit:
        started = await ControlServiceStub(credit).StartSweep(StartSweepRequest(request_id=request_id()))
        operations = OperationsServiceStub(credit)
        while True:
            view = await operations.GetRun(GetRunRequest(name=started.name), timeout=CALL_SECONDS_MAX)
            if view.state == RunState.RUN_STATE_COMPLETED:
                return view
            if view.state == RunState.RUN_STATE_STALLED:
                raise RuntimeError(f"{view.name} is stalled")
            await asyncio.sleep(0.2)


def _sum_and_write(place: Place, number: int) -> float:
    """Accounts a second of one statement that sums what is overdue and writes a row for each account that turns."""
    with connect(place) as connection:
        connection.execute("DROP TABLE IF EXISTS bench_control")
        connection.execute(
            "CREATE TABLE bench_control (shard smallint, account text, overdue bigint, oldest_due_date date,"
            " PRIMARY KEY (shard, account))"
        )
        started = time.perf_counter()
        connection.execute(FLOOR, [DATES[number], DUE_DATES[number + 1], DUE_DATES[number + 2]])
        return ACCOUNTS / (time.perf_counter() - started)


WORKLOAD = Workload(
    name="credit-sweep",
    unit="accounts/s",
    floor="one SQL statement that sums the overdue debts and writes a row for each account that turns, accounts/s",
    prepare=prepare,
    run=run,
)
