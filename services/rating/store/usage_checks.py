"""What must hold over usage: each record is in exactly one of rated, rejected, duplicate (R-RAT-1)."""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import Select, case, func, select, union_all

from services.chassis.database import Transaction
from services.rating.store.usage_partitions import months_removed
from services.rating.store.usage_tables import (
    usage_forgotten,
    usage_identity,
    usage_load,
    usage_record,
    usage_reject,
    usage_source,
)

_RECEIVED = usage_load.c.received
_PARTS = usage_load.c.rated + usage_load.c.rejected + usage_load.c.duplicates


async def loads_counted(tx: Transaction) -> int:
    return (await tx.execute(select(func.coalesce(func.sum(_RECEIVED), 0)))).scalar_one()


async def loads_off_their_counts(tx: Transaction) -> list[str]:
    """Deliveries whose records are not all rated, rejected or duplicates."""
    name = usage_source.c.name + ":" + usage_load.c.delivery
    query = select(name).join(usage_source, usage_source.c.source == usage_load.c.source).where(_RECEIVED != _PARTS)
    return list((await tx.execute(query)).scalars())


async def sources_off_their_identities(tx: Transaction) -> list[str]:
    """Sources that did not rate as many records as they have identities, or reject as many as lie in the store."""
    rated = _counted(select(usage_load.c.source, func.sum(usage_load.c.rated)).group_by(usage_load.c.source))
    rejected = _counted(select(usage_load.c.source, func.sum(usage_load.c.rejected)).group_by(usage_load.c.source))
    standing = select(usage_identity.c.source, func.count().label("identities")).group_by(usage_identity.c.source)
    every = union_all(standing, select(usage_forgotten.c.source, usage_forgotten.c.identities)).subquery()
    claimed = _counted(select(every.c.source, func.sum(every.c.identities)).group_by(every.c.source))
    kept = select(usage_reject.c.source, func.count()).where(usage_reject.c.state.in_(("WAITING", "DISCARDED")))
    stored = _counted(kept.group_by(usage_reject.c.source))
    names = {row.source: row.name for row in await tx.execute(select(usage_source))}
    found: list[str] = []
    for what, counted, actual in (("rated", rated, claimed), ("rejected", rejected, stored)):
        left, right = await counted(tx), await actual(tx)
        for source in sorted(left.keys() | right.keys()):
            if left.get(source, 0) != right.get(source, 0):
                text = f"{names[source]}: {what} {left.get(source, 0)}, stored {right.get(source, 0)}"
                found.append(text)
    return found


def _counted(query: Select[Any, Any]) -> Callable[[Transaction], Awaitable[dict[int, int]]]:
    async def read(tx: Transaction) -> dict[int, int]:
        rows: list[Any] = list(await tx.execute(query))
        return {int(row[0]): int(row[1]) for row in rows}

    return read


async def records_off_their_identities(tx: Transaction) -> list[str]:
    """Months that are not removed and in which not every record has its identity, or the other way round."""
    identities = select(usage_identity.c.month, func.count()).group_by(usage_identity.c.month)
    # A re-rating takes a first part back as part -1 and writes another, so that each record still counts once.
    once = func.sum(case((usage_record.c.part == 0, 1), else_=-1))
    first_parts = select(usage_record.c.month, once).where(usage_record.c.part.in_((0, -1)))
    claimed = await _counted(identities)(tx)
    stored = await _counted(first_parts.group_by(usage_record.c.month))(tx)
    removed = await months_removed(tx)
    return [
        f"{month}: {claimed.get(month, 0)} identities, {stored[month]} records"
        for month in sorted(stored.keys() - removed)
        if claimed.get(month, 0) != stored[month]
    ]
