"""The billing gate: which cycles a trial has frozen. Writers of charging facts hold it, so that a trial's start waits
for them.
"""

import datetime as dt

from sqlalchemy import select, update

from services.chassis.database import Transaction
from services.kernel.period import Cycle
from services.rating.store.bill_tables import billing_gate


async def hold_gate(tx: Transaction) -> str:
    """The first cycle that no trial has frozen, held FOR SHARE until the commit; empty before the first bill run."""
    row = select(billing_gate.c.open_cycle).where(billing_gate.c.id == 1).with_for_update(read=True)
    return (await tx.execute(row)).scalar_one()


async def read_gate(tx: Transaction) -> str:
    """The same without a lock, for read-only transactions."""
    return (await tx.execute(select(billing_gate.c.open_cycle).where(billing_gate.c.id == 1))).scalar_one()


async def lock_gate(tx: Transaction) -> str:
    """The same, held FOR UPDATE: for the one that starts or rejects a trial."""
    row = select(billing_gate.c.open_cycle).where(billing_gate.c.id == 1).with_for_update()
    return (await tx.execute(row)).scalar_one()


async def set_gate(tx: Transaction, open_cycle: Cycle) -> None:
    await tx.execute(update(billing_gate).where(billing_gate.c.id == 1).values(open_cycle=str(open_cycle)))


async def open_cycle(tx: Transaction, date: dt.date) -> Cycle:
    """The cycle on whose bill a fact of this date goes: its own, or the first that is not frozen. Holds the gate."""
    gate = await hold_gate(tx)
    own = Cycle.of(date)
    return max(own, Cycle.parse(gate)) if gate else own
