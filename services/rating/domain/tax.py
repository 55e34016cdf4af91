"""VAT contained in a price (R-BIL-6): each charge item has a tax category with a dated rate; prices include tax."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from services.kernel.money import round_half_away

_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class TaxRate:
    """The rate of a category from a date, in hundredths of a percent."""

    category: str
    permyriad: int
    start_date: dt.date


def rate_on(rates: Sequence[TaxRate], category: str, date: dt.date) -> int:
    """The rate in force; 0 for a category without one."""
    begun = [rate for rate in rates if rate.category == category and rate.start_date <= date]
    return max(begun, key=lambda rate: rate.start_date).permyriad if begun else 0


def net_of(amount: int, permyriad: int) -> int:
    """The amount without tax; the tax is what is left, so that the two always sum."""
    return round_half_away(amount * _WHOLE, _WHOLE + permyriad)
