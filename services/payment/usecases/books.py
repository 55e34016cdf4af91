"""Books: changing, topping up, freezing, transferring, refunding, expiring (R-BOK-1, R-BOK-4)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.book import Book, BookKind, in_paying_order
from services.payment.domain.book_terms import check_terms
from services.payment.domain.operation import (
    Act,
    BookChanged,
    BookExpired,
    BookFrozen,
    BookOpened,
    BookRefunded,
    BookToppedUp,
    BookTransferred,
)
from services.payment.domain.payment import book_not_found, check_amount, check_currency
from services.payment.domain.reason import Reason
from services.payment.domain.records import RefundRecord
from services.payment.domain.views import BookMovement, BookView, Transferred
from services.payment.store.accounts import AccountRecord, lock_accounts
from services.payment.store.decisions import insert_refund
from services.payment.store.ledger import book_movements
from services.payment.store.policies import late_fee_policies
from services.payment.usecases.posting import begin, finish, post
from services.payment.usecases.requests import loaded, locked, once, post_one


@dataclass(frozen=True, slots=True)
class BookCommand:
    """A command about one book: ``verb`` is TOP_UP, FREEZE, UNFREEZE, REFUND or EXPIRE; amounts in minor units."""

    request_id: str
    verb: str
    book: str
    currency: str
    amount: int
    reason: str
    actor: str


@dataclass(frozen=True, slots=True)
class UpdateBook:
    """``terms`` holds the new values, ``fields`` the proto's names of those that change."""

    request_id: str
    book: str
    terms: BookOpened
    fields: tuple[str, ...]
    actor: str


@dataclass(frozen=True, slots=True)
class TransferBook:
    request_id: str
    from_book: str
    to_book: str
    currency: str
    amount: int
    reason: str
    actor: str


_VIEWS: Replies[BookView] = Replies(BookView)
_TRANSFERS: Replies[Transferred] = Replies(Transferred)
_REFUNDS: Replies[RefundRecord] = Replies(RefundRecord)


def account_of_book(book: str) -> str:
    """A book's id is its account's id, a dot, and its own id, which has no dot."""
    return book.rpartition(".")[0]


async def get_book(db: Database, book: str) -> BookView:
    async with db.read() as tx:
        record = await loaded(tx, account_of_book(book))
        return _view(record, book_in(record, book))


async def list_books(db: Database, account: str) -> list[BookView]:
    """The account's books in the order in which they pay (R-BOK-2)."""
    async with db.read() as tx:
        record = await loaded(tx, account)
        books = {**record.state.books, record.state.general.book_id: record.state.general}
        return [_view(record, book) for book in in_paying_order(books.values(), record.state.plan.kind_order)]


async def update_book(db: Database, request: UpdateBook) -> BookView:
    """Changes a book's terms; only the fields named."""

    async def work(tx: Transaction) -> BookView:
        record = await locked(tx, account_of_book(request.book))
        book = book_in(record, request.book)
        act = _changed(request, book)
        check_terms(
            BookOpened(
                book.book_id,
                BookKind.DISCOUNT if book.kind is BookKind.GENERAL else book.kind,
                items=tuple(book.items),
                sets=book.sets,
                valid_from=act.valid_from,
                valid_until=None if book.kind is BookKind.GENERAL else act.valid_until,
                monthly_limit=act.monthly_limit,
                ratio_permille=act.ratio_permille,
            )
        )
        change, _ = await post_one(tx, record, act)
        await tx.audit(_audited(request.actor, "book.update", request.book, ",".join(request.fields), 0))
        return _view(record, change.state.books[request.book])

    return await once(db, _VIEWS, request.request_id, request, work)


def _changed(request: UpdateBook, book: Book) -> BookChanged:
    """The book's terms with those of the named fields taken from the request."""
    new, fields = request.terms, request.fields
    dates = (new.valid_from, new.valid_until) if "validity" in fields else (book.valid_from, book.valid_until)
    limit = new.monthly_limit if "monthly_limit_minor_units" in fields else book.monthly_limit
    ratio = new.ratio_permille if "monthly_ratio_permille" in fields else book.ratio_permille
    return BookChanged(
        book.book_id,
        new.display_name if "display_name" in fields else book.display_name,
        new.priority if "priority" in fields else book.priority,
        *dates,
        limit,
        ratio,
    )


async def list_movements(db: Database, book: str, before: int | None, limit: int) -> tuple[list[BookMovement], str]:
    """A book's movements, newest first, with the balance after each; and the currency."""
    async with db.read() as tx:
        record = await loaded(tx, account_of_book(book))
        book_in(record, book)
        return await book_movements(tx, record.shard, record.account_id, book, before, limit), record.currency


async def command_book(db: Database, request: BookCommand) -> BookView:
    """Tops up, freezes, frees or expires a book; whatever it frees settles open bills."""

    async def work(tx: Transaction) -> BookView:
        record = await locked(tx, account_of_book(request.book))
        book = book_in(record, request.book)
        if request.verb != "EXPIRE":
            check_amount(request.amount)
            check_currency(record.account_id, record.currency, request.currency)
        act = _ACTS[request.verb](request, book, tx.date)
        change, _ = await post_one(tx, record, act)
        await tx.audit(
            _audited(request.actor, f"book.{request.verb.lower()}", request.book, request.reason, request.amount)
        )
        return _view(record, change.state.books[request.book])

    return await once(db, _VIEWS, request.request_id, request, work)


def _top_up(request: BookCommand, book: Book, date: dt.date) -> Act:
    if book.kind.is_cash or (book.valid_until is not None and book.valid_until <= date):
        raise Refusal(
            Reason.BOOK_NOT_TOPPABLE,
            RefusalKind.FAILED_PRECONDITION,
            f"book {book.book_id} takes no operator's money: it is no gift or discount book, or has ended",
            metadata={"book": f"books/{book.book_id}"},
        )
    return BookToppedUp(book.book_id, request.amount)


def _expire(request: BookCommand, book: Book, date: dt.date) -> Act:
    if book.kind.is_cash or book.valid_until is None or book.valid_until > date:
        raise Refusal(
            Reason.BOOK_NOT_EXPIRED,
            RefusalKind.FAILED_PRECONDITION,
            f"book {book.book_id} holds a customer's cash, or has not ended",
            metadata={"book": f"books/{book.book_id}"},
        )
    return BookExpired(book.book_id)


_ACTS: dict[str, Callable[[BookCommand, Book, dt.date], Act]] = {
    "TOP_UP": _top_up,
    "FREEZE": lambda request, book, date: BookFrozen(book.book_id, request.amount),
    "UNFREEZE": lambda request, book, date: BookFrozen(book.book_id, -request.amount),
    "EXPIRE": _expire,
}


async def refund_book(db: Database, request: BookCommand) -> RefundRecord:
    """Pays a book's free money out (清退); gifts and discounts are refused."""

    async def work(tx: Transaction) -> RefundRecord:
        record = await locked(tx, account_of_book(request.book))
        return await refund(tx, record, request, "")

    return await once(db, _REFUNDS, request.request_id, request, work)


async def refund(tx: Transaction, record: AccountRecord, request: BookCommand, payment: str) -> RefundRecord:
    """Refunds from a book of a locked account; of a payment when one is named."""
    amount, currency, book_id = request.amount, request.currency, request.book
    check_amount(amount)
    check_currency(record.account_id, record.currency, currency)
    book = book_in(record, book_id)
    if not book.holds_own_cash:
        raise Refusal(
            Reason.BOOK_NOT_REFUNDABLE,
            RefusalKind.FAILED_PRECONDITION,
            f"book {book_id} holds {'drawn money' if book.funding else f'a {book.kind.lower()}'}, not refundable",
            metadata={"book": f"books/{book_id}"},
        )
    change, _ = await post_one(tx, record, BookRefunded(book_id, amount, payment))
    made = RefundRecord(record.account_id, change.sequence, book_id, payment, currency, amount, tx.date, request.reason)
    await insert_refund(tx, record.shard, made)
    await tx.audit(_audited(request.actor, "book.refund", book_id, request.reason, amount))
    return made


async def transfer_book(db: Database, request: TransferBook) -> Transferred:
    """Moves money between two books of one customer; a gift never becomes cash (R-BOK-4)."""

    async def work(tx: Transaction) -> Transferred:
        check_amount(request.amount)
        giver, taker = account_of_book(request.from_book), account_of_book(request.to_book)
        records = await _locked_pair(tx, giver, taker)
        check_currency(giver, records[giver].currency, request.currency)
        check_currency(taker, records[taker].currency, request.currency)
        source, target = book_in(records[giver], request.from_book), book_in(records[taker], request.to_book)
        _check_transfer(records[giver], records[taker], source, target)
        changes = {account: begin(records[account]) for account in (giver, taker)}
        policies, dates = await late_fee_policies(tx), (tx.date, tx.date)
        out = BookTransferred(request.from_book, -request.amount, request.to_book)
        post(changes[giver], out, dates, policies)
        post(changes[taker], BookTransferred(request.to_book, request.amount, request.from_book), dates, policies)
        await finish(tx, changes.values())
        await tx.audit(_audited(request.actor, "book.transfer", request.from_book, request.reason, request.amount))
        return Transferred(
            _view(records[giver], changes[giver].state.books[request.from_book]),
            _view(records[taker], changes[taker].state.books[request.to_book]),
        )

    return await once(db, _TRANSFERS, request.request_id, request, work)


async def _locked_pair(tx: Transaction, giver: str, taker: str) -> dict[str, AccountRecord]:
    first = await loaded(tx, giver)
    second = await loaded(tx, taker)
    return await lock_accounts(tx, {giver: first.customer_id, taker: second.customer_id})


def _check_transfer(giver: AccountRecord, taker: AccountRecord, source: Book, target: Book) -> None:
    same = giver.customer_id == taker.customer_id and source.book_id != target.book_id
    if not same or source.funding or target.funding or (target.kind.is_cash and not source.kind.is_cash):
        raise Refusal(
            Reason.BOOK_TRANSFER_NOT_ALLOWED,
            RefusalKind.FAILED_PRECONDITION,
            "money moves between two books of one customer, a gift never becomes cash, and drawn money stays",
            metadata={"from_book": f"books/{source.book_id}", "to_book": f"books/{target.book_id}"},
        )


def book_in(record: AccountRecord, book: str) -> Book:
    """A book of the account; the general one stands from the beginning. Raises BOOK_NOT_FOUND."""
    if book == record.state.general.book_id:
        return record.state.general
    if book not in record.state.books:
        raise book_not_found(book)
    return record.state.books[book]


def _view(record: AccountRecord, book: Book) -> BookView:
    return BookView(record.account_id, record.customer_id, record.currency, book)


def _audited(actor: str, action: str, book: str, reason: str, amount: int) -> AuditRecord:
    return AuditRecord(actor, action, f"books/{book}", reason, {"amount_minor_units": amount})
