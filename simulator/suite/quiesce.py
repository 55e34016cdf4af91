"""Waits until nothing moves in the suite: everything published is consumed, nothing waits to be published or done.

Whatever the timing was before, every service then holds the same facts, so that what is decided next is the same in
every run.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """What a service says of itself; `pending` counts accepted and unfinished work by kind."""

    service: str
    head: int
    outbox_backlog: int
    consumed: Mapping[str, int]
    pending: Mapping[str, int] = field(default_factory=dict[str, int])


class NeverQuiet(RuntimeError):
    """The suite still moves, or stands with something undone, after the time given."""


def movements(statuses: Mapping[str, ServiceStatus]) -> dict[str, list[str]]:
    """Names everything that is still to be done, by the service that has to do it; empty when the suite is quiet."""
    found: dict[str, list[str]] = {}
    for service, status in sorted(statuses.items()):
        mine: list[str] = []
        if status.outbox_backlog:
            mine.append(f"{service} has {status.outbox_backlog} unpublished outbox rows")
        mine += [f"{service} has {count} pending {kind}" for kind, count in sorted(status.pending.items()) if count]
        for publisher, position in sorted(status.consumed.items()):
            head = statuses[publisher].head if publisher in statuses else position
            if position < head:
                mine.append(f"{service} has consumed {position} of {head} of {publisher}")
        if mine:
            found[service] = mine
    return found


def heads(statuses: Mapping[str, ServiceStatus]) -> dict[str, int]:
    """Gives the heads, which must not move between two looks."""
    return {service: status.head for service, status in statuses.items()}


async def quiesce(
    look: Callable[[Collection[str]], Awaitable[Mapping[str, ServiceStatus]]],
    services: Collection[str],
    *,
    every: float = 0.01,
    at_most: float = 0.05,
    give_up_after: float = 300.0,
) -> float:
    """Returns when two looks at all services in a row are quiet with the same heads; answers the seconds it took.

    While something moves, only those that have something to do are looked at, and the more seldom the longer it takes,
    up to `at_most` seconds: looking costs the suite time too.
    Raises NeverQuiet, which names what is still to be done.
    """
    started = time.monotonic()
    known: dict[str, ServiceStatus] = {}
    asked: Collection[str] = services
    before: dict[str, int] | None = None
    pause = every
    while True:
        known |= await look(asked)
        left = movements(known)
        if left:
            before, asked = None, left.keys()
        elif len(asked) < len(services):
            before, asked = None, services
            continue
        elif before == heads(known):
            return time.monotonic() - started
        else:
            before = heads(known)
        if time.monotonic() - started > give_up_after:
            raise NeverQuiet("; ".join(each for mine in left.values() for each in mine) or "the heads keep moving")
        await asyncio.sleep(pause)
        pause = min(pause * 1.5, at_most)
