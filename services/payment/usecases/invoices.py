"""Invoices (发票, R-PAY-6): reserved in one transaction, issued behind a port, kept in another.

The issuer is asked between the two, never inside a transaction; it is idempotent by the invoice's id, which
follows from the request id, so that a request repeated after a crash finishes the same invoice.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import Protocol

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.invoice import check_reversible, decide_amount
from services.payment.domain.payment import check_currency
from services.payment.domain.reason import Reason
from services.payment.domain.records import InvoiceRecord
from services.payment.store.invoices import (
    change_invoice,
    find_invoice,
    insert_invoice,
    invoice_money,
    list_invoices,
)
from services.payment.store.payments import find_payment
from services.payment.usecases.requests import loaded, locked, once
from services.payment.usecases.reversals import payment_not_found

_REPLIES: Replies[InvoiceRecord] = Replies(InvoiceRecord)


class Issuer(Protocol):
    """Issues invoices with the tax office's service. Asked twice about one invoice it answers the same number."""

    async def issue(self, invoice: InvoiceRecord) -> str:
        """The issuer's number."""
        ...


class SampleIssuer:
    """An issuer that needs nobody: its numbers follow from the invoice's id."""

    async def issue(self, invoice: InvoiceRecord) -> str:
        return f"SAMPLE-{invoice.invoice.upper()}"


@dataclass(frozen=True, slots=True)
class IssueInvoice:
    """Over a bill, or over a payment; amount 0 is all that is free."""

    request_id: str
    bill: str
    payment: str
    currency: str
    amount: int
    buyer_name: str
    buyer_tax_number: str


@dataclass(frozen=True, slots=True)
class IssueRed:
    request_id: str
    invoice: str
    reason: str
    actor: str


@dataclass(frozen=True, slots=True)
class SendInvoice:
    request_id: str
    invoice: str
    channel: str
    address: str


def _id_of(request_id: str) -> str:
    return hashlib.sha256(request_id.encode()).hexdigest()[:20]


async def issue_invoice(db: Database, issuer: Issuer, request: IssueInvoice) -> InvoiceRecord:
    """Issues an invoice over cash that no invoice covers yet. Raises NOTHING_TO_INVOICE."""

    async def reserve(tx: Transaction) -> InvoiceRecord:
        found = await _known(tx, request.request_id, request)
        if found is not None:
            return found
        account = request.bill[:-8] if request.bill else await _account_of(tx, request.payment)
        record = await locked(tx, account)
        if request.amount:
            check_currency(account, record.currency, request.currency)
        money = await invoice_money(tx, record.shard, account, bill=request.bill, payment=request.payment)
        subject = f"bills/{request.bill}" if request.bill else f"payments/{request.payment}"
        made = InvoiceRecord(
            _id_of(request.request_id),
            account,
            "BILL" if request.bill else "PREPAYMENT",
            "REQUESTED",
            request.bill,
            request.payment,
            record.currency,
            decide_amount(money, request.amount, subject),
            request.buyer_name,
            request.buyer_tax_number,
            "",
            "",
            tx.date,
            (),
        )
        await insert_invoice(tx, record.shard, made)
        return made

    return await _issue(db, issuer, await db.transact(reserve), request.request_id, request)


async def issue_red(db: Database, issuer: Issuer, request: IssueRed) -> InvoiceRecord:
    """Reverses an invoice by a red one (红字发票): its money is free to be invoiced again."""

    async def reserve(tx: Transaction) -> InvoiceRecord:
        found = await _known(tx, request.request_id, request)
        if found is not None:
            return found
        original = await _found(tx, request.invoice, lock=True)
        check_reversible(original)
        record = await locked(tx, original.account)
        red = replace(
            original,
            invoice=_id_of(request.request_id),
            kind="RED",
            state="REQUESTED",
            amount=-original.amount,
            issuer_number="",
            reverses=original.invoice,
            issue_date=tx.date,
            deliveries=(),
        )
        await insert_invoice(tx, record.shard, red)
        await change_invoice(tx, original.invoice, state="REVERSED")
        name = f"invoices/{original.invoice}"
        await tx.audit(AuditRecord(request.actor, "invoice.red", name, request.reason))
        return red

    return await _issue(db, issuer, await db.transact(reserve), request.request_id, request)


async def _known(tx: Transaction, request_id: str, request: object) -> InvoiceRecord | None:
    """The invoice that the request has made, or has begun to make before a crash."""
    found = await _REPLIES.find(tx, {request_id: request})
    if request_id in found:
        return reply_or_raise(found[request_id])
    return await find_invoice(tx, _id_of(request_id))


async def _issue(
    db: Database, issuer: Issuer, reserved: InvoiceRecord, request_id: str, request: object
) -> InvoiceRecord:
    if reserved.state != "REQUESTED":
        return reserved
    number = await issuer.issue(reserved)

    async def keep(tx: Transaction) -> InvoiceRecord:
        found = await _REPLIES.find(tx, {request_id: request})
        if request_id in found:
            return reply_or_raise(found[request_id])
        issued = replace(reserved, state="ISSUED", issuer_number=number)
        await change_invoice(tx, reserved.invoice, state="ISSUED", issuer_number=number)
        await _REPLIES.keep(tx, {request_id: (request, issued)})
        return issued

    return await db.transact(keep)


async def send_invoice(db: Database, request: SendInvoice) -> InvoiceRecord:
    """Notes that an issued invoice is sent again; never issues a second one."""

    async def work(tx: Transaction) -> InvoiceRecord:
        found = await _found(tx, request.invoice, lock=True)
        sent = (*found.deliveries, f"{request.channel}:{request.address}:{tx.date}")
        await change_invoice(tx, request.invoice, deliveries=list(sent))
        return replace(found, deliveries=sent)

    return await once(db, _REPLIES, request.request_id, request, work)


async def get_invoice(db: Database, invoice: str) -> InvoiceRecord:
    async with db.read() as tx:
        return await _found(tx, invoice)


async def list_of_account(db: Database, account: str, after: str, limit: int) -> list[InvoiceRecord]:
    async with db.read() as tx:
        record = await loaded(tx, account)
        return await list_invoices(tx, record.shard, account, after, limit)


async def _found(tx: Transaction, invoice: str, *, lock: bool = False) -> InvoiceRecord:
    found = await find_invoice(tx, invoice, lock=lock)
    if found is None:
        raise Refusal(
            Reason.INVOICE_NOT_FOUND,
            RefusalKind.NOT_FOUND,
            f"there is no invoice {invoice!r}",
            metadata={"invoice": f"invoices/{invoice}"},
        )
    return found


async def _account_of(tx: Transaction, payment: str) -> str:
    record = await find_payment(tx, payment)
    if record is None:
        raise payment_not_found(payment)
    return record.account
