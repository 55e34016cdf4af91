"""Holds, promises, instalment plans and disputes (R-DUN-4)."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import and_, select, update

from services.chassis.database import Transaction
from services.collection.domain.pause import Dispute, Hold, InstalmentPlan, Promise
from services.collection.domain.promise import HoldReason, Instalment, PromiseState
from services.collection.store.pause_tables import dispute, hold, instalment_plan, promise
from services.collection.store.rows import among, fields_of

Key = tuple[int, str]


async def add_hold(tx: Transaction, each: Hold) -> None:
    await tx.insert_many(hold, [{**dataclasses.asdict(each), "reason": each.reason.value}])


async def end_hold(tx: Transaction, each: Hold, date: dt.date) -> None:
    where = and_(hold.c.shard == each.shard, hold.c.hold_id == each.hold_id)
    await tx.execute(update(hold).where(where).values(end_date=date))


async def find_hold(tx: Transaction, hold_id: str) -> Hold | None:
    row = (await tx.execute(select(hold).where(hold.c.hold_id == hold_id))).one_or_none()
    return None if row is None else _hold_from_row(row)


async def standing_holds(tx: Transaction, keys: Iterable[Key], date: dt.date) -> dict[Key, list[Hold]]:
    """The holds of cases that stand on a date, by (shard, case id)."""
    wanted = sorted(set(keys))
    found: dict[Key, list[Hold]] = {key: [] for key in wanted}
    if wanted:
        query = select(hold).where(among(hold, wanted, "case_id"), hold.c.end_date.is_(None))
        for row in await tx.execute(query.order_by(hold.c.hold_id)):
            each = _hold_from_row(row)
            if each.until_date is None or each.until_date >= date:
                found[row.shard, row.case_id].append(each)
    return found


def _hold_from_row(row: Any) -> Hold:
    return Hold(**fields_of(row, reason=HoldReason(row.reason)))


async def add_promise(tx: Transaction, each: Promise) -> None:
    await tx.insert_many(promise, [{**dataclasses.asdict(each), "state": each.state.value}])


async def end_promise(tx: Transaction, each: Promise, state: PromiseState, date: dt.date) -> None:
    where = and_(promise.c.shard == each.shard, promise.c.promise_id == each.promise_id)
    await tx.execute(update(promise).where(where).values(state=state.value, end_date=date))


async def open_promises(tx: Transaction) -> list[Promise]:
    """All running promises, in key order."""
    query = select(promise).where(promise.c.state == "OPEN").order_by(promise.c.shard, promise.c.promise_id)
    return [_promise_from_row(row) for row in await tx.execute(query)]


async def list_promises(
    tx: Transaction, case_id: str, state: str, after: Sequence[Any] | None, limit: int
) -> list[Promise]:
    """Promises, newest first: ids are in the order of time."""
    query = select(promise)
    if case_id:
        query = query.where(promise.c.case_id == case_id)
    if state:
        query = query.where(promise.c.state == state)
    if after is not None:
        query = query.where(promise.c.promise_id < after[0])
    return [
        _promise_from_row(row) for row in await tx.execute(query.order_by(promise.c.promise_id.desc()).limit(limit))
    ]


async def find_promise(tx: Transaction, promise_id: str) -> Promise | None:
    row = (await tx.execute(select(promise).where(promise.c.promise_id == promise_id))).one_or_none()
    return None if row is None else _promise_from_row(row)


def _promise_from_row(row: Any) -> Promise:
    return Promise(**fields_of(row, state=PromiseState(row.state)))


async def add_plan(tx: Transaction, each: InstalmentPlan) -> None:
    await tx.insert_many(instalment_plan, [_plan_to_row(each)])


async def save_plan(tx: Transaction, each: InstalmentPlan) -> None:
    where = and_(instalment_plan.c.shard == each.shard, instalment_plan.c.plan_id == each.plan_id)
    await tx.execute(update(instalment_plan).where(where).values(_plan_to_row(each)))


async def running_plans(tx: Transaction) -> list[InstalmentPlan]:
    """All running plans, in key order."""
    query = select(instalment_plan).where(instalment_plan.c.state == "RUNNING")
    query = query.order_by(instalment_plan.c.shard, instalment_plan.c.plan_id)
    return [_plan_from_row(row) for row in await tx.execute(query)]


async def list_plans(tx: Transaction, case_id: str, after: Sequence[Any] | None, limit: int) -> list[InstalmentPlan]:
    """Plans, newest first."""
    query = select(instalment_plan)
    if case_id:
        query = query.where(instalment_plan.c.case_id == case_id)
    if after is not None:
        query = query.where(instalment_plan.c.plan_id < after[0])
    rows = await tx.execute(query.order_by(instalment_plan.c.plan_id.desc()).limit(limit))
    return [_plan_from_row(row) for row in rows]


async def find_plan(tx: Transaction, plan_id: str) -> InstalmentPlan | None:
    row = (await tx.execute(select(instalment_plan).where(instalment_plan.c.plan_id == plan_id))).one_or_none()
    return None if row is None else _plan_from_row(row)


def _plan_to_row(each: InstalmentPlan) -> dict[str, Any]:
    parts = [[part.due_date.isoformat(), part.amount] for part in each.parts]
    return {**dataclasses.asdict(each), "parts": parts}


def _plan_from_row(row: Any) -> InstalmentPlan:
    parts = tuple(Instalment(dt.date.fromisoformat(due), amount) for due, amount in row.parts)
    return InstalmentPlan(**fields_of(row, parts=parts))


async def add_dispute(tx: Transaction, each: Dispute) -> None:
    await tx.insert_many(dispute, [{**dataclasses.asdict(each), "bills": list(each.bills)}])


async def resolve_dispute(tx: Transaction, each: Dispute, state: str, finding: str, date: dt.date) -> None:
    where = and_(dispute.c.shard == each.shard, dispute.c.dispute_id == each.dispute_id)
    await tx.execute(update(dispute).where(where).values(state=state, finding=finding, resolve_date=date))


async def find_dispute(tx: Transaction, dispute_id: str) -> Dispute | None:
    row = (await tx.execute(select(dispute).where(dispute.c.dispute_id == dispute_id))).one_or_none()
    return None if row is None else _dispute_from_row(row)


async def list_disputes(
    tx: Transaction, case_id: str, *, show_resolved: bool, after: Sequence[Any] | None, limit: int
) -> list[Dispute]:
    """Disputes, newest first."""
    query = select(dispute)
    if case_id:
        query = query.where(dispute.c.case_id == case_id)
    if not show_resolved:
        query = query.where(dispute.c.state == "OPEN")
    if after is not None:
        query = query.where(dispute.c.dispute_id < after[0])
    rows = await tx.execute(query.order_by(dispute.c.dispute_id.desc()).limit(limit))
    return [_dispute_from_row(row) for row in rows]


def _dispute_from_row(row: Any) -> Dispute:
    return Dispute(**fields_of(row, bills=tuple(row.bills)))
