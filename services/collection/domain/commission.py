"""Commission of agencies and collectors (R-AGY-1, R-AGY-2, R-AGY-3): by the age of the debt at assignment, per row."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from services.collection.domain.reason import Reason
from services.kernel.errors import Fault, Refusal, RefusalKind
from services.kernel.money import share
from services.kernel.period import Cycle

BASIS = 10_000


@dataclass(frozen=True, slots=True)
class CommissionStep:
    """From an age in months on, this ratio in basis points."""

    months_from: int
    basis_points: int


DEFAULT_STEPS = (CommissionStep(4, 800), CommissionStep(7, 1_500), CommissionStep(13, 2_500))
"""The document's example: 4–6 months 8 %, 7–12 months 15 %, over a year 25 %; younger debt earns nothing."""


def age_months(cycle: Cycle, date: dt.date) -> int:
    """The age of a bill's debt in months on a date: whole months since its cycle ended."""
    return max(0, Cycle.of(date).index - cycle.index - 1)


def ratio(steps: Sequence[CommissionStep], months: int) -> int:
    """The ratio for an age, in basis points; 0 below the first step."""
    return max(((step.months_from, step.basis_points) for step in steps if step.months_from <= months), default=(0, 0))[
        1
    ]


def commission(amount: int, basis_points: int) -> int:
    """The commission of one row, rounded half away from zero; of a reversal, the same amount negative."""
    return share(amount, basis_points, BASIS)


def check_steps(steps: Sequence[CommissionStep]) -> None:
    """Raises AGREEMENT_INVALID unless months rise and ratios lie between 0 and 100 %."""
    faults: list[Fault] = []
    for index, step in enumerate(steps):
        if not 0 <= step.basis_points <= BASIS:
            faults.append(
                Fault(f"steps[{index}].basis_points", "R-AGY-1", str(step.basis_points), "must be 0 to 10000")
            )
        if step.months_from < 0 or (index and step.months_from <= steps[index - 1].months_from):
            faults.append(Fault(f"steps[{index}].months_from", "R-AGY-1", str(step.months_from), "must rise"))
    if faults:
        raise Refusal(
            Reason.AGREEMENT_INVALID,
            RefusalKind.INVALID,
            "the agreement's steps are not possible: " + ", ".join(fault.field for fault in faults),
            faults=tuple(faults),
            metadata={"field": faults[0].field},
        )


@dataclass(frozen=True, slots=True)
class ClaimedRow:
    """A row of a recovery list: what the agency claims, in minor units."""

    row: int
    account: str
    payment: str
    recovered: int
    commission: int


@dataclass(frozen=True, slots=True)
class AssignedDebt:
    """The assignment that a row falls under: its age and ratio were fixed at assignment."""

    age_months: int
    basis_points: int


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row beside the money behind it. ``differences`` are named; the computed commission is what is paid."""

    claimed: ClaimedRow
    matched: int
    age_months: int
    basis_points: int
    computed: int
    differences: tuple[str, ...]


def match_row(row: ClaimedRow, assigned: AssignedDebt | None, received: int | None) -> MatchedRow:
    """Matches a row to the money really received on assigned debt (R-AGY-2).

    ``received`` is what the named payment settled on the account's assigned debt and was not reversed; None when there
    is no such payment. The commission is of what was received, never of what was claimed.
    """
    differences: list[str] = []
    if assigned is None:
        differences.append("NOT_ASSIGNED")
    if received is None:
        differences.append("NO_MONEY_RECEIVED")
    elif received != row.recovered:
        differences.append("AMOUNT_DIFFERS")
    matched = received or 0 if assigned else 0
    basis_points = assigned.basis_points if assigned else 0
    computed = commission(matched, basis_points)
    if row.commission > computed:
        differences.append("COMMISSION_ABOVE_AGREEMENT")
    elif row.commission < computed:
        differences.append("COMMISSION_BELOW_AGREEMENT")
    return MatchedRow(row, matched, assigned.age_months if assigned else 0, basis_points, computed, tuple(differences))


def file_duplicates(rows: Sequence[ClaimedRow]) -> frozenset[int]:
    """The rows that name a payment and account a second time: one payment earns commission once."""
    seen: set[tuple[str, str]] = set()
    doubled: set[int] = set()
    for row in rows:
        key = (row.account, row.payment)
        if key in seen:
            doubled.add(row.row)
        seen.add(key)
    return frozenset(doubled)
