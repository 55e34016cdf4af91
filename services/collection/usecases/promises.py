"""Holds, promises, instalments and disputes: what people do to pause a case, and how a day judges it (R-DUN-4)."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.case import Case
from services.collection.domain.dossier import duties_separate
from services.collection.domain.events import PromiseBroken
from services.collection.domain.pause import Dispute, Hold, InstalmentPlan, Promise
from services.collection.domain.promise import (
    PROMISE_DAYS_MOST,
    HoldReason,
    Instalment,
    PromiseFacts,
    PromiseState,
    check_date,
    check_instalments,
    check_promise,
    instalments_due,
    judge_promise,
)
from services.collection.domain.reason import Reason, not_found, precondition
from services.collection.store import cases as case_store
from services.collection.store import holds as store
from services.collection.store import positions as position_store
from services.collection.usecases.pauses import begin_hold, end_hold, lock_open_case
from services.kernel.ids import uuid7

_HOLDS: Replies[Hold] = Replies(Hold)
_PROMISES: Replies[Promise] = Replies(Promise)
_PLANS: Replies[InstalmentPlan] = Replies(InstalmentPlan)
_DISPUTES: Replies[Dispute] = Replies(Dispute)
_HOLD_DAYS_MOST = 365


@dataclass(frozen=True, slots=True)
class HoldCase:
    """A person pauses a case."""

    case_id: str
    until_date: dt.date | None
    comment: str
    actor: str


async def hold_case(db: Database, request_id: str, request: HoldCase) -> Hold:
    """Raises CASE_NOT_FOUND, CASE_CLOSED, DATE_OUT_OF_RANGE."""

    async def work(tx: Transaction) -> Hold:
        known = await _HOLDS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        case = await lock_open_case(tx, request.case_id)
        if request.until_date is not None:
            check_date(request.until_date, tx.date, tx.date + dt.timedelta(days=_HOLD_DAYS_MOST))
        hold = await begin_hold(
            tx, case, str(uuid7()), HoldReason.MANUAL, request.until_date, request.comment, request.actor
        )
        facts = {"until": request.until_date, "state": case.state.value}
        await tx.audit(AuditRecord(request.actor, "case.hold", f"cases/{case.case_id}", request.comment, facts))
        await _HOLDS.keep(tx, {request_id: (request, hold)})
        return hold

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class ResumeCase:
    """A person ends a hold."""

    hold_id: str
    comment: str
    actor: str


async def resume_case(db: Database, request_id: str, request: ResumeCase) -> str:
    """The case's id. Raises HOLD_NOT_FOUND, then HOLD_NOT_MANUAL."""

    async def work(tx: Transaction) -> str:
        known = await _HOLDS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id]).case_id
        hold = await store.find_hold(tx, request.hold_id)
        if hold is None or hold.end_date is not None:
            raise not_found(Reason.HOLD_NOT_FOUND, f"holds/{request.hold_id}")
        if hold.reason is not HoldReason.MANUAL:
            raise precondition(
                Reason.HOLD_NOT_MANUAL,
                f"hold {hold.hold_id} ends with its {hold.reason}",
                hold=f"holds/{hold.hold_id}",
                reason=hold.reason.value,
            )
        case = await lock_open_case(tx, hold.case_id)
        await end_hold(tx, case, hold.hold_id)
        await tx.audit(AuditRecord(request.actor, "case.resume", f"cases/{case.case_id}", request.comment))
        await _HOLDS.keep(tx, {request_id: (request, hold)})
        return case.case_id

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class RecordPromise:
    """A customer promises to pay."""

    case_id: str
    amount: int
    promised_date: dt.date
    actor: str


async def record_promise(db: Database, request_id: str, request: RecordPromise) -> Promise:
    """Raises CASE_NOT_FOUND, CASE_CLOSED, PROMISE_OPEN, AMOUNT_OUT_OF_RANGE, DATE_OUT_OF_RANGE."""

    async def work(tx: Transaction) -> Promise:
        known = await _PROMISES.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        case = await lock_open_case(tx, request.case_id)
        running = await store.list_promises(tx, case.case_id, "OPEN", None, 1)
        if running:
            raise precondition(
                Reason.PROMISE_OPEN,
                f"case {case.case_id} has a running promise",
                promise=f"promises/{running[0].promise_id}",
            )
        account = (await position_store.lock_accounts(tx, [(case.shard, case.account_id)]))[case.shard, case.account_id]
        overdue = account.debt.overdue(tx.date)
        check_promise(request.amount, overdue, request.promised_date, tx.date, PROMISE_DAYS_MOST)
        promise = Promise(
            case.shard,
            str(uuid7()),
            case.case_id,
            case.account_id,
            case.customer_id,
            request.amount,
            request.promised_date,
            overdue,
            account.settled,
            PromiseState.OPEN,
            request.actor,
            tx.date,
        )
        await store.add_promise(tx, promise)
        await begin_hold(
            tx, case, promise.promise_id, HoldReason.PROMISE, request.promised_date, "promise to pay", request.actor
        )
        await _PROMISES.keep(tx, {request_id: (request, promise)})
        return promise

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class CancelPromise:
    """A promise is taken back."""

    promise_id: str
    comment: str
    actor: str


async def cancel_promise(db: Database, request_id: str, request: CancelPromise) -> Promise:
    """Raises PROMISE_NOT_FOUND, then PROMISE_ENDED."""

    async def work(tx: Transaction) -> Promise:
        known = await _PROMISES.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        promise = await store.find_promise(tx, request.promise_id)
        if promise is None:
            raise not_found(Reason.PROMISE_NOT_FOUND, f"promises/{request.promise_id}")
        if promise.state is not PromiseState.OPEN:
            raise precondition(
                Reason.PROMISE_ENDED,
                f"promise {promise.promise_id} is {promise.state}",
                promise=f"promises/{promise.promise_id}",
                state=promise.state.value,
            )
        ended = await _end_promise(tx, promise, PromiseState.CANCELLED)
        await _PROMISES.keep(tx, {request_id: (request, ended)})
        return ended

    return await db.transact(work)


async def _end_promise(tx: Transaction, promise: Promise, state: PromiseState) -> Promise:
    await store.end_promise(tx, promise, state, tx.date)
    await _release(tx, promise.shard, promise.case_id, promise.promise_id)
    return dataclasses.replace(promise, state=state, end_date=tx.date)


async def _release(tx: Transaction, shard: int, case_id: str, hold_id: str) -> None:
    case = (await case_store.cases_by_id(tx, [(shard, case_id)]))[shard, case_id]
    await end_hold(tx, case, hold_id)


async def judge_promises(db: Database, date: dt.date) -> Mapping[str, int]:
    """At the end of a day: promises and instalments are kept or broken; what they held goes on the next day."""

    async def work(tx: Transaction) -> Mapping[str, int]:
        counters = {"kept": 0, "broken": 0}
        promises, plans = await store.open_promises(tx), await store.running_plans(tx)
        keys = {(each.shard, each.account_id) for each in (*promises, *plans)}
        accounts = await position_store.lock_accounts(tx, keys)
        for promise in promises:
            paid = accounts[promise.shard, promise.account_id].settled - promise.settled_before
            state = judge_promise(PromiseFacts(promise.amount, promise.promised_date, paid), date)
            if state is PromiseState.OPEN:
                continue
            await _end_promise(tx, promise, state)
            counters[state.value.lower()] += 1
            if state is PromiseState.BROKEN:
                tx.publish(
                    [_broken(promise.promise_id, promise.account_id, promise.customer_id, promise.promised_date)]
                )
        for plan in plans:
            paid = accounts[plan.shard, plan.account_id].settled - plan.settled_before
            await _judge_plan(tx, plan, paid, date, counters)
        return counters

    return await db.transact(work)


def _broken(promise_id: str, account_id: str, customer_id: str, date: dt.date) -> PromiseBroken:
    return PromiseBroken(promise_id, account_id, customer_id, date)


async def _judge_plan(
    tx: Transaction, plan: InstalmentPlan, paid: int, date: dt.date, counters: dict[str, int]
) -> None:
    total = sum(part.amount for part in plan.parts)
    if paid >= total:
        state = "COMPLETED"
    elif paid < instalments_due(plan.parts, date):
        state = "BROKEN"
    else:
        return
    await store.save_plan(tx, dataclasses.replace(plan, state=state, next_due=None))
    await _release(tx, plan.shard, plan.case_id, plan.plan_id)
    counters["kept" if state == "COMPLETED" else "broken"] += 1
    if state == "BROKEN":
        tx.publish([_broken(plan.plan_id, plan.account_id, plan.customer_id, date)])


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


@dataclass(frozen=True, slots=True)
class OpenDispute:
    """A customer objects."""

    case_id: str
    bills: tuple[str, ...]
    statement: str
    actor: str


async def open_dispute(db: Database, request_id: str, request: OpenDispute) -> Dispute:
    """Raises CASE_NOT_FOUND, CASE_CLOSED."""

    async def work(tx: Transaction) -> Dispute:
        known = await _DISPUTES.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        case = await lock_open_case(tx, request.case_id)
        dispute = Dispute(
            case.shard,
            str(uuid7()),
            case.case_id,
            case.account_id,
            request.bills,
            request.statement,
            "OPEN",
            "",
            request.actor,
            tx.date,
        )
        await store.add_dispute(tx, dispute)
        await begin_hold(tx, case, dispute.dispute_id, HoldReason.DISPUTE, None, "dispute", request.actor)
        await _DISPUTES.keep(tx, {request_id: (request, dispute)})
        return dispute

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class ResolveDispute:
    """A dispute is resolved: UPHELD or REJECTED."""

    dispute_id: str
    resolution: str
    finding: str
    actor: str


async def resolve_dispute(db: Database, request_id: str, request: ResolveDispute) -> Dispute:
    """Raises DISPUTE_NOT_FOUND, then SEPARATION_OF_DUTIES. The ladder goes on the next day."""

    async def work(tx: Transaction) -> Dispute:
        known = await _DISPUTES.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        dispute = await store.find_dispute(tx, request.dispute_id)
        if dispute is None or dispute.state != "OPEN":
            raise not_found(Reason.DISPUTE_NOT_FOUND, f"disputes/{request.dispute_id}")
        if dispute.actor == request.actor:
            raise duties_separate(request.actor, "OPENER")
        await position_store.lock_accounts(tx, [(dispute.shard, dispute.account_id)])
        await store.resolve_dispute(tx, dispute, request.resolution, request.finding, tx.date)
        await _release(tx, dispute.shard, dispute.case_id, dispute.dispute_id)
        record = AuditRecord(
            request.actor,
            "dispute.resolve",
            f"cases/{dispute.case_id}",
            request.finding,
            {"resolution": request.resolution},
        )
        await tx.audit(record)
        resolved = dataclasses.replace(dispute, state=request.resolution, finding=request.finding, resolve_date=tx.date)
        await _DISPUTES.keep(tx, {request_id: (request, resolved)})
        return resolved

    return await db.transact(work)
