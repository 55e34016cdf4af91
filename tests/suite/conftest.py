"""Whole suites for the stories: five service processes on their own PostgreSQL and Redis, as after `tollbook up`."""

import sys
import zlib
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from services.chassis import embedded
from services.chassis.config import SERVICES
from services.cli.environment import PORT_STEP
from services.cli.home import Home, ServiceState, SuiteState, write_state
from services.cli.lifecycle import erase, start_suite

StartSuite = Callable[[str], Home]

# Above the ports that `tollbook up` chooses and below those that the kernel hands to outgoing connections.
PORTS_FROM = 12_200
PORT_BLOCKS = 2_000


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Generator[StartSuite]:
    """Gives `start(name)`: a fresh running suite. All of them are stopped and erased at the end."""
    homes: list[Home] = []

    def make(name: str) -> Home:
        home = Home(tmp_path_factory.mktemp(name, numbered=True) / "home")
        homes.append(home)
        # The data live as long as the test run, so that a power cut may cost them.
        embedded.start(home.servers, durable=False)
        write_state(home, _apart(home))
        start_suite(home)
        return home

    yield make
    for home in homes:
        erase(home)


@pytest.fixture
def show_logs(request: pytest.FixtureRequest) -> Generator[Callable[[Home], None]]:
    """Gives `show_logs(home)`: prints the end of every service's log when the test fails."""
    homes: list[Home] = []
    failed_before = request.session.testsfailed
    yield homes.append
    if request.session.testsfailed > failed_before:
        for home in homes:
            for log in sorted(home.logs.glob("*.log")):
                sys.stdout.write(f"--- {log.name}\n{_end_of(log)}\n")


def _apart(home: Home) -> SuiteState:
    """Ports of the home's own: two suites that start at the same moment would both find the first free block free."""
    first = PORTS_FROM + zlib.crc32(bytes(home.directory)) % PORT_BLOCKS * PORT_STEP
    listens = {service: ServiceState(f"127.0.0.1:{first + place}") for place, service in enumerate(SERVICES, start=1)}
    return SuiteState(http=f"127.0.0.1:{first}", services=listens)


def _end_of(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])
