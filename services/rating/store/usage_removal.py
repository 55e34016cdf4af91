"""Removing a month of usage detail whose retention is over (R-RAT-4), without stopping the months in use."""

import datetime as dt

from sqlalchemy import Integer, SmallInteger, bindparam, case, select, text, update

from services.chassis.database import Database, Transaction
from services.rating.store.usage_partitions import partition_of
from services.rating.store.usage_tables import usage_hold, usage_month, usage_reject


async def holding(tx: Transaction, month: int) -> list[str]:
    """The subscriptions whose detail of the month is held."""
    query = select(usage_hold.c.subscription_id).where(
        usage_hold.c.released_at.is_(None), usage_hold.c.first_month <= month, usage_hold.c.last_month >= month
    )
    return sorted(set((await tx.execute(query)).scalars()))


async def held_months(tx: Transaction, subscription_id: str, months: set[int]) -> set[int]:
    """Those of the months that are held for a subscription."""
    query = select(usage_hold.c.first_month, usage_hold.c.last_month).where(
        usage_hold.c.subscription_id == subscription_id, usage_hold.c.released_at.is_(None)
    )
    holds = (await tx.execute(query)).all()
    return {month for month in months if any(row.first_month <= month <= row.last_month for row in holds)}


async def detach_month(db: Database, month: int) -> None:
    """Takes the month's partition out of the table, without a lock that loads would wait for. Safe to run again."""
    name = partition_of(month)
    state = text(
        "SELECT inhdetachpending FROM pg_inherits WHERE inhrelid = to_regclass(:name) "
        "AND inhparent = 'usage_record'::regclass"
    )
    async with db.engine.connect() as plain:
        conn = await plain.execution_options(isolation_level="AUTOCOMMIT")
        pending = (await conn.execute(state, {"name": name})).scalar()
        if pending is not None:
            how = "FINALIZE" if pending else "CONCURRENTLY"
            await conn.execute(text(f"ALTER TABLE usage_record DETACH PARTITION {name} {how}"))


async def drop_month(tx: Transaction, month: int, kept: list[str]) -> int:
    """Drops a detached month, but for the subscriptions that are kept; gives how many of their parts stay."""
    name, stay = partition_of(month), 0
    if (await tx.execute(text("SELECT to_regclass(:name)"), {"name": name})).scalar() is not None:
        if kept:
            await tx.execute(text(f"ALTER TABLE {name} RENAME TO {name}_all"))
            await tx.execute(text(f"CREATE TABLE {name} (LIKE usage_record INCLUDING DEFAULTS)"))
            copied = await tx.execute(
                text(f"INSERT INTO {name} SELECT * FROM {name}_all WHERE subscription_id = ANY(:kept)"), {"kept": kept}
            )
            stay = copied.rowcount
            await tx.execute(text(f"DROP TABLE {name}_all"))
            await tx.execute(text(f"ALTER TABLE usage_record ATTACH PARTITION {name} FOR VALUES IN ({int(month)})"))
        else:
            await tx.execute(text(f"DROP TABLE {name}"))
    await tx.execute(update(usage_month).where(usage_month.c.month == month).values(removed_at=tx.now))
    return stay


async def forget_rejects(tx: Transaction, before: dt.date) -> int:
    """Blanks rejected lines that came before a date: they hold numbers as detail does. What waited is given up, since
    it is too old to be billed. The rows stay, so that every record that came is still counted once (R-RAT-1).
    """
    waited = case((usage_reject.c.state == "WAITING", "DISCARDED"), else_=usage_reject.c.state)
    why = case((usage_reject.c.state == "WAITING", "past its retention"), else_=usage_reject.c.discard_reason)
    gone = await tx.execute(
        update(usage_reject)
        .where(usage_reject.c.receive_date < before, usage_reject.c.text != "")
        .values(text="", state=waited, discard_reason=why)
    )
    return gone.rowcount


_FORGET = text("""
    WITH gone AS (DELETE FROM usage_identity WHERE shard = :shard AND month = :month RETURNING source)
    INSERT INTO usage_forgotten (source, month, identities) SELECT source, :month, count(*) FROM gone GROUP BY source
    ON CONFLICT (source, month) DO UPDATE SET identities = usage_forgotten.identities + excluded.identities
""").bindparams(bindparam("shard", type_=SmallInteger), bindparam("month", type_=Integer))


async def forget_identities(tx: Transaction, shard: int, month: int) -> None:
    """Deletes one shard's identities of a removed month and counts them; again it finds none."""
    await tx.execute(_FORGET, {"shard": shard, "month": month})
