"""What rating says, in payment's words."""

import datetime as dt
from dataclasses import dataclass

from services.payment.domain.operation import BillOpened, LineAdjusted


@dataclass(frozen=True, slots=True)
class CustomerNews:
    """A customer's position: which sales unit owns it."""

    customer: str
    sales_unit: str
    version: int


@dataclass(frozen=True, slots=True)
class AccountNews:
    """An account's position."""

    account: str
    customer: str
    currency: str
    prepaid: bool
    closed: bool
    version: int


@dataclass(frozen=True, slots=True)
class IssuedBill:
    """A bill of an account, with the date on which it was issued."""

    account: str
    issue_date: dt.date
    opened: BillOpened


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An approved adjustment of an account's line, with the date from which it counts."""

    account: str
    value_date: dt.date
    act: LineAdjusted


@dataclass(frozen=True, slots=True)
class Termination:
    """A subscription was terminated: its debt bears no late fee after the date (R-LAT-1)."""

    account: str
    customer: str
    subscription: str
    date: dt.date
