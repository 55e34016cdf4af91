"""The chassis' own tables, in every service's database. All are local: they are not sharded by customer."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    ScalarSelect,
    SmallInteger,
    Table,
    Text,
    Uuid,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.elements import ColumnElement

metadata = MetaData()

business_clock = Table(
    "business_clock",
    metadata,
    Column("id", SmallInteger, primary_key=True, comment="always 1"),
    Column("date", Date, comment="the open business date; null before InitializeClock"),
)

closed_day = Table(
    "closed_day",
    metadata,
    Column("date", Date, primary_key=True),
    Column("counters", JSONB, nullable=False),
    Column("closed_at", DateTime(timezone=True), nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("position", BigInteger, unique=True, comment="given by the relay after the commit; without gaps"),
    Column("batch", LargeBinary, nullable=False, comment="tollbook.kernel.v1.EventBatch"),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
Index("outbox_waiting", outbox.c.id, postgresql_where=outbox.c.position.is_(None))

outbox_head = Table(
    "outbox_head",
    metadata,
    Column("id", SmallInteger, primary_key=True, comment="always 1; its lock makes relays take turns"),
    Column("position", BigInteger, nullable=False),
)

outbox_reader = Table(
    "outbox_reader",
    metadata,
    Column("reader", Text, primary_key=True, comment="a service that consumes this one's events"),
    Column("position", BigInteger, nullable=False, comment="what it last said that it has applied"),
    Column("told_at", DateTime(timezone=True), nullable=False),
)

inbox_position = Table(
    "inbox_position",
    metadata,
    Column("publisher", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
)

request_reply = Table(
    "request_reply",
    metadata,
    Column(
        "shard", SmallInteger, primary_key=True, comment="of the request id: it is unique before the customer is known"
    ),
    Column("request_id", Text, primary_key=True),
    Column("digest", LargeBinary, nullable=False, comment="SHA-256 of the request"),
    Column("reply", LargeBinary, nullable=False, comment="JSON"),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
Index("request_reply_by_age", request_reply.c.created_at)

run = Table(
    "run",
    metadata,
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("params", JSONB, nullable=False),
    Column("state", Text, nullable=False, comment="RUNNING, COMPLETED or STALLED"),
    Column("business_date", Date),
    Column("chunks_total", Integer, nullable=False),
    Column("chunks_done", Integer, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("completed_at", DateTime(timezone=True)),
)
Index("run_by_age", run.c.created_at, run.c.key)

run_chunk = Table(
    "run_chunk",
    metadata,
    Column("run_key", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("payload", JSONB, nullable=False),
    Column("state", Text, nullable=False, comment="WAITING, LEASED, DONE or FAILED"),
    Column("lease_until", DateTime(timezone=True)),
    Column("token", BigInteger, nullable=False, comment="the fencing token: the newest lease's number"),
    Column("attempts", Integer, nullable=False),
    Column("items_done", BigInteger, nullable=False),
    Column("items_parked", BigInteger, nullable=False),
    Column("counters", JSONB, nullable=False),
    Column("error", Text),
)
Index(
    "run_chunk_open",
    run_chunk.c.run_key,
    run_chunk.c.number,
    postgresql_where=run_chunk.c.state.in_(("WAITING", "LEASED")),
)

parked_item = Table(
    "parked_item",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("payload", LargeBinary, comment="what a retry needs: a parked event, for example"),
    Column("attempts", Integer, nullable=False),
    Column("parked_at", DateTime(timezone=True), nullable=False),
    Column("resolved_at", DateTime(timezone=True)),
)
Index(
    "parked_item_waiting", parked_item.c.origin, parked_item.c.id, postgresql_where=parked_item.c.resolved_at.is_(None)
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("chain", SmallInteger, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("chain", SmallInteger, primary_key=True),
    Column("sequence", BigInteger, primary_key=True),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("facts", Text, nullable=False, comment="canonical JSON, hashed as it stands"),
    Column("policy_version", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("business_date", Date),
    Column("hash", LargeBinary, nullable=False),
)
Index("audit_entry_by_subject", audit_entry.c.subject)


def count_of(table: Table, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    """How many rows meet the conditions, to be selected among other things."""
    return select(func.count()).select_from(table).where(*conditions).scalar_subquery()
