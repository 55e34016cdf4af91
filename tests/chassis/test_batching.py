"""Natural batching, and the questions that are asked straight of the driver."""

import asyncio

from services.chassis.batching import NaturalBatcher


async def arrive(batcher, number: int, turns: int) -> int:
    """Submits after some turns of the event loop, as a request does on its way from the socket."""
    for _ in range(turns):
        await asyncio.sleep(0)
    return await batcher.submit(number)


def recording(sizes: list[int]):
    async def handle(items: list[int]) -> list[int]:
        sizes.append(len(items))
        return items

    return NaturalBatcher(handle)


async def test_requests_that_arrive_turn_by_turn_share_a_batch():
    sizes: list[int] = []
    batcher = recording(sizes)
    assert await asyncio.gather(*(arrive(batcher, n, turns=2 * n) for n in range(10))) == list(range(10))
    assert sizes == [10]


async def test_a_request_waits_for_none_that_comes_later():
    sizes: list[int] = []
    batcher = recording(sizes)
    first = asyncio.create_task(batcher.submit(1))
    late = asyncio.create_task(arrive(batcher, 2, turns=40))
    assert await first == 1
    assert not late.done()
    assert await late == 2
    assert sizes == [1, 1]


async def test_a_stream_that_never_pauses_holds_no_batch():
    sizes: list[int] = []
    batcher = recording(sizes)
    await asyncio.gather(*(arrive(batcher, n, turns=n) for n in range(60)))
    assert sum(sizes) == 60
    assert len(sizes) > 1 and max(sizes) < 40


async def test_a_question_is_asked_again_when_its_connection_was_lost(database):
    db = database("chassis")
    own = await db.rows("SELECT pg_backend_pid(), %s::text", ["a"])
    assert own[0][1] == "a"
    async with db.ask() as tx:
        await tx.conn.exec_driver_sql("SELECT pg_terminate_backend(%s)", (own[0][0],))
    again = await db.rows("SELECT pg_backend_pid(), %s::text", ["b"])
    assert again[0][1] == "b"
    assert again[0][0] != own[0][0]
