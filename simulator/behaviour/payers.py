"""What an account's owner wants to pay on a day: pure, from what it knows and a choice by business key."""

from dataclasses import dataclass
from datetime import date, timedelta

from simulator.behaviour.record import Bill
from simulator.choice import Choice
from simulator.days import cycle_of, is_business_day, plus_months
from simulator.operator.cast import Part, Payer
from simulator.operator.population import Account

COUNTER, WEBHOOK = "counter", "webhook"

COUNTER_PERMILLE = 250
REDELIVERED_PERMILLE = 120

# The account that a payer in a hurry names by mistake: nobody's.
NOBODYS_ACCOUNT = "A99999"

CLAIM_AFTER_DAYS = 4
REVERSE_AFTER_DAYS = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account's owner knows on the morning of a day.

    `off_since` is the day on which the first of its lines was switched off for arrears; `monthly_cost` is what it
    expects to pay a month, in fen.
    """

    account: Account
    day: date
    first_day: date
    bills: tuple[Bill, ...]
    off_since: date | None
    monthly_cost: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A payment that the owner wants to make. Without an amount it pays everything that payment says is open."""

    number: str
    account_id: str
    named_account: str
    amount: int | None
    via: str
    deliveries: int
    claim_on: date | None = None
    reverse_on: date | None = None


def wishes(choice: Choice, standing: Standing) -> list[Wish]:
    """Gives what the owner wants to pay on the day."""
    payer = standing.account.payer
    if payer is Payer.ON_TIME:
        return _on_time(choice, standing)
    if payer is Payer.LATE:
        return _late(choice, standing)
    if payer is Payer.PARTIAL:
        return _partial(choice, standing)
    if payer is Payer.PREPAID:
        return _prepaid(choice, standing)
    return []


def _wish(choice: Choice, standing: Standing, occasion: str, amount: int | None) -> Wish:
    number = f"{standing.account.account_id}.{occasion}"
    at_counter = is_business_day(standing.day) and choice.chance(COUNTER_PERMILLE, "counter", number)
    twice = not at_counter and choice.chance(REDELIVERED_PERMILLE, "redelivered", number)
    via = COUNTER if at_counter else WEBHOOK
    return Wish(number, standing.account.account_id, standing.account.account_id, amount, via, 2 if twice else 1)


def _pay_day(choice: Choice, bill: Bill) -> date:
    latest = max(1, min(20, (bill.due_date - bill.issued_on).days))
    return bill.issued_on + timedelta(days=choice.between(1, latest, "pay day", bill.account_id, bill.cycle))


def _on_time(choice: Choice, standing: Standing) -> list[Wish]:
    found: list[Wish] = []
    for bill in standing.bills:
        if bill.total <= 0:
            continue
        paid_on = _pay_day(choice, bill)
        if paid_on == standing.day:
            # A prepaid rent is off the bill by the time it is paid, so what is left is asked for.
            amount = None if standing.account.part is Part.PREPAYER else bill.total
            found.append(_with_a_story(standing, bill, _wish(choice, standing, bill.cycle, amount)))
        again_on = paid_on + timedelta(days=REVERSE_AFTER_DAYS + 3)
        if _is_reversed(standing, bill) and again_on == standing.day:
            found.append(_wish(choice, standing, f"{bill.cycle}.again", bill.total))
    return found


def _is_reversed(standing: Standing, bill: Bill) -> bool:
    return standing.account.part is Part.REVERSED and bill.cycle == cycle_of(plus_months(standing.first_day, 1))


def _with_a_story(standing: Standing, bill: Bill, wish: Wish) -> Wish:
    first_cycle = cycle_of(standing.first_day)
    if standing.account.part is Part.CLAIMED and bill.cycle == first_cycle:
        claim_on = standing.day + timedelta(days=CLAIM_AFTER_DAYS)
        return Wish(wish.number, wish.account_id, NOBODYS_ACCOUNT, wish.amount, WEBHOOK, 1, claim_on=claim_on)
    if _is_reversed(standing, bill):
        reverse_on = standing.day + timedelta(days=REVERSE_AFTER_DAYS)
        return Wish(wish.number, wish.account_id, wish.named_account, wish.amount, WEBHOOK, 1, reverse_on=reverse_on)
    return wish


def _after_suspension(choice: Choice, standing: Standing, low: int, high: int) -> list[Wish]:
    if standing.off_since is None:
        return []
    key = ("after suspension", standing.account.account_id, standing.off_since)
    if standing.day != standing.off_since + timedelta(days=choice.between(low, high, *key)):
        return []
    return [_wish(choice, standing, f"off.{standing.off_since}", None)]


def _late(choice: Choice, standing: Standing) -> list[Wish]:
    part = standing.account.part
    if part is Part.RESTORED:
        return _after_suspension(choice, standing, 5, 5)
    if part is Part.CROSSING:
        return _on_the_last_day(choice, standing)
    late = [
        _wish(choice, standing, f"{bill.cycle}.late", None)
        for bill in standing.bills
        if standing.day == bill.due_date + timedelta(days=choice.between(3, 45, "late", bill.account_id, bill.cycle))
    ]
    return late[:1] or _after_suspension(choice, standing, 1, 4)


def _on_the_last_day(choice: Choice, standing: Standing) -> list[Wish]:
    """Pays when a low-grade line may be switched off for the first time: one month after the due date, a month end
    (R-CRD-5).
    """
    for bill in standing.bills:
        if standing.day == plus_months(bill.due_date, 2) - timedelta(days=1):
            return [_wish(choice, standing, f"{bill.cycle}.last-day", None)]
    return []


def _partial(choice: Choice, standing: Standing) -> list[Wish]:
    found: list[Wish] = []
    for bill in standing.bills:
        if bill.total > 1 and standing.day == bill.due_date:
            found.append(_wish(choice, standing, f"{bill.cycle}.half", bill.total // 2))
        elif standing.day == bill.due_date + timedelta(days=25) and choice.chance(
            600, "rest", bill.account_id, bill.cycle
        ):
            found.append(_wish(choice, standing, f"{bill.cycle}.rest", None))
    return found or _after_suspension(choice, standing, 3, 10)


def _prepaid(choice: Choice, standing: Standing) -> list[Wish]:
    account, day = standing.account, standing.day
    after = _after_suspension(choice, standing, 1, 3)
    if after:
        return after
    if day.day != 27 and day != standing.first_day + timedelta(days=1):
        return []
    short = account.part is Part.PREPAID_SHORT
    if account.part is Part.EXTRA:
        short = choice.chance(150, "short", account.account_id)
    amount = standing.monthly_cost * (6 if short else 12) // 10
    return [_wish(choice, standing, f"top-up.{day}", amount)]
