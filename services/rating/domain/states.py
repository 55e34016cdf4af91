"""The state machines, each one table (from, verb, to); docs/rating-states.md is drawn from them."""

from enum import StrEnum
from typing import TypeVar

from services.rating.domain.reason import Reason, precondition

S = TypeVar("S", bound=StrEnum)
Machine = dict[tuple[S, str], S]


class SubscriptionState(StrEnum):
    """The state of a subscription."""

    ORDERED = "ORDERED"
    SIGNED = "SIGNED"
    READY = "READY"
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    TERMINATED = "TERMINATED"
    CANCELLED = "CANCELLED"


class OrderState(StrEnum):
    """The state of an order."""

    ORDERED = "ORDERED"
    SIGNED = "SIGNED"
    COMPLETED = "COMPLETED"
    REJECTED = "REJECTED"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"


class WorkOrderState(StrEnum):
    """The state of a work order."""

    PENDING = "PENDING"
    SUBMITTED = "SUBMITTED"
    IN_PROGRESS = "IN_PROGRESS"
    DONE = "DONE"
    FAILED = "FAILED"


class BillRunState(StrEnum):
    """The state of a bill run."""

    TRIAL_RUNNING = "TRIAL_RUNNING"
    TRIAL_READY = "TRIAL_READY"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    FINAL_RUNNING = "FINAL_RUNNING"
    COMPLETED = "COMPLETED"


_SUB = SubscriptionState
SUBSCRIPTION: Machine[SubscriptionState] = {
    (_SUB.ORDERED, "sign"): _SUB.SIGNED,
    (_SUB.ORDERED, "cancel"): _SUB.CANCELLED,
    (_SUB.SIGNED, "cancel"): _SUB.CANCELLED,
    (_SUB.SIGNED, "complete"): _SUB.ACTIVE,
    (_SUB.SIGNED, "prepare"): _SUB.READY,
    (_SUB.READY, "activate"): _SUB.ACTIVE,
    (_SUB.READY, "terminate"): _SUB.TERMINATED,
    (_SUB.ACTIVE, "suspend"): _SUB.SUSPENDED,
    (_SUB.SUSPENDED, "suspend"): _SUB.SUSPENDED,
    (_SUB.SUSPENDED, "restore"): _SUB.ACTIVE,
    (_SUB.ACTIVE, "terminate"): _SUB.TERMINATED,
    (_SUB.SUSPENDED, "terminate"): _SUB.TERMINATED,
    (_SUB.READY, "move"): _SUB.READY,
    (_SUB.ACTIVE, "move"): _SUB.ACTIVE,
    (_SUB.SUSPENDED, "move"): _SUB.SUSPENDED,
    # A restoration after termination is a re-install order (R-DUN-1).
    (_SUB.TERMINATED, "reinstall"): _SUB.ACTIVE,
}

_ORDER = OrderState
ORDER: Machine[OrderState] = {
    (_ORDER.ORDERED, "approve"): _ORDER.ORDERED,
    (_ORDER.ORDERED, "reject"): _ORDER.REJECTED,
    (_ORDER.ORDERED, "sign"): _ORDER.SIGNED,
    (_ORDER.ORDERED, "cancel"): _ORDER.CANCELLED,
    (_ORDER.SIGNED, "cancel"): _ORDER.CANCELLED,
    (_ORDER.SIGNED, "complete"): _ORDER.COMPLETED,
    (_ORDER.SIGNED, "fail"): _ORDER.FAILED,
    # The platform's refusal may be put right by hand and the order completed after all.
    (_ORDER.FAILED, "complete"): _ORDER.COMPLETED,
    (_ORDER.FAILED, "cancel"): _ORDER.CANCELLED,
}

_RUN = BillRunState
BILL_RUN: Machine[BillRunState] = {
    (_RUN.TRIAL_RUNNING, "compute"): _RUN.TRIAL_READY,
    (_RUN.TRIAL_READY, "approve"): _RUN.APPROVED,
    (_RUN.TRIAL_READY, "reject"): _RUN.REJECTED,
    (_RUN.APPROVED, "reject"): _RUN.REJECTED,
    (_RUN.APPROVED, "finalize"): _RUN.FINAL_RUNNING,
    (_RUN.FINAL_RUNNING, "complete"): _RUN.COMPLETED,
    # Its parked accounts are billed by another trial of the cycle.
    (_RUN.COMPLETED, "retry"): _RUN.COMPLETED,
}

_WORK = WorkOrderState
WORK_ORDER: Machine[WorkOrderState] = {
    (_WORK.PENDING, "submit"): _WORK.SUBMITTED,
    (_WORK.PENDING, "report part"): _WORK.IN_PROGRESS,
    (_WORK.SUBMITTED, "report part"): _WORK.IN_PROGRESS,
    (_WORK.PENDING, "finish"): _WORK.DONE,
    (_WORK.SUBMITTED, "finish"): _WORK.DONE,
    (_WORK.IN_PROGRESS, "finish"): _WORK.DONE,
    (_WORK.FAILED, "finish"): _WORK.DONE,
    (_WORK.PENDING, "fail"): _WORK.FAILED,
    (_WORK.SUBMITTED, "fail"): _WORK.FAILED,
    (_WORK.IN_PROGRESS, "fail"): _WORK.FAILED,
}


def can(machine: Machine[S], state: S, verb: str) -> bool:
    return (state, verb) in machine


def move(machine: Machine[S], state: S, verb: str) -> S:
    """The state after the verb. Raises the refusal STATE_CONFLICT."""
    after = machine.get((state, verb))
    if after is None:
        raise precondition(
            Reason.STATE_CONFLICT, f"{verb} is not possible in state {state}", state=state.value, verb=verb
        )
    return after
