"""What people say of contacts: results recorded, managers' tasks done and reassigned (R-DUN-3)."""

from dataclasses import dataclass

from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.contact import Contact, ContactState
from services.collection.domain.notice import Medium
from services.collection.domain.reason import Reason, not_found, precondition
from services.collection.store import contacts as store
from services.collection.usecases.sending import mark_sent


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
        if not await mark_sent(tx, [task], result=request.result, comment=request.comment):
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
