"""Refusals: what a service says no with. They know nothing of gRPC; the chassis maps them to a status."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum

_VALUE_LENGTH_MAX = 200


class RefusalKind(Enum):
    """The nature of a refusal; it decides the canonical status code."""

    INVALID = "INVALID_ARGUMENT"
    NOT_FOUND = "NOT_FOUND"
    ALREADY_EXISTS = "ALREADY_EXISTS"
    FAILED_PRECONDITION = "FAILED_PRECONDITION"
    PERMISSION_DENIED = "PERMISSION_DENIED"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    EXHAUSTED = "RESOURCE_EXHAUSTED"
    ABORTED = "ABORTED"
    UNAVAILABLE = "UNAVAILABLE"
    DEADLINE = "DEADLINE_EXCEEDED"


class GeneralReason(StrEnum):
    """Reasons that any service may give; each service's own stand in its ErrorReason."""

    VALIDATION_FAILED = "VALIDATION_FAILED"
    REQUEST_ID_REUSED = "REQUEST_ID_REUSED"
    DEADLINE_MISSING = "DEADLINE_MISSING"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    ROLE_MISSING = "ROLE_MISSING"
    NOT_OWN_CUSTOMER = "NOT_OWN_CUSTOMER"
    CLOCK_NOT_INITIALIZED = "CLOCK_NOT_INITIALIZED"
    CLOCK_ALREADY_RUNNING = "CLOCK_ALREADY_RUNNING"
    DAY_NOT_OPEN = "DAY_NOT_OPEN"
    PREDECESSOR_BEHIND = "PREDECESSOR_BEHIND"
    RUN_NOT_FOUND = "RUN_NOT_FOUND"
    RUN_STALLED = "RUN_STALLED"
    EVENTS_REMOVED = "EVENTS_REMOVED"
    PARKED_ITEM_NOT_FOUND = "PARKED_ITEM_NOT_FOUND"
    PAGE_TOKEN_INVALID = "PAGE_TOKEN_INVALID"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the field, the rule that it breaks, the value (cut to 200 characters) and a sentence."""

    field: str
    rule: str
    value: str
    message: str

    def __post_init__(self) -> None:
        if len(self.value) > _VALUE_LENGTH_MAX:
            object.__setattr__(self, "value", self.value[:_VALUE_LENGTH_MAX])


@dataclass(frozen=True, slots=True)
class RefusalFacts:
    """What a refusal says, as a value that can be kept and compared."""

    reason: str
    kind: RefusalKind
    message: str
    faults: tuple[Fault, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict[str, str])


class Refusal(Exception):
    """A named no. Raised for one request, returned as a value for one item of a list."""

    def __init__(
        self,
        reason: StrEnum,
        kind: RefusalKind,
        message: str,
        *,
        faults: tuple[Fault, ...] = (),
        metadata: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.facts = RefusalFacts(reason.value, kind, message, faults, dict(metadata or {}))

    @property
    def reason(self) -> str:
        return self.facts.reason

    @property
    def kind(self) -> RefusalKind:
        return self.facts.kind

    @property
    def message(self) -> str:
        return self.facts.message

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.facts.faults

    @property
    def metadata(self) -> Mapping[str, str]:
        return self.facts.metadata
