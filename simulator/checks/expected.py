"""What simple accounts' bills ought to be, worked out from rents and dates alone, in a few lines that share nothing
with rating.
"""

from collections.abc import Iterable
from datetime import date

from simulator.behaviour.orders import Order
from simulator.days import cycle_end, cycle_of, cycle_start, plus_months
from simulator.operator.cast import Part
from simulator.operator.catalogue import OFFERS, Product
from simulator.operator.population import Population
from simulator.platform.answers import COMPLETED
from simulator.platform.desk import Desk

DISCOUNT_PERCENT = 10
CUT_OFF_DAY = 15


def expected_totals(
    population: Population, orders: Iterable[Order], desk: Desk, sponsored: Iterable[str], first: date, cycles: int
) -> dict[tuple[str, str], int]:
    """Gives the totals by account and cycle of accounts that have whole months of rents and nothing else."""
    eventful = (
        {order.account_id for order in orders} | set(sponsored) | {item.command.account_id for item in desk.taken}
    )
    eventful.add(population.played_by(Part.SPONSOR).account_id)
    eventful |= {line.account_id for line in population.subscriptions if line.product is Product.FIXED_LINE}
    rents: dict[str, int] = {}
    discounted = population.played_by(Part.DISCOUNTED).account_id
    for line in population.subscriptions:
        if line.account_id not in eventful:
            rent = less_discount(line.monthly_rent) if line.account_id == discounted else line.monthly_rent
            rents[line.account_id] = rents.get(line.account_id, 0) + rent
    months = [cycle_of(plus_months(first, month)) for month in range(cycles)]
    return {(account_id, cycle): rent for account_id, rent in sorted(rents.items()) for cycle in months}


def expected_first_rents(orders: Iterable[Order], desk: Desk, last_cycle: str) -> dict[tuple[str, str], int]:
    """Gives the first month's rent of new lines by line and cycle, from the day on which all was built (R-OPN-2): by
    the day, or by half months where the product says so (R-OPN-3).
    """
    built = {
        callback.told.subscription_id: callback.answer.outcome_date
        for callback in desk.delivered
        if callback.told.kind == "CONSTRUCT" and callback.answer.outcome == COMPLETED
    }
    found: dict[tuple[str, str], int] = {}
    for order in orders:
        day = built.get(order.subscription_id)
        if day is not None and cycle_of(day) <= last_cycle:
            first_rent = rent_by_half_months if OFFERS[order.product].half_months else rent_by_the_day
            found[order.subscription_id, cycle_of(day)] = first_rent(order.monthly_rent, day)
    return found


def rent_by_the_day(rent: int, start: date) -> int:
    """Gives a month's rent from a day of it on, the day itself charged, rounded half up."""
    cycle = cycle_of(start)
    charged = (cycle_end(cycle) - start).days
    whole = (cycle_end(cycle) - cycle_start(cycle)).days
    return (2 * rent * charged + whole) // (2 * whole)


def rent_by_half_months(rent: int, start: date) -> int:
    """Gives a month's rent from a day of it on: whole up to the cut-off day, half after it, rounded half up."""
    return rent if start.day <= CUT_OFF_DAY else (rent + 1) // 2


def less_discount(rent: int) -> int:
    """Gives a rent less its discount, the discount rounded half up."""
    return rent - (rent * DISCOUNT_PERCENT + 50) // 100
