"""What a person does with a callback that was not applied: judge it again, or set it aside for good (R-GTW-2)."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.gateway.domain.callback import CallbackRecord, CallbackState
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import Reason
from services.gateway.provisioning.message import Platform
from services.gateway.provisioning.schemes import hear_callback
from services.gateway.store.callbacks import find_callback, raw_callback, set_callback_state, set_report
from services.gateway.usecases.receive_callbacks import open_desk
from services.kernel.errors import Refusal, RefusalKind


@dataclass(frozen=True, slots=True)
class CallbackAct:
    """A request about one callback; ``verb`` is "reapply" or "dismiss"."""

    request_id: str
    callback_id: str
    verb: str
    reason: str
    actor: str


@dataclass(frozen=True, slots=True)
class Acted:
    """The reply that is kept; the callback itself is read anew."""

    callback_id: str


_REPLIES = Replies(Acted)


async def get_callback(db: Database, callback_id: str) -> CallbackRecord:
    async with db.read() as tx:
        return await _one(tx, callback_id)


async def show_callback(db: Database, callback_id: str) -> tuple[CallbackRecord, RawRequest]:
    """A callback with its bytes."""
    async with db.read() as tx:
        record = await _one(tx, callback_id)
        return record, await raw_callback(tx, uuid.UUID(record.id))


async def act_on_callback(db: Database, act: CallbackAct, platforms: Mapping[str, Platform]) -> CallbackRecord:
    """Reapplies or dismisses a callback. Refused unless it is quarantined, or refused and to be judged again."""

    async def work(tx: Transaction) -> CallbackRecord:
        found = await _REPLIES.find(tx, {act.request_id: act})
        if act.request_id in found:
            reply_or_raise(found[act.request_id])
            return await _one(tx, act.callback_id)
        record = await _one(tx, act.callback_id, lock=True)
        if act.verb == "reapply" and record.state in (CallbackState.QUARANTINED, CallbackState.REFUSED):
            await _reapply(tx, record, platforms)
        elif act.verb == "dismiss" and record.state is CallbackState.QUARANTINED:
            await set_callback_state(tx, uuid.UUID(record.id), CallbackState.DISMISSED, record.reason, act.reason)
        else:
            raise _refused(record)
        await tx.audit(AuditRecord(act.actor, f"callback.{act.verb}", f"callbacks/{record.id}", act.reason))
        await _REPLIES.keep(tx, {act.request_id: (act, Acted(act.callback_id))})
        return await _one(tx, act.callback_id)

    return await db.transact(work)


async def _reapply(tx: Transaction, record: CallbackRecord, platforms: Mapping[str, Platform]) -> None:
    """Judges the kept bytes again; only what the table allows is applied, whoever asks for it."""
    report, reason, detail = record.report, record.reason, record.detail
    if report is None:
        platform = platforms.get(record.platform)
        if platform is None:
            return
        heard = hear_callback(platform, await raw_callback(tx, uuid.UUID(record.id)), record.received_at)
        report, reason, detail = heard.report, heard.reason, heard.detail
    if report is None:
        await set_callback_state(tx, uuid.UUID(record.id), CallbackState.REFUSED, reason, detail)
        return
    if record.report is None:
        await set_report(tx, uuid.UUID(record.id), report)
    desk = await open_desk(tx, [(record.platform, report)])
    judged = desk.judge(tx, record.platform, report, None)
    await set_callback_state(tx, uuid.UUID(record.id), judged.state, judged.reason, detail)
    await desk.close(tx)


async def _one(tx: Transaction, callback_id: str, *, lock: bool = False) -> CallbackRecord:
    try:
        record = await find_callback(tx, uuid.UUID(callback_id), lock=lock)
    except ValueError:
        record = None
    if record is None:
        name = f"callbacks/{callback_id}"
        raise Refusal(
            Reason.CALLBACK_NOT_FOUND, RefusalKind.NOT_FOUND, f"{name} does not exist", metadata={"callback": name}
        )
    return record


def _refused(record: CallbackRecord) -> Refusal:
    name = f"callbacks/{record.id}"
    return Refusal(
        Reason.CALLBACK_STATE,
        RefusalKind.FAILED_PRECONDITION,
        f"{name} is {record.state.value}",
        metadata={"callback": name, "state": record.state.value},
    )
