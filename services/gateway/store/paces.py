"""The rate of a platform, which all processes of the gateway share (decision 0064)."""

import datetime as dt
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.gateway.domain.pacing import Pace
from services.gateway.store.tables import pace


async def lock_pace(tx: Transaction, platform: str, limit: Pace) -> Pace:
    """The limit with what of it is used; its row is locked until the transaction ends."""
    values = {"platform": platform, "due": dt.datetime.fromtimestamp(0, dt.UTC)}
    await tx.execute(insert(pace).values(values).on_conflict_do_nothing())
    rows = await tx.execute(select(pace.c.due).where(pace.c.platform == platform).with_for_update())
    return replace(limit, due=rows.scalar_one().timestamp())


async def write_pace(tx: Transaction, platform: str, after: Pace) -> None:
    due = dt.datetime.fromtimestamp(after.due, dt.UTC)
    await tx.execute(pace.update().where(pace.c.platform == platform).values(due=due))
