"""The control of an account, recomputed from facts every time (R-CTL-1), and its available credit (R-CTL-2)."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.credit.domain.dates import AgreedDates, suspend_not_before, terminate_not_before
from services.credit.domain.policy import ControlRules, GradeTerms
from services.kernel.business import LineOfBusiness
from services.kernel.period import Cycle


class ControlState(StrEnum):
    """What credit makes of an account."""

    CLEAR = "CLEAR"
    OVERDUE = "OVERDUE"
    SUSPENSION_PERMITTED = "SUSPENSION_PERMITTED"
    TERMINATION_PERMITTED = "TERMINATION_PERMITTED"


PERMITTED = frozenset({ControlState.SUSPENSION_PERMITTED, ControlState.TERMINATION_PERMITTED})


class ControlReason(StrEnum):
    """What decided a control; all that apply are given."""

    NOTHING_OVERDUE = "NOTHING_OVERDUE"
    OVERDUE = "OVERDUE"
    OVERDUE_AFTER_SUSPENSION_PERIOD = "OVERDUE_AFTER_SUSPENSION_PERIOD"
    SUSPENDED_FOR_TERMINATION_PERIOD = "SUSPENDED_FOR_TERMINATION_PERIOD"
    EXEMPT_FROM_SUSPENSION = "EXEMPT_FROM_SUSPENSION"
    EXEMPT_FROM_DUNNING = "EXEMPT_FROM_DUNNING"
    UNCLAIMED_RECEIPTS = "UNCLAIMED_RECEIPTS"
    SUSPENDED_AND_PAID_UP = "SUSPENDED_AND_PAID_UP"


class ControlDecision(StrEnum):
    """What a control asks of the others; sent when it changes."""

    NONE = "NONE"
    WARN = "WARN"
    INTERVENE = "INTERVENE"
    SUSPEND = "SUSPEND"
    RESTORE = "RESTORE"
    SUSPEND_SPONSORSHIP = "SUSPEND_SPONSORSHIP"
    RESTORE_SPONSORSHIP = "RESTORE_SPONSORSHIP"


@dataclass(frozen=True, slots=True)
class Debt:
    """What is open of one due date, cycle and line of business, principal and late fee, in minor units.

    ``blocked`` is the part that is disputed or in transit: it is neither overdue nor payable (R-SET-3, R-CTL-6).
    ``disputed`` is the disputed principal in it, which a regrading leaves out (R-CRD-3).
    """

    due_date: dt.date
    cycle: Cycle
    line_of_business: LineOfBusiness
    payable: int
    blocked: int = 0
    disputed: int = 0


@dataclass(frozen=True, slots=True)
class CycleTerms:
    """The terms that a cycle's bill was made with: of the policy and the grade on the cycle's last day."""

    terms: GradeTerms
    rules: ControlRules
    grade: str
    policy_version: str
    agreed: AgreedDates


@dataclass(frozen=True, slots=True)
class ControlFacts:
    """All that a control is computed from.

    ``suspended_since`` is the latest confirmed suspension for arrears that stands on one of the account's lines;
    None when no line is suspended for arrears. The exemptions' dates are their last days.
    """

    debts: tuple[Debt, ...] = ()
    suspended_since: dt.date | None = None
    unclaimed_receipts: bool = False
    dunning_exempt_until: dt.date | None = None
    suspension_exempt_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """A control as of a date. Grade and policy version are those of the oldest overdue debt, if any."""

    state: ControlState = ControlState.CLEAR
    decision: ControlDecision = ControlDecision.NONE
    oldest_due_date: dt.date | None = None
    suspend_not_before: dt.date | None = None
    terminate_not_before: dt.date | None = None
    dunning_exempt_until: dt.date | None = None
    suspension_exempt_until: dt.date | None = None
    overdue: int = 0
    sponsorship_suspended: bool = False
    grade: str = ""
    policy_version: str = ""
    reasons: tuple[ControlReason, ...] = (ControlReason.NOTHING_OVERDUE,)


CLEAR = Control()

TermsOf = Callable[[Cycle], CycleTerms]


def decide_control(facts: ControlFacts, date: dt.date, terms_of: TermsOf) -> Control:
    """What credit makes of an account on a business date (R-CRD-5, R-CTL-1, R-DUN-6).

    Overdue is what is payable and was due before the date; lines not yet due, disputed or in transit do not count.
    """
    overdue = [debt for debt in facts.debts if debt.due_date < date and debt.payable > 0]
    dunning, suspension = _stands(facts.dunning_exempt_until, date), _stands(facts.suspension_exempt_until, date)
    if not overdue:
        return _clear(facts, dunning, suspension)
    oldest = min(overdue, key=lambda debt: (debt.due_date, debt.cycle))
    terms = terms_of(oldest.cycle)
    suspend = suspend_not_before(oldest.due_date, terms.terms, terms.rules, terms.agreed)
    terminate = None
    if facts.suspended_since is not None:
        terminate = max(suspend, terminate_not_before(facts.suspended_since, terms.rules))
    state, reasons = _state(facts, date, suspend, terminate, exempt=suspension is not None)
    if dunning is not None:
        reasons.append(ControlReason.EXEMPT_FROM_DUNNING)
    return Control(
        state=state,
        decision=_decision(facts, state, exempt=dunning is not None),
        oldest_due_date=oldest.due_date,
        suspend_not_before=suspend,
        terminate_not_before=terminate,
        dunning_exempt_until=dunning,
        suspension_exempt_until=suspension,
        overdue=sum(debt.payable for debt in overdue),
        sponsorship_suspended=terms.rules.suspend_sponsorship and state in PERMITTED,
        grade=terms.grade,
        policy_version=terms.policy_version,
        reasons=tuple(reasons),
    )


def _stands(until: dt.date | None, date: dt.date) -> dt.date | None:
    return until if until is not None and until >= date else None


def _clear(facts: ControlFacts, dunning: dt.date | None, suspension: dt.date | None) -> Control:
    """Nothing is overdue: whatever is suspended for arrears is to be restored, whatever the step (R-DUN-6)."""
    suspended = facts.suspended_since is not None
    return Control(
        decision=ControlDecision.RESTORE if suspended else ControlDecision.NONE,
        dunning_exempt_until=dunning,
        suspension_exempt_until=suspension,
        reasons=(ControlReason.SUSPENDED_AND_PAID_UP,) if suspended else (ControlReason.NOTHING_OVERDUE,),
    )


def _state(
    facts: ControlFacts, date: dt.date, suspend: dt.date, terminate: dt.date | None, *, exempt: bool
) -> tuple[ControlState, list[ControlReason]]:
    if date < suspend:
        return ControlState.OVERDUE, [ControlReason.OVERDUE]
    reasons = [ControlReason.OVERDUE_AFTER_SUSPENSION_PERIOD]
    if exempt:
        reasons.append(ControlReason.EXEMPT_FROM_SUSPENSION)
    if facts.unclaimed_receipts:
        reasons.append(ControlReason.UNCLAIMED_RECEIPTS)
    if exempt or facts.unclaimed_receipts:
        return ControlState.OVERDUE, reasons
    if terminate is not None and date >= terminate:
        return ControlState.TERMINATION_PERMITTED, [*reasons, ControlReason.SUSPENDED_FOR_TERMINATION_PERIOD]
    return ControlState.SUSPENSION_PERMITTED, reasons


def _decision(facts: ControlFacts, state: ControlState, *, exempt: bool) -> ControlDecision:
    if state in PERMITTED and facts.suspended_since is None:
        return ControlDecision.SUSPEND
    return ControlDecision.NONE if exempt else ControlDecision.WARN


def in_effect(control: Control) -> tuple[object, ...]:
    """What makes two controls the same to those who act on them; grade and policy version only explain it."""
    return (
        control.state,
        control.decision,
        control.oldest_due_date,
        control.suspend_not_before,
        control.terminate_not_before,
        control.dunning_exempt_until,
        control.suspension_exempt_until,
        control.overdue,
        control.sponsorship_suspended,
        control.reasons,
    )


def merge_debts(debts: Sequence[Debt]) -> tuple[Debt, ...]:
    """Sums debts of the same due date, cycle and line of business, oldest first."""
    sums: dict[tuple[dt.date, Cycle, LineOfBusiness], list[int]] = {}
    for debt in debts:
        entry = sums.setdefault((debt.due_date, debt.cycle, debt.line_of_business), [0, 0, 0])
        entry[0] += debt.payable
        entry[1] += debt.blocked
        entry[2] += debt.disputed
    return tuple(Debt(*key, *sums[key]) for key in sorted(sums))
