"""What pauses a case, as values: holds, promises, instalment plans and disputes (R-DUN-4)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from services.collection.domain.promise import HoldReason, Instalment, PromiseState


@dataclass(frozen=True, slots=True)
class Hold:
    """A pause of a case through ``until_date``; None: until a verb ends it."""

    shard: int
    hold_id: str
    case_id: str
    account_id: str
    reason: HoldReason
    until_date: dt.date | None
    comment: str
    actor: str
    start_date: dt.date
    end_date: dt.date | None = None


def held_until(holds: Iterable[Hold]) -> dt.date | None:
    """The last date of the hold that ends last: date.max for one without an end, None without any hold."""
    return max((each.until_date or dt.date.max for each in holds), default=None)


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise to pay. ``settled_before`` is what had been settled on the account in all when it was made."""

    shard: int
    promise_id: str
    case_id: str
    account_id: str
    customer_id: str
    amount: int
    promised_date: dt.date
    overdue: int
    settled_before: int
    state: PromiseState
    actor: str
    make_date: dt.date
    end_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class InstalmentPlan:
    """An overdue amount in dated parts. State: REQUESTED, RUNNING, COMPLETED, BROKEN or CANCELLED."""

    shard: int
    plan_id: str
    case_id: str
    account_id: str
    customer_id: str
    parts: tuple[Instalment, ...]
    settled_before: int
    state: str
    requester: str
    approver: str
    make_date: dt.date
    next_due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A customer's objection. State: OPEN, UPHELD or REJECTED."""

    shard: int
    dispute_id: str
    case_id: str
    account_id: str
    bills: tuple[str, ...]
    statement: str
    state: str
    finding: str
    actor: str
    open_date: dt.date
    resolve_date: dt.date | None = None
