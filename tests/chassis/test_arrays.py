"""Array literals carry every value of the plain types unchanged, whatever characters are in it."""

import datetime as dt
import uuid

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    Uuid,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.chassis.arrays import among, insertable

thing = Table(
    "thing",
    MetaData(),
    Column("id", BigInteger, primary_key=True),
    Column("small", SmallInteger),
    Column("words", Text),
    Column("yes", Boolean),
    Column("day", Date),
    Column("at", DateTime(timezone=True)),
    Column("raw", LargeBinary),
    Column("key", Uuid),
    Column("facts", JSONB),
    Column("list", ARRAY(Text)),
)

WORDS = ["", "NULL", "null", '"', "\\", '\\"', '"\\', "{}", "a,b", "a\nb\t", "'", "%s", "专线", None]


async def test_what_is_inserted_as_arrays_comes_back_as_it_was(database):
    db = database("chassis")
    async with db.engine.begin() as conn:
        await conn.run_sync(thing.metadata.create_all)
    given_rows = [
        {
            "id": n - 3,
            "small": None if n % 3 else -n,
            "words": word,
            "yes": [True, False, None][n % 3],
            "day": dt.date(1, 1, 1) + dt.timedelta(days=n * 50_000),
            "at": dt.datetime(2026, 1, 1, 12, n, 3, 40 * n, tzinfo=dt.UTC),
            "raw": [b"", b'\0\xff\\"', None][n % 3],
            "key": None if n % 2 else uuid.UUID(int=n),
            "facts": [None, word, {"word": word, "list": [word]}][n % 3],
            "list": [None, [], [word or "", "a,b", "{}", '"\\'], ["NULL"]][n % 4],
        }
        for n, word in enumerate(WORDS)
    ]

    async def work(tx) -> list[dict[str, object]]:
        await tx.insert_many(thing, given_rows)
        return [dict(row) for row in (await tx.execute(select(thing).order_by(thing.c.id))).mappings()]

    assert await db.transact(work) == given_rows


def test_rows_without_a_column_that_has_a_default_go_the_other_way():
    defaulted = Table("defaulted", MetaData(), Column("id", BigInteger), Column("kind", Text, default="x"))
    assert insertable(defaulted, ("id", "kind"))
    assert not insertable(defaulted, ("id",))


shelf = Table(
    "shelf", MetaData(), Column("shard", SmallInteger, primary_key=True), Column("name", Text, primary_key=True)
)


async def test_a_list_of_keys_finds_its_rows_and_no_others_whatever_characters_are_in_them(database):
    db = database("chassis")
    words = [word for word in WORDS if word is not None]
    async with db.engine.begin() as conn:
        await conn.run_sync(shelf.metadata.create_all)
        await conn.execute(shelf.insert(), [{"shard": n, "name": word} for n, word in enumerate(words)])
    pairs = list(enumerate(words))

    async def found(*conditions):
        async with db.ask() as tx:
            rows = await tx.execute(select(shelf).where(*conditions).order_by(shelf.c.shard))
            return [(row.shard, row.name) for row in rows]

    assert await found(among(shelf.c.shard, shelf.c.name, pairs)) == pairs
    assert await found(among(shelf.c.shard, shelf.c.name, [])) == []
    assert await found(among(shelf.c.shard, shelf.c.name, [(n + 1, word) for n, word in pairs])) == []
    first, last = pairs[:5], pairs[3:]
    both = [among(shelf.c.shard, shelf.c.name, several) for several in (first, last)]
    assert await found(*both) == pairs[3:5], "two lists in a statement stay apart"
