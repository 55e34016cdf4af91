"""Funding accounts (R-BOK-3): named for a book, then drawn on in three transactions, each in one customer.

Ask (the book's account notes a draw), give (the funding account's money leaves it, noted under the draw's id), take
(the money comes into the book and settles). The draw stands open from the first to the last, so that whoever comes
next finishes what a process that died has begun: ``give`` finds what it gave, ``take`` finds the draw closed.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.book import Book
from services.payment.domain.funding import Draw, ask, give
from services.payment.domain.operation import FundingMoved, FundingSet, Settled
from services.payment.domain.payment import check_amount, check_currency
from services.payment.domain.reason import Reason
from services.payment.domain.settle import Terms
from services.payment.domain.views import BookView
from services.payment.store import funding as store
from services.payment.store.accounts import AccountRecord, customer_of_account
from services.payment.store.changes import AccountChange
from services.payment.store.policies import late_fee_policies
from services.payment.usecases.books import account_of_book, book_in
from services.payment.usecases.posting import begin, finish, post
from services.payment.usecases.requests import loaded, locked, once

_VIEWS: Replies[BookView] = Replies(BookView)


@dataclass(frozen=True, slots=True)
class SetFunding:
    """An empty ``funding_account`` ends the drawing; what was drawn and not used goes back."""

    request_id: str
    book: str
    funding_account: str
    currency: str
    limit: int
    actor: str


async def set_funding(db: Database, request: SetFunding) -> BookView:
    """Names a book's funding account, and draws at once what the account's open bills want of it.

    Raises FUNDING_NOT_ALLOWED.
    """

    async def work(tx: Transaction) -> BookView:
        record = await locked(tx, account_of_book(request.book))
        book_in(record, request.book)
        change = begin(record)
        await fund(tx, change, request)
        await finish(tx, [change])
        found = change.state.books[request.book]
        return BookView(record.account_id, record.customer_id, record.currency, found)

    view = await once(db, _VIEWS, request.request_id, request, work)
    await draw_for(db, view.account)
    return view


async def fund(tx: Transaction, change: AccountChange, request: SetFunding) -> None:
    """Names the funding account in a change of the book's account that is not written yet."""
    general = change.state.general
    book = general if request.book == general.book_id else change.state.books[request.book]
    await _check(tx, change.record, book, request)
    if book.funding is not None and book.funding.account != request.funding_account and book.balance:
        await _send_back(tx, change, book)
    act = FundingSet(book.book_id, request.funding_account, request.limit)
    post(change, act, (tx.date, tx.date), await late_fee_policies(tx))
    facts = {"funding_account": request.funding_account, "limit_minor_units": request.limit}
    await tx.audit(AuditRecord(request.actor, "book.fund", f"books/{book.book_id}", "", facts))


async def _check(tx: Transaction, record: AccountRecord, book: Book, request: SetFunding) -> None:
    if await store.open_draws(tx, [record.account_id]):
        raise _not_allowed(book, request, "a draw is under way; try again when it has ended")
    if book.frozen or (book.balance and book.funding is None):
        raise _not_allowed(book, request, "the book holds money of the account's own, or frozen money")
    if not request.funding_account:
        return
    if book.book_id == record.state.general.book_id or not book.kind.is_cash:
        raise _not_allowed(book, request, "neither the account's general book nor a gift or discount book is funded")
    check_amount(request.limit, "funding_limit")
    check_currency(record.account_id, record.currency, request.currency)
    if await customer_of_account(tx, request.funding_account) is None or request.funding_account == record.account_id:
        raise _not_allowed(book, request, "the funding account is unknown, or is the account itself")
    funding = await loaded(tx, request.funding_account)
    if funding.currency != record.currency or funding.closed:
        raise _not_allowed(book, request, "the funding account is closed, or has another currency")


def _not_allowed(book: Book, request: SetFunding, why: str) -> Refusal:
    metadata = {"book": f"books/{book.book_id}", "funding_account": f"accounts/{request.funding_account}"}
    return Refusal(Reason.FUNDING_NOT_ALLOWED, RefusalKind.FAILED_PRECONDITION, why, metadata=metadata)


async def _send_back(tx: Transaction, change: AccountChange, book: Book) -> None:
    """Takes what was drawn and not used out of the book; the open draw brings it to its funding account."""
    record = change.record
    if book.funding is None:
        return
    number = await store.next_number(tx, record.shard, record.account_id)
    back = Draw(
        record.shard,
        record.account_id,
        number,
        book.book_id,
        "RETURN",
        book.funding.account,
        book.balance,
        True,
        book.balance,
    )
    await store.insert_draw(tx, back)
    act = FundingMoved(book.book_id, -book.balance, back.draw_id, book.funding.account)
    post(change, act, (tx.date, tx.date), await late_fee_policies(tx))


async def draw_due(db: Database, date: dt.date) -> Mapping[str, int]:
    """Draws for every account that settles by itself and has something open that a funded book may pay."""
    async with db.read() as tx:
        accounts = await store.accounts_that_may_draw(tx)
        unfinished = await store.open_draws(tx)
    drawn = sum([await _finish_draw(db, draw) for draw in unfinished])
    for account in accounts:
        drawn += await draw_for(db, account, by_hand=False)
    return {"drawn_minor_units": drawn}


async def draw_for(db: Database, account: str, *, by_hand: bool = True) -> int:
    """Draws what an account's open bills want; finishes first what was begun. Returns what came in."""
    async with db.read() as tx:
        unfinished = await store.open_draws(tx, [account])
    drawn = sum([await _finish_draw(db, draw) for draw in unfinished])
    passed: frozenset[str] = frozenset()
    while (asked := await _ask(db, account, passed, by_hand=by_hand)) is not None:
        came = await _finish_draw(db, asked)
        drawn += came
        if came < asked.asked:
            passed |= {asked.book}
    return drawn


async def _ask(db: Database, account: str, passed: frozenset[str], *, by_hand: bool) -> Draw | None:
    """The first step, in the book's account: notes a draw, unless nothing is wanted or one is under way."""

    async def work(tx: Transaction) -> Draw | None:
        record = await locked(tx, account)
        if record.state.plan.manual and not by_hand:
            return None
        wanted = ask(record.state, await _terms(tx, record), passed)
        if wanted is None or await store.open_draws(tx, [account]):
            return None
        number = await store.next_number(tx, record.shard, account)
        draw = Draw(record.shard, account, number, wanted.book, "DRAW", wanted.account, wanted.amount, wanted.whole)
        await store.insert_draw(tx, draw)
        return draw

    return await db.transact(work)


async def _terms(tx: Transaction, record: AccountRecord) -> Terms:
    return Terms(record.state.plan, tx.date, tx.date, await late_fee_policies(tx))


async def _finish_draw(db: Database, draw: Draw) -> int:
    """The second and the third step. Returns what came into the book."""
    given = await _give(db, draw)
    return await _take(db, draw, given)


async def _give(db: Database, draw: Draw) -> int:
    """The second step, in the funding account: what it gives is noted under the draw's id, so that it gives once."""

    async def work(tx: Transaction) -> int:
        record = await locked(tx, draw.funding_account)
        known = await store.shares_of(tx, record.customer_id, record.account_id, [draw])
        if draw.draw_id in known:
            return known[draw.draw_id]
        amount = -draw.amount
        if draw.direction == "DRAW":
            amount = give(record.state, draw.asked, whole=draw.whole, terms=await _terms(tx, record))
        await store.insert_share(tx, record.shard, record.account_id, draw.draw_id, amount)
        if amount:
            act = FundingMoved(record.state.general.book_id, -amount, draw.draw_id, draw.account)
            change = begin(record)
            post(change, act, (tx.date, tx.date), await late_fee_policies(tx))
            await finish(tx, [change])
        return amount

    return await db.transact(work)


async def _take(db: Database, draw: Draw, given: int) -> int:
    """The third step, in the book's account: closes the draw and settles with what came."""

    async def work(tx: Transaction) -> int:
        record = await locked(tx, draw.account)
        if not await store.close_draw(tx, draw, abs(given)):
            return 0
        if draw.direction == "RETURN" or not given:
            return 0
        change, dates, policies = begin(record), (tx.date, tx.date), await late_fee_policies(tx)
        post(change, FundingMoved(draw.book, given, draw.draw_id, draw.funding_account), dates, policies)
        if record.state.plan.manual:
            post(change, Settled("FUNDING"), dates, policies)
        await finish(tx, [change])
        return given

    return await db.transact(work)
