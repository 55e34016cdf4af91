"""Parking (R-GEN-4): what failed stands aside with its reason, counted, listed, to be tried again; the rest go on."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from services.chassis.database import Transaction
from services.chassis.tables import parked_item
from services.kernel.errors import Refusal
from services.kernel.ids import uuid7

_DETAIL_LENGTH_MAX = 2_000


@dataclass(frozen=True, slots=True)
class Parked:
    """One thing that failed: its subject (a resource name), a reason, a sentence; ``payload`` is what a retry needs."""

    subject: str
    reason: str
    detail: str
    payload: bytes | None = None


def parked_from(subject: str, error: Exception, payload: bytes | None = None) -> Parked:
    """Makes the entry of an exception: a refusal's reason, or the exception's class."""
    if isinstance(error, Refusal):
        return Parked(subject, error.reason, error.message, payload)
    return Parked(subject, type(error).__name__, str(error)[:_DETAIL_LENGTH_MAX], payload)


async def park(tx: Transaction, origin: str, items: Sequence[Parked]) -> None:
    """Stores parked items of an origin: a run's name, or "events/{publisher}"."""
    rows = [
        {
            "id": uuid7(),
            "origin": origin,
            "subject": item.subject,
            "reason": item.reason,
            "detail": item.detail[:_DETAIL_LENGTH_MAX],
            "payload": item.payload,
            "attempts": 1,
            "parked_at": tx.now,
            "resolved_at": None,
        }
        for item in items
    ]
    await tx.insert_many(parked_item, rows)


async def resolve(tx: Transaction, item_id: uuid.UUID) -> None:
    """Marks a parked item as resolved by a retry."""
    await tx.execute(
        parked_item.update()
        .where(parked_item.c.id == item_id)
        .values(resolved_at=tx.now, attempts=parked_item.c.attempts + 1)
    )


async def count_attempt(tx: Transaction, item_id: uuid.UUID, error: Exception) -> None:
    """Keeps the reason of a retry that failed."""
    again = parked_from("", error)
    await tx.execute(
        parked_item.update()
        .where(parked_item.c.id == item_id)
        .values(attempts=parked_item.c.attempts + 1, reason=again.reason, detail=again.detail)
    )
