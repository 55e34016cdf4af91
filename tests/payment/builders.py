"""Builders of payment's domain values, with the defaults that a test does not care about."""

import datetime as dt
from collections.abc import Sequence

from services.payment.domain.account import AccountState, Applied
from services.payment.domain.apply import apply
from services.payment.domain.book import BookKind, general_book_id
from services.payment.domain.operation import (
    Act,
    BilledLine,
    BillOpened,
    BookOpened,
    BookToppedUp,
    Operation,
    PaymentPosted,
    PlanSet,
)
from services.payment.domain.settle import DEFAULT_PLAN

ACCOUNT = "A-1"
GENERAL = general_book_id(ACCOUNT)
DAY = dt.date(2026, 1, 5)
FAR = dt.date(2099, 12, 31)


def bill(cycle: str, *amounts: tuple[str, int], due: dt.date = FAR, unit: str = "U-1") -> BillOpened:
    """A bill with a line for each (charge item, amount)."""
    lines = tuple(
        BilledLine(number, "S-1", item, "LEASED_LINE" if item == "rent" else "VALUE_ADDED", amount)
        for number, (item, amount) in enumerate(amounts, start=1)
    )
    return BillOpened(f"{ACCOUNT}-{cycle}", cycle, due, unit, lines)


def pay(amount: int, *, book: str = GENERAL, name: str = "P", case: str = "") -> PaymentPosted:
    return PaymentPosted(name, book, amount, case)


def restricted(book_id: str, *items: str) -> BookOpened:
    return BookOpened(f"{ACCOUNT}.{book_id}", BookKind.RESTRICTED, items=items)


def gift(book_id: str) -> BookOpened:
    return BookOpened(f"{ACCOUNT}.{book_id}", BookKind.GIFT)


def top_up(book_id: str, amount: int) -> BookToppedUp:
    return BookToppedUp(f"{ACCOUNT}.{book_id}", amount)


def item_order(*items: str, manual: bool = False, whole_bill: bool = False) -> PlanSet:
    return PlanSet(items, DEFAULT_PLAN.kind_order, manual, whole_bill)


def operations(*acts: Act | tuple[Act, dt.date], start: int = 1) -> list[Operation]:
    """Acts in order; with a date where the value date matters."""
    made: list[Operation] = []
    for sequence, each in enumerate(acts, start=start):
        act, date = each if isinstance(each, tuple) else (each, DAY)
        made.append(Operation(sequence, date, date, act))
    return made


def run(history: Sequence[Operation], state: AccountState | None = None) -> list[Applied]:
    """Applies operations one by one; the last step's state is the account's."""
    steps: list[Applied] = []
    current = state or AccountState(ACCOUNT)
    for operation in history:
        steps.append(apply(current, operation))
        current = steps[-1].state
    return steps


def state_of(*acts: Act | tuple[Act, dt.date]) -> AccountState:
    return run(operations(*acts))[-1].state


def open_of(state: AccountState, cycle: str) -> dict[str, int]:
    """The open principal of a cycle's lines by charge item."""
    return {line.charge_item: line.open for line in state.lines.values() if line.cycle == cycle and line.open}


def left_in(state: AccountState) -> dict[str, int]:
    """What the books hold, by their own ids."""
    return {book_id.removeprefix(f"{ACCOUNT}."): book.balance for book_id, book in state.books.items() if book.balance}
