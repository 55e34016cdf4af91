"""Runs: leased chunks, fencing, parking, stalling; a dead worker's chunk is taken over and done once."""

import datetime as dt

import pytest
from sqlalchemy import select, update

from services.chassis import runs, tables
from services.chassis.parking import Parked
from services.chassis.runs import LeasedChunk, LeaseLost, RunKind, RunWorkers, complete_chunk, start_run
from services.kernel.errors import Refusal

KEY = "count/2026-01"


async def start(db, chunks: int = 3):
    return await db.transact(
        lambda tx: start_run(
            tx, key=KEY, kind="count", params={"cycle": "2026-01"}, chunks=[{"n": n} for n in range(chunks)]
        )
    )


def counting(db, done: list[int]) -> RunKind:
    async def work(chunk: LeasedChunk) -> None:
        number = chunk.payload["n"]
        done.append(number)
        await db.transact(lambda tx: complete_chunk(tx, chunk, items=10, counters={"sum": number}))

    return RunKind("count", work)


def workers(db, kind: RunKind) -> RunWorkers:
    made = RunWorkers(db, workers=1)
    made.register([kind])
    return made


async def test_a_run_is_started_once_and_counts_its_chunks(database):
    db, done = database("chassis"), []
    await start(db)
    assert (await start(db)).chunks_total == 3
    view = await workers(db, counting(db, done)).finish(KEY)
    assert (view.state, view.items, view.counters, sorted(done)) == ("COMPLETED", 30, {"sum": 3}, [0, 1, 2])


async def test_a_chunk_whose_worker_died_is_taken_over_and_the_dead_one_cannot_commit(database):
    db, done = database("chassis"), []
    await start(db, chunks=1)
    crew = workers(db, counting(db, done))
    stale = await db.transact(lambda tx: crew._lease(tx, None), dated=False)
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    await db.transact(lambda tx: tx.execute(update(tables.run_chunk).values(lease_until=past)), dated=False)
    view = await crew.finish(KEY)
    assert view.items == 10
    with pytest.raises(LeaseLost):
        await db.transact(lambda tx: complete_chunk(tx, stale, items=10))
    async with db.read() as tx:
        assert (await runs.get_run(tx, KEY)).items == 10


async def test_r_gen_4_parked_items_are_counted_and_listed_and_the_rest_go_on(database):
    db = database("chassis")

    async def work(chunk: LeasedChunk) -> None:
        parked = [Parked("accounts/A-1", "NO_TARIFF", "there is no tariff")] if chunk.number == 0 else []
        await db.transact(lambda tx: complete_chunk(tx, chunk, items=1, parked=parked))

    await start(db)
    view = await workers(db, RunKind("count", work)).finish(KEY)
    async with db.read() as tx:
        item = (await tx.execute(select(tables.parked_item))).one()
    assert (view.items, view.parked, item.origin, item.reason) == (3, 1, f"runs/{KEY}", "NO_TARIFF")


async def test_a_chunk_that_always_fails_stalls_its_run_until_a_person_retries(database):
    db, broken = database("chassis"), [True]

    async def work(chunk: LeasedChunk) -> None:
        if broken[0]:
            raise ValueError("broken")
        await db.transact(lambda tx: complete_chunk(tx, chunk, items=1))

    await start(db, chunks=1)
    crew = workers(db, RunKind("count", work))
    with pytest.raises(Refusal) as stalled:
        await crew.finish(KEY)
    assert stalled.value.reason == "RUN_STALLED"
    broken[0] = False
    await db.transact(lambda tx: runs.retry_run(tx, KEY))
    assert (await crew.finish(KEY)).state == "COMPLETED"


async def test_completed_runs_in_the_transaction_of_the_last_chunk(database):
    db, seen = database("chassis"), []

    async def completed(tx, view) -> None:
        seen.append((view.key, view.chunks_done, view.items))

    kind = counting(db, [])
    await start(db)
    await workers(db, RunKind("count", kind.work, completed)).finish(KEY)
    assert seen == [(KEY, 3, 30)]
