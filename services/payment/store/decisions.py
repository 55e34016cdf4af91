"""Refunds, write-offs and waivers: what people decided about an account's money."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from services.chassis.database import Transaction
from services.payment.domain.records import RecoveryRecord, RefundRecord, WaiverRecord, WriteOffRecord
from services.payment.store import tables
from services.payment.store.rows import fetch


async def insert_refund(tx: Transaction, shard: int, made: RefundRecord) -> None:
    await tx.execute(
        tables.refund.insert().values(
            shard=shard,
            account_id=made.account,
            sequence=made.sequence,
            book=made.book,
            payment=made.payment,
            currency=made.currency,
            amount=made.amount,
            posting_date=made.posting_date,
            reason=made.reason,
        )
    )


async def insert_write_off(tx: Transaction, shard: int, sequence: int, made: WriteOffRecord) -> None:
    await tx.execute(
        tables.write_off.insert().values(
            shard=shard,
            account_id=made.account,
            write_off_id=made.write_off,
            sequence=sequence,
            customer_id=made.customer,
            case_name=made.case,
            currency=made.currency,
            amount=made.amount,
            lines=[list(line) for line in made.lines],
            posting_date=made.posting_date,
            approval=made.approval,
        )
    )


async def insert_waiver(tx: Transaction, shard: int, made: WaiverRecord) -> None:
    await tx.execute(
        tables.late_fee_waiver.insert().values(
            shard=shard,
            account_id=made.account,
            sequence=made.sequence,
            method=made.method,
            currency=made.currency,
            amount=made.amount,
            reason=made.reason,
            approval=made.approval,
            posting_date=made.posting_date,
        )
    )


async def list_waivers(tx: Transaction, account: str, after: tuple[str, int] | None, limit: int) -> list[WaiverRecord]:
    """Waivers by account and sequence; of one account when it is named."""
    t = tables.late_fee_waiver
    query = select(
        t.c.account_id, t.c.sequence, t.c.method, t.c.currency, t.c.amount, t.c.reason, t.c.approval, t.c.posting_date
    )
    if account:
        query = query.where(t.c.account_id == account)
    if after is not None:
        query = query.where(func.row(t.c.account_id, t.c.sequence) > func.row(*after))
    found = await tx.execute(query.order_by(t.c.account_id, t.c.sequence).limit(limit))
    return [WaiverRecord(*row) for row in found]


async def list_write_offs(
    tx: Transaction, *, account: str = "", write_off: str = "", after: str = "", limit: int = 50
) -> list[WriteOffRecord]:
    """Write-offs by id, with what was recovered of each line."""
    t = tables.write_off
    query = select(t).where(t.c.write_off_id > after)
    if account:
        query = query.where(t.c.account_id == account)
    if write_off:
        query = query.where(t.c.write_off_id == write_off)
    found = (await tx.execute(query.order_by(t.c.write_off_id).limit(limit))).all()
    recovered = await _recovered(tx, found)
    return [_write_off(row, recovered.get(row.write_off_id, {})) for row in found]


async def _recovered(tx: Transaction, found: Sequence[Any]) -> dict[str, dict[str, int]]:
    a = tables.allocation
    query = (
        select(a.c.write_off, a.c.bill, a.c.line, func.sum(a.c.principal + a.c.late_fee))
        .where(a.c.write_off.in_([row.write_off_id for row in found]), a.c.undone.is_(None), a.c.write_off != "")
        .group_by(a.c.write_off, a.c.bill, a.c.line)
    )
    sums: dict[str, dict[str, int]] = {}
    found_sums: Any = await tx.execute(query)
    for row in found_sums:
        sums.setdefault(row[0], {})[f"{row[1]}#{row[2]}"] = int(row[3])
    return sums


def _write_off(row: Any, recovered: dict[str, int]) -> WriteOffRecord:
    return WriteOffRecord(
        row.write_off_id,
        row.account_id,
        row.customer_id,
        row.case_name,
        row.currency,
        row.amount,
        tuple((line[0], line[1], line[2], line[3]) for line in row.lines),
        row.posting_date,
        row.approval,
        recovered,
    )


_RECOVERIES = """SELECT w.write_off_id, w.account_id, w.case_name, coalesce(p.payment_id, ''), w.currency,
    sum(l.principal + l.late_fee)::bigint, o.value_date, r.posting_date, l.posted, l.sequence,
    bool_or(l.undone IS NOT NULL)
    FROM allocation l
    JOIN write_off w ON w.shard = l.shard AND w.account_id = l.account_id AND w.write_off_id = l.write_off
    JOIN operation o ON o.shard = l.shard AND o.account_id = l.account_id AND o.sequence = l.sequence
    JOIN operation r ON r.shard = l.shard AND r.account_id = l.account_id AND r.sequence = l.posted
    LEFT JOIN payment p ON p.shard = l.shard AND p.account_id = l.account_id AND p.sequence = l.sequence
    WHERE l.write_off <> '' AND (%s::text = '' OR w.account_id = %s)
      AND (%s::date IS NULL OR r.posting_date >= %s) AND (%s::date IS NULL OR r.posting_date < %s)
      AND (r.posting_date, w.account_id, l.posted, l.sequence, w.write_off_id) > (%s::date, %s::text,
      %s::bigint, %s::bigint, %s::text) GROUP BY w.write_off_id, w.account_id, w.case_name, p.payment_id,
      w.currency, o.value_date, r.posting_date,
    l.posted, l.sequence ORDER BY r.posting_date, w.account_id, l.posted, l.sequence, w.write_off_id LIMIT %s"""

RecoveryKey = tuple[str, str, int, int, str]
FIRST_RECOVERY: RecoveryKey = ("0001-01-01", "", 0, 0, "")


async def list_recoveries(
    tx: Transaction, account: str, since: dt.date | None, until: dt.date | None, after: RecoveryKey, limit: int
) -> list[RecoveryRecord]:
    """Recoveries in posting order, also those undone since."""
    values = (account, account, since, since, until, until, *after, limit)
    return [RecoveryRecord(*row) for row in await fetch(tx, _RECOVERIES, values)]
