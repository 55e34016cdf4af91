"""Inspections with their findings (R-KPI-2)."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, select, update

from services.chassis.database import Transaction
from services.collection.domain.inspection import Finding, Inspection
from services.collection.store.appraisal_tables import finding, inspection
from services.collection.store.rows import fields_of


async def add_inspection(tx: Transaction, each: Inspection) -> None:
    row = {name: value for name, value in dataclasses.asdict(each).items() if name != "findings"}
    await tx.insert_many(inspection, [row])


async def add_finding(tx: Transaction, each: Finding) -> None:
    await tx.insert_many(finding, [dataclasses.asdict(each)])


async def save_finding(tx: Transaction, each: Finding) -> None:
    where = finding.c.finding_id == each.finding_id
    await tx.execute(update(finding).where(where).values(follow_up=each.follow_up, close_date=each.close_date))


async def complete_inspection(tx: Transaction, inspection_id: str, date: dt.date) -> None:
    where = inspection.c.inspection_id == inspection_id
    await tx.execute(update(inspection).where(where).values(done_date=date))


async def inspection_of(tx: Transaction, finding_id: str) -> str | None:
    """The inspection that a finding belongs to."""
    query = select(finding.c.inspection_id).where(finding.c.finding_id == finding_id)
    return (await tx.execute(query)).scalar_one_or_none()


async def lock_inspection(tx: Transaction, inspection_id: str) -> Inspection | None:
    """Locks an inspection FOR UPDATE and reads its findings."""
    query = select(inspection).where(inspection.c.inspection_id == inspection_id).with_for_update()
    rows = list(await tx.execute(query))
    return (await _with_findings(tx, rows))[0] if rows else None


async def read_inspection(tx: Transaction, inspection_id: str) -> Inspection | None:
    rows = list(await tx.execute(select(inspection).where(inspection.c.inspection_id == inspection_id)))
    return (await _with_findings(tx, rows))[0] if rows else None


async def list_inspections(
    tx: Transaction, sales_unit: str, *, open_only: bool, after: str | None, limit: int
) -> list[Inspection]:
    """Inspections in the order of their ids, which is that of planning, after one."""
    query = select(inspection)
    if sales_unit:
        query = query.where(inspection.c.sales_unit == sales_unit)
    if open_only:
        mine = finding.c.inspection_id == inspection.c.inspection_id
        query = query.where(exists().where(mine, finding.c.close_date.is_(None)))
    if after is not None:
        query = query.where(inspection.c.inspection_id > after)
    rows = list(await tx.execute(query.order_by(inspection.c.inspection_id).limit(limit)))
    return await _with_findings(tx, rows)


async def _with_findings(tx: Transaction, rows: Sequence[Any]) -> list[Inspection]:
    found: dict[str, list[Finding]] = {row.inspection_id: [] for row in rows}
    query = select(finding).where(finding.c.inspection_id.in_(list(found))).order_by(finding.c.finding_id)
    for row in await tx.execute(query) if found else ():
        found[row.inspection_id].append(Finding(**fields_of(row)))
    return [Inspection(**fields_of(row, findings=tuple(found[row.inspection_id]))) for row in rows]
