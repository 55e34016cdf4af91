"""The reject store, counts and deliveries."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select, tuple_, update

from services.chassis.database import Transaction
from services.rating.store.usage_tables import usage_load, usage_reject, usage_source


@dataclass(frozen=True, slots=True)
class StoredReject:
    """A rejected record; states WAITING, RATED, DUPLICATE, DISCARDED."""

    id: uuid.UUID
    source: str
    delivery: str
    line: int
    form: str
    state: str
    reason: str
    detail: str
    text: str
    attempts: int
    created_at: dt.datetime
    discard_reason: str


@dataclass(frozen=True, slots=True)
class Counts:
    """rated + rejected + duplicates = received."""

    received: int = 0
    rated: int = 0
    rejected: int = 0
    duplicates: int = 0


def _from_row(row: Row[Any]) -> StoredReject:
    return StoredReject(
        id=row.id,
        source=row.name,
        delivery=row.delivery,
        line=row.line,
        form=row.format,
        state=row.state,
        reason=row.reason,
        detail=row.detail,
        text=row.text,
        attempts=row.attempts,
        created_at=row.created_at,
        discard_reason=row.discard_reason,
    )


_JOINED = select(usage_reject, usage_source.c.name).join(usage_source, usage_source.c.source == usage_reject.c.source)


async def reject_by_id(tx: Transaction, reject_id: uuid.UUID, *, lock: bool = False) -> StoredReject | None:
    """The rejected record; with ``lock`` held FOR UPDATE."""
    query = _JOINED.where(usage_reject.c.shard == reject_id.bytes[0], usage_reject.c.id == reject_id)
    query = query.with_for_update(of=usage_reject) if lock else query
    row = (await tx.execute(query)).one_or_none()
    return None if row is None else _from_row(row)


async def list_rejects(
    tx: Transaction,
    *,
    source: str = "",
    delivery: str = "",
    reason: str = "",
    settled: bool = False,
    after: tuple[dt.datetime, uuid.UUID] | None = None,
    limit: int,
) -> list[StoredReject]:
    """Rejected records, the oldest first; those that do not wait any more only with ``settled``."""
    query = _JOINED.order_by(usage_reject.c.created_at, usage_reject.c.id).limit(limit)
    if source:
        query = query.where(usage_source.c.name == source)
    if delivery:
        query = query.where(usage_reject.c.delivery == delivery)
    if reason:
        query = query.where(usage_reject.c.reason == reason)
    if not settled:
        query = query.where(usage_reject.c.state == "WAITING")
    if after is not None:
        query = query.where(tuple_(usage_reject.c.created_at, usage_reject.c.id) > after)
    return [_from_row(row) for row in await tx.execute(query)]


async def settle_reject(tx: Transaction, reject: StoredReject, state: str, *, discard_reason: str = "") -> bool:
    """Moves a waiting record to its final state; tells whether it was still waiting."""
    moved = await tx.execute(
        _waiting(reject.id).values(
            state=state, discard_reason=discard_reason, attempts=usage_reject.c.attempts + int(state != "DISCARDED")
        )
    )
    return moved.rowcount == 1


async def keep_waiting(tx: Transaction, reject: StoredReject, reason: str, detail: str) -> None:
    """Notes another attempt that failed."""
    await tx.execute(_waiting(reject.id).values(reason=reason, detail=detail, attempts=usage_reject.c.attempts + 1))


def _waiting(reject_id: uuid.UUID) -> Any:
    return update(usage_reject).where(
        usage_reject.c.shard == reject_id.bytes[0], usage_reject.c.id == reject_id, usage_reject.c.state == "WAITING"
    )


async def counts_by_source(
    tx: Transaction, *, source: str, start: dt.date | None, end: dt.date | None, delivery: str = ""
) -> dict[str, Counts]:
    """What became of the records that came from ``start`` until before ``end``, by source."""
    names = ("received", "rated", "rejected", "duplicates")
    sums = [func.sum(usage_load.c[name]).label(name) for name in names]
    query = select(usage_source.c.name, *sums).join(usage_source, usage_source.c.source == usage_load.c.source)
    if source:
        query = query.where(usage_source.c.name == source)
    if delivery:
        query = query.where(usage_load.c.delivery == delivery)
    if start is not None:
        query = query.where(usage_load.c.receive_date >= start)
    if end is not None:
        query = query.where(usage_load.c.receive_date < end)
    rows = await tx.execute(query.group_by(usage_source.c.name).order_by(usage_source.c.name))
    return {row.name: Counts(*(int(getattr(row, name)) for name in names)) for row in rows}


async def waiting_by_reason(tx: Transaction, source: str) -> dict[str, int]:
    query = select(usage_reject.c.reason, func.count().label("waiting")).where(usage_reject.c.state == "WAITING")
    if source:
        numbers = select(usage_source.c.source).where(usage_source.c.name == source)
        query = query.where(usage_reject.c.source.in_(numbers))
    rows = await tx.execute(query.group_by(usage_reject.c.reason).order_by(usage_reject.c.reason))
    return {row.reason: row.waiting for row in rows}


async def first_receive_date(tx: Transaction, source: str, delivery: str) -> dt.date | None:
    """When a delivery came first; None when it is not known."""
    query = (
        select(func.min(usage_load.c.receive_date))
        .join(usage_source, usage_source.c.source == usage_load.c.source)
        .where(usage_source.c.name == source, usage_load.c.delivery == delivery)
    )
    return (await tx.execute(query)).scalar()
