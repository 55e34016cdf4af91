"""Discounts given to subscriptions, accounts and customers."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, or_, select, update

from services.chassis.database import Transaction
from services.kernel.ids import shard_of
from services.rating.domain.discounts import Assignment, Layer
from services.rating.store.directory import Collection, enter, place
from services.rating.store.tables import discount_assignment


def assignment_from_row(row: Row[Any]) -> Assignment:
    return Assignment(
        row.assignment_id,
        Layer(row.subject_kind),
        row.subject_id,
        row.customer_id,
        row.discount_id,
        row.first_cycle,
        row.last_cycle,
        row.state,
        row.requester,
        row.approver,
        row.order_id,
    )


async def insert_assignments(tx: Transaction, values: Sequence[Assignment]) -> None:
    await enter(tx, Collection.ASSIGNMENT, {value.assignment_id: value.customer_id for value in values})
    rows = [
        {
            "shard": shard_of(value.customer_id),
            "assignment_id": value.assignment_id,
            "subject_kind": value.layer.value,
            "subject_id": value.subject_id,
            "customer_id": value.customer_id,
            "discount_id": value.discount_id,
            "first_cycle": value.first_cycle,
            "last_cycle": value.last_cycle,
            "state": value.state,
            "requester": value.requester,
            "approver": value.approver,
            "order_id": value.order_id,
        }
        for value in values
    ]
    await tx.insert_many(discount_assignment, rows)


async def assignment_by_id(tx: Transaction, assignment_id: str, *, lock: bool = False) -> Assignment | None:
    at = await place(tx, Collection.ASSIGNMENT, assignment_id)
    if at is None:
        return None
    query = select(discount_assignment).where(
        discount_assignment.c.shard == at.shard, discount_assignment.c.assignment_id == assignment_id
    )
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return assignment_from_row(row) if row else None


async def write_assignment(tx: Transaction, value: Assignment) -> None:
    await tx.execute(
        update(discount_assignment)
        .where(
            discount_assignment.c.shard == shard_of(value.customer_id),
            discount_assignment.c.assignment_id == value.assignment_id,
        )
        .values(state=value.state, approver=value.approver, last_cycle=value.last_cycle)
    )


async def list_assignments(tx: Transaction, *, layer: str, subject_id: str, after: str, limit: int) -> list[Assignment]:
    """Assignments by id, after an id; one subject's when given."""
    query = select(discount_assignment).where(discount_assignment.c.assignment_id > after)
    if subject_id:
        query = query.where(discount_assignment.c.subject_kind == layer, discount_assignment.c.subject_id == subject_id)
    rows = await tx.execute(query.order_by(discount_assignment.c.assignment_id).limit(limit))
    return [assignment_from_row(row) for row in rows]


async def assignments_in_cycle(tx: Transaction, cycle: str, first: int, last: int) -> list[Assignment]:
    """Those that act in a cycle, of a range of shards, by id."""
    table = discount_assignment.c
    query = (
        select(discount_assignment)
        .where(table.shard.between(first, last), table.state.in_(("ACTIVE", "ENDED")), table.first_cycle <= cycle)
        .where(or_(table.last_cycle == "", table.last_cycle >= cycle))
        .order_by(table.assignment_id)
    )
    return [assignment_from_row(row) for row in await tx.execute(query)]
