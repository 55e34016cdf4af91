"""A cheap HTTP client for loads: prepared requests over plain sockets, so that it costs little beside the server."""

import asyncio
import time
from collections.abc import Callable, Iterator

Prepare = Callable[[int], bytes]
"""The whole request, head and body, of a number."""


async def closed_loop(address: str, prepare: Prepare, numbers: Iterator[int], *, clients: int, seconds: float) -> float:
    """Answers a second: so many clients, each sends its next request when it has its answer."""
    started = time.perf_counter()

    async def one() -> int:
        reader, writer = await _open(address)
        done = 0
        while time.perf_counter() - started < seconds:
            await _exchange(reader, writer, prepare(next(numbers)))
            done += 1
        writer.close()
        return done

    done = sum(await asyncio.gather(*(one() for _ in range(clients))))
    return done / (time.perf_counter() - started)


async def open_loop(
    address: str, prepare: Prepare, numbers: Iterator[int], *, per_second: float, clients: int, seconds: float
) -> list[float]:
    """Seconds from when each request was due to its answer, sorted; late starts count."""
    first = time.perf_counter() + 0.1
    total = int(per_second * seconds)
    waits: list[float] = []

    async def one(client: int) -> None:
        reader, writer = await _open(address)
        for place in range(client, total, clients):
            due = first + place / per_second
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await _exchange(reader, writer, prepare(next(numbers)))
            waits.append(time.perf_counter() - due)
        writer.close()

    await asyncio.gather(*(one(client) for client in range(clients)))
    return sorted(waits)


def request(path: str, headers: dict[str, str], body: bytes) -> bytes:
    """An HTTP/1.1 request of bytes."""
    lines = [f"POST {path} HTTP/1.1", "host: bench", f"content-length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def _open(address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host, port = address.rsplit(":", 1)
    return await asyncio.open_connection(host, int(port))


async def _exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sent: bytes) -> None:
    writer.write(sent)
    head = await reader.readuntil(b"\r\n\r\n")
    if head[9:12] != b"204":
        raise RuntimeError(f"not acknowledged: {head[:200]!r}")
