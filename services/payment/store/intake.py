"""Writing what rating says: customers, accounts and the cycles that it has closed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from services.chassis.arrays import array_parameters, upsert_sql
from services.chassis.database import Transaction
from services.kernel.ids import shard_of, shard_of_key
from services.payment.domain.intake import AccountNews, CustomerNews, Termination
from services.payment.store import rows, tables


async def keep_accounts(tx: Transaction, accounts: Sequence[AccountNews]) -> None:
    """Opens accounts or takes over their changes; older versions than those known are passed over."""
    await rows.upsert(
        tx,
        tables.account_directory,
        ("shard", "account_id", "customer_id"),
        sorted((shard_of_key(a.account), a.account, a.customer) for a in accounts),
        changing=(),
    )
    if not accounts:
        return
    changing = ("prepaid", "closed", "rating_version")
    columns = ("shard", "account_id", "customer_id", "currency", *changing, "sequence", "unclaimed")
    values = sorted(
        (shard_of(a.customer), a.account, a.customer, a.currency, a.prepaid, a.closed, a.version, 0, 0)
        for a in accounts
    )
    sql = upsert_sql(
        tables.account,
        columns,
        changing=changing,
        where="account.rating_version < excluded.rating_version",
    )
    given = array_parameters(tables.account, columns, values)
    await tx.conn.exec_driver_sql(sql, given)


async def keep_customers(tx: Transaction, customers: Sequence[CustomerNews]) -> dict[str, str]:
    """Takes over customers; returns those whose sales unit changed, with the new unit."""
    names = [c.customer for c in customers]
    known_query = select(tables.customer).where(tables.customer.c.customer_id.in_(names))
    known = {row.customer_id: row for row in await tx.execute(known_query)}
    newer = [c for c in customers if c.customer not in known or known[c.customer].version < c.version]
    await rows.upsert(
        tx,
        tables.customer,
        ("shard", "customer_id", "sales_unit", "version"),
        sorted((shard_of(c.customer), c.customer, c.sales_unit, c.version) for c in newer),
    )
    return {
        c.customer: c.sales_unit for c in newer if c.customer in known and known[c.customer].sales_unit != c.sales_unit
    }


async def accounts_of_customers(tx: Transaction, customers: Sequence[str]) -> dict[str, str]:
    """The accounts of customers, with their customers."""
    if not customers:
        return {}
    t = tables.account
    query = select(t.c.account_id, t.c.customer_id).where(
        t.c.shard.in_([shard_of(c) for c in customers]), t.c.customer_id.in_(customers)
    )
    found: Any = await tx.execute(query)
    return {row[0]: row[1] for row in found}


async def keep_closed_cycle(tx: Transaction, cycle: str, run: str, offset_run: str) -> None:
    row = {"cycle": cycle, "run": run, "offset_run": offset_run}
    await tx.execute(insert(tables.closed_cycle).values(row).on_conflict_do_nothing())


async def offset_runs(tx: Transaction) -> list[str]:
    """The keys of the offset runs, by cycle."""
    t = tables.closed_cycle
    return list((await tx.execute(select(t.c.offset_run).order_by(t.c.cycle))).scalars())


async def cycle_closed(tx: Transaction, cycle: str) -> bool:
    t = tables.closed_cycle
    return (await tx.execute(select(t.c.cycle).where(t.c.cycle == cycle))).scalar() is not None


async def count_accounts(tx: Transaction) -> int:
    return (await tx.execute(select(func.count()).select_from(tables.account))).scalar_one()


async def keep_terminations(tx: Transaction, terminations: Sequence[Termination]) -> list[Termination]:
    """Keeps terminations; returns those that were not known."""
    columns = ("shard", "account_id", "subscription_id", "date")
    found = [(shard_of(t.customer), t.account, t.subscription, t.date) for t in terminations]
    ours = await rows.claim(tx, tables.terminated_subscription, columns, sorted(found), "subscription_id")
    return [t for t in terminations if t.subscription in ours]


async def terminations_of(tx: Transaction, customers: Mapping[str, str]) -> dict[tuple[str, str], dt.date]:
    """The dates of terminations by (account, subscription), of accounts given with their customers."""
    t = tables.terminated_subscription
    query = select(t.c.account_id, t.c.subscription_id, t.c.date).where(
        t.c.shard.in_({shard_of(customer) for customer in customers.values()}), t.c.account_id.in_(customers)
    )
    found: Any = await tx.execute(query)
    return {(row[0], row[1]): row[2] for row in found}
