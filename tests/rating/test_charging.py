"""The rent of a cycle: worked examples 4 and 5 of the domain, and what holds for every history."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from services.kernel.period import Cycle
from services.rating.domain.charging import (
    EffectMode,
    RentFacts,
    RentRule,
    Suspended,
    late_rents,
    rent_of_cycle,
)

JAN, FEB, MAR, APR = (Cycle(2026, month) for month in (1, 2, 3, 4))
NOV = Cycle(2025, 11)


def facts(mode: EffectMode = EffectMode.BY_DAY, rent: int = 300000, start: dt.date | None = None, **more) -> RentFacts:
    return RentFacts(mode, (("", rent),), start or dt.date(2025, 1, 1), **more)


def rent(of: RentFacts, cycle: Cycle) -> int:
    return rent_of_cycle(of, cycle, "9999-12").amount


def test_r_opn_3_example_4_a_line_built_on_20_november_is_charged_by_its_effect_mode():
    built = dt.date(2025, 11, 20)
    assert rent(facts(start=built), NOV) == 110000
    assert rent(facts(rent=100000, start=built), NOV) == 36667
    assert rent(facts(EffectMode.HALF_MONTH, start=built), NOV) == 150000
    assert rent(facts(EffectMode.NEXT_CYCLE, start=built), NOV) == 0
    assert rent(facts(EffectMode.NEXT_CYCLE, start=dt.date(2025, 12, 1)), NOV.next) == 300000


def test_r_opn_3_example_4_terminated_on_the_25th_of_that_november():
    ended = facts(start=dt.date(2025, 11, 20), terminate_date=dt.date(2025, 11, 25))
    assert rent(ended, NOV) == 50000
    assert rent(ended, NOV.next) == 0


def test_r_opn_3_half_month_started_on_or_before_the_cut_off_day_is_whole():
    assert rent(facts(EffectMode.HALF_MONTH, start=dt.date(2025, 11, 15)), NOV) == 300000
    assert rent(facts(EffectMode.HALF_MONTH, start=dt.date(2025, 11, 16)), NOV) == 150000


def test_r_opn_7_example_5_suspension_and_restoration():
    def off(start: dt.date, end: dt.date) -> RentFacts:
        return facts(suspensions=(Suspended(start, end),))

    by_the_15th = off(dt.date(2026, 1, 10), dt.date(2026, 3, 15))
    assert [rent(by_the_15th, cycle) for cycle in (JAN, FEB, MAR, APR)] == [300000, 0, 300000, 300000]
    later = off(dt.date(2026, 1, 10), dt.date(2026, 3, 16))
    assert [rent(later, cycle) for cycle in (JAN, FEB, MAR, APR)] == [300000, 0, 0, 300000]
    within = off(dt.date(2026, 3, 10), dt.date(2026, 3, 25))
    assert rent(within, MAR) == 300000


def test_r_bil_2_a_fact_known_after_the_freeze_changes_no_frozen_cycle_and_the_next_bill_gives_the_difference():
    late = facts(suspensions=(Suspended(dt.date(2026, 1, 10), dt.date(2026, 2, 20), "2026-03", "2026-03"),))
    assert rent_of_cycle(late, FEB, "2026-02").amount == 300000
    assert rent_of_cycle(late, FEB, "2026-03").rule is RentRule.RESTORED_LATE
    assert late_rents(late, MAR) == [(FEB, -300000)]
    assert late_rents(late, APR) == []


def test_r_opn_3_a_confirmation_after_the_cycles_bill_is_charged_on_the_next():
    late = facts(start=dt.date(2026, 1, 20), start_known="2026-02")
    assert rent_of_cycle(late, JAN, "2026-01").amount == 0
    assert late_rents(late, FEB) == [(JAN, round(300000 * 12 / 31))]


days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@given(st.sampled_from(EffectMode), st.integers(0, 10**9), days, st.none() | days, st.lists(st.tuples(days, days)))
def test_r_opn_3_no_history_charges_more_than_the_whole_rent_or_less_than_nothing(mode, monthly, start, end, offs):
    suspensions = tuple(Suspended(min(pair), max(pair)) for pair in offs)
    history = facts(mode, monthly, start, terminate_date=end, suspensions=suspensions)
    for month in range(1, 13):
        charged = rent_of_cycle(history, Cycle(2026, month), "9999-12")
        assert 0 <= charged.amount <= monthly
        assert 0 <= charged.charged <= charged.days


@given(days, days, st.integers(1, 12), st.integers(1, 12))
def test_r_gen_3_what_is_billed_over_time_sums_to_what_would_have_been_billed_at_once(begun, ended, early, late):
    """Facts learnt late leave the same net money."""
    start, end = min(begun, ended), max(begun, ended)
    known = [f"2026-{month:02d}" for month in (early, late)]
    history = facts(start=start, start_known=known[0], terminate_date=end, terminate_known=known[1])
    at_once = facts(start=start, terminate_date=end)
    cycles = [Cycle(2026, month) for month in range(1, 13)]
    billed = sum(
        rent_of_cycle(history, cycle, str(cycle)).amount + sum(amount for _, amount in late_rents(history, cycle))
        for cycle in cycles
    )
    assert billed == sum(rent(at_once, cycle) for cycle in cycles)
