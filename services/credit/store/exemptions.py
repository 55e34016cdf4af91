"""Exemptions and their history."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update

from services.chassis.arrays import among
from services.chassis.database import Transaction
from services.credit.domain.approvals import ApprovalState
from services.credit.domain.exemptions import Exemption, ExemptionEvent, ExemptionScope
from services.credit.store.tables import exemption, exemption_event
from services.kernel.ids import shard_of


async def find_exemption(tx: Transaction, exemption_id: str, *, lock: bool = False) -> Exemption | None:
    query = select(exemption).where(exemption.c.exemption == exemption_id)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return None if row is None else _from_row(row)


async def lock_approved_ending(tx: Transaction, upto: dt.date) -> list[Exemption]:
    """The approved exemptions that end on or before a date, FOR UPDATE."""
    query = select(exemption).where(exemption.c.state == ApprovalState.APPROVED, exemption.c.end_date <= upto)
    return [_from_row(row) for row in await tx.execute(query.order_by(exemption.c.exemption).with_for_update())]


async def list_exemptions(
    tx: Transaction, *, customer: str, account: str, state: str, upto: dt.date | None, before: str, limit: int
) -> list[Exemption]:
    """Newest first: ids are ordered by time."""
    query = select(exemption)
    if customer:
        query = query.where(exemption.c.shard == shard_of(customer), exemption.c.customer == customer)
    if account:
        query = query.where(exemption.c.account == account)
    if state:
        query = query.where(exemption.c.state == state)
    if upto is not None:
        query = query.where(exemption.c.end_date <= upto)
    if before:
        query = query.where(exemption.c.exemption < before)
    return [_from_row(row) for row in await tx.execute(query.order_by(exemption.c.exemption.desc()).limit(limit))]


async def insert_exemption(tx: Transaction, each: Exemption) -> None:
    row = {
        "shard": shard_of(each.customer),
        "exemption": each.exemption,
        "customer": each.customer,
        "account": each.account,
        "scope": each.scope,
        "start_date": each.start_date,
        "end_date": each.end_date,
        "state": each.state,
        "requester": each.requester,
        "decider": each.decider,
        "reason": each.reason,
        "created_at": each.created_at,
        "warned_on": each.warned_on,
    }
    await tx.insert_many(exemption, [row])


async def update_exemption(tx: Transaction, each: Exemption) -> None:
    where = (exemption.c.shard == shard_of(each.customer)) & (exemption.c.exemption == each.exemption)
    changed = {
        "state": each.state,
        "decider": each.decider,
        "end_date": each.end_date,
        "warned_on": each.warned_on,
    }
    await tx.execute(update(exemption).where(where).values(changed))


async def approved_exemptions(tx: Transaction, first: int, last: int, date: dt.date) -> dict[str, list[Exemption]]:
    """Those of shards first … last that stand, or will, by customer."""
    query = select(exemption).where(
        exemption.c.shard.between(first, last),
        exemption.c.state == ApprovalState.APPROVED,
        exemption.c.end_date >= date,
    )
    found: dict[str, list[Exemption]] = {}
    for row in await tx.execute(query.order_by(exemption.c.shard, exemption.c.exemption)):
        found.setdefault(row.customer, []).append(_from_row(row))
    return found


async def add_history(tx: Transaction, events: Sequence[ExemptionEvent]) -> None:
    """Appends to the histories; each exemption's row is locked by the caller."""
    keys = [(shard_of(each.customer), each.exemption) for each in events]
    counted = await tx.execute(
        select(exemption_event.c.exemption, func.max(exemption_event.c.sequence).label("last"))
        .where(among(exemption_event.c.shard, exemption_event.c.exemption, keys))
        .group_by(exemption_event.c.exemption)
    )
    last = {row.exemption: int(row.last) for row in counted}
    rows = [
        {
            "shard": shard_of(each.customer),
            "exemption": each.exemption,
            "sequence": last.get(each.exemption, 0) + 1,
            "state": each.state,
            "actor": each.actor,
            "reason": each.reason,
            "business_date": each.business_date,
            "created_at": each.created_at,
        }
        for each in events
    ]
    await tx.insert_many(exemption_event, rows)


async def list_history(tx: Transaction, each: Exemption, after: int, limit: int) -> list[tuple[int, ExemptionEvent]]:
    """What happened to an exemption, oldest first, each with its number."""
    entry = exemption_event.c
    query = select(exemption_event).where(
        entry.shard == shard_of(each.customer), entry.exemption == each.exemption, entry.sequence > after
    )
    rows = await tx.execute(query.order_by(entry.sequence).limit(limit))
    return [(row.sequence, _event_from_row(row, each.customer)) for row in rows]


def _event_from_row(row: Any, customer: str) -> ExemptionEvent:
    return ExemptionEvent(
        exemption=row.exemption,
        customer=customer,
        state=ApprovalState(row.state),
        actor=row.actor,
        reason=row.reason,
        business_date=row.business_date,
        created_at=row.created_at,
    )


def _from_row(row: Any) -> Exemption:
    return Exemption(
        exemption=row.exemption,
        customer=row.customer,
        account=row.account,
        scope=ExemptionScope(row.scope),
        start_date=row.start_date,
        end_date=row.end_date,
        state=ApprovalState(row.state),
        requester=row.requester,
        decider=row.decider,
        reason=row.reason,
        created_at=row.created_at,
        warned_on=row.warned_on,
    )
