"""Adjustments of issued bills, and sums that wait for the next bill."""

from typing import Any

from sqlalchemy import Row, func, select, update

from services.chassis.database import Transaction
from services.kernel.ids import shard_of
from services.rating.domain.adjustment import Adjustment, NextCharge
from services.rating.store.bill_tables import adjustment, next_charge
from services.rating.store.directory import Collection, enter, place


def _adjustment(row: Row[Any]) -> Adjustment:
    return Adjustment(
        adjustment_id=row.adjustment_id,
        account_id=row.account_id,
        customer_id=row.customer_id,
        cycle=row.cycle,
        line=row.line,
        amount=row.amount,
        reason=row.reason,
        state=row.state,
        requester=row.requester,
        approver=row.approver,
        value_date=row.value_date,
    )


async def insert_adjustment(tx: Transaction, value: Adjustment) -> None:
    await enter(tx, Collection.ADJUSTMENT, {value.adjustment_id: value.customer_id})
    row = {
        "shard": shard_of(value.customer_id),
        "adjustment_id": value.adjustment_id,
        "account_id": value.account_id,
        "customer_id": value.customer_id,
        "cycle": value.cycle,
        "line": value.line,
        "amount": value.amount,
        "reason": value.reason,
        "state": value.state,
        "requester": value.requester,
    }
    await tx.insert_many(adjustment, [row])


async def adjustment_by_id(tx: Transaction, adjustment_id: str, *, lock: bool = False) -> Adjustment | None:
    at = await place(tx, Collection.ADJUSTMENT, adjustment_id)
    if at is None:
        return None
    query = select(adjustment).where(adjustment.c.shard == at.shard, adjustment.c.adjustment_id == adjustment_id)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return _adjustment(row) if row else None


async def write_adjustment(tx: Transaction, value: Adjustment) -> None:
    await tx.execute(
        update(adjustment)
        .where(adjustment.c.shard == shard_of(value.customer_id), adjustment.c.adjustment_id == value.adjustment_id)
        .values(state=value.state, approver=value.approver, value_date=value.value_date)
    )


async def list_adjustments(
    tx: Transaction, *, account_id: str, cycle: str, state: str, after: str, limit: int
) -> list[Adjustment]:
    """Adjustments by id, after an id."""
    table = adjustment.c
    query = select(adjustment).where(table.adjustment_id > after)
    if account_id:
        query = query.where(table.account_id == account_id, table.cycle == cycle)
    if state:
        query = query.where(table.state == state)
    return [_adjustment(row) for row in await tx.execute(query.order_by(table.adjustment_id).limit(limit))]


async def adjusted_sum(tx: Transaction, customer_id: str, account_id: str, cycle: str, line: int | None = None) -> int:
    """The sum of approved adjustments of a bill, or of one of its lines."""
    table = adjustment.c
    query = select(func.coalesce(func.sum(table.amount), 0)).where(
        table.shard == shard_of(customer_id),
        table.account_id == account_id,
        table.cycle == cycle,
        table.state == "APPROVED",
    )
    if line is not None:
        query = query.where(table.line == line)
    return int((await tx.execute(query)).scalar_one())


def _charge(row: Row[Any]) -> NextCharge:
    return NextCharge(
        charge_id=row.charge_id,
        account_id=row.account_id,
        customer_id=row.customer_id,
        subscription_id=row.subscription_id,
        charge_item=row.charge_item,
        line_of_business=row.line_of_business,
        amount=row.amount,
        origin_cycle=row.origin_cycle,
        due_cycle=row.due_cycle,
        reason=row.reason,
        approved=row.approved,
        requester=row.requester,
        billed_cycle=row.billed_cycle,
    )


async def insert_charge(tx: Transaction, value: NextCharge) -> None:
    await enter(tx, Collection.CHARGE, {value.charge_id: value.customer_id})
    row = {
        "shard": shard_of(value.customer_id),
        "charge_id": value.charge_id,
        "account_id": value.account_id,
        "customer_id": value.customer_id,
        "subscription_id": value.subscription_id,
        "charge_item": value.charge_item,
        "line_of_business": value.line_of_business,
        "amount": value.amount,
        "origin_cycle": value.origin_cycle,
        "due_cycle": value.due_cycle,
        "reason": value.reason,
        "approved": value.approved,
        "requester": value.requester,
    }
    await tx.insert_many(next_charge, [row])


async def charge_by_id(tx: Transaction, charge_id: str, *, lock: bool = False) -> NextCharge | None:
    at = await place(tx, Collection.CHARGE, charge_id)
    if at is None:
        return None
    query = select(next_charge).where(next_charge.c.shard == at.shard, next_charge.c.charge_id == charge_id)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return _charge(row) if row else None


async def approve_charge_row(tx: Transaction, value: NextCharge) -> None:
    await tx.execute(
        update(next_charge)
        .where(next_charge.c.shard == shard_of(value.customer_id), next_charge.c.charge_id == value.charge_id)
        .values(approved=True, due_cycle=value.due_cycle)
    )


async def charges_of_account(
    tx: Transaction, customer_id: str, account_id: str, *, billed: bool, after: str, limit: int
) -> list[NextCharge]:
    table = next_charge.c
    query = select(next_charge).where(
        table.shard == shard_of(customer_id), table.account_id == account_id, table.charge_id > after
    )
    if not billed:
        query = query.where(table.billed_cycle == "")
    return [_charge(row) for row in await tx.execute(query.order_by(table.charge_id).limit(limit))]
