"""Orders that are late: escalated level by level; a failed restoration is sent again (R-DUN-5, R-OPN-7)."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from services.chassis.database import Database, Transaction
from services.collection.domain.work_order import OrderKind, OrderState, WorkOrder, escalation_level, report
from services.collection.store import collection_policies as policy_store
from services.collection.store import orders as order_store
from services.collection.store import positions as position_store

RESTORE_SUBMISSIONS_MOST = 5
"""A restoration that fails is sent again by itself so often; then only a person sends it."""


async def escalate_late(db: Database, date: dt.date) -> Mapping[str, int]:
    """Raises the level of late orders by the days that they are late, and sends failed restorations again."""

    async def work(tx: Transaction) -> Mapping[str, int]:
        late = await order_store.late_orders(tx, date)
        failed = await order_store.failed_restorations(tx)
        accounts = {(order.shard, order.account_id) for order in (*late, *failed)}
        await position_store.lock_accounts(tx, accounts)
        current = await order_store.orders_by_id(tx, {(o.shard, o.order_id) for o in (*late, *failed)})
        levels = (await policy_store.policy_in_force(tx, date)).orders.levels
        changed: list[WorkOrder] = []
        counters = {"escalated": 0, "sent_again": 0}
        for key in sorted(current):
            order = current[key]
            moved = _again(_escalated(order, date, levels))
            if moved is not order:
                counters["escalated"] += moved.escalation_level > order.escalation_level
                counters["sent_again"] += moved.state is not order.state
                changed.append(moved)
        await order_store.save_orders(tx, changed)
        return counters

    return await db.transact(work)


def _escalated(order: WorkOrder, date: dt.date, levels: Sequence[str]) -> WorkOrder:
    level = 0 if order.done_date else escalation_level(order.due_date, date, len(levels))
    if level <= order.escalation_level:
        return order
    return dataclasses.replace(order, escalation_level=level, escalated_to=levels[level - 1])


def _again(order: WorkOrder) -> WorkOrder:
    if order.kind is not OrderKind.RESTORE or order.state is not OrderState.FAILED:
        return order
    if order.submissions >= RESTORE_SUBMISSIONS_MOST:
        return order
    return resent(order)


def resent(order: WorkOrder) -> WorkOrder:
    """A failed order, pending again; its next submission is a new command."""
    progress = report(order.kind, order.state, "RESEND")
    return dataclasses.replace(order, state=progress.state, command_id="", expire_at=None)
