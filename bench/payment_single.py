"""payment-single: one payment a call over gRPC, 64 in flight, each settling a part of an open bill."""

import asyncio
import datetime as dt
import itertools
import time

from bench.operator import FIRST_DAY, account_id, close_through, open_operator, run_bills, until_quiet
from bench.pgbench import prepare_pgbench, tpc_b
from bench.workload import Measured, Place, Workload
from services.cli.clients import channel, date_to_pb
from tollbook.kernel.v1.money_pb2 import Money
from tollbook.payment.v1.payment_pb2 import PaymentChannel
from tollbook.payment.v1.payment_service_pb2 import RecordPaymentRequest
from tollbook.payment.v1.payment_service_pb2_grpc import PaymentServiceStub

ACCOUNTS = 2_000
IN_FLIGHT = 64
SECONDS = 15
WARM_UP_SECONDS = 3
AMOUNT_MINOR_UNITS = 100
VALUE_DATE = dt.date(2026, 2, 1)


async def prepare(place: Place) -> None:
    await open_operator(place, ACCOUNTS)
    await close_through(place.home, dt.date(2026, 1, 31))
    await run_bills(place.home, f"{FIRST_DAY:%Y-%m}")
    await until_quiet(place.home)
    await asyncio.to_thread(prepare_pgbench, place)
    await _pay(place, WARM_UP_SECONDS, "warm-up")


async def run(place: Place, number: int) -> Measured:
    floor = await asyncio.to_thread(tpc_b, place, SECONDS)
    return Measured(value=await _pay(place, SECONDS, f"run-{number}"), floor=floor)


async def _pay(place: Place, seconds: int, name: str) -> float:
    """Payments a second, each answered."""
    numbers = itertools.count()
    started = time.perf_counter()
    async with channel(place.home, "payment", person="cashier") as opened:
        stub = PaymentServiceStub(opened)

        async def pay_one_after_another() -> int:
            done = 0
            while time.perf_counter() - started < seconds:
                await stub.RecordPayment(_payment(name, next(numbers)), timeout=30.0)
                done += 1
            return done

        done = sum(await asyncio.gather(*(pay_one_after_another() for _ in range(IN_FLIGHT))))
    return done / (time.perf_counter() - started)


def _payment(name: str, number: int) -> RecordPaymentRequest:
    return RecordPaymentRequest(
        request_id=f"{name}-{number}",
        channel=PaymentChannel.PAYMENT_CHANNEL_COUNTER,
        channel_number=f"{name}-{number}",
        account=f"accounts/{account_id(number * 7919 % ACCOUNTS)}",
        amount=Money(currency_code="CNY", minor_units=AMOUNT_MINOR_UNITS),
        value_date=date_to_pb(VALUE_DATE),
    )


WORKLOAD = Workload(
    name="payment-single",
    unit="payments/s",
    floor="pgbench TPC-B, scale 64, 64 clients, prepared, transactions/s",
    prepare=prepare,
    run=run,
)
