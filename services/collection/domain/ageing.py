"""Arrears by age (R-ARR-1, R-ARR-2): four buckets by the month of the bill, seen from the snapshot's month."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from services.kernel.period import Cycle

BUCKETS = 4
"""Current, two months, three months, over three months."""


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A bill's line with something open, in minor units of the account's currency."""

    bill: str
    line: int
    cycle: Cycle
    due_date: dt.date
    subscription: str
    charge_item: str
    line_of_business: str
    principal: int
    late_fee: int
    disputed: bool = False
    in_transit: bool = False
    sales_unit: str = ""

    @property
    def open(self) -> int:
        return self.principal + self.late_fee

    @property
    def payable(self) -> bool:
        """A disputed line, or one under way in a bank collection, is not payable (R-SET-3)."""
        return self.open > 0 and not self.disputed and not self.in_transit


@dataclass(frozen=True, slots=True)
class Buckets:
    """Arrears by age. ``overdue`` is the part past its due date, ``late_fee`` the part that is late fees."""

    amounts: tuple[int, int, int, int] = field(default=(0, 0, 0, 0))
    overdue: int = 0
    late_fee: int = 0

    @property
    def total(self) -> int:
        return sum(self.amounts)

    def plus(self, bucket: int, principal: int, late_fee: int, *, overdue: bool) -> "Buckets":
        """These buckets with an amount more in bucket 1 … 4; the late fee follows its principal."""
        amounts = list(self.amounts)
        amounts[bucket - 1] += principal + late_fee
        first, second, third, older = amounts
        return Buckets(
            (first, second, third, older),
            self.overdue + (principal + late_fee if overdue else 0),
            self.late_fee + late_fee,
        )


def bucket_of(month: Cycle, cycle: Cycle) -> int:
    """The bucket of a bill's cycle in a month's snapshot: 1 is the cycle before it, 4 all that is older than three.

    A bill of the snapshot's own month, issued early, counts as current.
    """
    return min(BUCKETS, max(1, month.index - cycle.index))


def age_lines(month: Cycle, taken: dt.date, lines: Iterable[OpenLine]) -> Buckets:
    """The buckets of open lines in the snapshot of a month, taken on a date (R-ARR-2)."""
    buckets = Buckets()
    for line in lines:
        buckets = buckets.plus(
            bucket_of(month, line.cycle), line.principal, line.late_fee, overdue=line.due_date < taken
        )
    return buckets


GROUP_DEPARTMENT = "GROUP_DEPARTMENT"
_GROUP_DEPARTMENT_BUSINESS = frozenset({"CIRCUIT", "INTERNET_CAFE", "VALUE_ADDED"})


def responsible(customer_kind: str, line_of_business: str, sales_unit: str) -> str:
    """Who answers for arrears (R-ARR-3): the group-customer department, or the sales unit of the debt."""
    if customer_kind == "GROUP" or line_of_business in _GROUP_DEPARTMENT_BUSINESS:
        return GROUP_DEPARTMENT
    return sales_unit
