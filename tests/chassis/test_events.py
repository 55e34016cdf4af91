"""Outbox → Redis Streams → inbox: once, in order, whatever is lost on the way."""

import asyncio
import contextlib

import pytest
from redis.asyncio import Redis
from sqlalchemy import BigInteger, Column, MetaData, Table, Text, select
from sqlalchemy.exc import DBAPIError

from services.chassis import outbox, tables
from services.chassis.database import Database
from services.chassis.events import EventOut
from services.chassis.inbox import Consumer, Received, Subscription, newest
from services.chassis.outbox import Relay
from services.kernel.errors import Refusal
from tollbook.kernel.v1.money_pb2 import Money
from tollbook.kernel.v1.operations_service_pb2 import ReplayEventsResponse

STREAM = "test:publisher"
seen = Table("seen", MetaData(), Column("amount", BigInteger), Column("event_id", Text, primary_key=True))


def encode(value: object) -> EventOut:
    assert isinstance(value, int)
    return EventOut(f"things/{value}", 0, Money(currency_code="CNY", minor_units=value))


@pytest.fixture
async def publisher(database):
    url = database("chassis").engine.url.render_as_string(hide_password=False)
    db = Database(url, encoder=encode, pool_size=3)
    yield db
    await db.close()


@pytest.fixture
async def consumer_db(database):
    db = database("chassis")
    async with db.engine.begin() as conn:
        await conn.run_sync(seen.metadata.create_all)
    return db


@pytest.fixture
async def redis(redis_url: str):
    client = Redis.from_url(redis_url)
    yield client
    await client.aclose()


async def remember(tx, events: list[Received[Money]]) -> None:
    """Keeps what came; an amount of 13 is the one that fails."""
    if any(event.payload.minor_units == 13 for event in events):
        raise ValueError("13 is refused")
    await tx.insert_many(seen, [{"amount": e.payload.minor_units, "event_id": e.event_id} for e in events])


def consumer_of(publisher: Database, db: Database, redis: Redis) -> Consumer:
    async def replay_events(request, timeout: float) -> ReplayEventsResponse:
        async with publisher.read() as tx:
            batches = await outbox.replay(tx, request.after_position, request.page_size)
        return ReplayEventsResponse(batches=batches)

    return Consumer(db, redis, STREAM, Subscription("publisher", {Money: remember}), replay_events)


async def publish(db: Database, *amounts: int) -> None:
    async def work(tx) -> None:
        tx.publish(amounts)

    await db.transact(work)


async def amounts_seen(db: Database) -> list[int]:
    async with db.read() as tx:
        return [row.amount for row in await tx.execute(select(seen.c.amount).order_by(seen.c.amount))]


@contextlib.asynccontextmanager
async def serving(*loops):
    tasks = [asyncio.create_task(loop()) for loop in loops]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_what_is_published_arrives_once_through_redis(publisher, consumer_db, redis):
    relay, consumer = Relay(publisher, redis, STREAM), consumer_of(publisher, consumer_db, redis)
    async with serving(relay.serve, consumer.serve):
        await publish(publisher, 1, 2)
        await publish(publisher, 3)
        assert await consumer.wait_for(2, 5)
    assert await amounts_seen(consumer_db) == [1, 2, 3]


async def test_r_gen_4_after_flushall_nothing_is_missing_and_nothing_comes_twice(publisher, consumer_db, redis):
    relay, consumer = Relay(publisher, redis, STREAM), consumer_of(publisher, consumer_db, redis)
    await publish(publisher, 1)
    await relay.relay_once()
    await redis.flushall()
    async with serving(consumer.serve):
        await publish(publisher, 2)
        await relay.relay_once()
        await redis.flushall()
        await publish(publisher, 3)
        await relay.relay_once()
        assert await consumer.wait_for(3, 5)
    assert await amounts_seen(consumer_db) == [1, 2, 3]


async def test_a_batch_delivered_twice_is_used_once(publisher, consumer_db, redis):
    await publish(publisher, 1)
    await Relay(publisher, redis, STREAM).relay_once()
    consumer = consumer_of(publisher, consumer_db, redis)
    async with publisher.read() as tx:
        batches = await outbox.replay(tx, 0, 10)
    await consumer.apply(batches)
    await consumer.apply(batches)
    assert await amounts_seen(consumer_db) == [1]


async def test_what_came_while_a_consumer_was_away_is_used_in_portions(publisher, consumer_db, redis, monkeypatch):
    """A statement takes 65,535 parameters, so thousands of events must not meet in one."""
    monkeypatch.setattr("services.chassis.inbox._EVENTS_MAX", 4)
    for first in range(100, 130, 3):
        await publish(publisher, first, first + 1, first + 2)
    relay, consumer = Relay(publisher, redis, STREAM), consumer_of(publisher, consumer_db, redis)
    await relay.relay_once()
    portions: list[int] = []
    transact = consumer_db.transact

    async def counting(work, **options):
        portions.append(1)
        return await transact(work, **options)

    monkeypatch.setattr(consumer_db, "transact", counting)
    async with publisher.read() as tx:
        await consumer.apply(await outbox.replay(tx, 0, 100))
    assert await amounts_seen(consumer_db) == list(range(100, 130))
    assert len(portions) == 10, "three events and three more are more than four"


async def test_a_statement_that_cannot_be_sent_is_not_sent_again(consumer_db):
    tried: list[int] = []

    async def work(tx) -> None:
        tried.append(1)
        await tx.conn.exec_driver_sql("SELECT " + " + ".join(["%s::int"] * 65_536), tuple([1] * 65_536))

    with pytest.raises(DBAPIError, match="number of parameters must be between"):
        await consumer_db.transact(work)
    assert tried == [1]


async def test_r_gen_4_an_event_that_fails_is_parked_and_its_neighbours_are_used(publisher, consumer_db, redis):
    await publish(publisher, 12, 13, 14)
    await publish(publisher, 15)
    await Relay(publisher, redis, STREAM).relay_once()
    consumer = consumer_of(publisher, consumer_db, redis)
    async with publisher.read() as tx:
        await consumer.apply(await outbox.replay(tx, 0, 10))
    assert await amounts_seen(consumer_db) == [12, 14, 15]
    async with consumer_db.read() as tx:
        parked = (await tx.execute(select(tables.parked_item))).one()
    assert (parked.subject, parked.reason, parked.detail) == ("things/13", "ValueError", "13 is refused")


async def test_r_gen_4_events_wait_unparked_while_the_clock_has_no_date(publisher, database, redis):
    db = database("chassis", date=None)
    await publish(publisher, 1)
    await Relay(publisher, redis, STREAM).relay_once()

    async def dated(tx, events) -> None:
        _ = tx.date

    consumer = consumer_of(publisher, db, redis)
    consumer.subscription = Subscription("publisher", {Money: dated})
    async with publisher.read() as tx:
        batches = await outbox.replay(tx, 0, 10)
    with pytest.raises(Refusal):
        await consumer.apply(batches)
    async with db.read() as tx:
        assert (await tx.execute(select(tables.parked_item))).all() == []


async def test_positions_have_no_gaps_over_relays_that_compete(publisher, redis):
    relays = [Relay(publisher, redis, STREAM) for _ in range(3)]
    for amount in range(40):
        await publish(publisher, amount)
    await asyncio.gather(*(relay.relay_once() for relay in relays for _ in range(3)))
    async with publisher.read() as tx:
        positions = [batch.position for batch in await outbox.replay(tx, 0, 100)]
    assert positions == list(range(1, 41))


def test_newest_keeps_the_highest_version_of_each_subject():
    def event(subject: str, version: int) -> Received[Money]:
        return Received(f"{subject}-{version}", subject, version, None, Money(minor_units=version))  # type: ignore[arg-type]

    kept = newest([event("b", 2), event("a", 5), event("a", 3), event("b", 1)])
    assert [(e.subject, e.version) for e in kept] == [("a", 5), ("b", 2)]
