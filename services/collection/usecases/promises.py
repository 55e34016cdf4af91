"""Holds and promises, and how the end of a day judges promises and instalments (R-DUN-4)."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.events import PromiseBroken
from services.collection.domain.pause import Hold, InstalmentPlan, Promise
from services.collection.domain.promise import (
    HoldReason,
    PromiseFacts,
    PromiseState,
    check_date,
    check_promise,
    instalments_due,
    judge_promise,
)
from services.collection.domain.reason import Reason, not_found, precondition
from services.collection.store import collection_policies as policy_store
from services.collection.store import holds as store
from services.collection.store import positions as position_store
from services.collection.usecases.pauses import begin_hold, end_hold, lock_open_case, release
from services.kernel.ids import uuid7

_HOLDS: Replies[Hold] = Replies(Hold)
_PROMISES: Replies[Promise] = Replies(Promise)
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
        days_most = (await policy_store.policy_in_force(tx)).promise_days_max
        check_promise(request.amount, overdue, request.promised_date, tx.date, days_most)
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
    await release(tx, promise.shard, promise.case_id, promise.promise_id)
    return dataclasses.replace(promise, state=state, end_date=tx.date)


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
    await release(tx, plan.shard, plan.case_id, plan.plan_id)
    counters["kept" if state == "COMPLETED" else "broken"] += 1
    if state == "BROKEN":
        tx.publish([_broken(plan.plan_id, plan.account_id, plan.customer_id, date)])
