"""Commands to provisioning platforms, and what is known of them (R-GTW-2)."""

import datetime as dt
import hashlib
from dataclasses import astuple, dataclass
from enum import StrEnum


class CommandKind(StrEnum):
    """What a platform is told to do."""

    CONSTRUCT = "CONSTRUCT"
    ACTIVATE = "ACTIVATE"
    SUSPEND = "SUSPEND"
    RESTORE = "RESTORE"
    TERMINATE = "TERMINATE"
    RECOVER_EQUIPMENT = "RECOVER_EQUIPMENT"
    NOTIFY_MAINTENANCE = "NOTIFY_MAINTENANCE"
    CHANGE = "CHANGE"


CHANGE_SHEET_TYPE = "033"
"""The platforms' number of a change work order (变更), which restoration is one of (R-OPN-7)."""


SERVICE_STATES: dict[CommandKind, str] = {
    CommandKind.CONSTRUCT: "active",
    CommandKind.ACTIVATE: "active",
    CommandKind.SUSPEND: "inactive",
    CommandKind.RESTORE: "active",
    CommandKind.TERMINATE: "terminated",
}
"""The state that a service is to reach, in TM Forum's words; the other kinds change no state."""


class Outcome(StrEnum):
    """What is known of a command."""

    ACCEPTED = "ACCEPTED"
    SENT = "SENT"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    ARCHIVED = "ARCHIVED"
    FAILED = "FAILED"
    EXPIRED = "EXPIRED"
    DEAD = "DEAD"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Command:
    """What a service submits. Names are bare ids; ``expires_at`` is None for a command that never expires."""

    id: str
    origin: str
    work_order: str
    kind: CommandKind
    platform: str
    subscription: str
    account: str
    customer: str
    service_number: str
    product: str
    reason: str
    expires_at: dt.datetime | None

    @property
    def sheet_type(self) -> str:
        """The work order's type number; the platforms' other numbers are theirs and not sent."""
        return CHANGE_SHEET_TYPE if self.kind in (CommandKind.RESTORE, CommandKind.CHANGE) else ""

    def digest(self) -> bytes:
        """SHA-256 of the content: the same name with another digest is refused.

        ``expires_at`` is left out: a submitter that retries after a lost answer computes it anew.
        """
        content = [str(value) for value in astuple(self)[:-1]]
        return hashlib.sha256("\x1f".join(content).encode()).digest()


@dataclass(frozen=True, slots=True)
class CommandRecord:
    """A stored command with what is known of it. ``outcome_date`` and ``submit_date`` are business dates."""

    command: Command
    outcome: Outcome
    outcome_date: dt.date
    attempts: int
    detail: str
    submit_date: dt.date
    created_at: dt.datetime
    sequence: int
    """The order in which commands were stored; those of one subscription leave in it."""
    attempts_before: int = 0
    """The tries made before the last resend: the limit of tries counts from there."""
    lease_until: dt.datetime | None = None
    """Set while a process is sending it, or since one died while it did. It tells one lease from the next."""
    unknown: bool = False
    """The last try ended without an answer: the platform may have the command."""

    @property
    def leased(self) -> bool:
        return self.lease_until is not None


class AttemptKind(StrEnum):
    """What a try did."""

    SEND = "SEND"
    QUERY = "QUERY"


class AttemptResult(StrEnum):
    """How a try ended."""

    TAKEN = "TAKEN"
    RETRY = "RETRY"
    UNKNOWN = "UNKNOWN"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to send a command, or one question after a try that ended unknown."""

    command_id: str
    kind: AttemptKind
    result: AttemptResult
    started_at: dt.datetime
    duration_ms: int
    http_status: int
    detail: str
    retry_after: float = 0.0
    """Seconds that the platform asked us to wait; 0 when it did not."""
    number: int = 0
