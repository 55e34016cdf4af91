"""Recording payments: the hot path, over a list, in one transaction (R-PAY-1, R-SET-1)."""

from collections.abc import Sequence

from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import GeneralReason, Refusal, RefusalKind
from services.kernel.ids import shard_of
from services.payment.domain import event
from services.payment.domain.payment import (
    Bounds,
    PaymentRequest,
    Recorded,
    Standing,
    check_payment,
    decide_payment,
    same_money,
)
from services.payment.domain.value_date import ALWAYS_ALLOWED_DAYS, earliest_value_date
from services.payment.store.accounts import Directory, lock_accounts
from services.payment.store.agents import agreements_of
from services.payment.store.changes import AccountChange
from services.payment.store.payments import (
    claim_numbers,
    insert_payments,
    insert_receipts,
    payments_by_number,
    release_numbers,
    write_offs_by_case,
)
from services.payment.store.policies import late_fee_policies, value_date_policy_on
from services.payment.usecases.posting import begin, finish, post

_REPLIES: Replies[Recorded] = Replies(Recorded)
Outcome = Recorded | Refusal


async def record_payments(
    db: Database, directory: Directory, requests: Sequence[PaymentRequest]
) -> list[Recorded | Refusal]:
    """Records payments and settles their accounts' bills; answers each in order. One refusal never fails its
    neighbours.

    An unknown account makes a receipt that waits to be claimed (R-PAY-2). The same request id or the same channel's
    number with the same money is answered as before.
    """

    async def work(tx: Transaction) -> list[Recorded | Refusal]:
        return await record_in(tx, directory, requests)

    return await db.transact(work)


async def record_in(
    tx: Transaction, directory: Directory, requests: Sequence[PaymentRequest], fresh_ids: set[str] | None = None
) -> list[Outcome]:
    """Records inside a transaction; adds to ``fresh_ids`` the request ids that are not answered as before."""
    first = {r.request_id: r for r in reversed(requests)}
    outcomes: dict[str, Outcome] = dict(await _REPLIES.find(tx, first))
    unanswered = [r for r in first.values() if r.request_id not in outcomes]
    bounds = await _bounds(tx, unanswered)
    fresh = [r for r in unanswered if not _refused(r, bounds, outcomes)]
    fresh.reverse()
    await _record_fresh(tx, directory, fresh, outcomes)
    made = {r.request_id: outcomes[r.request_id] for r in fresh}
    if fresh_ids is not None:
        fresh_ids.update(made)
    await _REPLIES.keep(tx, {i: (first[i], o) for i, o in made.items() if isinstance(o, Recorded)})
    return [outcomes[r.request_id] if r == first[r.request_id] else _reused(r.request_id) for r in requests]


async def _bounds(tx: Transaction, requests: Sequence[PaymentRequest]) -> Bounds:
    """What the day allows; what no request needs is not read."""
    earliest = earliest_value_date(tx.date, ALWAYS_ALLOWED_DAYS)
    if any(r.value_date < earliest for r in requests):
        policy = await value_date_policy_on(tx, tx.date)
        earliest = earliest_value_date(tx.date, policy.days_before_max)
    return Bounds(tx.date, earliest, await agreements_of(tx, sorted({r.agent for r in requests if r.agent})))


def _refused(request: PaymentRequest, bounds: Bounds, outcomes: dict[str, Outcome]) -> bool:
    try:
        check_payment(request, bounds)
    except Refusal as refusal:
        outcomes[request.request_id] = refusal
        return True
    return False


def _reused(request_id: str) -> Refusal:
    return Refusal(
        GeneralReason.REQUEST_ID_REUSED,
        RefusalKind.ALREADY_EXISTS,
        f"request id {request_id!r} stands twice in the batch with different content",
        metadata={"request_id": request_id},
    )


async def _record_fresh(
    tx: Transaction, directory: Directory, requests: Sequence[PaymentRequest], outcomes: dict[str, Outcome]
) -> None:
    customers = await directory.customers_of(tx, (r.account for r in requests))
    by_number = {r.payment_id: r for r in reversed(requests)}
    ours = await claim_numbers(tx, by_number.values(), customers, tx.date)
    new = [r for r in requests if r.payment_id in ours and by_number[r.payment_id] is r]
    named = [r for r in new if r.account in customers]
    recorded = await _post_payments(tx, customers, named, outcomes)
    receipts = [_receipt(r, tx) for r in new if r.account not in customers]
    await insert_receipts(tx, receipts)
    known = await payments_by_number(tx, sorted(by_number.keys() - ours))
    known |= {r.payment: r for r in (*recorded, *receipts)}
    for request in requests:
        if request.request_id not in outcomes:
            outcomes[request.request_id] = _answer(request, known, by_number, outcomes)


def _answer(
    request: PaymentRequest,
    known: dict[str, Recorded],
    by_number: dict[str, PaymentRequest],
    outcomes: dict[str, Outcome],
) -> Outcome:
    """What a number that is known by now means for a request: its own record, or another's with the same number."""
    found = known.get(request.payment_id)
    if found is None:
        return outcomes[by_number[request.payment_id].request_id]
    try:
        return same_money(request, found)
    except Refusal as refusal:
        return refusal


def _receipt(request: PaymentRequest, tx: Transaction) -> Recorded:
    return Recorded(
        Standing.RECEIPT,
        request.payment_id,
        request.account,
        "",
        request.channel,
        request.channel_number,
        request.currency,
        request.amount,
        request.value_date,
        tx.date,
        payer=request.payer,
        agent=request.agent,
    )


async def _post_payments(
    tx: Transaction, customers: dict[str, str], requests: Sequence[PaymentRequest], outcomes: dict[str, Outcome]
) -> list[Recorded]:
    """Posts payments to known accounts in the order given; a refused one gives its channel's number back."""
    accounts = await lock_accounts(tx, {r.account: customers[r.account] for r in requests})
    policies = await late_fee_policies(tx)
    cases = await write_offs_by_case(tx, [(r.account, r.case) for r in requests if r.case])
    changes: dict[str, AccountChange] = {}
    posted: list[tuple[int, Recorded, str]] = []
    refused: list[str] = []
    for request in requests:
        record = accounts[request.account]
        change = changes.get(request.account) or begin(record)
        try:
            act = decide_payment(
                request, record.currency, change.state.books, cases.get((request.account, request.case), "")
            )
            applied = post(change, act, (request.value_date, tx.date), policies)
        except Refusal as refusal:
            outcomes[request.request_id] = refusal
            refused.append(request.payment_id)
            continue
        changes[request.account] = change
        done = _recorded(request, tx, record.customer_id, act.book, applied.settled)
        posted.append((change.sequence, done, ""))
        tx.publish([_received(done)])
    await release_numbers(tx, refused)
    await finish(tx, changes.values())
    await insert_payments(tx, posted, [shard_of(r.customer) for _, r, _ in posted])
    return [r for _, r, _ in posted]


def _recorded(request: PaymentRequest, tx: Transaction, customer: str, book: str, settled: int) -> Recorded:
    return Recorded(
        Standing.PAYMENT,
        request.payment_id,
        request.account,
        customer,
        request.channel,
        request.channel_number,
        request.currency,
        request.amount,
        request.value_date,
        tx.date,
        book,
        settled,
        request.payer,
        request.agent,
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
