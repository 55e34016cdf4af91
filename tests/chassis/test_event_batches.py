"""Events on the wire: what is written as bytes is what protobuf would have written."""

import datetime as dt
import uuid

from google.protobuf.any_pb2 import Any
from google.protobuf.message import Message
from hypothesis import given
from hypothesis import strategies as st

from services.chassis.events import EventOut, date_to_pb, encode_batch, time_to_pb
from services.kernel.ids import uuid7_texts
from tollbook.kernel.v1.event_pb2 import Event, EventBatch
from tollbook.kernel.v1.money_pb2 import Money

DATE = dt.date(2026, 2, 28)
NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)

events = st.builds(
    EventOut,
    st.text(max_size=300),
    st.integers(0, 2**62),
    st.builds(Money, currency_code=st.text(max_size=200), minor_units=st.integers(-(2**62), 2**62)),
)


@given(st.lists(events, max_size=5))
def test_a_batch_written_as_bytes_is_the_batch_that_protobuf_writes(published: list[EventOut]):
    encoded = encode_batch(published, lambda value: value, date=DATE, now=NOW)  # type: ignore[arg-type, return-value]
    batch = EventBatch.FromString(encoded)
    ids = [event.event_id for event in batch.events]
    assert len(set(ids)) == len(published)
    assert batch == EventBatch(events=[_event(i, out) for i, out in zip(ids, published, strict=True)])


def _event(event_id: str, out: EventOut) -> Event:
    assert isinstance(out.payload, Message)
    event = Event(event_id=event_id, subject=out.subject, version=out.version, payload=_packed(out.payload))
    event.business_date.CopyFrom(date_to_pb(DATE))
    event.publish_time.CopyFrom(time_to_pb(NOW))
    return event


def _packed(payload: Message) -> Any:
    packed = Any()
    packed.Pack(payload)
    return packed


def test_event_ids_are_uuids_of_version_7_and_differ():
    made = [uuid.UUID(text) for text in uuid7_texts(1_000)]
    assert len(set(made)) == 1_000
    assert {(each.version, each.variant) for each in made} == {(7, uuid.RFC_4122)}
