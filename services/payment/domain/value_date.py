"""How far back a value date may lie (R-SET-7): it drives late fees, so that a slip of the pen must not forgive them."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ValueDatePolicy:
    """From a business date on, value dates may lie so many days before the business date."""

    effective_from: dt.date
    days_before_max: int


DEFAULT_VALUE_DATE_POLICY = ValueDatePolicy(dt.date.min, 1_096)
"""Three years, after which a claim lapses in general."""
ALWAYS_ALLOWED_DAYS = 31
"""No policy allows fewer, so that a payment of the last month needs none to be read."""


def earliest_value_date(business_date: dt.date, days_before: int) -> dt.date:
    return dt.date.fromordinal(max(1, business_date.toordinal() - days_before))
