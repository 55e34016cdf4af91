"""A bill's line as a receivable (应收): what is open of it, and its late fee."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from services.payment.domain.late_fee import DayRange, LateFeePolicy, Policies, fee_days, late_fee, policy_on

LineKey = tuple[str, int]
"""A bill's id and the line's number in it."""


NOTHING_PAID: Mapping[str, int] = {}


class Line(NamedTuple):
    """Amounts in minor units of the account's currency. A tuple, because every payment reads and renews some.

    ``billed = open + written_off + what was paid``; ``paid_by`` says by which book. ``weighted`` are the money-
    days of the parts that are no longer open. ``fee_assessed`` is the late fee posted so far, through
    ``assessed_through``.
    """

    bill: str
    line: int
    cycle: str
    due_date: dt.date
    subscription: str
    charge_item: str
    line_of_business: str
    sales_unit: str
    billed: int
    open: int
    weighted: int = 0
    fee_assessed: int = 0
    fee_paid: int = 0
    fee_waived: int = 0
    assessed_through: dt.date | None = None
    disputed: bool = False
    in_transit: bool = False
    excluded: tuple[DayRange, ...] = ()
    fee_stop: dt.date | None = None
    written_off: int = 0
    fee_written_off: int = 0
    write_off: str = ""
    paid_by: Mapping[str, int] = NOTHING_PAID
    transit_payable: bool = False

    @property
    def key(self) -> LineKey:
        return (self.bill, self.line)

    @property
    def payable(self) -> bool:
        """A disputed or in-transit line is not payable and may be passed (R-SET-3); one in transit is, where the
        parameter said so when it was sent to the bank (R-PAY-3).
        """
        return not self.disputed and (not self.in_transit or self.transit_payable)

    @property
    def marked(self) -> bool:
        """Disputed or in transit: its days bear no late fee."""
        return self.disputed or self.in_transit

    @property
    def fee_open(self) -> int:
        """The late fee assessed and neither paid, waived nor written off."""
        return self.fee_assessed - self.fee_paid - self.fee_waived - self.fee_written_off

    @property
    def active(self) -> bool:
        """Whether anything of it can still be paid, written-off debt included (R-BAD-3), or a mark of it still ends."""
        return self.open > 0 or self.fee_open > 0 or self.written_off > 0 or self.fee_written_off > 0 or self.marked

    def is_open(self) -> bool:
        """Whether it stands in arrears."""
        return self.open > 0 or self.fee_open > 0

    def bears_fee(self, policy: LateFeePolicy) -> bool:
        return self.charge_item not in policy.excluded_items

    def days_to(self, date: dt.date, policies: Policies) -> int:
        """The fee-bearing days from the due date to a value date."""
        return fee_days(self.due_date, self.excluded, self.fee_stop, date, policy_on(policies, self.due_date))

    def fee_at(self, date: dt.date, policies: Policies) -> int:
        """The late fee in all as of a date: what is open on that date bears it, paid on that date or not."""
        if date <= self.due_date and self.weighted == 0:
            return 0
        policy = policy_on(policies, self.due_date)
        if not self.bears_fee(policy):
            return 0
        return late_fee(self.weighted + self.open * self.days_to(date, policies), self.billed, policy)

    def fee_open_at(self, date: dt.date, policies: Policies) -> int:
        """What is open of the late fee as of a date, assessed or not."""
        if self.written_off > 0 or self.fee_written_off > 0:
            return max(0, self.fee_open)
        fee = self.fee_at(date, policies)
        return max(0, fee - self.fee_paid - self.fee_waived - self.fee_written_off)
