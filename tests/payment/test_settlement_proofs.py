"""Hypothesis over any books and bills: what R-SET-3, R-SET-4, R-SET-6, R-BOK-1, R-BOK-2 and R-LAT-1 promise.

Books are restricted by item and by set, gifts, discounts with limits and ratios; lines are disputed or in transit;
plans settle in part or whole bills.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from services.kernel.money import round_half_away
from services.payment.domain.account import AccountState
from services.payment.domain.apply import apply
from services.payment.domain.book import Book, BookKind
from services.payment.domain.funding import ask, give
from services.payment.domain.late_fee import LateFeePolicy
from services.payment.domain.line import Line
from services.payment.domain.operation import (
    Act,
    BookOpened,
    FundingMoved,
    FundingSet,
    LateFeesAssessed,
    LineMarked,
    Operation,
    Settled,
)
from services.payment.domain.settle import Allocation, Terms
from tests.payment.builders import ACCOUNT, bill, gift, item_order, operations, pay, restricted, run, state_of, top_up

ITEMS = ("rent", "calls", "mailbox")
CYCLES = ("2025-11", "2025-12", "2026-01")
TODAY = dt.date(2026, 2, 10)

amounts = st.integers(1, 400)
CASH_BOOKS = ("general", "mail", "set")


@st.composite
def worlds(draw: st.DrawFn) -> list[Act | tuple[Act, dt.date]]:
    """Books with money that waits (the plan is settled by hand), bills due before and after, some lines marked."""
    order = draw(st.permutations(ITEMS))
    acts: list[Act | tuple[Act, dt.date]] = [
        item_order(*order, manual=True, whole_bill=draw(st.booleans())),
        gift("gift"),
        BookOpened(f"{ACCOUNT}.promo", BookKind.DISCOUNT, monthly_limit=draw(st.integers(0, 90))),
        BookOpened(f"{ACCOUNT}.half", BookKind.GIFT, items=("rent",), ratio_permille=draw(st.sampled_from([0, 333]))),
        restricted("mail", "mailbox"),
        BookOpened(f"{ACCOUNT}.set", BookKind.RESTRICTED, sets=("voice",), set_items=("calls", "mailbox")),
    ]
    for cycle in CYCLES:
        lines = draw(st.lists(st.tuples(st.sampled_from(ITEMS), amounts), min_size=1, max_size=3))
        acts.append((bill(cycle, *lines, due=TODAY - dt.timedelta(days=draw(st.integers(-5, 40)))), TODAY))
    marks: list[Literal["DISPUTE", "TRANSIT"]] = ["DISPUTE", "TRANSIT"]
    for cycle in draw(st.sets(st.sampled_from(CYCLES), max_size=2)):
        mark = draw(st.sampled_from(marks))
        acts.append((LineMarked(f"{ACCOUNT}-{cycle}", 1, mark, True, draw(st.booleans())), TODAY))
    for book in ("gift", "promo", "half"):
        acts.append((top_up(book, draw(amounts)), TODAY))
    for book in draw(st.sets(st.sampled_from(CASH_BOOKS))):
        acts.append((pay(draw(amounts), book=f"{ACCOUNT}.{book}"), TODAY))
    return acts


def settled(acts: Sequence[Act | tuple[Act, dt.date]]) -> tuple[AccountState, AccountState, tuple[Allocation, ...]]:
    before = state_of(*acts)
    step = apply(before, Operation(len(acts) + 1, TODAY, TODAY, Settled("OFFSET")))
    return before, step.state, step.allocations


def may_still_pay(book: Book, line: Line) -> bool:
    """Whether the book's terms let it pay what is open of the line, whatever it holds."""
    return line.payable and line.open > 0 and book.room_for(line, book.cycle_use.get(line.cycle, 0)) > 0


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_no_money_passes_an_older_line_that_it_may_pay_r_set_3(acts):
    _, after, allocations = settled(acts)
    for a in allocations:
        book, paid = after.books[a.book], after.lines[a.bill, a.line]
        for older in after.lines.values():
            if older.cycle < paid.cycle and older.key != paid.key:
                assert not may_still_pay(book, older), (a, older)


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_no_money_waits_while_it_may_pay_something_and_none_is_allocated_twice_r_set_3_r_set_6(acts):
    before, after, allocations = settled(acts)
    for book_id, book in after.books.items():
        spent = sum(a.total for a in allocations if a.book == book_id)
        assert before.books[book_id].balance - spent == book.balance >= 0
        if book.monthly_limit:
            assert all(0 <= use <= book.monthly_limit for use in book.cycle_use.values())
        if book.free and not after.plan.whole_bill:
            assert not any(may_still_pay(book, line) for line in after.lines.values())
    for key, line in after.lines.items():
        principal = sum(a.principal for a in allocations if (a.bill, a.line) == key)
        assert line.open == before.lines[key].open - principal >= 0
    again = apply(after, Operation(99, TODAY, TODAY, Settled("OFFSET")))
    assert again.allocations == ()


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_each_line_is_paid_from_the_first_book_in_order_that_may_pay_it_r_bok_2_r_set_2(acts):
    """R-BOK-2, R-SET-2: gifts and discounts first, then restricted money, then cash; items in the plan's order."""
    _, after, allocations = settled(acts)
    ranks = {BookKind.GIFT: 0, BookKind.DISCOUNT: 1, BookKind.RESTRICTED: 2, BookKind.GENERAL: 3}
    for key in {(a.bill, a.line) for a in allocations}:
        kinds = [ranks[after.books[a.book].kind] for a in allocations if (a.bill, a.line) == key and a.principal]
        assert kinds == sorted(kinds)
    places = {item: place for place, item in enumerate(after.plan.item_order)}
    for name in {a.bill for a in allocations}:
        items = [places[after.lines[a.bill, a.line].charge_item] for a in allocations if a.bill == name]
        assert items == sorted(items)
    fees = [a for a in allocations if a.late_fee]
    assert all(after.books[a.book].kind is not BookKind.RESTRICTED for a in fees)
    assert all(after.lines[a.bill, a.line].open == 0 for a in fees)


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_a_whole_bill_plan_pays_bills_whole_or_not_at_all_r_set_4(acts):
    whole = [replace(a, whole_bill=True) if a is acts[0] else a for a in acts]  # pyright: ignore[reportArgumentType]
    _, after, allocations = settled(whole)
    for name in {a.bill for a in allocations}:
        payable = [line for line in after.lines.values() if line.bill == name and line.payable]
        assert all(line.open == 0 and line.fee_open_at(TODAY, ()) == 0 for line in payable)


@settings(max_examples=50, deadline=None)
@given(worlds(), st.sampled_from(CASH_BOOKS), st.lists(amounts, min_size=1, max_size=4), st.randoms())
def test_splitting_a_payment_into_any_book_in_any_order_changes_nothing(acts, book, parts, random):
    """Under a whole-bill plan for the general book: cash that waits there may complete a bill between two payments
    into a restricted one.
    """
    automatic = [replace(a, manual=False) if a is acts[0] else a for a in acts]  # pyright: ignore[reportArgumentType]
    name = f"{ACCOUNT}.general" if acts[0].whole_bill else f"{ACCOUNT}.{book}"
    shuffled = list(parts)
    random.shuffle(shuffled)
    whole = state_of(*automatic, (pay(sum(parts), book=name), TODAY))
    split = state_of(*automatic, *((pay(part, book=name), TODAY) for part in shuffled))
    assert whole.lines == split.lines
    assert whole.books == split.books


@settings(max_examples=50, deadline=None)
@given(worlds(), st.integers(0, 900), st.integers(0, 900))
def test_a_draw_asks_for_what_is_left_open_and_never_more_than_the_limit_r_bok_3(acts, limit, held):
    book = f"{ACCOUNT}.group"
    named = [BookOpened(book, BookKind.GENERAL), FundingSet(book, "A-2", limit + 1)]
    _, after, _ = settled([*acts, *named])
    terms = Terms(after.plan, TODAY, TODAY)
    wanted = ask(after, terms)
    owed = sum(x.open + x.fee_open_at(TODAY, ()) for x in after.lines.values() if x.payable)
    assert wanted is None or 0 < wanted.amount <= min(owed, limit + 1)
    if wanted is None:
        assert owed == 0 or after.plan.whole_bill
        return
    giver = state_of((pay(held, book="A-1.general"), TODAY)) if held else AccountState(ACCOUNT)
    given_ = give(giver, wanted.amount, whole=wanted.whole, terms=terms)
    assert given_ <= held
    if given_:
        moved = FundingMoved(book, given_, "A-1.1", "A-2")
        paid = run([Operation(90, TODAY, TODAY, moved), Operation(91, TODAY, TODAY, Settled("FUNDING"))], after)[-1]
        assert paid.state.books[book].balance == 0


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 50_000),
    st.lists(st.tuples(st.integers(1, 20_000), st.integers(0, 60)), max_size=4),
    st.integers(0, 5),
    st.integers(1, 30),
)
def test_a_late_fee_accumulates_exactly_and_is_rounded_once_however_often_it_is_assessed(billed, paid, grace, rate):
    """R-LAT-1: the oracle adds the money-days of each day by itself; assessing every day or once is the same."""
    due = dt.date(2026, 1, 31)
    policy = (LateFeePolicy(rate_per_ten_thousand=rate, grace_days=grace),)
    days = sorted((due + dt.timedelta(days=n), amount) for amount, n in paid)
    last = due + dt.timedelta(days=61)
    once, daily = AccountState(ACCOUNT), AccountState(ACCOUNT)
    opened = operations((item_order(manual=False), due), (bill("2026-01", ("rent", billed), due=due), due))
    for operation in opened:
        once, daily = apply(once, operation, policy).state, apply(daily, operation, policy).state
    place = 10
    for n in range(62):
        today = due + dt.timedelta(days=n)
        for _, amount in (each for each in days if each[0] == today):
            payment = Operation(place, today, today, pay(amount))
            once, daily = apply(once, payment, policy).state, apply(daily, payment, policy).state
            place += 1
        daily = apply(daily, Operation(place, today, today, LateFeesAssessed()), policy).state
    once = apply(once, Operation(place, last, last, LateFeesAssessed()), policy).state
    line, other = once.lines[f"{ACCOUNT}-2026-01", 1], daily.lines[f"{ACCOUNT}-2026-01", 1]
    assert (line.open, line.fee_assessed, line.fee_paid) == (other.open, other.fee_assessed, other.fee_paid)
    money_days = line.open * (61 if grace < 61 else 0) + _paid_money_days(billed, days, due, grace)
    if not line.fee_paid:
        fee = min(billed, round_half_away(money_days * rate, 10_000))
        assert line.fee_assessed == fee


def _paid_money_days(billed: int, days: Sequence[tuple[dt.date, int]], due: dt.date, grace: int) -> int:
    """The money-days of what was paid of the principal, in the order of dates."""
    left, total = billed, 0
    for date, amount in days:
        part = min(left, amount)
        late = (date - due).days
        total += part * (late if late > grace else 0)
        left -= part
    return total
