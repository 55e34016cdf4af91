"""Exact money (R-GEN-1): integers in minor units, rounding named at the call, remainders said where they go."""

from collections.abc import Sequence
from dataclasses import dataclass

MICROS_PER_FEN = 10_000
"""Rated usage is kept in integers of 10⁻⁶ yuan; a fen (分) is 10⁻² yuan."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in the smallest unit of a currency. Amounts of two currencies never meet."""

    currency: str
    minor_units: int

    def __add__(self, other: "Money") -> "Money":
        return Money(self._same(other), self.minor_units + other.minor_units)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self._same(other), self.minor_units - other.minor_units)

    def __neg__(self) -> "Money":
        return Money(self.currency, -self.minor_units)

    def __bool__(self) -> bool:
        raise TypeError("say what is meant: compare minor_units with 0")

    def _same(self, other: "Money") -> str:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add")
        return self.currency


def round_half_away(numerator: int, denominator: int) -> int:
    """Divides and rounds to the nearest integer, halves away from zero. ``denominator`` is positive."""
    if denominator <= 0:
        raise ValueError(f"denominator must be positive, not {denominator}")
    quotient, remainder = divmod(abs(numerator), denominator)
    rounded = quotient + (2 * remainder >= denominator)
    return rounded if numerator >= 0 else -rounded


def share(amount: int, numerator: int, denominator: int) -> int:
    """The rounded share ``numerator / denominator`` of an amount; the remainder stays with the other part."""
    return round_half_away(amount * numerator, denominator)


def split_by_weights(amount: int, weights: Sequence[int]) -> list[int]:
    """Splits an amount by weights so that the parts sum to it.

    Each part is the difference of two rounded running shares, so that no part is off by more than one unit and the
    parts need no correction at the end. With all weights 0 everything goes to the last part.
    """
    if not weights or any(weight < 0 for weight in weights):
        raise ValueError("weights must be given and not be negative")
    total = sum(weights)
    if total == 0:
        return [0] * (len(weights) - 1) + [amount]
    parts: list[int] = []
    running = given = 0
    for weight in weights:
        running += weight
        upto = round_half_away(amount * running, total)
        parts.append(upto - given)
        given = upto
    return parts
