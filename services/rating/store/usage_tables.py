"""The tables of usage and tariffs, on the same MetaData as the billing side's.

`usage_record` is partitioned by month of origin and has no B-tree: each load is written sorted by (shard, subscription,
start), so that a BRIN index finds a subscription's stretch in every load while loading stays as fast as a bare COPY.
What makes a record unique is `usage_identity`, sharded by a hash of the key itself: it is claimed before the customer
is known (R-RAT-1). When a month is removed its identities go too, since what is older than what is kept is not rated,
and `usage_forgotten` counts them. Months are numbers YYYYMM; `start` is in seconds since 1970; amounts are 10⁻⁶ yuan at
list price.
`open_month` and `known_month` hold the first cycle whose bill run sees a load or a tariff (R-BIL-2).
A re-rating is a load without a source: `usage_re_rating` says what it covered and up to which approval of a tariff it
priced (R-RAT-3).
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.rating.store.metadata import metadata
from services.rating.store.tables import subscription


def _text(name: str, *, key: bool = False) -> Column[Any]:
    return Column(name, Text(collation="C"), nullable=False, primary_key=key)


def _count(name: str) -> Column[Any]:
    return Column(name, BigInteger, nullable=False)


Index("subscription_by_number", subscription.c.service_number)

tariff_calendar = Table(
    "tariff_calendar",
    metadata,
    _text("code", key=True),
    Column("document", JSONB, nullable=False),
)

tariff_version = Table(
    "tariff_version",
    metadata,
    _text("code", key=True),
    _text("version", key=True),
    _text("type"),
    _text("title"),
    _text("state"),
    Column("effective_date", Date, nullable=False),
    Column("document", JSONB, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    _text("requester"),
    _text("approver"),
    Column("approval", Integer, nullable=False, server_default="0"),
    Column("known_month", Integer, nullable=False, server_default="0"),
    Column("prefix_requester", Text(collation="C"), nullable=False, server_default=""),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

tariff_rate = Table(
    "tariff_rate",
    metadata,
    Column("rate", Integer, Identity(always=True), primary_key=True),
    _text("code"),
    _text("version"),
    _text("zone"),
    _text("band"),
    _text("charge_item"),
)
Index("tariff_rate_by_name", *(tariff_rate.c[name] for name in ("code", "version", "zone", "band")), unique=True)

usage_source = Table(
    "usage_source",
    metadata,
    Column("source", SmallInteger, Identity(always=True), primary_key=True),
    Column("name", Text(collation="C"), nullable=False, unique=True),
)

usage_load = Table(
    "usage_load",
    metadata,
    Column("load", BigInteger, Identity(always=True), primary_key=True),
    Column("source", SmallInteger, nullable=False),
    _text("delivery"),
    Column("chunk", Integer, nullable=False),
    Column("receive_date", Date, nullable=False),
    Column("open_month", Integer, nullable=False),
    *(_count(name) for name in ("received", "rated", "rejected", "duplicates")),
)
Index("usage_load_by_open_month", usage_load.c.open_month)
Index("usage_load_by_delivery", usage_load.c.source, usage_load.c.delivery, usage_load.c.chunk)

usage_re_rating = Table(
    "usage_re_rating",
    metadata,
    Column("load", BigInteger, primary_key=True),
    _text("run_key"),
    Column("month", Integer, nullable=False),
    Column("first_shard", SmallInteger, nullable=False),
    Column("last_shard", SmallInteger, nullable=False),
    _text("code"),
    Column("accounts", JSONB, nullable=False),
    Column("approval", Integer, nullable=False),
)
Index("usage_re_rating_by_month", usage_re_rating.c.month, usage_re_rating.c.load)

usage_high_water = Table(
    "usage_high_water",
    metadata,
    Column("source", SmallInteger, primary_key=True),
    Column("id_length", SmallInteger, primary_key=True),
    _text("last_id"),
)

usage_identity = Table(
    "usage_identity",
    metadata,
    Column("shard", SmallInteger, primary_key=True),
    Column("source", SmallInteger, primary_key=True),
    _text("record_id", key=True),
    Column("fingerprint", BigInteger, nullable=False),
    Column("month", Integer, nullable=False),
)

usage_forgotten = Table(
    "usage_forgotten",
    metadata,
    Column("source", SmallInteger, primary_key=True),
    Column("month", Integer, primary_key=True),
    _count("identities"),
)

usage_record = Table(
    "usage_record",
    metadata,
    Column("month", Integer, nullable=False),
    Column("shard", SmallInteger, nullable=False),
    _text("subscription_id"),
    Column("start", BigInteger, nullable=False),
    Column("source", SmallInteger, nullable=False),
    _text("record_id"),
    Column("part", SmallInteger, nullable=False),
    Column("rate", Integer, nullable=False),
    _text("other_party"),
    _count("quantity"),
    _count("charged"),
    _count("micros"),
    Column("load", BigInteger, nullable=False),
    postgresql_partition_by="LIST (month)",
)

usage_month = Table(
    "usage_month",
    metadata,
    Column("month", Integer, primary_key=True),
    Column("removed_at", DateTime(timezone=True)),
)

usage_threshold = Table(
    "usage_threshold",
    metadata,
    Column("shard", SmallInteger, primary_key=True),
    _text("customer_id", key=True),
    Column("month", Integer, primary_key=True),
    _text("threshold", key=True),
    *(_count(name) for name in ("charges", "bound")),
)

usage_reject = Table(
    "usage_reject",
    metadata,
    Column("shard", SmallInteger, primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("source", SmallInteger, nullable=False),
    _text("delivery"),
    Column("line", BigInteger, nullable=False),
    _text("format"),
    _text("state"),
    _text("reason"),
    _text("detail"),
    _text("text"),
    Column("attempts", Integer, nullable=False),
    Column("receive_date", Date, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    _text("discard_reason"),
)
Index(
    "usage_reject_waiting", usage_reject.c.source, usage_reject.c.id, postgresql_where=usage_reject.c.state == "WAITING"
)

usage_detail_access = Table(
    "usage_detail_access",
    metadata,
    Column("shard", SmallInteger, primary_key=True),
    Column("id", Uuid, primary_key=True),
    *(_text(name) for name in ("actor", "role", "purpose", "reference", "subscription_id")),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date, nullable=False),
    _count("lines"),
    _text("refusal"),
    Column("alarmed", Boolean, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
Index("usage_detail_access_by_actor", usage_detail_access.c.actor, usage_detail_access.c.created_at)

usage_detail_code = Table(
    "usage_detail_code",
    metadata,
    Column("shard", SmallInteger, primary_key=True),
    _text("subscription_id", key=True),
    Column("digest", LargeBinary, nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("attempts", Integer, nullable=False),
)

usage_hold = Table(
    "usage_hold",
    metadata,
    Column("shard", SmallInteger, primary_key=True),
    Column("id", Uuid, primary_key=True),
    _text("subscription_id"),
    Column("first_month", Integer, nullable=False),
    Column("last_month", Integer, nullable=False),
    _text("reason"),
    _text("requester"),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("released_at", DateTime(timezone=True)),
)
