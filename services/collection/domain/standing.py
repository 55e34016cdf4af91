"""What an account owes on a date: the facts that drive the ladder and the restoration decision (R-DUN-6)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from services.collection.domain.ageing import OpenLine


@dataclass(frozen=True, slots=True)
class Debt:
    """An account's open lines.

    ``anchor`` is the oldest due date among the payable ones (R-DUN-1): a partial payment moves it to the oldest that
    remains. It does not depend on today: something is overdue exactly when the anchor lies before today.
    """

    lines: tuple[OpenLine, ...] = ()

    @property
    def anchor(self) -> dt.date | None:
        return min((line.due_date for line in self.lines if line.payable), default=None)

    @property
    def principal(self) -> int:
        return sum(line.principal for line in self.lines)

    @property
    def late_fees(self) -> int:
        return sum(line.late_fee for line in self.lines)

    def overdue(self, date: dt.date) -> int:
        """Payable principal and late fee whose due date lies before the date."""
        return sum(line.open for line in self.lines if line.payable and line.due_date < date)

    def overdue_subscriptions(self, date: dt.date) -> frozenset[str]:
        return frozenset(
            line.subscription for line in self.lines if line.payable and line.due_date < date and line.subscription
        )


def debt_of(lines: Iterable[OpenLine]) -> Debt:
    return Debt(tuple(sorted(lines, key=lambda line: (line.cycle, line.bill, line.line))))


def nothing_overdue(anchor: dt.date | None, date: dt.date) -> bool:
    """The restoration decision (R-DUN-6): lines not yet due do not count, nor do disputed ones."""
    return anchor is None or anchor >= date
