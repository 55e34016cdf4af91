"""Work orders and the reports that fit none."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, bindparam, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.chassis.tables import count_of
from services.collection.domain.work_order import OrderKind, OrderState, WorkOrder
from services.collection.store.rows import add_rows, among, fields_of
from services.collection.store.tables import stray_report, work_order

Key = tuple[int, str]
_FIELDS = [field.name for field in dataclasses.fields(WorkOrder)]
_SAVED = (
    "state",
    "done_date",
    "done_at",
    "submissions",
    "command_id",
    "expire_at",
    "checked_at",
    "checked_overdue",
    "escalation_level",
    "escalated_to",
    "detail",
)


def order_from_row(row: Any) -> WorkOrder:
    return WorkOrder(**fields_of(row, kind=OrderKind(row.kind), state=OrderState(row.state)))


def _to_row(order: WorkOrder) -> dict[str, Any]:
    values = {name: getattr(order, name) for name in _FIELDS}
    return {**values, "kind": order.kind.value, "state": order.state.value}


async def add_orders(tx: Transaction, orders: Sequence[WorkOrder]) -> None:
    await add_rows(tx, work_order, [_to_row(order) for order in orders])


async def save_orders(tx: Transaction, orders: Sequence[WorkOrder]) -> None:
    """Writes orders whose account is locked."""
    if not orders:
        return
    statement = update(work_order).where(
        work_order.c.shard == bindparam("k_shard"), work_order.c.order_id == bindparam("k_order")
    )
    statement = statement.values({name: bindparam(f"v_{name}") for name in _SAVED})
    rows: list[dict[str, Any]] = []
    for order in orders:
        row = _to_row(order)
        rows.append({"k_shard": order.shard, "k_order": order.order_id, **{f"v_{n}": row[n] for n in _SAVED}})
    await tx.conn.execute(statement, rows)


async def orders_by_id(tx: Transaction, keys: Iterable[Key]) -> dict[Key, WorkOrder]:
    """Orders by (shard, order id)."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    rows = await tx.execute(select(work_order).where(among(work_order, wanted, "order_id")))
    return {(row.shard, row.order_id): order_from_row(row) for row in rows}


async def orders_of_cases(tx: Transaction, keys: Iterable[Key]) -> dict[Key, list[WorkOrder]]:
    """The orders of cases by (shard, case id), in the order in which they were made."""
    wanted = sorted(set(keys))
    found: dict[Key, list[WorkOrder]] = {key: [] for key in wanted}
    if wanted:
        query = select(work_order).where(among(work_order, wanted, "case_id"))
        for row in await tx.execute(query.order_by(work_order.c.shard, work_order.c.case_id, work_order.c.number)):
            found[row.shard, row.case_id].append(order_from_row(row))
    return found


async def last_numbers(tx: Transaction, keys: Iterable[Key]) -> dict[Key, int]:
    """The number of the last order of each case that has any."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    query = select(work_order.c.shard, work_order.c.case_id, func.max(work_order.c.number).label("last"))
    query = query.where(among(work_order, wanted, "case_id")).group_by(work_order.c.shard, work_order.c.case_id)
    return {(row.shard, row.case_id): row.last for row in await tx.execute(query)}


async def pending_orders(tx: Transaction, limit: int) -> list[WorkOrder]:
    """What waits to be given to the gateway, in the order of account and number."""
    query = select(work_order).where(work_order.c.state == "PENDING")
    query = query.order_by(work_order.c.shard, work_order.c.account_id, work_order.c.number).limit(limit)
    return [order_from_row(row) for row in await tx.execute(query)]


PENDING_COUNT = count_of(work_order, work_order.c.state == "PENDING")
"""How many orders wait to be given to the gateway."""


async def late_orders(tx: Transaction, date: dt.date) -> list[WorkOrder]:
    """Orders that are past their date and not done, withdrawn ones left out."""
    query = select(work_order).where(
        work_order.c.done_date.is_(None), work_order.c.due_date < date, work_order.c.state != "WITHDRAWN"
    )
    query = query.order_by(work_order.c.shard, work_order.c.order_id)
    return [order_from_row(row) for row in await tx.execute(query)]


async def failed_restorations(tx: Transaction) -> list[WorkOrder]:
    """Restorations that the platform refused or failed at."""
    query = select(work_order).where(
        work_order.c.done_date.is_(None), work_order.c.kind == "RESTORE", work_order.c.state == "FAILED"
    )
    rows = await tx.execute(query.order_by(work_order.c.shard, work_order.c.order_id))
    return [order_from_row(row) for row in rows]


async def add_strays(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keeps reports that fit no order."""
    for row in rows:
        values = {**row, "receive_date": tx.date, "created_at": tx.now}
        await tx.execute(insert(stray_report).values(values).on_conflict_do_nothing())


async def list_strays(tx: Transaction, after: Sequence[Any] | None, limit: int) -> list[Any]:
    """Stray reports, newest first, after a key of (created_at, event id)."""
    key = (stray_report.c.created_at, stray_report.c.event_id)
    query = select(stray_report)
    if after is not None:
        query = query.where(tuple_(*key) < tuple_(dt.datetime.fromisoformat(after[0]), after[1]))
    return list(await tx.execute(query.order_by(key[0].desc(), key[1].desc()).limit(limit)))


@dataclasses.dataclass(frozen=True, slots=True)
class OrderFilter:
    """Which orders a person asks for; an empty field asks for all."""

    case_id: str = ""
    account_id: str = ""
    subscription_id: str = ""
    kind: str = ""
    states: tuple[str, ...] = ()
    late_on: dt.date | None = None


async def list_orders(tx: Transaction, wanted: OrderFilter, after: Sequence[Any] | None, limit: int) -> list[WorkOrder]:
    """Orders in the order of (create date, shard, id), after a key."""
    query = select(work_order)
    for name in ("case_id", "account_id", "subscription_id", "kind"):
        value = getattr(wanted, name)
        if value:
            query = query.where(work_order.c[name] == value)
    if wanted.states:
        query = query.where(work_order.c.state.in_(wanted.states))
    if wanted.late_on is not None:
        query = query.where(
            work_order.c.done_date.is_(None), work_order.c.due_date < wanted.late_on, work_order.c.state != "WITHDRAWN"
        )
    key = (work_order.c.create_date, work_order.c.shard, work_order.c.order_id)
    if after is not None:
        query = query.where(tuple_(*key) > tuple_(dt.date.fromisoformat(after[0]), *after[1:]))
    return [order_from_row(row) for row in await tx.execute(query.order_by(*key).limit(limit))]


async def find_order(tx: Transaction, order_id: str) -> WorkOrder | None:
    row = (await tx.execute(select(work_order).where(work_order.c.order_id == order_id))).one_or_none()
    return None if row is None else order_from_row(row)


async def list_restorations(
    tx: Transaction,
    first: dt.date | None,
    last: dt.date | None,
    sales_unit: str,
    after: Sequence[Any] | None,
    limit: int,
) -> list[WorkOrder]:
    """Restoration orders in the order of (paid date, shard, id), after a key."""
    query = select(work_order).where(work_order.c.kind == "RESTORE", work_order.c.state != "WITHDRAWN")
    if first is not None:
        query = query.where(work_order.c.paid_date >= first)
    if last is not None:
        query = query.where(work_order.c.paid_date <= last)
    if sales_unit:
        query = query.where(work_order.c.sales_unit == sales_unit)
    key = (work_order.c.paid_date, work_order.c.shard, work_order.c.order_id)
    if after is not None:
        query = query.where(tuple_(*key) > tuple_(dt.date.fromisoformat(after[0]), *after[1:]))
    return [order_from_row(row) for row in await tx.execute(query.order_by(*key).limit(limit))]


async def sum_orders(tx: Transaction, first: dt.date | None, last: dt.date | None) -> Mapping[str, int]:
    """The figures of RestorationReport over orders made in a period."""
    suspend, restore = work_order.c.kind == "SUSPEND", work_order.c.kind == "RESTORE"
    withdrawn, done = work_order.c.state == "WITHDRAWN", work_order.c.done_date.is_not(None)
    days = work_order.c.done_date - work_order.c.paid_date
    query = select(
        func.count().filter(suspend).label("suspensions_ordered"),
        func.count().filter(and_(suspend, done)).label("suspensions_confirmed"),
        func.count().filter(and_(suspend, withdrawn)).label("suspensions_withdrawn"),
        func.count().filter(and_(restore, ~withdrawn)).label("restorations_ordered"),
        func.count().filter(and_(restore, done)).label("restorations_archived"),
        func.count().filter(and_(restore, done, work_order.c.done_date > work_order.c.due_date)).label("late"),
        func.coalesce(func.sum(days).filter(and_(restore, done)), 0).label("days_total"),
        func.coalesce(func.max(days).filter(and_(restore, done)), 0).label("days_max"),
    )
    if first is not None:
        query = query.where(work_order.c.create_date >= first)
    if last is not None:
        query = query.where(work_order.c.create_date <= last)
    row: Any = (await tx.execute(query)).one()
    return {**{name: int(value) for name, value in fields_of(row).items()}, "restorations_late": row.late}
