"""Arrears by age (R-ARR-1, R-ARR-2, R-ARR-3)."""

from hypothesis import given
from hypothesis import strategies as st

from services.collection.domain.ageing import Buckets, age_lines, bucket_of, responsible
from services.collection.domain.standing import debt_of, nothing_overdue
from services.kernel.period import Cycle
from tests.collection.builders import day, line


def test_worked_example_7_has_the_offset_pay_the_oldest_and_the_rest_in_four_buckets():
    """R-ARR-2: the snapshot of May after cash 1000 paid December 600 and January 400."""
    left = [line("2025-04", 3000), line("2025-03", 2000), line("2025-02", 1500), line("2025-01", 900 - 400)]
    buckets = age_lines(Cycle.parse("2025-05"), day("2025-05-01"), left)
    assert buckets.amounts == (3000, 2000, 1500, 500)


def test_a_late_fee_stands_in_the_bucket_of_its_principal():
    buckets = age_lines(Cycle.parse("2025-05"), day("2025-05-01"), [line("2025-02", 100, late_fee=7)])
    assert buckets.amounts == (0, 0, 107, 0)
    assert buckets.late_fee == 7


def test_lines_not_yet_due_count_and_are_flagged():
    lines = [line("2025-04", 300, due="2025-05-31"), line("2025-03", 200, due="2025-04-30")]
    buckets = age_lines(Cycle.parse("2025-05"), day("2025-05-01"), lines)
    assert (buckets.total, buckets.overdue) == (500, 200)


def test_the_over_three_months_bucket_crosses_the_year():
    assert [
        bucket_of(Cycle.parse("2025-02"), Cycle.parse(c)) for c in ("2025-01", "2024-12", "2024-11", "2024-10")
    ] == [
        1,
        2,
        3,
        4,
    ]
    assert bucket_of(Cycle.parse("2025-02"), Cycle.parse("2020-01")) == 4


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10**9), st.integers(0, 10**6))))
def test_the_buckets_sum_to_the_arrears(rows):
    month = Cycle.parse("2025-05")
    lines = [line(str(month.plus(-back)), principal, late_fee=fee) for back, principal, fee in rows]
    buckets = age_lines(month, day("2025-05-01"), lines)
    assert buckets.total == sum(each.open for each in lines)
    assert buckets.overdue <= buckets.total


def test_no_arrears_are_four_zeros():
    assert age_lines(Cycle.parse("2025-05"), day("2025-05-01"), []) == Buckets()


def test_the_group_department_answers_for_groups_circuits_cafes_and_value_added():
    """R-ARR-3."""
    assert responsible("GROUP", "BROADBAND", "U1") == "GROUP_DEPARTMENT"
    for business in ("CIRCUIT", "INTERNET_CAFE", "VALUE_ADDED"):
        assert responsible("INDIVIDUAL", business, "U1") == "GROUP_DEPARTMENT"
    assert responsible("INDIVIDUAL", "FIXED_LINE", "U1") == "U1"


def test_worked_example_9_restores_once_the_overdue_part_is_paid():
    """R-DUN-6: 8000 overdue and 5000 not yet due; 8000 paid → restore."""
    today = day("2025-04-10")
    before = debt_of([line("2025-01", 8000, due="2025-02-28"), line("2025-03", 5000, due="2025-04-30")])
    assert before.overdue(today) == 8000
    assert not nothing_overdue(before.anchor, today)
    after = debt_of([line("2025-03", 5000, due="2025-04-30")])
    assert nothing_overdue(after.anchor, today)


def test_a_late_fee_alone_keeps_an_account_overdue():
    """R-DUN-6: principal and late fee."""
    debt = debt_of([line("2025-01", 0, due="2025-02-28", late_fee=1)])
    assert not nothing_overdue(debt.anchor, day("2025-04-10"))


def test_disputed_and_in_transit_lines_are_not_overdue():
    debt = debt_of([line("2025-01", 10, disputed=True), line("2025-02", 10, in_transit=True)])
    assert debt.anchor is None
    assert debt.overdue(day("2026-01-01")) == 0


def test_a_partial_payment_moves_the_anchor_to_the_oldest_debt_that_remains():
    """R-DUN-1."""
    debt = debt_of([line("2025-01", 10, due="2025-02-28"), line("2025-02", 10, due="2025-03-31")])
    assert debt.anchor == day("2025-02-28")
    assert debt_of(debt.lines[1:]).anchor == day("2025-03-31")
