"""The effects of acts on books: money in, frozen, moved, paid out, taken back (R-BOK-4)."""

from dataclasses import replace

from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.account import Workbench
from services.payment.domain.book import Book, Funding
from services.payment.domain.ledger import LedgerAccount
from services.payment.domain.operation import (
    BookCarriedOver,
    BookChanged,
    BookExpired,
    BookFrozen,
    BookOpened,
    BookRefunded,
    BookSetsResolved,
    BookToppedUp,
    BookTransferred,
    FundingMoved,
    FundingSet,
    Operation,
    PaymentPosted,
    PlanSet,
)
from services.payment.domain.posting import allocate, deposit
from services.payment.domain.reason import Reason
from services.payment.domain.settle import Plan, recover_case


def payment_posted(bench: Workbench, operation: Operation, act: PaymentPosted) -> None:
    contra = LedgerAccount.UNIDENTIFIED if act.receipt else LedgerAccount.CHANNEL_CASH
    deposit(bench, bench.book(act.book), act.amount, contra)
    if act.case and not operation.unsettled:
        book = bench.book(act.book)
        for allocation in recover_case(bench.lines.values(), book, act.case, act.amount):
            allocate(bench, allocation, operation.value_date)


def book_opened(bench: Workbench, operation: Operation, act: BookOpened) -> None:
    bench.books.setdefault(
        act.book,
        Book(
            act.book,
            act.book_kind,
            act.display_name,
            act.purpose,
            frozenset(act.items),
            act.priority,
            act.valid_from,
            act.valid_until,
            act.monthly_limit,
            act.ratio_permille,
            sets=act.sets,
            set_items=frozenset(act.set_items),
        ),
    )


def book_changed(bench: Workbench, operation: Operation, act: BookChanged) -> None:
    bench.put_book(
        bench.book(act.book),
        display_name=act.display_name,
        priority=act.priority,
        valid_from=act.valid_from,
        valid_until=act.valid_until,
        monthly_limit=act.monthly_limit,
        ratio_permille=act.ratio_permille,
    )


def book_carried_over(bench: Workbench, operation: Operation, act: BookCarriedOver) -> None:
    deposit(bench, bench.book(act.book), act.amount, LedgerAccount.OPENING)


def book_topped_up(bench: Workbench, operation: Operation, act: BookToppedUp) -> None:
    deposit(bench, bench.book(act.book), act.amount, LedgerAccount.PROMOTION)


def book_frozen(bench: Workbench, operation: Operation, act: BookFrozen) -> None:
    book = bench.book(act.book)
    if act.amount > max(0, book.free):
        raise Refusal(
            Reason.BOOK_BALANCE_INSUFFICIENT,
            RefusalKind.FAILED_PRECONDITION,
            f"book {book.book_id} has {book.free} free minor units, less than {act.amount}",
            metadata={"book": f"books/{book.book_id}", "free_minor_units": str(book.free)},
        )
    if -act.amount > book.frozen:
        raise Refusal(
            Reason.BOOK_FROZEN_INSUFFICIENT,
            RefusalKind.FAILED_PRECONDITION,
            f"book {book.book_id} has {book.frozen} frozen minor units, less than {-act.amount}",
            metadata={"book": f"books/{book.book_id}", "frozen_minor_units": str(book.frozen)},
        )
    bench.put_book(book, frozen=book.frozen + act.amount)


def book_refunded(bench: Workbench, operation: Operation, act: BookRefunded) -> None:
    deposit(bench, bench.book(act.book), -act.amount, LedgerAccount.CHANNEL_CASH)


def book_transferred(bench: Workbench, operation: Operation, act: BookTransferred) -> None:
    deposit(bench, bench.book(act.book), act.amount, LedgerAccount.BOOK_TRANSFER)


def book_sets_resolved(bench: Workbench, operation: Operation, act: BookSetsResolved) -> None:
    bench.put_book(bench.book(act.book), set_items=frozenset(act.set_items))


def funding_set(bench: Workbench, operation: Operation, act: FundingSet) -> None:
    """What was drawn counts on under the same account; another account begins anew."""
    book = bench.book(act.book)
    same = book.funding is not None and book.funding.account == act.account
    drawn = book.funding.drawn if book.funding is not None and same else 0
    bench.put_book(book, funding=Funding(act.account, act.limit, drawn) if act.account else None)


def funding_moved(bench: Workbench, operation: Operation, act: FundingMoved) -> None:
    """The clearing account holds the money between the two accounts' operations."""
    deposit(bench, bench.book(act.book), act.amount, LedgerAccount.FUNDING)
    book = bench.book(act.book)
    if book.funding is not None and book.funding.account == act.other:
        bench.put_book(book, funding=replace(book.funding, drawn=book.funding.drawn + act.amount))


def book_expired(bench: Workbench, operation: Operation, act: BookExpired) -> None:
    book = bench.book(act.book)
    bench.put_book(book, frozen=0)
    deposit(bench, bench.book(act.book), -book.balance, LedgerAccount.PROMOTION)


def plan_set(bench: Workbench, operation: Operation, act: PlanSet) -> None:
    bench.plan = Plan(act.item_order, act.kind_order, act.manual, act.whole_bill, operation.sequence)
