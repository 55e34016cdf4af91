"""Corrections of issued bills (调账) and sums for the next bill (R-BIL-3)."""

import datetime as dt
from dataclasses import dataclass

from services.rating.domain.bill import BillLine
from services.rating.domain.reason import Reason, precondition


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A correction of an issued bill's line. State: REQUESTED, APPROVED or REJECTED."""

    adjustment_id: str
    account_id: str
    customer_id: str
    cycle: str
    line: int
    amount: int
    reason: str
    state: str
    requester: str
    approver: str = ""
    value_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NextCharge:
    """A sum that waits for an account's next bill; billed once it is approved and ``due_cycle`` is run."""

    charge_id: str
    account_id: str
    customer_id: str
    subscription_id: str
    charge_item: str
    line_of_business: str
    amount: int
    origin_cycle: str
    due_cycle: str
    reason: str
    approved: bool
    requester: str
    billed_cycle: str = ""


def check_correction(line: BillLine, amount: int, adjusted: int) -> None:
    """Raises ADJUSTMENT_TOO_LARGE when the corrections together would take more off than the line is."""
    if amount == 0 or line.amount + adjusted + amount < min(line.amount, 0):
        raise precondition(
            Reason.ADJUSTMENT_TOO_LARGE,
            "the corrections of a line may not be zero, nor more than the line",
            line_minor_units=str(line.amount),
            adjusted_minor_units=str(adjusted),
        )
