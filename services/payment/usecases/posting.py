"""Posting: acts become operations of accounts, are applied, written together and published."""

import datetime as dt
from collections.abc import Iterable, Iterator

from services.chassis.database import Transaction
from services.payment.domain import event
from services.payment.domain.account import AccountState, Applied
from services.payment.domain.apply import apply
from services.payment.domain.late_fee import Policies
from services.payment.domain.line import LineKey
from services.payment.domain.operation import Act, Operation, PaymentPosted
from services.payment.domain.settle import Allocation
from services.payment.store.accounts import AccountRecord
from services.payment.store.changes import AccountChange, Step, write_changes

Dates = tuple[dt.date, dt.date]
"""The value date and the posting date."""


def begin(record: AccountRecord) -> AccountChange:
    return AccountChange(record, record.state)


def post(change: AccountChange, act: Act, dates: Dates, policies: Policies) -> Applied:
    """Applies an act to an account as its next operation. Raises what ``apply`` refuses, and then has changed
    nothing.
    """
    operation = Operation(change.sequence + 1, dates[0], dates[1], act)
    applied = apply(change.state, operation, policies)
    change.take(operation, applied)
    return applied


async def finish(tx: Transaction, changes: Iterable[AccountChange]) -> None:
    """Writes all changes and publishes their facts in order, then each account's position."""
    made = sorted((c for c in changes if c.steps), key=lambda c: c.record.account_id)
    await write_changes(tx, made)
    for change in made:
        tx.publish(facts_of(change))
        tx.publish([position_of(change.record, change.state, change.sequence, tx.date)])


def position_of(record: AccountRecord, state: AccountState, version: int, date: dt.date) -> event.AccountPosition:
    return event.AccountPosition(
        record.account_id, record.customer_id, record.currency, version, date, record.unclaimed, state
    )


def facts_of(change: AccountChange) -> Iterator[object]:
    """The settlements, recoveries and late fees of a change's operations."""
    record = change.record
    for step in change.steps:
        yield from late_fee_facts(record, step)
        if any(not a.write_off for a in step.allocations):
            yield settled(record, change.state, step.operation, step.operation.sequence, step.allocations)
        yield from recovered(record, step.allocations, payment_of(step.operation), 1)


def late_fee_facts(record: AccountRecord, step: Step) -> Iterator[event.LateFeeAssessed]:
    """One fact a line: the change that the operation made to what is assessed."""
    changes: dict[LineKey, tuple[int, dt.date]] = {}
    for each in step.assessments:
        known = changes.get((each.bill, each.line), (0, each.through))
        changes[each.bill, each.line] = (known[0] + each.amount, each.through)
    for (bill, line), (amount, through) in changes.items():
        yield event.LateFeeAssessed(bill, line, record.account_id, record.customer_id, record.currency, amount, through)


def payment_of(operation: Operation) -> str:
    return operation.act.payment if isinstance(operation.act, PaymentPosted) else ""


def settled(
    record: AccountRecord,
    state: AccountState,
    operation: Operation,
    posted: int,
    allocations: tuple[Allocation, ...],
    posting_date: dt.date | None = None,
) -> event.SettlementPosted:
    """The fact of a settlement: of an operation, as posted by operation ``posted``."""
    return event.SettlementPosted(
        event.settlement_id(record.account_id, operation.sequence, posted),
        record.account_id,
        record.customer_id,
        allocations,
        state.lines,
        {book_id: book.kind for book_id, book in state.books.items()},
        operation.value_date,
        posting_date or operation.posting_date,
        payment_of(operation),
    )


def recovered(
    record: AccountRecord, allocations: Iterable[Allocation], payment: str, sign: int
) -> Iterator[event.WriteOffRecovered]:
    """One fact for each write-off of which something was recovered; ``sign`` −1 takes it back."""
    sums: dict[str, int] = {}
    for a in allocations:
        if a.write_off:
            sums[a.write_off] = sums.get(a.write_off, 0) + a.total
    for write_off, amount in sorted(sums.items()):
        yield event.WriteOffRecovered(
            write_off, record.account_id, record.customer_id, record.currency, sign * amount, payment
        )
