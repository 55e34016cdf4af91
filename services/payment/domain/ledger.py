"""The double-entry ledger: every posting is balanced per billing account, operation and currency (R-BOK-4)."""

from enum import StrEnum
from typing import NamedTuple

from services.payment.domain.book import BookKind
from services.payment.domain.line import Line


class LedgerAccount(StrEnum):
    """The chart of accounts (会计科目); docs/payment-ledger.md says what each is for."""

    CHANNEL_CASH = "CHANNEL_CASH"
    UNIDENTIFIED = "UNIDENTIFIED"
    BOOK_GENERAL = "BOOK_GENERAL"
    BOOK_RESTRICTED = "BOOK_RESTRICTED"
    BOOK_GIFT = "BOOK_GIFT"
    BOOK_DISCOUNT = "BOOK_DISCOUNT"
    RECEIVABLE = "RECEIVABLE"
    RECEIVABLE_LATE_FEE = "RECEIVABLE_LATE_FEE"
    BILLED_REVENUE = "BILLED_REVENUE"
    LATE_FEE_REVENUE = "LATE_FEE_REVENUE"
    ADJUSTMENTS = "ADJUSTMENTS"
    PROMOTION = "PROMOTION"
    WAIVERS = "WAIVERS"
    BAD_DEBT = "BAD_DEBT"
    BOOK_TRANSFER = "BOOK_TRANSFER"
    FUNDING = "FUNDING"
    OPENING = "OPENING"


class Movement(StrEnum):
    """The columns of the arrears movement table (R-SET-8)."""

    NONE = ""
    OPENING = "OPENING"
    BILLED = "BILLED"
    LATE_FEE = "LATE_FEE"
    ADJUSTMENT = "ADJUSTMENT"
    TRANSFER = "TRANSFER"
    SETTLED_CASH = "SETTLED_CASH"
    SETTLED_GIFT = "SETTLED_GIFT"
    SETTLED_DISCOUNT = "SETTLED_DISCOUNT"
    REVERSED = "REVERSED"
    WAIVED = "WAIVED"
    WRITTEN_OFF = "WRITTEN_OFF"
    REINSTATED = "REINSTATED"


class Entry(NamedTuple):
    """One side of a posting in minor units: positive is a debit, negative a credit.

    Entries on receivables name the movement's column, the sales unit, the line of business and the line;
    entries on books name the book.
    """

    account: LedgerAccount
    amount: int
    movement: Movement = Movement.NONE
    sales_unit: str = ""
    line_of_business: str = ""
    bill: str = ""
    line: int = 0
    book: str = ""


_BOOKS = {
    BookKind.GENERAL: LedgerAccount.BOOK_GENERAL,
    BookKind.RESTRICTED: LedgerAccount.BOOK_RESTRICTED,
    BookKind.GIFT: LedgerAccount.BOOK_GIFT,
    BookKind.DISCOUNT: LedgerAccount.BOOK_DISCOUNT,
}

_SETTLED = {
    BookKind.GENERAL: Movement.SETTLED_CASH,
    BookKind.RESTRICTED: Movement.SETTLED_CASH,
    BookKind.GIFT: Movement.SETTLED_GIFT,
    BookKind.DISCOUNT: Movement.SETTLED_DISCOUNT,
}


def settled_by(kind: BookKind) -> Movement:
    """The column of money of a kind of book: cash, gifts and discounts stand apart (R-SET-8)."""
    return _SETTLED[kind]


def on_book(kind: BookKind, book: str, amount: int) -> Entry:
    """A book is a liability: money in is a credit, so ``amount`` (the change of the balance) turns its sign."""
    return Entry(_BOOKS[kind], -amount, book=book)


def on_line(line: Line, amount: int, movement: Movement) -> Entry:
    """A change of a line's open principal."""
    return _receivable(LedgerAccount.RECEIVABLE, line, amount, movement)


def on_late_fee(line: Line, amount: int, movement: Movement) -> Entry:
    """A change of a line's open late fee."""
    return _receivable(LedgerAccount.RECEIVABLE_LATE_FEE, line, amount, movement)


def _receivable(account: LedgerAccount, line: Line, amount: int, movement: Movement) -> Entry:
    return Entry(account, amount, movement, line.sales_unit, line.line_of_business, line.bill, line.line)
