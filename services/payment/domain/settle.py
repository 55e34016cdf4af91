"""Settlement (销账): one pure function decides a payment, a batch, a bank file, a preview and the month-start offset.

R-SET-3: bills strictly from the oldest month; within a bill the lines in the plan's order, each from the first
book in the plan's order that may pay it, principal before its late fee. R-SET-4: partial, or whole bills only.
R-BAD-3: what is left after
the open bills recovers written-off debt, oldest first.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from services.payment.domain.book import DEFAULT_ORDER, Book, BookKind, in_paying_order
from services.payment.domain.late_fee import Policies
from services.payment.domain.line import Line


@dataclass(frozen=True, slots=True)
class Plan:
    """How an account settles (销账计划, R-SET-2). Items not named are paid after those named, by line number."""

    item_order: tuple[str, ...] = ()
    kind_order: tuple[BookKind, ...] = DEFAULT_ORDER
    manual: bool = False
    whole_bill: bool = False
    version: int = 0


DEFAULT_PLAN = Plan()


class Allocation(NamedTuple):
    """Money of one book applied to one line, in minor units. With ``write_off`` it recovers written-off debt."""

    bill: str
    line: int
    book: str
    principal: int
    late_fee: int
    write_off: str = ""

    @property
    def total(self) -> int:
        return self.principal + self.late_fee


class _Purse:
    """A book while it pays: what it has left and what it has used of its limits."""

    __slots__ = ("book", "left", "line_use", "used")

    def __init__(self, book: Book) -> None:
        self.book = book
        self.left = max(0, book.free)
        self.used = dict(book.cycle_use) if book.monthly_limit else {}
        self.line_use = 0

    def may_pay(self, line: Line) -> bool:
        return self.book.room_for(line, self.used.get(line.cycle, 0)) > 0

    def take(self, line: Line, need: int) -> int:
        amount = min(need, self.left, self.book.room_for(line, self.used.get(line.cycle, 0)))
        self._spend(line, amount)
        return amount

    def take_fee(self, need: int) -> int:
        amount = min(need, self.left) if self.book.may_pay_late_fees else 0
        self.left -= amount
        return amount

    def put_back(self, line: Line, allocation: Allocation) -> None:
        self.left += allocation.late_fee
        self._spend(line, -allocation.principal)

    def _spend(self, line: Line, amount: int) -> None:
        self.left -= amount
        if self.book.monthly_limit:
            self.used[line.cycle] = self.used.get(line.cycle, 0) + amount


@dataclass(frozen=True, slots=True)
class Terms:
    """What a settlement goes by besides lines and books: the plan, the dates and the late-fee policies."""

    plan: Plan
    value_date: dt.date
    posting_date: dt.date
    policies: Policies = ()


def settle(lines: Iterable[Line], books: Iterable[Book], terms: Terms) -> list[Allocation]:
    """Decides what the books pay, in the order in which it is paid. Pays nothing twice and overdraws nothing."""
    able = [book for book in books if book.free > 0 and book.valid_on(terms.posting_date)]
    purses = [_Purse(book) for book in in_paying_order(able, terms.plan.kind_order)]
    if not purses:
        return []
    known = list(lines)
    allocations: list[Allocation] = []
    for bill in bills_oldest_first(known, terms.plan):
        if not any(purse.left for purse in purses):
            break
        paid, whole = _pay_bill(bill, purses, terms)
        if whole or not terms.plan.whole_bill:
            allocations += paid
        else:
            _put_back(bill, paid, purses)
            purses = _those_that_may_pass(bill, purses)
    return allocations + recover(known, [p for p in purses if _recovers(p.book)])


def _recovers(book: Book) -> bool:
    """Written-off debt is recovered from the account's own cash, never from another's that was drawn (R-BOK-3)."""
    return book.kind is BookKind.GENERAL and book.funding is None


def bills_oldest_first(lines: Iterable[Line], plan: Plan) -> list[list[Line]]:
    """The lines in arrears, bill by bill from the oldest month, each bill's in the plan's item order."""
    standing = [line for line in lines if line.is_open()]
    if plan.item_order:
        rank = {item: place for place, item in enumerate(plan.item_order)}
        last = len(rank)
        standing.sort(key=lambda line: (line.cycle, line.bill, rank.get(line.charge_item, last), line.line))
    else:
        standing.sort(key=_BY_NUMBER)
    return [list(bill) for _, bill in groupby(standing, key=_BY_BILL)]


_BY_BILL = attrgetter("cycle", "bill")
_BY_NUMBER = attrgetter("cycle", "bill", "line")


def _pay_bill(bill: Sequence[Line], purses: Sequence[_Purse], terms: Terms) -> tuple[list[Allocation], bool]:
    """Pays a bill's payable lines as far as the purses go; tells whether they are paid whole."""
    paid: list[Allocation] = []
    whole = True
    for line in bill:
        if line.payable:
            whole = _pay_line(line, purses, terms, paid) and whole
    return paid, whole


def _pay_line(line: Line, purses: Sequence[_Purse], terms: Terms, paid: list[Allocation]) -> bool:
    need = line.open
    for purse in purses:
        if need == 0:
            break
        amount = purse.take(line, need)
        if amount:
            need -= amount
            paid.append(Allocation(line.bill, line.line, purse.book.book_id, amount, 0))
    return need == 0 and _pay_fee(line, purses, terms, paid)


def _pay_fee(line: Line, purses: Sequence[_Purse], terms: Terms, paid: list[Allocation]) -> bool:
    """Pays the late fee of a line whose principal is paid: it stands still from the value date on."""
    need = line.fee_open_at(terms.value_date, terms.policies)
    for purse in purses:
        if need == 0:
            break
        amount = purse.take_fee(need)
        if amount:
            need -= amount
            paid.append(Allocation(line.bill, line.line, purse.book.book_id, 0, amount))
    return need == 0


def _put_back(bill: Sequence[Line], paid: Sequence[Allocation], purses: Sequence[_Purse]) -> None:
    by_line = {line.line: line for line in bill}
    by_book = {purse.book.book_id: purse for purse in purses}
    for allocation in paid:
        by_book[allocation.book].put_back(by_line[allocation.line], allocation)


def _those_that_may_pass(bill: Sequence[Line], purses: Sequence[_Purse]) -> list[_Purse]:
    """Money may pass an unpaid bill only when it may pay nothing on it (R-SET-3)."""
    standing = [line for line in bill if line.payable]
    return [
        purse
        for purse in purses
        if not purse.book.may_pay_late_fees and not any(purse.may_pay(line) for line in standing if line.open)
    ]


def recover(
    lines: Iterable[Line], purses: Sequence["_Purse"], *, case: str = "", limit: int = 1 << 62
) -> list[Allocation]:
    """Pays written-off debt, oldest month first, principal before late fee (R-BAD-3); ``case`` names one write-off."""
    owed = sorted(
        (li for li in lines if (li.written_off or li.fee_written_off) and (not case or li.write_off == case)),
        key=lambda li: (li.cycle, li.bill, li.line),
    )
    paid: list[Allocation] = []
    for line in owed:
        principal, late_fee = line.written_off, line.fee_written_off
        for purse in purses:
            part = min(principal, purse.left, limit)
            fee_part = min(late_fee, purse.left - part, limit - part) if part == principal else 0
            purse.left -= part + fee_part
            limit -= part + fee_part
            principal, late_fee = principal - part, late_fee - fee_part
            if part:
                paid.append(Allocation(line.bill, line.line, purse.book.book_id, part, 0, line.write_off))
            if fee_part:
                paid.append(Allocation(line.bill, line.line, purse.book.book_id, 0, fee_part, line.write_off))
    return paid


def recover_case(lines: Iterable[Line], book: Book, case: str, limit: int) -> list[Allocation]:
    """Money that names a case pays its written-off debt before anything else (R-BAD-3)."""
    return recover(lines, [_Purse(book)], case=case, limit=limit)
