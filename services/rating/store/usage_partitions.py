"""The partitions of usage by month of origin, made when the first record of a month comes."""

from collections.abc import Collection

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.rating.store.usage_tables import usage_month


def partition_of(month: int) -> str:
    return f"usage_record_{int(month)}"


async def months_removed(tx: Transaction) -> set[int]:
    """The months whose retention is over and whose detail is gone."""
    rows = await tx.execute(select(usage_month.c.month).where(usage_month.c.removed_at.is_not(None)))
    return set(rows.scalars())


async def missing_months(tx: Transaction, months: Collection[int]) -> list[int]:
    """Those of the months that have no partition yet."""
    known = set((await tx.execute(select(usage_month.c.month).where(usage_month.c.month.in_(months)))).scalars())
    return sorted(set(months) - known)


async def create_month(tx: Transaction, month: int) -> None:
    """Makes a month's partition. Two that make the same one meet at the row of `usage_month`; the second finds it made.

    The partition is attached after it is made, which does not stop readers and writers of the other months.
    """
    made = await tx.execute(
        insert(usage_month).values(month=month).on_conflict_do_nothing().returning(usage_month.c.month)
    )
    if made.scalar() is None:
        return
    name = partition_of(month)
    for statement in (
        f"CREATE TABLE {name} (LIKE usage_record INCLUDING DEFAULTS)",
        f"ALTER TABLE usage_record ATTACH PARTITION {name} FOR VALUES IN ({int(month)})",
        f"CREATE INDEX {name}_stretches ON {name} USING brin (shard, subscription_id, load) "
        "WITH (pages_per_range = 16, autosummarize = on)",
    ):
        await tx.execute(text(statement))
