"""Writing what operations did: one statement a table for all accounts of a transaction."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.chassis.database import Transaction
from services.payment.domain.account import AccountState, Applied, Assessment
from services.payment.domain.ledger import Entry
from services.payment.domain.operation import Operation, act_to_json
from services.payment.domain.settle import Allocation
from services.payment.store import rows, tables
from services.payment.store.accounts import (
    BOOK_COLUMNS,
    LINE_COLUMNS,
    AccountRecord,
    book_to_row,
    line_to_row,
    plan_to_row,
)
from services.payment.store.rows import modify


@dataclass(frozen=True, slots=True)
class Step:
    """One operation and what it did."""

    operation: Operation
    entries: tuple[Entry, ...]
    allocations: tuple[Allocation, ...]
    assessments: tuple[Assessment, ...]


@dataclass
class AccountChange:
    """An account as it was loaded, as it is now, and the operations between."""

    record: AccountRecord
    state: AccountState
    steps: list[Step] = field(default_factory=list[Step])

    @property
    def sequence(self) -> int:
        return self.record.sequence + len(self.steps)

    def take(self, operation: Operation, applied: Applied) -> None:
        self.state = applied.state
        self.steps.append(Step(operation, applied.entries, applied.allocations, applied.assessments))


_OPERATION = ("shard", "account_id", "sequence", "kind", "value_date", "posting_date", "act", "voided", "unsettled")
_ALLOCATION = (
    "shard",
    "account_id",
    "sequence",
    "posted",
    "number",
    "book",
    "bill",
    "line",
    "principal",
    "late_fee",
    "write_off",
)
ENTRY_COLUMNS = (
    "shard",
    "account_id",
    "sequence",
    "number",
    "posting_date",
    "value_date",
    "ledger_account",
    "currency",
    "amount",
    "movement",
    "sales_unit",
    "line_of_business",
    "bill",
    "line",
    "book",
)
_CHANGING_LINE = (
    "sales_unit",
    "billed",
    "open",
    "weighted",
    "fee_assessed",
    "fee_paid",
    "fee_waived",
    "assessed_through",
    "disputed",
    "in_transit",
    "excluded",
    "fee_stop",
    "written_off",
    "fee_written_off",
    "write_off",
    "paid_by",
    "transit_payable",
    "active",
)


CHANGED_BY_PAYMENT = ("open", "weighted", "fee_assessed", "fee_paid", "assessed_through", "paid_by")
"""What a payment changes of a line that it does not pay whole: no index may name any of it."""


async def write_changes(tx: Transaction, changes: Iterable[AccountChange]) -> None:
    """Writes accounts, books, lines, operations, allocations and ledger entries of all changes in one statement."""
    made = [change for change in changes if change.steps]
    accounts = [(c.record.shard, c.record.account_id, c.sequence, plan_to_row(c.state.plan)) for c in made]
    await rows.write_all(
        tx,
        [
            rows.Write(tables.account, ("shard", "account_id", "sequence", "plan"), accounts, by_key=True),
            rows.Write(tables.book, BOOK_COLUMNS, _each(_book_rows, made), BOOK_COLUMNS[3:]),
            rows.Write(tables.bill_line, LINE_COLUMNS, _each(_line_rows, made), _CHANGING_LINE),
            rows.Write(tables.operation, _OPERATION, _each(_operation_rows, made)),
            rows.Write(tables.allocation, _ALLOCATION, _each(_own_allocations, made)),
            rows.Write(tables.ledger_entry, ENTRY_COLUMNS, _each(_entry_rows, made)),
        ],
    )


def _each(
    rows_of: Callable[[AccountChange], Iterable[tuple[Any, ...]]], changes: Sequence[AccountChange]
) -> list[tuple[Any, ...]]:
    return [row for change in changes for row in rows_of(change)]


def _book_rows(change: AccountChange) -> Iterable[tuple[Any, ...]]:
    before = change.record.state.books
    return (
        book_to_row(change.record.shard, change.record.account_id, book)
        for book_id, book in change.state.books.items()
        if before.get(book_id) != book
    )


def _line_rows(change: AccountChange) -> Iterable[tuple[Any, ...]]:
    before = change.record.state.lines
    return (
        line_to_row(change.record.shard, change.record.account_id, line)
        for key, line in change.state.lines.items()
        if before.get(key) is not line
    )


def _operation_rows(change: AccountChange) -> Iterable[tuple[Any, ...]]:
    shard, account = change.record.shard, change.record.account_id
    for step in change.steps:
        each = step.operation
        act = act_to_json(each.act)
        yield shard, account, each.sequence, each.act.kind, each.value_date, each.posting_date, act, False, False


def _own_allocations(change: AccountChange) -> Iterable[tuple[Any, ...]]:
    for step in change.steps:
        sequence = step.operation.sequence
        yield from allocation_rows(change.record, sequence, sequence, step.allocations)


def allocation_rows(
    record: AccountRecord, sequence: int, posted: int, allocations: Sequence[Allocation]
) -> Iterable[tuple[Any, ...]]:
    """The rows of a settlement: of operation ``sequence``, as it was posted by operation ``posted``."""
    for number, a in enumerate(allocations, start=1):
        yield (
            record.shard,
            record.account_id,
            sequence,
            posted,
            number,
            a.book,
            a.bill,
            a.line,
            a.principal,
            a.late_fee,
            a.write_off,
        )


def _entry_rows(change: AccountChange) -> Iterable[tuple[Any, ...]]:
    for step in change.steps:
        yield from entry_rows(
            change.record.shard,
            change.record.account_id,
            step.operation.sequence,
            change.record.currency,
            (step.operation.posting_date, step.operation.value_date),
            step.entries,
        )


def entry_rows(
    shard: int, account: str, sequence: int, currency: str, dates: tuple[dt.date, dt.date], entries: Sequence[Entry]
) -> Iterable[tuple[Any, ...]]:
    """Ledger rows of one operation; ``dates`` are the posting and the value date. The entries must balance."""
    if sum(entry.amount for entry in entries) != 0:
        raise AssertionError(f"the entries of operation {sequence} of account {account} do not balance")
    for number, e in enumerate(entries, start=1):
        yield (
            shard,
            account,
            sequence,
            number,
            *dates,
            e.account.value,
            currency,
            e.amount,
            e.movement.value,
            e.sales_unit,
            e.line_of_business,
            e.bill,
            e.line,
            e.book,
        )


async def write_renewed(
    tx: Transaction, record: AccountRecord, reversal: int, renewed: Mapping[int, Sequence[Allocation]]
) -> None:
    """Marks the settlements that a reversal undid and writes those that it made anew."""
    done = sorted(renewed)
    sql = """UPDATE allocation SET undone = %s
        WHERE shard = %s AND account_id = %s AND sequence = ANY(%s) AND undone IS NULL"""
    await modify(tx, sql, (reversal, record.shard, record.account_id, done))
    made = [row for sequence in done for row in allocation_rows(record, sequence, reversal, renewed[sequence])]
    await rows.insert(tx, tables.allocation, _ALLOCATION, made)
