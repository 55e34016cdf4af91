"""settle-to-restore: 200 payments a second, each of a suspended account's whole debt, until credit says restore.

Measured from the call that pays to the decision on credit's stream, so with the settlement, both commits and all that
carries the events. The value is the 99th percentile in milliseconds: less is better.
"""

import asyncio
import datetime as dt
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import psycopg
from redis.asyncio import Redis

from bench.bare_relay import bare_relay
from bench.credit_accounts import connect
from bench.credit_sweep import sweep
from bench.operator import (
    FIRST_DAY,
    LINES_PER_ACCOUNT,
    OPENING_DAY,
    RENT_MINOR_UNITS,
    account_id,
    close_through,
    open_operator,
    run_bills,
    until_quiet,
)
from bench.workload import Measured, Place, Workload, paused, size
from services.chassis.outbox import batch_of
from services.cli.clients import channel, date_to_pb
from tollbook.credit.v1.events_pb2 import ControlChanged, ControlState
from tollbook.kernel.v1.money_pb2 import Money
from tollbook.payment.v1.payment_pb2 import PaymentChannel
from tollbook.payment.v1.payment_service_pb2 import RecordPaymentRequest
from tollbook.payment.v1.payment_service_pb2_grpc import PaymentServiceStub

PER_SECOND = 200
SECONDS = size(10, 2)
RUNS_AND_WARM_UP = 4
PAID_A_RUN = PER_SECOND * SECONDS
ACCOUNTS = PAID_A_RUN * RUNS_AND_WARM_UP
LATE_DAY = dt.date(2026, 4, 5)
"""January's bills fell due on 28 February; from 31 March suspension is permitted."""
SUSPENDED_ON = dt.date(2026, 4, 2)
PAID = 2 * LINES_PER_ACCOUNT * RENT_MINOR_UNITS
"""More than the bill with its late fee; the rest stays in the account's book."""
STREAM = "tollbook:credit"
OTHERS = ("rating", "collection", "gateway")
"""They only hear of it, and would stand on other machines."""
PATIENCE_SECONDS = 30.0


async def prepare(place: Place) -> None:
    """An operator whose every account owes January and is suspended for it, on the fifth of April."""
    await open_operator(place, ACCOUNTS)
    await close_through(place.home, OPENING_DAY)
    await run_bills(place.home, f"{FIRST_DAY:%Y-%m}")
    await until_quiet(place.home)
    _move_clocks(place)
    with connect(place) as connection:
        connection.execute("UPDATE subscription SET state = 'SUSPENDED', arrears_since = %s", [SUSPENDED_ON])
    await sweep(place)
    await until_quiet(place.home)
    with paused(place, *OTHERS):
        await _pay(place, 0)
    await until_quiet(place.home)


async def run(place: Place, number: int) -> Measured:
    floor = await bare_relay(place, PER_SECOND, SECONDS)
    with paused(place, *OTHERS):
        waits = await _pay(place, number + 1)
    await until_quiet(place.home)
    print(f"  settle-to-restore: median {waits[len(waits) // 2]:.0f} ms, longest {waits[-1]:.0f} ms", file=sys.stderr)
    return Measured(value=percentile(waits, 0.99), floor=percentile(floor, 0.99))


def percentile(waits: list[float], share: float) -> float:
    return waits[min(len(waits) - 1, int(len(waits) * share))]


def _move_clocks(place: Place) -> None:
    """To the late day without closing those between, which late fees and dunning would fill."""
    for url in place.state.database_urls.values():
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("UPDATE business_clock SET date = %s", [LATE_DAY])


@dataclass
class _Watch:
    """Reads credit's stream from now on, and remembers when each account was first told to be restored."""

    redis: Redis
    restored: dict[str, float] = field(default_factory=dict[str, float])

    async def serve(self, wanted: int) -> None:
        newest: Any = await self.redis.xrevrange(STREAM, count=1)
        last = newest[0][0] if newest else b"0"
        while len(self.restored) < wanted:
            reply: Any = await self.redis.xread({STREAM: last}, count=64, block=500)
            now = time.perf_counter()
            entries: list[tuple[bytes, dict[bytes, bytes]]] = reply[0][1] if reply else []
            for _, fields in entries:
                self._take(fields, now)
            last = entries[-1][0] if entries else last

    def _take(self, fields: dict[bytes, bytes], now: float) -> None:
        for event in batch_of(fields).events:
            told = ControlChanged()
            if event.payload.Unpack(told) and told.state == ControlState.CONTROL_STATE_CLEAR:
                self.restored.setdefault(told.account, now)


async def _pay(place: Place, number: int) -> list[float]:
    """Milliseconds from each call to its account's restoration, shortest first. Calls leave at their times."""
    paid: dict[str, float] = {}
    async with channel(place.home, "payment", person="cashier") as opened:
        watch = _Watch(Redis.from_url(place.state.redis_url))
        watching = asyncio.create_task(watch.serve(PAID_A_RUN))
        await asyncio.sleep(0.5)
        stub, started = PaymentServiceStub(opened), time.perf_counter()

        async def pay(place_in_run: int) -> None:
            await asyncio.sleep(started + place_in_run / PER_SECOND - time.perf_counter())
            account = f"accounts/{account_id(number * PAID_A_RUN + place_in_run)}"
            paid[account] = time.perf_counter()
            await stub.RecordPayment(_payment(account), timeout=PATIENCE_SECONDS)

        await asyncio.gather(*(pay(n) for n in range(PAID_A_RUN)))
        await asyncio.wait_for(watching, PATIENCE_SECONDS)
        await watch.redis.aclose()
    return sorted((watch.restored[account] - paid[account]) * 1_000 for account in paid)


def _payment(account: str) -> RecordPaymentRequest:
    return RecordPaymentRequest(
        request_id=f"restore-{account}",
        channel=PaymentChannel.PAYMENT_CHANNEL_COUNTER,
        channel_number=f"restore-{account.removeprefix('accounts/')}",
        account=account,
        amount=Money(currency_code="CNY", minor_units=PAID),
        value_date=date_to_pb(LATE_DAY),
    )


WORKLOAD = Workload(
    name="settle-to-restore",
    unit="ms, 99th percentile",
    floor="two committed rows and two hops through Redis by bare clients at the same pace, ms, 99th percentile",
    prepare=prepare,
    run=run,
)
