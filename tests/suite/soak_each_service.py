"""Simulations whose services are killed again and again, and whose Redis is flushed as often; part of `make soak`.

`pytest tests/suite/soak_each_service.py` runs it.
Not collected with the other tests, which hold one disturbed simulation: six more take too long for every day.
"""

from datetime import date, timedelta

import pytest

from services.chassis.config import SERVICES
from simulator.days import FIRST_DAY, plus_months
from simulator.summary.contents import canonical
from tests.suite.disturbances import Disturbances
from tests.suite.test_simulation import MONTHS, quiet, simulated, told

__all__ = ["quiet"]

pytestmark = pytest.mark.timeout(1200)

EVERY_DAYS = 9


def days_of_kills() -> list[date]:
    last = plus_months(FIRST_DAY, MONTHS)
    return [FIRST_DAY + timedelta(days=day) for day in range(2, (last - FIRST_DAY).days, EVERY_DAYS)]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_that_is_killed_every_nine_days_changes_not_a_byte_of_the_summary(service: str, quiet, running):
    with running(f"killed-{service}") as home:
        disturbances = Disturbances(home, dict.fromkeys(days_of_kills(), service), set())
        disturbed = simulated(home, disturbances)
    assert len(disturbances.killed) == len(days_of_kills())
    assert disturbed.breaches == (), told(disturbed)
    assert canonical(disturbed.summary) == canonical(quiet.summary)


def test_a_redis_that_forgets_everything_every_nine_days_changes_not_a_byte_of_the_summary(quiet, running):
    with running("forgetful") as home:
        disturbances = Disturbances(home, {}, set(days_of_kills()))
        disturbed = simulated(home, disturbances)
    assert disturbances.flushed == len(days_of_kills())
    assert disturbed.breaches == (), told(disturbed)
    assert canonical(disturbed.summary) == canonical(quiet.summary)
