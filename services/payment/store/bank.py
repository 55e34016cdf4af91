"""Mandates, layouts, collection batches and their rows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.kernel.ids import shard_of
from services.payment.domain.bank_file import FileLayout, LayoutField
from services.payment.domain.records import (
    DEFAULT_TRANSIT_POLICY,
    BankBatchRecord,
    BankRowRecord,
    MandateRecord,
    TransitPolicy,
)
from services.payment.store.office_tables import bank_batch, bank_row, file_layout, mandate, transit_policy


async def keep_mandate(tx: Transaction, customer: str, made: MandateRecord) -> None:
    row = {
        "shard": shard_of(customer),
        "account_id": made.account,
        "bank": made.bank,
        "bank_account": made.bank_account,
        "holder": made.holder,
        "cash_only": made.cash_only,
        "valid_from": made.valid_from,
        "valid_until": made.valid_until,
    }
    await tx.execute(
        insert(mandate).values(row).on_conflict_do_update(index_elements=["shard", "account_id"], set_=row)
    )


async def find_mandate(tx: Transaction, account: str) -> MandateRecord | None:
    row = (await tx.execute(select(mandate).where(mandate.c.account_id == account))).one_or_none()
    return None if row is None else _mandate(row)


def _mandate(row: Any) -> MandateRecord:
    return MandateRecord(
        row.account_id, row.bank, row.bank_account, row.holder, row.cash_only, row.valid_from, row.valid_until
    )


async def mandates_with(tx: Transaction, bank: str, date: dt.date) -> list[MandateRecord]:
    """The mandates with a bank that hold on a date and may be presented, by account."""
    query = select(mandate).where(
        mandate.c.bank == bank,
        mandate.c.cash_only.is_(False),
        func.coalesce(mandate.c.valid_from, date) <= date,
        func.coalesce(mandate.c.valid_until, date + dt.timedelta(days=1)) > date,
    )
    return [_mandate(row) for row in await tx.execute(query.order_by(mandate.c.account_id))]


async def end_mandates(tx: Transaction, accounts: Sequence[str]) -> None:
    """Accounts that the bank will not take again pay cash only."""
    await tx.execute(update(mandate).where(mandate.c.account_id.in_(accounts)).values(cash_only=True))


async def transit_policy_on(tx: Transaction, date: dt.date) -> TransitPolicy:
    """The policy in force on a date; the default before the first."""
    t = transit_policy
    query = select(t.c.effective_from, t.c.payable_elsewhere).where(t.c.effective_from <= date)
    row = (await tx.execute(query.order_by(t.c.effective_from.desc()).limit(1))).one_or_none()
    return DEFAULT_TRANSIT_POLICY if row is None else TransitPolicy(*row)


async def keep_transit_policy(tx: Transaction, policy: TransitPolicy) -> None:
    """Sets the policy of a first date, in place of one that had the same."""
    row = {"effective_from": policy.effective_from, "payable_elsewhere": policy.payable_elsewhere}
    made = insert(transit_policy).values(row)
    await tx.execute(made.on_conflict_do_update(index_elements=["effective_from"], set_=row))


async def keep_layout(tx: Transaction, layout: FileLayout) -> None:
    records = {
        part: [asdict(field) for field in fields]
        for part, fields in (("header", layout.header), ("row", layout.row), ("trailer", layout.trailer))
    }
    row = {"layout_id": layout.layout, "encoding": layout.encoding, "records": records, "version": layout.version}
    await tx.execute(insert(file_layout).values(row).on_conflict_do_update(index_elements=["layout_id"], set_=row))


async def find_layout(tx: Transaction, layout: str) -> FileLayout | None:
    row = (await tx.execute(select(file_layout).where(file_layout.c.layout_id == layout))).one_or_none()
    if row is None:
        return None
    parts = [tuple(LayoutField(**field) for field in row.records[part]) for part in ("header", "row", "trailer")]
    return FileLayout(row.layout_id, row.encoding, parts[0], parts[1], parts[2], row.version)


async def insert_batch(tx: Transaction, batch: BankBatchRecord, rows: Sequence[BankRowRecord]) -> None:
    await tx.execute(
        bank_batch.insert().values(
            batch_id=batch.batch,
            bank=batch.bank,
            layout=batch.layout,
            state=batch.state,
            collection_date=batch.collection_date,
            currency=batch.currency,
        )
    )
    values = [
        {
            "batch_id": batch.batch,
            "row_number": r.row_number,
            "account_id": r.account,
            "customer_id": r.customer,
            "bank_account": r.bank_account,
            "holder": r.holder,
            "amount": r.amount,
            "lines": [list(line) for line in r.lines],
            "state": r.state,
        }
        for r in rows
    ]
    if values:
        await tx.execute(bank_row.insert(), values)


async def list_batches(
    tx: Transaction, *, bank: str = "", batch: str = "", before: str = "", limit: int = 50
) -> list[BankBatchRecord]:
    """Batches with what came of their rows, newest id first."""
    r = bank_row
    query = (
        select(
            bank_batch,
            func.count(r.c.row_number),
            func.coalesce(func.sum(r.c.amount), 0),
            func.count(r.c.row_number).filter(r.c.state == "PAID"),
            func.count(r.c.row_number).filter(r.c.state.in_(("RETURNED", "CASH_ONLY"))),
            func.coalesce(func.sum(r.c.amount).filter(r.c.state == "PAID"), 0),
        )
        .outerjoin(r, r.c.batch_id == bank_batch.c.batch_id)
        .group_by(bank_batch.c.batch_id)
    )
    if bank:
        query = query.where(bank_batch.c.bank == bank)
    if batch:
        query = query.where(bank_batch.c.batch_id == batch)
    if before:
        query = query.where(bank_batch.c.batch_id < before)
    found: Any = await tx.execute(query.order_by(bank_batch.c.batch_id.desc()).limit(limit))
    return [BankBatchRecord(*row[:6], *(int(value) for value in row[6:])) for row in found]


async def rows_of_batch(tx: Transaction, batch: str, *, lock: bool = False) -> list[BankRowRecord]:
    query = select(bank_row).where(bank_row.c.batch_id == batch).order_by(bank_row.c.row_number)
    found = await tx.execute(query.with_for_update() if lock else query)
    return [
        BankRowRecord(
            r.row_number,
            r.account_id,
            r.customer_id,
            r.bank_account,
            r.holder,
            r.amount,
            tuple((line[0], line[1]) for line in r.lines),
            r.state,
        )
        for r in found
    ]


async def set_row_states(tx: Transaction, batch: str, states: dict[int, str]) -> None:
    for state in sorted(set(states.values())):
        numbers = [number for number, each in states.items() if each == state]
        where = (bank_row.c.batch_id == batch, bank_row.c.row_number.in_(numbers))
        await tx.execute(update(bank_row).where(*where).values(state=state))


async def set_batch_state(tx: Transaction, batch: str, state: str) -> None:
    await tx.execute(update(bank_batch).where(bank_batch.c.batch_id == batch).values(state=state))
