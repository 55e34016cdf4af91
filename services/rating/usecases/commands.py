"""Work orders on their way to the gateway: stored first, submitted by a loop, each under its own name (R-GTW-2)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from services.chassis.database import Database, Transaction
from services.rating.domain.order import WorkOrder
from services.rating.domain.states import WORK_ORDER, WorkOrderState, can, move
from services.rating.store.orders import (
    lock_work_orders,
    pending_work_orders,
    write_work_order,
)

BATCH = 500


class Gateway(Protocol):
    """What submitting needs of the gateway."""

    async def submit(self, orders: Sequence[WorkOrder]) -> Mapping[str, str]:
        """Submits; answers, by work order, why it was refused for good, "" when it was stored."""
        ...


async def submit_pending(db: Database, gateway: Gateway) -> int:
    """Submits what waits; answers how many. A crash after the gateway stored them submits them again under the same
    names.
    """
    async with db.ask() as tx:
        waiting = await pending_work_orders(tx, BATCH)
    if not waiting:
        return 0
    answers = await gateway.submit(waiting)

    async def work(tx: Transaction) -> int:
        locked = await lock_work_orders(tx, answers)
        for name, refusal in sorted(answers.items()):
            order = locked[name]
            verb = "fail" if refusal else "submit"
            if order.state is WorkOrderState.PENDING and can(WORK_ORDER, order.state, verb):
                after = replace(order, state=move(WORK_ORDER, order.state, verb), detail=refusal)
                await write_work_order(tx, after)
        return len(answers)

    return await db.transact(work)
