"""Calls that outlive a service's death: the same request again while the service is away.

Every request that changes something carries a deterministic request id, so that a second try is not a second act
(R-GEN-3).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import grpc
import grpc.aio

T = TypeVar("T")

# A killed service is back within seconds; a service that stays away this long is a failed run.
GIVE_UP_AFTER_SECONDS = 90.0
PAUSE_SECONDS = 0.1

AWAY = frozenset({grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.CANCELLED})


async def persist(call: Callable[[], Awaitable[T]]) -> T:
    """Calls until there is an answer. A refusal is an answer: it is raised at once."""
    started = time.monotonic()
    while True:
        try:
            return await call()
        except grpc.aio.AioRpcError as error:
            if error.code() not in AWAY or time.monotonic() - started > GIVE_UP_AFTER_SECONDS:
                raise
        await asyncio.sleep(PAUSE_SECONDS)
