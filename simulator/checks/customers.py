"""Checks from the customers' side: the simulator's own record against the commands that it received as platform."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from simulator.behaviour.record import Record
from simulator.behaviour.usage import Fate
from simulator.checks.breach import Breach, breaches
from simulator.checks.facts import BillFact, PaymentFact, SuiteFacts, UsageCounts
from simulator.operator.catalogue import OFFERS
from simulator.platform.desk import TakenCommand

# A line whose account is clear is on again within this many days: the limit of R-OPN-7 and the platform's own slowness.
RESTORED_WITHIN_DAYS = 8

CALL_ITEM = "call-charge"
RENT_ITEMS = frozenset(offer.rent_item for offer in OFFERS.values())


def check_customers(
    facts: SuiteFacts,
    record: Record,
    taken: Iterable[TakenCommand],
    off: dict[str, tuple[str, date]],
    last_day: date,
) -> list[Breach]:
    """Gives every breach of what customers may expect; `off` are the lines that the platform holds switched off at
    the end.
    """
    return [
        *breaches("no_paying_customer_suspended", "R-CTL-6", _suspended_payers(record, taken)),
        *breaches("every_paid_up_customer_restored", "R-DUN-6", _left_off(record, off, last_day)),
        *breaches("payments_arrive_once", "R-GTW-1", _payments_differ(record, facts.money.payments)),
        *breaches("bills_reach_payment", "R-BIL-4", _bills_differ(facts)),
        *breaches("arrears_agree", "R-ARR-1", _arrears_differ(facts)),
    ]


def _suspended_payers(record: Record, taken: Iterable[TakenCommand]) -> Iterator[str]:
    """A suspension that came by the close of a day was decided on what had been paid by then."""
    for item in taken:
        command = item.command
        if command.kind != "SUSPEND" or command.reason not in ("", "ARREARS"):
            continue
        if record.overdue(command.account_id, item.decided_on) == 0:
            line = f"line {command.subscription_id} of {command.account_id}"
            yield f"{line}, which owed nothing overdue on {item.decided_on}"


def _left_off(record: Record, off: dict[str, tuple[str, date]], last_day: date) -> Iterator[str]:
    for line, (account_id, since) in sorted(off.items()):
        clear_since = record.first_clear_day(account_id, last_day)
        if clear_since is None:
            continue
        if max(clear_since, since) + timedelta(days=RESTORED_WITHIN_DAYS) < last_day:
            yield f"line {line} of {account_id} is off since {since}, though nothing is overdue since {clear_since}"


def _payments_differ(record: Record, payments: Iterable[PaymentFact]) -> Iterator[str]:
    known = {item.number: item for item in payments}
    for money in record.all_money():
        found = known.pop(money.number, None)
        if money.counts_from is None:
            continue
        if found is None:
            yield f"payment {money.number} of {money.account_id} never arrived"
        elif (found.account_id, found.amount) != (money.account_id, money.amount):
            sent = f"payment {money.number}: sent {money.amount} for {money.account_id}"
            yield f"{sent}, posted {found.amount} for {found.account_id}"
        elif found.is_reversed != (money.reversed_on is not None):
            yield f"payment {money.number}: reversed on one side only"
    for number in sorted(known):
        yield f"payment {number} was posted, and nobody made it"


def _bills_differ(facts: SuiteFacts) -> Iterator[str]:
    owed: Counter[tuple[str, str]] = Counter()
    for line in facts.money.receivables:
        owed[line.account_id, line.cycle] += line.billed
    for bill in facts.bills:
        if owed.pop((bill.account_id, bill.cycle), 0) != bill.total:
            yield f"bill {bill.account_id}-{bill.cycle}: rating billed {bill.total}, payment holds another sum"
    for account_id, cycle in sorted(owed):
        yield f"bill {account_id}-{cycle}: payment holds it, rating does not"


def _arrears_differ(facts: SuiteFacts) -> Iterator[str]:
    if facts.arrears_of_payment != facts.arrears_of_collection:
        yield f"payment says {facts.arrears_of_payment}, collection says {facts.arrears_of_collection}"


def check_usage(delivered: Counter[Fate], counted: UsageCounts) -> list[Breach]:
    """Each delivered row is in exactly one of rated, duplicate and rejected, and in the one it ought to be in."""
    found: list[str] = []
    if counted.rows != counted.rated + counted.duplicates + counted.rejected:
        found.append(f"{counted.rows} rows are not rated + duplicates + rejected of {counted}")
    pairs = (
        (Fate.RATED, counted.rated),
        (Fate.DUPLICATE, counted.duplicates),
        (Fate.REJECTED, counted.rejected),
    )
    found += [
        f"{delivered[fate]} rows ought to be {fate}, {count} are" for fate, count in pairs if delivered[fate] != count
    ]
    return breaches("usage_in_exactly_one_place", "R-RAT-1", found)


def check_expected_bills(bills: Iterable[BillFact], expected: dict[tuple[str, str], int]) -> list[Breach]:
    """The bills of simple accounts are what a few lines of arithmetic say."""
    totals = {(bill.account_id, bill.cycle): bill.total for bill in bills}
    return _unexpected("bills_are_what_arithmetic_says", "R-BIL-1", totals, expected)


def check_expected_rents(bills: Iterable[BillFact], expected: dict[tuple[str, str], int]) -> list[Breach]:
    """The first rent of a new line is by days or half months from its completion, on the bill of that cycle."""
    rents: Counter[tuple[str, str]] = Counter()
    for bill in bills:
        for line in bill.lines:
            if line.charge_item in RENT_ITEMS:
                rents[line.subscription_id, bill.cycle] += line.amount
    return _unexpected("charging_starts_when_all_is_built", "R-OPN-2", rents, expected)


def check_expected_calls(bills: Iterable[BillFact], expected: dict[tuple[str, str], int]) -> list[Breach]:
    """A line's calls of a cycle cost what a second price list says."""
    charges: Counter[tuple[str, str]] = Counter()
    for bill in bills:
        for line in bill.lines:
            if line.charge_item == CALL_ITEM:
                charges[line.subscription_id, bill.cycle] += line.amount
    return _unexpected("calls_cost_what_the_price_list_says", "R-RAT-2", charges, expected)


def _unexpected(
    invariant: str, rule: str, billed: Mapping[tuple[str, str], int], expected: dict[tuple[str, str], int]
) -> list[Breach]:
    return breaches(
        invariant,
        rule,
        (
            f"{whose} in {cycle}: {billed.get((whose, cycle), 0)} billed, {amount} expected"
            for (whose, cycle), amount in sorted(expected.items())
            if billed.get((whose, cycle), 0) != amount
        ),
    )
