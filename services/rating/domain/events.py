"""What rating tells the others, as frozen values; wire makes them protobuf."""

import datetime as dt
from dataclasses import dataclass

from services.rating.domain.customer import Account, Customer
from services.rating.domain.subscription import Subscription


@dataclass(frozen=True, slots=True)
class CustomerMoved:
    """The position of a customer."""

    customer: Customer


@dataclass(frozen=True, slots=True)
class AccountMoved:
    """The position of an account."""

    account: Account


@dataclass(frozen=True, slots=True)
class SubscriptionMoved:
    """The position of a subscription."""

    subscription: Subscription
    currency: str


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """A line of an issued bill, in minor units."""

    line: int
    subscription_id: str
    charge_item: str
    line_of_business: str
    amount: int
    sponsorship: bool


@dataclass(frozen=True, slots=True)
class BillMade:
    """The fact that a final bill was made. ``lines`` is empty when there are more than 500."""

    account_id: str
    customer_id: str
    cycle: str
    issue_date: dt.date
    due_date: dt.date
    sales_unit: str
    currency: str
    total: int
    lines_count: int
    run: str
    lines: tuple[IssuedLine, ...]


@dataclass(frozen=True, slots=True)
class BillCorrected:
    """The fact that an approved adjustment changes an issued bill's line."""

    adjustment_id: str
    account_id: str
    customer_id: str
    cycle: str
    line: int
    currency: str
    amount: int
    reason: str
    value_date: dt.date


@dataclass(frozen=True, slots=True)
class UnbilledMoved:
    """The position of an account's charges that are not billed yet."""

    account_id: str
    customer_id: str
    cycle: str
    currency: str
    amount: int
    version: int


@dataclass(frozen=True, slots=True)
class UsageThresholdPassed:
    """The fact that a customer's charges are out of the ordinary (R-RAT-5)."""

    customer_id: str
    account_id: str
    cycle: str
    threshold: str
    currency: str
    charges: int
    limit: int


@dataclass(frozen=True, slots=True)
class CycleDone:
    """The fact that a cycle's final bill run is complete."""

    cycle: str
    run: str
    bills: int
    parked: int
