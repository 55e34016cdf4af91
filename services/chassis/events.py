"""Events on their way out: frozen domain values in, EventBatch rows in the outbox."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from google.type.date_pb2 import Date
from opentelemetry.propagate import inject
from sqlalchemy.ext.asyncio import AsyncConnection

from services.chassis.tables import outbox
from services.kernel.ids import uuid7
from tollbook.kernel.v1.event_pb2 import Event, EventBatch

EVENTS_PER_BATCH_MAX = 400


@dataclass(frozen=True, slots=True)
class EventOut:
    """What a service's wire makes of a domain event: subject, version (0 for a fact) and payload."""

    subject: str
    version: int
    payload: Message


EventEncoder = Callable[[object], EventOut]


def date_to_pb(date: dt.date) -> Date:
    return Date(year=date.year, month=date.month, day=date.day)


def date_from_pb(date: Date) -> dt.date:
    """Raises ValueError for a date that is not whole or does not exist."""
    return dt.date(date.year, date.month, date.day)


def time_to_pb(time: dt.datetime) -> Timestamp:
    stamp = Timestamp()
    stamp.FromDatetime(time)
    return stamp


def time_from_pb(stamp: Timestamp) -> dt.datetime:
    return stamp.ToDatetime(tzinfo=dt.UTC)


async def write_outbox(
    conn: AsyncConnection, values: Sequence[object], encode: EventEncoder, *, date: dt.date, now: dt.datetime
) -> None:
    """Writes a transaction's events as one row, or as several when there are more than a row should hold."""
    carrier: dict[str, str] = {}
    inject(carrier)
    trace = carrier.get("traceparent", "")
    business_date, publish_time = date_to_pb(date), time_to_pb(now)
    rows: list[dict[str, object]] = []
    for start in range(0, len(values), EVENTS_PER_BATCH_MAX):
        batch = EventBatch()
        for value in values[start : start + EVENTS_PER_BATCH_MAX]:
            out = encode(value)
            event = batch.events.add(event_id=str(uuid7()), subject=out.subject, version=out.version, traceparent=trace)
            event.business_date.CopyFrom(business_date)
            event.publish_time.CopyFrom(publish_time)
            event.payload.Pack(out.payload)
        rows.append({"batch": batch.SerializeToString(), "created_at": now})
    await conn.execute(outbox.insert().values(rows))


def payload_type(event: Event) -> str:
    """The full name of an event's payload, such as "tollbook.payment.v1.PaymentReceived"."""
    return event.payload.type_url.rpartition("/")[2]
