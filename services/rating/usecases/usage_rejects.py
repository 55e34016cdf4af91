"""The reject store: records are corrected, tried again or given up, and end rated, duplicate or discarded (R-RAT-1)."""

import csv
import datetime as dt
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.rating.domain.reason import Reason, not_found, precondition
from services.rating.domain.usage_files import UsageFormat, parse_usage
from services.rating.domain.usage_record import SENTENCES
from services.rating.store import usage_rejects as store
from services.rating.usecases.usage_import import one_line
from services.rating.usecases.usage_load import Delivery, Finish, LoadOutcome, UsageLoader

RESUBMIT_MAX = 100_000
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class CorrectReject:
    """A correction: the record as it should have come, with the columns of our CSV."""

    request_id: str
    actor: str
    reject_id: uuid.UUID
    record: tuple[str | int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ResubmitRejects:
    """A request to try waiting records again; empty fields mean all."""

    request_id: str
    actor: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Resubmitted:
    """What became of the records that were tried: rated + duplicates + waiting = tried."""

    tried: int
    rated: int
    duplicates: int
    waiting: int


@dataclass(frozen=True, slots=True)
class DiscardReject:
    """A request to give a record up."""

    request_id: str
    actor: str
    reject_id: uuid.UUID
    reason: str


@dataclass(frozen=True, slots=True)
class _Done:
    """The reply kept for a correction or a discard: the record is read as it stands then."""

    reject_id: uuid.UUID


_DONE = Replies(_Done)
_RESUBMITTED = Replies(Resubmitted)


async def get_reject(db: Database, reject_id: uuid.UUID) -> store.StoredReject:
    """Raises the refusal REJECTED_USAGE_NOT_FOUND."""
    async with db.read() as tx:
        found = await store.reject_by_id(tx, reject_id)
    if found is None:
        raise not_found(Reason.REJECTED_USAGE_NOT_FOUND, "rejected_usage", f"rejectedUsage/{reject_id}")
    return found


def _check_waiting(reject: store.StoredReject) -> None:
    if reject.state != "WAITING":
        message = f"the record is {reject.state.lower()} already"
        raise precondition(Reason.STATE_CONFLICT, message, rejected_usage=f"rejectedUsage/{reject.id}")


async def correct_reject(loader: UsageLoader, request: CorrectReject) -> store.StoredReject:
    """Rates the corrected record in place of the one that came. One that is rejected again goes on waiting."""
    if await _done_before(loader.db, request.request_id, request):
        return await get_reject(loader.db, request.reject_id)
    reject = await get_reject(loader.db, request.reject_id)
    _check_waiting(reject)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([one_line(each) for each in request.record])

    async def finish(tx: Transaction, outcome: LoadOutcome) -> None:
        await _settle(tx, reject, outcome)
        facts = {"from": reject.text, "to": text.getvalue().strip(), "source": reject.source}
        name = f"rejectedUsage/{reject.id}"
        await tx.audit(AuditRecord(request.actor, "usage.correct", name, request.reason, facts))
        await _DONE.keep(tx, {request.request_id: (request, _Done(reject.id))})

    await _try(loader, reject, text.getvalue(), UsageFormat.CSV, finish)
    return await get_reject(loader.db, request.reject_id)


async def _done_before(db: Database, request_id: str, request: object) -> bool:
    async with db.read() as tx:
        earlier = (await _DONE.find(tx, {request_id: request})).get(request_id)
    if earlier is not None:
        reply_or_raise(earlier)
    return earlier is not None


async def _try(loader: UsageLoader, reject: store.StoredReject, text: str, form: UsageFormat, finish: Finish) -> None:
    parsed = parse_usage(text.encode(), form, loader.zone, reject.line)
    delivery = Delivery(reject.source, reject.delivery)
    await loader.load(delivery, parsed, form, finish, again=True)


async def _settle(tx: Transaction, reject: store.StoredReject, outcome: LoadOutcome) -> str:
    """Writes what became of a record that was tried again; gives its state."""
    if outcome.rejects:
        reason = outcome.rejects[0].reason
        await store.keep_waiting(tx, reject, reason.value, SENTENCES[reason])
        return "WAITING"
    state = "RATED" if outcome.rated else "DUPLICATE"
    if not await store.settle_reject(tx, reject, state):
        raise precondition(Reason.STATE_CONFLICT, "the record was settled meanwhile")
    return state


async def resubmit_rejects(loader: UsageLoader, request: ResubmitRejects) -> Resubmitted:
    """Tries waiting records as they came, one transaction each, so that one never fails another."""
    async with loader.db.read() as tx:
        earlier = (await _RESUBMITTED.find(tx, {request.request_id: request})).get(request.request_id)
    if earlier is not None:
        return reply_or_raise(earlier)
    by_id: dict[uuid.UUID, str] = {}
    for reject in await _waiting(loader.db, request):

        async def finish(tx: Transaction, outcome: LoadOutcome, reject: store.StoredReject = reject) -> None:
            by_id[reject.id] = await _settle(tx, reject, outcome)

        await _try(loader, reject, reject.text + "\n", UsageFormat(reject.form), finish)
    states = list(by_id.values())
    reply = Resubmitted(len(states), states.count("RATED"), states.count("DUPLICATE"), states.count("WAITING"))
    await loader.db.transact(lambda tx: _RESUBMITTED.keep(tx, {request.request_id: (request, reply)}))
    return reply


async def _waiting(db: Database, request: ResubmitRejects) -> list[store.StoredReject]:
    found: list[store.StoredReject] = []
    while len(found) < RESUBMIT_MAX:
        after = (found[-1].created_at, found[-1].id) if found else None
        async with db.read() as tx:
            page = await store.list_rejects(tx, source=request.source, reason=request.reason, after=after, limit=_PAGE)
        found.extend(page)
        if len(page) < _PAGE:
            break
    return found


async def discard_reject(db: Database, request: DiscardReject) -> store.StoredReject:
    """Gives a record up for good, with a reason that the audit trail keeps."""

    async def work(tx: Transaction) -> None:
        earlier = (await _DONE.find(tx, {request.request_id: request})).get(request.request_id)
        if earlier is not None:
            reply_or_raise(earlier)
            return
        reject = await store.reject_by_id(tx, request.reject_id, lock=True)
        if reject is None:
            raise not_found(Reason.REJECTED_USAGE_NOT_FOUND, "rejected_usage", f"rejectedUsage/{request.reject_id}")
        _check_waiting(reject)
        await store.settle_reject(tx, reject, "DISCARDED", discard_reason=request.reason)
        facts = {"text": reject.text, "source": reject.source, "reject_reason": reject.reason}
        name = f"rejectedUsage/{reject.id}"
        await tx.audit(AuditRecord(request.actor, "usage.discard", name, request.reason, facts))
        await _DONE.keep(tx, {request.request_id: (request, _Done(reject.id))})

    await db.transact(work)
    return await get_reject(db, request.reject_id)


async def list_rejects(
    db: Database, *, source: str, reason: str, settled: bool, after: tuple[dt.datetime, uuid.UUID] | None, limit: int
) -> Sequence[store.StoredReject]:
    """A page of the store, the oldest first."""
    async with db.read() as tx:
        return await store.list_rejects(tx, source=source, reason=reason, settled=settled, after=after, limit=limit)
