"""check-credit-batch: an internal system asks about a thousand accounts a call, two calls in flight."""

import asyncio
import time

from bench import check_credit
from bench.check_credit import ACCOUNTS, CALL_SECONDS_MAX, SECONDS
from bench.credit_accounts import connect
from bench.workload import Measured, Place, Workload
from services.cli.clients import channel
from services.kernel.ids import shard_of
from tollbook.credit.v1.control_pb2 import CreditCheck
from tollbook.credit.v1.control_service_pb2 import BatchCheckCreditRequest
from tollbook.credit.v1.control_service_pb2_grpc import ControlServiceStub

CHECKS = 1_000
CALLS_IN_FLIGHT = 2

FLOOR = """
SELECT a.account, a.spendable, a.unbilled, a.principal + a.late_fees, c.state
FROM unnest(%s::smallint[], %s::text[]) AS wanted (shard, account)
JOIN account a ON a.shard = wanted.shard AND a.account = wanted.account
LEFT JOIN control c ON c.shard = a.shard AND c.account = a.account
"""


async def run(place: Place, number: int) -> Measured:
    floor = await asyncio.to_thread(_read_rows, place)
    return Measured(value=await _ask(place), floor=floor)


async def _ask(place: Place) -> float:
    """Checks a second, each answered."""
    started = time.perf_counter()
    async with channel(place.home, "credit") as credit:
        stub = ControlServiceStub(credit)

        async def one_after_another(place_in_row: int) -> int:
            done = 0
            while time.perf_counter() - started < SECONDS:
                checks = [CreditCheck(account=f"accounts/A{n}", amount_minor_units=100) for n in _wanted(done)]
                request = BatchCheckCreditRequest(checks=checks)
                answer = await stub.BatchCheckCredit(request, timeout=CALL_SECONDS_MAX)
                done += sum(result.figures.arrears.minor_units > 0 for result in answer.results)
            return done

        done = sum(await asyncio.gather(*(one_after_another(n) for n in range(CALLS_IN_FLIGHT))))
    return done / (time.perf_counter() - started)


def _read_rows(place: Place) -> float:
    """Rows a second of one statement that reads the same accounts, a thousand at a time, on one connection."""
    done, started = 0, time.perf_counter()
    with connect(place) as connection:
        while time.perf_counter() - started < SECONDS:
            wanted = _wanted(done)
            given = ([shard_of(f"C{n}") for n in wanted], [f"A{n}" for n in wanted])
            done += len(connection.execute(FLOOR, given).fetchall())
    return done / (time.perf_counter() - started)


def _wanted(done: int) -> list[int]:
    return [(done + n) * 7919 % ACCOUNTS for n in range(CHECKS)]


WORKLOAD = Workload(
    name="check-credit-batch",
    unit="checks/s",
    floor="one SQL statement that reads the money and the state of the same accounts, 1,000 at a time, rows/s",
    prepare=check_credit.prepare,
    run=run,
)
