"""What takes effect with the bill run that opens a cycle (R-BIL-4, R-OPN-4): next-cycle products are activated."""

from services.chassis.database import Transaction
from services.kernel.ids import SHARDS
from services.kernel.period import Cycle
from services.rating.domain.catalogue import BuildKind
from services.rating.domain.order import WorkOrder
from services.rating.domain.states import SubscriptionState, WorkOrderState
from services.rating.domain.subscription import Subscription, activated
from services.rating.store.catalogue import catalogue_on
from services.rating.store.cycles import hold_gate
from services.rating.store.orders import insert_work_orders, lock_work_orders
from services.rating.store.subscriptions import subscriptions_in_shards
from services.rating.usecases.reports import maintenance_notice, publish_changes


async def begin_next_cycle(tx: Transaction, closed: str) -> int:
    """Activates what waits for the cycle after ``closed``, in the transaction that closes it; answers how many.

    A function is switched on by a command and becomes active when the platform confirms it; what is built is active
    at once.
    """
    opening = Cycle.parse(closed).next
    waiting = [
        each
        for each in await subscriptions_in_shards(tx, 0, SHARDS - 1, state=SubscriptionState.READY.value)
        if each.charge_start is not None and each.charge_start < opening.end
    ]
    if not waiting:
        return 0
    products = (await catalogue_on(tx, tx.date)).products
    functions = [each for each in waiting if products[each.product_id].build is BuildKind.ACTIVATE]
    built = [each for each in waiting if each not in functions]
    await _command(tx, functions, opening)
    known = await hold_gate(tx)
    after = {each.subscription_id: activated(each, each.charge_start or tx.date, 1, known) for each in built}
    await publish_changes(tx, {each.subscription_id: each for each in built}, after)
    told = [maintenance_notice(each, "", tx.date) for each in built if products[each.product_id].notify_maintenance]
    await insert_work_orders(tx, told)
    return len(waiting)


async def _command(tx: Transaction, lines: list[Subscription], opening: Cycle) -> None:
    """One activation a line and cycle; a line whose activation is under way is passed over."""
    orders = [
        WorkOrder(
            work_order_id=f"{each.subscription_id}.activate.{opening}",
            subscription_id=each.subscription_id,
            account_id=each.account_id,
            customer_id=each.customer_id,
            order_id="",
            product_id=each.product_id,
            kind="ACTIVATE",
            platform=each.platform,
            service_number=each.service_number,
            reason="NEXT_CYCLE",
            state=WorkOrderState.PENDING,
            create_date=tx.date,
        )
        for each in lines
    ]
    known = await lock_work_orders(tx, [each.work_order_id for each in orders]) if orders else {}
    await insert_work_orders(tx, [each for each in orders if each.work_order_id not in known])
