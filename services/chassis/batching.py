"""Natural batching: whatever queued while the last transaction ran goes into the next one; no timer.

Under light load an item waits for nobody; under heavy load a batch fills up and its cost is shared. One bad item never
fails its neighbours: a batch that fails as a whole is cut in two until the item that fails stands alone.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Generic, TypeVar

from google.protobuf.message import Message
from sqlalchemy.exc import DBAPIError

from services.chassis.database import is_retryable
from services.chassis.validation import validate
from services.kernel.errors import Refusal

Item = TypeVar("Item", bound=Message)
Req = TypeVar("Req")
Rep = TypeVar("Rep")

_QUIET_TURNS = 6
_TURNS_MAX = 24
"""A stream of requests that never pauses holds no batch for longer."""


async def answer_each(
    items: Iterable[Item],
    decode: Callable[[Item], Req],
    handle: Callable[[list[Req]], Awaitable[Sequence[Rep | Refusal]]],
) -> list[Rep | Refusal]:
    """The answers to a batch in the order of its items.

    An item that breaks a rule or cannot be decoded is refused by name; the others are handled together.
    """
    decoded = [_decoded(item, decode) for item in items]
    able = [each for each in decoded if not isinstance(each, Refusal)]
    answers = iter(await handle(able) if able else [])
    return [each if isinstance(each, Refusal) else next(answers) for each in decoded]


def _decoded(item: Item, decode: Callable[[Item], Req]) -> Req | Refusal:
    try:
        validate(item)
        return decode(item)
    except Refusal as refusal:
        return refusal


class NaturalBatcher(Generic[Req, Rep]):
    """Gathers concurrent requests for ``handle``, which answers each: a reply, or a Refusal as a value."""

    def __init__(
        self,
        handle: Callable[[list[Req]], Awaitable[Sequence[Rep | Exception]]],
        *,
        items_max: int = 64,
        batches_in_flight_max: int = 1,
    ) -> None:
        self._handle = handle
        self._items_max = items_max
        self._slots = batches_in_flight_max
        self._queue: list[tuple[Req, asyncio.Future[Rep]]] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def submit(self, request: Req) -> Rep:
        """The reply to one request; raises what ``handle`` answered for it."""
        future: asyncio.Future[Rep] = asyncio.get_running_loop().create_future()
        self._queue.append((request, future))
        if len(self._tasks) < self._slots:
            task = asyncio.create_task(self._drain())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await future

    async def _drain(self) -> None:
        while self._queue:
            await self._gather()
            taken, self._queue = self._queue[: self._items_max], self._queue[self._items_max :]
            await self._answer(taken)

    async def _gather(self) -> None:
        """Waits while requests are coming in: turns of the event loop, no time.

        A request is some turns on its way from the socket to the queue. In an idle process they pass in microseconds;
        in a busy one they are full of the others' arrival, and a batch of one would cost as much as that of all.
        """
        quiet = 0
        for _ in range(_TURNS_MAX):
            if quiet == _QUIET_TURNS or len(self._queue) >= self._items_max:
                return
            waiting = len(self._queue)
            await asyncio.sleep(0)
            quiet = 0 if len(self._queue) > waiting else quiet + 1

    async def _answer(self, taken: list[tuple[Req, asyncio.Future[Rep]]]) -> None:
        try:
            outcomes = await self._handle([request for request, _ in taken])
        except Exception as error:
            if len(taken) > 1 and not (isinstance(error, DBAPIError) and is_retryable(error)):
                await self._answer(taken[: len(taken) // 2])
                await self._answer(taken[len(taken) // 2 :])
                return
            outcomes = [error] * len(taken)
        for (_, future), outcome in zip(taken, outcomes, strict=True):
            if future.done():
                continue
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)
