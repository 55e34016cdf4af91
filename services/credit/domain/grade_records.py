"""Grades as they are kept and shown: own ones, overrides, and what a regrading made of a customer."""

import datetime as dt
from dataclasses import dataclass

from services.credit.domain.approvals import ApprovalState
from services.credit.domain.grades import GradeDecision, GradeOrigin
from services.kernel.period import Cycle


@dataclass(frozen=True, slots=True)
class OwnGrade:
    """An own grade: from a cycle on, until a later one."""

    customer: str
    grade: str
    effective_cycle: Cycle
    origin: GradeOrigin
    policy_version: str
    decided_on: dt.date


@dataclass(frozen=True, slots=True)
class RegradeResult:
    """What the regrading at a cycle's end made of a customer; it holds from the next cycle on."""

    customer: str
    cycle: Cycle
    policy_version: str
    decision: GradeDecision


@dataclass(frozen=True, slots=True)
class GradeOverride:
    """An override as kept; the cycles are both inside. One that ended early ends with the cycle before its end."""

    override: str
    customer: str
    grade: str
    first_cycle: Cycle
    last_cycle: Cycle
    state: ApprovalState
    requester: str
    decider: str
    reason: str
    created_at: dt.datetime

    @property
    def held(self) -> bool:
        """Whether it holds, or held, in any cycle: it was approved, and not ended before it began."""
        approved = self.state in (ApprovalState.APPROVED, ApprovalState.ENDED)
        return approved and self.first_cycle <= self.last_cycle

    def holds_in(self, cycle: Cycle) -> bool:
        return self.held and self.first_cycle <= cycle <= self.last_cycle


@dataclass(frozen=True, slots=True)
class GradeChange:
    """An entry of a customer's history: an own grade, with what regraded it if anything did, or an override."""

    given: OwnGrade | GradeOverride
    result: RegradeResult | None = None

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands: by its first cycle, an override after the own grade of the same cycle."""
        if isinstance(self.given, GradeOverride):
            return str(self.given.first_cycle), self.given.override
        return str(self.given.effective_cycle), ""


@dataclass(frozen=True, slots=True)
class GradeView:
    """A customer's grade in a cycle, and where it comes from."""

    customer: str
    grade: str
    own_grade: str
    effective_cycle: Cycle
    origin: GradeOrigin
    override: str
    policy_version: str
    sales_unit: str
