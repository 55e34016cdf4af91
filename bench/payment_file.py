"""payment-file: a bank's file of payments on accounts with twelve open bills each, until every row is settled."""

import asyncio
import time

from bench.allocation_floor import floor_rate
from bench.payment_alone import BUSINESS_DATE, payment_alone
from bench.payment_single import check_payments
from bench.receivables import BILL_MINOR_UNITS, account_id, open_accounts, open_bills
from bench.workload import Measured, Place, Workload, size
from services.cli.clients import channel
from tollbook.kernel.v1.operations_service_pb2 import GetRunRequest
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub
from tollbook.kernel.v1.run_pb2 import Run, RunState
from tollbook.payment.v1.payment_pb2 import PaymentChannel
from tollbook.payment.v1.payment_service_pb2 import StartPaymentFileRequest
from tollbook.payment.v1.payment_service_pb2_grpc import PaymentServiceStub

PAYMENTS = size(200_000, 1_000)
BILLS = 12
AMOUNT_MINOR_UNITS = BILL_MINOR_UNITS
EVENTS = 3
EVENT_BYTES = 700  # what the outbox holds for each event of such a payment, on average
HEAD = "request_id,channel_number,account,amount_minor_units,value_date,payer,book\n"
CALL_SECONDS_MAX = 300.0


async def prepare(place: Place) -> None:
    """One account a payment."""
    await asyncio.to_thread(open_accounts, place, PAYMENTS)
    await asyncio.to_thread(open_bills, place, 0, BILLS, BUSINESS_DATE)


async def run(place: Place, number: int) -> Measured:
    """Payments a second, the upload included; before it one more bill is opened, so that there are twelve again."""
    if number:
        await asyncio.to_thread(open_bills, place, BILLS + number - 1, BILLS + number, BUSINESS_DATE)
    content = _file(number)
    floor = await asyncio.to_thread(
        floor_rate, place, PAYMENTS, AMOUNT_MINOR_UNITS, events=EVENTS, event_bytes=EVENT_BYTES
    )
    async with channel(place.home, "payment") as opened:
        started = time.perf_counter()
        request = StartPaymentFileRequest(
            request_id=f"file-{number}", channel=PaymentChannel.PAYMENT_CHANNEL_BANK_TRANSFER, content=content
        )
        begun = await PaymentServiceStub(opened).StartPaymentFile(request, timeout=CALL_SECONDS_MAX)
        await until_complete(OperationsServiceStub(opened), begun)
        seconds = time.perf_counter() - started
    check_payments(place, f"BANK_TRANSFER-f{number}-", PAYMENTS, AMOUNT_MINOR_UNITS)
    return Measured(PAYMENTS / seconds, floor)


async def until_complete(operations: OperationsServiceStub, run_started: Run) -> None:
    while (
        found := await operations.GetRun(GetRunRequest(name=run_started.name))
    ).state != RunState.RUN_STATE_COMPLETED:
        if found.state == RunState.RUN_STATE_STALLED:
            raise RuntimeError(f"the run stalled: {found}")
        await asyncio.sleep(0.1)


def _file(number: int) -> bytes:
    rows = (
        f"f{number}-{n},f{number}-{n},{account_id(n)},{AMOUNT_MINOR_UNITS},{BUSINESS_DATE},,\n" for n in range(PAYMENTS)
    )
    return (HEAD + "".join(rows)).encode()


WORKLOAD = Workload(
    name="payment-file",
    unit="payments/s",
    floor="set-based SQL that allocates and writes the same rows of the same accounts, payments/s",
    prepare=prepare,
    run=run,
    start=payment_alone,
)
