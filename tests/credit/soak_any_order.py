"""R-CTL-1, R-CTL-6, R-GEN-3, R-DUN-6: long lives of tests/credit/life.py, others at every call; `make soak` runs it."""

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.credit.life import Life

LIVES = int(os.environ.get("SOAK_LIVES", "300"))
STEPS = 80


def test_r_ctl_6_and_r_gen_3_long_lives_in_any_order_of_delivery_suspend_nobody_who_paid(database_url) -> None:
    Life.url = database_url("credit")
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=LIVES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
            print_blob=True,
        ),
    )
