"""Wall time, injected (R-GEN-2). The business date is not here: it lives in each service's database."""

import datetime as dt
from typing import Protocol


class WallClock(Protocol):
    """Gives the time of the outside world: signatures, tokens and leases live by it."""

    def now(self) -> dt.datetime:
        """The time in UTC, with its zone."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)


class SetClock:
    """A clock that stands until it is moved; for tests of what expires."""

    def __init__(self, start: dt.datetime) -> None:
        self._now = start

    def now(self) -> dt.datetime:
        return self._now

    def advance(self, by: dt.timedelta) -> None:
        self._now += by
