"""A world on a fresh database, its date open on 1 March 2025."""

from collections.abc import Awaitable, Callable

import pytest

from tests.collection.builders import day
from tests.collection.world import World


@pytest.fixture
def world(database) -> Callable[..., Awaitable[World]]:
    """Gives `await world(date="2025-03-01")`: a world without customers."""

    async def make(date: str = "2025-03-01") -> World:
        return World(database("collection", date=day(date)))

    return make
