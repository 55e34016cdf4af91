"""Contacts and managers' tasks as values (R-DUN-3)."""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from services.collection.domain.notice import Medium, NoticeKind, Way
from services.kernel.errors import Fault


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


CONTACT_RESULTS = frozenset({"REACHED", "PROMISED", "DISPUTED", "NO_ANSWER", "WRONG_ADDRESS", "REFUSED", "NOT_FOUND"})
"""What may come of a contact; the names are those of the proto without prefix."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A contact as a sender gets it: handed over on a business date, to be sent between two times of a day, as
    "HH:MM" in the operator's zone; outside them are the quiet hours."""

    contact: Contact
    date: dt.date
    send_from: str
    send_until: str


@dataclass(frozen=True, slots=True)
class ToldResult:
    """What a platform reports of a contact."""

    contact_id: str
    state: ContactState
    result: str
    sent_date: dt.date | None
    comment: str

    def says(self, known: Contact) -> bool:
        """Whether it says nothing but what is known."""
        return (
            self.state is known.state
            and self.result in ("", known.result)
            and self.comment in ("", known.comment)
            and self.sent_date in (None, known.sent_date)
        )


def judge_told(told: ToldResult, known: Contact | None, date: dt.date) -> list[Fault]:
    """What is wrong with a report: of an unknown contact, of one that no platform was given, or of another time."""
    if known is None:
        return [Fault("contact", "R-DUN-3", told.contact_id, "there is no such contact")]
    if known.medium is Medium.MANAGER or known.state in (ContactState.PLANNED, ContactState.WITHDRAWN):
        return [Fault("contact", "R-DUN-3", known.state.value, "was not given to a platform")]
    if told.sent_date is not None and not known.plan_date <= told.sent_date <= date:
        limits = f"must lie from {known.plan_date}, when it was planned, to {date}"
        return [Fault("sent_date", "R-DUN-3", told.sent_date.isoformat(), limits)]
    return []


def another_try(failed: Contact, way: Way, date: dt.date, task_due: dt.date) -> Contact:
    """The same notice by another way. Its id names the first try and the medium, so that it is planned once."""
    root = failed.contact_id
    for medium in Medium:
        root = root.removesuffix(f"-{medium.lower()}")
    return dataclasses.replace(
        failed,
        contact_id=f"{root}-{way.medium.lower()}",
        medium=way.medium,
        recipient=way.recipient,
        state=ContactState.PLANNED,
        plan_date=date,
        task_due_date=task_due if way.medium is Medium.MANAGER else None,
        sent_date=None,
        sent_at=None,
        attempts=0,
        result="",
        comment=f"{failed.medium} did not arrive",
    )


@dataclass(frozen=True, slots=True)
class ContactList:
    """What was to be sent by one medium on one day, beside what became of it (R-DUN-3). ``unanswered`` are voice calls
    whose result should be there and is not."""

    list_date: dt.date
    medium: str
    planned: int
    sent: int
    failed: int
    withdrawn: int
    unanswered: int = 0
    units_told: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        return self.planned - self.sent - self.failed - self.withdrawn + self.unanswered

    @property
    def complete(self) -> bool:
        return self.missing == 0 and self.failed == 0
