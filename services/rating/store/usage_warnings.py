"""Charges of the open cycle beside the bills of the months before, by customer (R-RAT-5)."""

from collections.abc import Sequence

from sqlalchemy import func, select

from services.chassis.arrays import array_parameters, upsert_sql
from services.chassis.database import Transaction
from services.kernel.period import Cycle
from services.rating.domain.usage_months import month_of
from services.rating.domain.usage_warning import MONTHS_COMPARED, CustomerCharges
from services.rating.store.bill_tables import bill, unbilled_position
from services.rating.store.tables import account
from services.rating.store.usage_tables import usage_threshold


async def customer_charges(tx: Transaction, cycle: Cycle, first: int, last: int) -> list[CustomerCharges]:
    """Customers with charges that no bill has yet, by id."""
    of_account = (account.c.shard == unbilled_position.c.shard) & (
        account.c.account_id == unbilled_position.c.account_id
    )
    positions = (
        select(
            unbilled_position.c.shard, unbilled_position.c.account_id, unbilled_position.c.amount, account.c.currency
        )
        .add_columns(account.c.customer_id)
        .join_from(unbilled_position, account, of_account)
        .where(unbilled_position.c.shard.between(first, last), unbilled_position.c.amount > 0)
        .order_by(account.c.customer_id, unbilled_position.c.amount.desc(), unbilled_position.c.account_id)
    )
    cycles = [str(cycle.plus(-months)) for months in range(1, MONTHS_COMPARED + 1)]
    bills = (
        select(
            bill.c.customer_id,
            func.sum(bill.c.total).label("billed"),
            func.count(bill.c.cycle.distinct()).label("cycles"),
        )
        .where(bill.c.shard.between(first, last), bill.c.cycle.in_(cycles))
        .group_by(bill.c.customer_id)
    )
    before = {row.customer_id: (int(row.billed), row.cycles) for row in await tx.execute(bills)}
    found: dict[str, CustomerCharges] = {}
    for row in await tx.execute(positions):
        standing = found.get(row.customer_id)
        billed, count = before.get(row.customer_id, (0, 0))
        found[row.customer_id] = CustomerCharges(
            shard=row.shard,
            customer_id=row.customer_id,
            account_id=standing.account_id if standing else row.account_id,
            currency=row.currency,
            charges=row.amount + (standing.charges if standing else 0),
            billed=billed,
            cycles_billed=count,
        )
    return [found[customer_id] for customer_id in sorted(found)]


async def enter_thresholds(
    tx: Transaction, cycle: Cycle, threshold: str, passed: Sequence[tuple[CustomerCharges, int]]
) -> set[str]:
    """Enters who passed which bound; gives the customers that had not been entered for the cycle yet."""
    rows = [
        {
            "shard": customer.shard,
            "customer_id": customer.customer_id,
            "month": month_of(cycle),
            "threshold": threshold,
            "charges": customer.charges,
            "bound": bound,
        }
        for customer, bound in passed
    ]
    if not rows:
        return set()
    columns = tuple(rows[0])
    sql = upsert_sql(usage_threshold, columns, changing=(), returning="customer_id")
    given = array_parameters(usage_threshold, columns, [tuple(row.values()) for row in rows])
    return set((await tx.conn.exec_driver_sql(sql, given)).scalars())
