"""Choices from a hash of the seed and a business key.

Nothing here has a state: a choice never depends on how many were made before it or on what arrived first, so that a run
which was interrupted, killed or reordered chooses the same.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice:
    """The seeded source of every choice of a simulation."""

    seed: int

    def number(self, *key: object) -> int:
        """Gives 64 bits for the key."""
        return int.from_bytes(self._digest(key)[:8], "big")

    def below(self, limit: int, *key: object) -> int:
        """Gives a number from 0 to limit - 1."""
        return self.number(*key) % limit

    def between(self, low: int, high: int, *key: object) -> int:
        """Gives a number from low to high, both possible."""
        return low + self.below(high - low + 1, *key)

    def chance(self, permille: int, *key: object) -> bool:
        """Says yes for about so many of a thousand keys."""
        return self.below(1000, *key) < permille

    def pick(self, options: Sequence[T], *key: object) -> T:
        """Picks one of the options."""
        return options[self.below(len(options), *key)]

    def request_id(self, *key: object) -> str:
        """Names a request so that a retry of the same business act has the same id (R-GEN-3)."""
        return f"sim-{self._digest(('request', *key)).hex()[:32]}"

    def _digest(self, key: tuple[object, ...]) -> bytes:
        text = "\x1f".join((str(self.seed), *(str(part) for part in key)))
        return hashlib.blake2b(text.encode(), digest_size=16).digest()
