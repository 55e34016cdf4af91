"""Accounts that bill runs parked (R-GEN-4)."""

from sqlalchemy import func, literal, select, update

from services.chassis.database import Transaction
from services.chassis.tables import parked_item
from services.rating.store.bill_tables import bill

_PREFIX = "accounts/"


async def parked_without_bill(tx: Transaction, run: str, cycle: str) -> list[str]:
    """The accounts that a run parked, that nobody resolved and that have no bill of the cycle; by id."""
    account_id = func.substr(parked_item.c.subject, len(_PREFIX) + 1)
    billed = select(literal(1)).select_from(bill).where(bill.c.account_id == account_id, bill.c.cycle == cycle)
    query = (
        select(account_id)
        .where(parked_item.c.origin == f"runs/{run}", parked_item.c.resolved_at.is_(None))
        .where(parked_item.c.subject.startswith(_PREFIX), ~billed.exists())
        .distinct()
        .order_by(account_id)
    )
    return list((await tx.execute(query)).scalars())


async def resolve_billed(tx: Transaction, cycle: str) -> None:
    """Resolves what a cycle's runs had parked and what has a bill of the cycle by now."""
    billed = select(literal(_PREFIX) + bill.c.account_id).where(bill.c.cycle == cycle)
    await tx.execute(
        update(parked_item)
        .where(parked_item.c.origin.startswith(f"runs/bill-run/{cycle}/"), parked_item.c.resolved_at.is_(None))
        .where(parked_item.c.subject.in_(billed))
        .values(resolved_at=tx.now, attempts=parked_item.c.attempts + 1)
    )
