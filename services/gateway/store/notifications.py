"""The inbox of payment channels."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import DateTime, Text, func, select, text, update

from services.chassis.arrays import array_literal
from services.chassis.database import Transaction
from services.chassis.tables import count_of
from services.gateway.domain.notification import ChannelPayment, Heard, NotificationRecord, NotificationState, Posted
from services.gateway.domain.raw import RawRequest
from services.gateway.store.raw import RAW_COLUMNS, raw_from_row, raw_to_values
from services.gateway.store.tables import notification

Judged = tuple[uuid.UUID, Heard, NotificationState, str]
"""An id, a message, where it goes, and the reason of a message that goes nowhere."""

_COLUMNS = (
    "id",
    "channel",
    "state",
    "reason",
    "detail",
    "delivery",
    "channel_number",
    "account",
    "currency",
    "amount",
    "value_date",
    "payer",
    "received_at",
    "receive_date",
    "next_attempt_at",
    *RAW_COLUMNS,
)
_WITHOUT_BYTES = [column for column in notification.c if column.name not in RAW_COLUMNS]


async def add_notifications(tx: Transaction, judged: Sequence[Judged]) -> None:
    """Stores messages as they came, with what was made of them."""
    await tx.insert_many(notification, [dict(zip(_COLUMNS, _values(tx, *item), strict=True)) for item in judged])


def _values(tx: Transaction, id_: uuid.UUID, heard: Heard, state: NotificationState, reason: str) -> tuple[Any, ...]:
    payment = heard.payment
    paid = (
        (payment.channel_number, payment.account, payment.currency, payment.amount, payment.value_date, payment.payer)
        if payment is not None
        else ("", "", "", 0, None, "")
    )
    due = tx.now if state is NotificationState.ACCEPTED else None
    who = (id_, heard.channel, state.value, reason, heard.detail, heard.delivery)
    return (*who, *paid, heard.received_at, tx.date, due, *raw_to_values(heard.raw))


_LEASE_UNPOSTED = text("""
    UPDATE notification SET attempts = attempts + 1, next_attempt_at = :until
    WHERE id IN (SELECT id FROM notification WHERE state = 'ACCEPTED' AND next_attempt_at <= :now
                 ORDER BY next_attempt_at LIMIT :most FOR UPDATE SKIP LOCKED)
    RETURNING id, channel, state, reason, detail, delivery, channel_number, account, currency, amount,
    value_date, payer,
              received_at, receive_date, attempts, payment, posted_at
""")


async def lease_unposted(tx: Transaction, most: int, lease: dt.timedelta) -> list[NotificationRecord]:
    """Takes notifications that are due for posting, oldest first; nobody else takes them before the lease ends."""
    rows = await tx.execute(_LEASE_UNPOSTED, {"now": tx.now, "until": tx.now + lease, "most": most})
    return sorted((_from_row(row) for row in rows), key=lambda record: record.id)


_MARK = text("""
    UPDATE notification AS n
    SET state = r.state, payment = r.payment, reason = r.reason, detail = r.detail, next_attempt_at = r.due,
        posted_at = CASE WHEN r.state = 'POSTED' THEN CAST(:now AS timestamptz) END
    FROM unnest(CAST(:ids AS uuid[]), CAST(:states AS text[]), CAST(:payments AS text[]), CAST(:reasons AS text[]),
                CAST(:details AS text[]), CAST(:dues AS timestamptz[])) AS r (id, state, payment, reason, detail, due)
    WHERE n.id = r.id AND (n.state = 'ACCEPTED' OR (n.state = 'QUARANTINED' AND r.state = 'POSTED'))
    RETURNING n.id
""")


async def mark_posted(tx: Transaction, results: Sequence[tuple[Posted, dt.datetime | None]]) -> set[str]:
    """Writes what payment said; the time is when a retry is due. Answers those that were still waiting for it.

    One that a person took out while payment was recording it is posted nevertheless: the money is in the books.
    """
    rows = await tx.execute(
        _MARK,
        {
            "now": tx.now,
            "ids": array_literal(Text(), [posted.id for posted, _ in results]),
            "states": array_literal(Text(), [_state_after(posted) for posted, _ in results]),
            "payments": array_literal(Text(), [posted.posted_as for posted, _ in results]),
            "reasons": array_literal(Text(), [posted.reason for posted, _ in results]),
            "details": array_literal(Text(), [posted.detail[:500] for posted, _ in results]),
            "dues": array_literal(DateTime(timezone=True), [due for _, due in results]),
        },
    )
    return {str(row.id) for row in rows}


def _state_after(posted: Posted) -> str:
    if posted.retry:
        return NotificationState.ACCEPTED.value
    return (NotificationState.REJECTED if posted.reason else NotificationState.POSTED).value


async def next_due(tx: Transaction) -> dt.datetime | None:
    """When the next notification is due for posting."""
    query = select(func.min(notification.c.next_attempt_at)).where(notification.c.state == "ACCEPTED")
    return (await tx.execute(query)).scalar()


UNPOSTED_COUNT = count_of(notification, notification.c.state == "ACCEPTED")


async def unposted_by_channel(tx: Transaction) -> dict[str, tuple[int, dt.datetime]]:
    """How many wait, and since when the oldest does."""
    query = (
        select(
            notification.c.channel,
            func.count().label("waiting"),
            func.min(notification.c.received_at).label("since"),
        )
        .where(notification.c.state == "ACCEPTED")
        .group_by(notification.c.channel)
    )
    return {row.channel: (row.waiting, row.since) for row in await tx.execute(query)}


async def find_notification(tx: Transaction, id_: uuid.UUID, *, lock: bool = False) -> NotificationRecord | None:
    query = select(*_WITHOUT_BYTES).where(notification.c.id == id_)
    row = (await tx.execute(query.with_for_update() if lock else query)).first()
    return _from_row(row) if row is not None else None


async def raw_notification(tx: Transaction, id_: uuid.UUID) -> RawRequest:
    """The bytes of a notification that exists."""
    columns = [notification.c[name] for name in RAW_COLUMNS]
    return raw_from_row((await tx.execute(select(*columns).where(notification.c.id == id_))).one())


async def notifications_newest_first(
    tx: Transaction,
    *,
    channel: str,
    states: Sequence[str],
    number: str,
    receive_date: dt.date | None,
    before: uuid.UUID | None,
    most: int,
) -> list[NotificationRecord]:
    """A page of the inbox; empty filters hold for all."""
    query = select(*_WITHOUT_BYTES).order_by(notification.c.id.desc()).limit(most)
    if channel:
        query = query.where(notification.c.channel == channel)
    if states:
        query = query.where(notification.c.state.in_(states))
    if number:
        query = query.where(notification.c.channel_number == number)
    if receive_date is not None:
        query = query.where(notification.c.receive_date == receive_date)
    if before is not None:
        query = query.where(notification.c.id < before)
    return [_from_row(row) for row in await tx.execute(query)]


async def set_state(
    tx: Transaction, id_: uuid.UUID, state: NotificationState, reason: str, detail: str, due: dt.datetime | None
) -> None:
    """Moves one notification; ``due`` puts it into the posting queue."""
    await tx.execute(
        update(notification)
        .where(notification.c.id == id_)
        .values(state=state.value, reason=reason, detail=detail, next_attempt_at=due)
    )


async def set_payment(tx: Transaction, id_: uuid.UUID, delivery: str, payment: ChannelPayment) -> None:
    """Writes what a replay read out of a message that was unreadable before."""
    await tx.execute(
        update(notification)
        .where(notification.c.id == id_)
        .values(
            delivery=delivery,
            channel_number=payment.channel_number,
            account=payment.account,
            currency=payment.currency,
            amount=payment.amount,
            value_date=payment.value_date,
            payer=payment.payer,
        )
    )


def _from_row(row: Any) -> NotificationRecord:
    payment = None
    if row.channel_number and row.value_date is not None:
        payment = ChannelPayment(
            row.channel_number, row.account, row.currency, row.amount, row.value_date, payer=row.payer
        )
    return NotificationRecord(
        id=str(row.id),
        channel=row.channel,
        state=NotificationState(row.state),
        reason=row.reason,
        detail=row.detail,
        delivery=row.delivery,
        payment=payment,
        received_at=row.received_at,
        receive_date=row.receive_date,
        attempts=row.attempts,
        posted_as=row.payment,
        posted_at=row.posted_at,
    )
