"""What the suite's queries answered, as plain values: amounts in fen, references as bare ids."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class LineFact:
    """A bill's line as rating shows it."""

    subscription_id: str
    charge_item: str
    amount: int


@dataclass(frozen=True, slots=True)
class BillFact:
    """A bill as rating shows it."""

    account_id: str
    cycle: str
    total: int
    issued_on: date
    due_date: date
    lines: tuple[LineFact, ...] = ()


@dataclass(frozen=True, slots=True)
class PaymentFact:
    """A payment as payment shows it."""

    number: str
    channel: str
    account_id: str
    amount: int
    value_date: date
    posting_date: date
    is_reversed: bool
    refunded: int


@dataclass(frozen=True, slots=True)
class ReceivableFact:
    """A bill's line as payment shows it; `billed` holds adjustments, `written_off` is still collectable."""

    account_id: str
    cycle: str
    line: int
    due_date: date
    billed: int
    principal_open: int
    late_fee_open: int
    late_fee_paid: int
    written_off: int
    is_blocked: bool


@dataclass(frozen=True, slots=True)
class AllocationFact:
    """Money of one book applied to one line, in the order in which the account's settlements were posted."""

    account_id: str
    order: int
    trigger: str
    value_date: date
    posting_date: date
    cycle: str
    line: int
    book_id: str
    principal: int
    late_fee: int
    recovers: str = ""


@dataclass(frozen=True, slots=True)
class BookFact:
    """A book; `operators` says that its money is a gift or a discount and came from the operator."""

    account_id: str
    book_id: str
    kind: str
    balance: int


@dataclass(frozen=True, slots=True)
class MovementFact:
    """A month's arrears movement over all units; `parts` are signed so that opening + their sum = closing."""

    month: str
    opening: int
    parts: tuple[tuple[str, int], ...]
    closing: int
    difference: int


@dataclass(frozen=True, slots=True)
class WriteOffFact:
    """A write-off and what came back of it."""

    account_id: str
    amount: int
    recovered: int
    posting_date: date


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """Everything that payment holds about money."""

    payments: tuple[PaymentFact, ...] = ()
    receipts_unclaimed: tuple[PaymentFact, ...] = ()
    receivables: tuple[ReceivableFact, ...] = ()
    allocations: tuple[AllocationFact, ...] = ()
    books: tuple[BookFact, ...] = ()
    movements: tuple[MovementFact, ...] = ()
    write_offs: tuple[WriteOffFact, ...] = ()
    debits: int = 0
    credits: int = 0


@dataclass(frozen=True, slots=True)
class UsageCounts:
    """How many delivered rows became what."""

    rows: int = 0
    rated: int = 0
    duplicates: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class VerifiedInvariant:
    """One row of a service's own Verify."""

    service: str
    invariant: str
    rule: str
    checked: int
    breaches: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SuiteFacts:
    """Everything that the checks look at."""

    bills: tuple[BillFact, ...] = ()
    money: MoneyFacts = field(default_factory=MoneyFacts)
    usage: UsageCounts = field(default_factory=UsageCounts)
    verified: tuple[VerifiedInvariant, ...] = ()
    arrears_of_payment: int = 0
    arrears_of_collection: int = 0
