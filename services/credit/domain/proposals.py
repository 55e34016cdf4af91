"""A policy version on its way: proposed, shown by a dry run whom it would affect, approved by another person."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from services.credit.domain.approvals import check_other_person
from services.credit.domain.policy import CreditPolicy, policy_faults
from services.credit.domain.refusals import Reason, precondition
from services.kernel.errors import Fault, Refusal, RefusalKind


class PolicyState(StrEnum):
    """Where a policy version stands. States change only by verbs."""

    PROPOSED = "PROPOSED"
    DRY_RUN = "DRY_RUN"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"


TRANSITIONS: dict[tuple[PolicyState, str], PolicyState] = {
    (PolicyState.PROPOSED, "show"): PolicyState.DRY_RUN,
    (PolicyState.DRY_RUN, "show"): PolicyState.DRY_RUN,
    (PolicyState.DRY_RUN, "approve"): PolicyState.APPROVED,
    (PolicyState.PROPOSED, "reject"): PolicyState.REJECTED,
    (PolicyState.DRY_RUN, "reject"): PolicyState.REJECTED,
}


@dataclass(frozen=True, slots=True)
class PolicyProposal:
    """A policy version with who proposed it, who decided, and why."""

    policy: CreditPolicy
    state: PolicyState
    requester: str
    decider: str
    reason: str
    created_at: dt.datetime
    shown_on: dt.date | None = None


def propose(policy: CreditPolicy, requester: str, reason: str, date: dt.date, now: dt.datetime) -> PolicyProposal:
    """A sound policy that takes effect later than the open business date. Raises POLICY_INVALID, POLICY_DATE_PASSED."""
    faults = policy_faults(policy)
    if faults:
        raise Refusal(
            Reason.POLICY_INVALID,
            RefusalKind.INVALID,
            f"the policy contradicts itself: {faults[0]}",
            faults=tuple(Fault(text.partition(":")[0], "R-CRD-4", "", text) for text in faults),
        )
    _check_date(policy, date)
    return PolicyProposal(policy, PolicyState.PROPOSED, requester, "", reason, now)


def shown(proposal: PolicyProposal, date: dt.date) -> PolicyProposal:
    """The dry run on the facts of a business date is complete."""
    return replace(proposal, state=_moved(proposal, "show"), shown_on=date)


def approve(proposal: PolicyProposal, decider: str, date: dt.date) -> PolicyProposal:
    """Raises STATE_CONFLICT, DRY_RUN_MISSING, APPROVER_IS_REQUESTER, POLICY_DATE_PASSED, in this order."""
    if proposal.state is PolicyState.PROPOSED:
        name = proposal.policy.version
        raise precondition(Reason.DRY_RUN_MISSING, "its dry run has not shown whom it affects", policy=name)
    after = _moved(proposal, "approve")
    check_other_person(proposal.requester, decider)
    _check_date(proposal.policy, date)
    return replace(proposal, state=after, decider=decider)


def reject(proposal: PolicyProposal, decider: str) -> PolicyProposal:
    """By an approver, or withdrawn by the proposer."""
    return replace(proposal, state=_moved(proposal, "reject"), decider=decider)


def check_open(proposal: PolicyProposal) -> None:
    """Raises STATE_CONFLICT when there is nothing left to show: the version is approved or rejected."""
    _moved(proposal, "show")


def _moved(proposal: PolicyProposal, verb: str) -> PolicyState:
    after = TRANSITIONS.get((proposal.state, verb))
    if after is None:
        message = f"a policy that is {proposal.state} cannot {verb}"
        raise precondition(Reason.STATE_CONFLICT, message, state=proposal.state, verb=verb)
    return after


def _check_date(policy: CreditPolicy, date: dt.date) -> None:
    if policy.effective_date <= date:
        raise precondition(
            Reason.POLICY_DATE_PASSED,
            f"the policy would take effect on {policy.effective_date}, and {date} is open already",
            effective_date=str(policy.effective_date),
        )
