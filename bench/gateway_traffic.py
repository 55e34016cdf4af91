"""What the gateway's workloads share: signed notifications of the suite's sample channel, and what became of them."""

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import yaml

from bench.http_load import request
from bench.operator import OPENING_DAY, account_id
from bench.workload import Place
from simulator.signing import key_of, signed_headers

AMOUNT_MINOR_UNITS = 100
POLL_SECONDS = 0.05


def writer(place: Place, accounts: int, name: str) -> Callable[[int], bytes]:
    """A function that writes the notification of a number: always the same payment under the same message id."""
    channel = yaml.safe_load(place.home.gateway_config.read_text(encoding="utf-8"))["channels"][0]
    key, path = key_of(channel["keys"][0]["secret"]), f"/channels/{channel['id']}/notifications"

    def write(number: int) -> bytes:
        said = {
            "channel_number": f"{name}-{number}",
            "account": f"accounts/{account_id(number % accounts)}",
            "amount_minor_units": AMOUNT_MINOR_UNITS,
            "currency_code": "CNY",
            "value_date": OPENING_DAY.isoformat(),
        }
        body = json.dumps(said).encode()
        return request(path, signed_headers(key, f"{name}-{number}", body, "application/json"), body)

    return write


def rows(place: Place, service: str, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """What a service's own database says; read outside every measured time."""
    url = place.state.database_urls[service].replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(statement, values).fetchall()  # type: ignore[arg-type]


async def until_posted(place: Place) -> None:
    """Waits until payment has answered for every notification that was accepted."""
    waiting = "SELECT 1 FROM notification WHERE state = 'ACCEPTED' LIMIT 1"
    while True:
        if not await asyncio.to_thread(rows, place, "gateway", waiting):
            return
        await asyncio.sleep(POLL_SECONDS)


async def deliver_all(address: str, write: Callable[[int], bytes], numbers: Iterator[int], clients: int) -> None:
    """Delivers every number as a channel does: what was not acknowledged, whatever the cause, is sent again."""

    async def one() -> None:
        connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        for number in numbers:
            while True:
                try:
                    connection = connection or await _open(address)
                    if await _acknowledged(*connection, write(number)):
                        break
                    await asyncio.sleep(POLL_SECONDS)
                except (OSError, asyncio.IncompleteReadError):
                    connection = None
                    await asyncio.sleep(POLL_SECONDS)
        if connection is not None:
            connection[1].close()

    await asyncio.gather(*(one() for _ in range(clients)))


async def _open(address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host, port = address.rsplit(":", 1)
    return await asyncio.open_connection(host, int(port))


async def _acknowledged(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sent: bytes) -> bool:
    """Whether the answer is 204. One that carries words ends the connection, so that none of them is left unread."""
    writer.write(sent)
    head = await reader.readuntil(b"\r\n\r\n")
    if head[9:12] == b"204":
        return True
    writer.close()
    raise ConnectionAbortedError(head[:100])
