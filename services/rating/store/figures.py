"""Sums that reports ask for, made inside the database."""

from typing import Any

from sqlalchemy import and_, case, func, select

from services.chassis.database import Transaction
from services.kernel.period import Cycle
from services.rating.domain.figures import OrderRow, RevenueRow
from services.rating.store.bill_tables import bill, bill_line
from services.rating.store.tables import customer_order


async def revenue_of_cycle(tx: Transaction, cycle: str, sales_unit: str) -> list[RevenueRow]:
    """By sales unit, line of business and charge item; one unit's when it is named."""
    table = bill_line.c
    of_bill = and_(
        bill.c.shard == table.shard,
        bill.c.cycle == table.cycle,
        bill.c.trial == table.trial,
        bill.c.account_id == table.account_id,
    )
    keys = (bill.c.sales_unit, table.line_of_business, table.charge_item)
    parts = (table.gross, table.discount, table.sponsored, table.amount, table.net, table.tax)
    query = (
        select(*keys, func.count(), *(func.sum(part) for part in parts))
        .select_from(bill_line.join(bill, of_bill))
        .where(bill.c.cycle == cycle)
        .group_by(*keys)
    )
    if sales_unit:
        query = query.where(bill.c.sales_unit == sales_unit)
    rows: list[Any] = list((await tx.execute(query)).all())
    found = [RevenueRow(row[0], row[1], row[2], *(int(figure) for figure in row[3:])) for row in rows]
    return sorted(found, key=lambda row: (row.sales_unit, row.line_of_business, row.charge_item))


async def orders_of_month(tx: Transaction, month: Cycle) -> list[OrderRow]:
    table = customer_order.c
    days = case((table.complete_date.is_not(None), table.complete_date - table.sign_date), else_=0)
    query = (
        select(table.product_id, table.state, func.count(), func.coalesce(func.sum(days), 0))
        .where(table.order_date >= month.first_day, table.order_date < month.end)
        .group_by(table.product_id, table.state)
    )
    rows: list[Any] = list((await tx.execute(query)).all())
    found = [OrderRow(row[0], row[1], int(row[2]), int(row[3])) for row in rows]
    return sorted(found, key=lambda row: (row.product_id, row.state))
