"""Exemptions (红名单) from dunning, suspension or both: approved, dated, warned of before they end (R-CTL-5)."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from services.credit.domain.approvals import ApprovalState, Verb, check_other_person, moved
from services.credit.domain.policy import ControlRules
from services.credit.domain.refusals import Reason, precondition
from services.kernel.period import add_months


class ExemptionScope(StrEnum):
    """From what an exemption keeps."""

    DUNNING = "DUNNING"
    SUSPENSION = "SUSPENSION"
    BOTH = "BOTH"


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exemption of an account, or of all accounts of a customer when ``account`` is empty; both dates inside."""

    exemption: str
    customer: str
    account: str
    scope: ExemptionScope
    start_date: dt.date
    end_date: dt.date
    state: ApprovalState
    requester: str
    decider: str
    reason: str
    created_at: dt.datetime
    warned_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ExemptionEvent:
    """An entry of an exemption's history."""

    exemption: str
    customer: str
    state: ApprovalState
    actor: str
    reason: str
    business_date: dt.date
    created_at: dt.datetime


def check_dates(start: dt.date, end: dt.date, date: dt.date, rules: ControlRules) -> None:
    """Raises EXEMPTION_DATES_INVALID, EXEMPTION_TOO_LONG."""
    if end < start or end < date:
        message = f"an exemption from {start} to {end} has no day left on {date}"
        raise precondition(Reason.EXEMPTION_DATES_INVALID, message, start_date=str(start), end_date=str(end))
    most = rules.exemption_months_max
    if end >= add_months(start, most):
        message = f"an exemption lasts at most {most} months"
        raise precondition(Reason.EXEMPTION_TOO_LONG, message, end_date=str(end), months_max=str(most))


def decided(exemption: Exemption, verb: Verb, actor: str, date: dt.date) -> Exemption:
    """After a person's verb; one that is ended held to the day before. Raises STATE_CONFLICT, APPROVER_IS_REQUESTER."""
    state = moved(exemption.state, verb)
    if verb is Verb.APPROVE:
        check_other_person(exemption.requester, actor)
    end = min(exemption.end_date, date - dt.timedelta(days=1)) if verb is Verb.END else exemption.end_date
    return replace(exemption, state=state, decider=actor, end_date=end)


def closed_by_day(exemption: Exemption, date: dt.date, rules: ControlRules) -> Exemption:
    """After the close of a day: warned of when its end is near, expired when its last day is over."""
    if exemption.end_date <= date:
        return replace(exemption, state=moved(exemption.state, Verb.EXPIRE))
    near = exemption.end_date - dt.timedelta(days=rules.exemption_warning_days) <= date
    if near and exemption.warned_on is None:
        return replace(exemption, warned_on=date)
    return exemption
