"""The sample operator through its months on a whole suite: quietly, and with services killed and Redis flushed.

`make soak` disturbs it far more often.
"""

import asyncio
import io
import re
from datetime import date

import pytest
from rich.console import Console

from services.chassis.config import SERVICES
from services.cli.home import Home
from simulator.main import play
from simulator.summary.contents import canonical
from simulator.summary.ending import Ending
from simulator.summary.table import show
from tests.suite.disturbances import Disturbances

SEED, CUSTOMERS, MONTHS = 7, 40, 4

pytestmark = pytest.mark.timeout(600)


def simulated(home: Home, disturbances: Disturbances | None = None) -> Ending:
    each_day = disturbances.on if disturbances is not None else None
    console = Console(file=io.StringIO())
    return asyncio.run(play(SEED, CUSTOMERS, MONTHS, home.state_file, console, each_day=each_day))


def told(ending: Ending) -> str:
    console = Console(file=io.StringIO(), width=160)
    show(console, ending.summary, ending.breaches)
    return console.file.getvalue()  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def quiet(running) -> Ending:
    with running("quiet") as home:
        return simulated(home)


def test_months_of_a_sample_operator_break_no_invariant(quiet):
    """R-GEN-1 to R-GEN-4, R-SET-3, R-SET-8, R-CTL-6, R-DUN-6: the simulator's own checks and every service's Verify."""
    assert quiet.breaches == (), told(quiet)


def test_the_summary_shows_every_story(quiet):
    summary = quiet.summary
    assert set(summary["bills"]) == {"2025-01", "2025-02", "2025-03"}
    assert summary["payments"]["reversed"]["payments"] == 1
    assert summary["suspensions"]
    assert any(item["restored"] for item in summary["suspensions"])
    assert summary["usage"]["duplicates"] > 0
    assert summary["usage"]["rejected"] > 0
    assert summary["commands"]["told_twice"] > 0
    told_stories = " ".join(summary["stories"])
    for story in ("is claimed for", "which pay first and lapse", "prepays"):
        assert story in told_stories
    assert sum(month.get("settled_gift", 0) for month in summary["arrears_movement"].values()) < 0


def test_the_summary_names_no_generated_id(quiet):
    text = canonical(quiet.summary).decode()
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-", text)


def test_killing_every_service_and_flushing_redis_changes_not_a_byte_of_the_summary(quiet, running):
    """R-GEN-3, R-GEN-4: each of the five is killed with SIGKILL on a busy day of its own, and Redis is flushed."""
    days = (date(2025, 1, 8), date(2025, 2, 3), date(2025, 3, 3), date(2025, 3, 31), date(2025, 4, 3))
    kills = dict(zip(days, ("gateway", "rating", "payment", "collection", "credit"), strict=True))
    assert set(kills.values()) == set(SERVICES)
    with running("disturbed") as home:
        disturbances = Disturbances(home, kills, {date(2025, 2, 10), date(2025, 4, 1)})
        disturbed = simulated(home, disturbances)
        assert sorted(disturbances.killed) == sorted(SERVICES)
        assert disturbances.flushed == 2
        assert disturbed.breaches == (), told(disturbed)
        for section, told_quietly in quiet.summary.items():
            assert disturbed.summary[section] == told_quietly, section
        assert canonical(disturbed.summary) == canonical(quiet.summary)
