"""Payments, receipts and the identities of channels' numbers."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select, update

from services.chassis.database import Transaction
from services.kernel.ids import shard_of, shard_of_key
from services.payment.domain.ledger import Entry, LedgerAccount
from services.payment.domain.payment import Channel, PaymentRequest, Recorded, Standing
from services.payment.domain.records import PaymentRecord
from services.payment.store import rows, tables
from services.payment.store.changes import ENTRY_COLUMNS, entry_rows
from services.payment.store.rows import fetch, modify

_IDENTITY = (
    "shard",
    "payment_id",
    "standing",
    "account_id",
    "currency",
    "amount",
    "value_date",
    "posting_date",
)
_PAYMENT = (
    "shard",
    "account_id",
    "payment_id",
    "sequence",
    "customer_id",
    "channel",
    "channel_number",
    "currency",
    "amount",
    "value_date",
    "posting_date",
    "book",
    "state",
    "settled",
    "refunded",
    "reverse_reason",
    "receipt",
    "payer",
    "agent",
)
_RECEIPT = (
    "shard",
    "receipt_id",
    "channel",
    "channel_number",
    "account_named",
    "currency",
    "amount",
    "value_date",
    "posting_date",
    "payer",
    "possible_account",
    "state",
    "payment",
    "agent",
)


async def claim_numbers(
    tx: Transaction, requests: Iterable[PaymentRequest], known_accounts: Iterable[str], posting_date: dt.date
) -> set[str]:
    """Claims the channels' numbers; returns the payment ids that are new. In key order, so that two batches cannot
    deadlock.
    """
    known = frozenset(known_accounts)
    claims = sorted(
        (
            shard_of_key(r.payment_id),
            r.payment_id,
            (Standing.PAYMENT if r.account in known else Standing.RECEIPT).value,
            r.account,
            r.currency,
            r.amount,
            r.value_date,
            posting_date,
        )
        for r in requests
    )
    return await rows.claim(tx, tables.channel_payment, _IDENTITY, claims, "payment_id")


async def release_numbers(tx: Transaction, payments: Sequence[str]) -> None:
    """Gives back the numbers of payments that were refused after all, in the transaction that claimed them."""
    if payments:
        sql = """DELETE FROM channel_payment
            WHERE (shard, payment_id) IN (SELECT * FROM unnest(%s::smallint[], %s::text[]))"""
        await modify(tx, sql, ([shard_of_key(p) for p in payments], list(payments)))


async def insert_payments(
    tx: Transaction, recorded: Sequence[tuple[int, Recorded, str]], shards: Sequence[int]
) -> None:
    """Inserts payments given as (operation's sequence, payment, receipt), each with its account's shard."""
    await rows.insert(
        tx,
        tables.payment,
        _PAYMENT,
        [
            (
                shard,
                r.account,
                r.payment,
                sequence,
                r.customer,
                r.channel.value,
                r.channel_number,
                r.currency,
                r.amount,
                r.value_date,
                r.posting_date,
                r.book,
                "POSTED",
                r.settled,
                0,
                "",
                receipt,
                r.payer,
                r.agent,
            )
            for shard, (sequence, r, receipt) in zip(shards, recorded, strict=True)
        ],
    )


async def insert_receipts(tx: Transaction, recorded: Sequence[Recorded]) -> None:
    """Keeps money that names no known account, with its ledger entries."""
    await rows.insert(
        tx,
        tables.receipt,
        _RECEIPT,
        [
            (
                shard_of_key(r.payment),
                r.payment,
                r.channel.value,
                r.channel_number,
                r.account,
                r.currency,
                r.amount,
                r.value_date,
                r.posting_date,
                r.payer,
                "",
                "UNCLAIMED",
                "",
                r.agent,
            )
            for r in recorded
        ],
    )
    entries = [row for r in recorded for row in receipt_entries(r.payment, 1, r.currency, r.amount, r.posting_date)]
    await rows.insert(tx, tables.ledger_entry, ENTRY_COLUMNS, entries)


def receipt_entries(
    receipt: str, sequence: int, currency: str, amount: int, posting_date: dt.date
) -> Iterable[tuple[Any, ...]]:
    """Ledger rows of a receipt, which has no account: it stands in one of its own name. A negative amount returns
    it.
    """
    entries = (Entry(LedgerAccount.CHANNEL_CASH, amount), Entry(LedgerAccount.UNIDENTIFIED, -amount))
    shard = shard_of_key(receipt)
    return entry_rows(shard, f"receipts/{receipt}", sequence, currency, (posting_date, posting_date), entries)


_PAYMENT_SELECT = select(
    tables.payment.c.shard,
    tables.payment.c.payment_id,
    tables.payment.c.account_id,
    tables.payment.c.customer_id,
    tables.payment.c.sequence,
    tables.payment.c.channel,
    tables.payment.c.channel_number,
    tables.payment.c.currency,
    tables.payment.c.amount,
    tables.payment.c.value_date,
    tables.payment.c.posting_date,
    tables.payment.c.book,
    tables.payment.c.state,
    tables.payment.c.settled,
    tables.payment.c.refunded,
    tables.payment.c.reverse_date,
    tables.payment.c.reverse_reason,
    tables.payment.c.receipt,
    tables.payment.c.payer,
    tables.payment.c.agent,
)


def _payment(row: Any) -> PaymentRecord:
    values = list(row)
    values[5] = Channel(values[5])
    return PaymentRecord(*values)


async def payments_by_number(tx: Transaction, payments: Sequence[str]) -> dict[str, Recorded]:
    """What was recorded under channels' numbers that came before."""
    if not payments:
        return {}
    sql = """SELECT c.payment_id, c.standing, coalesce(p.account_id, c.account_id), coalesce(p.customer_id, ''),
        c.currency, c.amount, c.value_date, coalesce(p.posting_date, c.posting_date), coalesce(p.book, ''),
        coalesce(p.settled, 0), coalesce(p.payer, ''), coalesce(p.agent, r.agent, ''), coalesce(r.account_named, '')
        FROM channel_payment c LEFT JOIN receipt r ON r.shard = c.shard AND r.receipt_id = c.payment_id
        LEFT JOIN payment p ON p.account_id = c.account_id AND p.payment_id = c.payment_id AND c.standing = 'PAYMENT'
        WHERE (c.shard, c.payment_id) IN (SELECT * FROM unnest(%s::smallint[], %s::text[]))"""
    found = await fetch(tx, sql, ([shard_of_key(p) for p in payments], list(payments)))
    return {row[0]: _recorded(row) for row in found}


def _recorded(row: Any) -> Recorded:
    payment, standing, account, customer, currency, amount, value_date, posting_date, book, settled, *who = row
    channel, _, number = payment.partition("-")
    return Recorded(
        Standing(standing),
        payment,
        account,
        customer,
        Channel(channel),
        number,
        currency,
        amount,
        value_date,
        posting_date,
        book,
        settled,
        *who,
    )


async def find_payment(tx: Transaction, payment: str) -> PaymentRecord | None:
    """A payment by its id: its identity names the account, the account its shard."""
    identity = tables.channel_payment
    account = await tx.execute(
        select(identity.c.account_id).where(
            identity.c.shard == shard_of_key(payment),
            identity.c.payment_id == payment,
            identity.c.standing == Standing.PAYMENT.value,
        )
    )
    named = account.scalar()
    if named is None:
        return None
    row = (
        await tx.execute(
            _PAYMENT_SELECT.where(tables.payment.c.account_id == named, tables.payment.c.payment_id == payment)
        )
    ).one_or_none()
    return None if row is None else _payment(row)


async def list_payments(
    tx: Transaction,
    customer: str,
    account: str,
    *,
    since: dt.date | None,
    until: dt.date | None,
    reversed_too: bool,
    before: int | None,
    limit: int,
) -> list[PaymentRecord]:
    """An account's payments, newest operation first."""
    t = tables.payment
    query = _PAYMENT_SELECT.where(t.c.shard == shard_of(customer), t.c.account_id == account)
    if since is not None:
        query = query.where(t.c.posting_date >= since)
    if until is not None:
        query = query.where(t.c.posting_date < until)
    if not reversed_too:
        query = query.where(t.c.state == "POSTED")
    if before is not None:
        query = query.where(t.c.sequence < before)
    return [_payment(row) for row in await tx.execute(query.order_by(t.c.sequence.desc()).limit(limit))]


async def mark_reversed(tx: Transaction, record: PaymentRecord, date: dt.date, reason: str) -> None:
    t = tables.payment
    await tx.execute(
        update(t)
        .where(t.c.shard == record.shard, t.c.account_id == record.account, t.c.payment_id == record.payment)
        .values(state="REVERSED", reverse_date=date, reverse_reason=reason)
    )


async def add_refunded(tx: Transaction, record: PaymentRecord, amount: int) -> None:
    t = tables.payment
    await tx.execute(
        update(t)
        .where(t.c.shard == record.shard, t.c.account_id == record.account, t.c.payment_id == record.payment)
        .values(refunded=t.c.refunded + amount)
    )


async def write_offs_by_case(tx: Transaction, cases: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The write-offs of (account, case), for money that names its case (R-BAD-3)."""
    if not cases:
        return {}
    sql = """SELECT account_id, case_name, write_off_id FROM write_off
        WHERE (account_id, case_name) IN (SELECT * FROM unnest(%s::text[], %s::text[])) ORDER BY sequence"""
    found = await fetch(tx, sql, ([a for a, _ in cases], [c for _, c in cases]))
    return {(row[0], row[1]): row[2] for row in found}


async def set_settled(tx: Transaction, shard: int, account: str, sequence: int, settled: int) -> None:
    """Keeps what a payment's own settlement applies, after a reversal changed it."""
    t = tables.payment
    await tx.execute(
        update(t).where(t.c.shard == shard, t.c.account_id == account, t.c.sequence == sequence).values(settled=settled)
    )
