"""Whole suites for the stories: five service processes on their own PostgreSQL and Redis, as after `tollbook up`."""

import contextlib
import sys
import zlib
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from services.chassis import embedded
from services.chassis.config import SERVICES
from services.cli.environment import PORT_STEP
from services.cli.home import Home, ServiceState, SuiteState, write_state
from services.cli.lifecycle import erase, start_suite

RunningSuite = Callable[[str], AbstractContextManager[Home]]

# Above the ports that `tollbook up` chooses and below those that the kernel hands to outgoing connections.
PORTS_FROM = 12_200
PORT_BLOCKS = 2_000


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> RunningSuite:
    """Gives `running(name)`, a context: a fresh suite, erased at its end; a failure shows the ends of its logs."""

    @contextlib.contextmanager
    def suite(name: str) -> Generator[Home]:
        home = Home(tmp_path_factory.mktemp(name, numbered=True) / "home")
        # The data live as long as the test, so that a power cut may cost them.
        embedded.start(home.servers, durable=False)
        write_state(home, _apart(home))
        try:
            start_suite(home)
            yield home
        except BaseException:
            _show_logs(home)
            raise
        finally:
            erase(home)

    return suite


def _show_logs(home: Home) -> None:
    for log in sorted(home.logs.glob("*.log")):
        sys.stdout.write(f"--- {log.name}\n{_end_of(log)}\n")


def _apart(home: Home) -> SuiteState:
    """Ports of the home's own: two suites that start at the same moment would both find the first free block free."""
    first = PORTS_FROM + zlib.crc32(bytes(home.directory)) % PORT_BLOCKS * PORT_STEP
    listens = {service: ServiceState(f"127.0.0.1:{first + place}") for place, service in enumerate(SERVICES, start=1)}
    return SuiteState(http=f"127.0.0.1:{first}", services=listens)


def _end_of(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])
