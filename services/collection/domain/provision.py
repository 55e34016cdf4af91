"""The bad-debt provision (R-BAD-4): a share of arrears by months past the credit period."""

import datetime as dt
from collections.abc import Iterable, Sequence
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


@dataclass(frozen=True, slots=True)
class AgedArrears:
    """The arrears of one account with one due date, by unit and line of business."""

    sales_unit: str
    line_of_business: str
    account_id: str
    due_date: dt.date
    amount: int


@dataclass(frozen=True, slots=True)
class ProvisionGroup:
    """The provision of one unit, line of business and age; amounts in minor units."""

    sales_unit: str
    line_of_business: str
    rate: ProvisionRate
    arrears: int
    provision: int


def provide(rows: Iterable[AgedArrears], rates: Sequence[ProvisionRate], date: dt.date) -> list[ProvisionGroup]:
    """The provisions on a date, rounded per account and age and summed by unit, line of business and age."""
    accounts: dict[tuple[str, str, ProvisionRate, str], int] = {}
    for row in rows:
        key = (row.sales_unit, row.line_of_business, rate_of(rates, row.due_date, date), row.account_id)
        accounts[key] = accounts.get(key, 0) + row.amount
    groups: dict[tuple[str, str, ProvisionRate], list[int]] = {}
    for (unit, business, rate, _), amount in accounts.items():
        entry = groups.setdefault((unit, business, rate), [0, 0])
        entry[0] += amount
        entry[1] += provision(amount, rate)
    ordered = sorted(groups, key=lambda key: (key[0], key[1], key[2].months_from))
    return [ProvisionGroup(*key, *groups[key]) for key in ordered]
