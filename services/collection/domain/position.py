"""Positions of the other services, as collection keeps them: the newest version of each subject wins."""

import datetime as dt
from dataclasses import dataclass

from services.collection.domain.notice import Addressee
from services.collection.domain.standing import Debt
from services.collection.domain.sweep import Control


@dataclass(frozen=True, slots=True)
class CustomerPosition:
    """A customer from rating."""

    customer_id: str
    version: int
    addressee: Addressee
    kind: str
    sales_unit: str
    closed: bool


@dataclass(frozen=True, slots=True)
class AccountPosition:
    """A billing account from rating."""

    account_id: str
    customer_id: str
    version: int
    currency: str
    payment_day: int
    closed: bool


@dataclass(frozen=True, slots=True)
class SubscriptionPosition:
    """A subscription from rating. ``suspension_reasons`` are all that stand."""

    subscription_id: str
    account_id: str
    customer_id: str
    version: int
    product: str
    line_of_business: str
    state: str
    suspension_reasons: tuple[str, ...]
    service_number: str
    equipment: bool
    platform: str

    @property
    def suspendable(self) -> bool:
        return self.state == "ACTIVE"

    @property
    def terminable(self) -> bool:
        return self.state in ("ACTIVE", "SUSPENDED")

    @property
    def suspended_otherwise(self) -> bool:
        """Whether a reason stands that payment does not lift (R-DUN-6)."""
        return any(reason != "ARREARS" for reason in self.suspension_reasons)


@dataclass(frozen=True, slots=True)
class GradePosition:
    """A customer's grade from credit."""

    customer_id: str
    version: int
    grade: str


@dataclass(frozen=True, slots=True)
class ControlPosition:
    """An account's control from credit."""

    account_id: str
    customer_id: str
    version: int
    control: Control


@dataclass(frozen=True, slots=True)
class DebtPosition:
    """An account's open lines from payment."""

    account_id: str
    customer_id: str
    version: int
    currency: str
    debt: Debt
    unclaimed: bool


@dataclass(frozen=True, slots=True)
class SettledAmount:
    """What was settled (or, negative, unsettled) on an account, in minor units."""

    account_id: str
    customer_id: str
    amount: int


@dataclass(frozen=True, slots=True)
class BilledAmount:
    """What a bill asks for, or an adjustment of it, in minor units."""

    account_id: str
    customer_id: str
    cycle: str
    sales_unit: str
    amount: int


@dataclass(frozen=True, slots=True)
class SettledDebt:
    """What one settlement applied to lines past due on its value date, in minor units; ``payment_id`` is empty for
    money that was in a book before."""

    settlement_id: str
    account_id: str
    customer_id: str
    payment_id: str
    amount: int
    oldest_cycle: str
    value_date: dt.date
    posting_date: dt.date


@dataclass(frozen=True, slots=True)
class Account:
    """An account as collection decides about it. ``control.lines`` is filled where it matters."""

    shard: int
    account_id: str
    customer_id: str
    currency: str
    anchor: dt.date | None
    payment_version: int
    debt: Debt
    control: Control
    settled: int
    case_count: int
    open_case: str | None
