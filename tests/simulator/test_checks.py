"""A check that cannot fail proves nothing: each is shown the breach that it is there for."""

from collections import Counter
from dataclasses import replace
from datetime import date

from simulator.behaviour.record import Record
from simulator.behaviour.usage import Fate
from simulator.checks.customers import check_customers, check_expected_bills, check_usage
from simulator.checks.facts import (
    BillFact,
    BookFact,
    MoneyFacts,
    MovementFact,
    PaymentFact,
    SuiteFacts,
    UsageCounts,
)
from simulator.checks.money import check_money
from simulator.platform.answers import Told
from simulator.platform.desk import TakenCommand
from tests.simulator.builders import allocation, bill, command, money, receivable

PAID_ON = date(2025, 3, 10)
PAYMENT = PaymentFact("P1", "COUNTER", "A00042", 15000, PAID_ON, PAID_ON, is_reversed=False, refunded=0)

SOUND = MoneyFacts(
    payments=(PAYMENT,),
    receivables=(receivable("2025-01", 10000, 0), receivable("2025-02", 8000, 4000)),
    allocations=(allocation(0, "2025-01", 10000), allocation(0, "2025-02", 4000)),
    books=(BookFact("A00042", "A00042.general", "GENERAL", 1000),),
    movements=(
        MovementFact("2025-02", 0, (("billed", 10000),), 10000, 0),
        MovementFact("2025-03", 10000, (("billed", 8000), ("settled_cash", -14000)), 4000, 0),
    ),
    debits=33000,
    credits=33000,
)


def broken(facts: MoneyFacts) -> set[str]:
    return {each.invariant for each in check_money(facts)}


def test_sound_money_breaks_nothing():
    assert broken(SOUND) == set()


def test_an_unbalanced_ledger_is_told():
    assert broken(replace(SOUND, credits=32999)) == {"debits_equal_credits"}


def test_money_that_is_neither_on_bills_nor_in_books_is_told():
    assert broken(replace(SOUND, books=())) == {"payment_is_allocated_kept_or_refunded"}


def test_a_reversed_payment_whose_money_stayed_is_told():
    gone = replace(SOUND, payments=(replace(PAYMENT, is_reversed=True),))
    assert broken(gone) == {"payment_is_allocated_kept_or_refunded"}


def test_a_bill_that_was_paid_twice_is_told():
    twice = replace(
        SOUND,
        allocations=(*SOUND.allocations, allocation(1, "2025-01", 1000)),
        books=(),
    )
    assert broken(twice) == {"no_bill_overpaid"}


def test_money_that_passed_an_older_unpaid_bill_is_told():
    passed = replace(
        SOUND,
        receivables=(receivable("2025-01", 10000, 6000), receivable("2025-02", 10000, 0)),
        allocations=(allocation(0, "2025-02", 10000), allocation(1, "2025-01", 4000)),
        movements=(),
    )
    assert broken(passed) == {"oldest_month_first"}


def test_a_movement_that_does_not_close_is_told():
    rows = (SOUND.movements[0], replace(SOUND.movements[1], closing=4001))
    assert broken(replace(SOUND, movements=rows)) == {"arrears_movement_closes"}


def test_a_month_that_does_not_open_where_the_last_one_closed_is_told():
    rows = (SOUND.movements[0], replace(SOUND.movements[1], opening=9000, closing=3000))
    assert broken(replace(SOUND, movements=rows)) == {"arrears_movement_closes"}


def suspended(record: Record, decided_on: date) -> set[str]:
    told = Told("S00042-1", "SUSPEND", 1)
    taken = TakenCommand(command("W1", "SUSPEND"), told, 1, decided_on, decided_on)
    facts = SuiteFacts()
    return {each.invariant for each in check_customers(facts, record, [taken], {}, date(2025, 8, 31))}


def owing() -> Record:
    record = Record()
    record.add_bill(bill("2025-01", 10000, date(2025, 2, 3), date(2025, 2, 28)))
    return record


def test_a_suspension_of_one_who_owes_is_right():
    assert suspended(owing(), date(2025, 3, 31)) == set()


def test_a_suspension_of_one_who_has_paid_is_told():
    record = owing()
    record.add_money(money("P1", 10000, date(2025, 3, 31)))
    assert "no_paying_customer_suspended" in suspended(record, date(2025, 3, 31))
    assert "no_paying_customer_suspended" not in suspended(record, date(2025, 3, 30))


def test_a_suspension_for_an_open_late_fee_is_right():
    """R-DUN-6: principal and late fee."""
    record = owing()
    record.charge_late_fee("A00042", "2025-01", 300)
    record.add_money(money("P1", 10000, date(2025, 3, 10)))
    assert suspended(record, date(2025, 3, 31)) == {"payments_arrive_once"}
    record.add_money(money("P2", 300, date(2025, 3, 11)))
    assert "no_paying_customer_suspended" in suspended(record, date(2025, 3, 31))


def test_a_suspension_before_anything_is_due_is_told():
    assert "no_paying_customer_suspended" in suspended(owing(), date(2025, 2, 28))


def test_a_paid_up_line_that_stays_off_is_told():
    record = owing()
    record.add_money(money("P1", 10000, date(2025, 4, 5)))
    off = {"S00042-1": ("A00042", date(2025, 4, 1))}
    facts = SuiteFacts(money=MoneyFacts(payments=(replace(PAYMENT, amount=10000),)))
    late = {each.invariant for each in check_customers(facts, record, [], off, date(2025, 4, 30))}
    soon = {each.invariant for each in check_customers(facts, record, [], off, date(2025, 4, 6))}
    assert "every_paid_up_customer_restored" in late
    assert "every_paid_up_customer_restored" not in soon


def test_a_payment_that_never_arrived_and_one_that_nobody_made_are_told():
    record = Record()
    record.add_money(money("P2", 500, PAID_ON))
    found = check_customers(SuiteFacts(money=MoneyFacts(payments=(PAYMENT,))), record, [], {}, PAID_ON)
    assert sorted(each.detail for each in found) == [
        "payment P1 was posted, and nobody made it",
        "payment P2 of A00042 never arrived",
    ]


def test_a_bill_that_payment_does_not_hold_and_arrears_that_differ_are_told():
    facts = SuiteFacts(
        bills=(BillFact("A00042", "2025-01", 100, PAID_ON, PAID_ON),),
        arrears_of_payment=100,
        arrears_of_collection=99,
    )
    found = {each.invariant for each in check_customers(facts, Record(), [], {}, PAID_ON)}
    assert found == {"bills_reach_payment", "arrears_agree"}


def test_a_usage_row_in_two_places_or_in_the_wrong_one_is_told():
    sent = Counter({Fate.RATED: 5, Fate.DUPLICATE: 2, Fate.REJECTED: 1})
    assert check_usage(sent, UsageCounts(8, 5, 2, 1)) == []
    assert check_usage(sent, UsageCounts(8, 6, 2, 1))
    assert check_usage(sent, UsageCounts(8, 4, 3, 1))


def test_a_bill_of_another_sum_than_arithmetic_says_is_told():
    bills = [BillFact("A00042", "2025-01", 12800, PAID_ON, PAID_ON)]
    assert check_expected_bills(bills, {("A00042", "2025-01"): 12800}) == []
    assert check_expected_bills(bills, {("A00042", "2025-01"): 12799})
