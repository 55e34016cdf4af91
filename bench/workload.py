"""What a workload is: a preparation and a run that measures the work and its floor, one after the other."""

import os
import signal
from collections.abc import Callable, Coroutine, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from services.chassis import embedded
from services.cli.home import Home, SuiteState
from services.cli.lifecycle import erase, signal_service, start_suite, stop_suite


def size(full: int, smoke: int) -> int:
    """A workload's size: the full one, or with BENCH_SIZE=smoke one that only shows that it runs."""
    return smoke if os.environ.get("BENCH_SIZE") == "smoke" else full


@dataclass(frozen=True, slots=True)
class Place:
    """A fresh suite, and the PostgreSQL that it runs on, for the floor."""

    home: Home
    state: SuiteState

    @property
    def servers(self) -> embedded.Servers:
        return embedded.start(self.home.servers)


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: what the suite did and what the floor did, in the workload's unit (a rate: more is better).

    ``more`` are other figures of the run by name, such as memory; the line tells the largest of all runs.
    """

    value: float
    floor: float
    more: Mapping[str, float] = field(default_factory=dict[str, float])


@contextmanager
def whole_suite(home: Home) -> Generator[Place]:
    """A fresh suite of all five services, until the block ends."""
    erase(home)
    try:
        yield Place(home, start_suite(home))
    finally:
        stop_suite(home)


@contextmanager
def paused(place: Place, *services: str) -> Generator[None]:
    """Stops the processes of services that have no part in what is measured and would stand on other machines."""
    for service in services:
        signal_service(place.home, service, signal.SIGSTOP)
    try:
        yield
    finally:
        for service in services:
            signal_service(place.home, service, signal.SIGCONT)


@dataclass(frozen=True, slots=True)
class Workload:
    """A named workload. `floor` says in words what the floor is, `environment` what the suite is started with, and
    `start` what is started instead of all five services.
    """

    name: str
    unit: str
    floor: str
    prepare: Callable[[Place], Coroutine[None, None, None]]
    run: Callable[[Place, int], Coroutine[None, None, Measured]]
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    start: Callable[[Home], AbstractContextManager[Place]] = whole_suite
