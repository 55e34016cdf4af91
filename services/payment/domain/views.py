"""What is shown of receivables, books and the movement."""

import datetime as dt
from dataclasses import dataclass

from services.payment.domain.book import Book
from services.payment.domain.line import Line
from services.payment.domain.movement import MovementRow


@dataclass(frozen=True, slots=True)
class ReceivableView:
    """A line with its late fee as of a date."""

    account: str
    customer: str
    currency: str
    line: Line
    late_fee: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class OverdueStanding:
    """What collection asks before a suspension; amounts in minor units as of a date (R-CTL-6)."""

    account: str
    known: bool
    currency: str = "CNY"
    overdue_principal: int = 0
    overdue_late_fee: int = 0
    not_due: int = 0
    oldest_due_date: dt.date | None = None
    in_transit: int = 0
    disputed: int = 0
    unclaimed: int = 0
    version: int = 0

    @property
    def suspension_blocked(self) -> bool:
        owed = self.overdue_principal + self.overdue_late_fee
        return owed <= 0 or self.in_transit > 0 or self.disputed > 0 or self.unclaimed > 0


@dataclass(frozen=True, slots=True)
class BookView:
    """A book with the account that it belongs to."""

    account: str
    customer: str
    currency: str
    book: Book


@dataclass(frozen=True, slots=True)
class Transferred:
    from_book: BookView
    to_book: BookView


@dataclass(frozen=True, slots=True)
class PeriodMovement:
    """A row of the table. ``in_system`` is the open lines' sum for a period that reaches to today, None for past
    ones.
    """

    period: str
    sales_unit: str
    line_of_business: str
    currency: str
    row: MovementRow
    in_system: int | None


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A bill line whose entries do not sum to what it has open."""

    account: str
    currency: str
    bill: str
    line: int
    by_entries: int
    by_line: int


@dataclass(frozen=True, slots=True)
class LedgerTotal:
    """A ledger account's debits and credits in a currency, both positive."""

    account: str
    currency: str
    debits: int
    credits: int


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """An entry as stored, with what its operation was."""

    account: str
    sequence: int
    number: int
    operation: str
    ledger_account: str
    currency: str
    amount: int
    movement: str
    sales_unit: str
    line_of_business: str
    bill: str
    line: int
    book: str
    value_date: dt.date
    posting_date: dt.date


@dataclass(frozen=True, slots=True)
class Statement:
    """An account's entries on receivables and books over a range, with what it owed and held at both ends."""

    currency: str
    opening_due: int
    opening_books: int
    entries: tuple[LedgerLine, ...]
    closing_due: int
    closing_books: int


@dataclass(frozen=True, slots=True)
class BookMovement:
    """One operation's change of a book, and the balance after it."""

    book: str
    sequence: int
    operation: str
    amount: int
    balance: int
    value_date: dt.date
    posting_date: dt.date
    reference: str
