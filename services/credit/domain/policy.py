"""The dated, approved policy: every number that credit decides with (R-CRD-2 to R-CTL-5)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from services.credit.domain.refusals import Reason, precondition
from services.kernel.business import CustomerClass, CustomerKind, LineOfBusiness


@dataclass(frozen=True, slots=True)
class GradeTerms:
    """The terms of a grade (R-CRD-4). Periods in months; the limit in minor units, for postpaid accounts."""

    grade: str
    payment_period_months: int
    suspension_period_months: int
    prepayment_months: int
    credit_limit: int = 0


@dataclass(frozen=True, slots=True)
class InitialGrade:
    """The grade that a new customer of a kind, and of a class unless it is NONE, starts with (R-CRD-2)."""

    kind: CustomerKind
    customer_class: CustomerClass
    grade: str


@dataclass(frozen=True, slots=True)
class GradeRules:
    """How customers are graded (R-CRD-3). Shares in basis points."""

    initial_grades: tuple[InitialGrade, ...]
    cycles_considered: int = 6
    cycles_minimum: int = 3
    raise_from_basis_points: int = 9_500
    lower_below_basis_points: int = 8_000
    override_months_max: int = 3
    regrade_interval_months: int = 6


@dataclass(frozen=True, slots=True)
class ControlRules:
    """How dates are computed and exemptions bounded. Day 31 is the month's end."""

    payment_day: int = 31
    suspension_day_min: int = 31
    termination_day_min: int = 61
    exemption_months_max: int = 12
    exemption_warning_days: int = 7
    suspend_sponsorship: bool = True


class WarningBasis(StrEnum):
    """What a warning threshold is made of (R-CTL-3)."""

    FIXED_AMOUNT = "FIXED_AMOUNT"
    MONTHLY_RENT = "MONTHLY_RENT"
    LISTED = "LISTED"


@dataclass(frozen=True, slots=True)
class WarningThreshold:
    """Below what an account is warned; an empty sales unit stands for all without a row of their own."""

    line_of_business: LineOfBusiness
    sales_unit: str
    basis: WarningBasis
    amount: int = 0
    rent_basis_points: int = 0
    postpaid: bool = False


class InterventionFigure(StrEnum):
    """What an intervention limit is compared with (R-CTL-4)."""

    CHARGES = "CHARGES"
    ARREARS = "ARREARS"


@dataclass(frozen=True, slots=True)
class InterventionLimit:
    """Above what a person must act in the same month, in minor units."""

    line_of_business: LineOfBusiness
    sales_unit: str
    figure: InterventionFigure
    limit: int


@dataclass(frozen=True, slots=True)
class CreditPolicy:
    """A version of the policy, in force from its effective date. ``terms`` stand lowest grade first."""

    version: str
    effective_date: dt.date
    grade_rules: GradeRules
    terms: tuple[GradeTerms, ...]
    control_rules: ControlRules = field(default_factory=ControlRules)
    warning_thresholds: tuple[WarningThreshold, ...] = ()
    intervention_limits: tuple[InterventionLimit, ...] = ()

    @property
    def grades(self) -> tuple[str, ...]:
        return tuple(terms.grade for terms in self.terms)

    @property
    def lowest(self) -> GradeTerms:
        return self.terms[0]

    def terms_of(self, grade: str) -> GradeTerms:
        """The terms of a grade; the lowest's for the ungraded and for grades that a later policy dropped (R-CRD-5)."""
        return next((terms for terms in self.terms if terms.grade == grade), self.lowest)


def policy_in_force(policies: Sequence[CreditPolicy], date: dt.date) -> CreditPolicy:
    """The approved policy that holds on a date. Raises POLICY_NOT_EFFECTIVE before the first."""
    held = [policy for policy in policies if policy.effective_date <= date]
    if not held:
        raise precondition(Reason.POLICY_NOT_EFFECTIVE, f"no approved policy holds on {date}", date=str(date))
    return max(held, key=lambda policy: policy.effective_date)


def policy_faults(policy: CreditPolicy) -> list[str]:
    """What a policy contradicts itself in; empty when it is sound. Ranges are checked at the border."""
    faults: list[str] = []
    grades, rules = policy.grades, policy.grade_rules
    if not grades or len(set(grades)) != len(grades):
        faults.append("terms: every grade stands once, and there is at least one")
    faults += [
        f"grade_rules.initial_grades: {row.grade} has no terms"
        for row in rules.initial_grades
        if row.grade not in grades
    ]
    faults += [
        "grade_rules.initial_grades: a cluster customer starts with the lowest grade (R-CRD-2)"
        for row in rules.initial_grades
        if row.kind is CustomerKind.CLUSTER and grades and row.grade != grades[0]
    ]
    faults += [
        "grade_rules.initial_grades: a person is never graded (R-CRD-1)"
        for row in rules.initial_grades
        if row.kind is CustomerKind.INDIVIDUAL
    ]
    if rules.lower_below_basis_points > rules.raise_from_basis_points:
        faults.append("grade_rules: the share that lowers is above the share that raises")
    if rules.cycles_minimum > rules.cycles_considered:
        faults.append("grade_rules: more cycles are needed than are considered")
    return faults


def initial_policy() -> CreditPolicy:
    """The policy that a new installation starts with: the documents' examples and the decided defaults."""
    group = CustomerKind.GROUP
    return CreditPolicy(
        version="initial",
        effective_date=dt.date(2000, 1, 1),
        grade_rules=GradeRules(
            (
                InitialGrade(group, CustomerClass.A, "HIGH"),
                InitialGrade(group, CustomerClass.B, "MEDIUM"),
                InitialGrade(group, CustomerClass.NONE, "LOW"),
                InitialGrade(CustomerKind.CLUSTER, CustomerClass.NONE, "LOW"),
            )
        ),
        terms=(
            GradeTerms("LOW", 1, 1, 6, 20_000),
            GradeTerms("MEDIUM", 2, 2, 3, 300_000),
            GradeTerms("HIGH", 3, 3, 0, 1_000_000),
        ),
        warning_thresholds=(
            WarningThreshold(LineOfBusiness.BROADBAND, "", WarningBasis.LISTED),
            WarningThreshold(
                LineOfBusiness.FIXED_LINE, "", WarningBasis.MONTHLY_RENT, rent_basis_points=10_000, postpaid=True
            ),
        ),
        intervention_limits=(
            InterventionLimit(LineOfBusiness.LEASED_LINE, "", InterventionFigure.ARREARS, 5_000_000),
            InterventionLimit(LineOfBusiness.FIXED_LINE, "", InterventionFigure.ARREARS, 500_000),
            InterventionLimit(LineOfBusiness.FIXED_LINE, "", InterventionFigure.CHARGES, 500_000),
        ),
    )
