"""Payments as they were recorded: shown, and given back from what is left of them (R-PAY-2)."""

import datetime as dt
from dataclasses import dataclass

from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.reason import Reason
from services.payment.domain.records import PaymentRecord, RefundRecord
from services.payment.store.payments import add_refunded, find_payment, list_payments
from services.payment.usecases.books import BookCommand, refund
from services.payment.usecases.requests import loaded, locked, once
from services.payment.usecases.reversals import payment_not_found

_REFUNDS: Replies[RefundRecord] = Replies(RefundRecord)


@dataclass(frozen=True, slots=True)
class RefundPayment:
    request_id: str
    payment: str
    currency: str
    amount: int
    reason: str
    actor: str


async def get_payment(db: Database, payment: str) -> PaymentRecord:
    """Raises PAYMENT_NOT_FOUND."""
    async with db.read() as tx:
        return await _found(tx, payment)


async def _found(tx: Transaction, payment: str) -> PaymentRecord:
    record = await find_payment(tx, payment)
    if record is None:
        raise payment_not_found(payment)
    return record


async def list_of_account(
    db: Database,
    account: str,
    *,
    since: dt.date | None,
    until: dt.date | None,
    reversed_too: bool,
    before: int | None,
    limit: int,
) -> list[PaymentRecord]:
    """An account's payments, newest first."""
    async with db.read() as tx:
        record = await loaded(tx, account)
        return await list_payments(
            tx,
            record.customer_id,
            account,
            since=since,
            until=until,
            reversed_too=reversed_too,
            before=before,
            limit=limit,
        )


async def refund_payment(db: Database, request: RefundPayment) -> RefundRecord:
    """Gives back a part of a payment that still lies free in its book, never more than the payment."""

    async def work(tx: Transaction) -> RefundRecord:
        account = await locked(tx, (await _found(tx, request.payment)).account)
        payment = await _found(tx, request.payment)
        if payment.state != "POSTED" or request.amount > payment.amount - payment.refunded:
            raise Refusal(
                Reason.REFUND_EXCEEDS_PAYMENT,
                RefusalKind.FAILED_PRECONDITION,
                f"of payment {payment.payment} {payment.amount - payment.refunded} minor units may be given back",
                metadata={"payment": f"payments/{payment.payment}"},
            )
        command = BookCommand(
            request.request_id,
            "REFUND",
            payment.book,
            request.currency,
            request.amount,
            request.reason,
            request.actor,
        )
        made = await refund(tx, account, command, payment.payment)
        await add_refunded(tx, payment, request.amount)
        return made

    return await once(db, _REFUNDS, request.request_id, request, work)
