"""Late fees that payment assessed, to be printed on the next bill (R-LAT-1). They are owed in payment already."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select

from services.chassis.arrays import array_parameters, insert_sql
from services.chassis.database import Transaction
from services.kernel.ids import shard_of
from services.rating.store.bill_tables import late_fee_note

_NOTED_BEFORE = """ ON CONFLICT (shard, account_id, bill, line, due_cycle) DO UPDATE
    SET amount = late_fee_note.amount + excluded.amount,
        assessed_through = greatest(late_fee_note.assessed_through, excluded.assessed_through)"""


async def add_notes(tx: Transaction, due_cycle: str, fees: Sequence[tuple[str, str, str, int, int, dt.date]]) -> None:
    """Adds changes (customer, account, bill, line, minor units, assessed through) to the notes of a cycle's bills."""
    sums: dict[tuple[str, str, str, int], tuple[int, dt.date]] = {}
    for customer_id, account_id, bill, line, amount, through in fees:
        before, latest = sums.get((customer_id, account_id, bill, line), (0, through))
        sums[customer_id, account_id, bill, line] = (before + amount, max(latest, through))
    rows = [
        {
            "shard": shard_of(customer_id),
            "account_id": account_id,
            "bill": bill,
            "line": line,
            "due_cycle": due_cycle,
            "amount": amount,
            "assessed_through": through,
        }
        for (customer_id, account_id, bill, line), (amount, through) in sorted(sums.items())
    ]
    if not rows:
        return
    columns = tuple(rows[0])
    given = array_parameters(late_fee_note, columns, [tuple(row.values()) for row in rows])
    await tx.conn.exec_driver_sql(insert_sql(late_fee_note, columns) + _NOTED_BEFORE, given)


async def notes_of(tx: Transaction, customer_id: str, account_id: str, cycle: str) -> list[tuple[str, int, dt.date]]:
    """(bill, minor units, assessed through) that the bill of a cycle prints, by bill."""
    table = late_fee_note.c
    query = (
        select(table.bill, func.sum(table.amount).label("amount"), func.max(table.assessed_through).label("through"))
        .where(table.shard == shard_of(customer_id), table.account_id == account_id, table.due_cycle == cycle)
        .group_by(table.bill)
        .order_by(table.bill)
    )
    return [(row.bill, int(row.amount), row.through) for row in await tx.execute(query)]
