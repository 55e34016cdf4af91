"""R-CTL-1, R-CTL-2, R-CRD-5: the control recomputed from facts, and available credit."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from services.credit.domain.available import CreditFigures, credit_limit, is_sufficient
from services.credit.domain.control import (
    PERMITTED,
    ControlDecision,
    ControlFacts,
    ControlReason,
    ControlState,
    Debt,
    decide_control,
    merge_debts,
)
from services.kernel.business import LineOfBusiness
from services.kernel.period import Cycle
from tests.credit.builders import day, debt, facts, terms_of

LOW = terms_of("LOW")


def test_r_ctl_1_a_debt_is_overdue_from_the_day_after_its_due_date() -> None:
    owed = facts(debt("2025-02-28"))
    assert decide_control(owed, day("2025-02-28"), LOW).state is ControlState.CLEAR
    assert decide_control(owed, day("2025-03-01"), LOW).state is ControlState.OVERDUE


def test_r_crd_5_suspension_is_permitted_on_its_first_date_and_not_the_day_before() -> None:
    owed = facts(debt("2025-02-28"))
    before, on = (decide_control(owed, day(date), LOW) for date in ("2025-03-30", "2025-03-31"))
    assert (before.state, before.decision) == (ControlState.OVERDUE, ControlDecision.WARN)
    assert (on.state, on.decision) == (ControlState.SUSPENSION_PERMITTED, ControlDecision.SUSPEND)
    assert before.suspend_not_before == on.suspend_not_before == day("2025-03-31")


def test_r_crd_5_suspend_not_before_is_that_of_the_oldest_overdue_debt() -> None:
    control = decide_control(facts(debt("2025-03-31", cycle="2025-02"), debt("2025-02-28")), day("2025-04-10"), LOW)
    assert (control.oldest_due_date, control.overdue) == (day("2025-02-28"), 200)
    assert control.suspend_not_before == day("2025-03-31")


def test_r_crd_5_termination_is_permitted_61_days_after_the_suspension_of_a_debt_still_overdue() -> None:
    owed = facts(debt("2025-02-28"), suspended="2025-04-02")
    before, on = (decide_control(owed, day(date), LOW) for date in ("2025-06-01", "2025-06-02"))
    assert before.state is ControlState.SUSPENSION_PERMITTED
    assert before.terminate_not_before == day("2025-06-02")
    assert on.state is ControlState.TERMINATION_PERMITTED


def test_r_dun_6_what_is_not_yet_due_does_not_keep_a_line_suspended() -> None:
    """Worked example 9: 8000 overdue are paid, 5000 not yet due remain → restore."""
    control = decide_control(facts(debt("2025-05-31", 5_000), suspended="2025-04-02"), day("2025-05-10"), LOW)
    assert (control.state, control.decision) == (ControlState.CLEAR, ControlDecision.RESTORE)
    assert control.reasons == (ControlReason.SUSPENDED_AND_PAID_UP,)


def test_r_ctl_6_disputed_and_in_transit_debts_are_not_overdue() -> None:
    control = decide_control(facts(debt("2025-02-28", 0, blocked=100)), day("2025-06-01"), LOW)
    assert control.state is ControlState.CLEAR


def test_r_ctl_6_receipts_that_may_be_the_accounts_block_suspension() -> None:
    control = decide_control(facts(debt("2025-02-28"), unclaimed=True), day("2025-06-01"), LOW)
    assert control.state is ControlState.OVERDUE
    assert ControlReason.UNCLAIMED_RECEIPTS in control.reasons


def test_r_ctl_5_an_exemption_blocks_suspension_until_its_last_day() -> None:
    owed = facts(debt("2025-02-28"), exempt_until="2025-06-30")
    during, after = (decide_control(owed, day(date), LOW) for date in ("2025-06-30", "2025-07-01"))
    assert (during.state, during.suspension_exempt_until) == (ControlState.OVERDUE, day("2025-06-30"))
    assert (after.state, after.suspension_exempt_until) == (ControlState.SUSPENSION_PERMITTED, None)


def test_r_ctl_5_an_exemption_from_dunning_holds_the_warning_back() -> None:
    owed = ControlFacts(debts=(debt("2025-02-28"),), dunning_exempt_until=day("2025-06-30"))
    assert decide_control(owed, day("2025-03-10"), LOW).decision is ControlDecision.NONE


def test_r_spo_3_a_sponsor_stops_paying_for_others_while_its_suspension_is_permitted() -> None:
    owed = facts(debt("2025-02-28"))
    assert not decide_control(owed, day("2025-03-30"), LOW).sponsorship_suspended
    assert decide_control(owed, day("2025-03-31"), LOW).sponsorship_suspended


debts = st.builds(
    Debt,
    st.dates(dt.date(2024, 12, 1), dt.date(2025, 6, 30)),
    st.sampled_from([Cycle(2024, 12), Cycle(2025, 1)]),
    st.sampled_from(list(LineOfBusiness)),
    st.integers(0, 10**9),
    st.integers(0, 10**9),
)
any_facts = st.builds(
    ControlFacts,
    st.lists(debts, max_size=6).map(tuple),
    st.none() | st.dates(dt.date(2025, 1, 1), dt.date(2025, 6, 30)),
    st.booleans(),
    st.none() | st.dates(dt.date(2025, 1, 1), dt.date(2025, 6, 30)),
    st.none() | st.dates(dt.date(2025, 1, 1), dt.date(2025, 6, 30)),
)
dates = st.dates(dt.date(2025, 1, 1), dt.date(2026, 1, 31))


@given(any_facts, dates)
def test_r_ctl_6_nobody_without_overdue_debt_may_be_suspended(known: ControlFacts, date: dt.date) -> None:
    control = decide_control(known, date, LOW)
    overdue = sum(debt.payable for debt in known.debts if debt.due_date < date)
    assert control.overdue == overdue
    if control.state in PERMITTED:
        assert overdue > 0
        assert control.suspend_not_before is not None and control.suspend_not_before <= date
        assert (date - min(d.due_date for d in known.debts if d.payable)).days >= 31
    if overdue == 0:
        assert control.decision in (ControlDecision.NONE, ControlDecision.RESTORE)
        assert (control.decision is ControlDecision.RESTORE) == (known.suspended_since is not None)


@given(any_facts, dates, st.randoms(use_true_random=False))
def test_r_ctl_1_the_control_does_not_depend_on_the_order_of_debts(
    known: ControlFacts, date: dt.date, random: "object"
) -> None:
    shuffled = list(known.debts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = ControlFacts(
        merge_debts(shuffled),
        known.suspended_since,
        known.unclaimed_receipts,
        known.dunning_exempt_until,
        known.suspension_exempt_until,
    )
    assert decide_control(again, date, LOW) == decide_control(known, date, LOW)


def test_r_ctl_2_available_credit_is_books_and_limit_less_unbilled_and_arrears() -> None:
    figures = CreditFigures("CNY", spendable=5_000, limit=20_000, unbilled=3_000, arrears=10_000)
    assert figures.available == 12_000
    assert is_sufficient(figures, ControlState.CLEAR, 12_000)
    assert not is_sufficient(figures, ControlState.CLEAR, 12_001)
    assert not is_sufficient(figures, ControlState.SUSPENSION_PERMITTED, 1)


def test_r_ctl_2_a_prepaid_account_has_no_limit_and_an_agreement_replaces_the_grades() -> None:
    assert credit_limit(prepaid=True, by_grade=20_000, agreed=50_000) == 0
    assert credit_limit(prepaid=False, by_grade=20_000, agreed=None) == 20_000
    assert credit_limit(prepaid=False, by_grade=20_000, agreed=0) == 0
