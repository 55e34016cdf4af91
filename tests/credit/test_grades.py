"""R-CRD-1 to R-CRD-4: initial grades, regrading, terms by grade."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.credit.domain.grades import (
    GradeFacts,
    GradeReason,
    HeldGrade,
    grade_in,
    initial_grade,
    regrade,
)
from services.kernel.business import CustomerClass, CustomerKind
from services.kernel.period import Cycle
from tests.credit.builders import POLICY, day, due_cycle

AT = day("2025-12-31")
MONTHS = ["2025-05", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10", "2025-11"]


def group(grade: str, on_time: list[int], **more: object) -> GradeFacts:
    """A group customer with 100 due in each of the last cycles that had fallen due by December's end."""
    due = tuple(due_cycle(month, 100, paid) for month, paid in zip(MONTHS[-len(on_time) :], on_time, strict=True))
    return GradeFacts(CustomerKind.GROUP, grade, due, **more)  # type: ignore[arg-type]


def test_r_crd_1_a_person_is_never_graded() -> None:
    assert initial_grade(CustomerKind.INDIVIDUAL, CustomerClass.NONE, POLICY) == ""


@pytest.mark.parametrize(("customer_class", "grade"), [("A", "HIGH"), ("B", "MEDIUM"), ("C", "LOW")])
def test_r_crd_2_the_initial_grade_follows_the_policy(customer_class: str, grade: str) -> None:
    assert initial_grade(CustomerKind.GROUP, CustomerClass(customer_class), POLICY) == grade


def test_r_crd_2_cluster_customers_start_lowest_and_are_never_regraded() -> None:
    assert initial_grade(CustomerKind.CLUSTER, CustomerClass.NONE, POLICY) == "LOW"
    paid = tuple(due_cycle(month, 100, 100) for month in MONTHS)
    decision = regrade(GradeFacts(CustomerKind.CLUSTER, "LOW", paid), AT, POLICY)
    assert (decision.after, decision.reasons) == ("LOW", (GradeReason.FIXED,))


@pytest.mark.parametrize(
    ("on_time", "after", "reason"),
    [
        ([100] * 6, "HIGH", GradeReason.ON_TIME),
        ([95] * 6, "HIGH", GradeReason.ON_TIME),
        ([95] * 5 + [94], "MEDIUM", GradeReason.BETWEEN),
        ([80] * 6, "MEDIUM", GradeReason.BETWEEN),
        ([80] * 5 + [79], "LOW", GradeReason.NOT_ON_TIME),
        ([100] * 3, "HIGH", GradeReason.ON_TIME),
        ([0, 0], "MEDIUM", GradeReason.TOO_FEW_CYCLES),
    ],
)
def test_r_crd_3_the_share_paid_on_time_moves_the_grade_one_step(
    on_time: list[int], after: str, reason: GradeReason
) -> None:
    decision = regrade(group("MEDIUM", on_time), AT, POLICY)
    assert (decision.after, decision.reasons) == (after, (reason,))


def test_r_crd_3_only_the_last_six_due_cycles_count() -> None:
    decision = regrade(group("LOW", [0, 100, 100, 100, 100, 100, 100]), AT, POLICY)
    assert [str(cycle.cycle) for cycle in decision.due_cycles] == MONTHS[:0:-1]
    assert decision.after == "MEDIUM"


def test_r_crd_3_a_cycle_not_yet_due_does_not_count() -> None:
    not_due = due_cycle("2025-12", 100, 0)
    facts = GradeFacts(CustomerKind.GROUP, "LOW", (not_due, *(due_cycle(month, 100, 100) for month in MONTHS)))
    assert not_due not in regrade(facts, AT, POLICY).due_cycles


def test_r_crd_3_a_suspension_or_a_broken_promise_takes_a_step_down() -> None:
    suspended = regrade(group("HIGH", [100] * 6, suspensions=(day("2025-09-01"),)), AT, POLICY)
    broken = regrade(group("HIGH", [100] * 6, broken_promises=(day("2025-09-01"),)), AT, POLICY)
    old = regrade(group("MEDIUM", [100] * 6, suspensions=(day("2025-05-31"),)), AT, POLICY)
    assert (suspended.after, suspended.reasons) == ("MEDIUM", (GradeReason.SUSPENDED,))
    assert (broken.after, broken.reasons) == ("MEDIUM", (GradeReason.PROMISE_BROKEN,))
    assert old.after == "HIGH"


def test_r_crd_3_the_highest_and_the_lowest_grade_bound_the_steps() -> None:
    assert regrade(group("HIGH", [100] * 6), AT, POLICY).reasons == (GradeReason.ON_TIME, GradeReason.HIGHEST)
    assert regrade(group("LOW", [0] * 6), AT, POLICY).reasons == (GradeReason.NOT_ON_TIME, GradeReason.LOWEST)


@given(
    st.sampled_from(POLICY.grades),
    st.lists(st.tuples(st.integers(0, 10**12), st.integers(0, 10**12)), max_size=12),
    st.integers(0, 2),
)
def test_r_crd_3_a_regrading_moves_at_most_one_step_and_explains_itself(
    grade: str, months: list[tuple[int, int]], suspensions: int
) -> None:
    start = Cycle(2025, 1)
    cycles = tuple(due_cycle(str(start.plus(n)), max(pair), min(pair)) for n, pair in enumerate(months))
    facts = GradeFacts(CustomerKind.GROUP, grade, cycles, (day("2025-11-30"),) * suspensions)
    decision = regrade(facts, AT, POLICY)
    assert abs(POLICY.grades.index(decision.after) - POLICY.grades.index(grade)) <= 1
    assert decision.reasons
    assert decision.due == sum(cycle.due for cycle in decision.due_cycles)
    assert len(decision.due_cycles) <= 6


def test_r_crd_3_an_override_holds_within_its_cycles_and_the_own_grade_returns() -> None:
    own = [HeldGrade("LOW", Cycle(2025, 1)), HeldGrade("MEDIUM", Cycle(2025, 7))]
    override = [HeldGrade("HIGH", Cycle(2025, 5), Cycle(2025, 6))]
    held = [grade_in(Cycle(2025, month), own, override) for month in (1, 4, 5, 6, 7, 8)]
    assert held == ["LOW", "LOW", "HIGH", "HIGH", "MEDIUM", "MEDIUM"]


def test_r_acc_4_a_debt_from_before_the_first_grade_has_the_first_grade() -> None:
    assert grade_in(Cycle(2024, 3), [HeldGrade("MEDIUM", Cycle(2025, 1))]) == "MEDIUM"


def test_r_crd_4_terms_follow_the_grade_and_ungraded_customers_have_lows() -> None:
    rows = [(t.grade, t.payment_period_months, t.suspension_period_months, t.prepayment_months) for t in POLICY.terms]
    assert rows == [("LOW", 1, 1, 6), ("MEDIUM", 2, 2, 3), ("HIGH", 3, 3, 0)]
    assert POLICY.terms_of("") == POLICY.terms_of("LOW")
