"""A trial beside the last cycle's bills (R-BIL-2): sums by charge item, differences by account."""

from typing import Any

from sqlalchemy import and_, func, select

from services.chassis.database import Transaction
from services.rating.domain.bill import ItemTotal
from services.rating.store.bill_tables import bill, bill_line, trial_bill


async def item_totals(tx: Transaction, cycle: str, trial: int, last_cycle: str) -> list[ItemTotal]:
    """A trial's sums by charge item, with the issued sums of the last cycle; items of either."""
    table = bill_line.c
    parts = (table.gross, table.discount, table.sponsored, table.amount)
    sums = [func.coalesce(func.sum(part), 0) for part in parts]
    query = (
        select(table.charge_item, func.count(), *sums)
        .where(table.cycle == cycle, table.trial == trial)
        .group_by(table.charge_item)
    )
    issued = and_(
        bill.c.shard == table.shard,
        bill.c.cycle == table.cycle,
        bill.c.trial == table.trial,
        bill.c.account_id == table.account_id,
    )
    before = (
        select(table.charge_item, func.sum(table.amount))
        .select_from(bill_line.join(bill, issued))
        .where(table.cycle == last_cycle)
        .group_by(table.charge_item)
    )
    rows: list[Any] = list((await tx.execute(before)).all())
    last: dict[str, int] = {row[0]: int(row[1]) for row in rows}
    found: dict[str, ItemTotal] = {}
    rows = list((await tx.execute(query)).all())
    for item, count, gross, discount, sponsored, amount in rows:
        figures = (int(count), int(gross), int(discount), int(sponsored), int(amount))
        found[item] = ItemTotal(item, *figures, last.get(item, 0))
    for item, amount in last.items():
        found.setdefault(item, ItemTotal(item, 0, 0, 0, 0, 0, amount))
    return [found[item] for item in sorted(found)]


async def account_totals(
    tx: Transaction, cycle: str, trial: int, last_cycle: str, *, after: str, limit: int
) -> list[tuple[str, str, int | None, int | None]]:
    """(account, customer, trial's total, last cycle's total) by account, after an id; None where there is no bill."""
    now = (
        select(trial_bill.c.account_id, trial_bill.c.customer_id, trial_bill.c.total)
        .where(trial_bill.c.cycle == cycle, trial_bill.c.trial == trial, trial_bill.c.account_id > after)
        .order_by(trial_bill.c.account_id)
        .limit(limit)
        .subquery("now")
    )
    last = (
        select(bill.c.account_id, bill.c.customer_id, bill.c.total)
        .where(bill.c.cycle == last_cycle, bill.c.account_id > after)
        .order_by(bill.c.account_id)
        .limit(limit)
        .subquery("last")
    )
    account_id = func.coalesce(now.c.account_id, last.c.account_id)
    query = (
        select(
            account_id,
            func.coalesce(now.c.customer_id, last.c.customer_id),
            now.c.total,
            last.c.total,
        )
        .select_from(now.join(last, last.c.account_id == now.c.account_id, full=True))
        .order_by(account_id)
        .limit(limit)
    )
    rows: list[Any] = list((await tx.execute(query)).all())
    return [(row[0], row[1], row[2], row[3]) for row in rows]
