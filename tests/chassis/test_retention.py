"""Old events and replies go, but never what a reader has not applied or a repeated request still needs (R-GEN-3)."""

import datetime as dt
from pathlib import Path

import psycopg
import pytest
from pydantic import ValidationError
from redis.asyncio import Redis
from sqlalchemy import select, text, update

from services.chassis import outbox, tables
from services.chassis.database import Database
from services.chassis.migrations import migrate
from services.chassis.outbox import Relay
from services.chassis.retention import Readers, Retention
from services.kernel.errors import Refusal
from tests.chassis.test_events import amounts_seen, consumer_db, consumer_of, publish, publisher, redis, serving
from tests.chassis.test_idempotency import Answer, ask
from tests.chassis.test_operations import BareSettings

__all__ = ["consumer_db", "publisher", "redis"]

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def keeping(db: Database, *, event_days: int = 90, reply_days: int = 400) -> Retention:
    return Retention("test", db, event_days, reply_days)


async def positions(db: Database) -> list[int | None]:
    async with db.read() as tx:
        return list((await tx.execute(select(tables.outbox.c.position).order_by(tables.outbox.c.id))).scalars())


async def age(db: Database, table, *where) -> None:
    await db.transact(lambda tx: tx.execute(update(table).where(*where).values(created_at=LONG_AGO)))


async def published(db: Database, redis: Redis, amount: int) -> None:
    for number in range(amount):
        await publish(db, number)
    await Relay(db, redis, "test:publisher").relay_once()


async def test_old_events_that_every_reader_has_applied_go_in_chunks(publisher, redis):
    await published(publisher, redis, 7)
    readers = Readers(publisher)
    await readers.note("credit", 5)
    await readers.note("rating", 7)
    await age(publisher, tables.outbox)
    assert await keeping(publisher, event_days=0).remove_old() == {"events": 0, "replies": 0}, "0 days keep everything"
    assert await keeping(publisher).remove_old(2, 0.0) == {"events": 5, "replies": 0}
    assert await positions(publisher) == [6, 7], "credit has not applied these"
    await readers.note("credit", 7)
    assert (await keeping(publisher).remove_old())["events"] == 2


async def test_what_is_young_or_has_no_position_or_no_reader_stays(publisher, redis):
    await published(publisher, redis, 3)
    await publish(publisher, 99)
    await age(publisher, tables.outbox, tables.outbox.c.position != 3)
    await age(publisher, tables.outbox, tables.outbox.c.position.is_(None))
    assert (await keeping(publisher).remove_old())["events"] == 0, "nobody has said what it needs"
    await Readers(publisher).note("credit", 4)
    assert (await keeping(publisher).remove_old())["events"] == 2
    assert await positions(publisher) == [3, None]


async def test_events_go_without_leaving_a_hole_though_a_later_one_is_older(publisher, redis):
    await published(publisher, redis, 4)
    await Readers(publisher).note("credit", 4)
    await age(publisher, tables.outbox, tables.outbox.c.position != 2)
    assert (await keeping(publisher).remove_old())["events"] == 1
    assert await positions(publisher) == [2, 3, 4]


async def test_who_asks_for_removed_events_is_told_so_and_never_gets_the_ones_after_them(publisher, redis):
    await published(publisher, redis, 4)
    await Readers(publisher).note("credit", 2)
    await age(publisher, tables.outbox)
    await keeping(publisher).remove_old()
    async with publisher.read() as tx:
        head = await outbox.head_position(tx)
        for after in (0, 1):
            with pytest.raises(Refusal) as refused:
                outbox.check_kept(after, await outbox.replay(tx, after, 10), head)
            assert (refused.value.reason, refused.value.metadata["oldest_kept"]) == ("EVENTS_REMOVED", "3")
        for after in (2, 3, 4):
            outbox.check_kept(after, await outbox.replay(tx, after, 10), head)
    with pytest.raises(Refusal):
        outbox.check_kept(0, [], head)


async def test_a_reader_that_went_back_to_a_backup_keeps_what_it_needs_again(publisher, redis):
    await published(publisher, redis, 4)
    readers = Readers(publisher)
    await readers.note("credit", 4)
    await readers.note("credit", 1)
    await age(publisher, tables.outbox)
    await keeping(publisher).remove_old()
    assert await positions(publisher) == [2, 3, 4]


async def test_a_reader_that_stands_still_is_noted_once(publisher):
    readers = Readers(publisher)
    await readers.note("credit", 4)
    async with publisher.read() as tx:
        first = (await tx.execute(select(tables.outbox_reader))).one()
    await readers.note("credit", 4)
    async with publisher.read() as tx:
        assert (await tx.execute(select(tables.outbox_reader))).one() == first


async def test_events_are_given_though_the_readers_table_is_not_migrated_yet(publisher):
    await publisher.transact(lambda tx: tx.execute(text("DROP TABLE outbox_reader")))
    await Readers(publisher).note("credit", 4)


async def test_a_consumer_goes_on_through_redis_and_replay_after_old_events_went(publisher, consumer_db, redis):
    """R-GEN-3: what was applied is not missed and what was not is still there."""
    consumer = consumer_of(publisher, consumer_db, redis)
    await published(publisher, redis, 3)
    async with serving(consumer.serve):
        assert await consumer.wait_for(3, 10)
    await Readers(publisher).note("consumer", 3)
    await age(publisher, tables.outbox)
    assert (await keeping(publisher).remove_old())["events"] == 3
    await redis.flushdb()
    await publish(publisher, 7, 8)
    await Relay(publisher, redis, "test:publisher").relay_once()
    again = consumer_of(publisher, consumer_db, redis)
    async with serving(again.serve):
        assert await again.wait_for(4, 10)
    assert await amounts_seen(consumer_db) == [0, 1, 2, 7, 8]


async def test_r_gen_3_a_request_is_answered_as_before_within_its_window_and_is_new_after_it(database):
    db, calls = database("chassis"), []
    for number in range(5):
        await ask(db, f"r-{number}", number, calls)
    await age(db, tables.request_reply, tables.request_reply.c.request_id != "r-4")
    assert await keeping(db, reply_days=0).remove_old() == {"events": 0, "replies": 0}
    assert await keeping(db).remove_old(2, 0.0) == {"events": 0, "replies": 4}
    assert await ask(db, "r-4", 4, calls) == Answer(8)
    assert calls == [0, 1, 2, 3, 4], "within the window nothing is done again"
    assert await ask(db, "r-0", 0, calls) == Answer(0)
    assert calls[5:] == [0]


async def test_replies_are_found_by_their_age_without_reading_the_others(database):
    db = database("chassis")
    async with db.engine.begin() as conn:
        await conn.execute(text("SET LOCAL enable_seqscan = off"))
        plan = await conn.execute(
            text("EXPLAIN SELECT 1 FROM request_reply WHERE created_at < now() ORDER BY created_at LIMIT 5")
        )
        assert "request_reply_by_age" in "\n".join(row[0] for row in plan)


def test_a_database_of_the_version_before_is_given_the_readers_and_the_index(database_url):
    url = database_url("chassis")
    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain) as conn:
        conn.execute("DROP TABLE outbox_reader")
        conn.execute("DROP INDEX request_reply_by_age")
        conn.execute("UPDATE chassis_version SET version_num = '0001'")
    migrate("chassis", url)
    with psycopg.connect(plain) as conn:
        found = conn.execute("SELECT to_regclass('outbox_reader'), to_regclass('request_reply_by_age')").fetchone()
    assert found == ("outbox_reader", "request_reply_by_age")


def bare_settings(folder: Path, reply_keep_days: int) -> BareSettings:
    return BareSettings(
        database_url="postgresql://x", jwks_file=folder, token_dir=folder, reply_keep_days=reply_keep_days
    )


def test_a_window_shorter_than_retries_last_is_refused(tmp_path):
    assert bare_settings(tmp_path, 0).reply_keep_days == 0
    with pytest.raises(ValidationError):
        bare_settings(tmp_path, 7)
