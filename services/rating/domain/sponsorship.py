"""What sponsors pay of a member's charges (R-SPO-1, R-SPO-2): agreements in priority order, each to what the earlier
left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.kernel.money import share


class SponsorshipKind(StrEnum):
    """How much a sponsor pays."""

    BY_ITEM = "BY_ITEM"
    CAP = "CAP"
    RATIO = "RATIO"


@dataclass(frozen=True, slots=True)
class Terms:
    """An agreement's terms for a member and cycle. ``items`` in the order in which a cap is used up; empty for all
    items.
    """

    agreement_id: str
    sponsor_account: str
    kind: SponsorshipKind
    items: tuple[str, ...] = ()
    permille: int = 0
    cap: int = 0
    priority: int = 0


@dataclass(frozen=True, slots=True)
class SponsoredPart:
    """What an agreement pays of the line at ``index`` of the charges given."""

    index: int
    agreement_id: str
    sponsor_account: str
    amount: int


def in_priority_order(terms: Sequence[Terms]) -> list[Terms]:
    return sorted(terms, key=lambda one: (one.priority, one.agreement_id))


def sponsor(charges: Sequence[tuple[str, int]], terms: Sequence[Terms]) -> list[SponsoredPart]:
    """Splits a member's net charges (charge item, amount) between its sponsors and itself.

    A line that gives money back is not sponsored. The member keeps what is left, the rounding remainder too (R-GEN-1).
    """
    left = [max(amount, 0) for _, amount in charges]
    parts: list[SponsoredPart] = []
    for agreement in in_priority_order(terms):
        room = agreement.cap
        for index in _line_order(charges, agreement.items):
            paid = _paid(agreement, left[index], room)
            if paid:
                left[index] -= paid
                room -= paid
                parts.append(SponsoredPart(index, agreement.agreement_id, agreement.sponsor_account, paid))
    return parts


def _paid(agreement: Terms, left: int, room: int) -> int:
    if agreement.kind is SponsorshipKind.BY_ITEM:
        return left
    if agreement.kind is SponsorshipKind.CAP:
        return min(left, room)
    return share(left, agreement.permille, 1000)


def _line_order(charges: Sequence[tuple[str, int]], items: tuple[str, ...]) -> list[int]:
    """The lines that the agreement pays, in its item order; without items every line in the bill's order."""
    if not items:
        return list(range(len(charges)))
    place = {item: number for number, item in enumerate(items)}
    found = [index for index, (item, _) in enumerate(charges) if item in place]
    return sorted(found, key=lambda index: (place[charges[index][0]], index))


def reaches(sponsors_of: dict[str, set[str]], start: str, goal: str) -> bool:
    """Whether ``goal`` is among those who pay, directly or through others, for ``start``."""
    waiting, seen = [start], {start}
    while waiting:
        for payer in sponsors_of.get(waiting.pop(), set()):
            if payer == goal:
                return True
            if payer not in seen:
                seen.add(payer)
                waiting.append(payer)
    return False
