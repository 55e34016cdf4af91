"""The bad-debt provision (R-BAD-4): a share of arrears by months past the credit period."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from services.kernel.money import share
from services.kernel.period import add_months_keep_month_end

BASIS = 10_000


@dataclass(frozen=True, slots=True)
class ProvisionRate:
    """From so many full months past the credit period on, this share in basis points."""

    months_from: int
    basis_points: int


DEFAULT_RATES = (ProvisionRate(0, 0), ProvisionRate(3, BASIS))
"""100 % of what is over three months past the credit period, which ends with the due date."""


def rate_of(rates: Sequence[ProvisionRate], due: dt.date, date: dt.date) -> ProvisionRate:
    """The rate for a debt with this due date on a date: over ``months_from`` months past due, to the day."""
    reached = [
        rate for rate in rates if rate.months_from == 0 or add_months_keep_month_end(due, rate.months_from) < date
    ]
    return max(reached, key=lambda rate: rate.months_from, default=ProvisionRate(0, 0))


def provision(amount: int, rate: ProvisionRate) -> int:
    """The provision of one account's arrears of one age, rounded half away from zero."""
    return share(amount, rate.basis_points, BASIS)
