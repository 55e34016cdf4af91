"""What the platforms report (R-OPN-2, R-OPN-4, R-OPN-7): states of work orders and what follows for subscriptions.

The gateway gives a command's outcomes in order and none twice, but an event may come again: every effect is keyed by
its command.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from services.chassis.database import Transaction
from services.kernel.business import SuspensionReason
from services.rating.domain.catalogue import Catalogue
from services.rating.domain.charging import EffectMode
from services.rating.domain.events import SubscriptionMoved
from services.rating.domain.order import WorkOrder
from services.rating.domain.report import Report
from services.rating.domain.states import (
    ORDER,
    WORK_ORDER,
    SubscriptionState,
    WorkOrderState,
    can,
    move,
)
from services.rating.domain.subscription import (
    Subscription,
    activated,
    completed,
    reinstalled,
    restored,
    suspended,
    terminated,
)
from services.rating.store.catalogue import catalogue_on
from services.rating.store.customers import accounts_by_id
from services.rating.store.cycles import hold_gate
from services.rating.store.orders import (
    insert_work_orders,
    lock_work_orders,
    order_by_id,
    write_order,
    write_work_order,
)
from services.rating.store.policies import policy_on
from services.rating.store.subscriptions import subscriptions_by_id, write_subscriptions

FAILURES = frozenset({"FAILED", "EXPIRED", "DEAD", "CANCELLED"})
RATING, COLLECTION = "rating", "collection"


@dataclass(slots=True)
class _Desk:
    """What a batch of reports works on."""

    tx: Transaction
    known: str
    catalogue: Catalogue
    subscriptions: dict[str, Subscription]
    work_orders: dict[str, WorkOrder]
    made: list[WorkOrder]

    def put(self, after: Subscription) -> None:
        self.subscriptions[after.subscription_id] = after


async def apply_reports(tx: Transaction, reports: Sequence[Report]) -> None:
    """Applies reports in their order, inside the inbox's transaction."""
    mine = [report for report in reports if report.origin in (RATING, COLLECTION)]
    if not mine:
        return
    before = await subscriptions_by_id(tx, {report.subscription_id for report in mine}, lock=True)
    ids = {report.command_id.removeprefix("rating.") for report in mine if report.origin == RATING}
    desk = _Desk(
        tx=tx,
        known=await hold_gate(tx),
        catalogue=await catalogue_on(tx, tx.date),
        subscriptions=dict(before),
        work_orders=await lock_work_orders(tx, ids) if ids else {},
        made=[],
    )
    for report in mine:
        await _apply(desk, report)
    await insert_work_orders(tx, desk.made)
    await publish_changes(tx, before, desk.subscriptions)


async def publish_changes(
    tx: Transaction, before: Mapping[str, Subscription], after: Mapping[str, Subscription]
) -> int:
    """Writes the subscriptions that changed, with their next version, and tells the others; answers how many."""
    changed = [
        replace(one, version=before[name].version + 1) for name, one in sorted(after.items()) if one != before[name]
    ]
    await write_subscriptions(tx, changed)
    accounts = await accounts_by_id(tx, {one.account_id for one in changed})
    tx.publish(SubscriptionMoved(one, accounts[one.account_id].currency) for one in changed)
    return len(changed)


async def _apply(desk: _Desk, report: Report) -> None:
    if report.subscription_id not in desk.subscriptions:
        return
    if report.origin == RATING and not await _follow_work_order(desk, report):
        return
    if report.final:
        await _take_effect(desk, report)


async def _follow_work_order(desk: _Desk, report: Report) -> bool:
    """Moves our work order; tells whether the report is news of one that is ours."""
    work = desk.work_orders.get(report.command_id.removeprefix("rating."))
    if work is None:
        return False
    verb = "finish" if report.final else "fail" if report.outcome in FAILURES else "report part"
    if report.outcome in ("ACCEPTED", "SENT"):
        verb = "submit"
    if not can(WORK_ORDER, work.state, verb):
        return False
    after = replace(
        work, state=move(WORK_ORDER, work.state, verb), outcome_date=report.outcome_date, detail=report.detail
    )
    desk.work_orders[work.work_order_id] = after
    await write_work_order(desk.tx, after)
    if after.state is WorkOrderState.FAILED and work.order_id:
        await _move_order(desk, work.order_id, "fail", None)
    return True


async def _move_order(desk: _Desk, order_id: str, verb: str, date: dt.date | None) -> bool:
    order = await order_by_id(desk.tx, order_id, lock=True)
    if order is None or not can(ORDER, order.state, verb):
        return False
    await write_order(desk.tx, replace(order, state=move(ORDER, order.state, verb), complete_date=date))
    return True


async def _take_effect(desk: _Desk, report: Report) -> None:
    """What a command that is done makes of its subscription."""
    line = desk.subscriptions[report.subscription_id]
    arrears = SuspensionReason.ARREARS
    if report.kind in ("CONSTRUCT", "ACTIVATE") and line.state in (SubscriptionState.SIGNED, SubscriptionState.READY):
        await _open(desk, report, line)
    elif report.kind == "SUSPEND":
        desk.put(suspended(line, report.command_id, _reason(desk, report, arrears), report.outcome_date, desk.known))
    elif report.kind in ("RESTORE", "CONSTRUCT") and line.state is SubscriptionState.TERMINATED:
        desk.put(reinstalled(line, report.outcome_date, desk.known))
    elif report.kind == "RESTORE":
        desk.put(restored(line, report.command_id, _reason(desk, report, arrears), report.outcome_date, desk.known))
    elif report.kind == "TERMINATE":
        desk.put(terminated(line, report.outcome_date, desk.known))


def _reason(desk: _Desk, report: Report, default: SuspensionReason) -> SuspensionReason:
    """Collection suspends for arrears; our own work orders say why."""
    work = desk.work_orders.get(report.command_id.removeprefix("rating.")) if report.origin == RATING else None
    return SuspensionReason(work.reason) if work else default


async def _open(desk: _Desk, report: Report, line: Subscription) -> None:
    """All is built: charged from the day of completion (R-OPN-2); the network department is told (R-OPN-5)."""
    if line.state is SubscriptionState.READY:
        policy = await policy_on(desk.tx, report.outcome_date)
        desk.put(activated(line, report.outcome_date, policy.activation_day, desk.known))
        return
    after = completed(line, report.outcome_date, desk.known)
    desk.put(after)
    work = desk.work_orders.get(report.command_id.removeprefix("rating."))
    if work is None:
        return
    await _move_order(desk, work.order_id, "complete", report.outcome_date)
    product = desk.catalogue.products.get(line.product_id)
    if product is not None and product.notify_maintenance and after.effect_mode is not EffectMode.NEXT_CYCLE:
        desk.made.append(maintenance_notice(after, work.order_id, desk.tx.date))


def maintenance_notice(line: Subscription, order_id: str, date: dt.date) -> WorkOrder:
    """Tells the network department that the line enters maintenance (R-OPN-5)."""
    return WorkOrder(
        work_order_id=f"{order_id or line.subscription_id}.maintenance",
        subscription_id=line.subscription_id,
        account_id=line.account_id,
        customer_id=line.customer_id,
        order_id="",
        product_id=line.product_id,
        kind="NOTIFY_MAINTENANCE",
        platform=line.platform,
        service_number=line.service_number,
        reason="BILLING_STARTED",
        state=WorkOrderState.PENDING,
        create_date=date,
    )
