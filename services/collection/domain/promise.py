"""Promises, instalments and holds (R-DUN-4): they pause the ladder; a broken promise lets it go on the next day."""

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.collection.domain.reason import Reason
from services.kernel.errors import Refusal, RefusalKind

PROMISE_DAYS_MOST = 31


class PromiseState(StrEnum):
    """Where a promise stands."""

    OPEN = "OPEN"
    KEPT = "KEPT"
    BROKEN = "BROKEN"
    CANCELLED = "CANCELLED"


class HoldReason(StrEnum):
    """Why a case is paused."""

    MANUAL = "MANUAL"
    PROMISE = "PROMISE"
    INSTALMENTS = "INSTALMENTS"
    DISPUTE = "DISPUTE"


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """A promise beside what was overdue when it was made and what of that debt has been paid since, in minor units."""

    amount: int
    promised_date: dt.date
    paid_since: int


def judge_promise(promise: PromiseFacts, date: dt.date) -> PromiseState:
    """Kept as soon as the amount has come; broken at the end of the promised date; open before."""
    if promise.paid_since >= promise.amount:
        return PromiseState.KEPT
    return PromiseState.BROKEN if date >= promise.promised_date else PromiseState.OPEN


def check_promise(amount: int, overdue: int, promised: dt.date, date: dt.date, days_most: int) -> None:
    """Raises AMOUNT_OUT_OF_RANGE or DATE_OUT_OF_RANGE."""
    if not 0 < amount <= overdue:
        raise Refusal(
            Reason.AMOUNT_OUT_OF_RANGE,
            RefusalKind.INVALID,
            f"{amount} must be positive and not above what is overdue, {overdue}",
            metadata={"amount": str(amount), "limit": str(overdue)},
        )
    check_date(promised, date, date + dt.timedelta(days=days_most))


def check_date(value: dt.date, first: dt.date, last: dt.date) -> None:
    """Raises DATE_OUT_OF_RANGE unless first <= value <= last."""
    if not first <= value <= last:
        limit = first if value < first else last
        raise Refusal(
            Reason.DATE_OUT_OF_RANGE,
            RefusalKind.INVALID,
            f"{value} must lie from {first} to {last}",
            metadata={"date": value.isoformat(), "limit": limit.isoformat()},
        )


@dataclass(frozen=True, slots=True)
class Instalment:
    """A dated part of an overdue amount, in minor units."""

    due_date: dt.date
    amount: int


def check_instalments(parts: Sequence[Instalment], overdue: int, date: dt.date) -> None:
    """Raises INSTALMENTS_INVALID unless the parts are positive, rise by date from today and sum to what is overdue."""
    dates = [part.due_date for part in parts]
    total = sum(part.amount for part in parts)
    rising = all(earlier < later for earlier, later in itertools.pairwise(dates))
    if not parts or any(part.amount <= 0 for part in parts) or not rising or dates[0] < date or total != overdue:
        raise Refusal(
            Reason.INSTALMENTS_INVALID,
            RefusalKind.INVALID,
            f"the parts must be positive, rise by date from {date} and sum to {overdue}, not {total}",
            metadata={"sum": str(total), "overdue": str(overdue)},
        )


def instalments_due(parts: Sequence[Instalment], date: dt.date) -> int:
    """What must have come by the end of a date."""
    return sum(part.amount for part in parts if part.due_date <= date)
