"""What a workload is: a preparation and a run that measures the work and its floor, one after the other."""

import os
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field

from services.chassis import embedded
from services.cli.home import Home, SuiteState


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


@dataclass(frozen=True, slots=True)
class Workload:
    """A named workload. `floor` says in words what the floor is, `environment` what the suite is started with."""

    name: str
    unit: str
    floor: str
    prepare: Callable[[Place], Coroutine[None, None, None]]
    run: Callable[[Place, int], Coroutine[None, None, Measured]]
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
