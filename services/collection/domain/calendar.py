"""Working calendars (R-DUN-3): on which days, and at which hours, customers are contacted by a medium."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from services.collection.domain.reason import Reason
from services.kernel.errors import Fault, Refusal, RefusalKind

_ONE_DAY = dt.timedelta(days=1)
_MINUTES_A_DAY = 24 * 60
_SEARCH_DAYS = 400


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The days and hours of one medium. Hours are minutes of the day in the operator's time zone: contacts are made
    from ``first_minute`` on, and none from ``quiet_from_minute`` on."""

    medium: str
    effective_date: dt.date = dt.date(2000, 1, 1)
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)
    closed_dates: tuple[dt.date, ...] = ()
    open_dates: tuple[dt.date, ...] = ()
    first_minute: int = 8 * 60
    quiet_from_minute: int = 21 * 60

    def works(self, date: dt.date) -> bool:
        """Whether customers are contacted on a date: a named date before its weekday."""
        if date in self.closed_dates:
            return False
        return date in self.open_dates or date.isoweekday() in self.weekdays

    def add_days(self, date: dt.date, days: int) -> dt.date:
        """The date so many working days after a date; a calendar without any in sight counts every day."""
        left, found = days, date
        for _ in range(_SEARCH_DAYS):
            if left <= 0:
                return found
            found += _ONE_DAY
            left -= self.works(found)
        return date + days * _ONE_DAY

    @property
    def hours(self) -> tuple[str, str]:
        """The hours as "08:00" and "21:00"."""
        return _clock(self.first_minute), _clock(self.quiet_from_minute)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


DEFAULT_CALENDARS: tuple[WorkingCalendar, ...] = (
    WorkingCalendar("SMS"),
    WorkingCalendar("VOICE", first_minute=9 * 60, quiet_from_minute=20 * 60),
    WorkingCalendar("EMAIL", first_minute=0, quiet_from_minute=_MINUTES_A_DAY),
    WorkingCalendar("MANAGER"),
)
"""In force until others are approved: every day, and never at night."""


def calendar_on(calendars: Iterable[WorkingCalendar], medium: str, date: dt.date) -> WorkingCalendar:
    """Of approved calendars, the medium's newest that has come into force by a date."""
    begun = [each for each in (*DEFAULT_CALENDARS, *calendars) if each.medium == medium and each.effective_date <= date]
    return max(begun, key=lambda each: each.effective_date)


def check_calendar(calendar: WorkingCalendar) -> None:
    """Raises CALENDAR_INVALID with all faults at once."""
    faults: list[Fault] = []
    days = calendar.weekdays
    if not days or len(set(days)) < len(days) or not all(1 <= day <= 7 for day in days):
        faults.append(Fault("weekdays", "R-DUN-3", str(list(days)), "must be days from 1 to 7, each once"))
    both = sorted(set(calendar.closed_dates) & set(calendar.open_dates))
    if both:
        faults.append(Fault("open_dates", "R-DUN-3", both[0].isoformat(), "stands among the closed dates too"))
    first, quiet = calendar.first_minute, calendar.quiet_from_minute
    if not 0 <= first < quiet <= _MINUTES_A_DAY:
        faults.append(
            Fault(
                "quiet_from_minute", "R-DUN-3", f"{first} to {quiet}", "the hours must lie within a day and not be none"
            )
        )
    if faults:
        raise Refusal(
            Reason.CALENDAR_INVALID,
            RefusalKind.INVALID,
            "the calendar is not possible: " + ", ".join(fault.field for fault in faults),
            faults=tuple(faults),
            metadata={"field": faults[0].field},
        )
