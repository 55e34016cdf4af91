"""Overrides of grades: requested, approved, held for some cycles (R-CRD-3)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, update

from services.chassis.arrays import among
from services.chassis.database import Transaction
from services.credit.domain.approvals import ApprovalState
from services.credit.domain.grade_records import GradeOverride
from services.credit.store.tables import grade_override
from services.kernel.ids import shard_of
from services.kernel.period import Cycle


async def overrides_of(tx: Transaction, customers: Iterable[str]) -> list[GradeOverride]:
    keys = sorted((shard_of(each), each) for each in set(customers))
    query = select(grade_override).where(among(grade_override.c.shard, grade_override.c.customer, keys))
    return [_from_row(row) for row in await tx.execute(query.order_by(grade_override.c.first_cycle))]


async def lock_override(tx: Transaction, override: str) -> GradeOverride | None:
    query = select(grade_override).where(grade_override.c.override == override).with_for_update()
    row = (await tx.execute(query)).one_or_none()
    return None if row is None else _from_row(row)


async def overrides_ending(tx: Transaction, cycle: Cycle) -> list[GradeOverride]:
    """The approved overrides that hold for the last time in a cycle."""
    query = select(grade_override).where(
        grade_override.c.state == ApprovalState.APPROVED, grade_override.c.last_cycle == str(cycle)
    )
    return [_from_row(row) for row in await tx.execute(query.order_by(grade_override.c.customer))]


async def list_overrides(tx: Transaction, customer: str, state: str, before: str, limit: int) -> list[GradeOverride]:
    """Newest first: ids are ordered by time."""
    query = select(grade_override)
    if customer:
        query = query.where(grade_override.c.shard == shard_of(customer), grade_override.c.customer == customer)
    if state:
        query = query.where(grade_override.c.state == state)
    if before:
        query = query.where(grade_override.c.override < before)
    return [_from_row(r) for r in await tx.execute(query.order_by(grade_override.c.override.desc()).limit(limit))]


async def insert_override(tx: Transaction, row: GradeOverride) -> None:
    values = {
        "shard": shard_of(row.customer),
        "override": row.override,
        "customer": row.customer,
        "grade": row.grade,
        "first_cycle": str(row.first_cycle),
        "last_cycle": str(row.last_cycle),
        "state": row.state,
        "requester": row.requester,
        "decider": row.decider,
        "reason": row.reason,
        "created_at": row.created_at,
    }
    await tx.insert_many(grade_override, [values])


async def update_override(tx: Transaction, row: GradeOverride) -> None:
    where = (grade_override.c.shard == shard_of(row.customer)) & (grade_override.c.override == row.override)
    changed = {"state": row.state, "decider": row.decider}
    changed |= {"first_cycle": str(row.first_cycle), "last_cycle": str(row.last_cycle)}
    await tx.execute(update(grade_override).where(where).values(changed))


def _from_row(row: Any) -> GradeOverride:
    return GradeOverride(
        override=row.override,
        customer=row.customer,
        grade=row.grade,
        first_cycle=Cycle.parse(row.first_cycle),
        last_cycle=Cycle.parse(row.last_cycle),
        state=ApprovalState(row.state),
        requester=row.requester,
        decider=row.decider,
        reason=row.reason,
        created_at=row.created_at,
    )
