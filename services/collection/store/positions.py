"""Positions of customers, accounts, subscriptions, debts and controls."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import func, select, update

from services.chassis.arrays import array_parameters, upsert_sql
from services.chassis.database import Transaction
from services.collection.domain.ageing import OpenLine
from services.collection.domain.notice import Addressee
from services.collection.domain.position import (
    Account,
    AccountPosition,
    ControlPosition,
    CustomerPosition,
    DebtPosition,
    GradePosition,
    SettledAmount,
    SubscriptionPosition,
)
from services.collection.domain.standing import Debt, debt_of
from services.collection.domain.sweep import Control
from services.collection.store.rows import among, upsert_newest
from services.collection.store.tables import account, customer, subscription
from services.kernel.ids import shard_of
from services.kernel.period import Cycle

Key = tuple[int, str]


def key_of(customer_id: str, account_id: str) -> Key:
    return shard_of(customer_id), account_id


async def save_customers(tx: Transaction, positions: Sequence[CustomerPosition]) -> None:
    rows = [
        {
            "shard": shard_of(each.customer_id),
            "customer_id": each.customer_id,
            "display_name": each.addressee.name,
            "kind": each.kind,
            "customer_class": each.addressee.customer_class,
            "sales_unit": each.sales_unit,
            "account_manager": each.addressee.account_manager,
            "telephone_managed": each.addressee.telephone_managed,
            "language": each.addressee.language,
            "phone": each.addressee.phone,
            "email": each.addressee.email,
            "closed": each.closed,
            "version": each.version,
        }
        for each in positions
    ]
    await upsert_newest(tx, customer, rows, version="version")


async def save_grades(tx: Transaction, positions: Sequence[GradePosition]) -> None:
    rows = [
        {
            "shard": shard_of(each.customer_id),
            "customer_id": each.customer_id,
            "grade": each.grade,
            "grade_version": each.version,
        }
        for each in positions
    ]
    await upsert_newest(tx, customer, rows, version="grade_version")


async def save_accounts(tx: Transaction, positions: Sequence[AccountPosition]) -> None:
    rows = [
        {
            "shard": shard_of(each.customer_id),
            "account_id": each.account_id,
            "customer_id": each.customer_id,
            "currency": each.currency,
            "payment_day": each.payment_day,
            "closed": each.closed,
            "account_version": each.version,
        }
        for each in positions
    ]
    await upsert_newest(tx, account, rows, version="account_version")


async def save_subscriptions(tx: Transaction, positions: Sequence[SubscriptionPosition]) -> None:
    rows = [
        {
            "shard": shard_of(each.customer_id),
            "subscription_id": each.subscription_id,
            "account_id": each.account_id,
            "customer_id": each.customer_id,
            "product": each.product,
            "line_of_business": each.line_of_business,
            "state": each.state,
            "suspension_reasons": list(each.suspension_reasons),
            "service_number": each.service_number,
            "equipment": each.equipment,
            "platform": each.platform,
            "version": each.version,
        }
        for each in positions
    ]
    await upsert_newest(tx, subscription, rows, version="version")


async def save_controls(tx: Transaction, positions: Sequence[ControlPosition]) -> None:
    rows = [
        {
            "shard": shard_of(each.customer_id),
            "account_id": each.account_id,
            "customer_id": each.customer_id,
            "control_version": each.version,
            "control_oldest_due": each.control.oldest_due_date,
            "suspend_not_before": each.control.suspend_not_before,
            "terminate_not_before": each.control.terminate_not_before,
            "dunning_exempt_until": each.control.dunning_exempt_until,
            "suspension_exempt_until": each.control.suspension_exempt_until,
        }
        for each in positions
    ]
    await upsert_newest(tx, account, rows, version="control_version")


async def save_debts(tx: Transaction, positions: Sequence[DebtPosition]) -> None:
    rows = [
        {
            "shard": shard_of(each.customer_id),
            "account_id": each.account_id,
            "customer_id": each.customer_id,
            "currency": each.currency,
            "payment_version": each.version,
            "anchor": each.debt.anchor,
            "principal": each.debt.principal,
            "late_fees": each.debt.late_fees,
            "unclaimed": each.unclaimed,
            "lines": orjson.dumps([line_to_json(line) for line in each.debt.lines]).decode(),
        }
        for each in positions
    ]
    await upsert_newest(tx, account, rows, version="payment_version")


async def add_settled(tx: Transaction, amounts: Iterable[SettledAmount]) -> None:
    """Adds to what was settled in all; promises are judged by it."""
    sums: dict[Key, int] = {}
    customers: dict[Key, str] = {}
    for each in amounts:
        key = key_of(each.customer_id, each.account_id)
        sums[key] = sums.get(key, 0) + each.amount
        customers[key] = each.customer_id
    if not sums:
        return
    columns = ("shard", "account_id", "customer_id", "settled")
    rows = [(*key, customers[key], sums[key]) for key in sorted(sums)]
    sql = upsert_sql(account, columns, changing=("settled",), adding=("settled",))
    await tx.conn.exec_driver_sql(sql, array_parameters(account, columns, rows))


async def lock_accounts(tx: Transaction, keys: Iterable[Key]) -> dict[Key, Account]:
    """Locks accounts FOR UPDATE in key order; every change of a case begins with it. Unknown ones are left out."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    query = select(account).where(among(account, wanted, "account_id"))
    query = query.order_by(account.c.shard, account.c.account_id).with_for_update()
    return {(row.shard, row.account_id): account_from_row(row) for row in await tx.execute(query)}


async def lock_by_id(tx: Transaction, account_ids: Sequence[str]) -> dict[str, Account]:
    """Locks accounts FOR UPDATE by id alone, in key order, for files of people; by account id."""
    if not account_ids:
        return {}
    query = select(account).where(account.c.account_id.in_(sorted(set(account_ids))))
    query = query.order_by(account.c.shard, account.c.account_id).with_for_update()
    return {row.account_id: account_from_row(row) for row in await tx.execute(query)}


async def read_accounts(tx: Transaction, keys: Iterable[Key]) -> dict[Key, Account]:
    """Accounts by key, not locked."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    rows = await tx.execute(select(account).where(among(account, wanted, "account_id")))
    return {(row.shard, row.account_id): account_from_row(row) for row in rows}


async def read_account(tx: Transaction, account_id: str) -> Account | None:
    """An account by id alone, for queries of people; not for hot paths."""
    row = (await tx.execute(select(account).where(account.c.account_id == account_id))).one_or_none()
    return None if row is None else account_from_row(row)


async def accounts_due_on(tx: Transaction, due: dt.date) -> list[Account]:
    """Accounts with a payable line due on a date, in key order."""
    query = select(account).where(account.c.lines.contains([{"d": due.isoformat(), "x": False, "t": False}]))
    rows = await tx.execute(query.order_by(account.c.shard, account.c.account_id))
    return [account_from_row(row) for row in rows]


async def count_accounts(tx: Transaction) -> dict[int, int]:
    """How many accounts have open lines, by shard."""
    query = select(account.c.shard, func.count().label("accounts")).where(account.c.principal + account.c.late_fees > 0)
    return {row.shard: row.accounts for row in await tx.execute(query.group_by(account.c.shard))}


async def set_open_cases(tx: Transaction, cases: Mapping[Key, str | None], *, counted: bool = False) -> None:
    """Notes which case of each account is on the ladder; ``counted`` counts a new one."""
    for (shard, account_id), case_id in sorted(cases.items()):
        values: dict[str, Any] = {"open_case": case_id}
        if counted:
            values["case_count"] = account.c.case_count + 1
        await tx.execute(
            update(account).where(account.c.shard == shard, account.c.account_id == account_id).values(values)
        )


async def subscriptions_of(tx: Transaction, keys: Iterable[Key]) -> dict[Key, list[SubscriptionPosition]]:
    """The subscriptions of accounts, in the order of their ids."""
    wanted = sorted(set(keys))
    found: dict[Key, list[SubscriptionPosition]] = {key: [] for key in wanted}
    if wanted:
        query = select(subscription).where(among(subscription, wanted, "account_id"))
        for row in await tx.execute(query.order_by(subscription.c.shard, subscription.c.subscription_id)):
            found[row.shard, row.account_id].append(_subscription_from_row(row))
    return found


async def addressees_of(tx: Transaction, keys: Iterable[Key]) -> dict[Key, tuple[Addressee, str, str]]:
    """By (shard, customer id): whom to address, the sales unit, the grade."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    rows = await tx.execute(select(customer).where(among(customer, wanted, "customer_id")))
    return {(row.shard, row.customer_id): (addressee_from_row(row), row.sales_unit, row.grade) for row in rows}


def addressee_from_row(row: Any) -> Addressee:
    return Addressee(
        row.display_name,
        row.customer_class,
        row.account_manager,
        row.telephone_managed,
        row.language or "zh-CN",
        row.phone,
        row.email,
    )


def account_from_row(row: Any) -> Account:
    return Account(
        row.shard,
        row.account_id,
        row.customer_id,
        row.currency,
        row.anchor,
        row.payment_version,
        debt_from_json(row.lines),
        control_from_row(row),
        row.settled,
        row.case_count,
        row.open_case,
    )


def control_from_row(row: Any) -> Control:
    return Control(
        row.control_oldest_due,
        row.suspend_not_before,
        row.terminate_not_before,
        row.dunning_exempt_until,
        row.suspension_exempt_until,
    )


def _subscription_from_row(row: Any) -> SubscriptionPosition:
    return SubscriptionPosition(
        row.subscription_id,
        row.account_id,
        row.customer_id,
        row.version,
        row.product,
        row.line_of_business,
        row.state,
        tuple(row.suspension_reasons),
        row.service_number,
        row.equipment,
        row.platform,
    )


def line_to_json(line: OpenLine) -> dict[str, Any]:
    """A line with short keys: the snapshot reads them in SQL."""
    return {
        "b": line.bill,
        "n": line.line,
        "c": str(line.cycle),
        "d": line.due_date.isoformat(),
        "s": line.subscription,
        "i": line.charge_item,
        "l": line.line_of_business,
        "p": line.principal,
        "f": line.late_fee,
        "x": line.disputed,
        "t": line.in_transit,
        "u": line.sales_unit,
    }


def debt_from_json(lines: Sequence[Mapping[str, Any]]) -> Debt:
    return debt_of(
        OpenLine(
            each["b"],
            each["n"],
            Cycle.parse(each["c"]),
            dt.date.fromisoformat(each["d"]),
            each["s"],
            each["i"],
            each["l"],
            each["p"],
            each["f"],
            each["x"],
            each["t"],
            each["u"],
        )
        for each in lines
    )
