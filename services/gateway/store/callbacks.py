"""The inbox of provisioning platforms."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, or_, select, tuple_, update

from services.chassis.database import Transaction
from services.gateway.domain.callback import CallbackRecord, CallbackState, HeardCallback, Report
from services.gateway.domain.command import Outcome
from services.gateway.domain.raw import RawRequest
from services.gateway.store.raw import RAW_COLUMNS, raw_from_row, raw_to_values
from services.gateway.store.tables import callback

Judged = tuple[uuid.UUID, HeardCallback, CallbackState, str]
"""An id, a callback, what became of it, and the reason of one that was not applied."""

_COLUMNS = (
    "id",
    "platform",
    "state",
    "reason",
    "detail",
    "delivery",
    "command_id",
    "platform_ref",
    "outcome",
    "outcome_date",
    "words",
    "service_state",
    "received_at",
    "receive_date",
    *RAW_COLUMNS,
)
_WITHOUT_BYTES = [column for column in callback.c if column.name not in RAW_COLUMNS]


async def add_callbacks(tx: Transaction, judged: Sequence[Judged]) -> None:
    """Stores callbacks as they came, with what was made of them."""
    await tx.insert_many(callback, [dict(zip(_COLUMNS, _values(tx, *item), strict=True)) for item in judged])


def _values(
    tx: Transaction, id_: uuid.UUID, heard: HeardCallback, state: CallbackState, reason: str
) -> tuple[Any, ...]:
    report = heard.report
    said = (
        (
            report.delivery,
            report.command_id,
            report.platform_ref,
            report.outcome.value,
            report.outcome_date,
            report.words,
            report.service_state,
        )
        if report is not None
        else ("", "", "", "", None, "", "")
    )
    who = (id_, heard.platform, state.value, reason, heard.detail)
    return (*who, *said, heard.received_at, tx.date, *raw_to_values(heard.raw))


async def find_callback(tx: Transaction, id_: uuid.UUID, *, lock: bool = False) -> CallbackRecord | None:
    query = select(*_WITHOUT_BYTES).where(callback.c.id == id_)
    row = (await tx.execute(query.with_for_update() if lock else query)).first()
    return _from_row(row) if row is not None else None


async def raw_callback(tx: Transaction, id_: uuid.UUID) -> RawRequest:
    """The bytes of a callback that exists."""
    columns = [callback.c[name] for name in RAW_COLUMNS]
    return raw_from_row((await tx.execute(select(*columns).where(callback.c.id == id_))).one())


async def lock_early(
    tx: Transaction, command_ids: Sequence[str], references: Sequence[tuple[str, str]] = ()
) -> list[CallbackRecord]:
    """Quarantined callbacks that came before what they name was known: a command, or a (platform, its reference).

    Oldest first, locked.
    """
    named = callback.c.command_id.in_(command_ids)
    if references:
        by_reference = tuple_(callback.c.platform, callback.c.platform_ref).in_(references)
        named = or_(named, and_(callback.c.command_id == "", by_reference))
    query = (
        select(*_WITHOUT_BYTES)
        .where(callback.c.state == "QUARANTINED", callback.c.reason == "COMMAND_UNKNOWN", named)
        .order_by(callback.c.id)
        .with_for_update()
    )
    return [_from_row(row) for row in await tx.execute(query)]


async def callbacks_newest_first(
    tx: Transaction,
    *,
    platform: str,
    states: Sequence[str],
    command_id: str,
    receive_date: dt.date | None,
    before: uuid.UUID | None,
    most: int,
) -> list[CallbackRecord]:
    """A page of the inbox; empty filters hold for all."""
    query = select(*_WITHOUT_BYTES).order_by(callback.c.id.desc()).limit(most)
    if platform:
        query = query.where(callback.c.platform == platform)
    if states:
        query = query.where(callback.c.state.in_(states))
    if command_id:
        query = query.where(callback.c.command_id == command_id)
    if receive_date is not None:
        query = query.where(callback.c.receive_date == receive_date)
    if before is not None:
        query = query.where(callback.c.id < before)
    return [_from_row(row) for row in await tx.execute(query)]


async def quarantined_oldest_first(
    tx: Transaction, *, platform: str, after: uuid.UUID | None, most: int
) -> list[CallbackRecord]:
    query = select(*_WITHOUT_BYTES).where(callback.c.state == "QUARANTINED").order_by(callback.c.id).limit(most)
    if platform:
        query = query.where(callback.c.platform == platform)
    if after is not None:
        query = query.where(callback.c.id > after)
    return [_from_row(row) for row in await tx.execute(query)]


async def quarantined_by_platform(tx: Transaction) -> dict[str, int]:
    query = (
        select(callback.c.platform, func.count().label("waiting"))
        .where(callback.c.state == "QUARANTINED")
        .group_by(callback.c.platform)
    )
    return {row.platform: row.waiting for row in await tx.execute(query)}


async def set_callback_state(tx: Transaction, id_: uuid.UUID, state: CallbackState, reason: str, detail: str) -> None:
    await tx.execute(
        update(callback).where(callback.c.id == id_).values(state=state.value, reason=reason, detail=detail)
    )


async def set_report(tx: Transaction, id_: uuid.UUID, report: Report) -> None:
    """Writes what was read out of a callback that was unreadable before."""
    await tx.execute(
        update(callback)
        .where(callback.c.id == id_)
        .values(
            delivery=report.delivery,
            command_id=report.command_id,
            platform_ref=report.platform_ref,
            outcome=report.outcome.value,
            outcome_date=report.outcome_date,
            words=report.words,
            service_state=report.service_state,
        )
    )


def _from_row(row: Any) -> CallbackRecord:
    report = None
    if row.outcome:
        report = Report(
            row.delivery,
            row.command_id,
            row.platform_ref,
            Outcome(row.outcome),
            row.outcome_date,
            row.words,
            row.service_state,
        )
    return CallbackRecord(
        id=str(row.id),
        platform=row.platform,
        state=CallbackState(row.state),
        reason=row.reason,
        detail=row.detail,
        report=report,
        received_at=row.received_at,
        receive_date=row.receive_date,
    )
