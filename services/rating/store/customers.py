"""Customers, whom they belong to, and accounts."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, select, tuple_, update

from services.chassis.database import Transaction
from services.kernel.business import CustomerClass, CustomerKind
from services.kernel.ids import shard_of
from services.rating.domain.customer import Account, Customer, Ownership
from services.rating.store.directory import Collection, enter, places
from services.rating.store.tables import account, customer, ownership

_STEP = 2_000


def customer_from_row(row: Row[Any]) -> Customer:
    return Customer(
        customer_id=row.customer_id,
        display_name=row.display_name,
        kind=CustomerKind(row.kind),
        customer_class=CustomerClass(row.customer_class),
        sales_unit=row.sales_unit,
        account_manager=row.account_manager,
        telephone_managed=row.telephone_managed,
        language=row.language,
        contact_phone=row.contact_phone,
        contact_email=row.contact_email,
        member_of=row.member_of,
        closed=row.closed,
        version=row.version,
    )


def customer_to_row(value: Customer) -> dict[str, Any]:
    return {
        "shard": shard_of(value.customer_id),
        "customer_id": value.customer_id,
        "display_name": value.display_name,
        "kind": value.kind.value,
        "customer_class": value.customer_class.value,
        "sales_unit": value.sales_unit,
        "account_manager": value.account_manager,
        "telephone_managed": value.telephone_managed,
        "language": value.language,
        "contact_phone": value.contact_phone,
        "contact_email": value.contact_email,
        "member_of": value.member_of,
        "closed": value.closed,
        "version": value.version,
    }


def account_from_row(row: Row[Any]) -> Account:
    return Account(
        account_id=row.account_id,
        customer_id=row.customer_id,
        display_name=row.display_name,
        prepaid=row.prepaid,
        currency=row.currency,
        agreed_payment_day=row.agreed_payment_day,
        closed=row.closed,
        version=row.version,
    )


def account_to_row(value: Account) -> dict[str, Any]:
    return {
        "shard": shard_of(value.customer_id),
        "account_id": value.account_id,
        "customer_id": value.customer_id,
        "display_name": value.display_name,
        "prepaid": value.prepaid,
        "currency": value.currency,
        "agreed_payment_day": value.agreed_payment_day,
        "closed": value.closed,
        "version": value.version,
    }


async def customers_by_id(tx: Transaction, ids: Iterable[str], *, lock: bool = False) -> dict[str, Customer]:
    """The customers that are known; locked FOR UPDATE when asked, in the order of their keys."""
    keys = sorted({(shard_of(each), each) for each in ids})
    found: dict[str, Customer] = {}
    for start in range(0, len(keys), _STEP):
        query = select(customer).where(
            tuple_(customer.c.shard, customer.c.customer_id).in_(keys[start : start + _STEP])
        )
        if lock:
            query = query.order_by(customer.c.shard, customer.c.customer_id).with_for_update()
        found.update({row.customer_id: customer_from_row(row) for row in await tx.execute(query)})
    return found


async def insert_customers(tx: Transaction, values: Sequence[Customer]) -> None:
    await tx.insert_many(customer, [customer_to_row(value) for value in values])


async def write_customer(tx: Transaction, value: Customer) -> None:
    await tx.execute(
        update(customer)
        .where(customer.c.shard == shard_of(value.customer_id), customer.c.customer_id == value.customer_id)
        .values(customer_to_row(value))
    )


async def list_customers(
    tx: Transaction, *, sales_unit: str, kind: str, member_of: str, after: str, limit: int
) -> list[Customer]:
    """Customers by id, after an id."""
    query = select(customer).where(customer.c.customer_id > after).order_by(customer.c.customer_id).limit(limit)
    if sales_unit:
        query = query.where(customer.c.sales_unit == sales_unit)
    if kind:
        query = query.where(customer.c.kind == kind)
    if member_of:
        query = query.where(customer.c.member_of == member_of)
    return [customer_from_row(row) for row in await tx.execute(query)]


async def accounts_by_id(tx: Transaction, ids: Iterable[str], *, lock: bool = False) -> dict[str, Account]:
    """The accounts that are known, found through the directory."""
    keys = sorted((at.shard, each) for each, at in (await places(tx, Collection.ACCOUNT, ids)).items())
    found: dict[str, Account] = {}
    for start in range(0, len(keys), _STEP):
        query = select(account).where(tuple_(account.c.shard, account.c.account_id).in_(keys[start : start + _STEP]))
        if lock:
            query = query.order_by(account.c.shard, account.c.account_id).with_for_update()
        found.update({row.account_id: account_from_row(row) for row in await tx.execute(query)})
    return found


async def accounts_of_customer(
    tx: Transaction, customer_id: str, *, after: str = "", limit: int = 1000
) -> list[Account]:
    query = (
        select(account)
        .where(account.c.shard == shard_of(customer_id), account.c.customer_id == customer_id)
        .where(account.c.account_id > after)
        .order_by(account.c.account_id)
        .limit(limit)
    )
    return [account_from_row(row) for row in await tx.execute(query)]


async def insert_accounts(tx: Transaction, values: Sequence[Account]) -> None:
    await enter(tx, Collection.ACCOUNT, {value.account_id: value.customer_id for value in values})
    await tx.insert_many(account, [account_to_row(value) for value in values])


async def write_account(tx: Transaction, value: Account) -> None:
    await tx.execute(
        update(account)
        .where(account.c.shard == shard_of(value.customer_id), account.c.account_id == value.account_id)
        .values(account_to_row(value))
    )


async def write_ownership(tx: Transaction, entries: Sequence[Ownership], *, applied: bool) -> None:
    rows = [
        {
            "shard": shard_of(one.customer_id),
            "customer_id": one.customer_id,
            "start_date": one.start_date,
            "listed": one.listed,
            "sales_unit": one.sales_unit,
            "account_manager": one.account_manager,
            "reason": one.reason,
            "applied": applied,
        }
        for one in entries
    ]
    await tx.insert_many(ownership, rows)


def ownership_from_row(row: Row[Any]) -> Ownership:
    return Ownership(row.customer_id, row.start_date, row.listed, row.sales_unit, row.account_manager, row.reason)


async def ownership_of(tx: Transaction, customer_id: str) -> list[Ownership]:
    """The entries of a customer, newest first; the list's before the CRM's of the same date."""
    query = (
        select(ownership)
        .where(ownership.c.shard == shard_of(customer_id), ownership.c.customer_id == customer_id)
        .order_by(ownership.c.start_date.desc(), ownership.c.listed.desc())
    )
    return [ownership_from_row(row) for row in await tx.execute(query)]


async def take_ownership_beginning(tx: Transaction, date: dt.date) -> list[Ownership]:
    """The entries that begin by the date and are not applied yet, marked as applied; oldest first."""
    query = (
        update(ownership)
        .where(~ownership.c.applied, ownership.c.start_date <= date)
        .values(applied=True)
        .returning(ownership)
    )
    found = [ownership_from_row(row) for row in await tx.execute(query)]
    return sorted(found, key=lambda one: (one.customer_id, one.start_date, one.listed))
