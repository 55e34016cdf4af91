"""The floor of what travels from one service's commit to another's decision: two commits and two hops through Redis."""

import asyncio
import time
from typing import Any

import psycopg
from redis.asyncio import Redis

from bench.pgbench import DATABASE
from bench.workload import Place
from services.chassis import embedded

_FIRST, _SECOND = "bench:first", "bench:second"
_INSERT = "INSERT INTO bench_hop (hop, number) VALUES (%s, %s)"


async def bare_relay(place: Place, per_second: int, seconds: int) -> list[float]:
    """Milliseconds from the first commit's begin until a reader has the second hop, shortest first."""
    embedded.ensure_database(place.servers, DATABASE, "postgres")
    with place.servers.connect(DATABASE) as connection:
        connection.execute("DROP TABLE IF EXISTS bench_hop")
        connection.execute("CREATE TABLE bench_hop (hop int, number int, PRIMARY KEY (hop, number))")
    redis = Redis.from_url(place.state.redis_url)
    await redis.delete(_FIRST, _SECOND)
    count, waits = per_second * seconds, list[float]()
    begun: dict[int, float] = {}
    async with await _connect(place) as writer, await _connect(place) as relay:

        async def read(stream: str, use: Any) -> None:
            last, done = b"0", 0
            while done < count:
                reply: Any = await redis.xread({stream: last}, count=64, block=500)
                entries: list[tuple[bytes, dict[bytes, bytes]]] = reply[0][1] if reply else []
                for _, fields in entries:
                    await use(int(fields[b"n"]))
                last, done = entries[-1][0] if entries else last, done + len(entries)

        async def carry_on(number: int) -> None:
            await relay.execute(_INSERT, [2, number])
            await redis.xadd(_SECOND, {"n": number})

        async def arrive(number: int) -> None:
            waits.append((time.perf_counter() - begun[number]) * 1_000)

        async def write() -> None:
            started = time.perf_counter()
            for number in range(count):
                await asyncio.sleep(max(0.0, started + number / per_second - time.perf_counter()))
                begun[number] = time.perf_counter()
                await writer.execute(_INSERT, [1, number])
                await redis.xadd(_FIRST, {"n": number})

        await asyncio.gather(write(), read(_FIRST, carry_on), read(_SECOND, arrive))
    await redis.aclose()
    return sorted(waits)


async def _connect(place: Place) -> psycopg.AsyncConnection[Any]:
    sockets = str(place.servers.postgres_sockets)
    return await psycopg.AsyncConnection.connect(host=sockets, user="postgres", dbname=DATABASE, autocommit=True)
