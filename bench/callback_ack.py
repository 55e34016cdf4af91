"""callback-ack: a signed payment notification is verified, stored and answered, by a gateway process of its own.

Closed loop, 64 connections. Standard error also tells the 99th percentile of an open loop at 1,000 a second. Payment is
away, so that what is measured is the way in.
"""

import asyncio
import itertools
import json
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import psycopg
import yaml

from bench.http_load import closed_loop, open_loop, request
from bench.pgbench import insert_rate
from bench.workload import Measured, Place, Workload
from services.chassis import embedded
from services.chassis.migrations import migrate
from services.cli.environment import service_environment
from simulator.signing import key_of, signed_headers

DATABASE = "bench_gateway"
HTTP = "127.0.0.1:6950"
LISTEN = "127.0.0.1:6951"
AWAY = "127.0.0.1:6952"
CLIENTS = 64
SECONDS = 10.0
WARM_UP_SECONDS = 3.0
OPEN_PER_SECOND = 1_000.0
ROW_BYTES = 700
"""About what a notification's row holds: its body, its headers, its columns."""

_numbers = itertools.count()


async def prepare(place: Place) -> None:
    url = embedded.ensure_database(place.servers, DATABASE, DATABASE)
    await asyncio.to_thread(migrate, "gateway", url)
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("UPDATE business_clock SET date = '2026-01-01' WHERE id = 1")


async def run(place: Place, number: int) -> Measured:
    floor = await asyncio.to_thread(insert_rate, place, int(SECONDS), ROW_BYTES)
    async with _gateway(place):
        write = _writer(place)
        await closed_loop(HTTP, write, _numbers, clients=CLIENTS, seconds=WARM_UP_SECONDS)
        value = await closed_loop(HTTP, write, _numbers, clients=CLIENTS, seconds=SECONDS)
        waits = await open_loop(HTTP, write, _numbers, per_second=OPEN_PER_SECOND, clients=CLIENTS, seconds=SECONDS)
    p99 = waits[int(len(waits) * 0.99)] * 1_000
    print(f"  callback-ack at {OPEN_PER_SECOND:.0f}/s open loop: p99 {p99:.1f} ms", file=sys.stderr)
    return Measured(value=value, floor=floor)


def _writer(place: Place):
    channel = yaml.safe_load(place.home.gateway_config.read_text(encoding="utf-8"))["channels"][0]
    key, path = key_of(channel["keys"][0]["secret"]), f"/channels/{channel['id']}/notifications"

    def write(number: int) -> bytes:
        said = {
            "channel_number": f"bench-{number}",
            "account": "accounts/A-1",
            "amount_minor_units": 10_000,
            "currency_code": "CNY",
            "value_date": "2026-01-01",
        }
        body = json.dumps(said).encode()
        return request(path, signed_headers(key, f"bench-{number}", body, "application/json"), body)

    return write


@asynccontextmanager
async def _gateway(place: Place) -> AsyncGenerator[None]:
    """A gateway process beside the suite's, with a database and a stream of its own."""
    environment = service_environment(place.home, place.state, "gateway") | {
        "TOLLBOOK_GATEWAY_DATABASE_URL": place.servers.database_url(DATABASE, DATABASE),
        "TOLLBOOK_GATEWAY_LISTEN": LISTEN,
        "TOLLBOOK_GATEWAY_HTTP_LISTEN": HTTP,
        "TOLLBOOK_STREAM_PREFIX": "bench",
        "TOLLBOOK_PEER_PAYMENT": AWAY,
    }
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "services.gateway", env=environment, stderr=quiet
    )
    try:
        await _until_open()
        yield
    finally:
        process.terminate()
        await process.wait()


async def _until_open() -> None:
    deadline = time.monotonic() + 60
    host, port = HTTP.rsplit(":", 1)
    while True:
        try:
            _, writer = await asyncio.open_connection(host, int(port))
        except OSError:
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return


WORKLOAD = Workload(
    name="callback-ack",
    unit="notifications/s",
    floor="pgbench, one committed INSERT of 700 bytes, 64 clients, prepared, transactions/s",
    prepare=prepare,
    run=run,
)
