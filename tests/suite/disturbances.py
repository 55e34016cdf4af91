"""What may happen to a running suite and must change nothing: killed processes and a Redis that forgot everything."""

import asyncio
import signal
from collections.abc import Mapping
from datetime import date

import redis

from services.cli.home import Home, read_state
from services.cli.lifecycle import signal_service

# The day goes on meanwhile; these are moments in it.
MOMENTS_SECONDS = (0.05, 0.15, 0.3)


class Disturbances:
    """Kills and flushes on given days, each at some moment of the day's work."""

    def __init__(self, home: Home, kills: Mapping[date, str], flushes: set[date]) -> None:
        self._home = home
        self._kills = kills
        self._flushes = flushes
        self._tasks: list[asyncio.Task[None]] = []
        self.killed: list[str] = []
        self.flushed = 0

    def on(self, day: date) -> None:
        """Called by the simulation before each day."""
        moment = MOMENTS_SECONDS[day.toordinal() % len(MOMENTS_SECONDS)]
        if day in self._kills:
            self._tasks.append(asyncio.create_task(self._kill(self._kills[day], moment)))
        if day in self._flushes:
            self._tasks.append(asyncio.create_task(self._flush(moment)))

    async def _kill(self, service: str, moment: float) -> None:
        await asyncio.sleep(moment)
        signal_service(self._home, service, signal.SIGKILL)
        self.killed.append(service)

    async def _flush(self, moment: float) -> None:
        await asyncio.sleep(moment)
        state = read_state(self._home)
        assert state is not None
        with redis.Redis.from_url(state.redis_url) as client:
            client.flushall()
        self.flushed += 1
