"""The position of each account's unbilled charges, as it was published last."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.rating.domain.events import UnbilledMoved
from services.rating.store.bill_tables import unbilled_position

_STEP = 5_000


async def positions_in_shards(tx: Transaction, first: int, last: int) -> dict[str, tuple[int, int]]:
    """By account, the amount and its version."""
    table = unbilled_position.c
    query = select(table.account_id, table.amount, table.version).where(table.shard.between(first, last))
    return {row.account_id: (row.amount, row.version) for row in await tx.execute(query)}


async def write_positions(tx: Transaction, moved: Sequence[tuple[int, UnbilledMoved]]) -> None:
    rows = [
        {
            "shard": shard,
            "account_id": one.account_id,
            "cycle": one.cycle,
            "amount": one.amount,
            "version": one.version,
        }
        for shard, one in moved
    ]
    for start in range(0, len(rows), _STEP):
        new = insert(unbilled_position).values(rows[start : start + _STEP])
        changing = {name: new.excluded[name] for name in ("cycle", "amount", "version")}
        await tx.execute(new.on_conflict_do_update(index_elements=["shard", "account_id"], set_=changing))


async def list_positions(
    tx: Transaction, accounts: Sequence[str] | None, *, after: str, limit: int
) -> list[tuple[str, str, int]]:
    """(account, cycle, amount) by account, after an id; only the named accounts when given."""
    table = unbilled_position.c
    query = select(table.account_id, table.cycle, table.amount).where(table.account_id > after)
    if accounts is not None:
        query = query.where(table.account_id.in_(accounts))
    rows = await tx.execute(query.order_by(table.account_id).limit(limit))
    return [(row.account_id, row.cycle, row.amount) for row in rows]
