"""Unidentified receipts: listed, claimed (认领), sent back (R-PAY-2)."""

from dataclasses import dataclass, replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain import event
from services.payment.domain.operation import Settled
from services.payment.domain.payment import PaymentRequest, Recorded, Standing, decide_payment
from services.payment.domain.reason import Reason
from services.payment.domain.records import PaymentRecord, ReceiptRecord
from services.payment.store import receipts as store
from services.payment.store.payments import find_payment, insert_payments
from services.payment.store.policies import late_fee_policies
from services.payment.usecases.posting import begin, finish, post
from services.payment.usecases.requests import locked, once
from services.payment.usecases.reversals import payment_not_found

_PAYMENTS: Replies[PaymentRecord] = Replies(PaymentRecord)
_RECEIPTS: Replies[ReceiptRecord] = Replies(ReceiptRecord)


@dataclass(frozen=True, slots=True)
class ClaimReceipt:
    request_id: str
    receipt: str
    account: str
    book: str
    reason: str
    actor: str


@dataclass(frozen=True, slots=True)
class NotePossibleAccount:
    request_id: str
    receipt: str
    account: str
    actor: str


@dataclass(frozen=True, slots=True)
class ReturnReceipt:
    request_id: str
    receipt: str
    reason: str
    actor: str


async def list_receipts(
    db: Database, state: str, possible_account: str, after: tuple[str, str] | None, limit: int
) -> list[ReceiptRecord]:
    async with db.read() as tx:
        return await store.list_receipts(tx, state, possible_account, after, limit)


async def claim_receipt(db: Database, request: ClaimReceipt) -> PaymentRecord:
    """Makes a payment of a receipt, of the receipt's value date; it settles as if it had named its account."""

    async def work(tx: Transaction) -> PaymentRecord:
        receipt = await _waiting(tx, request.receipt)
        record = await locked(tx, request.account)
        asked = PaymentRequest(
            request.request_id,
            receipt.channel,
            receipt.channel_number,
            request.account,
            receipt.currency,
            receipt.amount,
            receipt.value_date,
            request.book,
            receipt.payer,
            agent=receipt.agent,
        )
        act = replace(decide_payment(asked, record.currency, record.state.books), receipt=receipt.receipt)
        if receipt.possible_account:
            await _forget_possible(tx, receipt)
        record = await locked(tx, request.account)
        change = begin(record)
        applied = post(change, act, (receipt.value_date, tx.date), await late_fee_policies(tx))
        done = _recorded(asked, record.customer_id, act.book, applied.settled, tx)
        tx.publish([_received(done)])
        await finish(tx, [change])
        await store.forget_reversed(tx, record.shard, record.account_id, done.payment)
        await insert_payments(tx, [(change.sequence, done, receipt.receipt)], [record.shard])
        await store.identify_number(tx, receipt.receipt, request.account)
        await store.change_receipt(tx, receipt.receipt, state="CLAIMED", payment=done.payment)
        await tx.audit(AuditRecord(request.actor, "receipt.claim", f"receipts/{receipt.receipt}", request.reason))
        found = await find_payment(tx, done.payment)
        if found is None:
            raise payment_not_found(done.payment)
        return found

    return await once(db, _PAYMENTS, request.request_id, request, work)


async def note_possible_account(db: Database, request: NotePossibleAccount) -> ReceiptRecord:
    """Notes whose a receipt may be: while it waits, that account is not suspended (R-CTL-6)."""

    async def work(tx: Transaction) -> ReceiptRecord:
        receipt = await _waiting(tx, request.receipt)
        if receipt.possible_account:
            await _forget_possible(tx, receipt)
        if request.account:
            record = await locked(tx, request.account)
            await store.add_unclaimed(tx, record.customer_id, request.account, receipt.amount)
            await _republish(tx, request.account)
        await store.change_receipt(tx, receipt.receipt, possible_account=request.account)
        return replace(receipt, possible_account=request.account)

    return await once(db, _RECEIPTS, request.request_id, request, work)


async def return_receipt(db: Database, request: ReturnReceipt) -> ReceiptRecord:
    """Sends a receipt back to its payer."""

    async def work(tx: Transaction) -> ReceiptRecord:
        receipt = await _waiting(tx, request.receipt)
        if receipt.possible_account:
            await _forget_possible(tx, receipt)
        await store.post_return(tx, receipt)
        await store.change_receipt(tx, receipt.receipt, state="RETURNED")
        await tx.audit(AuditRecord(request.actor, "receipt.return", f"receipts/{receipt.receipt}", request.reason))
        return replace(receipt, state="RETURNED")

    return await once(db, _RECEIPTS, request.request_id, request, work)


async def _forget_possible(tx: Transaction, receipt: ReceiptRecord) -> None:
    record = await locked(tx, receipt.possible_account)
    await store.add_unclaimed(tx, record.customer_id, receipt.possible_account, -receipt.amount)
    await _republish(tx, receipt.possible_account)


async def _republish(tx: Transaction, account: str) -> None:
    """A position's version is its newest operation, so that a changed flag comes with an operation that settles
    nothing new.
    """
    record = await locked(tx, account)
    change = begin(record)
    post(change, Settled("RECEIPT"), (tx.date, tx.date), await late_fee_policies(tx))
    await finish(tx, [change])


async def _waiting(tx: Transaction, receipt: str) -> ReceiptRecord:
    found = await store.lock_receipt(tx, receipt)
    if found is None:
        raise Refusal(
            Reason.RECEIPT_NOT_FOUND,
            RefusalKind.NOT_FOUND,
            f"there is no receipt {receipt!r}",
            metadata={"receipt": f"receipts/{receipt}"},
        )
    if found.state != "UNCLAIMED":
        raise Refusal(
            Reason.RECEIPT_NOT_UNCLAIMED,
            RefusalKind.FAILED_PRECONDITION,
            f"receipt {receipt} is {found.state}",
            metadata={"receipt": f"receipts/{receipt}", "state": found.state},
        )
    return found


def _recorded(asked: PaymentRequest, customer: str, book: str, settled: int, tx: Transaction) -> Recorded:
    return Recorded(
        Standing.PAYMENT,
        asked.payment_id,
        asked.account,
        customer,
        asked.channel,
        asked.channel_number,
        asked.currency,
        asked.amount,
        asked.value_date,
        tx.date,
        book,
        settled,
        asked.payer,
        asked.agent,
    )


def _received(done: Recorded) -> event.PaymentReceived:
    return event.PaymentReceived(
        done.payment,
        done.account,
        done.customer,
        done.channel,
        done.channel_number,
        done.currency,
        done.amount,
        done.value_date,
        done.posting_date,
    )
