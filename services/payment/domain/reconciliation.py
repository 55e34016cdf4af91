"""A channel's daily statement against our payments (R-PAY-4)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class DifferenceKind(StrEnum):
    """On the statement only; with us only; on both with other amounts, or with other value dates."""

    MISSING = "MISSING"
    EXTRA = "EXTRA"
    AMOUNT = "AMOUNT"
    DATE = "DATE"


@dataclass(frozen=True, slots=True)
class Taken:
    """Money under a channel's number: minor units and value date."""

    amount: int
    value_date: dt.date


@dataclass(frozen=True, slots=True)
class Difference:
    channel_number: str
    kind: DifferenceKind
    statement_amount: int | None
    recorded_amount: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What agrees, and the differences by channel's number."""

    matched_rows: int
    matched_amount: int
    differences: tuple[Difference, ...]


def compare(statement: Mapping[str, Taken], recorded: Mapping[str, Taken], day: dt.date) -> Comparison:
    """Compares a day. ``recorded`` holds our payments of the day and those that the statement names, whatever
    their date.
    """
    differences: list[Difference] = []
    matched = amount = 0
    for number in sorted(statement.keys() | recorded.keys()):
        theirs, ours = statement.get(number), recorded.get(number)
        kind = _kind(theirs, ours, day)
        if kind is not None:
            sums = (theirs.amount if theirs else None, ours.amount if ours else None)
            differences.append(Difference(number, kind, *sums))
        elif theirs is not None:
            matched += 1
            amount += theirs.amount
    return Comparison(matched, amount, tuple(differences))


def _kind(theirs: Taken | None, ours: Taken | None, day: dt.date) -> DifferenceKind | None:
    if theirs is None:
        return DifferenceKind.EXTRA if ours is not None and ours.value_date == day else None
    if ours is None:
        return DifferenceKind.MISSING
    if theirs.amount != ours.amount:
        return DifferenceKind.AMOUNT
    return DifferenceKind.DATE if theirs.value_date != ours.value_date else None
