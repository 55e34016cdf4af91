"""R-CRD-5: due, suspension and termination dates. The tables of docs/credit-dates.md are the examples."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.credit.domain.dates import (
    AgreedDates,
    due_cycle,
    due_date,
    suspend_not_before,
    terminate_not_before,
)
from services.credit.domain.grades import HeldGrade
from services.credit.domain.policy import GradeTerms
from services.credit.domain.terms import AccountTerms, GradeHistory, StandingAgreement, TermsBook
from services.kernel.period import Cycle
from tests.credit.builders import POLICY, day

PAGE = Path(__file__).parents[2] / "docs" / "credit-dates.md"
RULES = POLICY.control_rules


def table(heading: str) -> list[list[str]]:
    section = PAGE.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[1:]]


@pytest.mark.parametrize("row", table("By grade, payment day at the month's end"), ids=lambda row: f"{row[0]} {row[1]}")
def test_r_crd_5_dates_by_grade_are_those_of_the_documented_table(row: list[str]) -> None:
    """R-CRD-5; the first three rows and 2024-12 LOW are worked example 8."""
    cycle, grade, due, suspend = row
    terms = POLICY.terms_of(grade)
    assert due_date(Cycle.parse(cycle), terms, RULES) == day(due)
    assert suspend_not_before(day(due), terms, RULES) == day(suspend)


@pytest.mark.parametrize("row", table("With agreed dates"), ids=lambda row: " ".join(row[:4]))
def test_r_crd_5_an_agreement_may_fix_other_dates(row: list[str]) -> None:
    cycle, grade, payment_day, suspension_days, due, suspend = row
    terms, agreed = POLICY.terms_of(grade), AgreedDates(int(payment_day), int(suspension_days))
    assert due_date(Cycle.parse(cycle), terms, RULES, agreed) == day(due)
    assert suspend_not_before(day(due), terms, RULES, agreed) == day(suspend)


@pytest.mark.parametrize("row", table("A grade that changes during the countdown"), ids=lambda row: " ".join(row[:4]))
def test_r_crd_5_a_grade_that_changes_during_the_countdown_moves_no_date(row: list[str]) -> None:
    cycle, held, later, start, due, suspend = row
    own = (HeldGrade(held, Cycle(2023, 1)), HeldGrade(later, Cycle.parse(start)))
    assert quoted(cycle, AccountTerms("A-1", grades=GradeHistory(own))) == (day(due), day(suspend))
    override = (HeldGrade(later, Cycle.parse(start), Cycle.parse(start).plus(2)),)
    assert quoted(cycle, AccountTerms("A-1", grades=GradeHistory(own[:1], override))) == (day(due), day(suspend))


@pytest.mark.parametrize(
    "row", table("An agreement that begins or ends during the countdown"), ids=lambda row: " ".join(row[:4])
)
def test_r_crd_5_the_agreement_of_the_cycles_last_day_governs_its_bill(row: list[str]) -> None:
    cycle, grade, start, end, due, suspend = row
    agreement = StandingAgreement("G-1", day(start), day(end), payment_day=15, suspension_days=45)
    history = GradeHistory((HeldGrade(grade, Cycle(2023, 1)),))
    known = AccountTerms("A-1", grades=history, agreements=(agreement,))
    assert quoted(cycle, known) == (day(due), day(suspend))


def quoted(cycle: str, known: AccountTerms) -> tuple[dt.date, dt.date]:
    """What the whole book of terms makes of a cycle's bill: asked in the middle of the countdown, and at its end."""
    book = TermsBook([POLICY], {"A-1": known})
    told = {book.bill_terms("A-1", Cycle.parse(cycle), day(today)) for today in ("2025-03-10", "2025-12-31")}
    assert len({(each.due_date, each.suspend_not_before) for each in told}) == 1
    return next((each.due_date, each.suspend_not_before) for each in told)


@pytest.mark.parametrize("row", table("Termination"), ids=lambda row: row[0])
def test_r_crd_5_termination_is_permitted_from_the_61st_day_after_suspension(row: list[str]) -> None:
    assert terminate_not_before(day(row[0]), RULES) == day(row[1])


def test_worked_example_8_r_crd_5() -> None:
    """The cycle 2025-01 of each grade; and due 31 January, LOW: the 31st day past due, 3 March."""
    dates = {}
    for grade in ("LOW", "MEDIUM", "HIGH"):
        due = due_date(Cycle(2025, 1), POLICY.terms_of(grade), RULES)
        dates[grade] = (due, suspend_not_before(due, POLICY.terms_of(grade), RULES))
    assert dates == {
        "LOW": (day("2025-02-28"), day("2025-03-31")),
        "MEDIUM": (day("2025-03-31"), day("2025-05-31")),
        "HIGH": (day("2025-04-30"), day("2025-07-31")),
    }
    assert suspend_not_before(day("2025-01-31"), POLICY.terms_of("LOW"), RULES) == day("2025-03-03")


cycles = st.builds(Cycle.from_index, st.integers(2000 * 12, 2060 * 12))
periods = st.sampled_from([1, 2, 3, 4, 6, 12])


@given(cycles, periods)
def test_r_crd_5_payment_periods_are_aligned_to_january(cycle: Cycle, period: int) -> None:
    due = due_cycle(cycle, period)
    assert cycle < due <= cycle.plus(period)
    assert (due.month - 1) % period == 0
    assert due_cycle(cycle.next, period) in (due, due.plus(period))


@given(cycles, periods, st.integers(1, 24), st.integers(0, 31), st.integers(0, 400))
def test_r_crd_5_suspension_is_never_permitted_before_the_31st_day_past_due(
    cycle: Cycle, period: int, suspension: int, payment_day: int, days: int
) -> None:
    terms, agreed = GradeTerms("LOW", period, suspension, 6), AgreedDates(payment_day, days)
    due = due_date(cycle, terms, RULES, agreed)
    assert Cycle.of(due) == due_cycle(cycle, period)
    assert suspend_not_before(due, terms, RULES, agreed) - due >= dt.timedelta(days=31)


@given(cycles, periods, st.integers(2, 24))
def test_r_crd_5_a_month_end_stays_a_month_end(cycle: Cycle, period: int, suspension: int) -> None:
    terms = GradeTerms("LOW", period, suspension, 6)
    suspend = suspend_not_before(due_date(cycle, terms, RULES), terms, RULES)
    assert suspend == Cycle.of(suspend).last_day
