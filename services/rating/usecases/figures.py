"""The figures that people ask of billing."""

from services.chassis.database import Database
from services.kernel.period import Cycle
from services.rating.domain.figures import OrderRow, RevenueRow, UnbilledRow
from services.rating.store.customers import accounts_of_customer
from services.rating.store.figures import orders_of_month, revenue_of_cycle
from services.rating.store.unbilled import list_positions


async def revenue(db: Database, cycle: str, sales_unit: str) -> list[RevenueRow]:
    async with db.read() as tx:
        return await revenue_of_cycle(tx, cycle, sales_unit)


async def orders(db: Database, month: str) -> list[OrderRow]:
    async with db.read() as tx:
        return await orders_of_month(tx, Cycle.parse(month))


async def unbilled(db: Database, customer_id: str, after: str, limit: int) -> list[UnbilledRow]:
    """As of the last day that was closed, by account; one customer's when it is named."""
    async with db.read() as tx:
        accounts = None
        if customer_id:
            accounts = [each.account_id for each in await accounts_of_customer(tx, customer_id, after=after)]
        return [UnbilledRow(*row) for row in await list_positions(tx, accounts, after=after, limit=limit)]
