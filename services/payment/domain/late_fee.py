"""Late fees (滞纳金, R-LAT-1): simple daily fees on overdue principal, accumulated exactly and rounded once.

A fee is a sum of money-days: each part of the principal bears the rate for the days from the due date to the
value date on which that part was paid, and what is open bears it to the date asked for. A line therefore keeps
one integer, the money-days of
its paid parts (``weighted``), and the fee of any date follows without walking through its payments.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from services.kernel.money import round_half_away

_PER_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days that bear no fee, half-open [start, end): a dispute or a bank collection; without an end while it lasts."""

    start: dt.date
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class LateFeePolicy:
    """The dated parameters. The policy in force on a line's due date holds for that line for ever."""

    effective_from: dt.date = dt.date.min
    rate_per_ten_thousand: int = 30
    grace_days: int = 0
    maximum_days: int = 0
    minimum: int = 0
    cap_percent: int = 100
    excluded_items: frozenset[str] = frozenset()
    version: str = "default"


DEFAULT_POLICY = LateFeePolicy()
Policies = Sequence[LateFeePolicy]
"""Policies in the order of their first dates."""


def policy_on(policies: Policies, date: dt.date) -> LateFeePolicy:
    """The policy in force on a date; the default before the first."""
    found = DEFAULT_POLICY
    for policy in policies:
        if policy.effective_from > date:
            break
        found = policy
    return found


def fee_days(
    due_date: dt.date, excluded: Sequence[DayRange], stop: dt.date | None, value_date: dt.date, policy: LateFeePolicy
) -> int:
    """The days that bear a fee: value date − due date, without excluded days, days after ``stop`` and beyond the
    maximum.
    """
    end = value_date if stop is None or value_date <= stop else stop
    days = (end - due_date).days
    if days <= policy.grace_days or days <= 0:
        return 0
    for span in excluded:
        first = max(span.start, due_date + dt.timedelta(days=1))
        last = end if span.end is None else min(span.end - dt.timedelta(days=1), end)
        days -= max(0, (last - first).days + 1)
    return min(days, policy.maximum_days) if policy.maximum_days else days


def late_fee(money_days: int, principal: int, policy: LateFeePolicy) -> int:
    """The fee of so many money-days (minor units × days): rounded once, half away from zero, then capped and
    floored.
    """
    fee = round_half_away(money_days * policy.rate_per_ten_thousand, _PER_TEN_THOUSAND)
    fee = min(fee, max(0, principal) * policy.cap_percent // 100)
    return fee if fee >= max(policy.minimum, 1) else 0
