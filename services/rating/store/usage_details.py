"""Usage detail, its one-time codes, its access log and holds (R-RAT-4)."""

import datetime as dt
import hmac
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.kernel.ids import uuid7
from services.rating.domain.usage_detail import CODE_ATTEMPTS_MAX
from services.rating.store.tables import customer, subscription
from services.rating.store.usage_tables import (
    tariff_rate,
    tariff_version,
    usage_detail_access,
    usage_detail_code,
    usage_hold,
    usage_record,
    usage_source,
)

Position = tuple[int, str, str, int]
"""The place of a line: start, source, record id, part."""


@dataclass(frozen=True, slots=True)
class UserOf:
    """Who uses a subscription, and the number for its one-time codes."""

    shard: int
    customer_id: str
    service_number: str
    contact_phone: str


@dataclass(frozen=True, slots=True)
class DetailLine:
    """A part of a record, at list price."""

    source: str
    record_id: str
    part: int
    type: str
    other_party: str
    start: int
    quantity: int
    charged: int
    zone: str
    band: str
    tariff: str
    charge_item: str
    micros: int


@dataclass(frozen=True, slots=True)
class Access:
    """A query in the access log."""

    id: uuid.UUID
    actor: str
    role: str
    purpose: str
    reference: str
    subscription_id: str
    start_date: dt.date
    end_date: dt.date
    lines: int
    refusal: str
    alarmed: bool
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold on a subscription's detail, from one month to another, both inside."""

    id: uuid.UUID
    subscription_id: str
    first_month: int
    last_month: int
    reason: str
    requester: str
    released_at: dt.datetime | None


async def user_of(tx: Transaction, shard: int, subscription_id: str) -> UserOf:
    """Raises NoResultFound for a subscription that the directory does not lead to."""
    query = (
        select(subscription.c.customer_id, subscription.c.service_number, customer.c.contact_phone)
        .join_from(
            subscription,
            customer,
            (customer.c.shard == subscription.c.shard) & (customer.c.customer_id == subscription.c.customer_id),
            isouter=True,
        )
        .where(subscription.c.shard == shard, subscription.c.subscription_id == subscription_id)
    )
    row = (await tx.execute(query)).one()
    return UserOf(shard, row.customer_id, row.service_number, row.contact_phone or "")


async def detail_lines(
    tx: Transaction,
    user: UserOf,
    subscription_id: str,
    months: list[int],
    seconds: tuple[int, int],
    after: Position | None,
    limit: int,
) -> list[DetailLine]:
    """The lines of a subscription that began from the first second until before the last, in order.

    Of a record that was priced again only what stands is shown: what its newest load wrote (R-RAT-3).
    """
    record, other = usage_record.c, usage_record.alias("other")
    of_line = other.c.month.in_(months), other.c.shard == user.shard, other.c.subscription_id == subscription_id
    same = (other.c.source == record.source) & (other.c.record_id == record.record_id)
    newer = select(1).where(*of_line, same, other.c.load > record.load).exists()
    position = tuple_(record.start, usage_source.c.name, record.record_id, record.part)
    query = (
        select(
            record.start, record.record_id, record.part, record.other_party, record.quantity, record.charged,
            record.micros, usage_source.c.name.label("source"), tariff_rate.c.zone, tariff_rate.c.band,
            tariff_rate.c.charge_item, tariff_rate.c.code, tariff_rate.c.version, tariff_version.c.type,
        )
        .join_from(usage_record, usage_source, usage_source.c.source == record.source)
        .join(tariff_rate, tariff_rate.c.rate == record.rate, isouter=True)
        .join(
            tariff_version,
            (tariff_version.c.code == tariff_rate.c.code) & (tariff_version.c.version == tariff_rate.c.version),
            isouter=True,
        )
        .where(record.month.in_(months), record.shard == user.shard, record.subscription_id == subscription_id)
        .where(record.start >= seconds[0], record.start < seconds[1], record.part >= 0, ~newer)
        .order_by(record.start, usage_source.c.name, record.record_id, record.part)
        .limit(limit)
    )  # fmt: skip
    if after is not None:
        query = query.where(position > after)
    return [_line(row) for row in await tx.execute(query)]


def _line(row: Row[Any]) -> DetailLine:
    """A line without a rate is a call that nobody answered."""
    return DetailLine(
        source=row.source,
        record_id=row.record_id,
        part=row.part,
        type=row.type or "VOICE",
        other_party=row.other_party,
        start=row.start,
        quantity=row.quantity,
        charged=row.charged,
        zone=row.zone or "",
        band=row.band or "",
        tariff=f"{row.code}@{row.version}" if row.code else "",
        charge_item=row.charge_item or "",
        micros=row.micros,
    )


async def put_code(tx: Transaction, shard: int, subscription_id: str, digest: bytes, expires_at: dt.datetime) -> None:
    """Keeps the digest of a new code; the code before it is worth nothing any more."""
    fresh = {"digest": digest, "expires_at": expires_at, "attempts": 0}
    row = insert(usage_detail_code).values(shard=shard, subscription_id=subscription_id, **fresh)
    await tx.execute(row.on_conflict_do_update(index_elements=["shard", "subscription_id"], set_=fresh))


async def check_code(tx: Transaction, shard: int, subscription_id: str, digest: bytes) -> bool:
    """Whether the code is right and good; a wrong one is counted, and after five the code is worth nothing."""
    table = usage_detail_code.c
    at = (table.shard == shard) & (table.subscription_id == subscription_id)
    row = (await tx.execute(select(usage_detail_code).where(at).with_for_update())).one_or_none()
    if row is None or row.expires_at <= tx.now or row.attempts >= CODE_ATTEMPTS_MAX:
        return False
    if hmac.compare_digest(row.digest, digest):
        return True
    await tx.execute(update(usage_detail_code).where(at).values(attempts=table.attempts + 1))
    return False


async def given_since(tx: Transaction, actor: str, since: dt.datetime) -> tuple[int, int]:
    """How many lines, of how many subscriptions, an actor was given since then."""
    table = usage_detail_access.c
    query = select(
        func.coalesce(func.sum(table.lines), 0).label("lines"),
        func.count(table.subscription_id.distinct()).label("subscriptions"),
    ).where(table.actor == actor, table.created_at > since, table.refusal == "")
    row = (await tx.execute(query)).one()
    return int(row.lines), row.subscriptions


async def log_access(tx: Transaction, shard: int, access: dict[str, Any]) -> None:
    row = {"shard": shard, "id": uuid7(), "created_at": tx.now, **access}
    await tx.execute(usage_detail_access.insert().values(row))


async def list_accesses(
    tx: Transaction,
    *,
    subscription_id: str,
    actor: str,
    alarmed_only: bool,
    before: tuple[dt.datetime, uuid.UUID] | None,
    limit: int,
) -> list[Access]:
    """The access log, the newest first."""
    table = usage_detail_access.c
    query = select(usage_detail_access).order_by(table.created_at.desc(), table.id.desc()).limit(limit)
    if subscription_id:
        query = query.where(table.subscription_id == subscription_id)
    if actor:
        query = query.where(table.actor == actor)
    if alarmed_only:
        query = query.where(table.alarmed)
    if before is not None:
        query = query.where(tuple_(table.created_at, table.id) < before)
    return [
        Access(
            row.id, row.actor, row.role, row.purpose, row.reference, row.subscription_id, row.start_date, row.end_date,
            row.lines, row.refusal, row.alarmed, row.created_at,
        )
        for row in await tx.execute(query)
    ]  # fmt: skip


async def insert_hold(tx: Transaction, shard: int, hold: Hold) -> None:
    row = {
        "shard": shard,
        "id": hold.id,
        "subscription_id": hold.subscription_id,
        "first_month": hold.first_month,
        "last_month": hold.last_month,
        "reason": hold.reason,
        "requester": hold.requester,
        "created_at": tx.now,
        "released_at": None,
    }
    await tx.execute(usage_hold.insert().values(row))


async def release_hold(tx: Transaction, hold_id: uuid.UUID) -> Hold | None:
    """Ends a hold; one that has ended stays as it was. None when there is none."""
    await tx.execute(
        update(usage_hold)
        .where(usage_hold.c.id == hold_id, usage_hold.c.released_at.is_(None))
        .values(released_at=tx.now)
    )
    return await hold_by_id(tx, hold_id)


async def hold_by_id(tx: Transaction, hold_id: uuid.UUID) -> Hold | None:
    row = (await tx.execute(select(usage_hold).where(usage_hold.c.id == hold_id))).one_or_none()
    return None if row is None else _hold(row)


async def list_holds(
    tx: Transaction, *, subscription_id: str, released: bool, after: uuid.UUID | None, limit: int
) -> list[Hold]:
    query = select(usage_hold).order_by(usage_hold.c.id).limit(limit)
    if subscription_id:
        query = query.where(usage_hold.c.subscription_id == subscription_id)
    if not released:
        query = query.where(usage_hold.c.released_at.is_(None))
    if after is not None:
        query = query.where(usage_hold.c.id > after)
    return [_hold(row) for row in await tx.execute(query)]


def _hold(row: Row[Any]) -> Hold:
    return Hold(
        row.id, row.subscription_id, row.first_month, row.last_month, row.reason, row.requester, row.released_at
    )
