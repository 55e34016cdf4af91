"""A million notifications, each sent 1 to 5 times, shuffled, while the gateway is killed; part of `make soak`.

`pytest tests/suite/soak_callbacks.py` runs it; CALLBACKS=10000 makes it shorter.
"""

import asyncio
import contextlib
import os
import signal

import pytest

from bench.callbacks_exactly_once import prepare, prove
from bench.workload import Place
from services.cli.home import Home, read_state
from tests.suite.conftest import RunningSuite

pytestmark = pytest.mark.timeout(3 * 3600)

CALLBACKS = int(os.environ.get("CALLBACKS", "1000000"))
KILLS = 10


class Killer:
    """Kills the gateway as it stands, again and again; its supervisor starts it anew, and what had no answer is sent
    again."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.killed = 0

    def __call__(self, started: float) -> None:
        if started * (KILLS + 1) < self.killed + 1:
            return
        self.killed += 1
        state = read_state(self.home)
        assert state is not None
        with contextlib.suppress(ProcessLookupError):
            os.kill(state.services["gateway"].pid, signal.SIGKILL)


async def sent(place: Place) -> int:
    killer = Killer(place.home)
    await prepare(place)
    await prove(place, "soak", CALLBACKS, killer)
    return killer.killed


def test_r_gtw_1_a_million_notifications_each_sent_one_to_five_times_are_each_posted_exactly_once(
    running: RunningSuite,
):
    with running("callbacks") as home:
        state = read_state(home)
        assert state is not None
        assert asyncio.run(sent(Place(home, state))) == KILLS
