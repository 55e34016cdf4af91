"""Operations: everything that ever happened to an account, in order. The account's state is their fold (R-SET-7).

Each is kept with the account as it was decided, so that taking one back is folding the history without it.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

import orjson
from pydantic import Field, TypeAdapter

from services.payment.domain.book import BookKind
from services.payment.domain.line import LineKey


@dataclass(frozen=True, slots=True)
class BilledLine:
    """A line as rating billed it; negative when it gives money back. ``fee_stop`` is the termination's date, if
    there was one.
    """

    line: int
    subscription: str
    charge_item: str
    line_of_business: str
    amount: int
    fee_stop: dt.date | None = None


@dataclass(frozen=True, slots=True)
class BillOpened:
    """A bill's lines become receivables. It settles nothing: the month-start offset does (R-SET-6)."""

    bill: str
    cycle: str
    due_date: dt.date
    sales_unit: str
    lines: tuple[BilledLine, ...]
    kind: Literal["BILL"] = "BILL"


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """A line that was open when the operator moved to Tollbook, with the late fee that stood on it (R-ACC-4)."""

    bill: str
    line: int
    cycle: str
    due_date: dt.date
    subscription: str
    charge_item: str
    line_of_business: str
    sales_unit: str
    open: int
    late_fee: int


@dataclass(frozen=True, slots=True)
class LinesCarriedOver:
    """Open lines came over from the system before, as of the value date."""

    lines: tuple[OpeningLine, ...]
    kind: Literal["OPENING_LINES"] = "OPENING_LINES"


@dataclass(frozen=True, slots=True)
class BookCarriedOver:
    """A book's money came over from the system before."""

    book: str
    amount: int
    kind: Literal["OPENING_BOOK"] = "OPENING_BOOK"


@dataclass(frozen=True, slots=True)
class LineAdjusted:
    """An approved adjustment (调账) changes a line from its value date on."""

    adjustment: str
    bill: str
    line: int
    amount: int
    kind: Literal["ADJUSTMENT"] = "ADJUSTMENT"


@dataclass(frozen=True, slots=True)
class PaymentPosted:
    """Money came into a book. ``case`` names the write-off that it is meant for; ``receipt`` the receipt it was
    claimed from.
    """

    payment: str
    book: str
    amount: int
    case: str = ""
    receipt: str = ""
    kind: Literal["PAYMENT"] = "PAYMENT"


@dataclass(frozen=True, slots=True)
class BookOpened:
    """A book was opened, without money."""

    book: str
    book_kind: BookKind
    display_name: str = ""
    purpose: str = ""
    items: tuple[str, ...] = ()
    priority: int = 100
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    monthly_limit: int = 0
    ratio_permille: int = 0
    sets: tuple[str, ...] = ()
    set_items: tuple[str, ...] = ()
    kind: Literal["BOOK"] = "BOOK"


@dataclass(frozen=True, slots=True)
class BookChanged:
    """A book's terms were changed; its kind, its items and its money stay."""

    book: str
    display_name: str
    priority: int
    valid_from: dt.date | None
    valid_until: dt.date | None
    monthly_limit: int
    ratio_permille: int
    kind: Literal["BOOK_TERMS"] = "BOOK_TERMS"


@dataclass(frozen=True, slots=True)
class BookToppedUp:
    """Operator's money came into a gift or discount book."""

    book: str
    amount: int
    kind: Literal["TOP_UP"] = "TOP_UP"


@dataclass(frozen=True, slots=True)
class BookFrozen:
    """Money of a book was frozen; a negative amount frees it."""

    book: str
    amount: int
    kind: Literal["FREEZE"] = "FREEZE"


@dataclass(frozen=True, slots=True)
class BookRefunded:
    """Money of a book was paid out (清退)."""

    book: str
    amount: int
    payment: str = ""
    kind: Literal["REFUND"] = "REFUND"


@dataclass(frozen=True, slots=True)
class BookTransferred:
    """Money moved to (positive) or from (negative) another book of the customer."""

    book: str
    amount: int
    other_book: str
    kind: Literal["TRANSFER"] = "TRANSFER"


@dataclass(frozen=True, slots=True)
class BookSetsResolved:
    """The charge items of a book's sets, as the catalogue has them from now on."""

    book: str
    set_items: tuple[str, ...]
    kind: Literal["BOOK_SETS"] = "BOOK_SETS"


@dataclass(frozen=True, slots=True)
class FundingSet:
    """The account that may be drawn on through a book was named (R-BOK-3), or with none its drawing ended."""

    book: str
    account: str
    limit: int
    kind: Literal["FUNDING_SET"] = "FUNDING_SET"


@dataclass(frozen=True, slots=True)
class FundingMoved:
    """Money of a draw came into a book (positive) or left it. ``draw`` names it on both sides, ``other`` the
    other account.
    """

    book: str
    amount: int
    draw: str
    other: str
    kind: Literal["FUNDING"] = "FUNDING"


@dataclass(frozen=True, slots=True)
class BookExpired:
    """What an ended gift or discount book still held was taken back."""

    book: str
    kind: Literal["EXPIRY"] = "EXPIRY"


@dataclass(frozen=True, slots=True)
class Settled:
    """A settlement by itself: the month-start offset, or a person's. ``trigger`` says which."""

    trigger: str
    kind: Literal["SETTLEMENT"] = "SETTLEMENT"


@dataclass(frozen=True, slots=True)
class LateFeesAssessed:
    """The late fees of overdue lines were assessed through the value date. A replay needs none of these: fees
    follow from dates.
    """

    kind: Literal["LATE_FEE"] = "LATE_FEE"


@dataclass(frozen=True, slots=True)
class LateFeeWaived:
    """Late fees were waived, line by line."""

    waiver: str
    lines: tuple[tuple[LineKey, int], ...]
    kind: Literal["WAIVER"] = "WAIVER"


@dataclass(frozen=True, slots=True)
class LineMarked:
    """A dispute or a bank collection of a line began or ended. ``payable``: while it is in transit it may be paid
    elsewhere (R-PAY-3).
    """

    bill: str
    line: int
    mark: Literal["DISPUTE", "TRANSIT"]
    on: bool
    payable: bool = False
    kind: Literal["MARK"] = "MARK"


@dataclass(frozen=True, slots=True)
class WrittenOff:
    """Lines left arrears as bad debt (R-BAD-2) and stay collectable. ``amounts`` are the principal and the late fee
    of each that were approved, which no replay exceeds; without them all that is open.
    """

    write_off: str
    lines: tuple[LineKey, ...]
    amounts: tuple[tuple[int, int], ...] = ()
    kind: Literal["WRITE_OFF"] = "WRITE_OFF"


@dataclass(frozen=True, slots=True)
class LateFeesStopped:
    """A subscription was terminated: its lines bear no late fee after the value date (R-LAT-1)."""

    subscription: str
    kind: Literal["FEE_STOP"] = "FEE_STOP"


@dataclass(frozen=True, slots=True)
class SalesUnitChanged:
    """The account's debt moved to another sales unit."""

    sales_unit: str
    kind: Literal["UNIT"] = "UNIT"


@dataclass(frozen=True, slots=True)
class PlanSet:
    """The account's settlement plan was set."""

    item_order: tuple[str, ...]
    kind_order: tuple[BookKind, ...]
    manual: bool
    whole_bill: bool
    kind: Literal["PLAN"] = "PLAN"


@dataclass(frozen=True, slots=True)
class Rewound:
    """The mark of a reversal: the operation ``target`` was taken back, or only its settlement. The fold passes it
    over.
    """

    target: int
    only_settlement: bool
    reason: str
    kind: Literal["REVERSAL"] = "REVERSAL"


Act = Annotated[
    BillOpened
    | LinesCarriedOver
    | BookCarriedOver
    | LineAdjusted
    | PaymentPosted
    | BookOpened
    | BookChanged
    | BookToppedUp
    | BookFrozen
    | BookRefunded
    | BookTransferred
    | BookSetsResolved
    | FundingSet
    | FundingMoved
    | BookExpired
    | Settled
    | LateFeesAssessed
    | LateFeeWaived
    | LineMarked
    | WrittenOff
    | LateFeesStopped
    | SalesUnitChanged
    | PlanSet
    | Rewound,
    Field(discriminator="kind"),
]


@dataclass(frozen=True, slots=True)
class Operation:
    """An act at its place in the account's history. ``value_date`` drives fees, ``posting_date`` the movement
    table (R-SET-7).
    """

    sequence: int
    value_date: dt.date
    posting_date: dt.date
    act: Act
    voided: bool = False
    unsettled: bool = False


_ACT: TypeAdapter[Act] = TypeAdapter(Act)


def act_to_json(act: Act) -> str:
    """The act's fields in their order, its kind last. Plain values need no schema to be written, only to be read."""
    return orjson.dumps(act).decode()


def act_from_json(text: str | bytes) -> Act:
    return _ACT.validate_json(text)
