"""A load of unary calls whose messages are made beforehand: as little of the machine for the client as can be."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import grpc.aio

from bench.workload import Place
from services.chassis.channels import OPTIONS

CALL_SECONDS_MAX = 60.0


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load: calls a second, each answered, and the time that 99 of 100 stayed below."""

    per_second: float
    p99_milliseconds: float
    answers: Sequence[bytes]


async def send(place: Place, method: str, messages: Sequence[bytes], in_flight: int, *, channels: int = 1) -> Load:
    """Sends all messages with so many in flight; every failure is raised."""
    address = place.state.services["payment"].listen
    metadata = (("authorization", f"Bearer {place.home.token('cashier')}"),)
    opened: list[Any] = [grpc.aio.insecure_channel(address, options=OPTIONS) for _ in range(channels)]
    waiting = iter(messages)
    seconds: list[float] = []
    answers: list[bytes] = []

    async def call_one_after_another(channel: Any) -> None:
        # Without a serializer bytes go out and come in as they are.
        call = channel.unary_unary(method)
        for message in waiting:
            started = time.perf_counter()
            answers.append(await call(message, timeout=CALL_SECONDS_MAX, metadata=metadata))
            seconds.append(time.perf_counter() - started)

    started = time.perf_counter()
    await asyncio.gather(*(call_one_after_another(opened[n % channels]) for n in range(in_flight)))
    took = time.perf_counter() - started
    for channel in opened:
        await channel.close(None)
    return Load(len(messages) / took, sorted(seconds)[len(seconds) * 99 // 100] * 1_000, answers)
