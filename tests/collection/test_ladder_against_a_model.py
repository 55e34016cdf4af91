"""The ladder against a model (R-DUN-1, R-DUN-4, R-DUN-5, R-DUN-6): outages, clock moves, bills, payments, reversals,
promises, holds, disputes and callbacks in any order; no step skipped or doubled, every case where the model says.

`make soak` runs the same machine longer (soak_ladder_against_a_model.py).
"""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.collection.ladder_machine import machine_on


def test_every_case_stands_where_the_model_says(database_url, servers):
    machine = machine_on(database_url, servers)
    quick = settings(
        max_examples=8,
        stateful_step_count=14,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    run_state_machine_as_test(machine, settings=quick)
