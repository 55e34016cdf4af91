"""Money, cycles and ids: exact by properties (R-GEN-1, R-GEN-2)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.ids import resource, resource_id, shard_of, uuid7
from services.kernel.money import Money, round_half_away, share, split_by_weights
from services.kernel.period import Cycle, add_months, add_months_keep_month_end

AMOUNTS = st.integers(-(10**15), 10**15)


@pytest.mark.parametrize(("numerator", "expected"), [(45, 5), (-45, -5), (44, 4), (-44, -4), (50, 5)])
def test_r_gen_1_rounds_half_away_from_zero(numerator, expected):
    assert round_half_away(numerator, 10) == expected


@given(AMOUNTS, st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_r_gen_1_parts_always_sum(amount, weights):
    parts = split_by_weights(amount, weights)
    assert sum(parts) == amount
    assert len(parts) == len(weights)


@given(AMOUNTS, st.integers(0, 1000))
def test_r_gen_1_a_share_and_its_rest_sum(amount, thousandths):
    part = share(amount, thousandths, 1000)
    assert abs(part * 1000 - amount * thousandths) * 2 <= 1000


def test_money_of_two_currencies_never_meets_and_has_no_truth():
    with pytest.raises(ValueError, match="do not add"):
        _ = Money("CNY", 1) + Money("USD", 1)
    with pytest.raises(TypeError):
        bool(Money("CNY", 0))


@given(st.dates(dt.date(1, 2, 1), dt.date(9990, 1, 1)), st.integers(-12, 12))
def test_r_gen_2_months_move_without_skipping(date, months):
    if Cycle.of(date).index + months < 12:
        return
    moved = add_months(date, months)
    assert Cycle.of(moved).index == Cycle.of(date).index + months
    assert moved.day == min(date.day, Cycle.of(moved).days)


def test_r_crd_5_a_month_end_stays_a_month_end():
    assert add_months_keep_month_end(dt.date(2025, 2, 28), 1) == dt.date(2025, 3, 31)
    assert add_months_keep_month_end(dt.date(2025, 1, 31), 1) == dt.date(2025, 2, 28)
    assert add_months_keep_month_end(dt.date(2024, 2, 28), 1) == dt.date(2024, 3, 28)


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-1", "26-01", "0000-01", "2026-01-01", ""])
def test_a_cycle_is_written_yyyy_mm(text):
    with pytest.raises(ValueError, match="YYYY-MM"):
        Cycle.parse(text)


def test_resource_names():
    assert resource_id("accounts", resource("accounts", "A/1")) == "A/1"
    assert resource("accounts", "") == resource_id("accounts", "") == ""
    for bad in ("accounts/", "books/1", "A-1"):
        with pytest.raises(ValueError, match="accounts"):
            resource_id("accounts", bad)


def test_shards_are_stable_and_ids_are_ordered_in_time():
    assert (shard_of("C-0001"), shard_of("C-0002")) == (shard_of("C-0001"), shard_of("C-0002"))
    assert 0 <= shard_of("集团-1") < 256
    first, second = uuid7(), uuid7()
    assert first.version == 7
    assert first.int >> 80 <= second.int >> 80
