"""Limits on what comes in: how long, how big, how often (R-GTW-1)."""

import time
from dataclasses import dataclass, field

from services.gateway.domain.pacing import Pace

_PACES_MAX = 10_000


class BodyTooLong(Exception):
    """The body is longer than the limit."""


@dataclass
class Paces:
    """Rate limits by name, such as a channel's id or a remote address, in this process."""

    burst_seconds: float = 1.0
    _paces: dict[str, Pace] = field(default_factory=dict[str, Pace])

    def wait_seconds(self, name: str, per_second: float) -> float:
        """0 when one more may come now, and takes it; else how long to wait."""
        if per_second <= 0:
            return 0.0
        now = time.monotonic()
        pace = self._pace(name, per_second)
        taken, after = pace.take(now)
        self._paces[name] = after
        return 0.0 if taken else max(0.001, pace.wait_seconds(now))

    def _pace(self, name: str, per_second: float) -> Pace:
        known = self._paces.get(name)
        if known is not None and known.per_second == per_second:
            return known
        if len(self._paces) >= _PACES_MAX:
            # The oldest knows nothing that matters any more.
            self._paces.pop(next(iter(self._paces)))
        return Pace(per_second, max(1, int(per_second * self.burst_seconds)))


def retry_after(wait_seconds: float) -> tuple[tuple[str, str], ...]:
    """Retry-After in whole seconds, as the CloudEvents webhook asks."""
    return (("retry-after", str(max(1, int(wait_seconds + 0.999)))),)
