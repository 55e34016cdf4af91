"""Discounts on a bill's lines (R-DIS-1): in sequence, never below zero; the parts of a shared sum add up to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.kernel.money import share, split_by_weights


class DiscountKind(StrEnum):
    """What a discount does."""

    PERCENT = "PERCENT"
    AMOUNT = "AMOUNT"
    TIERED = "TIERED"
    FREE_UNITS = "FREE_UNITS"
    FLOOR = "FLOOR"
    CAP = "CAP"


class Layer(StrEnum):
    """Whom a discount is given to."""

    SUBSCRIPTION = "subscriptions"
    ACCOUNT = "accounts"
    CUSTOMER = "customers"


_LAYER_ORDER = {Layer.SUBSCRIPTION: 0, Layer.ACCOUNT: 1, Layer.CUSTOMER: 2}


@dataclass(frozen=True, slots=True)
class Discount:
    """A discount of the catalogue. ``items`` are expanded from its sets; empty for all. ``tiers`` are (from sum,
    permille), ascending.
    """

    discount_id: str
    name: str
    name_zh: str
    kind: DiscountKind
    items: frozenset[str] = frozenset()
    permille: int = 0
    amount: int = 0
    tiers: tuple[tuple[int, int], ...] = ()
    free_units: int = 0
    priority: int = 0
    exclusive: bool = False
    special: bool = False


@dataclass(frozen=True, slots=True)
class Granted:
    """A discount given to a subscription, an account or a customer."""

    discount: Discount
    layer: Layer
    subject: str
    assignment_id: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """A discount given from a cycle to a cycle ("" without end). State: PENDING, ACTIVE, REJECTED or ENDED."""

    assignment_id: str
    layer: Layer
    subject_id: str
    customer_id: str
    discount_id: str
    first_cycle: str
    last_cycle: str
    state: str
    requester: str
    approver: str
    order_id: str


@dataclass(frozen=True, slots=True)
class DiscountPart:
    """What a discount takes off the line at ``index``; negative when a floor adds."""

    index: int
    discount_id: str
    amount: int


def in_sequence(granted: Sequence[Granted]) -> list[Granted]:
    """Priority, then layer (subscription before account before customer), then id."""
    return sorted(
        granted,
        key=lambda one: (one.discount.priority, _LAYER_ORDER[one.layer], one.discount.discount_id, one.assignment_id),
    )


@dataclass(slots=True)
class Used:
    """What of a line is usage: its part of the amount, and the quantity that it was charged for."""

    amount: int = 0
    quantity: int = 0


def discount_lines(
    lines: Sequence[tuple[str, str, int]], granted: Sequence[Granted], used: Sequence[Used] = ()
) -> list[DiscountPart]:
    """Applies discounts to lines (subscription, charge item, gross amount), in sequence: 10 % and 10 % on 100 leave 81.

    Lines that give money back are not discounted. ``used`` says of each line what FREE_UNITS may free; it keeps what
    they leave.
    """
    left = [amount for _, _, amount in lines]
    closed: set[int] = set()
    parts: list[DiscountPart] = []
    for grant in in_sequence(granted):
        chosen = [index for index in _chosen(lines, grant) if left[index] > 0 and index not in closed]
        if grant.discount.kind is DiscountKind.FREE_UNITS:
            taken = freed(grant.discount.free_units, [used[index] for index in chosen] if used else [])
        else:
            taken = taken_off(grant.discount, [left[index] for index in chosen])
            _shrink(used, chosen, left, taken)
        for index, off in zip(chosen, taken, strict=False):
            if off:
                left[index] -= off
                parts.append(DiscountPart(index, grant.discount.discount_id, off))
                if grant.discount.exclusive:
                    closed.add(index)
    return parts


def freed(units: int, used: Sequence[Used]) -> list[int]:
    """What free units take off usage, line by line until they are used up: each line its price in proportion to the
    quantity that is freed, rounded half away from zero. ``used`` is left with the rest.
    """
    found: list[int] = []
    for one in used:
        free = min(units, one.quantity)
        off = share(one.amount, free, one.quantity) if free else 0
        one.amount, one.quantity, units = one.amount - off, one.quantity - free, units - free
        found.append(off)
    return found


def _shrink(used: Sequence[Used], chosen: Sequence[int], left: Sequence[int], taken: Sequence[int]) -> None:
    """A discount takes its share off the usage of a line too, so that free units after it free what is left."""
    if used:
        for index, off in zip(chosen, taken, strict=True):
            used[index].amount -= share(used[index].amount, off, left[index])


def _chosen(lines: Sequence[tuple[str, str, int]], grant: Granted) -> list[int]:
    items = grant.discount.items
    return [
        index
        for index, (subscription, item, _) in enumerate(lines)
        if (not items or item in items) and (grant.layer is not Layer.SUBSCRIPTION or subscription == grant.subject)
    ]


def taken_off(discount: Discount, amounts: list[int]) -> list[int]:
    """What a discount takes off each of the amounts, which are positive. A floor takes off a negative sum."""
    total = sum(amounts)
    if discount.kind is DiscountKind.PERCENT:
        return [share(amount, discount.permille, 1000) for amount in amounts]
    if discount.kind is DiscountKind.TIERED:
        permille = next((rate for floor, rate in reversed(discount.tiers) if total >= floor), 0)
        return [share(amount, permille, 1000) for amount in amounts]
    if not amounts or discount.kind is DiscountKind.FREE_UNITS:
        return [0] * len(amounts)  # free units act on quantities: see freed
    if discount.kind is DiscountKind.AMOUNT:
        return split_by_weights(min(discount.amount, total), amounts)
    if discount.kind is DiscountKind.CAP:
        return split_by_weights(max(total - discount.amount, 0), amounts)
    return [-part for part in split_by_weights(max(discount.amount - total, 0), amounts)]
