"""What payment publishes, as frozen values; the wire encodes them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from services.payment.domain.account import AccountState
from services.payment.domain.book import BookKind
from services.payment.domain.line import Line, LineKey
from services.payment.domain.settle import Allocation


@dataclass(frozen=True, slots=True)
class AccountPosition:
    """The position of an account's money: the newest version wins (R-SET-5)."""

    account: str
    customer: str
    currency: str
    version: int
    date: dt.date
    unclaimed: int
    state: AccountState


@dataclass(frozen=True, slots=True)
class PaymentReceived:
    """Money came in for an account."""

    payment: str
    account: str
    customer: str
    channel: str
    channel_number: str
    currency: str
    amount: int
    value_date: dt.date
    posting_date: dt.date


@dataclass(frozen=True, slots=True)
class PaymentReversed:
    """A payment was taken back (冲正)."""

    payment: str
    account: str
    customer: str
    currency: str
    amount: int
    posting_date: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class SettlementPosted:
    """Money was applied to bills; or, as ``SettlementReversed``, taken off them again. ``lines`` and ``kinds``
    explain the parts.
    """

    settlement: str
    account: str
    customer: str
    allocations: tuple[Allocation, ...]
    lines: Mapping[LineKey, Line]
    kinds: Mapping[str, BookKind]
    value_date: dt.date
    posting_date: dt.date
    payment: str = ""


@dataclass(frozen=True, slots=True)
class SettlementReversed:
    """A settlement was undone (反销账)."""

    posted: SettlementPosted


@dataclass(frozen=True, slots=True)
class LateFeeAssessed:
    """The assessed late fee of a line changed."""

    bill: str
    line: int
    account: str
    customer: str
    currency: str
    amount: int
    through: dt.date


@dataclass(frozen=True, slots=True)
class WriteOffPosted:
    """Bad debt left arrears."""

    write_off: str
    account: str
    customer: str
    currency: str
    amount: int
    case: str


@dataclass(frozen=True, slots=True)
class WriteOffRecovered:
    """Written-off debt was paid after all (R-BAD-3); negative when its payment was reversed."""

    write_off: str
    account: str
    customer: str
    currency: str
    amount: int
    payment: str


@dataclass(frozen=True, slots=True)
class OffsetCompleted:
    """The month-start offset of a cycle is complete: what remains is arrears."""

    cycle: str
    run: str


def settlement_id(account: str, sequence: int, posted: int) -> str:
    """The id of a settlement: the operation that settled, and the one that posted it (a reversal's replay posts
    anew).
    """
    return f"{account}.{sequence}.{posted}"
