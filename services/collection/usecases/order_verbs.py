"""What people do to work orders: escalate, send again, order a change 033 (R-DUN-5)."""

import dataclasses
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.reason import Reason, not_found, precondition
from services.collection.domain.work_order import OrderKind, OrderState, WorkOrder
from services.collection.store import orders as store
from services.collection.store import positions as position_store
from services.collection.usecases.casebook import CaseBook
from services.collection.usecases.escalation import resent
from services.collection.usecases.pauses import lock_open_case

_ORDERS: Replies[WorkOrder] = Replies(WorkOrder)


@dataclass(frozen=True, slots=True)
class EscalateOrder:
    """A person escalates an order."""

    order_id: str
    escalated_to: str
    comment: str
    actor: str


async def escalate_order(db: Database, request_id: str, request: EscalateOrder) -> WorkOrder:
    """Raises WORK_ORDER_NOT_FOUND."""

    async def work(tx: Transaction) -> WorkOrder:
        known = await _ORDERS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        order = await _lock_order(tx, request.order_id)
        changed = dataclasses.replace(
            order, escalation_level=order.escalation_level + 1, escalated_to=request.escalated_to
        )
        return await _saved(tx, request_id, request, changed, "work_order.escalate", request.actor, request.comment)

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class ResendOrder:
    """A person sends a failed order again."""

    order_id: str
    comment: str
    actor: str


async def resend_order(db: Database, request_id: str, request: ResendOrder) -> WorkOrder:
    """Raises WORK_ORDER_NOT_FOUND, then WORK_ORDER_NOT_RESENDABLE."""

    async def work(tx: Transaction) -> WorkOrder:
        known = await _ORDERS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        order = await _lock_order(tx, request.order_id)
        if order.state is not OrderState.FAILED:
            raise precondition(
                Reason.WORK_ORDER_NOT_RESENDABLE,
                f"work order {order.order_id} is {order.state}: only a failed one is sent again",
                work_order=f"workOrders/{order.order_id}",
                state=order.state.value,
            )
        changed = resent(order)
        return await _saved(tx, request_id, request, changed, "work_order.resend", request.actor, request.comment)

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class OrderChange:
    """A person orders a change 033 of a line, such as a lowered speed instead of a suspension."""

    case_id: str
    subscription_id: str
    reason: str
    actor: str


async def order_change(db: Database, request_id: str, request: OrderChange) -> WorkOrder:
    """Raises CASE_NOT_FOUND, CASE_CLOSED, SUBSCRIPTION_NOT_FOUND."""

    async def work(tx: Transaction) -> WorkOrder:
        known = await _ORDERS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        case = await lock_open_case(tx, request.case_id)
        key = (case.shard, case.account_id)
        lines = (await position_store.subscriptions_of(tx, [key]))[key]
        line = next((each for each in lines if each.subscription_id == request.subscription_id), None)
        if line is None:
            raise not_found(Reason.SUBSCRIPTION_NOT_FOUND, f"subscriptions/{request.subscription_id}")
        last = (await store.last_numbers(tx, [(case.shard, case.case_id)])).get((case.shard, case.case_id), 0)
        book = CaseBook(tx.date, tx.now)
        order = book.make_order(case, line, OrderKind.CHANGE, last + 1, request.reason)
        await book.write(tx)
        order = book.orders[order.shard, order.order_id]
        await tx.audit(AuditRecord(request.actor, "work_order.change", f"workOrders/{order.order_id}", request.reason))
        await _ORDERS.keep(tx, {request_id: (request, order)})
        return order

    return await db.transact(work)


async def _lock_order(tx: Transaction, order_id: str) -> WorkOrder:
    found = await store.find_order(tx, order_id)
    if found is None:
        raise not_found(Reason.WORK_ORDER_NOT_FOUND, f"workOrders/{order_id}")
    await position_store.lock_accounts(tx, [(found.shard, found.account_id)])
    return (await store.orders_by_id(tx, [(found.shard, order_id)]))[found.shard, order_id]


async def _saved(
    tx: Transaction, request_id: str, request: object, order: WorkOrder, action: str, actor: str, comment: str
) -> WorkOrder:
    await store.save_orders(tx, [order])
    await tx.audit(AuditRecord(actor, action, f"workOrders/{order.order_id}", comment))
    await _ORDERS.keep(tx, {request_id: (request, order)})
    return order
