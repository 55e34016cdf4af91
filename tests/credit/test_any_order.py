"""R-CTL-1, R-CTL-6, R-GEN-3, R-DUN-6: short lives of tests/credit/life.py; soak_any_order.py tells long ones."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.credit.life import Life


def test_r_ctl_6_and_r_gen_3_any_order_of_delivery_makes_the_same_control_and_suspends_nobody_who_paid(
    database_url,
) -> None:
    Life.url = database_url("credit")
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=10,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
            derandomize=True,
        ),
    )
