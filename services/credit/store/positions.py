"""Positions of rating and payment: the newest version wins, whatever the order in which they come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, func, select

from services.chassis.arrays import among
from services.chassis.database import Transaction
from services.credit.domain.facts import (
    AccountKey,
    AccountPosition,
    CustomerPosition,
    MoneyPosition,
    SubscriptionPosition,
    UnbilledPosition,
    account_key,
)
from services.credit.store.rows import keep, upsert
from services.credit.store.tables import account, account_directory, customer, first_position, open_debt, subscription
from services.kernel.business import CustomerKind
from services.kernel.ids import shard_of, shard_of_key


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """A customer as kept."""

    customer: str
    kind: CustomerKind
    sales_unit: str
    grade_version: int


async def known_customers(tx: Transaction, customers: Iterable[str], *, lock: bool = False) -> dict[str, KnownCustomer]:
    """By id; FOR UPDATE with ``lock``, in the order of ids."""
    keys = sorted((shard_of(each), each) for each in set(customers))
    columns = select(customer.c.customer, customer.c.kind, customer.c.sales_unit, customer.c.grade_version)
    query = columns.where(among(customer.c.shard, customer.c.customer, keys)).order_by(customer.c.customer)
    rows = await tx.execute(query.with_for_update() if lock else query)
    return {r.customer: KnownCustomer(r.customer, CustomerKind(r.kind), r.sales_unit, r.grade_version) for r in rows}


async def graded_customers(tx: Transaction, sales_unit: str, after: str, limit: int) -> list[KnownCustomer]:
    """Group and cluster customers in the order of ids, after one."""
    columns = select(customer.c.customer, customer.c.kind, customer.c.sales_unit, customer.c.grade_version)
    query = columns.where(customer.c.kind != CustomerKind.INDIVIDUAL, customer.c.customer > after)
    if sales_unit:
        query = query.where(customer.c.sales_unit == sales_unit)
    rows = await tx.execute(query.order_by(customer.c.customer).limit(limit))
    return [KnownCustomer(r.customer, CustomerKind(r.kind), r.sales_unit, r.grade_version) for r in rows]


async def put_customers(tx: Transaction, positions: Sequence[CustomerPosition]) -> set[str]:
    """Stores the newer ones; tells which were."""
    rows = [
        {
            "shard": shard_of(p.customer),
            "customer": p.customer,
            "version": p.version,
            "kind": p.kind,
            "customer_class": p.customer_class,
            "sales_unit": p.sales_unit,
            "account_manager": p.account_manager,
            "closed": p.closed,
        }
        for p in positions
    ]
    return {row[0] for row in await upsert(tx, customer, rows, newer="version", returning="customer.customer")}


async def put_first_positions(tx: Transaction, positions: Sequence[CustomerPosition]) -> set[str]:
    """Remembers the lowest version of each customer that ever came; tells for whom it is now another."""
    rows = [
        {"shard": shard_of(p.customer), "customer": p.customer, "version": p.version}
        for p in sorted(positions, key=lambda p: p.customer)
    ]
    told = await upsert(tx, first_position, rows, older="version", returning="first_position.customer")
    return {row.customer for row in told}


async def ensure_accounts(tx: Transaction, pairs: Iterable[tuple[str, str]]) -> None:
    """Makes room for (account, customer) pairs, so that there is a row to lock; known ones stay as they are."""
    unique = sorted(set(pairs))
    if not unique:
        return
    rows = [{"shard": shard_of(owner), "account": each, "customer": owner} for each, owner in unique]
    fresh = {row[0] for row in await keep(tx, account, rows, returning="account")}
    entries = [
        {"shard": shard_of_key(each), "account": each, "customer": owner} for each, owner in unique if each in fresh
    ]
    await keep(tx, account_directory, entries)


async def lock_accounts(tx: Transaction, keys: Iterable[AccountKey]) -> dict[AccountKey, Row[Any]]:
    """Locks account rows FOR UPDATE in the order of their keys, so that two writers never wait for each other."""
    wanted = [(key.shard, key.account) for key in sorted(set(keys))]
    if not wanted:
        return {}
    query = select(account).where(among(account.c.shard, account.c.account, wanted))
    rows = await tx.execute(query.order_by(account.c.shard, account.c.account).with_for_update())
    return {AccountKey(row.shard, row.account): row for row in rows}


async def put_accounts(tx: Transaction, positions: Sequence[AccountPosition]) -> None:
    rows = [
        {
            "shard": shard_of(p.customer),
            "account": p.account,
            "customer": p.customer,
            "version": p.version,
            "prepaid": p.prepaid,
            "currency": p.currency,
            "closed": p.closed,
            "agreed_payment_day": p.agreed_payment_day,
        }
        for p in positions
    ]
    await _put_newer(tx, rows, "version")


async def put_unbilled(tx: Transaction, positions: Sequence[UnbilledPosition]) -> None:
    rows = [
        {
            "shard": shard_of(p.customer),
            "account": p.account,
            "customer": p.customer,
            "unbilled_version": p.version,
            "unbilled_cycle": str(p.cycle),
            "unbilled": p.amount,
        }
        for p in positions
    ]
    await _put_newer(tx, rows, "unbilled_version")


async def put_money(tx: Transaction, positions: Sequence[MoneyPosition]) -> set[AccountKey]:
    """Stores the newer ones with their debts; tells which were."""
    rows = [
        {
            "shard": shard_of(p.customer),
            "account": p.account,
            "customer": p.customer,
            "payment_version": p.version,
            "principal": p.principal,
            "late_fees": p.late_fees,
            "spendable": p.spendable,
            "general": p.general,
            "unclaimed_receipts": p.unclaimed_receipts,
        }
        for p in positions
    ]
    newer = await _put_newer(tx, rows, "payment_version")
    keys = [(key.shard, key.account) for key in sorted(newer)]
    if keys:
        await tx.execute(delete(open_debt).where(among(open_debt.c.shard, open_debt.c.account, keys)))
        await tx.insert_many(open_debt, _debt_rows(positions, newer))
    return newer


def _debt_rows(positions: Sequence[MoneyPosition], newer: set[AccountKey]) -> list[dict[str, Any]]:
    return [
        {
            "shard": shard_of(p.customer),
            "account": p.account,
            "due_date": debt.due_date,
            "cycle": str(debt.cycle),
            "line_of_business": debt.line_of_business,
            "payable": debt.payable,
            "blocked": debt.blocked,
            "disputed": debt.disputed,
        }
        for p in positions
        if account_key(p.customer, p.account) in newer
        for debt in p.debts
    ]


async def _put_newer(tx: Transaction, rows: list[dict[str, Any]], version: str) -> set[AccountKey]:
    """Updates the accounts whose version is older. The rows exist: ensure_accounts made them."""
    written = await upsert(tx, account, rows, newer=version, returning="account.shard, account.account")
    return {AccountKey(row.shard, row.account) for row in written}


async def put_subscriptions(tx: Transaction, positions: Sequence[SubscriptionPosition]) -> None:
    rows = [
        {
            "shard": shard_of(p.customer),
            "subscription": p.subscription,
            "account": p.account,
            "customer": p.customer,
            "version": p.version,
            "line_of_business": p.line_of_business,
            "state": p.state,
            "arrears_since": p.arrears_since,
            "monthly_rent": p.monthly_rent,
        }
        for p in positions
    ]
    await upsert(tx, subscription, rows, newer="version")


async def find_customers_of(tx: Transaction, accounts: Iterable[str]) -> dict[str, str]:
    """The customer of each account that credit knows."""
    keys = sorted((shard_of_key(each), each) for each in set(accounts))
    found = account_directory.c
    query = select(found.account, found.customer).where(among(found.shard, found.account, keys))
    return {row.account: row.customer for row in await tx.execute(query)}


async def keys_of_customer(tx: Transaction, owner: str) -> list[AccountKey]:
    query = select(account.c.shard, account.c.account).where(
        account.c.shard == shard_of(owner), account.c.customer == owner
    )
    return [AccountKey(row.shard, row.account) for row in await tx.execute(query.order_by(account.c.account))]


async def count_accounts(tx: Transaction) -> int:
    return (await tx.execute(select(func.count()).select_from(account))).scalar_one()


async def accounts_of_shards(tx: Transaction, first: int, last: int) -> dict[AccountKey, Row[Any]]:
    """The open accounts of shards first … last, without a lock, in the order of their keys."""
    query = select(account).where(account.c.shard.between(first, last), account.c.closed.is_(False))
    rows = await tx.execute(query.order_by(account.c.shard, account.c.account))
    return {AccountKey(row.shard, row.account): row for row in rows}


async def account_rows(tx: Transaction, keys: Iterable[AccountKey]) -> dict[AccountKey, Row[Any]]:
    """Account rows without a lock."""
    wanted = [(key.shard, key.account) for key in keys]
    if not wanted:
        return {}
    rows = await tx.execute(select(account).where(among(account.c.shard, account.c.account, wanted)))
    return {AccountKey(row.shard, row.account): row for row in rows}
