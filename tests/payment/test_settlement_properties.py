"""Hypothesis over any books and bills: the properties that R-SET-3 and R-SET-7 promise."""

import datetime as dt
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from services.payment.domain.account import AccountState
from services.payment.domain.history import fold, rewind
from services.payment.domain.ledger import Entry
from services.payment.domain.operation import (
    Act,
    LateFeesAssessed,
    LineAdjusted,
    LineMarked,
    Operation,
    PaymentPosted,
    Rewound,
    Settled,
    WrittenOff,
)
from services.payment.domain.settle import DEFAULT_PLAN, Terms, settle
from tests.payment.builders import ACCOUNT, DAY, bill, gift, item_order, operations, pay, restricted, run, top_up

ITEMS = ("rent", "calls", "mailbox")
CYCLES = ("2025-10", "2025-11", "2025-12", "2026-01")
START = dt.date(2026, 1, 1)

amounts = st.integers(1, 500)
bills = st.lists(st.tuples(st.sampled_from(ITEMS), amounts), min_size=1, max_size=4)


@st.composite
def opening(draw: st.DrawFn) -> list[Act]:
    acts: list[Act] = [gift("gift"), restricted("mail", "mailbox"), restricted("two", "calls", "mailbox")]
    acts.append(item_order(*draw(st.permutations(ITEMS)), whole_bill=draw(st.booleans())))
    for number, cycle in enumerate(CYCLES):
        due = START + dt.timedelta(days=draw(st.integers(-40, 30)) + number)
        acts.append(bill(cycle, *draw(bills), due=due))
    return acts


@st.composite
def histories(draw: st.DrawFn) -> list[Operation]:
    """Any history: bills, payments into any book, top-ups, disputes, adjustments, assessments and a write-off,
    dates in any order.
    """
    acts = draw(opening())
    key = st.tuples(st.sampled_from(CYCLES).map(lambda c: f"{ACCOUNT}-{c}"), st.just(1))
    later = st.one_of(
        st.builds(lambda a, b: pay(a, book=f"{ACCOUNT}.{b}"), amounts, st.sampled_from(["general", "mail", "two"])),
        st.builds(lambda a: top_up("gift", a), amounts),
        st.builds(lambda k, on: LineMarked(k[0], k[1], "DISPUTE", on), key, st.booleans()),
        st.builds(lambda k, a: LineAdjusted("X", k[0], k[1], a), key, st.integers(-60, 60)),
        st.builds(lambda k: WrittenOff("WO", (k,)), key),
        st.just(LateFeesAssessed()),
        st.just(Settled("OFFSET")),
    )
    day = START
    made = operations(*acts)
    for act in draw(st.lists(later, min_size=1, max_size=10)):
        if isinstance(act, LineMarked) and act.on != _payable(made, act):
            continue
        if isinstance(act, LineAdjusted) and not _adjustable(made, act):
            continue
        day += dt.timedelta(days=draw(st.integers(0, 6)))
        back = draw(st.integers(0, 5)) if isinstance(act, PaymentPosted) else 0
        made.append(Operation(len(made) + 1, day - dt.timedelta(days=back), day, act))
    return made


def _payable(made: Sequence[Operation], act: LineMarked) -> bool:
    return run(made)[-1].state.lines[act.bill, act.line].payable


def _adjustable(made: Sequence[Operation], act: LineAdjusted) -> bool:
    line = run(made)[-1].state.lines[act.bill, act.line]
    return line.billed + act.amount >= 0 and not line.written_off and not line.fee_written_off


def money(state: AccountState) -> tuple[object, ...]:
    """What must not differ: balances and what is open, line by line."""
    lines = {key: (x.open, x.fee_open, x.written_off, x.fee_written_off) for key, x in state.lines.items()}
    return ({k: (b.balance, b.frozen) for k, b in state.books.items() if b.balance}, lines)


@settings(max_examples=150, deadline=None)
@given(opening(), amounts, st.lists(amounts, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_splitting_a_payment_of_one_value_date_in_any_order_changes_nothing(acts, spare, parts, random):
    whole = run(operations(*acts, top_up("gift", spare), (pay(sum(parts)), DAY)))[-1].state
    shuffled = list(parts)
    random.shuffle(shuffled)
    split = run(operations(*acts, top_up("gift", spare), *((pay(p), DAY) for p in shuffled)))[-1].state
    assert money(split) == money(whole)


@settings(max_examples=150, deadline=None)
@given(histories())
def test_every_operation_is_balanced_and_allocates_nothing_twice(history):
    for step in run(history):
        assert sum(entry.amount for entry in step.entries) == 0
        assert all(0 <= book.frozen <= book.balance for book in step.state.books.values())
        assert all(line.open >= 0 and line.fee_open >= 0 for line in step.state.lines.values())


@settings(max_examples=150, deadline=None)
@given(histories())
def test_no_money_passes_an_older_line_that_it_may_pay_r_set_3(history):
    state = run(history)[-1].state
    whole = state.plan.whole_bill
    terms = Terms(DEFAULT_PLAN, DAY, DAY)
    allocations = settle(state.lines.values(), state.books.values(), terms) if not whole else []
    paid = {(a.bill, a.line): 0 for a in allocations}
    for a in allocations:
        paid[a.bill, a.line] += a.principal
    for allocation in allocations:
        book = state.books[allocation.book]
        for line in state.lines.values():
            older = line.cycle < state.lines[allocation.bill, allocation.line].cycle
            left = line.open - paid.get(line.key, 0)
            assert (
                not (older and line.payable and left > 0 and book.may_pay_item(line.charge_item))
                or allocation.write_off
            )


@settings(max_examples=150, deadline=None)
@given(histories())
def test_the_state_is_the_fold_of_its_history(history):
    assert money(fold(ACCOUNT, history).state)[0] == money(run(history)[-1].state)[0]


@settings(max_examples=150, deadline=None)
@given(histories(), amounts)
def test_reversing_the_latest_payment_returns_the_exact_former_state_r_set_7(history, amount):
    former = run(history)[-1].state
    day = history[-1].posting_date
    paid = Operation(len(history) + 1, day, day, pay(amount, name="LAST"))
    now = run([paid], former)[-1].state
    result = rewind(ACCOUNT, [*history, paid], now, Rewound(paid.sequence, False, ""), day)
    assert money(result.state) == money(former)
    assert sum(entry.amount for entry in result.entries) == 0


@settings(max_examples=150, deadline=None)
@given(histories(), st.data())
def test_reversing_an_earlier_payment_equals_the_history_without_it_r_set_7(history, data):
    payments = [each for each in history if isinstance(each.act, PaymentPosted)]
    if not payments:
        return
    taken = data.draw(st.sampled_from(payments))
    current = run(history)[-1].state
    result = rewind(ACCOUNT, history, current, Rewound(taken.sequence, False, ""), history[-1].posting_date)
    without = run([each for each in history if each is not taken])[-1].state
    assert money(result.state) == money(without)
    assert sum(entry.amount for entry in result.entries) == 0


def posted(entries: Sequence[Entry]) -> dict[tuple[str, ...], int]:
    """What entries sum to: by line (principal, late fee) and by book."""
    sums: dict[tuple[str, ...], int] = {}
    for entry in entries:
        key = (entry.account, entry.bill, str(entry.line), entry.book)
        if entry.bill or entry.book:
            sums[key] = sums.get(key, 0) + entry.amount
    return {key: amount for key, amount in sums.items() if amount}


def standing(state: AccountState) -> dict[tuple[str, ...], int]:
    """What a state holds, in the form of ``posted``."""
    sums: dict[tuple[str, ...], int] = {}
    for line in state.lines.values():
        sums["RECEIVABLE", line.bill, str(line.line), ""] = line.open
        sums["RECEIVABLE_LATE_FEE", line.bill, str(line.line), ""] = line.fee_open
    for book in state.books.values():
        sums[f"BOOK_{book.kind}", "", "0", book.book_id] = -book.balance
    return {key: amount for key, amount in sums.items() if amount}


@settings(max_examples=200, deadline=None)
@given(histories(), st.data())
def test_the_ledger_agrees_with_lines_and_books_also_after_a_reversal_r_set_8(history, data):
    steps = run(history)
    entries = [entry for step in steps for entry in step.entries]
    assert posted(entries) == standing(steps[-1].state)
    payments = [each for each in history if isinstance(each.act, PaymentPosted)]
    if payments:
        taken = data.draw(st.sampled_from(payments))
        only = data.draw(st.booleans())
        result = rewind(ACCOUNT, history, steps[-1].state, Rewound(taken.sequence, only, ""), history[-1].posting_date)
        assert posted([*entries, *result.entries]) == standing(result.state)
