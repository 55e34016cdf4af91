"""Contacts: sent through a sender, recorded with their results; managers' tasks (R-DUN-3)."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.contact import Contact, ContactState
from services.collection.domain.events import ContactMade
from services.collection.domain.notice import Medium, automatic_way
from services.collection.domain.reason import Reason, not_found, precondition
from services.collection.domain.scenario import DEFAULT_SCENARIOS
from services.collection.store import contacts as store
from services.collection.store import positions as position_store

Send = Callable[[Sequence[Contact]], Awaitable[set[str]]]
"""Sends automatic contacts; answers the ids of those really sent."""

_BATCH = 500
_MEDIA = DEFAULT_SCENARIOS[0].media


async def send_planned(db: Database, send: Send) -> Mapping[str, int]:
    """Sends what is planned and marks what was really sent; what was not stays planned for the next day."""
    counters = {"sent": 0, "failed": 0}
    while True:
        async with db.read() as tx:
            batch = await store.planned_contacts(tx, _BATCH)
        if not batch:
            return counters
        sent = await send(batch)
        done = [each for each in batch if each.contact_id in sent]
        counters["sent"] += await db.transact(lambda tx, done=done: _mark_sent(tx, done))
        if len(done) < len(batch):
            left = [(each.shard, each.contact_id) for each in batch if each.contact_id not in sent]
            await db.transact(lambda tx, left=left: store.mark_failed(tx, left, "the sender did not take it"))
            counters["failed"] += len(left)
            return counters


async def _mark_sent(tx: Transaction, contacts: Sequence[Contact], **more: str) -> int:
    """Marks contacts as really sent today and tells their cases, whose accounts it locks."""
    if not contacts:
        return 0
    await position_store.lock_accounts(tx, {(each.shard, each.account_id) for each in contacts})
    marked = await store.mark_sent(tx, [(each.shard, each.contact_id) for each in contacts], tx.date, **more)
    made = [each for each in contacts if (each.shard, each.contact_id) in marked]
    await store.notices_sent(tx, [(each.shard, each.case_id) for each in made if each.case_id], tx.date)
    tx.publish(
        ContactMade(each.contact_id, each.account_id, each.customer_id, each.kind.value, tx.date) for each in made
    )
    return len(made)


async def send_late_tasks(db: Database, date: dt.date) -> Mapping[str, int]:
    """Turns tasks that no manager did in time into automatic contacts, so that no notice waits for ever."""

    async def work(tx: Transaction) -> Mapping[str, int]:
        late = await store.late_tasks(tx, date, 5_000)
        customers = await position_store.addressees_of(tx, {(each.shard, each.customer_id) for each in late})
        for each in late:
            known = customers.get((each.shard, each.customer_id))
            way = automatic_way(known[0], _MEDIA) if known else None
            await store.make_automatic(tx, each, way.medium if way else Medium.SMS, way.recipient if way else "")
        return {"turned_automatic": len(late)}

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class CompleteTask:
    """A manager's word that a task is done."""

    contact_id: str
    result: str
    comment: str
    actor: str


_TASKS: Replies[Contact] = Replies(Contact)


async def complete_task(db: Database, request_id: str, request: CompleteTask) -> Contact:
    """Counts the contact as made today. Raises TASK_NOT_FOUND."""

    async def work(tx: Transaction) -> Contact:
        known = await _TASKS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        task = await store.contacts_by_id(tx, request.contact_id)
        if task is None or task.medium is not Medium.MANAGER or task.state is not ContactState.PLANNED:
            raise not_found(Reason.TASK_NOT_FOUND, f"tasks/{request.contact_id}")
        if not await _mark_sent(tx, [task], result=request.result, comment=request.comment):
            raise not_found(Reason.TASK_NOT_FOUND, f"tasks/{request.contact_id}")
        done = await store.contacts_by_id(tx, request.contact_id)
        assert done is not None
        await _TASKS.keep(tx, {request_id: (request, done)})
        return done

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class RecordResult:
    """What came of a contact."""

    contact_id: str
    result: str
    comment: str


async def record_result(db: Database, request_id: str, request: RecordResult) -> Contact:
    """Records a result. Raises CONTACT_NOT_FOUND, then CONTACT_NOT_SENT."""

    async def work(tx: Transaction) -> Contact:
        known = await _TASKS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        each = await _find(tx, request.contact_id)
        if each.state is not ContactState.SENT:
            raise precondition(
                Reason.CONTACT_NOT_SENT,
                f"contact {each.contact_id} is {each.state}: it has no result",
                contact=f"contacts/{each.contact_id}",
                state=each.state.value,
            )
        await store.save_result(tx, each, request.result, request.comment)
        done = await _find(tx, request.contact_id)
        await _TASKS.keep(tx, {request_id: (request, done)})
        return done

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class ReassignTask:
    """A task goes to another manager."""

    contact_id: str
    manager: str


async def reassign_task(db: Database, request_id: str, request: ReassignTask) -> Contact:
    """Gives a task to another manager. Raises TASK_NOT_FOUND."""

    async def work(tx: Transaction) -> Contact:
        known = await _TASKS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        task = await store.contacts_by_id(tx, request.contact_id)
        if task is None or task.medium is not Medium.MANAGER or task.state is not ContactState.PLANNED:
            raise not_found(Reason.TASK_NOT_FOUND, f"tasks/{request.contact_id}")
        await store.reassign_task(tx, task, request.manager)
        done = await _find(tx, request.contact_id)
        await _TASKS.keep(tx, {request_id: (request, done)})
        return done

    return await db.transact(work)


async def _find(tx: Transaction, contact_id: str) -> Contact:
    each = await store.contacts_by_id(tx, contact_id)
    if each is None:
        raise not_found(Reason.CONTACT_NOT_FOUND, f"contacts/{contact_id}")
    return each
