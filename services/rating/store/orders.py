"""Orders and work orders."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, select, tuple_, update

from services.chassis.database import Transaction
from services.chassis.tables import count_of
from services.kernel.ids import shard_of
from services.rating.domain.charging import EffectMode
from services.rating.domain.order import Approval, Order, WorkOrder
from services.rating.domain.states import OrderState, WorkOrderState
from services.rating.store.directory import Collection, enter, place, places
from services.rating.store.tables import customer_order, work_order

_APPROVALS: TypeAdapter[tuple[Approval, ...]] = TypeAdapter(tuple[Approval, ...])


def order_to_row(value: Order) -> dict[str, Any]:
    return {
        "shard": shard_of(value.customer_id),
        "order_id": value.order_id,
        "subscription_id": value.subscription_id,
        "account_id": value.account_id,
        "customer_id": value.customer_id,
        "product_id": value.product_id,
        "service_number": value.service_number,
        "rent": value.rent,
        "effect_mode": value.effect_mode.value,
        "discounts": list(value.discounts),
        "state": value.state.value,
        "approvals": _APPROVALS.dump_python(value.approvals, mode="json"),
        "requester": value.requester,
        "order_date": value.order_date,
        "sign_date": value.sign_date,
        "complete_date": value.complete_date,
        "prepayment_required": value.prepayment_required,
        "work_order_id": value.work_order_id,
    }


def order_from_row(row: Row[Any]) -> Order:
    return Order(
        order_id=row.order_id,
        subscription_id=row.subscription_id,
        account_id=row.account_id,
        customer_id=row.customer_id,
        product_id=row.product_id,
        service_number=row.service_number,
        rent=row.rent,
        effect_mode=EffectMode(row.effect_mode),
        discounts=tuple(row.discounts),
        state=OrderState(row.state),
        approvals=_APPROVALS.validate_python(row.approvals),
        requester=row.requester,
        order_date=row.order_date,
        sign_date=row.sign_date,
        complete_date=row.complete_date,
        prepayment_required=row.prepayment_required,
        work_order_id=row.work_order_id,
    )


async def order_by_id(tx: Transaction, order_id: str, *, lock: bool = False) -> Order | None:
    at = await place(tx, Collection.ORDER, order_id)
    if at is None:
        return None
    query = select(customer_order).where(customer_order.c.shard == at.shard, customer_order.c.order_id == order_id)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return order_from_row(row) if row else None


async def insert_order(tx: Transaction, value: Order) -> None:
    await enter(tx, Collection.ORDER, {value.order_id: value.customer_id})
    await tx.insert_many(customer_order, [order_to_row(value)])


async def write_order(tx: Transaction, value: Order) -> None:
    await tx.execute(
        update(customer_order)
        .where(customer_order.c.shard == shard_of(value.customer_id), customer_order.c.order_id == value.order_id)
        .values(order_to_row(value))
    )


async def list_orders(tx: Transaction, *, customer_id: str, state: str, after: str, limit: int) -> list[Order]:
    """Orders by id, after an id."""
    query = select(customer_order).where(customer_order.c.order_id > after)
    if customer_id:
        query = query.where(
            customer_order.c.shard == shard_of(customer_id), customer_order.c.customer_id == customer_id
        )
    if state:
        query = query.where(customer_order.c.state == state)
    rows = await tx.execute(query.order_by(customer_order.c.order_id).limit(limit))
    return [order_from_row(row) for row in rows]


def work_order_to_row(value: WorkOrder) -> dict[str, Any]:
    return {
        "shard": shard_of(value.customer_id),
        "work_order_id": value.work_order_id,
        "subscription_id": value.subscription_id,
        "account_id": value.account_id,
        "customer_id": value.customer_id,
        "order_id": value.order_id,
        "product_id": value.product_id,
        "kind": value.kind,
        "platform": value.platform,
        "service_number": value.service_number,
        "reason": value.reason,
        "state": value.state.value,
        "create_date": value.create_date,
        "outcome_date": value.outcome_date,
        "detail": value.detail,
    }


def work_order_from_row(row: Row[Any]) -> WorkOrder:
    return WorkOrder(
        work_order_id=row.work_order_id,
        subscription_id=row.subscription_id,
        account_id=row.account_id,
        customer_id=row.customer_id,
        order_id=row.order_id,
        product_id=row.product_id,
        kind=row.kind,
        platform=row.platform,
        service_number=row.service_number,
        reason=row.reason,
        state=WorkOrderState(row.state),
        create_date=row.create_date,
        outcome_date=row.outcome_date,
        detail=row.detail,
    )


async def insert_work_orders(tx: Transaction, values: Sequence[WorkOrder]) -> None:
    await enter(tx, Collection.WORK_ORDER, {value.work_order_id: value.customer_id for value in values})
    await tx.insert_many(work_order, [work_order_to_row(value) for value in values])


async def lock_work_orders(tx: Transaction, ids: Iterable[str]) -> dict[str, WorkOrder]:
    """The work orders that are known, locked FOR UPDATE in the order of their keys."""
    keys = sorted((at.shard, each) for each, at in (await places(tx, Collection.WORK_ORDER, ids)).items())
    query = (
        select(work_order)
        .where(tuple_(work_order.c.shard, work_order.c.work_order_id).in_(keys))
        .order_by(work_order.c.shard, work_order.c.work_order_id)
        .with_for_update()
    )
    return {row.work_order_id: work_order_from_row(row) for row in await tx.execute(query)}


async def write_work_order(tx: Transaction, value: WorkOrder) -> None:
    await tx.execute(
        update(work_order)
        .where(work_order.c.shard == shard_of(value.customer_id), work_order.c.work_order_id == value.work_order_id)
        .values(state=value.state.value, outcome_date=value.outcome_date, detail=value.detail)
    )


async def pending_work_orders(tx: Transaction, limit: int) -> list[WorkOrder]:
    """Those that the gateway has not taken yet, in the order in which a subscription's were made."""
    query = (
        select(work_order)
        .where(work_order.c.state == WorkOrderState.PENDING.value)
        .order_by(work_order.c.create_date, work_order.c.work_order_id)
        .limit(limit)
    )
    return [work_order_from_row(row) for row in await tx.execute(query)]


PENDING_COUNT = count_of(work_order, work_order.c.state == WorkOrderState.PENDING.value)


async def work_orders_of(tx: Transaction, customer_id: str, subscription_id: str) -> list[WorkOrder]:
    """The work orders of a subscription, oldest first."""
    query = (
        select(work_order)
        .where(work_order.c.shard == shard_of(customer_id), work_order.c.subscription_id == subscription_id)
        .order_by(work_order.c.create_date, work_order.c.work_order_id)
    )
    return [work_order_from_row(row) for row in await tx.execute(query)]
