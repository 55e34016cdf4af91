"""Events on their way out: frozen domain values in, EventBatch rows in the outbox."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from google.type.date_pb2 import Date
from opentelemetry.propagate import inject
from sqlalchemy.ext.asyncio import AsyncConnection

from services.kernel.ids import uuid7_texts
from tollbook.kernel.v1.event_pb2 import Event

EVENTS_PER_BATCH_MAX = 400


@dataclass(frozen=True, slots=True)
class Encoded:
    """A message of a kind that its wire has serialized itself."""

    kind: type[Message]
    content: bytes


@dataclass(frozen=True, slots=True)
class EventOut:
    """What a service's wire makes of a domain event: subject, version (0 for a fact) and payload."""

    subject: str
    version: int
    payload: Message | Encoded


EventEncoder = Callable[[object], EventOut]


def date_to_pb(date: dt.date) -> Date:
    return Date(year=date.year, month=date.month, day=date.day)


@lru_cache(maxsize=4_096)
def known_date_to_pb(date: dt.date) -> Date:
    """The same message for the same date, for messages that copy it in; nobody may change it."""
    return date_to_pb(date)


def date_from_pb(date: Date) -> dt.date:
    """Raises ValueError for a date that is not whole or does not exist."""
    return dt.date(date.year, date.month, date.day)


def time_to_pb(time: dt.datetime) -> Timestamp:
    stamp = Timestamp()
    stamp.FromDatetime(time)
    return stamp


def time_from_pb(stamp: Timestamp) -> dt.datetime:
    return stamp.ToDatetime(tzinfo=dt.UTC)


_INSERT = """INSERT INTO outbox (batch, created_at)
    SELECT batch, %s FROM unnest(%b::bytea[]) WITH ORDINALITY AS given(batch, number) ORDER BY number"""


async def write_outbox(
    conn: AsyncConnection, values: Sequence[object], encode: EventEncoder, *, date: dt.date, now: dt.datetime
) -> None:
    """Writes a transaction's events as one row, or as several when there are more than a row should hold."""
    batches = [
        encode_batch(values[start : start + EVENTS_PER_BATCH_MAX], encode, date=date, now=now)
        for start in range(0, len(values), EVENTS_PER_BATCH_MAX)
    ]
    await conn.exec_driver_sql(_INSERT, (now, batches))


def encode_batch(values: Sequence[object], encode: EventEncoder, *, date: dt.date, now: dt.datetime) -> bytes:
    """The EventBatch of these values, serialized.

    Its envelopes are written as bytes: what all events share is serialized once, and no payload is copied into an Any,
    an Event and a batch in turn. Only the payloads go through protobuf.
    """
    carrier: dict[str, str] = {}
    inject(carrier)
    shared = Event(
        business_date=date_to_pb(date), publish_time=time_to_pb(now), traceparent=carrier.get("traceparent", "")
    ).SerializeToString()
    pieces: list[bytes] = []
    for event_id, value in zip(uuid7_texts(len(values)), values, strict=True):
        out = encode(value)
        kind, payload = _serialized(out.payload)
        url, subject = _type_url(kind), out.subject.encode()
        version = b"\x18" + varint(out.version) if out.version else b""
        any_length = len(url) + 1 + len(varint(len(payload))) + len(payload)
        own = b"\n$%b\x12%b%b%b%b:%b%b\x12%b%b" % (
            event_id.encode(),
            varint(len(subject)),
            subject,
            version,
            shared,
            varint(any_length),
            url,
            varint(len(payload)),
            payload,
        )
        pieces += (b"\n", varint(len(own)), own)
    return b"".join(pieces)


def _serialized(payload: Message | Encoded) -> tuple[type[Message], bytes]:
    if isinstance(payload, Encoded):
        return payload.kind, payload.content
    return type(payload), payload.SerializeToString()


@lru_cache(maxsize=256)
def _type_url(kind: type[Message]) -> bytes:
    """The first field of an Any."""
    return AnyMessage(type_url=f"type.googleapis.com/{kind.DESCRIPTOR.full_name}").SerializeToString()


def varint(number: int) -> bytes:
    """A whole number of 64 bits as protobuf writes it."""
    if 0 <= number < len(_SHORT):
        return _SHORT[number]
    rest = number & 0xFFFF_FFFF_FFFF_FFFF
    encoded = bytearray()
    while rest > 0x7F:
        encoded.append(rest & 0x7F | 0x80)
        rest >>= 7
    encoded.append(rest)
    return bytes(encoded)


_SHORT = [bytes([n]) for n in range(0x80)] + [bytes([n & 0x7F | 0x80, n >> 7]) for n in range(0x80, 0x4000)]
"""The numbers of one and of two bytes."""


def payload_type(event: Event) -> str:
    """The full name of an event's payload, such as "tollbook.payment.v1.PaymentReceived"."""
    return event.payload.type_url.rpartition("/")[2]
