"""Rated usage as billing reads it.

A record's bill is that of its month of origin, or of the first cycle that no trial had frozen when it came. A load
holds the billing gate FOR SHARE and numbers itself under it, and a trial moves the gate under an exclusive lock: so the
loads of a cycle are those up to a boundary, the newest load that saw the cycle open. Reading the same cycle again finds
the same loads (R-BIL-2), and what comes later stands above the boundary: it goes to the next cycle.
"""

from sqlalchemy import func, select

from services.chassis.database import Transaction
from services.kernel.period import Cycle
from services.rating.domain.usage_months import month_of
from services.rating.store.usage_tables import tariff_rate, usage_load, usage_record

Usage = dict[str, list[tuple[str, int, int]]]
"""By subscription: (charge item, micros, charged quantity), by item."""


async def load_boundary(tx: Transaction, cycle: Cycle) -> int:
    """The newest load that counts for the cycle; 0 when there is none."""
    newest = select(func.max(usage_load.c.load)).where(usage_load.c.open_month <= month_of(cycle))
    return (await tx.execute(newest)).scalar() or 0


async def rated_usage_for_cycle(tx: Transaction, cycle: Cycle, first: int, last: int) -> Usage:
    """What the subscriptions of a range of shards, both inside, used: of this month, and late of earlier months.

    Micro-yuan sums by subscription and charge item, ordered by both; exact, so that billing rounds once (R-GEN-1).
    """
    month = month_of(cycle)
    here, before = await load_boundary(tx, cycle), await load_boundary(tx, cycle.previous)
    record, rate = usage_record.c, tariff_rate.c
    of_month = (record.month == month) & (record.load <= here)
    late = (record.month < month) & (record.load > before) & (record.load <= here)
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for wanted in (of_month, late):
        query = (
            select(
                record.subscription_id,
                rate.charge_item,
                func.sum(record.micros).label("micros"),
                func.sum(record.charged).label("charged"),
            )
            .join_from(usage_record, tariff_rate, record.rate == rate.rate)
            .where(wanted, record.shard >= first, record.shard <= last)
            .group_by(record.subscription_id, rate.charge_item)
        )
        for row in await tx.execute(query):
            micros, charged = sums.get((row.subscription_id, row.charge_item), (0, 0))
            sums[row.subscription_id, row.charge_item] = (micros + int(row.micros), charged + int(row.charged))
    found: Usage = {}
    for (subscription_id, item), (micros, charged) in sorted(sums.items()):
        found.setdefault(subscription_id, []).append((item, micros, charged))
    return found
