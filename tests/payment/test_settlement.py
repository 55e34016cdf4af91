"""Settlement by the rules R-BOK-2, R-SET-2, R-SET-3, R-SET-4 and the worked examples 1, 2, 3 and 9."""

import datetime as dt

from services.payment.domain.account import AccountState
from services.payment.domain.apply import apply
from services.payment.domain.book import BookKind
from services.payment.domain.history import rewind
from services.payment.domain.operation import (
    BookOpened,
    LateFeesAssessed,
    LateFeeWaived,
    LineAdjusted,
    LineMarked,
    Operation,
    Rewound,
    Settled,
    WrittenOff,
)
from tests.payment.builders import (
    ACCOUNT,
    DAY,
    GENERAL,
    bill,
    gift,
    item_order,
    left_in,
    open_of,
    operations,
    pay,
    restricted,
    run,
    state_of,
    top_up,
)


def test_worked_example_1_settles_oldest_month_first_from_gift_then_restricted_then_cash_r_set_3_r_bok_2():
    steps = run(
        operations(
            item_order("rent", "calls", "mailbox", manual=True),
            bill("2026-01", ("rent", 10000), ("calls", 5000)),
            bill("2026-02", ("rent", 10000), ("mailbox", 2000)),
            bill("2026-03", ("rent", 10000), ("calls", 3000)),
            gift("gift"),
            top_up("gift", 16000),
            restricted("mailbox", "mailbox"),
            pay(3000, book=f"{ACCOUNT}.mailbox"),
            pay(20000),
            Settled("OFFSET"),
        )
    )
    paid = [(a.bill[-7:], a.line, a.book.removeprefix(f"{ACCOUNT}."), a.principal) for a in steps[-1].allocations]
    assert paid == [
        ("2026-01", 1, "gift", 10000),
        ("2026-01", 2, "gift", 5000),
        ("2026-02", 1, "gift", 1000),
        ("2026-02", 1, "general", 9000),
        ("2026-02", 2, "mailbox", 2000),
        ("2026-03", 1, "general", 10000),
        ("2026-03", 2, "general", 1000),
    ]
    assert open_of(steps[-1].state, "2026-03") == {"calls": 2000}
    assert left_in(steps[-1].state) == {"mailbox": 1000}


def test_worked_example_2_reversing_the_first_payment_lets_the_second_pay_january_r_set_7():
    history = operations(bill("2026-01", ("rent", 100)), bill("2026-02", ("rent", 100)), pay(100), pay(100, name="P2"))
    current = run(history)[-1].state
    result = rewind(ACCOUNT, history, current, Rewound(3, False, "bounced"), DAY)
    assert open_of(result.state, "2026-01") == {}
    assert open_of(result.state, "2026-02") == {"rent": 100}
    assert sum(entry.amount for entry in result.entries) == 0


def test_worked_example_3_accumulates_the_late_fee_exactly_and_rounds_once_r_lat_1():
    due = dt.date(2025, 2, 28)
    state = state_of(
        (bill("2025-01", ("rent", 10000), due=due), due),
        (pay(5000), dt.date(2025, 3, 10)),
        (LateFeesAssessed(), dt.date(2025, 3, 20)),
    )
    line = state.lines[f"{ACCOUNT}-2025-01", 1]
    assert (line.open, line.fee_open) == (5000, 450)


def test_late_fee_rounds_half_away_from_zero_r_lat_1():
    due = dt.date(2025, 2, 28)
    state = state_of((bill("2025-01", ("rent", 150), due=due), due), (LateFeesAssessed(), due + dt.timedelta(days=10)))
    assert state.late_fees_open == 5


def test_worked_example_9_what_is_not_due_stays_open_after_the_overdue_is_paid_r_dun_6():
    state = state_of(
        (bill("2025-01", ("rent", 8000), due=dt.date(2026, 1, 5)), DAY),
        (bill("2025-12", ("rent", 5000)), DAY),
        (pay(8000), DAY),
    )
    overdue = sum(line.open + line.fee_open for line in state.lines.values() if line.due_date < dt.date(2026, 1, 6))
    assert (overdue, state.principal_open) == (0, 5000)


def test_money_never_passes_an_older_line_that_it_may_pay_r_set_3():
    state = state_of(
        bill("2026-01", ("rent", 100)),
        bill("2026-02", ("mailbox", 50)),
        restricted("mailbox", "mailbox"),
        pay(80, book=f"{ACCOUNT}.mailbox"),
        pay(60),
    )
    assert open_of(state, "2026-01") == {"rent": 40}
    assert open_of(state, "2026-02") == {}
    assert left_in(state) == {"mailbox": 30}


def test_a_disputed_line_is_passed_and_paid_once_released_r_set_3():
    before = operations(
        bill("2026-01", ("rent", 100)),
        bill("2026-02", ("rent", 70)),
        LineMarked(f"{ACCOUNT}-2026-01", 1, "DISPUTE", True),
        pay(150),
    )
    state = run(before)[-1].state
    assert (open_of(state, "2026-01"), open_of(state, "2026-02")) == ({"rent": 100}, {})
    released = operations(LineMarked(f"{ACCOUNT}-2026-01", 1, "DISPUTE", False), start=5)
    state = run(released, state)[-1].state
    assert open_of(state, "2026-01") == {"rent": 20}


def test_days_of_a_dispute_bear_no_late_fee_r_lat_1():
    due = dt.date(2026, 1, 31)
    key = (f"{ACCOUNT}-2026-01", 1)
    state = state_of(
        (bill("2026-01", ("rent", 10000), due=due), due),
        (LineMarked(*key, "DISPUTE", True), due + dt.timedelta(days=2)),
        (LineMarked(*key, "DISPUTE", False), due + dt.timedelta(days=7)),
        (LateFeesAssessed(), due + dt.timedelta(days=10)),
    )
    assert state.lines[key].fee_open == 10000 * 3 * 5 // 1000


def test_restricted_books_never_pay_late_fees_and_cash_pays_principal_first_r_set_3():
    due = dt.date(2026, 1, 31)
    later = due + dt.timedelta(days=10)
    state = state_of(
        (bill("2026-01", ("rent", 1000), due=due), due),
        (restricted("rent", "rent"), due),
        (pay(2000, book=f"{ACCOUNT}.rent"), later),
    )
    assert (state.principal_open, state.late_fees_open, left_in(state)) == (0, 30, {"rent": 1000})


def test_whole_bill_plan_lets_money_wait_r_set_4():
    acts = (item_order(whole_bill=True), bill("2026-01", ("rent", 100)), bill("2026-02", ("rent", 30)), pay(60))
    state = state_of(*acts)
    assert (state.principal_open, left_in(state)) == (130, {"general": 60})
    state = state_of(*acts, pay(40, name="P2"))
    assert (open_of(state, "2026-01"), open_of(state, "2026-02"), left_in(state)) == ({}, {"rent": 30}, {})


def test_a_manual_plan_waits_for_settle_r_set_2():
    acts = (item_order(manual=True), bill("2026-01", ("rent", 100)), pay(100))
    assert state_of(*acts).principal_open == 100
    assert state_of(*acts, Settled("MANUAL")).principal_open == 0


def test_books_keep_their_monthly_limit_and_ratio_r_bok_1():
    limited = BookOpened(f"{ACCOUNT}.promo", BookKind.GIFT, monthly_limit=40)
    state = state_of(limited, bill("2026-01", ("rent", 100)), bill("2026-02", ("rent", 100)), top_up("promo", 500))
    assert (open_of(state, "2026-01"), open_of(state, "2026-02")) == ({"rent": 60}, {"rent": 60})
    half = BookOpened(f"{ACCOUNT}.half", BookKind.DISCOUNT, ratio_permille=500)
    state = state_of(half, bill("2026-01", ("rent", 101)), top_up("half", 20), top_up("half", 480))
    assert open_of(state, "2026-01") == {"rent": 51}


def test_a_back_dated_payment_takes_assessed_late_fee_back_r_set_7():
    due = dt.date(2026, 1, 31)
    acts = ((bill("2026-01", ("rent", 10000), due=due), due), (LateFeesAssessed(), due + dt.timedelta(days=20)))
    state = state_of(*acts)
    assert state.late_fees_open == 600
    paid = apply(state, Operation(3, due + dt.timedelta(days=5), due + dt.timedelta(days=20), pay(10150)))
    assert (paid.state.principal_open, paid.state.late_fees_open) == (0, 0)
    assert [a.amount for a in paid.assessments] == [-450]
    assert sum(entry.amount for entry in paid.entries) == 0


def test_an_adjustment_below_what_was_paid_gives_money_back_to_its_book():
    state = state_of(bill("2026-01", ("rent", 100)), pay(100), LineAdjusted("ADJ-1", f"{ACCOUNT}-2026-01", 1, -30))
    assert (state.principal_open, left_in(state)) == (0, {"general": 30})


def test_a_negative_line_becomes_money_in_the_general_book():
    state = state_of(bill("2026-01", ("rent", 100), ("credit", -30)), Settled("OFFSET"))
    assert (state.principal_open, left_in(state)) == (70, {})


def test_a_waiver_and_a_write_off_leave_arrears_r_lat_1_r_bad_2():
    due = dt.date(2026, 1, 31)
    later = due + dt.timedelta(days=10)
    key = (f"{ACCOUNT}-2026-01", 1)
    acts = ((bill("2026-01", ("rent", 10000), due=due), due), (LateFeeWaived("W-1", ((key, 100),)), later))
    state = state_of(*acts)
    assert state.late_fees_open == 200
    state = state_of(*acts, (WrittenOff("WO-1", (key,)), later))
    assert (state.principal_open, state.late_fees_open, state.lines[key].written_off) == (0, 0, 10000)


def test_money_left_after_the_open_bills_recovers_written_off_debt_r_bad_3():
    key = (f"{ACCOUNT}-2026-01", 1)
    acts = (bill("2026-01", ("rent", 100)), WrittenOff("WO-1", (key,)), bill("2026-02", ("rent", 50)), pay(80))
    steps = run(operations(*acts))
    state = steps[-1].state
    assert (state.principal_open, state.lines[key].written_off, left_in(state)) == (0, 70, {})
    assert sum(entry.amount for entry in steps[-1].entries) == 0


def test_money_that_names_the_case_recovers_it_before_open_bills_r_bad_3():
    key = (f"{ACCOUNT}-2026-01", 1)
    acts = (
        bill("2026-01", ("rent", 100)),
        WrittenOff("WO-1", (key,)),
        bill("2026-02", ("rent", 50)),
        pay(80, case="WO-1"),
    )
    state = state_of(*acts)
    assert (state.principal_open, state.lines[key].written_off) == (50, 20)


def test_general_book_stands_without_being_opened():
    assert AccountState(ACCOUNT).general.book_id == GENERAL
