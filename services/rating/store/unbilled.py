"""The position of each account's unbilled charges, as it was published last."""

from collections.abc import Sequence

from sqlalchemy import select

from services.chassis.arrays import array_parameters, upsert_sql
from services.chassis.database import Transaction
from services.rating.domain.events import UnbilledMoved
from services.rating.store.bill_tables import unbilled_position


async def positions_in_shards(tx: Transaction, first: int, last: int) -> dict[str, tuple[int, int]]:
    """By account, the amount and its version."""
    table = unbilled_position.c
    query = select(table.account_id, table.amount, table.version).where(table.shard.between(first, last))
    return {row.account_id: (row.amount, row.version) for row in await tx.execute(query)}


async def write_positions(tx: Transaction, moved: Sequence[tuple[int, UnbilledMoved]]) -> None:
    if not moved:
        return
    columns = ("shard", "account_id", "cycle", "amount", "version")
    rows = [(shard, one.account_id, one.cycle, one.amount, one.version) for shard, one in moved]
    await tx.conn.exec_driver_sql(
        upsert_sql(unbilled_position, columns), array_parameters(unbilled_position, columns, rows)
    )


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
