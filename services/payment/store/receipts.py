"""Unidentified receipts: money that names no account we know."""

import datetime as dt
from typing import Any

from sqlalchemy import delete, func, select, update

from services.chassis.database import Transaction
from services.kernel.ids import shard_of, shard_of_key
from services.payment.domain.payment import Channel, Standing
from services.payment.domain.records import ReceiptRecord
from services.payment.store import rows, tables
from services.payment.store.changes import ENTRY_COLUMNS
from services.payment.store.payments import receipt_entries

_T = tables.receipt
_SELECT = select(
    _T.c.receipt_id,
    _T.c.channel,
    _T.c.channel_number,
    _T.c.account_named,
    _T.c.currency,
    _T.c.amount,
    _T.c.value_date,
    _T.c.posting_date,
    _T.c.payer,
    _T.c.possible_account,
    _T.c.state,
    _T.c.payment,
    _T.c.agent,
)


def _record(row: Any) -> ReceiptRecord:
    values = list(row)
    values[1] = Channel(values[1])
    return ReceiptRecord(*values)


async def lock_receipt(tx: Transaction, receipt: str) -> ReceiptRecord | None:
    found = await tx.execute(
        _SELECT.where(_T.c.shard == shard_of_key(receipt), _T.c.receipt_id == receipt).with_for_update()
    )
    row = found.one_or_none()
    return None if row is None else _record(row)


async def list_receipts(
    tx: Transaction, state: str, possible_account: str, after: tuple[str, str] | None, limit: int
) -> list[ReceiptRecord]:
    """Receipts, oldest first."""
    query = _SELECT
    if state:
        query = query.where(_T.c.state == state)
    if possible_account:
        query = query.where(_T.c.possible_account == possible_account)
    if after is not None:
        key = (dt.date.fromisoformat(after[0]), after[1])
        query = query.where(func.row(_T.c.posting_date, _T.c.receipt_id) > func.row(*key))
    found = await tx.execute(query.order_by(_T.c.posting_date, _T.c.receipt_id).limit(limit))
    return [_record(row) for row in found]


async def change_receipt(tx: Transaction, receipt: str, **changes: str) -> None:
    """Sets columns of a receipt: its state, its payment, its possible account."""
    where = (_T.c.shard == shard_of_key(receipt), _T.c.receipt_id == receipt)
    await tx.execute(update(_T).where(*where).values(**changes))


async def wait_again(tx: Transaction, receipt: str) -> None:
    """A receipt whose claim was reversed waits again: its money stands as unidentified in the ledger."""
    await change_receipt(tx, receipt, state="UNCLAIMED", payment="", possible_account="")


async def forget_reversed(tx: Transaction, shard: int, account: str, payment: str) -> None:
    """Makes room for a second claim by the account whose first one was reversed; its operations tell of both."""
    t = tables.payment
    where = (t.c.shard == shard, t.c.account_id == account, t.c.payment_id == payment, t.c.state == "REVERSED")
    await tx.execute(delete(t).where(*where))


async def identify_number(tx: Transaction, receipt: str, account: str) -> None:
    """Makes the channel's number name the payment that the receipt became."""
    t = tables.channel_payment
    where = (t.c.shard == shard_of_key(receipt), t.c.payment_id == receipt)
    await tx.execute(update(t).where(*where).values(standing=Standing.PAYMENT.value, account_id=account))


async def add_unclaimed(tx: Transaction, customer: str, account: str, amount: int) -> None:
    """Changes the sum of receipts that may be an account's (R-CTL-6)."""
    t = tables.account
    where = (t.c.shard == shard_of(customer), t.c.account_id == account)
    await tx.execute(update(t).where(*where).values(unclaimed=t.c.unclaimed + amount))


async def post_return(tx: Transaction, record: ReceiptRecord) -> None:
    """Posts that a receipt's money went back to its payer."""
    entries = list(receipt_entries(record.receipt, 2, record.currency, -record.amount, tx.date))
    await rows.insert(tx, tables.ledger_entry, ENTRY_COLUMNS, entries)
