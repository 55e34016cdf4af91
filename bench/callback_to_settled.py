"""callback-to-settled: from when a signed notification was due to be sent until payment has booked it and said so.

Open loop, 300 a second, the suite's own gateway and payment, accounts with an open bill each. The 99th percentile in
milliseconds: here less is better. The floor sends the same payments at the same pace straight to payment, one a call.
What only reads of payments is stopped meanwhile, because it would stand on other machines.
"""

import asyncio
import itertools
import time

from bench.gateway_traffic import AMOUNT_MINOR_UNITS, rows, until_posted, writer
from bench.http_load import open_loop
from bench.operator import FIRST_DAY, OPENING_DAY, account_id, close_through, open_operator, run_bills, until_quiet
from bench.workload import Measured, Place, Workload, paused, size
from services.cli.clients import channel, date_to_pb
from tollbook.kernel.v1.money_pb2 import Money
from tollbook.payment.v1.payment_pb2 import PaymentChannel
from tollbook.payment.v1.payment_service_pb2 import RecordPaymentRequest
from tollbook.payment.v1.payment_service_pb2_grpc import PaymentServiceStub

ACCOUNTS = size(1_000, 20)
PER_SECOND = 300.0
CLIENTS = 64
SECONDS = float(size(15, 1))
WARM_UP_SECONDS = float(size(3, 1))
READERS = ("rating", "credit", "collection")


async def prepare(place: Place) -> None:
    await open_operator(place, ACCOUNTS)
    await close_through(place.home, OPENING_DAY)
    await run_bills(place.home, f"{FIRST_DAY:%Y-%m}")
    await until_quiet(place.home)
    await _notified(place, "warm-up", WARM_UP_SECONDS)
    await _called(place, "warm-up-direct", WARM_UP_SECONDS)


async def run(place: Place, number: int) -> Measured:
    with paused(place, *READERS):
        floor = _p99(await _called(place, f"direct-{number}", SECONDS))
        value = _p99(await _notified(place, f"settled-{number}", SECONDS))
    await until_quiet(place.home)
    return Measured(value=value, floor=floor)


def _p99(waits: list[float]) -> float:
    return sorted(waits)[int(len(waits) * 0.99)] * 1_000


async def _notified(place: Place, name: str, seconds: float) -> list[float]:
    """Seconds from when each notification was due to the gateway's note that payment has booked it."""
    due: dict[int, float] = {}
    write = writer(place, ACCOUNTS, name)
    first = time.time() + 0.1

    def noted(number: int) -> bytes:
        due[number] = first + number / PER_SECOND
        return write(number)

    numbers = itertools.count()
    await open_loop(place.state.http, noted, numbers, per_second=PER_SECOND, clients=CLIENTS, seconds=seconds)
    await until_posted(place)
    stood = "SELECT channel_number, posted_at FROM notification WHERE channel_number LIKE %s AND state = 'POSTED'"
    booked = await asyncio.to_thread(rows, place, "gateway", stood, f"{name}-%")
    if len(booked) != len(due):
        raise RuntimeError(f"{len(booked)} of {len(due)} notifications are posted")
    return [at.timestamp() - due[int(number.rpartition("-")[2])] for number, at in booked]


async def _called(place: Place, name: str, seconds: float) -> list[float]:
    """Seconds from when each payment was due to payment's answer, called by itself."""
    first, total = time.perf_counter() + 0.1, int(PER_SECOND * seconds)
    waits: list[float] = []
    async with channel(place.home, "payment", person="cashier") as opened:
        stub = PaymentServiceStub(opened)

        async def one(client: int) -> None:
            for number in range(client, total, CLIENTS):
                due = first + number / PER_SECOND
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                await stub.RecordPayment(_payment(name, number), timeout=30.0)
                waits.append(time.perf_counter() - due)

        await asyncio.gather(*(one(client) for client in range(CLIENTS)))
    return waits


def _payment(name: str, number: int) -> RecordPaymentRequest:
    return RecordPaymentRequest(
        request_id=f"{name}-{number}",
        channel=PaymentChannel.PAYMENT_CHANNEL_COUNTER,
        channel_number=f"{name}-{number}",
        account=f"accounts/{account_id(number % ACCOUNTS)}",
        amount=Money(currency_code="CNY", minor_units=AMOUNT_MINOR_UNITS),
        value_date=date_to_pb(OPENING_DAY),
    )


WORKLOAD = Workload(
    name="callback-to-settled",
    unit="ms, 99th percentile (less is better)",
    floor="the same payments at the same pace by RecordPayment, one a call, 64 clients, ms",
    prepare=prepare,
    run=run,
)
