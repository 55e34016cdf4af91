"""What others told: positions (the newest version wins) and facts (kept for ever)."""

import datetime as dt
from dataclasses import dataclass

from services.credit.domain.control import Debt
from services.kernel.business import CustomerClass, CustomerKind, LineOfBusiness
from services.kernel.ids import shard_of
from services.kernel.period import Cycle


@dataclass(frozen=True, slots=True, order=True)
class AccountKey:
    """An account's place: the shard of its customer, and its id."""

    shard: int
    account: str


def account_key(customer: str, account: str) -> AccountKey:
    return AccountKey(shard_of(customer), account)


@dataclass(frozen=True, slots=True)
class CustomerPosition:
    """A customer as rating sees it; ``as_of`` is the event's business date."""

    customer: str
    version: int
    kind: CustomerKind
    customer_class: CustomerClass
    sales_unit: str
    account_manager: str
    closed: bool
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class AccountPosition:
    """A billing account as rating sees it."""

    account: str
    customer: str
    version: int
    prepaid: bool
    currency: str
    closed: bool
    agreed_payment_day: int


@dataclass(frozen=True, slots=True)
class SubscriptionPosition:
    """A subscription; ``arrears_since`` dates the confirmed suspension for arrears that stands; None without."""

    subscription: str
    account: str
    customer: str
    version: int
    line_of_business: LineOfBusiness
    state: str
    arrears_since: dt.date | None
    monthly_rent: int


@dataclass(frozen=True, slots=True)
class UnbilledPosition:
    """Charges of an account's open cycle that are not billed yet, in minor units."""

    account: str
    customer: str
    version: int
    cycle: Cycle
    amount: int


@dataclass(frozen=True, slots=True)
class MoneyPosition:
    """An account's open lines and books as payment sees them, in minor units."""

    account: str
    customer: str
    version: int
    currency: str
    principal: int
    late_fees: int
    spendable: int
    general: int
    unclaimed_receipts: bool
    debts: tuple[Debt, ...]


@dataclass(frozen=True, slots=True)
class BillFact:
    """A bill was made."""

    bill: str
    account: str
    customer: str
    cycle: Cycle
    due_date: dt.date
    total: int


@dataclass(frozen=True, slots=True)
class AdjustmentFact:
    """A bill was adjusted by a signed amount."""

    adjustment: str
    bill: str
    customer: str
    amount: int


@dataclass(frozen=True, slots=True)
class SettlementFact:
    """Principal of a bill was settled by money of a value date, or such a settlement was reversed (value date None)."""

    settlement: str
    bill: str
    customer: str
    value_date: dt.date | None
    principal: int


@dataclass(frozen=True, slots=True)
class PromiseFact:
    """A promise to pay was broken."""

    promise: str
    customer: str
    promised_date: dt.date
