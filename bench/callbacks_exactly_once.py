"""callbacks-exactly-once: each notification is sent 1 to 5 times, shuffled, and is posted to payment exactly once.

Deliveries a second until everything is posted, 64 connections, one gateway and one payment process. Three runs of a
thirtieth of a million notifications each; `make soak` sends the million, and kills the gateway meanwhile.
"""

import asyncio
import random
import sys
import time
from array import array
from collections.abc import Callable, Iterator

from bench.gateway_traffic import AMOUNT_MINOR_UNITS, deliver_all, rows, until_posted, writer
from bench.operator import open_operator
from bench.pgbench import insert_rate
from bench.workload import Measured, Place, Workload, size

ACCOUNTS = size(500, 20)
CLIENTS = 64
NOTIFICATIONS = size(33_334, 500)
SENT_MAX = 5
FLOOR_SECONDS = size(10, 1)
ROW_BYTES = 700
"""About what a notification's row holds: its body, its headers, its columns."""


async def prepare(place: Place) -> None:
    await open_operator(place, ACCOUNTS)


async def run(place: Place, number: int) -> Measured:
    floor = await asyncio.to_thread(insert_rate, place, FLOOR_SECONDS, ROW_BYTES)
    return Measured(value=await prove(place, f"once-{number}", NOTIFICATIONS), floor=floor)


def _undisturbed(started: float) -> None:
    """What the bench does meanwhile: nothing."""


async def prove(place: Place, name: str, notifications: int, disturb: Callable[[float], None] = _undisturbed) -> float:
    """Deliveries a second, if every notification was posted exactly once. Raises RuntimeError when one was not.

    ``disturb`` is told before each delivery which part of them (0 … 1) has been started.
    """
    chance = random.Random(name)
    deliveries = array("I", (n for n in range(notifications) for _ in range(chance.randint(1, SENT_MAX))))
    chance.shuffle(deliveries)
    started = time.perf_counter()
    await deliver_all(place.state.http, writer(place, ACCOUNTS, name), _told(deliveries, disturb), CLIENTS)
    await until_posted(place)
    seconds = time.perf_counter() - started
    await asyncio.to_thread(_check, place, name, notifications, len(deliveries))
    print(
        f"  {len(deliveries):,} deliveries of {notifications:,} in {seconds:.1f} s, each posted once", file=sys.stderr
    )
    return len(deliveries) / seconds


def _told(deliveries: "array[int]", disturb: Callable[[float], None]) -> Iterator[int]:
    for place, number in enumerate(deliveries):
        disturb(place / len(deliveries))
        yield number


def _check(place: Place, name: str, notifications: int, deliveries: int) -> None:
    """Both books against what was sent: payment's, and the inbox, where a delivery may stand twice if its answer was
    lost."""
    pattern = f"{name}-%"
    books = "SELECT count(*), count(DISTINCT channel_number), sum(amount) FROM payment WHERE channel_number LIKE %s"
    ((posted, distinct, amount),) = rows(place, "payment", books, pattern)
    inbox = "SELECT state, count(*) FROM notification WHERE channel_number LIKE %s GROUP BY state"
    states = dict(rows(place, "gateway", inbox, pattern))
    expected = (notifications, notifications, notifications * AMOUNT_MINOR_UNITS)
    stored = sum(states.values())
    if (posted, distinct, amount) != expected or states.get("POSTED") != notifications or stored < deliveries:
        raise RuntimeError(f"not exactly once: {posted=} {distinct=} {amount=} {states=} of {deliveries} deliveries")
    if set(states) - {"POSTED", "DUPLICATE"}:
        raise RuntimeError(f"refused what was genuine: {states}")


WORKLOAD = Workload(
    name="callbacks-exactly-once",
    unit="deliveries/s, posted",
    floor="pgbench, one committed INSERT of 700 bytes, 64 clients, prepared, transactions/s",
    prepare=prepare,
    run=run,
)
