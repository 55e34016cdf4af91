"""What a subscription's rent is in a cycle (R-OPN-2, R-OPN-3, R-OPN-7). Integers in; one rounding, at the end.

Facts carry the cycle from which they are known to billing. The rent of cycle c as the bill run of cycle k sees it
uses the facts known by k, so that what comes after a trial has frozen a cycle is charged, or given back, on the next
bill (R-BIL-2, R-GEN-3).
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from services.kernel.money import share
from services.kernel.period import Cycle

CUT_OFF_DAY = 15


class EffectMode(StrEnum):
    """How a charge takes effect and ends inside a cycle (R-OPN-3)."""

    BY_DAY = "BY_DAY"
    HALF_MONTH = "HALF_MONTH"
    NEXT_CYCLE = "NEXT_CYCLE"


class RentRule(StrEnum):
    """Which rule made a cycle's rent; it explains the charge (R-BIL-5)."""

    NOT_CHARGED = "NOT_CHARGED"
    WHOLE = "WHOLE"
    BY_DAY = "BY_DAY"
    HALF_MONTH = "HALF_MONTH"
    SUSPENDED = "SUSPENDED"
    RESTORED_LATE = "RESTORED_LATE"


@dataclass(frozen=True, slots=True)
class Suspended:
    """A time of suspension [start, end); ``end`` None while it stands. Known cycles are text YYYY-MM, "" for always."""

    start: dt.date
    end: dt.date | None = None
    start_known: str = ""
    end_known: str = ""


@dataclass(frozen=True, slots=True)
class RentFacts:
    """Everything that a subscription's rent depends on. ``rents`` are (first cycle, rent), ascending, the first with
    "".
    """

    mode: EffectMode
    rents: tuple[tuple[str, int], ...]
    charged_from: dt.date | None
    start_known: str = ""
    terminate_date: dt.date | None = None
    terminate_known: str = ""
    suspensions: tuple[Suspended, ...] = ()


@dataclass(frozen=True, slots=True)
class Rent:
    """A cycle's rent. ``charged`` of ``days`` were charged: half-month mode counts in halves of 2."""

    amount: int
    rule: RentRule
    charged: int
    days: int
    monthly: int


@lru_cache(maxsize=512)
def _span(cycle: Cycle) -> tuple[str, dt.date, dt.date, int]:
    """A cycle's name, first day, end and days, which every line of a chunk asks for."""
    return str(cycle), cycle.first_day, cycle.end, cycle.days


def rent_of_cycle(facts: RentFacts, cycle: Cycle, known_by: str, cut_off_day: int = CUT_OFF_DAY) -> Rent:
    """The rent of a cycle, from the facts known by the bill run of cycle ``known_by`` (YYYY-MM)."""
    name, first_day, cycle_end, days = _span(cycle)
    monthly = _monthly(facts, name)
    start = facts.charged_from if facts.start_known <= known_by else None
    end = facts.terminate_date if facts.terminate_known <= known_by else None
    if start is None or start >= cycle_end or (end is not None and end <= max(start, first_day)):
        return Rent(0, RentRule.NOT_CHARGED, 0, days, monthly)
    suspended = _suspension_rule(facts.suspensions, cycle, known_by, cut_off_day) if facts.suspensions else None
    if suspended is not None:
        return Rent(0, suspended, 0, days, monthly)
    if facts.mode is EffectMode.BY_DAY:
        return _by_day(monthly, start, end, cycle)
    if facts.mode is EffectMode.HALF_MONTH:
        return _by_half(monthly, start, end, cycle, cut_off_day)
    return _from_next(monthly, start, cycle)


def _monthly(facts: RentFacts, name: str) -> int:
    return next((rent for first, rent in reversed(facts.rents) if first <= name), 0)


def _by_day(monthly: int, start: dt.date, end: dt.date | None, cycle: Cycle) -> Rent:
    """Monthly fee × days charged ÷ days in the cycle; [start, end), the start day charged."""
    first = max(start, cycle.first_day)
    last = cycle.end if end is None else min(end, cycle.end)
    charged = (last - first).days
    rule = RentRule.WHOLE if charged == cycle.days else RentRule.BY_DAY
    return Rent(share(monthly, charged, cycle.days), rule, charged, cycle.days, monthly)


def _by_half(monthly: int, start: dt.date, end: dt.date | None, cycle: Cycle, cut_off_day: int) -> Rent:
    """Started by the cut-off day whole, later half; ended by the cut-off day half, later whole."""
    late_start = start > cycle.first_day and start.day > cut_off_day and Cycle.of(start) == cycle
    early_end = end is not None and end < cycle.end and end.day <= cut_off_day
    if late_start or early_end:
        return Rent(share(monthly, 1, 2), RentRule.HALF_MONTH, 1, 2, monthly)
    return Rent(monthly, RentRule.WHOLE, 2, 2, monthly)


def _from_next(monthly: int, start: dt.date, cycle: Cycle) -> Rent:
    """From the first day of the cycle after the start; a cycle that has begun is charged whole."""
    if start > cycle.first_day:
        return Rent(0, RentRule.NOT_CHARGED, 0, cycle.days, monthly)
    return Rent(monthly, RentRule.WHOLE, cycle.days, cycle.days, monthly)


def _suspension_rule(
    suspensions: tuple[Suspended, ...], cycle: Cycle, known_by: str, cut_off_day: int
) -> RentRule | None:
    """Why a cycle is not charged; None when it is (R-OPN-7).

    A cycle that begins in service is charged, also when a suspension begins in it. One that begins in a suspension is
    charged when the line is restored in it on or before the cut-off day.
    """
    restored = _in_suspension_until(suspensions, cycle.first_day, known_by)
    if restored is _IN_SERVICE:
        return None
    if restored is None or restored >= cycle.end:
        return RentRule.SUSPENDED
    return None if restored.day <= cut_off_day else RentRule.RESTORED_LATE


_IN_SERVICE = dt.date.min


def _in_suspension_until(suspensions: tuple[Suspended, ...], day: dt.date, known_by: str) -> dt.date | None:
    """When the suspension ends in which the line stood before ``day`` began; None when it has no end, _IN_SERVICE
    when there was none.

    A suspension on the cycle's very first day begins in the cycle. Several reasons may stand at once: the last to end
    counts.
    """
    until = _IN_SERVICE
    for each in sorted(suspensions, key=lambda one: one.start):
        if each.start_known > known_by or each.start >= day:
            continue
        end = each.end if each.end_known <= known_by else None
        if end is None:
            return None
        if end > day and end > until:
            until = end
    return until


def late_rents(facts: RentFacts, cycle: Cycle, cut_off_day: int = CUT_OFF_DAY) -> list[tuple[Cycle, int]]:
    """What the bill of ``cycle`` adds for earlier cycles: the rent known now less the rent known to the bill before
    it.
    """
    now, before = str(cycle), str(cycle.previous)
    first = _earliest_late(facts, cycle)
    found: list[tuple[Cycle, int]] = []
    while first is not None and first < cycle:
        difference = (
            rent_of_cycle(facts, first, now, cut_off_day).amount
            - rent_of_cycle(facts, first, before, cut_off_day).amount
        )
        if difference:
            found.append((first, difference))
        first = first.next
    return found


def _earliest_late(facts: RentFacts, cycle: Cycle) -> Cycle | None:
    """The first cycle that a fact newly known to ``cycle``'s bill reaches back to; None when there is none."""
    now = str(cycle)
    dates = [
        date
        for date, known in (
            (facts.charged_from, facts.start_known),
            (facts.terminate_date, facts.terminate_known),
            *((each.start, each.start_known) for each in facts.suspensions),
            *((each.end, each.end_known) for each in facts.suspensions),
        )
        if date is not None and known == now and date < cycle.first_day
    ]
    return Cycle.of(min(dates)) if dates else None


@dataclass(slots=True)
class CycleRents:
    """The rents that a cycle's bills charge. Lines with the same history, most of a product's, are computed once."""

    cycle: Cycle
    cut_off_day: int
    _found: dict[RentFacts, tuple[Rent, list[tuple[Cycle, int]]]] = field(
        default_factory=dict[RentFacts, tuple[Rent, list[tuple[Cycle, int]]]]
    )

    def of(self, facts: RentFacts) -> tuple[Rent, list[tuple[Cycle, int]]]:
        """The cycle's rent, and what its bill adds for earlier cycles."""
        found = self._found.get(facts)
        if found is None:
            rent = rent_of_cycle(facts, self.cycle, str(self.cycle), self.cut_off_day)
            found = self._found[facts] = rent, late_rents(facts, self.cycle, self.cut_off_day)
        return found
