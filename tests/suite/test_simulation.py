"""The sample operator through its months on a whole, quiet suite; `make soak` tells the disturbed stories."""

import asyncio
import io
import re

import pytest
from rich.console import Console

from services.cli.home import Home
from simulator.main import play
from simulator.summary.contents import canonical
from simulator.summary.ending import Ending
from simulator.summary.table import show
from tests.suite.disturbances import Disturbances

SEED, CUSTOMERS, MONTHS = 7, 40, 4

pytestmark = [pytest.mark.xdist_group("simulation"), pytest.mark.timeout(600)]


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
