"""Drawing on another account through a book (R-BOK-3): how much to ask for, and how much is given.

The account's own money goes first: what is asked for is what its books leave open. The funding account's own bills
go first too: what is given is what its general book holds beyond them.
"""

import datetime as dt
from dataclasses import dataclass

from services.payment.domain.account import AccountState
from services.payment.domain.book import Book, in_paying_order
from services.payment.domain.late_fee import Policies
from services.payment.domain.settle import Allocation, Terms, settle


@dataclass(frozen=True, slots=True)
class Ask:
    """What a book would pay with its funding account's money, in minor units; ``whole``: all of it or nothing."""

    book: str
    account: str
    amount: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Draw:
    """A movement of money between an account's book and its funding account, known by one id on both sides.

    Direction DRAW brings at most ``asked`` into the book; RETURN takes ``amount`` from it.
    """

    shard: int
    account: str
    number: int
    book: str
    direction: str
    funding_account: str
    asked: int
    whole: bool
    amount: int = 0

    @property
    def draw_id(self) -> str:
        return f"{self.account}.{self.number}"


def ask(state: AccountState, terms: Terms, passed: frozenset[str] = frozenset()) -> Ask | None:
    """What to ask for now: for the first book in paying order that would pay something with what it may still draw.

    ``passed`` are books whose funding accounts have given what they had. A plan that settles whole bills asks for
    one bill at a time, so that no money waits for a bill that it cannot pay.
    """
    for book in in_paying_order(state.books.values(), terms.plan.kind_order):
        if book.funding is None or book.book_id in passed or not book.valid_on(terms.posting_date):
            continue
        amount = _missing(state, book, terms)
        if amount > 0:
            return Ask(book.book_id, book.funding.account, amount, terms.plan.whole_bill)
    return None


def _missing(state: AccountState, book: Book, terms: Terms) -> int:
    if book.funding is None or not book.funding.room:
        return 0
    full = book._replace(balance=book.balance + book.funding.room)
    allocations = settle(state.lines.values(), [*_others(state, book), full], terms)
    paid = [a for a in allocations if a.book == book.book_id]
    if terms.plan.whole_bill:
        paid = _of_first_bill(paid)
    return sum(a.total for a in paid) - book.free


def _others(state: AccountState, book: Book) -> list[Book]:
    """The other books with the money that they hold."""
    return [other for book_id, other in state.books.items() if book_id != book.book_id]


def _of_first_bill(paid: list[Allocation]) -> list[Allocation]:
    return [a for a in paid if a.bill == paid[0].bill]


def give(state: AccountState, asked: int, *, whole: bool, terms: Terms) -> int:
    """What a funding account gives: never more than its general book holds free beyond its own open bills."""
    general = state.general
    spare = general.free - own_debt(state, terms.value_date, terms.policies)
    amount = max(0, min(asked, spare))
    return amount if amount == asked or not whole else 0


def own_debt(state: AccountState, date: dt.date, policies: Policies) -> int:
    """What an account's payable lines owe on a date, late fees included."""
    return sum(x.open + x.fee_open_at(date, policies) for x in state.lines.values() if x.is_open() and x.payable)
