"""check-credit: a network asks one account at a time, 16 questions in flight, of one process.

Standard error also tells the 99th percentile of the answers' times.
"""

import asyncio
import datetime as dt
import itertools
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import grpc.aio
from grpc_health.v1 import health_pb2, health_pb2_grpc

from bench.credit_accounts import load_accounts
from bench.workload import Measured, Place, Workload, size
from services.chassis.channels import OPTIONS
from services.cli.clients import channel
from services.cli.days import initialize_clocks
from tollbook.credit.v1.control_pb2 import CreditCheck
from tollbook.credit.v1.control_service_pb2 import CheckCreditRequest, CheckCreditResponse

ACCOUNTS = size(100_000, 2_000)
FIRST_DAY = dt.date(2026, 1, 15)
QUESTIONS = min(ACCOUNTS, 10_000)
IN_FLIGHT = 16
SECONDS = size(15, 2)
WARM_UP_SECONDS = 3
CALL_SECONDS_MAX = 5.0

Call = Callable[[int], Awaitable[object]]


async def prepare(place: Place) -> None:
    await initialize_clocks(place.home, FIRST_DAY)
    await asyncio.to_thread(load_accounts, place, ACCOUNTS)
    await _ask(place, WARM_UP_SECONDS)


async def run(place: Place, number: int) -> Measured:
    floor = await _health(place)
    rate, p99 = await _ask(place, SECONDS)
    print(f"  check-credit with {IN_FLIGHT} in flight: p99 {p99 * 1_000:.1f} ms", file=sys.stderr)
    return Measured(value=rate, floor=floor)


async def _ask(place: Place, seconds: int) -> tuple[float, float]:
    """Questions are made beforehand and sent as bytes: the client takes as little of the machine as can be."""
    accounts = [f"accounts/A{number * 7919 % ACCOUNTS}" for number in range(QUESTIONS)]
    questions = [
        CheckCreditRequest(check=CreditCheck(account=each, amount_minor_units=100)).SerializeToString()
        for each in accounts
    ]
    metadata = (("authorization", f"Bearer {place.home.token('operator')}"),)
    opened: Any = grpc.aio.insecure_channel(place.state.services["credit"].listen, options=OPTIONS)
    async with opened as credit:
        call: Any = credit.unary_unary("/tollbook.credit.v1.ControlService/CheckCredit")

        async def check(number: int) -> bytes:
            return await call(questions[number % QUESTIONS], timeout=CALL_SECONDS_MAX, metadata=metadata)

        if CheckCreditResponse.FromString(await check(0)).result.figures.arrears.minor_units == 0:
            raise RuntimeError(f"{accounts[0]} owes nothing")
        return await closed_loop(check, seconds)


async def _health(place: Place) -> float:
    """Health checks a second of the same server: a message in and a message out, and nothing else."""
    async with channel(place.home, "credit") as credit:
        stub = health_pb2_grpc.HealthStub(credit)
        rate, _ = await closed_loop(
            lambda number: stub.Check(health_pb2.HealthCheckRequest(), timeout=CALL_SECONDS_MAX), SECONDS
        )
    return rate


async def closed_loop(call: Call, seconds: int) -> tuple[float, float]:
    """Calls a second with IN_FLIGHT of them at any time, and the 99th percentile of their times in seconds."""
    numbers = itertools.count()
    waits: list[float] = []
    started = time.perf_counter()

    async def one_after_another() -> None:
        while (begun := time.perf_counter()) - started < seconds:
            await call(next(numbers))
            waits.append(time.perf_counter() - begun)

    await asyncio.gather(*(one_after_another() for _ in range(IN_FLIGHT)))
    elapsed = time.perf_counter() - started
    waits.sort()
    return len(waits) / elapsed, waits[int(len(waits) * 0.99)]


WORKLOAD = Workload(
    name="check-credit",
    unit="checks/s",
    floor="health checks of the same server, 16 in flight, calls/s",
    prepare=prepare,
    run=run,
)
