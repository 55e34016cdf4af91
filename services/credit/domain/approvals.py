"""Requested by one person, approved by another, ended by a verb: the life of overrides, agreements and exemptions."""

from enum import StrEnum

from services.credit.domain.refusals import Reason, precondition


class ApprovalState(StrEnum):
    """Where a request stands. EXPIRED is given by the end date, to exemptions."""

    REQUESTED = "REQUESTED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    ENDED = "ENDED"
    EXPIRED = "EXPIRED"


class Verb(StrEnum):
    """What moves a request."""

    APPROVE = "approve"
    REJECT = "reject"
    END = "end"
    EXPIRE = "expire"


TRANSITIONS: dict[tuple[ApprovalState, Verb], ApprovalState] = {
    (ApprovalState.REQUESTED, Verb.APPROVE): ApprovalState.APPROVED,
    (ApprovalState.REQUESTED, Verb.REJECT): ApprovalState.REJECTED,
    (ApprovalState.APPROVED, Verb.END): ApprovalState.ENDED,
    (ApprovalState.APPROVED, Verb.EXPIRE): ApprovalState.EXPIRED,
}


def moved(state: ApprovalState, verb: Verb) -> ApprovalState:
    """The state after a verb. Raises STATE_CONFLICT when the verb does not fit."""
    after = TRANSITIONS.get((state, verb))
    if after is None:
        raise precondition(Reason.STATE_CONFLICT, f"what is {state} cannot {verb}", state=state, verb=verb)
    return after


def check_other_person(requester: str, decider: str) -> None:
    """Raises APPROVER_IS_REQUESTER: what one person requested another approves (R-GEN-5)."""
    if requester == decider:
        raise precondition(Reason.APPROVER_IS_REQUESTER, "what one person requested another approves", subject=decider)
