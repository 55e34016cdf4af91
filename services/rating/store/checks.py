"""What must hold over rating's rows, counted inside the database."""

from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from services.chassis.database import Transaction
from services.rating.store.bill_tables import bill, bill_line, sponsored_amount
from services.rating.store.tables import subscription, suspension


async def count_rows(tx: Transaction, what: str) -> int:
    table = {"bill": bill, "subscription": subscription, "bill_line": bill_line}[what]
    return (await tx.execute(select(func.count()).select_from(table))).scalar_one()


async def _breaches(tx: Transaction, query: Select[tuple[str]]) -> list[str]:
    """The names that break an invariant, all of them."""
    return list((await tx.execute(query)).scalars())


async def bills_off_their_lines(tx: Transaction) -> list[str]:
    """Bills whose total, net or count is not that of their lines (R-BIL-1)."""
    of_bill = and_(
        bill_line.c.shard == bill.c.shard,
        bill_line.c.cycle == bill.c.cycle,
        bill_line.c.trial == bill.c.trial,
        bill_line.c.account_id == bill.c.account_id,
    )
    name = bill.c.account_id + "-" + bill.c.cycle
    wrong = or_(
        bill.c.total != func.coalesce(func.sum(bill_line.c.amount), 0),
        bill.c.net != func.coalesce(func.sum(bill_line.c.net), 0),
        bill.c.lines_count != func.count(bill_line.c.line),
        bill.c.total != bill.c.net + bill.c.tax,
    )
    query = select(name).select_from(bill.outerjoin(bill_line, of_bill)).group_by(*bill.primary_key, *_SUMMED)
    return await _breaches(tx, query.having(wrong))


_SUMMED = (bill.c.total, bill.c.net, bill.c.tax, bill.c.lines_count, bill.c.trial)


async def lines_off_their_parts(tx: Transaction) -> list[str]:
    """Lines whose amount is not gross − discount − sponsored, or whose discount made them negative (R-DIS-1)."""
    table = bill_line.c
    name = table.account_id + "-" + table.cycle
    parts = table.amount != table.gross - table.discount - table.sponsored
    negative = and_(table.gross >= 0, table.amount < 0)
    return await _breaches(tx, select(name).where(or_(parts, negative, table.amount != table.net + table.tax)))


async def sponsorships_off(tx: Transaction) -> list[str]:
    """Cycles in which members' bills were relieved of something else than what sponsors' bills pay for the cycle, or
    will (R-SPO-2).
    """
    on_bill = and_(
        bill.c.shard == bill_line.c.shard,
        bill.c.account_id == bill_line.c.account_id,
        bill.c.cycle == bill_line.c.cycle,
        bill.c.trial == bill_line.c.trial,
    )
    relieved = (
        select(bill_line.c.cycle, func.sum(bill_line.c.sponsored).label("relieved"))
        .select_from(bill_line.join(bill, on_bill))
        .group_by(bill_line.c.cycle)
        .subquery()
    )
    origin = func.coalesce(func.nullif(bill_line.c.origin_cycle, ""), bill_line.c.cycle)
    paid = (
        select(origin.label("cycle"), func.sum(bill_line.c.amount).label("paid"))
        .select_from(bill_line.join(bill, on_bill))
        .where(bill_line.c.kind == "SPONSORSHIP")
        .group_by(origin)
        .subquery()
    )
    waiting = (
        select(sponsored_amount.c.cycle, func.sum(sponsored_amount.c.amount).label("waiting"))
        .where(sponsored_amount.c.state == "WAITING")
        .group_by(sponsored_amount.c.cycle)
        .subquery()
    )
    query = (
        select(relieved.c.cycle)
        .select_from(
            relieved.outerjoin(paid, paid.c.cycle == relieved.c.cycle).outerjoin(
                waiting, waiting.c.cycle == relieved.c.cycle
            )
        )
        .where(relieved.c.relieved != func.coalesce(paid.c.paid, 0) + func.coalesce(waiting.c.waiting, 0))
    )
    return await _breaches(tx, query)


async def subscriptions_charged_unlike_their_state(tx: Transaction) -> list[str]:
    """Subscriptions that are charged without being active, or active without being charged (R-OPN-4)."""
    table = subscription.c
    in_use = table.state.in_(("ACTIVE", "SUSPENDED"))
    standing = (
        select(suspension.c.subscription_id)
        .where(suspension.c.shard == table.shard, suspension.c.subscription_id == table.subscription_id)
        .where(suspension.c.restore_date.is_(None))
        .exists()
    )
    charged = and_(table.charged_from.is_not(None), table.terminate_date.is_(None))
    early = table.state.in_(("ORDERED", "SIGNED", "READY", "CANCELLED"))
    wrong = or_(
        and_(in_use, ~charged),
        and_(early, table.charged_from.is_not(None)),
        and_(table.state == "TERMINATED", table.terminate_date.is_(None)),
        and_(table.state == "SUSPENDED", ~standing),
        and_(table.state == "ACTIVE", standing),
    )
    return await _breaches(tx, select(table.subscription_id).where(wrong))


async def sums(tx: Transaction) -> dict[str, int]:
    """Totals for checks across services."""
    query = select(
        func.count(), func.coalesce(func.sum(bill.c.total), 0), func.coalesce(func.sum(bill.c.lines_count), 0)
    )
    row: Any = (await tx.execute(query)).one()
    sponsored = (await tx.execute(select(func.coalesce(func.sum(sponsored_amount.c.amount), 0)))).scalar_one()
    return {
        "bills": int(row[0]),
        "billed_minor_units": int(row[1]),
        "bill_lines": int(row[2]),
        "sponsored_minor_units": int(sponsored),
    }
