"""Keeps the five services running: `python -m services.cli.supervisor HOME`, started by `tollbook up`.

A process that dies is started again after a short back-off, on the same port, for as long as the suite is up.
"""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

from services.cli.environment import service_environment
from services.cli.home import Home, SuiteState, read_state, write_state

BACK_OFF_SECONDS_MIN = 0.2
BACK_OFF_SECONDS_MAX = 5.0
SETTLED_AFTER_SECONDS = 20.0
DRAIN_SECONDS_MAX = 20.0


class Supervisor:
    """One supervised suite."""

    def __init__(self, home: Home, state: SuiteState) -> None:
        self._home = home
        self._state = state
        self._stopping = asyncio.Event()
        self._processes: dict[str, asyncio.subprocess.Process] = {}

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        for each in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(each, self._stopping.set)
        self._state.supervisor_pid = os.getpid()
        async with asyncio.TaskGroup() as group:
            for service in self._state.services:
                group.create_task(self._keep(service))
        self._state.supervisor_pid = 0
        write_state(self._home, self._state)

    async def _keep(self, service: str) -> None:
        pause = BACK_OFF_SECONDS_MIN
        while not self._stopping.is_set():
            started = time.monotonic()
            await self._live(service)
            settled = time.monotonic() - started > SETTLED_AFTER_SECONDS
            pause = BACK_OFF_SECONDS_MIN if settled else min(pause * 2, BACK_OFF_SECONDS_MAX)
            self._state.services[service].restarts += 1
            await self._unless_stopping(pause)

    async def _live(self, service: str) -> None:
        """One life of a process, from its start to its death or to the end of the suite."""
        with self._home.log(service).open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                f"services.{service}",
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=service_environment(self._home, self._state, service),
            )
        self._note(service, process.pid)
        died = asyncio.create_task(process.wait())
        stopped = asyncio.create_task(self._stopping.wait())
        await asyncio.wait((died, stopped), return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not died.done():
            process.terminate()
            done, _ = await asyncio.wait((died,), timeout=DRAIN_SECONDS_MAX)
            if not done:
                process.kill()
        await died
        self._note(service, 0)

    def _note(self, service: str, pid: int) -> None:
        self._state.services[service].pid = pid
        write_state(self._home, self._state)

    async def _unless_stopping(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return


def main() -> None:
    home = Home(Path(sys.argv[1]))
    state = read_state(home)
    if state is None:
        raise SystemExit(f"{home.state_file} is missing: `tollbook up` writes it")
    asyncio.run(Supervisor(home, state).run())


if __name__ == "__main__":
    main()
