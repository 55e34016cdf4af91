"""When to try again and when to stop trying: back-off, circuit breaker, rate limit. Time is passed in, in seconds."""

from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class BackOff:
    """Exponential waiting with a ceiling. ``attempts_max`` tries are made before the work is given up; 0 never
    gives up."""

    first_seconds: float = 1.0
    factor: float = 2.0
    longest_seconds: float = 300.0
    attempts_max: int = 10

    def exhausted(self, attempts: int) -> bool:
        return 0 < self.attempts_max <= attempts

    def seconds(self, attempts: int, spread: float, asked: float = 0.0) -> float:
        """The wait after so many failed tries. ``spread`` (0 … 1) is the caller's random number: the wait is
        drawn from the
        upper half, so that those who failed together do not come back together. Never shorter than the other
        side asked."""
        ceiling = min(self.longest_seconds, self.first_seconds * self.factor ** max(0, min(attempts, 64) - 1))
        return max(asked, ceiling * (0.5 + 0.5 * spread))


class BreakerState(StrEnum):
    """CLOSED lets everything through, OPEN nothing, HALF_OPEN one try."""

    CLOSED = "CLOSED"
    OPEN = "OPEN"
    HALF_OPEN = "HALF_OPEN"


@dataclass(frozen=True, slots=True)
class BreakerPolicy:
    """Opens after so many failures in a row, for so long."""

    failures_max: int = 5
    open_seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Breaker:
    """A circuit breaker as a value: every change answers a new one."""

    state: BreakerState = BreakerState.CLOSED
    failures: int = 0
    retry_at: float = 0.0

    def at(self, now: float) -> "Breaker":
        """An open breaker whose time is over is half open."""
        if self.state is BreakerState.OPEN and now >= self.retry_at:
            return replace(self, state=BreakerState.HALF_OPEN)
        return self

    def room(self, wanted: int, in_flight: int) -> int:
        """How many tries it lets through now."""
        match self.state:
            case BreakerState.CLOSED:
                return wanted
            case BreakerState.OPEN:
                return 0
            case BreakerState.HALF_OPEN:
                return max(0, min(1, wanted) - in_flight)

    def succeeded(self) -> "Breaker":
        return Breaker()

    def failed(self, now: float, policy: BreakerPolicy) -> "Breaker":
        failures = self.failures + 1
        if self.state is BreakerState.HALF_OPEN or failures >= policy.failures_max:
            return Breaker(BreakerState.OPEN, failures, now + policy.open_seconds)
        return replace(self, failures=failures)


@dataclass(frozen=True, slots=True)
class Pace:
    """A rate limit by the generic cell rate algorithm: ``due`` is when the next one would be on time at the
    exact rate."""

    per_second: float
    burst: int
    due: float = 0.0

    def take(self, now: float, wanted: int = 1) -> tuple[int, "Pace"]:
        """How many of the wanted may go now, and the pace after them."""
        if self.per_second <= 0:
            return wanted, self
        interval = 1.0 / self.per_second
        due = max(self.due, now)
        allowed = int((now + self.burst * interval - due) / interval + 1e-9)
        taken = max(0, min(wanted, allowed))
        return taken, replace(self, due=due + taken * interval)

    def wait_seconds(self, now: float) -> float:
        """How long until one more may go; 0 when it may go now."""
        if self.per_second <= 0:
            return 0.0
        return max(0.0, self.due - now - (self.burst - 1) / self.per_second)


UNLIMITED = Pace(0.0, 1)
