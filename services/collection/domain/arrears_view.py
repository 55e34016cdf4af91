"""Arrears as people ask for them (R-ARR-2, R-ARR-3): a snapshot's header, groups, objects."""

import datetime as dt
from dataclasses import dataclass

from services.collection.domain.ageing import Buckets


@dataclass(frozen=True, slots=True)
class StoredSnapshot:
    """A snapshot's header; ``completed_at`` is None while it is being taken."""

    month: str
    taken_date: dt.date
    currency: str
    completed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ArrearsFilter:
    """Which arrears a person asks for; an empty field asks for all."""

    sales_unit: str = ""
    account_manager: str = ""
    grade: str = ""
    line_of_business: str = ""
    customer_id: str = ""
    account_id: str = ""
    subscription_id: str = ""


@dataclass(frozen=True, slots=True)
class AgeingGroup:
    """One group of an ageing query."""

    keys: tuple[str, ...]
    customers: int
    accounts: int
    buckets: Buckets


@dataclass(frozen=True, slots=True)
class ArrearsOfObject:
    """The arrears of one object in one snapshot; a field is empty where there are several values."""

    object_id: str
    customer_id: str
    account_id: str
    sales_unit: str
    account_manager: str
    grade: str
    line_of_business: str
    buckets: Buckets
    oldest_due_date: dt.date
