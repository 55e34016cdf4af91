"""Work orders against late, doubled and contrary callbacks (R-DUN-5, R-OPN-7)."""

from hypothesis import given
from hypothesis import strategies as st

from services.collection.domain.work_order import (
    OrderFacts,
    OrderKind,
    OrderState,
    confirmed,
    due_date,
    escalation_level,
    report,
    to_undo,
)
from tests.collection.builders import day

RANK = {
    OrderState.PENDING: 0,
    OrderState.SUBMITTED: 1,
    OrderState.SENT: 2,
    OrderState.COMPLETED: 3,
    OrderState.ARCHIVED: 4,
}


def order(number, kind, state, subscription="S-1", done=None):
    return OrderFacts(f"A-1-1-{number}", kind, state, subscription, day(done) if done else None)


def test_a_restoration_is_done_when_archived_and_not_before():
    """R-OPN-7 工单归档."""
    first = report(OrderKind.RESTORE, OrderState.SENT, "COMPLETED")
    assert (first.state, first.done_now) == (OrderState.COMPLETED, False)
    assert report(OrderKind.RESTORE, first.state, "ARCHIVED").done_now


def test_a_suspension_is_done_once_even_when_reported_twice():
    first = report(OrderKind.SUSPEND, OrderState.SENT, "COMPLETED")
    assert first.done_now
    again = report(OrderKind.SUSPEND, first.state, "COMPLETED")
    assert (again.changed, again.done_now) == (False, False)


@given(
    st.sampled_from(OrderKind),
    st.lists(
        st.sampled_from(["ACCEPTED", "SENT", "IN_PROGRESS", "COMPLETED", "ARCHIVED", "FAILED", "DEAD", "EXPIRED"])
    ),
)
def test_callbacks_in_any_order_end_an_order_once_and_never_move_success_back(kind, outcomes):
    state, ends = OrderState.SUBMITTED, 0
    for outcome in outcomes:
        progress = report(kind, state, outcome)
        ends += progress.done_now
        if RANK.get(state, 0) >= RANK[OrderState.COMPLETED]:
            assert RANK[progress.state] >= RANK[state]
        state = progress.state
    assert ends <= 1
    if "ARCHIVED" in outcomes:
        assert state is OrderState.ARCHIVED


def test_a_report_about_an_older_command_counts_only_when_it_tells_success():
    assert not report(OrderKind.SUSPEND, OrderState.SENT, "FAILED", current=False).changed
    assert report(OrderKind.SUSPEND, OrderState.SENT, "COMPLETED", current=False).done_now


def test_an_expired_suspension_is_pending_again_and_checked_again():
    """R-CTL-6."""
    assert report(OrderKind.SUSPEND, OrderState.SUBMITTED, "EXPIRED").state is OrderState.PENDING
    assert report(OrderKind.SUSPEND, OrderState.WITHDRAWN, "EXPIRED").state is OrderState.WITHDRAWN


def test_a_late_suspended_after_a_restoration_leaves_nothing_to_undo():
    orders = (
        order(1, OrderKind.SUSPEND, OrderState.SENT),
        order(2, OrderKind.RESTORE, OrderState.ARCHIVED),
    )
    assert to_undo(orders) == ()


def test_only_lines_whose_suspension_may_have_reached_the_platform_are_restored():
    orders = (
        order(1, OrderKind.SUSPEND, OrderState.SUBMITTED, "S-1"),
        order(2, OrderKind.SUSPEND, OrderState.PENDING, "S-2"),
        order(3, OrderKind.SUSPEND, OrderState.WITHDRAWN, "S-3"),
        order(4, OrderKind.SUSPEND, OrderState.ARCHIVED, "S-4"),
        order(5, OrderKind.TERMINATE, OrderState.COMPLETED, "S-4"),
    )
    assert to_undo(orders) == (("S-1", False), ("S-4", True))


def test_a_suspension_is_confirmed_when_the_last_of_its_orders_is_done():
    waiting = (
        order(1, OrderKind.SUSPEND, OrderState.COMPLETED, "S-1", "2025-04-01"),
        order(2, OrderKind.SUSPEND, OrderState.SENT, "S-2"),
    )
    assert confirmed(waiting, OrderKind.SUSPEND) is None
    done = (waiting[0], order(2, OrderKind.SUSPEND, OrderState.ARCHIVED, "S-2", "2025-04-03"))
    assert confirmed(done, OrderKind.SUSPEND) == day("2025-04-03")
    failed = (waiting[0], order(2, OrderKind.SUSPEND, OrderState.FAILED, "S-2"))
    assert confirmed(failed, OrderKind.SUSPEND) == day("2025-04-01")


def test_a_restoration_is_due_within_its_hours_and_never_after_the_legal_ceiling():
    """R-OPN-7: 24 hours by default, 48 at most."""
    made = day("2025-04-01")
    assert due_date(OrderKind.RESTORE, made, 24, 9) == day("2025-04-02")
    assert due_date(OrderKind.RESTORE, made, 400, 9) == day("2025-04-03")
    assert due_date(OrderKind.SUSPEND, made, 24, 3) == day("2025-04-04")


def test_a_late_order_escalates_a_level_a_day():
    due = day("2025-04-02")
    assert [escalation_level(due, day(d), 3) for d in ("2025-04-02", "2025-04-03", "2025-04-05", "2025-05-05")] == [
        0,
        1,
        3,
        3,
    ]
