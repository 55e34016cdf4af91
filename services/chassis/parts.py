"""What a service's composition root hands to the chassis."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ScalarSelect

from services.chassis.database import Transaction
from services.chassis.dayclose import DayStep
from services.chassis.inbox import Subscription
from services.chassis.ownership import OwnerOf
from services.chassis.runs import RunKind


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: how many items it looked at, how many break the invariant, the first ones in words."""

    checked: int
    breaches: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invariant:
    """Something that must hold over a service's own data; ``check`` runs in a read-only transaction."""

    name: str
    rule: str
    check: Callable[[Transaction], Awaitable[Finding]]


Retry = Callable[[Transaction, str, bytes | None], Awaitable[None]]
"""Tries a parked item of a run's kind again: (transaction, subject, payload); raises when it fails again."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A service's own pieces.

    ``servicers`` pairs the generated add_…_to_server with the implementation. ``loops`` run until they are cancelled
    and are started again, after a pause, when they raise. ``pending`` counts accepted work that is not
    finished, by kind (``tables.count_of``).
    """

    servicers: Sequence[tuple[Callable[[Any, Any], None], Any]]
    subscriptions: Sequence[Subscription] = ()
    run_kinds: Sequence[RunKind] = ()
    day_steps: Sequence[DayStep] = ()
    invariants: Sequence[Invariant] = ()
    loops: Sequence[Callable[[], Awaitable[None]]] = ()
    pending: Mapping[str, ScalarSelect[int]] = field(default_factory=dict[str, ScalarSelect[int]])
    totals: Callable[[Transaction], Awaitable[Mapping[str, int]]] | None = None
    retries: Mapping[str, Retry] = field(default_factory=dict[str, Retry])
    """By run kind: how a parked item of such a run is tried again."""
    owners: Mapping[str, OwnerOf] = field(default_factory=dict[str, OwnerOf])
    """By collection: whose a thing is that the portal may ask for."""
    closers: Sequence[Callable[[], Awaitable[None]]] = ()
    """Called at shutdown, after the drain."""
