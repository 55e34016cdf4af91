"""The simulated calendar: business dates and billing cycles."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

FIRST_DAY = date(2025, 1, 1)

ONE_DAY = timedelta(days=1)


def plus_months(first: date, months: int) -> date:
    """Gives the first day of the month so many months after the month of `first`."""
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def run_days(first: date, months: int) -> Iterator[date]:
    """Gives every business date of so many months, in order."""
    day, end = first, plus_months(first, months)
    while day < end:
        yield day
        day += ONE_DAY


def cycle_of(day: date) -> str:
    """Gives the billing cycle of a date, YYYY-MM."""
    return f"{day.year:04d}-{day.month:02d}"


def cycle_start(cycle: str) -> date:
    """Gives a cycle's first date."""
    return date(int(cycle[:4]), int(cycle[5:7]), 1)


def cycle_end(cycle: str) -> date:
    """Gives the first date after a cycle."""
    return plus_months(cycle_start(cycle), 1)


def previous_cycle(day: date) -> str:
    """Gives the cycle before the one of the date."""
    return cycle_of(day.replace(day=1) - ONE_DAY)


def month_end(day: date) -> date:
    """Gives the last date of the date's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def is_business_day(day: date) -> bool:
    """Says whether counters and finance work on the date: Monday to Friday."""
    return day.weekday() < 5


def business_days_after(day: date, count: int) -> date:
    """Gives the date so many working days after a date; 0 gives the date itself."""
    while count > 0:
        day += ONE_DAY
        count -= is_business_day(day)
    return day
