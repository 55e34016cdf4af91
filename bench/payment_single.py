"""payment-single: one payment a call over gRPC, 64 in flight, each settling a part of an open bill."""

import asyncio
import datetime as dt
from collections.abc import Iterable

from bench.grpc_load import Load, send
from bench.payment_alone import BUSINESS_DATE, payment_alone
from bench.pgbench import prepare_pgbench, tpc_b
from bench.receivables import account_id, connect, open_accounts, open_bills
from bench.workload import Measured, Place, Workload, size
from services.cli.clients import date_to_pb
from tollbook.kernel.v1.money_pb2 import Money
from tollbook.payment.v1.payment_pb2 import PaymentChannel
from tollbook.payment.v1.payment_service_pb2 import RecordPaymentRequest

ACCOUNTS = 2_000
IN_FLIGHT = 64
PAYMENTS = size(15_000, 500)
FLOOR_SECONDS = size(15, 1)
AMOUNT_MINOR_UNITS = 100
METHOD = "/tollbook.payment.v1.PaymentService/RecordPayment"


async def prepare(place: Place) -> None:
    open_accounts(place, ACCOUNTS)
    open_bills(place, 0, 1, BUSINESS_DATE + dt.timedelta(days=27))
    prepare_pgbench(place)
    await _pay(place, range(ACCOUNTS), "warm-up")


async def run(place: Place, number: int) -> Measured:
    """Payments a second, each answered; then each must be there, settled, with its balanced entries."""
    floor = await asyncio.to_thread(tpc_b, place, FLOOR_SECONDS)
    load = await _pay(place, range(PAYMENTS), f"run-{number}")
    check_payments(place, f"COUNTER-run-{number}-", PAYMENTS, AMOUNT_MINOR_UNITS)
    return Measured(load.per_second, floor, {"p99_milliseconds": load.p99_milliseconds})


async def _pay(place: Place, numbers: Iterable[int], name: str) -> Load:
    messages = [payment(f"{name}-{n}", account_id(n * 7919 % ACCOUNTS), AMOUNT_MINOR_UNITS) for n in numbers]
    return await send(place, METHOD, messages, IN_FLIGHT)


def payment(number: str, account: str, amount: int) -> bytes:
    """A payment on the wire."""
    return RecordPaymentRequest(
        request_id=number,
        channel=PaymentChannel.PAYMENT_CHANNEL_COUNTER,
        channel_number=number,
        account=f"accounts/{account}",
        amount=Money(currency_code="CNY", minor_units=amount),
        value_date=date_to_pb(BUSINESS_DATE),
    ).SerializeToString()


def check_payments(place: Place, prefix: str, count: int, amount: int) -> None:
    """Raises unless the payments whose ids begin so are there, settled whole, and every entry has its other side."""
    with connect(place) as connection:
        found = connection.execute(
            "SELECT count(*), sum(amount), sum(settled) FROM payment WHERE payment_id LIKE %s", [f"{prefix}%"]
        ).fetchone()
        off = connection.execute("SELECT sum(amount) FROM ledger_entry").fetchone()
    if found != (count, count * amount, count * amount) or off != (0,):
        raise RuntimeError(f"{count} payments of {amount} were answered, found {found}; the ledger is off by {off}")


WORKLOAD = Workload(
    name="payment-single",
    unit="payments/s",
    floor="pgbench TPC-B, scale 64, 64 clients, prepared, transactions/s",
    prepare=prepare,
    run=run,
    start=payment_alone,
)
