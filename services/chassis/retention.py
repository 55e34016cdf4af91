"""Removes what nobody needs any more: events that every reader has applied, replies past their window.

From the oldest on and in chunks, each in a transaction of its own with a pause after it, so that the live path waits
for none of them. Events go as a prefix of their positions and never with a hole, so that whoever asks for what is gone
is told so (EVENTS_REMOVED) and cannot miss it unseen. What a service that has ever read has not applied stays, however
old it is.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

from services.chassis.config import ServiceSettings
from services.chassis.database import Database, Transaction
from services.chassis.tables import outbox_reader
from services.chassis.telemetry import REMOVED

CHUNK = 500
_PAUSE_SECONDS = 0.05
_PASS_SECONDS = 3_600.0

_REMOVE_EVENTS = text("""
    WITH oldest AS (
        SELECT position, created_at FROM outbox
        WHERE position <= (SELECT min(position) FROM outbox_reader) ORDER BY position LIMIT :most),
    young AS (SELECT min(position) AS first FROM oldest WHERE created_at >= :before)
    DELETE FROM outbox
    WHERE position IN (SELECT position FROM oldest, young WHERE young.first IS NULL OR position < young.first)
""")
_REMOVE_REPLIES = text("""
    DELETE FROM request_reply WHERE (shard, request_id) IN (
        SELECT shard, request_id FROM request_reply WHERE created_at < :before ORDER BY created_at LIMIT :most)
""")

log = structlog.get_logger("retention")

Remove = Callable[[Transaction, dt.datetime, int], Awaitable[int]]


async def remove_events(tx: Transaction, before: dt.datetime, most: int) -> int:
    """Removes the oldest events that came before and that all readers have applied; answers how many rows.

    Without any reader nothing goes: nobody has said yet what it needs.
    """
    return (await tx.execute(_REMOVE_EVENTS, {"before": before, "most": most})).rowcount


async def remove_replies(tx: Transaction, before: dt.datetime, most: int) -> int:
    """Removes the oldest replies that were given before; answers how many. Their requests are new ones from then on."""
    return (await tx.execute(_REMOVE_REPLIES, {"before": before, "most": most})).rowcount


@dataclass(frozen=True, slots=True)
class Retention:
    """Keeps a service's outbox and replies within so many days; 0 keeps them for ever."""

    service: str
    db: Database
    event_days: int
    reply_days: int

    async def serve(self) -> None:
        """Runs until it is cancelled."""
        while True:
            await self.remove_old()
            await asyncio.sleep(_PASS_SECONDS)

    async def remove_old(self, chunk: int = CHUNK, pause_seconds: float = _PAUSE_SECONDS) -> dict[str, int]:
        """One pass; answers how much of what was removed."""
        removed: dict[str, int] = {}
        for kind, days, remove in (
            ("events", self.event_days, remove_events),
            ("replies", self.reply_days, remove_replies),
        ):
            removed[kind] = await self._remove_all(remove, days, chunk, pause_seconds) if days else 0
            REMOVED.labels(self.service, kind).inc(removed[kind])
        if any(removed.values()):
            log.info("removed", **removed)
        return removed

    async def _remove_all(self, remove: Remove, days: int, chunk: int, pause_seconds: float) -> int:
        total = 0
        while True:
            # Undated: a removal holds no business date, so that no day waits for it.
            removed = await self.db.transact(
                lambda tx: remove(tx, tx.now - dt.timedelta(days=days), chunk), dated=False
            )
            total += removed
            if removed < chunk:
                return total
            await asyncio.sleep(pause_seconds)


def retention_of(service: str, db: Database, settings: ServiceSettings) -> Retention:
    return Retention(service, db, settings.event_keep_days, settings.reply_keep_days)


class Readers:
    """What readers say that they have applied."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._told: dict[str, int] = {}

    async def note(self, reader: str, position: int) -> None:
        """Keeps how far a reader is. One that stands still costs nothing; a note that fails costs no reader its events,
        for what is not noted is kept.
        """
        if self._told.get(reader) == position:
            return
        try:
            await self._db.transact(lambda tx: _note(tx, reader, position), dated=False)
        except DBAPIError as error:
            log.warning("reader_not_noted", reader=reader, error=f"{type(error).__name__}: {error}"[:300])
            return
        self._told[reader] = position


async def _note(tx: Transaction, reader: str, position: int) -> None:
    values = {"position": position, "told_at": tx.now}
    await tx.execute(
        insert(outbox_reader)
        .values(reader=reader, **values)
        .on_conflict_do_update(index_elements=[outbox_reader.c.reader], set_=values)
    )
