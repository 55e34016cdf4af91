"""Contacts and managers' tasks as values (R-DUN-3)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from services.collection.domain.notice import Medium, NoticeKind


class ContactState(StrEnum):
    """Where a contact stands."""

    PLANNED = "PLANNED"
    SENT = "SENT"
    FAILED = "FAILED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True, slots=True)
class Contact:
    """One notice to one account. With the medium MANAGER it is a task until the manager has done it."""

    shard: int
    contact_id: str
    case_id: str
    account_id: str
    customer_id: str
    sales_unit: str
    period: str
    kind: NoticeKind
    medium: Medium
    recipient: str
    language: str
    body: str
    overdue: int
    state: ContactState
    plan_date: dt.date
    task_due_date: dt.date | None = None
    sent_date: dt.date | None = None
    sent_at: dt.datetime | None = None
    attempts: int = 0
    result: str = ""
    comment: str = ""


def contact_id(case_id: str, kind: NoticeKind, number: int) -> str:
    """The deterministic id: the case, the kind, and the number of the case's step that gives it."""
    return f"{case_id}-{kind.lower().replace('_', '-')}-{number}"


@dataclass(frozen=True, slots=True)
class ContactList:
    """What was to be sent by one medium on one day, beside what became of it (R-DUN-3)."""

    list_date: dt.date
    medium: str
    planned: int
    sent: int
    failed: int
    withdrawn: int

    @property
    def missing(self) -> int:
        return self.planned - self.sent - self.failed - self.withdrawn

    @property
    def complete(self) -> bool:
        return self.missing == 0 and self.failed == 0
