"""A world on a fresh database, its date open on 1 March 2025; and a server on one."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.collection.builders import day
from tests.collection.serving import Serving, serve_peers, server_of, write_identity
from tests.collection.world import World


@pytest.fixture
def world(database) -> Callable[..., Awaitable[World]]:
    """Gives `await world(date="2025-03-01")`: a world without customers."""

    async def make(date: str = "2025-03-01") -> World:
        return World(database("collection", date=day(date)))

    return make


@pytest.fixture
async def serving(database, redis_url: str, tmp_path: Path):
    """A collection server on 1 March 2025, with doubles of payment and gateway."""
    private = write_identity(tmp_path)
    peers, peer_server, address = await serve_peers()
    url = database("collection", date=day("2025-03-01")).engine.url.render_as_string(hide_password=False)
    server = server_of(url, redis_url, tmp_path, address)
    await server.start()
    running = Serving(server, private, peers)
    yield running
    await running.close()
    await peer_server.stop(0)
