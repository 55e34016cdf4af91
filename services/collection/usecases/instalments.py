"""Instalment plans: requested, approved by another person; they pause a case while they are kept (R-DUN-4)."""

import dataclasses
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.case import Case
from services.collection.domain.dossier import duties_separate
from services.collection.domain.pause import InstalmentPlan
from services.collection.domain.promise import HoldReason, Instalment, check_instalments
from services.collection.domain.reason import Reason, not_found
from services.collection.store import holds as store
from services.collection.store import positions as position_store
from services.collection.usecases.pauses import begin_hold, end_hold, lock_open_case
from services.kernel.ids import uuid7

_PLANS: Replies[InstalmentPlan] = Replies(InstalmentPlan)


@dataclass(frozen=True, slots=True)
class RequestPlan:
    """A customer asks for instalments."""

    case_id: str
    parts: tuple[Instalment, ...]
    actor: str


async def request_plan(db: Database, request_id: str, request: RequestPlan) -> InstalmentPlan:
    """Raises CASE_NOT_FOUND, CASE_CLOSED, INSTALMENTS_INVALID."""

    async def work(tx: Transaction) -> InstalmentPlan:
        known = await _PLANS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        case = await lock_open_case(tx, request.case_id)
        account = (await position_store.lock_accounts(tx, [(case.shard, case.account_id)]))[case.shard, case.account_id]
        check_instalments(request.parts, account.debt.overdue(tx.date), tx.date)
        plan = InstalmentPlan(
            case.shard,
            str(uuid7()),
            case.case_id,
            case.account_id,
            case.customer_id,
            request.parts,
            account.settled,
            "REQUESTED",
            request.actor,
            "",
            tx.date,
            request.parts[0].due_date,
        )
        await store.add_plan(tx, plan)
        await _PLANS.keep(tx, {request_id: (request, plan)})
        return plan

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class DecidePlan:
    """A plan is approved, rejected or taken back."""

    plan_id: str
    approve: bool
    comment: str
    actor: str


async def decide_plan(db: Database, request_id: str, request: DecidePlan) -> InstalmentPlan:
    """Raises INSTALMENT_PLAN_NOT_FOUND, SEPARATION_OF_DUTIES. Approval pauses the case while the plan is kept."""

    async def work(tx: Transaction) -> InstalmentPlan:
        known = await _PLANS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        plan = await store.find_plan(tx, request.plan_id)
        open_states = ("REQUESTED",) if request.approve else ("REQUESTED", "RUNNING")
        if plan is None or plan.state not in open_states:
            raise not_found(Reason.INSTALMENT_PLAN_NOT_FOUND, f"instalmentPlans/{request.plan_id}")
        if request.approve and plan.requester == request.actor:
            raise duties_separate(request.actor, "REQUESTER")
        case = await lock_open_case(tx, plan.case_id)
        decided = await _decide_plan(tx, case, plan, request)
        facts = {"approve": request.approve, "parts": [[part.due_date, part.amount] for part in plan.parts]}
        record = AuditRecord(request.actor, "instalments.decide", f"cases/{case.case_id}", request.comment, facts)
        await tx.audit(record)
        await _PLANS.keep(tx, {request_id: (request, decided)})
        return decided

    return await db.transact(work)


async def _decide_plan(tx: Transaction, case: Case, plan: InstalmentPlan, request: DecidePlan) -> InstalmentPlan:
    if not request.approve:
        await end_hold(tx, case, plan.plan_id)
        decided = dataclasses.replace(plan, state="CANCELLED", next_due=None)
    else:
        last = plan.parts[-1].due_date
        await begin_hold(tx, case, plan.plan_id, HoldReason.INSTALMENTS, last, "instalment plan", request.actor)
        decided = dataclasses.replace(plan, state="RUNNING", approver=request.actor)
    await store.save_plan(tx, decided)
    return decided
