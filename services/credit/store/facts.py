"""Immutable facts, kept for regrading (R-CRD-3). A fact that comes twice is kept once."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, func, select

from services.chassis.arrays import among, array_parameters, insert_sql
from services.chassis.database import Transaction
from services.credit.domain.facts import (
    AdjustmentFact,
    BillFact,
    PromiseFact,
    SettlementFact,
    SubscriptionPosition,
)
from services.credit.domain.grades import DueCycle
from services.credit.store.rows import keep
from services.credit.store.tables import (
    account,
    bill,
    bill_adjustment,
    broken_promise,
    open_debt,
    settlement,
    suspension,
)
from services.kernel.ids import shard_of
from services.kernel.period import Cycle


async def keep_bills(tx: Transaction, facts: Sequence[BillFact]) -> None:
    rows = [
        {
            "shard": shard_of(fact.customer),
            "bill": fact.bill,
            "customer": fact.customer,
            "account": fact.account,
            "cycle": str(fact.cycle),
            "due_date": fact.due_date,
            "total": fact.total,
        }
        for fact in facts
    ]
    await keep(tx, bill, rows)


async def keep_adjustments(tx: Transaction, facts: Sequence[AdjustmentFact]) -> None:
    rows = [
        {
            "shard": shard_of(fact.customer),
            "adjustment": fact.adjustment,
            "bill": fact.bill,
            "customer": fact.customer,
            "amount": fact.amount,
        }
        for fact in facts
    ]
    await keep(tx, bill_adjustment, rows)


async def keep_promises(tx: Transaction, facts: Sequence[PromiseFact]) -> None:
    rows = [
        {
            "shard": shard_of(fact.customer),
            "promise": fact.promise,
            "customer": fact.customer,
            "promised_date": fact.promised_date,
        }
        for fact in facts
    ]
    await keep(tx, broken_promise, rows)


async def keep_suspensions(tx: Transaction, positions: Sequence[SubscriptionPosition]) -> None:
    """Keeps each confirmed suspension for arrears: a later position of the line forgets it, a regrading must not."""
    unique = {(p.subscription, p.arrears_since): p.customer for p in positions if p.arrears_since is not None}
    rows = [
        {"shard": shard_of(owner), "subscription": line, "suspend_date": date, "customer": owner}
        for (line, date), owner in unique.items()
    ]
    await keep(tx, suspension, rows)


_SETTLED_BEFORE = """ ON CONFLICT (shard, settlement, bill) DO UPDATE
    SET value_date = coalesce(settlement.value_date, excluded.value_date),
        reversed = settlement.reversed OR excluded.reversed"""


async def keep_settlements(tx: Transaction, facts: Sequence[SettlementFact]) -> None:
    """A reversal takes its settlement out of the on-time counts, also when it comes before it."""
    for reversed_, chosen in (
        (False, [fact for fact in facts if fact.value_date is not None]),
        (True, [fact for fact in facts if fact.value_date is None]),
    ):
        rows = [_settlement_row(fact, reversed_=reversed_) for fact in _summed(chosen)]
        if not rows:
            continue
        columns = tuple(rows[0])
        values = [tuple(row.values()) for row in rows]
        given = array_parameters(settlement, columns, values)
        await tx.conn.exec_driver_sql(insert_sql(settlement, columns) + _SETTLED_BEFORE, given)


def _summed(facts: Sequence[SettlementFact]) -> list[SettlementFact]:
    """One fact for each settlement and bill: the allocations to a bill's lines together; a fact told twice, once."""
    return list({(fact.settlement, fact.bill): fact for fact in facts}.values())


def _settlement_row(fact: SettlementFact, *, reversed_: bool) -> dict[str, Any]:
    return {
        "shard": shard_of(fact.customer),
        "settlement": fact.settlement,
        "bill": fact.bill,
        "customer": fact.customer,
        "value_date": fact.value_date,
        "principal": fact.principal,
        "reversed": reversed_,
    }


Keys = Sequence[tuple[int, str]]


def _keys(customers: Iterable[str]) -> Keys:
    return sorted((shard_of(each), each) for each in set(customers))


async def due_cycles(tx: Transaction, customers: Iterable[str]) -> dict[str, list[DueCycle]]:
    """What was due of each cycle and paid on time, disputes excluded, over all accounts of each customer.

    A customer's accounts may have different due dates for a cycle; the cycle's is the latest.
    """
    keys = _keys(customers)
    adjusted = await _sums(tx, bill_adjustment, bill_adjustment.c.amount, keys)
    on_time = await _paid_on_time(tx, keys)
    disputed = await _disputed(tx, keys)
    found: dict[tuple[str, str], list[Any]] = {}
    rows = await tx.execute(select(bill).where(among(bill.c.shard, bill.c.customer, keys)))
    for row in rows:
        entry = found.setdefault((row.customer, row.cycle), [row.due_date, 0, 0])
        entry[0] = max(entry[0], row.due_date)
        due = row.total + adjusted.get(row.bill, 0) - disputed.get((row.account, row.cycle), 0)
        entry[1] += due
        entry[2] += min(on_time.get(row.bill, 0), max(due, 0))
    cycles: dict[str, list[DueCycle]] = {}
    for (owner, cycle), (date, due, paid) in found.items():
        cycles.setdefault(owner, []).append(DueCycle(Cycle.parse(cycle), date, due, paid))
    return cycles


async def _sums(tx: Transaction, table: Table, amount: Any, keys: Keys) -> Mapping[str, int]:
    query = select(table.c.bill, func.sum(amount).label("amount")).where(among(table.c.shard, table.c.customer, keys))
    return {row.bill: int(row.amount) for row in await tx.execute(query.group_by(table.c.bill))}


async def _paid_on_time(tx: Transaction, keys: Keys) -> Mapping[str, int]:
    joined = settlement.join(bill, (bill.c.shard == settlement.c.shard) & (bill.c.bill == settlement.c.bill))
    query = (
        select(settlement.c.bill, func.sum(settlement.c.principal).label("amount"))
        .select_from(joined)
        .where(
            among(settlement.c.shard, settlement.c.customer, keys),
            settlement.c.value_date <= bill.c.due_date,
            settlement.c.reversed.is_(False),
        )
        .group_by(settlement.c.bill)
    )
    return {row.bill: int(row.amount) for row in await tx.execute(query)}


async def _disputed(tx: Transaction, keys: Keys) -> Mapping[tuple[str, str], int]:
    joined = open_debt.join(
        account, (account.c.shard == open_debt.c.shard) & (account.c.account == open_debt.c.account)
    )
    query = (
        select(open_debt.c.account, open_debt.c.cycle, func.sum(open_debt.c.disputed).label("amount"))
        .select_from(joined)
        .where(among(account.c.shard, account.c.customer, keys), open_debt.c.disputed > 0)
        .group_by(open_debt.c.account, open_debt.c.cycle)
    )
    return {(row.account, row.cycle): int(row.amount) for row in await tx.execute(query)}


async def suspension_dates(tx: Transaction, customers: Iterable[str]) -> dict[str, list[dt.date]]:
    where = among(suspension.c.shard, suspension.c.customer, _keys(customers))
    return await _dates(tx, select(suspension.c.customer, suspension.c.suspend_date.label("date")).where(where))


async def broken_promise_dates(tx: Transaction, customers: Iterable[str]) -> dict[str, list[dt.date]]:
    where = among(broken_promise.c.shard, broken_promise.c.customer, _keys(customers))
    query = select(broken_promise.c.customer, broken_promise.c.promised_date.label("date")).where(where)
    return await _dates(tx, query)


async def _dates(tx: Transaction, query: Any) -> dict[str, list[dt.date]]:
    found: dict[str, list[dt.date]] = {}
    for row in await tx.execute(query):
        found.setdefault(row.customer, []).append(row.date)
    return found
