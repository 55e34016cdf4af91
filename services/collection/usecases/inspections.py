"""Inspections: planned, findings recorded and closed with what was done, then marked as done (R-KPI-2)."""

import dataclasses
import datetime as dt
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.inspection import (
    Finding,
    Inspection,
    check_closable,
    check_completable,
    check_recordable,
)
from services.collection.domain.promise import check_date
from services.collection.domain.reason import Reason, not_found
from services.collection.store import inspections as store
from services.kernel.ids import uuid7

_INSPECTIONS: Replies[Inspection] = Replies(Inspection)
_FINDINGS: Replies[Finding] = Replies(Finding)
_DAYS_AHEAD_MOST = 732


@dataclass(frozen=True, slots=True)
class PlanInspection:
    """A unit will be looked at."""

    sales_unit: str
    plan: str
    plan_date: dt.date
    actor: str


def _check_ahead(tx: Transaction, date: dt.date) -> None:
    check_date(date, tx.date, tx.date + dt.timedelta(days=_DAYS_AHEAD_MOST))


async def plan_inspection(db: Database, request_id: str, request: PlanInspection) -> Inspection:
    """Raises DATE_OUT_OF_RANGE."""

    async def work(tx: Transaction) -> Inspection:
        known = await _INSPECTIONS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        _check_ahead(tx, request.plan_date)
        planned = Inspection(str(uuid7()), request.sales_unit, request.plan, request.plan_date, request.actor)
        await store.add_inspection(tx, planned)
        subject = f"inspections/{planned.inspection_id}"
        await tx.audit(AuditRecord(request.actor, "inspection.plan", subject, request.plan[:1_000]))
        await _INSPECTIONS.keep(tx, {request_id: (request, planned)})
        return planned

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """Something was found."""

    inspection_id: str
    description: str
    demand: str
    due_date: dt.date
    actor: str


async def record_finding(db: Database, request_id: str, request: RecordFinding) -> Finding:
    """Raises INSPECTION_NOT_FOUND, INSPECTION_STATE_WRONG, DATE_OUT_OF_RANGE."""

    async def work(tx: Transaction) -> Finding:
        known = await _FINDINGS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        check_recordable(await lock(tx, request.inspection_id))
        _check_ahead(tx, request.due_date)
        found = Finding(str(uuid7()), request.inspection_id, request.description, request.demand, request.due_date)
        await store.add_finding(tx, found)
        subject = f"inspections/{request.inspection_id}"
        await tx.audit(AuditRecord(request.actor, "inspection.find", subject, request.description[:1_000]))
        await _FINDINGS.keep(tx, {request_id: (request, found)})
        return found

    return await db.transact(work)


async def lock(tx: Transaction, inspection_id: str) -> Inspection:
    """Raises INSPECTION_NOT_FOUND."""
    found = await store.lock_inspection(tx, inspection_id)
    if found is None:
        raise not_found(Reason.INSPECTION_NOT_FOUND, f"inspections/{inspection_id}")
    return found


@dataclass(frozen=True, slots=True)
class CloseFinding:
    """What was done about a finding."""

    finding_id: str
    follow_up: str
    actor: str


async def close_finding(db: Database, request_id: str, request: CloseFinding) -> Finding:
    """Raises INSPECTION_NOT_FOUND, INSPECTION_STATE_WRONG."""

    async def work(tx: Transaction) -> Finding:
        known = await _FINDINGS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        inspection_id = await store.inspection_of(tx, request.finding_id)
        if inspection_id is None:
            raise not_found(Reason.INSPECTION_NOT_FOUND, f"findings/{request.finding_id}")
        inspection = await lock(tx, inspection_id)
        (finding,) = (each for each in inspection.findings if each.finding_id == request.finding_id)
        check_closable(finding)
        closed = dataclasses.replace(finding, follow_up=request.follow_up, close_date=tx.date)
        await store.save_finding(tx, closed)
        subject = f"findings/{request.finding_id}"
        await tx.audit(AuditRecord(request.actor, "finding.close", subject, request.follow_up[:1_000]))
        await _FINDINGS.keep(tx, {request_id: (request, closed)})
        return closed

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class CompleteInspection:
    """The inspection is done."""

    inspection_id: str
    actor: str


async def complete_inspection(db: Database, request_id: str, request: CompleteInspection) -> Inspection:
    """Raises INSPECTION_NOT_FOUND, INSPECTION_STATE_WRONG while a finding is open."""

    async def work(tx: Transaction) -> Inspection:
        known = await _INSPECTIONS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        inspection = await lock(tx, request.inspection_id)
        check_completable(inspection)
        done = dataclasses.replace(inspection, done_date=tx.date)
        await store.complete_inspection(tx, inspection.inspection_id, tx.date)
        subject = f"inspections/{request.inspection_id}"
        await tx.audit(AuditRecord(request.actor, "inspection.complete", subject, "R-KPI-2"))
        await _INSPECTIONS.keep(tx, {request_id: (request, done)})
        return done

    return await db.transact(work)
