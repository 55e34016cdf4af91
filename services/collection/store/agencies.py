"""Agencies, agreements, assignments, recovered money and recovery lists."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import and_, delete, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.collection.domain.agency import (
    Agency,
    Agreement,
    Assignment,
    CollectorCommission,
    ListState,
    RecoveredMoney,
    RecoveryList,
)
from services.collection.domain.commission import ClaimedRow, CommissionStep, MatchedRow
from services.collection.store.agency_tables import (
    agency,
    agency_agreement,
    assignment,
    collector_commission,
    recovered_money,
    recovery_list,
    recovery_row,
)
from services.collection.store.rows import among, fields_of

Key = tuple[int, str]


async def save_agency(tx: Transaction, each: Agency) -> None:
    row = dataclasses.asdict(each)
    statement = insert(agency).values(row)
    await tx.execute(statement.on_conflict_do_update(index_elements=["agency_id"], set_=row))


async def list_agencies(tx: Transaction) -> list[Agency]:
    return [Agency(**fields_of(row)) for row in await tx.execute(select(agency).order_by(agency.c.agency_id))]


async def save_agreement(tx: Transaction, each: Agreement) -> None:
    row = dataclasses.asdict(each) | {"steps": [[step.months_from, step.basis_points] for step in each.steps]}
    statement = insert(agency_agreement).values(row)
    await tx.execute(statement.on_conflict_do_update(index_elements=["agreement_id"], set_=row))


async def list_agreements(tx: Transaction) -> list[Agreement]:
    rows = await tx.execute(select(agency_agreement).order_by(agency_agreement.c.agreement_id))
    return [
        Agreement(**fields_of(row, steps=tuple(CommissionStep(months, points) for months, points in row.steps)))
        for row in rows
    ]


async def add_assignments(tx: Transaction, assignments: Sequence[Assignment]) -> None:
    await tx.insert_many(assignment, [dataclasses.asdict(each) for each in assignments])


async def assignments_of(tx: Transaction, keys: Iterable[Key]) -> dict[Key, list[Assignment]]:
    """All assignments of cases by (shard, case id), oldest first."""
    wanted = sorted(set(keys))
    found: dict[Key, list[Assignment]] = {key: [] for key in wanted}
    if wanted:
        query = select(assignment).where(among(assignment, wanted, "case_id"))
        for row in await tx.execute(query.order_by(assignment.c.assign_date, assignment.c.assignment_id)):
            found[row.shard, row.case_id].append(Assignment(**fields_of(row)))
    return found


async def recall(tx: Transaction, each: Assignment, date: dt.date) -> None:
    where = and_(assignment.c.shard == each.shard, assignment.c.assignment_id == each.assignment_id)
    await tx.execute(update(assignment).where(where).values(recall_date=date))


async def list_assignments(
    tx: Transaction, agency_id: str, *, show_recalled: bool, after: Sequence[Any] | None, limit: int
) -> list[Assignment]:
    """Assignments in the order of id, after a key."""
    query = select(assignment)
    if agency_id:
        query = query.where(assignment.c.agency_id == agency_id)
    if not show_recalled:
        query = query.where(assignment.c.recall_date.is_(None))
    if after is not None:
        query = query.where(assignment.c.assignment_id > after[0])
    rows = await tx.execute(query.order_by(assignment.c.assignment_id).limit(limit))
    return [Assignment(**fields_of(row)) for row in rows]


async def assigned_in(
    tx: Transaction, agency_id: str, sales_unit: str, accounts: Iterable[str], first: dt.date, last: dt.date
) -> dict[str, Assignment]:
    """The newest assignment of each account that the agency had under a unit's agreement at any time of a period, by
    account id."""
    of_unit = select(agency_agreement.c.agreement_id).where(
        agency_agreement.c.agency_id == agency_id, agency_agreement.c.sales_unit == sales_unit
    )
    query = select(assignment).where(
        assignment.c.agency_id == agency_id,
        assignment.c.agreement_id.in_(of_unit),
        assignment.c.account_id.in_(sorted(set(accounts))),
        assignment.c.assign_date <= last,
        func.coalesce(assignment.c.recall_date, last) >= first,
    )
    rows = await tx.execute(query.order_by(assignment.c.assign_date, assignment.c.assignment_id))
    return {row.account_id: Assignment(**fields_of(row)) for row in rows}


async def add_recovered(tx: Transaction, facts: Sequence[RecoveredMoney]) -> None:
    for each in facts:
        await tx.execute(insert(recovered_money).values(dataclasses.asdict(each)).on_conflict_do_nothing())


async def reverse_recovered(tx: Transaction, keys: Iterable[Key], date: dt.date) -> None:
    """Marks settlements as undone, given by (shard, settlement id)."""
    wanted = sorted(set(keys))
    if wanted:
        where = and_(among(recovered_money, wanted, "settlement_id"), recovered_money.c.reversed_date.is_(None))
        await tx.execute(update(recovered_money).where(where).values(reversed_date=date))


async def received_by_payment(
    tx: Transaction, agency_id: str, pairs: Iterable[tuple[str, str]], last: dt.date
) -> dict[tuple[str, str], int]:
    """What payments settled of an agency's assigned debt up to a date and still stands, by (account, payment).

    A payment all of whose settlements were reversed is there with 0; one that never came is not there.
    """
    wanted = sorted(set(pairs))
    if not wanted:
        return {}
    stands = func.coalesce(func.sum(recovered_money.c.amount).filter(recovered_money.c.reversed_date.is_(None)), 0)
    key = (recovered_money.c.account_id, recovered_money.c.payment_id)
    query = select(*key, stands.label("stands")).where(
        tuple_(*key).in_(wanted), recovered_money.c.agency == agency_id, recovered_money.c.posting_date <= last
    )
    rows = await tx.execute(query.group_by(*key))
    return {(row.account_id, row.payment_id): int(row.stands) for row in rows}


async def recovered_in(tx: Transaction, first: dt.date, end: dt.date) -> list[RecoveredMoney]:
    """What was posted in a half-open period and not reversed in it."""
    query = select(recovered_money).where(
        recovered_money.c.posting_date >= first,
        recovered_money.c.posting_date < end,
        (recovered_money.c.reversed_date.is_(None)) | (recovered_money.c.reversed_date >= end),
    )
    rows = await tx.execute(query.order_by(recovered_money.c.settlement_id))
    return [RecoveredMoney(**fields_of(row)) for row in rows]


async def reversed_in(tx: Transaction, first: dt.date, end: dt.date) -> list[RecoveredMoney]:
    """What was posted before a half-open period and reversed in it."""
    query = select(recovered_money).where(
        recovered_money.c.posting_date < first,
        recovered_money.c.reversed_date >= first,
        recovered_money.c.reversed_date < end,
    )
    rows = await tx.execute(query.order_by(recovered_money.c.settlement_id))
    return [RecoveredMoney(**fields_of(row)) for row in rows]


async def find_list(tx: Transaction, list_id: str, *, lock: bool = False) -> RecoveryList | None:
    query = select(recovery_list).where(recovery_list.c.list_id == list_id)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return None if row is None else RecoveryList(**fields_of(row, state=ListState(row.state)))


async def save_list(tx: Transaction, each: RecoveryList) -> None:
    row = dataclasses.asdict(each) | {"state": each.state.value}
    statement = insert(recovery_list).values(row)
    await tx.execute(statement.on_conflict_do_update(index_elements=["list_id"], set_=row))


async def list_lists(tx: Transaction, agency_id: str, month: str, *, released_only: bool) -> list[RecoveryList]:
    """Recovery lists in the order of id."""
    query = select(recovery_list)
    if agency_id:
        query = query.where(recovery_list.c.agency_id == agency_id)
    if month:
        query = query.where(recovery_list.c.month == month)
    if released_only:
        query = query.where(recovery_list.c.state == ListState.RELEASED.value)
    rows = await tx.execute(query.order_by(recovery_list.c.list_id))
    return [RecoveryList(**fields_of(row, state=ListState(row.state))) for row in rows]


async def replace_rows(tx: Transaction, list_id: str, rows: Sequence[MatchedRow]) -> None:
    await tx.execute(delete(recovery_row).where(recovery_row.c.list_id == list_id))
    await tx.insert_many(
        recovery_row,
        [
            {
                "list_id": list_id,
                "row": each.claimed.row,
                "account_id": each.claimed.account,
                "payment_id": each.claimed.payment,
                "claimed": each.claimed.recovered,
                "claimed_commission": each.claimed.commission,
                "matched": each.matched,
                "age_months": each.age_months,
                "basis_points": each.basis_points,
                "computed": each.computed,
                "differences": list(each.differences),
            }
            for each in rows
        ],
    )


async def rows_of(tx: Transaction, list_id: str) -> list[MatchedRow]:
    """The rows of a list in their order."""
    query = select(recovery_row).where(recovery_row.c.list_id == list_id).order_by(recovery_row.c.row)
    return [
        MatchedRow(
            ClaimedRow(row.row, row.account_id, row.payment_id, row.claimed, row.claimed_commission),
            row.matched,
            row.age_months,
            row.basis_points,
            row.computed,
            tuple(row.differences),
        )
        for row in await tx.execute(query)
    ]


async def matched_before(
    tx: Transaction, agency_id: str, sales_unit: str, month: str
) -> dict[tuple[str, str], MatchedRow]:
    """What earlier lists of the agency and unit matched in all, by (account, payment); amounts are net sums."""
    sums = func.sum(recovery_row.c.matched).label("matched")
    key = (recovery_row.c.account_id, recovery_row.c.payment_id)
    query = (
        select(
            *key,
            sums,
            func.max(recovery_row.c.age_months).label("age"),
            func.max(recovery_row.c.basis_points).label("points"),
        )
        .join(recovery_list, recovery_list.c.list_id == recovery_row.c.list_id)
        .where(
            recovery_list.c.agency_id == agency_id,
            recovery_list.c.sales_unit == sales_unit,
            recovery_list.c.month < month,
            recovery_list.c.state != ListState.RETURNED.value,
        )
        .group_by(*key)
    )
    return {
        (row.account_id, row.payment_id): MatchedRow(
            ClaimedRow(0, row.account_id, row.payment_id, 0, 0), int(row.matched), row.age, row.points, 0, ()
        )
        for row in await tx.execute(query)
    }


async def matched_elsewhere(tx: Transaction, agency_id: str, list_id: str) -> dict[tuple[str, str], int]:
    """What all other lists of the agency matched in all, by (account, payment)."""
    key = (recovery_row.c.account_id, recovery_row.c.payment_id)
    query = (
        select(*key, func.sum(recovery_row.c.matched).label("matched"))
        .join(recovery_list, recovery_list.c.list_id == recovery_row.c.list_id)
        .where(
            recovery_list.c.agency_id == agency_id,
            recovery_list.c.list_id != list_id,
            recovery_list.c.state != ListState.RETURNED.value,
        )
        .group_by(*key)
    )
    return {(row.account_id, row.payment_id): int(row.matched) for row in await tx.execute(query)}


async def replace_commissions(tx: Transaction, month: str, rows: Sequence[CollectorCommission]) -> None:
    await tx.execute(delete(collector_commission).where(collector_commission.c.month == month))
    await tx.insert_many(collector_commission, [dataclasses.asdict(each) for each in rows])


async def list_commissions(tx: Transaction, collector: str, month: str) -> list[CollectorCommission]:
    """Collectors' commissions in the order of (month, collector)."""
    query = select(collector_commission)
    if collector:
        query = query.where(collector_commission.c.collector == collector)
    if month:
        query = query.where(collector_commission.c.month == month)
    rows = await tx.execute(query.order_by(collector_commission.c.month, collector_commission.c.collector))
    return [CollectorCommission(**fields_of(row)) for row in rows]
