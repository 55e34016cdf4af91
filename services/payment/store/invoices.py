"""Invoices, and the money that they may be over."""

from typing import Any

from sqlalchemy import select, update

from services.chassis.database import Transaction
from services.payment.domain.invoice import InvoiceMoney
from services.payment.domain.records import InvoiceRecord
from services.payment.store.office_tables import invoice
from services.payment.store.rows import fetch

_T = invoice
_INVOICED = "state IN ('REQUESTED', 'ISSUED') AND kind <> 'RED'"


async def invoice_money(
    tx: Transaction, shard: int, account: str, *, bill: str = "", payment: str = ""
) -> InvoiceMoney:
    """The money of an account, and of a bill or a payment of it, with what is invoiced. The account is locked."""
    sql = f"""SELECT
        (SELECT coalesce(sum(amount - refunded), 0) FROM payment
          WHERE shard = %s AND account_id = %s AND state = 'POSTED')
        - (SELECT coalesce(sum(amount), 0) FROM refund WHERE shard = %s AND account_id = %s AND payment = ''),
        (SELECT coalesce(sum(amount), 0) FROM invoice WHERE shard = %s AND account_id = %s AND {_INVOICED}),
        (SELECT coalesce(sum(l.principal + l.late_fee), 0) FROM allocation l
          JOIN book b ON b.shard = l.shard AND b.account_id = l.account_id AND b.book_id = l.book
          WHERE l.shard = %s AND l.account_id = %s AND l.bill = %s AND l.undone IS NULL
            AND b.kind IN ('GENERAL', 'RESTRICTED')),
        (SELECT coalesce(sum(amount - refunded), 0) FROM payment
          WHERE shard = %s AND account_id = %s AND payment_id = %s AND state = 'POSTED'),
        (SELECT coalesce(sum(amount), 0) FROM invoice
          WHERE shard = %s AND account_id = %s AND bill = %s AND payment = %s AND {_INVOICED})"""
    own = (shard, account)
    values = (*own, *own, *own, *own, bill, *own, payment, *own, bill, payment)
    row = [int(value) for value in (await fetch(tx, sql, values))[0]]
    return InvoiceMoney(row[0], row[1], row[2] if bill else row[3], row[4])


async def insert_invoice(tx: Transaction, shard: int, made: InvoiceRecord) -> None:
    await tx.execute(
        _T.insert().values(
            shard=shard,
            account_id=made.account,
            invoice_id=made.invoice,
            kind=made.kind,
            state=made.state,
            bill=made.bill,
            payment=made.payment,
            currency=made.currency,
            amount=made.amount,
            buyer_name=made.buyer_name,
            buyer_tax_number=made.buyer_tax_number,
            issuer_number=made.issuer_number,
            reverses=made.reverses,
            issue_date=made.issue_date,
            deliveries=list(made.deliveries),
        )
    )


async def find_invoice(tx: Transaction, invoice_id: str, *, lock: bool = False) -> InvoiceRecord | None:
    query = select(_T).where(_T.c.invoice_id == invoice_id)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return None if row is None else _invoice(row)


def _invoice(row: Any) -> InvoiceRecord:
    return InvoiceRecord(
        row.invoice_id,
        row.account_id,
        row.kind,
        row.state,
        row.bill,
        row.payment,
        row.currency,
        row.amount,
        row.buyer_name,
        row.buyer_tax_number,
        row.issuer_number,
        row.reverses,
        row.issue_date,
        tuple(row.deliveries),
    )


async def change_invoice(tx: Transaction, invoice_id: str, **changes: Any) -> None:
    """Sets columns of an invoice: its state, its issuer's number, its deliveries."""
    await tx.execute(update(_T).where(_T.c.invoice_id == invoice_id).values(**changes))


async def list_invoices(tx: Transaction, shard: int, account: str, after: str, limit: int) -> list[InvoiceRecord]:
    """An account's invoices by id."""
    query = select(_T).where(_T.c.shard == shard, _T.c.account_id == account, _T.c.invoice_id > after)
    return [_invoice(row) for row in await tx.execute(query.order_by(_T.c.invoice_id).limit(limit))]
