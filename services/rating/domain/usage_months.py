"""Months of origin as numbers YYYYMM, the form in which usage is partitioned."""

import datetime as dt
from collections.abc import Collection

from services.kernel.period import Cycle

RETENTION_MONTHS_DEFAULT = 5
"""Usage detail is kept this many months beyond its month of origin (R-RAT-4), unless the operator keeps it longer."""


def month_of(cycle: Cycle) -> int:
    return cycle.year * 100 + cycle.month


def cycle_of(month: int) -> Cycle:
    return Cycle(month // 100, month % 100)


def month_of_gate(open_cycle: str) -> int:
    """The first month that no trial has frozen; 0 before the first bill run, when none is."""
    return month_of(Cycle.parse(open_cycle)) if open_cycle else 0


def month_of_date(date: dt.date) -> int:
    return date.year * 100 + date.month


def oldest_kept(date: dt.date, retention_months: int) -> int:
    """The oldest month whose detail is still kept on a date; an older record comes too late to be billed."""
    return month_of(Cycle.of(date).plus(-retention_months))


def months_kept(date: dt.date, retention_months: int, removed: Collection[int]) -> int:
    """The retention that holds for loads: what was removed once stays closed, even if the operator keeps detail longer
    from then on, since the identities that would tell its records from new ones are gone.
    """
    if not removed:
        return retention_months
    newest = max(removed)
    return min(retention_months, (date.year - newest // 100) * 12 + date.month - newest % 100 - 1)
