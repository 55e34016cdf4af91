"""Credit grades (R-CRD-1 to R-CRD-3): initial, by regrading, and by override."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.credit.domain.policy import CreditPolicy, GradeRules
from services.kernel.business import CustomerClass, CustomerKind
from services.kernel.period import Cycle


class GradeOrigin(StrEnum):
    """Where a grade comes from."""

    INITIAL = "INITIAL"
    REGRADE = "REGRADE"
    OVERRIDE = "OVERRIDE"


class GradeReason(StrEnum):
    """What decided a regrading; all that apply are given, in this order."""

    FIXED = "FIXED"
    TOO_FEW_CYCLES = "TOO_FEW_CYCLES"
    SUSPENDED = "SUSPENDED"
    PROMISE_BROKEN = "PROMISE_BROKEN"
    NOT_ON_TIME = "NOT_ON_TIME"
    ON_TIME = "ON_TIME"
    BETWEEN = "BETWEEN"
    HIGHEST = "HIGHEST"
    LOWEST = "LOWEST"


@dataclass(frozen=True, slots=True)
class HeldGrade:
    """A grade held from a cycle on; until ``last`` when an override gave it."""

    grade: str
    first: Cycle
    last: Cycle | None = None


@dataclass(frozen=True, slots=True)
class DueCycle:
    """What was due of one cycle, disputes excluded, and paid of it by its due date, by value date. Minor units."""

    cycle: Cycle
    due_date: dt.date
    due: int
    paid_on_time: int


@dataclass(frozen=True, slots=True)
class GradeFacts:
    """What a regrading looks at. ``suspensions`` and ``broken_promises`` are dates, whatever their age."""

    kind: CustomerKind
    grade: str
    due_cycles: tuple[DueCycle, ...]
    suspensions: tuple[dt.date, ...] = ()
    broken_promises: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class GradeMeasure:
    """The policy's numbers that a regrading weighed the facts with; zeros where an earlier release kept none."""

    cycles_considered: int = 0
    cycles_minimum: int = 0
    raise_from_basis_points: int = 0
    lower_below_basis_points: int = 0


@dataclass(frozen=True, slots=True)
class GradeDecision:
    """What a regrading made of a customer, with what it looked at and how it weighed that."""

    due_cycles: tuple[DueCycle, ...]
    due: int
    paid_on_time: int
    on_time_basis_points: int
    suspensions: int
    broken_promises: int
    before: str
    after: str
    reasons: tuple[GradeReason, ...]
    measure: GradeMeasure = GradeMeasure()

    def weight_basis_points(self, cycle: DueCycle) -> int:
        """A cycle's weight: its part of all that was due, cut down to a basis point."""
        return cycle.due * 10_000 // self.due if self.due else 0


def initial_grade(kind: CustomerKind, customer_class: CustomerClass, policy: CreditPolicy) -> str:
    """The grade that a customer starts with; empty for a person, who is never graded (R-CRD-1, R-CRD-2)."""
    if kind is CustomerKind.INDIVIDUAL:
        return ""
    if kind is CustomerKind.CLUSTER:
        return policy.lowest.grade
    rows = [row for row in policy.grade_rules.initial_grades if row.kind is kind]
    exact = [row.grade for row in rows if row.customer_class is customer_class]
    any_class = [row.grade for row in rows if row.customer_class is CustomerClass.NONE]
    return next(iter(exact + any_class), policy.lowest.grade)


def grade_in(cycle: Cycle, own: Sequence[HeldGrade], overrides: Sequence[HeldGrade] = ()) -> str:
    """The grade held in a cycle: an override's, else the latest own one, else the first, for debts from before it."""
    for held in overrides:
        if held.first <= cycle and (held.last is None or cycle <= held.last):
            return held.grade
    started = [held for held in own if held.first <= cycle]
    if started:
        return max(started, key=lambda held: held.first).grade
    return min(own, key=lambda held: held.first).grade if own else ""


def regrade(facts: GradeFacts, at: dt.date, policy: CreditPolicy) -> GradeDecision:
    """Regrades a customer from what was due on or before ``at``: one step at a time (R-CRD-3).

    The share paid on time is cut down to a basis point, so that 94.999 % never passes for 95 %.
    """
    rules = policy.grade_rules
    looked_at = _looked_at(facts.due_cycles, at, rules)
    due = sum(cycle.due for cycle in looked_at)
    on_time = sum(cycle.paid_on_time for cycle in looked_at)
    start = min((cycle.cycle.first_day for cycle in looked_at), default=at)
    suspensions = sum(start <= date <= at for date in facts.suspensions)
    broken = sum(start <= date <= at for date in facts.broken_promises)
    share = on_time * 10_000 // due if due else 0
    reasons, step = _step(facts.kind, len(looked_at), share, suspensions, broken, rules)
    after, bound = _move(facts.grade, step, policy)
    return GradeDecision(
        due_cycles=looked_at,
        due=due,
        paid_on_time=on_time,
        on_time_basis_points=share,
        suspensions=suspensions,
        broken_promises=broken,
        before=facts.grade,
        after=after,
        reasons=(*reasons, *bound),
        measure=GradeMeasure(
            rules.cycles_considered,
            rules.cycles_minimum,
            rules.raise_from_basis_points,
            rules.lower_below_basis_points,
        ),
    )


def _looked_at(cycles: Sequence[DueCycle], at: dt.date, rules: GradeRules) -> tuple[DueCycle, ...]:
    """The last due cycles in which something was due, newest first."""
    fallen_due = [cycle for cycle in cycles if cycle.due_date <= at and cycle.due > 0]
    return tuple(sorted(fallen_due, key=lambda cycle: cycle.cycle, reverse=True)[: rules.cycles_considered])


def _step(
    kind: CustomerKind, cycles: int, share: int, suspensions: int, broken: int, rules: GradeRules
) -> tuple[list[GradeReason], int]:
    if kind is not CustomerKind.GROUP:
        return [GradeReason.FIXED], 0
    if cycles < rules.cycles_minimum:
        return [GradeReason.TOO_FEW_CYCLES], 0
    against = [
        (suspensions > 0, GradeReason.SUSPENDED),
        (broken > 0, GradeReason.PROMISE_BROKEN),
        (share < rules.lower_below_basis_points, GradeReason.NOT_ON_TIME),
    ]
    reasons = [reason for applies, reason in against if applies]
    if reasons:
        return reasons, -1
    if share >= rules.raise_from_basis_points:
        return [GradeReason.ON_TIME], 1
    return [GradeReason.BETWEEN], 0


def _move(grade: str, step: int, policy: CreditPolicy) -> tuple[str, tuple[GradeReason, ...]]:
    """One step up or down, bounded. A grade that the policy no longer knows counts as the lowest."""
    grades = policy.grades
    place = grades.index(grade) if grade in grades else 0
    moved = place + step
    if moved < 0:
        return grades[place], (GradeReason.LOWEST,)
    if moved >= len(grades):
        return grades[place], (GradeReason.HIGHEST,)
    return grades[moved], ()
