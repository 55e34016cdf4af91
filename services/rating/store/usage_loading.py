"""What a load of usage reads and writes: holders of numbers, claimed identities, records, rejects."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from psycopg.errors import DeadlockDetected, UniqueViolation
from sqlalchemy import ARRAY, SmallInteger, Text, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from services.chassis.arrays import array_parameters, upsert_sql
from services.chassis.database import Transaction
from services.chassis.frames import read_frame
from services.rating.domain.usage_claims import KNOWN_SCHEMA
from services.rating.domain.usage_rating import HOLDER_SCHEMA
from services.rating.store.usage_frames import csv_pieces
from services.rating.store.usage_tables import (
    usage_high_water,
    usage_identity,
    usage_load,
    usage_record,
    usage_reject,
    usage_source,
)

_IDENTITY = ("shard", "source", "record_id", "fingerprint", "month")
_RECORD = (
    "month", "shard", "subscription_id", "start", "source", "record_id", "part", "rate", "other_party", "quantity",
    "charged", "micros", "load",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewReject:
    """A row for the reject store."""

    id: uuid.UUID
    line: int
    reason: str
    text: str


async def source_number(tx: Transaction, name: str) -> int:
    """The number of a source, given at its first delivery."""
    found = (await tx.execute(select(usage_source.c.source).where(usage_source.c.name == name))).scalar()
    if found is not None:
        return found
    await tx.execute(insert(usage_source).values(name=name).on_conflict_do_nothing())
    return (await tx.execute(select(usage_source.c.source).where(usage_source.c.name == name))).scalar_one()


async def holders_of(tx: Transaction, numbers: Sequence[str]) -> pl.DataFrame:
    """Who had the service numbers, and when: columns of HOLDER_SCHEMA.

    The last day is the day of termination itself: calls of its morning are charged, though its rent is not.
    """
    return await read_frame(tx, _HOLDERS, (list(numbers),), HOLDER_SCHEMA)


_HOLDERS = """
    SELECT service_number, shard, subscription_id, product_id, charged_from AS first_day,
           coalesce(terminate_date, '9999-12-31') AS last_day
    FROM subscription WHERE service_number = ANY(%s::text[]) AND state <> 'CANCELLED'
"""


async def above_high_water(tx: Transaction, source: int, spans: Mapping[int, tuple[str, str]]) -> bool:
    """Whether all ids of a load are above those of the source so far, compared by length, then by bytes.

    Sources that number their records come this way, and then no identity needs to be looked up. ``spans`` has the
    first and the last id by length.
    """
    rows = await tx.execute(select(usage_high_water).where(usage_high_water.c.source == source))
    water = {row.id_length: row.last_id for row in rows}
    return all(length not in water or water[length] < first for length, (first, _) in spans.items())


async def raise_high_water(tx: Transaction, source: int, spans: Mapping[int, tuple[str, str]]) -> None:
    """The last thing that a load writes, since loads of a source meet at these rows."""
    for length, (_, last) in sorted(spans.items()):
        row = insert(usage_high_water).values(source=source, id_length=length, last_id=last)
        greatest = func.greatest(usage_high_water.c.last_id, row.excluded.last_id)
        await tx.execute(row.on_conflict_do_update(index_elements=["source", "id_length"], set_={"last_id": greatest}))


async def known_identities(tx: Transaction, source: int, shards: Sequence[int], ids: Sequence[str]) -> pl.DataFrame:
    """Those of the ids that were claimed before, with their fingerprints."""
    keys = func.unnest(literal(list(shards), ARRAY(SmallInteger)), literal(list(ids), ARRAY(Text)))
    wanted = keys.table_valued("shard", "record_id").render_derived()
    query = select(usage_identity.c.record_id, usage_identity.c.fingerprint).join_from(
        wanted,
        usage_identity,
        (usage_identity.c.shard == wanted.c.shard)
        & (usage_identity.c.source == source)
        & (usage_identity.c.record_id == wanted.c.record_id.collate("C")),
    )
    rows = (await tx.execute(query)).all()
    return pl.DataFrame([tuple(row) for row in rows], schema=KNOWN_SCHEMA, orient="row").unique("record_id")


async def open_load(
    tx: Transaction, *, source: int, delivery: str, chunk: int, open_month: int, counts: Mapping[str, int]
) -> int:
    """Enters a load; ``counts`` has received, rated, rejected, duplicates."""
    row = usage_load.insert().values(
        source=source, delivery=delivery, chunk=chunk, receive_date=tx.date, open_month=open_month, **counts
    )
    return (await tx.execute(row.returning(usage_load.c.load))).scalar_one()


class IdentitiesClaimed(Exception):
    """One of the identities was claimed by another load in between: the load must look them up."""


async def copy_identities(tx: Transaction, source: int, records: pl.DataFrame) -> None:
    """Claims identities. Raises IdentitiesClaimed, after which the transaction is lost, when one stands already."""
    ordered = records.sort("identity_shard", maintain_order=True).select(
        pl.col("identity_shard").alias("shard"), pl.lit(source).alias("source"), "record_id", "fingerprint", "month"
    )
    try:
        await tx.copy_csv(usage_identity, _IDENTITY, csv_pieces(ordered.select(_IDENTITY)))
    except (UniqueViolation, DeadlockDetected) as error:
        raise IdentitiesClaimed from error


async def copy_records(tx: Transaction, source: int, load: int, parts: pl.DataFrame) -> None:
    """Stores rated parts in the order given; their months' partitions must stand."""
    whole = parts.with_columns(pl.lit(source).alias("source"), pl.lit(load).alias("load"))
    await tx.copy_csv(usage_record, _RECORD, csv_pieces(whole.select(_RECORD)))


async def put_rejects(
    tx: Transaction, *, source: int, delivery: str, form: str, rejects: Sequence[NewReject], details: Mapping[str, str]
) -> set[uuid.UUID]:
    """Puts rows into the reject store; gives those that stand there already: they came before."""
    rows = [
        (
            each.id.bytes[0], each.id, source, delivery, each.line, form, "WAITING", each.reason, details[each.reason],
            each.text, 1, tx.date, tx.now, "",
        )
        for each in {each.id: each for each in rejects}.values()
    ]  # fmt: skip
    standing = {each.id for each in rejects}
    for start in range(0, len(rows), _REJECTS_AT_ONCE):
        given = array_parameters(usage_reject, _REJECT_COLUMNS, rows[start : start + _REJECTS_AT_ONCE])
        standing -= set((await tx.conn.exec_driver_sql(_PUT_REJECTS, given)).scalars())
    return standing


_REJECTS_AT_ONCE = 2_000
_REJECT_COLUMNS = (
    "shard", "id", "source", "delivery", "line", "format", "state", "reason", "detail",
    "text", "attempts", "receive_date", "created_at", "discard_reason",
)  # fmt: skip
_PUT_REJECTS = upsert_sql(usage_reject, _REJECT_COLUMNS, changing=(), returning="id")


async def load_counts(tx: Transaction, source: int, delivery: str) -> dict[str, int]:
    """What became of a delivery's rows so far."""
    names = ("received", "rated", "rejected", "duplicates")
    sums = [func.coalesce(func.sum(usage_load.c[name]), 0) for name in names]
    row = (
        await tx.execute(select(*sums).where(usage_load.c.source == source, usage_load.c.delivery == delivery))
    ).one()
    return {name: int(value) for name, value in zip(names, row, strict=True)}
