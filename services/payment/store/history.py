"""An account's operations, from its beginning."""

from sqlalchemy import select, update

from services.chassis.database import Transaction
from services.payment.domain.operation import Operation, act_from_json
from services.payment.store.tables import operation


async def operations_of(tx: Transaction, shard: int, account: str) -> list[Operation]:
    """All operations of an account in order, those taken back included."""
    query = (
        select(operation)
        .where(operation.c.shard == shard, operation.c.account_id == account)
        .order_by(operation.c.sequence)
    )
    return [
        Operation(r.sequence, r.value_date, r.posting_date, act_from_json(r.act), r.voided, r.unsettled)
        for r in await tx.execute(query)
    ]


async def mark_taken_back(tx: Transaction, shard: int, account: str, sequence: int, *, only_settlement: bool) -> None:
    """Marks an operation as taken back, whole or its settlement alone."""
    change = {"unsettled": True} if only_settlement else {"voided": True}
    await tx.execute(
        update(operation)
        .where(operation.c.shard == shard, operation.c.account_id == account, operation.c.sequence == sequence)
        .values(**change)
    )
