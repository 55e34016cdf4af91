"""What customers order during the months: one new line after another, through every step of opening a service."""

from dataclasses import dataclass
from datetime import date

from simulator.choice import Choice
from simulator.days import ONE_DAY, business_days_after, cycle_of
from simulator.operator.cast import Part, Payer
from simulator.operator.catalogue import OFFERS, Product
from simulator.operator.population import Customer, Population, service_number

ORDERS_PERMILLE_A_MONTH = 30

ORDERED = (Product.BROADBAND, Product.FIXED_LINE, Product.VPMN)

# New lines are numbered after those that a customer starts with.
FIRST_NEW_LINE = 5


# What the cast orders in the first month: the product, and the days on which it is ordered, approved and signed. The
# orderer's are the worked example of R-OPN-2; it is of class A and owes no prepayment.
CAST_ORDERS: dict[Part, tuple[Product, tuple[int, int, int]]] = {
    Part.ORDERER: (Product.LEASED_LINE, (3, 4, 5)),
    Part.GIFTED: (Product.VPMN, (8, 9, 10)),
    Part.PREPAYER: (Product.LEASED_LINE, (6, 7, 8)),
}


@dataclass(frozen=True, slots=True)
class Order:
    """A line that is ordered on one day, approved on another by another person, and signed on a third. Rent in fen a
    month; `prepays` says that the customer's grade asks for a prepayment before signing (R-OPN-6).
    """

    subscription_id: str
    account_id: str
    customer_id: str
    product: Product
    service_number: str
    monthly_rent: int
    order_on: date
    approve_on: date
    sign_on: date
    prepays: bool = False


def orders_of_month(choice: Choice, population: Population, month: date, first_day: date) -> list[Order]:
    """Gives the orders of the month that begins on `month`, by customer."""
    found: list[Order] = []
    for customer, account in zip(population.customers, population.accounts, strict=True):
        if customer.part in CAST_ORDERS and month == first_day:
            product, (ordered, approved, signed) = CAST_ORDERS[customer.part]
            days = (month.replace(day=ordered), month.replace(day=approved), month.replace(day=signed))
            found.append(_order(choice, customer, account.account_id, product, month, days))
        elif _orders(choice, customer, account.payer, month):
            product = choice.pick(ORDERED, "ordered", customer.customer_id, month)
            found.append(_order(choice, customer, account.account_id, product, month, _days(choice, customer, month)))
    return found


def _orders(choice: Choice, customer: Customer, payer: Payer, month: date) -> bool:
    in_good_standing = payer in (Payer.ON_TIME, Payer.PREPAID)
    return (
        customer.kind == "GROUP"
        and customer.part is Part.EXTRA
        and in_good_standing
        and choice.chance(ORDERS_PERMILLE_A_MONTH, "orders", customer.customer_id, month)
    )


def _days(choice: Choice, customer: Customer, month: date) -> tuple[date, date, date]:
    ordered = business_days_after(month, choice.between(4, 14, "order day", customer.customer_id, month))
    approved = business_days_after(ordered, 1)
    return ordered, approved, approved + ONE_DAY


def _order(
    choice: Choice, customer: Customer, account_id: str, product: Product, month: date, days: tuple[date, date, date]
) -> Order:
    index = FIRST_NEW_LINE + (month.year - 2000) * 12 + month.month
    subscription_id = f"S{customer.customer_id[1:]}-N{cycle_of(month)}"
    rents = OFFERS[product].rents
    rent = rents[0] if customer.part is Part.ORDERER else choice.pick(rents, "rent", subscription_id)
    number = service_number(product, customer.customer_id, index)
    prepays = customer.part is Part.PREPAYER
    return Order(subscription_id, account_id, customer.customer_id, product, number, rent, *days, prepays)
