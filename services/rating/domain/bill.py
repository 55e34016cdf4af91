"""Bills, their lines and the runs that make them, as values."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from services.rating.domain.states import BillRunState


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill, issued or of a trial (then without issue date)."""

    account_id: str
    customer_id: str
    cycle: str
    trial: int
    currency: str
    total: int
    net: int
    tax: int
    lines_count: int
    due_date: dt.date
    issue_date: dt.date | None
    sales_unit: str


@dataclass(frozen=True, slots=True)
class BillLine:
    """A bill's line with the steps that explain it."""

    account_id: str
    line: int
    kind: str
    subscription_id: str
    charge_item: str
    line_of_business: str
    gross: int
    discount: int
    sponsored: int
    amount: int
    net: int
    tax: int
    tax_rate: int
    origin_cycle: str
    sponsored_account: str
    agreement_id: str
    reason: str
    steps: dict[str, Any]


def trial_key(cycle: str, trial: int) -> str:
    """The name of the run that charges the accounts of a trial."""
    return f"bill-run/{cycle}/{trial}"


@dataclass(frozen=True, slots=True)
class BillRun:
    """A trial of a cycle and what became of it. ``accounts`` are the chosen ones; empty for all."""

    cycle: str
    trial: int
    state: BillRunState
    accounts: tuple[str, ...]
    start_date: dt.date
    issue_date: dt.date | None
    requester: str
    approver: str
    bills: int
    total: int
    parked: int

    @property
    def run_id(self) -> str:
        return f"{self.cycle}-{self.trial}"

    @property
    def trial_key(self) -> str:
        return trial_key(self.cycle, self.trial)

    @property
    def sponsor_key(self) -> str:
        return f"{self.trial_key}/sponsors"

    @property
    def final_key(self) -> str:
        return f"{self.trial_key}/final"


@dataclass(frozen=True, slots=True)
class ItemTotal:
    """The sums of a charge item in a trial, and what was billed of it in the last cycle."""

    charge_item: str
    lines: int
    gross: int
    discount: int
    sponsored: int
    amount: int
    last_amount: int


@dataclass(frozen=True, slots=True)
class BillDifference:
    """An account's trial bill beside its last one. ``reason`` says why it is an outlier, "" when it is none."""

    account_id: str
    customer_id: str
    amount: int
    last_amount: int
    reason: str


def difference(
    account_id: str, customer_id: str, amount: int | None, last: int | None, permille: int, minor_units: int
) -> BillDifference:
    """An outlier is a bill outside the policy's bounds, in parts and in money, or one that is new or gone."""
    now, before = amount or 0, last or 0
    apart = abs(now - before)
    outside = apart >= minor_units and apart * 1000 >= abs(before) * permille
    reason = ""
    if outside and apart:
        reason = "NEW_ACCOUNT" if last is None else "GONE" if amount is None else "RISEN" if now > before else "FALLEN"
    return BillDifference(account_id, customer_id, now, before, reason)
