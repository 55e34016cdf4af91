"""The state machines: drawn in the docs as they are, and sound for every sequence of reports (R-DUN-6, R-GEN-3)."""

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from services.kernel.business import LineOfBusiness, SuspensionReason
from services.rating.domain import states
from services.rating.domain.charging import EffectMode
from services.rating.domain.states import SubscriptionState
from services.rating.domain.subscription import (
    Subscription,
    activated,
    consistency_finding,
    reinstalled,
    restored,
    suspended,
    terminated,
)

DOCS = Path(__file__).parents[2] / "docs" / "rating-states.md"
TABLES = (states.SUBSCRIPTION, states.ORDER, states.WORK_ORDER, states.BILL_RUN)


def line(**more) -> Subscription:
    return Subscription(
        "S-1", "A-1", "C-1", "P", LineOfBusiness.FIXED_LINE, "1", "rent", 100, EffectMode.BY_DAY, **more
    )


def active() -> Subscription:
    start = dt.date(2026, 1, 1)
    return line(state=SubscriptionState.ACTIVE, charge_start=start, charged_from=start)


def test_the_docs_draw_the_tables():
    rows = [
        text for text in DOCS.read_text(encoding="utf-8").splitlines() if text.startswith("| ") and "from" not in text
    ]
    assert rows == [f"| {before} | {verb} | {after} |" for table in TABLES for (before, verb), after in table.items()]


def test_r_dun_6_a_line_suspended_for_two_reasons_is_back_when_neither_stands():
    date = dt.date(2026, 2, 1)
    both = suspended(active(), "W-1", SuspensionReason.ARREARS, date, "2026-02")
    both = suspended(both, "W-2", SuspensionReason.FRAUD, date, "2026-02")
    paid = restored(both, "W-3", SuspensionReason.ARREARS, date, "2026-02")
    assert paid.state is SubscriptionState.SUSPENDED
    assert restored(paid, "W-4", SuspensionReason.FRAUD, date, "2026-02").state is SubscriptionState.ACTIVE


def test_r_opn_4_a_function_confirmed_after_the_fifth_is_charged_by_the_day():
    ready = line(state=SubscriptionState.READY, charge_start=dt.date(2026, 2, 1))
    in_time = activated(ready, dt.date(2026, 2, 5), 5, "2026-02")
    assert (in_time.charged_from, in_time.effect_mode) == (dt.date(2026, 2, 1), EffectMode.BY_DAY)
    late = activated(ready, dt.date(2026, 2, 6), 5, "2026-02")
    assert late.charged_from == dt.date(2026, 2, 6)


reports = st.tuples(
    st.sampled_from(["suspend", "restore", "terminate", "reinstall"]),
    st.sampled_from(SuspensionReason),
    st.integers(0, 9),
    st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
)


@given(st.lists(reports, max_size=12))
def test_r_opn_4_whatever_is_reported_charged_and_active_agree(several):
    value = active()
    for verb, reason, number, date in several:
        if verb == "suspend":
            value = suspended(value, f"W-{number}", reason, date, "2026-01")
        elif verb == "restore":
            value = restored(value, f"R-{number}", reason, date, "2026-01")
        elif verb == "terminate":
            value = terminated(value, date, "2026-01")
        elif value.state is SubscriptionState.TERMINATED:
            value = reinstalled(value, date, "2026-01")
        assert consistency_finding(value, dt.date(2027, 1, 1)) is None
        assert (value.state is SubscriptionState.SUSPENDED) == (
            bool(value.standing) and value.state is not SubscriptionState.TERMINATED
        )


@given(reports, reports)
def test_r_gen_3_a_report_told_twice_is_applied_once(first, second):
    value = active()
    for _, reason, number, date in (first, second):
        value = suspended(value, f"W-{number}", reason, date, "2026-01")
    _, reason, number, date = first
    assert suspended(value, f"W-{number}", reason, date, "2026-01") == value
