"""What is kept of payments, receipts, refunds, write-offs, waivers and settlements, as it is shown."""

import datetime as dt
from dataclasses import dataclass

from services.payment.domain.payment import Channel
from services.payment.domain.settle import Allocation


@dataclass(frozen=True, slots=True)
class PaymentRecord:
    """A payment as stored."""

    shard: int
    payment: str
    account: str
    customer: str
    sequence: int
    channel: Channel
    channel_number: str
    currency: str
    amount: int
    value_date: dt.date
    posting_date: dt.date
    book: str
    state: str
    settled: int
    refunded: int
    reverse_date: dt.date | None
    reverse_reason: str
    receipt: str
    payer: str
    agent: str


@dataclass(frozen=True, slots=True)
class ReceiptRecord:
    """An unidentified receipt as stored."""

    receipt: str
    channel: Channel
    channel_number: str
    account_named: str
    currency: str
    amount: int
    value_date: dt.date
    posting_date: dt.date
    payer: str
    possible_account: str
    state: str
    payment: str
    agent: str = ""


@dataclass(frozen=True, slots=True)
class RefundRecord:
    """Money given back to a customer; ``payment`` when it gives back a payment's."""

    account: str
    sequence: int
    book: str
    payment: str
    currency: str
    amount: int
    posting_date: dt.date
    reason: str

    @property
    def refund_id(self) -> str:
        return f"{self.account}.{self.sequence}"


@dataclass(frozen=True, slots=True)
class WriteOffRecord:
    """Bad debt that left arrears; ``lines`` are (bill, line, principal, late fee), ``recovered`` is by line."""

    write_off: str
    account: str
    customer: str
    case: str
    currency: str
    amount: int
    lines: tuple[tuple[str, int, int, int], ...]
    posting_date: dt.date
    approval: str
    recovered: dict[str, int]

    @property
    def recovered_in_all(self) -> int:
        return sum(self.recovered.values())


@dataclass(frozen=True, slots=True)
class RecoveryRecord:
    """Written-off debt that was paid after all."""

    write_off: str
    account: str
    case: str
    payment: str
    currency: str
    amount: int
    value_date: dt.date
    posting_date: dt.date
    posted: int
    sequence: int
    reversed: bool


@dataclass(frozen=True, slots=True)
class WaiverRecord:
    """Late fees waived with an approval."""

    account: str
    sequence: int
    method: str
    currency: str
    amount: int
    reason: str
    approval: str
    posting_date: dt.date

    @property
    def waiver_id(self) -> str:
        return f"{self.account}.{self.sequence}"


@dataclass(frozen=True, slots=True)
class SettlementRecord:
    """One application of money to bills, in force or undone."""

    settlement: str
    account: str
    currency: str
    sequence: int
    posted: int
    kind: str
    trigger: str
    value_date: dt.date
    posting_date: dt.date
    reversed: bool
    allocations: tuple[Allocation, ...]

    @property
    def total(self) -> int:
        return sum(a.total for a in self.allocations)


@dataclass(frozen=True, slots=True)
class ReconciliationRecord:
    """A channel's statement of a day against our payments."""

    channel: Channel
    date: dt.date
    currency: str
    statement_rows: int
    statement_amount: int
    matched_rows: int
    matched_amount: int
    open_differences: int

    @property
    def reconciliation_id(self) -> str:
        return f"{self.channel}-{self.date}"


@dataclass(frozen=True, slots=True)
class DifferenceRecord:
    """A difference, open or resolved."""

    channel: Channel
    date: dt.date
    channel_number: str
    kind: str
    currency: str
    statement_amount: int | None
    recorded_amount: int | None
    state: str
    resolution: str

    @property
    def difference_id(self) -> str:
        return f"{self.channel}-{self.date}-{self.channel_number}"


@dataclass(frozen=True, slots=True)
class TransitPolicy:
    """Whether bills that are sent to a bank from a date on may meanwhile be paid elsewhere (R-PAY-3)."""

    effective_from: dt.date
    payable_elsewhere: bool


DEFAULT_TRANSIT_POLICY = TransitPolicy(dt.date.min, False)


@dataclass(frozen=True, slots=True)
class MandateRecord:
    """An account's authority to collect from a bank account."""

    account: str
    bank: str
    bank_account: str
    holder: str
    cash_only: bool
    valid_from: dt.date | None
    valid_until: dt.date | None


@dataclass(frozen=True, slots=True)
class BankBatchRecord:
    """A collection batch with what came of its rows so far."""

    batch: str
    bank: str
    layout: str
    state: str
    collection_date: dt.date
    currency: str
    rows: int = 0
    amount: int = 0
    paid_rows: int = 0
    returned_rows: int = 0
    paid: int = 0


@dataclass(frozen=True, slots=True)
class BankRowRecord:
    """A row of a batch: the account's lines in transit and their sum."""

    row_number: int
    account: str
    customer: str
    bank_account: str
    holder: str
    amount: int
    lines: tuple[tuple[str, int], ...]
    state: str


@dataclass(frozen=True, slots=True)
class FinanceFigureRecord:
    """A figure of the movement table as we and finance have it (业会不符)."""

    month: str
    sales_unit: str
    line_of_business: str
    figure: str
    ours: int
    finances: int
    state: str
    resolution: str

    @property
    def difference_id(self) -> str:
        return ":".join((self.month, self.sales_unit, self.line_of_business, self.figure))


@dataclass(frozen=True, slots=True)
class InvoiceRecord:
    """A tax invoice (发票); ``amount`` is negative on a red one."""

    invoice: str
    account: str
    kind: str
    state: str
    bill: str
    payment: str
    currency: str
    amount: int
    buyer_name: str
    buyer_tax_number: str
    issuer_number: str
    reverses: str
    issue_date: dt.date
    deliveries: tuple[str, ...]
