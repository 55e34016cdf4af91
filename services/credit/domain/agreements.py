"""Agreements that fix other dates or another limit for one account (R-CRD-5, R-CTL-2)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.credit.domain.approvals import ApprovalState, Verb, check_other_person, moved
from services.credit.domain.policy import ControlRules
from services.credit.domain.refusals import Reason, precondition
from services.credit.domain.terms import StandingAgreement
from services.kernel.errors import Fault, Refusal, RefusalKind
from services.kernel.period import Cycle


@dataclass(frozen=True, slots=True)
class CreditAgreement:
    """An agreement with who requested and who decided it."""

    account: str
    customer: str
    currency: str
    holds: StandingAgreement
    state: ApprovalState
    requester: str
    decider: str
    reason: str
    created_at: dt.datetime


def check_content(holds: StandingAgreement, date: dt.date, rules: ControlRules) -> None:
    """Raises AGREEMENT_INVALID for one that fixes nothing, is over, or suspends before the law permits."""
    faults: list[Fault] = []
    fixed = (holds.payment_day, holds.suspension_days)
    if not any(fixed) and holds.prepayment_months is None and holds.credit_limit is None:
        faults.append(Fault("agreement", "R-CRD-5", "", "fixes nothing"))
    if holds.end_date < holds.start_date or holds.end_date < date:
        faults.append(Fault("end_date", "R-CRD-5", str(holds.end_date), "leaves no day on which it holds"))
    if holds.start_date < Cycle.of(date).first_day:
        message = "would reach back into a cycle that is over, whose bills keep their dates"
        faults.append(Fault("start_date", "R-CRD-5", str(holds.start_date), message))
    if 0 < holds.suspension_days < rules.suspension_day_min:
        message = f"suspension is not permitted before day {rules.suspension_day_min} past due"
        faults.append(Fault("suspension_days", "R-CRD-5", str(holds.suspension_days), message))
    if holds.credit_limit is not None and holds.credit_limit < 0:
        faults.append(Fault("credit_limit", "R-CTL-2", str(holds.credit_limit), "a limit is not negative"))
    if faults:
        message = f"the agreement {faults[0].message}"
        raise Refusal(Reason.AGREEMENT_INVALID, RefusalKind.INVALID, message, faults=tuple(faults))


def check_currency(account: str, currency: str, asked: str) -> None:
    """Raises CURRENCY_MISMATCH; a limit that names no currency has the account's."""
    if asked not in ("", currency):
        message = f"accounts/{account} is kept in {currency}"
        raise precondition(Reason.CURRENCY_MISMATCH, message, account=f"accounts/{account}", currency_code=asked)


def check_overlap(holds: StandingAgreement, others: Iterable[CreditAgreement]) -> None:
    """Raises AGREEMENT_OVERLAPS: one agreement at a time decides an account's terms."""
    for other in others:
        stands = other.state is not ApprovalState.REJECTED
        if stands and other.holds.start_date <= holds.end_date and holds.start_date <= other.holds.end_date:
            name = f"creditAgreements/{other.holds.agreement}"
            raise precondition(Reason.AGREEMENT_OVERLAPS, f"{name} stands in these dates", agreement=name)


def decided(agreement: CreditAgreement, verb: Verb, actor: str, date: dt.date) -> CreditAgreement:
    """After a person's verb. One that is ended held to the day before; one approved late holds from the open cycle on.

    Raises STATE_CONFLICT, APPROVER_IS_REQUESTER, and AGREEMENT_INVALID when its last day is over before the approval.
    """
    state = moved(agreement.state, verb)
    start, end = agreement.holds.start_date, agreement.holds.end_date
    if verb is Verb.APPROVE:
        check_other_person(agreement.requester, actor)
        start = max(start, Cycle.of(date).first_day)
        if end < max(start, date):
            fault = Fault("end_date", "R-CRD-5", str(end), "leaves no day on which it holds")
            raise Refusal(Reason.AGREEMENT_INVALID, RefusalKind.INVALID, f"it ended on {end}", faults=(fault,))
    if verb is Verb.END:
        end = min(end, date - dt.timedelta(days=1))
    return replace(
        agreement, state=state, decider=actor, holds=replace(agreement.holds, start_date=start, end_date=end)
    )
