"""Billing cycles and month arithmetic on business dates (R-GEN-2)."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_CYCLE = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Cycle:
    """A calendar month in the operator's zone (账期), written YYYY-MM."""

    year: int
    month: int

    @staticmethod
    def parse(text: str) -> "Cycle":
        """Raises ValueError unless the text is YYYY-MM."""
        match = _CYCLE.fullmatch(text)
        if match is None or match.group(1) == "0000":
            raise ValueError(f"a cycle is written YYYY-MM, not {text!r}")
        return Cycle(int(match.group(1)), int(match.group(2)))

    @staticmethod
    def of(date: dt.date) -> "Cycle":
        return Cycle(date.year, date.month)

    @staticmethod
    def from_index(index: int) -> "Cycle":
        return Cycle(index // 12, index % 12 + 1)

    @property
    def index(self) -> int:
        """Months since year 0: the difference of two is a number of months."""
        return self.year * 12 + self.month - 1

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, self.month, 1)

    @property
    def last_day(self) -> dt.date:
        return dt.date(self.year, self.month, self.days)

    @property
    def end(self) -> dt.date:
        """The first date after the cycle: cycles are half-open [first_day, end)."""
        return self.next.first_day

    @property
    def days(self) -> int:
        return calendar.monthrange(self.year, self.month)[1]

    @property
    def next(self) -> "Cycle":
        return self.plus(1)

    @property
    def previous(self) -> "Cycle":
        return self.plus(-1)

    def plus(self, months: int) -> "Cycle":
        return Cycle.from_index(self.index + months)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def add_months(date: dt.date, months: int) -> dt.date:
    """The same day some months on; a day that the month lacks becomes its last day."""
    cycle = Cycle.of(date).plus(months)
    return dt.date(cycle.year, cycle.month, min(date.day, cycle.days))


def add_months_keep_month_end(date: dt.date, months: int) -> dt.date:
    """Like add_months, but a month's last day stays a month's last day (R-CRD-5)."""
    moved = Cycle.of(date).plus(months)
    return moved.last_day if date.day == Cycle.of(date).days else add_months(date, months)
