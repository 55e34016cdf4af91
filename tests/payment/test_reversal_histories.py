"""Reversal (R-SET-7, R-PAY-2) over histories with everything in them: disputes, transit, waivers, write-offs,
terminations, frozen and refunded money, draws, sets that change, plans that change.
"""

import datetime as dt
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from services.kernel.errors import Refusal
from services.payment.domain.account import AccountState
from services.payment.domain.apply import apply
from services.payment.domain.book import BookKind
from services.payment.domain.history import rewind
from services.payment.domain.ledger import Entry
from services.payment.domain.operation import (
    Act,
    BookExpired,
    BookFrozen,
    BookOpened,
    BookRefunded,
    BookSetsResolved,
    FundingMoved,
    FundingSet,
    LateFeesAssessed,
    LateFeesStopped,
    LateFeeWaived,
    LineMarked,
    Operation,
    PaymentPosted,
    Rewound,
    SalesUnitChanged,
    Settled,
    WrittenOff,
)
from tests.payment.builders import ACCOUNT, bill, gift, item_order, pay, restricted, top_up
from tests.payment.test_settlement_properties import money, posted, standing

START = dt.date(2026, 1, 1)
CYCLES = ("2025-11", "2025-12", "2026-01")
ITEMS = ("rent", "calls", "mailbox")
GROUP = f"{ACCOUNT}.group"

amounts = st.integers(1, 300)
keys = st.tuples(st.sampled_from(CYCLES).map(lambda c: f"{ACCOUNT}-{c}"), st.just(1))
BOOKS = ("general", "mail", "set")

LATER = st.one_of(
    st.builds(lambda a, b: pay(a, book=f"{ACCOUNT}.{b}"), amounts, st.sampled_from(BOOKS)),
    st.builds(lambda a: top_up("gift", a), amounts),
    st.builds(lambda k, on: LineMarked(k[0], k[1], "DISPUTE", on), keys, st.booleans()),
    st.builds(
        lambda k, on, payable: LineMarked(k[0], k[1], "TRANSIT", on, on and payable), keys, st.booleans(), st.booleans()
    ),
    st.builds(lambda k, a: LateFeeWaived("W", ((k, a),)), keys, st.integers(1, 30)),
    st.builds(lambda k, a, f: WrittenOff("WO", (k,), ((a, f),)), keys, amounts, st.integers(0, 20)),
    st.builds(lambda b, a: BookFrozen(f"{ACCOUNT}.{b}", a), st.sampled_from(BOOKS), st.integers(-50, 50).filter(bool)),
    st.builds(lambda a: BookRefunded(f"{ACCOUNT}.general", a), st.integers(1, 60)),
    st.builds(lambda a: FundingMoved(GROUP, a, "D", "A-2"), amounts),
    st.builds(lambda items: BookSetsResolved(f"{ACCOUNT}.set", tuple(items)), st.sets(st.sampled_from(ITEMS))),
    st.builds(lambda on: item_order(*ITEMS, manual=on), st.booleans()),
    st.just(BookExpired(f"{ACCOUNT}.gift")),
    st.just(LateFeesAssessed()),
    st.just(LateFeesStopped("S-1")),
    st.builds(SalesUnitChanged, st.sampled_from(["U-1", "U-2"])),
    st.just(Settled("OFFSET")),
)


@st.composite
def lives(draw: st.DrawFn) -> list[Operation]:
    acts: list[Act] = [
        gift("gift"),
        restricted("mail", "mailbox"),
        BookOpened(f"{ACCOUNT}.set", BookKind.RESTRICTED, sets=("voice",), set_items=("calls",)),
        BookOpened(GROUP, BookKind.GENERAL),
        FundingSet(GROUP, "A-2", 10_000),
        item_order(*draw(st.permutations(ITEMS)), whole_bill=draw(st.booleans())),
    ]
    for cycle in CYCLES:
        lines = draw(st.lists(st.tuples(st.sampled_from(ITEMS), amounts), min_size=1, max_size=3))
        acts.append(bill(cycle, *lines, due=START + dt.timedelta(days=draw(st.integers(-40, 20)))))
    made: list[Operation] = []
    state, day = AccountState(ACCOUNT), START
    for act in [*acts, *draw(st.lists(LATER, min_size=2, max_size=9))]:
        day += dt.timedelta(days=draw(st.integers(0, 6)) if len(made) >= len(acts) else 0)
        back = draw(st.integers(0, 5)) if isinstance(act, PaymentPosted) else 0
        operation = Operation(len(made) + 1, day - dt.timedelta(days=back), day, act)
        if isinstance(act, LineMarked) and not _marks(state, act):
            continue
        try:
            state = apply(state, operation).state
        except Refusal:
            continue
        made.append(operation)
    return made


def _marks(state: AccountState, act: LineMarked) -> bool:
    line = state.lines[act.bill, act.line]
    return not line.marked if act.on else (line.disputed if act.mark == "DISPUTE" else line.in_transit)


def ends(history: Sequence[Operation]) -> AccountState:
    state = AccountState(ACCOUNT)
    for operation in history:
        state = apply(state, operation).state
    return state


@settings(max_examples=60, deadline=None)
@given(lives(), st.data())
def test_a_reversal_equals_the_history_without_it_or_is_refused_as_that_history_is(history, data):
    payments = [each for each in history if isinstance(each.act, PaymentPosted)]
    if not payments:
        return
    taken = data.draw(st.sampled_from(payments))
    current = ends(history)
    entries: list[Entry] = []
    state = AccountState(ACCOUNT)
    for operation in history:
        step = apply(state, operation)
        entries += step.entries
        state = step.state
    mark = Rewound(taken.sequence, False, "")
    try:
        without = ends([each for each in history if each is not taken])
    except Refusal:
        try:
            rewind(ACCOUNT, history, current, mark, history[-1].posting_date)
        except Refusal as refusal:
            assert refusal.reason == "REVERSAL_LEAVES_NEGATIVE_BOOK"
            return
        raise AssertionError("reversed a history that cannot be") from None
    result = rewind(ACCOUNT, history, current, mark, history[-1].posting_date)
    assert money(result.state) == money(without)
    assert sum(entry.amount for entry in result.entries) == 0
    assert posted([*entries, *result.entries]) == standing(result.state)


@settings(max_examples=40, deadline=None)
@given(lives(), amounts)
def test_reversing_the_latest_gives_the_former_state(history, amount):
    former = ends(history)
    day = history[-1].posting_date
    paid = Operation(history[-1].sequence + 1, day, day, pay(amount, name="LAST"))
    now = apply(former, paid).state
    result = rewind(ACCOUNT, [*history, paid], now, Rewound(paid.sequence, False, ""), day)
    assert money(result.state) == money(former)
