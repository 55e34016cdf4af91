"""An account's money and the one function that changes it: ``apply(state, operation)``.

The hot path applies one operation to the open lines, a reversal folds the whole history: both are this function.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.payment.domain.book import Book, BookKind, general_book_id
from services.payment.domain.late_fee import Policies
from services.payment.domain.ledger import Entry
from services.payment.domain.line import Line, LineKey
from services.payment.domain.settle import DEFAULT_PLAN, Allocation, Plan


@dataclass(frozen=True, slots=True)
class AccountState:
    """Books and lines of an account. On the hot path only active lines are in it, which is all that a payment can
    touch.
    """

    account_id: str
    books: Mapping[str, Book] = field(default_factory=dict[str, Book])
    lines: Mapping[LineKey, Line] = field(default_factory=dict[LineKey, Line])
    plan: Plan = DEFAULT_PLAN

    @property
    def general(self) -> Book:
        """The general book; every account has one from its beginning."""
        book_id = general_book_id(self.account_id)
        return self.books.get(book_id) or Book(book_id, BookKind.GENERAL)

    @property
    def principal_open(self) -> int:
        return sum(line.open for line in self.lines.values())

    @property
    def late_fees_open(self) -> int:
        return sum(line.fee_open for line in self.lines.values())


@dataclass(frozen=True, slots=True)
class Assessment:
    """A change of a line's assessed late fee since the last one; negative when a part was taken back."""

    bill: str
    line: int
    amount: int
    through: dt.date


@dataclass(frozen=True, slots=True)
class Applied:
    """What an operation did: the new state, its postings, what it paid and which late fees it assessed."""

    state: AccountState
    entries: tuple[Entry, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    assessments: tuple[Assessment, ...] = ()

    @property
    def settled(self) -> int:
        return sum(allocation.total for allocation in self.allocations)


class Workbench:
    """The books and lines of one operation while it is being applied; never outlives the call of ``apply``."""

    def __init__(self, state: AccountState, policies: Policies) -> None:
        self.account_id = state.account_id
        self.books = dict(state.books)
        self.lines = dict(state.lines)
        self.plan = state.plan
        self.policies = policies
        self.entries: list[Entry] = []
        self.allocations: list[Allocation] = []
        self.assessments: list[Assessment] = []

    def book(self, book_id: str) -> Book:
        found = self.books.get(book_id)
        if found is not None:
            return found
        if book_id == general_book_id(self.account_id):
            return Book(book_id, BookKind.GENERAL)
        raise KeyError(book_id)

    def put_book(self, book: Book, **changes: Any) -> Book:
        changed = book._replace(**changes)
        self.books[book.book_id] = changed
        return changed

    def put_line(self, line: Line, **changes: Any) -> Line:
        changed = line._replace(**changes)
        self.lines[line.key] = changed
        return changed

    def result(self) -> Applied:
        state = AccountState(self.account_id, self.books, self.lines, self.plan)
        return Applied(state, tuple(self.entries), tuple(self.allocations), tuple(self.assessments))
