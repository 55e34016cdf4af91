"""Taking payments and settlements back (冲正, 反销账): unwind and replay in one transaction (R-PAY-2, R-SET-7)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain import event
from services.payment.domain.account import AccountState
from services.payment.domain.history import Rewind, rewind
from services.payment.domain.operation import Operation, PaymentPosted, Rewound
from services.payment.domain.reason import Reason
from services.payment.domain.records import PaymentRecord, SettlementRecord
from services.payment.domain.settle import Allocation
from services.payment.store.accounts import AccountRecord, customer_of_account, lock_whole_account
from services.payment.store.changes import AccountChange, Step, write_changes, write_renewed
from services.payment.store.history import mark_taken_back, operations_of
from services.payment.store.payments import find_payment, mark_reversed, set_settled
from services.payment.store.policies import late_fee_policies
from services.payment.store.receipts import wait_again
from services.payment.store.settlements import find_settlement, postings_of
from services.payment.usecases.intake import account_not_found
from services.payment.usecases.posting import late_fee_facts, payment_of, position_of, recovered, settled
from services.payment.usecases.requests import once

_PAYMENTS: Replies[PaymentRecord] = Replies(PaymentRecord)
_SETTLEMENTS: Replies[SettlementRecord] = Replies(SettlementRecord)


@dataclass(frozen=True, slots=True)
class ReversePayment:
    request_id: str
    payment: str
    reason: str
    actor: str


@dataclass(frozen=True, slots=True)
class ReverseSettlement:
    request_id: str
    account: str
    sequence: int
    posted: int
    reason: str
    actor: str


async def reverse_payment(db: Database, request: ReversePayment) -> PaymentRecord:
    """Leaves everything as if the payment had never come; later settlements are replayed at their own value dates.
    Money that was claimed waits to be claimed again, or to be sent back.
    """

    async def work(tx: Transaction) -> PaymentRecord:
        found = await _payment(tx, request.payment)
        account = await _whole(tx, found.account)
        payment = await _payment(tx, request.payment)
        if payment.state != "POSTED":
            raise Refusal(
                Reason.PAYMENT_ALREADY_REVERSED,
                RefusalKind.FAILED_PRECONDITION,
                f"payment {payment.payment} was reversed on {payment.reverse_date}",
                metadata={"payment": f"payments/{payment.payment}"},
            )
        tx.publish([_reversed(payment, tx, request.reason)])
        await take_back(tx, account, Rewound(payment.sequence, False, request.reason))
        await mark_reversed(tx, payment, tx.date, request.reason)
        if payment.receipt:
            await wait_again(tx, payment.receipt)
        await tx.audit(_audit(request.actor, "payment.reverse", f"payments/{payment.payment}", request.reason))
        return replace(payment, state="REVERSED", reverse_date=tx.date, reverse_reason=request.reason, settled=0)

    return await once(db, _PAYMENTS, request.request_id, request, work)


async def reverse_settlement(db: Database, request: ReverseSettlement) -> SettlementRecord:
    """Undoes one settlement: its money goes back to its books and waits for the next one."""

    async def work(tx: Transaction) -> SettlementRecord:
        account = await _whole(tx, request.account)
        found = await find_settlement(tx, account.shard, request.account, request.sequence, request.posted)
        if found is None:
            raise Refusal(
                Reason.SETTLEMENT_NOT_FOUND,
                RefusalKind.NOT_FOUND,
                f"account {request.account} has no settlement {request.sequence}.{request.posted}",
                metadata={"account": f"accounts/{request.account}"},
            )
        if found.reversed:
            raise Refusal(
                Reason.SETTLEMENT_ALREADY_REVERSED,
                RefusalKind.FAILED_PRECONDITION,
                f"settlement {found.settlement} was reversed before",
                metadata={"settlement": f"settlements/{found.settlement}"},
            )
        await take_back(tx, account, Rewound(request.sequence, True, request.reason))
        await tx.audit(_audit(request.actor, "settlement.reverse", f"settlements/{found.settlement}", request.reason))
        return replace(found, reversed=True)

    return await once(db, _SETTLEMENTS, request.request_id, request, work)


async def take_back(tx: Transaction, record: AccountRecord, mark: Rewound) -> None:
    """Rewinds an account that is locked whole, writes the difference and publishes it."""
    history = await operations_of(tx, record.shard, record.account_id)
    result = rewind(record.account_id, history, record.state, mark, tx.date, await late_fee_policies(tx))
    operation = Operation(record.sequence + 1, tx.date, tx.date, mark)
    state = _with_emptied_books(record.state, result.state)
    step = Step(operation, result.entries, (), result.assessments)
    change = AccountChange(record, state, [step])
    postings = await postings_of(tx, record.shard, record.account_id, sorted(result.undone))
    await write_changes(tx, [change])
    await mark_taken_back(tx, record.shard, record.account_id, mark.target, only_settlement=mark.only_settlement)
    await write_renewed(tx, record, operation.sequence, result.renewed)
    by_sequence = {each.sequence: each for each in history}
    await _keep_settled(tx, record, result, by_sequence)
    tx.publish(late_fee_facts(record, step))
    tx.publish(_facts(record, state, result, by_sequence, postings, operation))
    tx.publish([position_of(record, state, operation.sequence, tx.date)])


def _with_emptied_books(before: AccountState, after: AccountState) -> AccountState:
    """A book that stood only because of what was taken back stays, empty."""
    emptied = {b: book._replace(balance=0, frozen=0) for b, book in before.books.items() if b not in after.books}
    return replace(after, books={**after.books, **emptied})


async def _keep_settled(
    tx: Transaction, record: AccountRecord, result: Rewind, by_sequence: dict[int, Operation]
) -> None:
    """Payments whose settlement changed show what it applies now."""
    for sequence, allocations in result.renewed.items():
        if isinstance(by_sequence[sequence].act, PaymentPosted):
            await set_settled(tx, record.shard, record.account_id, sequence, sum(a.total for a in allocations))


def _facts(
    record: AccountRecord,
    state: AccountState,
    result: Rewind,
    by_sequence: dict[int, Operation],
    postings: dict[int, int],
    operation: Operation,
) -> Iterator[object]:
    """All settlements undone, then those made anew, each in the order of the history."""
    today = operation.posting_date
    for sequence in sorted(result.undone, reverse=True):
        before, old = by_sequence[sequence], result.undone[sequence]
        if _in_arrears(old):
            posted = settled(record, state, before, postings.get(sequence, sequence), old, today)
            yield event.SettlementReversed(posted)
        yield from recovered(record, old, payment_of(before), -1)
    for sequence in sorted(result.renewed):
        again, new = by_sequence[sequence], result.renewed[sequence]
        if _in_arrears(new):
            yield settled(record, state, again, operation.sequence, new, today)
        yield from recovered(record, new, payment_of(again), 1)


def _in_arrears(allocations: tuple[Allocation, ...]) -> bool:
    return any(not a.write_off for a in allocations)


async def _payment(tx: Transaction, payment: str) -> PaymentRecord:
    found = await find_payment(tx, payment)
    if found is None:
        raise payment_not_found(payment)
    return found


def payment_not_found(payment: str) -> Refusal:
    return Refusal(
        Reason.PAYMENT_NOT_FOUND,
        RefusalKind.NOT_FOUND,
        f"there is no payment {payment!r}",
        metadata={"payment": f"payments/{payment}"},
    )


async def _whole(tx: Transaction, account: str) -> AccountRecord:
    customer = await customer_of_account(tx, account)
    record = await lock_whole_account(tx, account, customer) if customer is not None else None
    if record is None:
        raise account_not_found(account)
    return record


def _reversed(payment: PaymentRecord, tx: Transaction, reason: str) -> event.PaymentReversed:
    return event.PaymentReversed(
        payment.payment, payment.account, payment.customer, payment.currency, payment.amount, tx.date, reason
    )


def _audit(actor: str, action: str, subject: str, reason: str) -> AuditRecord:
    return AuditRecord(actor, action, subject, reason)
