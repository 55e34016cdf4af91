"""The ladder against its model for long, in hundreds of lives of a hundred steps each (R-DUN-1, R-DUN-4 to R-DUN-6)."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.collection.ladder_machine import machine_on

EXAMPLES = int(os.environ.get("TOLLBOOK_SOAK_EXAMPLES", "200"))


@pytest.mark.timeout(7_200)
def test_every_case_stands_where_the_model_says_for_long(database_url, servers):
    long = settings(
        max_examples=EXAMPLES,
        stateful_step_count=100,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
    run_state_machine_as_test(machine_on(database_url, servers), settings=long)
