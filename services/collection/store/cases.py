"""Ladder cases and their steps."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, tuple_, update

from services.chassis.database import Transaction
from services.collection.domain.case import Case, CaseStep
from services.collection.domain.ladder import CaseState, Verb
from services.collection.domain.position import Account
from services.collection.store.positions import account_from_row
from services.collection.store.rows import add_rows, among, fields_of
from services.collection.store.tables import account, case_step, customer, ladder_case

Key = tuple[int, str]

_FIELDS = [field.name for field in dataclasses.fields(Case)]
_SAVED = [name for name in _FIELDS if name not in ("shard", "case_id", "account_id", "customer_id", "number")]


def case_from_row(row: Any) -> Case:
    return Case(**fields_of(row, state=CaseState(row.state)))


def _case_to_row(case: Case) -> dict[str, Any]:
    return {**{name: getattr(case, name) for name in _FIELDS}, "state": case.state.value}


async def add_cases(tx: Transaction, cases: Sequence[Case]) -> None:
    await add_rows(tx, ladder_case, [_case_to_row(case) for case in cases])


async def save_cases(tx: Transaction, cases: Sequence[Case]) -> None:
    """Writes cases whose account is locked."""
    if not cases:
        return
    statement = update(ladder_case).where(
        ladder_case.c.shard == bindparam("k_shard"), ladder_case.c.case_id == bindparam("k_case")
    )
    statement = statement.values({name: bindparam(f"v_{name}") for name in _SAVED})
    rows: list[dict[str, Any]] = []
    for case in cases:
        row = _case_to_row(case)
        rows.append({"k_shard": case.shard, "k_case": case.case_id, **{f"v_{name}": row[name] for name in _SAVED}})
    await tx.conn.execute(statement, rows)


async def add_steps(tx: Transaction, steps: Sequence[CaseStep]) -> None:
    names = [field.name for field in dataclasses.fields(CaseStep)]
    rows = [
        {
            **{name: getattr(step, name) for name in names},
            "source": step.source.value,
            "verb": step.verb.value,
            "target": step.target.value,
            "reasons": list(step.reasons),
            "created_at": tx.now,
        }
        for step in steps
    ]
    await add_rows(tx, case_step, rows)


async def look_from(tx: Transaction, dates: Mapping[Key, dt.date | None]) -> None:
    """Sets the next date to look at cases, one statement for each shard and date."""
    groups: dict[tuple[int, dt.date | None], list[str]] = {}
    for (shard, case_id), date in dates.items():
        groups.setdefault((shard, date), []).append(case_id)
    for (shard, date), case_ids in sorted(groups.items(), key=lambda item: (item[0][0], str(item[0][1]))):
        where = and_(ladder_case.c.shard == shard, ladder_case.c.case_id.in_(case_ids))
        await tx.execute(update(ladder_case).where(where).values(next_date=date))


async def look_today(tx: Transaction, keys: Iterable[Key], date: dt.date) -> None:
    """Has the sweep of a date look at cases that wait for a later one."""
    wanted = sorted(set(keys))
    if wanted:
        where = and_(among(ladder_case, wanted, "case_id"), ladder_case.c.next_date > date)
        await tx.execute(update(ladder_case).where(where).values(next_date=date))


async def look_again_at_customers(tx: Transaction, customers: Sequence[Key]) -> None:
    """Has the next sweep look at the open cases of customers, given by (shard, customer id)."""
    if customers:
        query = select(account.c.shard, account.c.open_case).where(
            among(account, sorted(set(customers)), "customer_id"), account.c.open_case.is_not(None)
        )
        rows = await tx.execute(query.order_by(account.c.shard, account.c.account_id).with_for_update())
        await look_today(tx, [(row.shard, row.open_case) for row in rows], tx.date)


async def look_at_all(tx: Transaction, date: dt.date) -> None:
    """Has the sweep of a date look at every open case: a scenario has changed."""
    where = and_(ladder_case.c.close_date.is_(None), ladder_case.c.next_date > date)
    await tx.execute(update(ladder_case).where(where).values(next_date=date))


async def cases_by_id(tx: Transaction, keys: Iterable[Key]) -> dict[Key, Case]:
    """Cases by (shard, case id); lock their accounts first to change them."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    rows = await tx.execute(select(ladder_case).where(among(ladder_case, wanted, "case_id")))
    return {(row.shard, row.case_id): case_from_row(row) for row in rows}


async def find_case(tx: Transaction, case_id: str) -> Case | None:
    row = (await tx.execute(select(ladder_case).where(ladder_case.c.case_id == case_id))).one_or_none()
    return None if row is None else case_from_row(row)


def _due(date: dt.date) -> Any:
    """Cases that the sweep of a date has to look at, and accounts that need one."""
    return or_(
        and_(ladder_case.c.close_date.is_(None), ladder_case.c.next_date <= date),
        and_(account.c.open_case.is_(None), account.c.anchor < date),
    )


def _joined(*columns: Any) -> Any:
    on_case = and_(ladder_case.c.shard == account.c.shard, ladder_case.c.case_id == account.c.open_case)
    return select(*columns).select_from(account.outerjoin(ladder_case, on_case))


async def count_due(tx: Transaction, date: dt.date) -> dict[int, int]:
    """How much the sweep of a date has to look at, by shard."""
    query = _joined(account.c.shard, func.count().label("due")).where(_due(date)).group_by(account.c.shard)
    return {int(row.shard): int(row.due) for row in await tx.execute(query)}


async def lock_due(
    tx: Transaction, date: dt.date, first_shard: int, last_shard: int
) -> list[tuple[Account, Case | None]]:
    """Locks the accounts that the sweep of a date has to look at, in key order, each with its case."""
    columns = [ladder_case.c[name].label(f"c_{name}") for name in _FIELDS]
    query = (
        _joined(account, *columns)
        .where(_due(date), account.c.shard.between(first_shard, last_shard))
        .order_by(account.c.shard, account.c.account_id)
        .with_for_update(of=account)
    )
    found: list[tuple[Account, Case | None]] = []
    for row in await tx.execute(query):
        found.append((account_from_row(row), _labelled_case(row)))
    return found


def _labelled_case(row: Any) -> Case | None:
    if row.c_case_id is None:
        return None
    values: dict[str, Any] = {name: getattr(row, f"c_{name}") for name in _FIELDS}
    values["state"] = CaseState(row.c_state)
    return Case(**values)


@dataclasses.dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases a person asks for; an empty field asks for all."""

    states: tuple[str, ...] = ()
    account_id: str = ""
    customer_id: str = ""
    sales_unit: str = ""
    account_manager: str = ""
    show_closed: bool = False


async def list_cases(tx: Transaction, wanted: CaseFilter, after: Sequence[Any] | None, limit: int) -> list[Case]:
    """Cases in the order of (shard, account, number), after a key."""
    query = select(ladder_case)
    if wanted.states:
        query = query.where(ladder_case.c.state.in_(wanted.states))
    elif not wanted.show_closed:
        query = query.where(ladder_case.c.close_date.is_(None))
    for name in ("account_id", "customer_id", "sales_unit", "account_manager"):
        value = getattr(wanted, name)
        if value:
            query = query.where(ladder_case.c[name] == value)
    key = (ladder_case.c.shard, ladder_case.c.account_id, ladder_case.c.number)
    if after is not None:
        query = query.where(tuple_(*key) > tuple_(*after))
    return [case_from_row(row) for row in await tx.execute(query.order_by(*key).limit(limit))]


async def list_steps(tx: Transaction, shard: int, case_id: str) -> list[tuple[CaseStep, dt.datetime]]:
    """The steps of a case with their wall times, oldest first."""
    query = select(case_step).where(case_step.c.shard == shard, case_step.c.case_id == case_id)
    return [_step_from_row(row) for row in await tx.execute(query.order_by(case_step.c.sequence))]


async def last_owed(tx: Transaction, keys: Iterable[Key]) -> dict[Key, tuple[int, dt.date | None]]:
    """What was overdue, and since when, at the newest step of each case that was taken while something was."""
    query = (
        select(case_step.c.shard, case_step.c.case_id, case_step.c.overdue, case_step.c.anchor)
        .where(among(case_step, sorted(keys), "case_id"), case_step.c.overdue > 0)
        .order_by(case_step.c.shard, case_step.c.case_id, case_step.c.sequence)
    )
    return {(row.shard, row.case_id): (row.overdue, row.anchor) for row in await tx.execute(query)}


def _step_from_row(row: Any) -> tuple[CaseStep, dt.datetime]:
    step = CaseStep(
        row.shard,
        row.case_id,
        row.sequence,
        CaseState(row.source),
        Verb(row.verb),
        CaseState(row.target),
        row.step_date,
        row.anchor,
        row.overdue,
        tuple(row.reasons),
        row.policy_version,
        row.actor,
    )
    return step, row.created_at


async def customer_of(tx: Transaction, shard: int, customer_id: str) -> Any:
    """The customer's row, or None."""
    query = select(customer).where(customer.c.shard == shard, customer.c.customer_id == customer_id)
    return (await tx.execute(query)).one_or_none()
