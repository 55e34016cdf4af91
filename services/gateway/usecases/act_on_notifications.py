"""What a person does with a notification: judge it again, take it out of posting, put it back (R-GTW-1)."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.gateway.channels.message import Channel
from services.gateway.channels.schemes import hear
from services.gateway.domain.notification import (
    NOTIFICATION_TRANSITIONS,
    NotificationRecord,
    NotificationState,
    NotificationVerb,
)
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import Reason
from services.gateway.store.notifications import (
    find_notification,
    notifications_newest_first,
    raw_notification,
    set_payment,
    set_state,
)
from services.gateway.usecases.receive_notifications import judge_by_claims
from services.kernel.errors import Refusal, RefusalKind


@dataclass(frozen=True, slots=True)
class NotificationAct:
    """A request about one notification."""

    request_id: str
    notification_id: str
    verb: NotificationVerb
    reason: str
    actor: str


@dataclass(frozen=True, slots=True)
class Acted:
    """The reply that is kept; the notification itself is read anew."""

    notification_id: str


_REPLIES = Replies(Acted)


async def get_notification(db: Database, notification_id: str) -> NotificationRecord:
    async with db.read() as tx:
        return await _one(tx, notification_id)


async def show_notification(db: Database, notification_id: str) -> tuple[NotificationRecord, RawRequest]:
    """A notification with its bytes."""
    async with db.read() as tx:
        record = await _one(tx, notification_id)
        return record, await raw_notification(tx, uuid.UUID(record.id))


async def notification_of_number(db: Database, channel: str, number: str) -> RawRequest | None:
    """The bytes of the newest genuine notification of a payment's number, if one is kept."""
    async with db.read() as tx:
        found = await notifications_newest_first(
            tx, channel=channel, states=(), number=number, receive_date=None, before=None, most=1
        )
        return await raw_notification(tx, uuid.UUID(found[0].id)) if found else None


async def act_on_notification(
    db: Database, act: NotificationAct, channels: Mapping[str, Channel]
) -> NotificationRecord:
    """Moves a notification by a person's verb. Refused when its state does not allow it."""

    async def work(tx: Transaction) -> NotificationRecord:
        found = await _REPLIES.find(tx, {act.request_id: act})
        if act.request_id in found:
            reply_or_raise(found[act.request_id])
            return await _one(tx, act.notification_id)
        record = await _one(tx, act.notification_id, lock=True)
        to = NOTIFICATION_TRANSITIONS.get((record.state, act.verb))
        if to is None:
            raise _refused(record)
        if act.verb is NotificationVerb.REPLAY:
            await _replay(tx, record, channels)
        else:
            posting = to is NotificationState.ACCEPTED
            reason = "" if posting else Reason.QUARANTINED_BY_PERSON.value
            await set_state(tx, uuid.UUID(record.id), to, reason, act.reason, tx.now if posting else None)
        name = f"notifications/{record.id}"
        await tx.audit(AuditRecord(act.actor, f"notification.{act.verb.value}", name, act.reason))
        await _REPLIES.keep(tx, {act.request_id: (act, Acted(act.notification_id))})
        return await _one(tx, act.notification_id)

    return await db.transact(work)


async def _replay(tx: Transaction, record: NotificationRecord, channels: Mapping[str, Channel]) -> None:
    """Judges the kept bytes again, at the time at which they came, with the keys of now."""
    channel = channels.get(record.channel)
    if channel is None:
        raise Refusal(
            Reason.CHANNEL_UNKNOWN,
            RefusalKind.FAILED_PRECONDITION,
            f"channel {record.channel!r} is not configured",
            metadata={"channel": f"channels/{record.channel}"},
        )
    id_ = uuid.UUID(record.id)
    heard = hear(channel, await raw_notification(tx, id_), record.received_at)
    if record.state is NotificationState.REJECTED and heard.payment is not None:
        # It holds its claims already; payment is asked once more.
        await set_state(tx, id_, NotificationState.ACCEPTED, "", "", tx.now)
        return
    ((_, _, state, reason),) = await judge_by_claims(tx, [(id_, heard)])
    if heard.payment is not None:
        await set_payment(tx, id_, heard.delivery, heard.payment)
    await set_state(tx, id_, state, reason, heard.detail, tx.now if state is NotificationState.ACCEPTED else None)


async def _one(tx: Transaction, notification_id: str, *, lock: bool = False) -> NotificationRecord:
    try:
        record = await find_notification(tx, uuid.UUID(notification_id), lock=lock)
    except ValueError:
        record = None
    if record is None:
        name = f"notifications/{notification_id}"
        raise Refusal(
            Reason.NOTIFICATION_NOT_FOUND,
            RefusalKind.NOT_FOUND,
            f"{name} does not exist",
            metadata={"notification": name},
        )
    return record


def _refused(record: NotificationRecord) -> Refusal:
    name = f"notifications/{record.id}"
    return Refusal(
        Reason.NOTIFICATION_STATE,
        RefusalKind.FAILED_PRECONDITION,
        f"{name} is {record.state.value}",
        metadata={"notification": name, "state": record.state.value},
    )
