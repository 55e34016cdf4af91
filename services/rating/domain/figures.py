"""Rows of the figures that people ask of billing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RevenueRow:
    """A cycle's issued bills by sales unit, line of business and charge item, in minor units."""

    sales_unit: str
    line_of_business: str
    charge_item: str
    lines: int
    gross: int
    discount: int
    sponsored: int
    amount: int
    net: int
    tax: int


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A month's orders by product and state; the days from signing to completion are summed."""

    product_id: str
    state: str
    orders: int
    days_to_complete: int


@dataclass(frozen=True, slots=True)
class UnbilledRow:
    """What an account has used and not been billed."""

    account_id: str
    cycle: str
    amount: int
