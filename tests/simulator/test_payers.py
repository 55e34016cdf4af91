from datetime import date, timedelta

import pytest

from simulator.behaviour.payers import NOBODYS_ACCOUNT, Standing, wishes
from simulator.behaviour.record import Bill
from simulator.choice import Choice
from simulator.days import run_days
from simulator.operator.cast import Part, Payer
from tests.simulator.builders import FIRST_DAY, account, bill

CHOICE = Choice(1)
JANUARY = bill("2025-01", 12800, date(2025, 2, 3), date(2025, 2, 28))
FEBRUARY = bill("2025-02", 12800, date(2025, 3, 3), date(2025, 3, 31))


def played(payer: Payer, bills: list[Bill], *, part: Part = Part.EXTRA, off_since: date | None = None, months: int = 6):
    """Everything that the account's owner wants to pay, day by day."""
    owner = account(payer, part)
    found = []
    for day in run_days(FIRST_DAY, months):
        seen = tuple(each for each in bills if each.issued_on < day)
        off = off_since if off_since is not None and off_since <= day else None
        standing = Standing(owner, day, FIRST_DAY, seen, off, 10000)
        found += [(day, wish) for wish in wishes(CHOICE, standing)]
    return found


def test_one_who_pays_on_time_pays_each_bill_once_and_before_it_is_due():
    paid = played(Payer.ON_TIME, [JANUARY, FEBRUARY])
    assert [wish.amount for _, wish in paid] == [12800, 12800]
    assert JANUARY.issued_on < paid[0][0] <= JANUARY.due_date
    assert FEBRUARY.issued_on < paid[1][0] <= FEBRUARY.due_date


def test_one_who_pays_late_pays_everything_after_the_due_date():
    paid = played(Payer.LATE, [JANUARY])
    assert paid[0][0] > JANUARY.due_date
    assert paid[0][1].amount is None


def test_one_who_pays_in_part_pays_half_on_the_due_date():
    day, wish = played(Payer.PARTIAL, [JANUARY])[0]
    assert (day, wish.amount) == (JANUARY.due_date, 6400)


def test_one_who_never_pays_wants_nothing():
    assert played(Payer.NEVER, [JANUARY, FEBRUARY], off_since=date(2025, 4, 1)) == []


def test_prepaid_accounts_are_topped_up_before_the_month_starts():
    days = [day for day, _ in played(Payer.PREPAID, [], part=Part.PREPAID_ENOUGH, months=3)]
    assert days == [date(2025, 1, 2), date(2025, 1, 27), date(2025, 2, 27), date(2025, 3, 27)]


def test_the_restored_one_pays_five_days_after_its_lines_went_off():
    off = date(2025, 4, 1)
    paid = played(Payer.LATE, [JANUARY], part=Part.RESTORED, off_since=off)
    assert [(day, wish.amount) for day, wish in paid] == [(off + timedelta(days=5), None)]


def test_the_crossing_one_pays_on_the_day_on_which_suspension_is_first_permitted():
    """R-CRD-5: due on 28 February at the low grade, suspension from 31 March."""
    paid = played(Payer.LATE, [JANUARY], part=Part.CROSSING)
    assert paid[0][0] == date(2025, 3, 31)


def test_the_claimed_one_names_nobodys_account_once():
    paid = played(Payer.ON_TIME, [JANUARY, FEBRUARY], part=Part.CLAIMED)
    assert [wish.named_account == NOBODYS_ACCOUNT for _, wish in paid] == [True, False]
    assert paid[0][1].claim_on == paid[0][0] + timedelta(days=4)


def test_the_reversed_one_pays_again_after_the_reversal():
    paid = [(day, wish) for day, wish in played(Payer.ON_TIME, [FEBRUARY], part=Part.REVERSED)]
    (first, wish), (again, _) = paid
    assert wish.reverse_on is not None
    assert first < wish.reverse_on < again


@pytest.mark.parametrize("payer", list(Payer))
def test_every_payment_has_a_number_of_its_own(payer):
    numbers = [wish.number for _, wish in played(payer, [JANUARY, FEBRUARY], off_since=date(2025, 4, 2))]
    assert len(numbers) == len(set(numbers))
