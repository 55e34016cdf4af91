"""month-start-offset: every account's new bill is offset from the money in its book, as the closed cycle starts it."""

import asyncio
import time

from bench.allocation_floor import floor_rate
from bench.payment_alone import BUSINESS_DATE, payment_alone
from bench.payment_file import until_complete
from bench.receivables import BILL_MINOR_UNITS, FIRST_CYCLE, connect, open_accounts, open_bills, open_books
from bench.workload import Measured, Place, Workload, size
from services.cli.clients import channel
from services.kernel.period import add_months
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub
from tollbook.payment.v1.offset_service_pb2 import GetOffsetRequest, StartOffsetRequest
from tollbook.payment.v1.offset_service_pb2_grpc import OffsetServiceStub

ACCOUNTS = size(200_000, 1_000)
MONEY_MINOR_UNITS = 10 * BILL_MINOR_UNITS
EVENTS = 2
EVENT_BYTES = 360  # what the outbox holds for each event of such an account, on average


async def prepare(place: Place) -> None:
    await asyncio.to_thread(open_accounts, place, ACCOUNTS)
    await asyncio.to_thread(open_books, place, MONEY_MINOR_UNITS)


async def run(place: Place, number: int) -> Measured:
    """Bills a second, from the start of the run to its completion; then nothing may be open of the cycle."""
    await asyncio.to_thread(open_bills, place, number, number + 1, BUSINESS_DATE)
    cycle = f"{add_months(FIRST_CYCLE, number):%Y-%m}"
    with connect(place) as connection:
        connection.execute("INSERT INTO closed_cycle VALUES (%s, '', %s)", [cycle, f"offset/{cycle}"])
    floor = await asyncio.to_thread(
        floor_rate, place, ACCOUNTS, 0, payments=False, events=EVENTS, event_bytes=EVENT_BYTES
    )
    async with channel(place.home, "payment") as opened:
        started = time.perf_counter()
        begun = await OffsetServiceStub(opened).StartOffset(StartOffsetRequest(cycle=cycle))
        await until_complete(OperationsServiceStub(opened), begun)
        seconds = time.perf_counter() - started
        offset = await OffsetServiceStub(opened).GetOffset(GetOffsetRequest(cycle=cycle))
    if (offset.accounts, offset.remaining_minor_units, offset.run.items_parked) != (ACCOUNTS, 0, 0):
        raise RuntimeError(f"not all bills are offset: {offset}")
    return Measured(ACCOUNTS / seconds, floor)


WORKLOAD = Workload(
    name="month-start-offset",
    unit="bills/s",
    floor="set-based SQL that allocates and writes the same rows of the same accounts, bills/s",
    prepare=prepare,
    run=run,
    start=payment_alone,
)
