from datetime import date

import pytest

from simulator.behaviour.usage import Call, Fate
from simulator.checks.calls import DeliveredCall, crosses, expected_calls, price


def called(called_number: str, start: str, seconds: int, delivered_on: date = date(2025, 1, 9)) -> DeliveredCall:
    call = Call("id", "0311100042", called_number, start, str(seconds), Fate.RATED)
    return DeliveredCall("S00042-1", call, delivered_on)


@pytest.mark.parametrize(
    ("number", "start", "seconds", "micros"),
    [
        ("031188888888", "2025-01-08 10:00:00", 61, 200_000),
        ("031188888888", "2025-01-08 06:00:00", 60, 50_000),
        ("01012345678", "2025-01-08 10:00:00", 61, 220_000),
        ("13812345678", "2025-01-08 10:00:00", 1, 150_000),
        ("00812345678", "2025-01-08 10:00:00", 60, 1_200_000),
    ],
)
def test_a_call_is_priced_by_its_longest_prefix_its_hour_and_its_increments(number, start, seconds, micros):
    assert price(called(number, start, seconds)) == micros


def test_a_lines_calls_are_rounded_once():
    """R-GEN-1."""
    calls = [called("01012345678", "2025-01-08 10:00:00", 6) for _ in range(3)]
    night = called("031188888888", "2025-01-08 05:00:00", 6)
    assert expected_calls([*calls, night], "2025-01") == {("S00042-1", "2025-01"): 11}


def test_a_cycle_with_a_split_or_a_late_call_is_not_expected():
    split = called("031188888888", "2025-01-08 06:59:30", 60)
    assert crosses(split)
    assert expected_calls([split], "2025-01") == {}
    late = called("031188888888", "2025-01-28 10:00:00", 60, delivered_on=date(2025, 2, 4))
    assert expected_calls([late], "2025-02") == {}


def test_a_call_that_came_on_the_day_of_the_trial_is_on_the_bill():
    call = called("031188888888", "2025-01-31 10:00:00", 60, delivered_on=date(2025, 2, 1))
    assert expected_calls([call], "2025-01") == {("S00042-1", "2025-01"): 10}
