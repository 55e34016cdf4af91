"""A broken invariant, named."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Breach:
    """An invariant that does not hold, the rule that asks for it, and where it breaks."""

    invariant: str
    rule: str
    detail: str

    def __str__(self) -> str:
        """Says it in one line."""
        return f"{self.invariant} ({self.rule}): {self.detail}"


def breaches(invariant: str, rule: str, details: Iterable[str]) -> list[Breach]:
    """Makes a breach of each detail."""
    return [Breach(invariant, rule, detail) for detail in details]
