"""Bills of the system before (R-ACC-4): open lines as they are loaded, and the control totals they are checked with."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenLine:
    """An open line of a bill of the system before, in minor units."""

    account_id: str
    cycle: str
    due_date: dt.date
    subscription_id: str
    charge_item: str
    amount: int

    @property
    def bill(self) -> tuple[str, str]:
        return self.account_id, self.cycle

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes a line one: loading it again is a duplicate."""
        return self.account_id, self.cycle, self.subscription_id, self.charge_item


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """Lines and their sum of a cycle and a sales unit, "" for all units."""

    cycle: str
    sales_unit: str
    lines: int
    amount: int


@dataclass(frozen=True, slots=True)
class TotalDifference:
    """A control total and what was loaded instead."""

    expected: ControlTotal
    lines: int
    amount: int


@dataclass(frozen=True, slots=True)
class OpeningCheck:
    """How what was loaded compares with the control totals; ``amount`` is the sum of the ``bills``."""

    differences: tuple[TotalDifference, ...]
    bills: int
    amount: int


def total_differences(
    expected: Sequence[ControlTotal], loaded: Mapping[tuple[str, str], tuple[int, int]]
) -> tuple[TotalDifference, ...]:
    """Compares control totals with what was loaded, (lines, sum) by (cycle, sales unit).

    A cycle that was loaded and that no control total speaks of differs from nothing.
    """
    named = {each.cycle for each in expected}
    silent = sorted({cycle for cycle, _ in loaded} - named)
    totals = [*expected, *(ControlTotal(cycle, "", 0, 0) for cycle in silent)]
    found: list[TotalDifference] = []
    for total in totals:
        parts = [
            part for (cycle, unit), part in loaded.items() if cycle == total.cycle and total.sales_unit in ("", unit)
        ]
        lines, amount = sum(count for count, _ in parts), sum(part for _, part in parts)
        if (lines, amount) != (total.lines, total.amount):
            found.append(TotalDifference(total, lines, amount))
    return tuple(found)
