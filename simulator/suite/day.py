"""One business day: callbacks that are due, what customers do, what the platform answers at once, and the close.

Between any two of them the suite is brought to rest, so that the order in which messages happened to arrive decides
nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from simulator.days import ONE_DAY

# The order in which a day is closed: each waits for what those before it published.
CLOSE_ORDER: tuple[str, ...] = ("gateway", "rating", "payment", "credit", "collection")

# A line that is built, activated, suspended and restored in one day takes fewer rounds than this.
MOST_ROUNDS = 20


Act = Callable[[date], Awaitable[int]]


def together(*acts: Act) -> Act:
    """Makes one act of several that do not touch one another's business."""

    async def act(day: date) -> int:
        return sum(await asyncio.gather(*(each(day) for each in acts)))

    return act


def in_turn(*acts: Act) -> Act:
    """Makes one act of several, one after another."""

    async def act(day: date) -> int:
        done = 0
        for each in acts:
            done += await each(day)
        return done

    return act


def on_days(wanted: Callable[[date], bool], act: Act) -> Act:
    """Makes an act that is played on some days only."""

    async def sometimes(day: date) -> int:
        return await act(day) if wanted(day) else 0

    return sometimes


@dataclass(frozen=True, slots=True)
class DayClosed:
    """What closing a day answered, by service."""

    heads: dict[str, int]
    counters: dict[str, dict[str, int]]


@dataclass(slots=True)
class DayDriver:
    """The five things that a day is made of; the loop below puts them in order."""

    deliver_callbacks: Act
    actors: Sequence[Act]
    take_up_commands: Callable[[date, date], int]
    close: Callable[[str, date, dict[str, int]], Awaitable[tuple[int, dict[str, int]]]]
    quiesce: Callable[[], Awaitable[object]]
    rounds: list[int] = field(default_factory=list[int])


async def run_day(driver: DayDriver, day: date) -> DayClosed:
    """Plays one business day and closes it in all services."""
    # What came since the last round was decided by the close of the day before.
    driver.take_up_commands(day, day - ONE_DAY)
    if await driver.deliver_callbacks(day):
        await driver.quiesce()
    for act in driver.actors:
        if await act(day):
            await driver.quiesce()
    await _answer_until_quiet(driver, day)
    closed = await _close(driver, day)
    await driver.quiesce()
    return closed


async def _answer_until_quiet(driver: DayDriver, day: date) -> None:
    for round_number in range(MOST_ROUNDS):
        taken = driver.take_up_commands(day, day)
        delivered = await driver.deliver_callbacks(day)
        if not taken and not delivered:
            driver.rounds.append(round_number)
            return
        await driver.quiesce()
    raise RuntimeError(f"the platform is still being given commands after {MOST_ROUNDS} rounds on {day}")


async def _close(driver: DayDriver, day: date) -> DayClosed:
    closed_heads: dict[str, int] = {}
    counters: dict[str, dict[str, int]] = {}
    for service in CLOSE_ORDER:
        head, counted = await driver.close(service, day, dict(closed_heads))
        closed_heads[service], counters[service] = head, counted
    return DayClosed(closed_heads, counters)
