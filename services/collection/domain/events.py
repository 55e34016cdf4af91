"""What collection publishes (protos/tollbook/collection/v1/events.proto), as values."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseChanged:
    """The position of a case; ``version`` counts its steps."""

    case_id: str
    account_id: str
    customer_id: str
    state: str
    step_date: dt.date
    version: int


@dataclass(frozen=True, slots=True)
class PromiseBroken:
    """A promise was not kept (R-DUN-4)."""

    promise_id: str
    account_id: str
    customer_id: str
    promised_date: dt.date


@dataclass(frozen=True, slots=True)
class ContactMade:
    """A notice was really sent, or a person spoken to (R-DUN-3)."""

    contact_id: str
    account_id: str
    customer_id: str
    kind: str
    sent_date: dt.date


@dataclass(frozen=True, slots=True)
class ContactsMissing:
    """A unit is told that contacts of an automatic list are missing (R-DUN-3)."""

    list_id: str
    sales_unit: str
    missing: int
    comment: str
