"""Replies by request id, natural batching, the retry of transactions."""

import asyncio
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from services.chassis import tables
from services.chassis.batching import NaturalBatcher
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Ask:
    amount: int


@dataclass(frozen=True, slots=True)
class Answer:
    number: int


REPLIES = Replies(Answer)


async def ask(db, request_id: str, amount: int, calls: list[int]) -> Answer | Refusal:
    async def work(tx):
        known = await REPLIES.find(tx, {request_id: Ask(amount)})
        if request_id in known:
            return known[request_id]
        calls.append(amount)
        await asyncio.sleep(0.01)
        await REPLIES.keep(tx, {request_id: (Ask(amount), Answer(amount * 2))})
        return Answer(amount * 2)

    return await db.transact(work)


async def test_r_gen_3_the_same_request_is_answered_again_and_done_once(database):
    db, calls = database("chassis"), []
    assert await ask(db, "r-1", 5, calls) == await ask(db, "r-1", 5, calls) == Answer(10)
    assert calls == [5]


async def test_r_gen_3_the_same_id_with_other_content_is_a_named_refusal(database):
    db = database("chassis")
    await ask(db, "r-1", 5, [])
    outcome = await ask(db, "r-1", 6, [])
    assert isinstance(outcome, Refusal)
    assert outcome.reason == "REQUEST_ID_REUSED"


async def test_r_gen_3_twenty_at_once_with_one_id_are_kept_once(database):
    db = database("chassis")
    outcomes = await asyncio.gather(*(ask(db, "r-1", 5, []) for _ in range(20)))
    assert set(outcomes) == {Answer(10)}
    async with db.read() as tx:
        assert len((await tx.execute(select(tables.request_reply))).all()) == 1


async def test_requests_that_arrive_together_share_a_batch_of_at_most_64():
    sizes: list[int] = []

    async def handle(items: list[int]) -> list[int]:
        sizes.append(len(items))
        await asyncio.sleep(0)
        return [item + 1 for item in items]

    batcher = NaturalBatcher(handle)
    assert await asyncio.gather(*(batcher.submit(n) for n in range(150))) == list(range(1, 151))
    assert sizes == [64, 64, 22]


async def test_one_bad_item_never_fails_its_neighbours():
    async def handle(items: list[int]) -> list[int]:
        if 13 in items:
            raise ValueError("13")
        return items

    batcher = NaturalBatcher(handle)
    outcomes = await asyncio.gather(*(batcher.submit(n) for n in range(20)), return_exceptions=True)
    assert [n for n, outcome in enumerate(outcomes) if isinstance(outcome, Exception)] == [13]


async def test_a_transaction_without_a_business_date_is_refused_by_name(database):
    db = database("chassis", date=None)

    async def work(tx):
        return tx.date

    with pytest.raises(Refusal) as refused:
        await db.transact(work)
    assert refused.value.reason == "CLOCK_NOT_INITIALIZED"
