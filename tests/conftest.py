"""Real PostgreSQL and Redis for every test that stores something: one pair a test run, a fresh database a test."""

import contextlib
import datetime as dt
import fcntl
import importlib
import importlib.util
import os
import shutil
import zlib
from collections.abc import AsyncGenerator, Callable, Generator
from pathlib import Path

import psycopg
import pytest
import redis
import uvloop

from services.chassis import embedded
from services.chassis.database import Database

ROOT = Path(__file__).resolve().parent.parent
MEMORY = Path("/dev/shm")
MEMORY_WANTED = 6 * 2**30


def _runs() -> Path:
    """Where the runs' servers keep their data: in memory where there is room for them.

    A fresh database is some 300 files. ext4 passes over inodes that were freed a short while ago, so that making one
    takes it up to half a second of looking for others after many databases were dropped; in memory it takes 50 ms.
    """
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= MEMORY_WANTED:
        return MEMORY / f"tollbook-tests-{os.getuid()}-{zlib.crc32(bytes(ROOT)):08x}"
    return ROOT / ".tollbook" / "tests"


RUNS = _runs()
REDIS_DATABASES = 511

MakeDatabase = Callable[..., Database]


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_DIRECTORY] = Path(getattr(config, "workerinput", {}).get("servers", RUNS / str(os.getpid())))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    node.workerinput["servers"] = str(node.config.stash[_DIRECTORY])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The suite's stories first: they take minutes, which one worker spends while the others do all the rest.

    A file's tests stay with one worker (`--dist loadfile`): a simulation that several tests look at is played once.
    """
    items.sort(key=lambda item: ROOT / "tests" / "suite" not in item.path.parents)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stops the run's servers, and those that a killed run left behind."""
    if hasattr(config, "workerinput") or not RUNS.exists():
        return
    for directory in RUNS.iterdir():
        if directory == config.stash[_DIRECTORY] or not Path(f"/proc/{directory.name}").exists():
            with contextlib.suppress(FileNotFoundError):
                embedded.destroy(directory)
                (directory / "embedded.lock").unlink(missing_ok=True)
                for lock in directory.glob("*.lock"):
                    lock.unlink()
                directory.rmdir()
    with contextlib.suppress(OSError):  # another run is under way
        RUNS.rmdir()


def pytest_asyncio_loop_factories() -> dict[str, Callable]:
    return {"uvloop": uvloop.new_event_loop}


_DIRECTORY = pytest.StashKey[Path]()


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest) -> embedded.Servers:
    """The run's PostgreSQL and Redis, shared by its workers."""
    return embedded.start(request.config.stash[_DIRECTORY], durable=False)


@pytest.fixture(scope="session")
def database_url(
    request: pytest.FixtureRequest, servers: embedded.Servers, worker_name: str
) -> Generator[Callable[[str], str]]:
    """Gives `make(service)`: the URL of a fresh, migrated database of a service, owned by the service's role."""
    count = 0

    def make(service: str) -> str:
        nonlocal count
        count += 1
        template = _migrated_template(request.config.stash[_DIRECTORY], servers, service)
        return embedded.ensure_database(servers, f"{service}_{worker_name}_{count}", service, template=template)

    yield make


@pytest.fixture(scope="session")
def worker_name() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture
async def database(database_url: Callable[[str], str], servers: embedded.Servers) -> AsyncGenerator[MakeDatabase]:
    """Gives `make(service, date=...)`: a fresh database with the service's tables and an open business date.

    The business date is 2026-01-01 unless told; `date=None` leaves the clock uninitialized.
    """
    made: list[Database] = []

    def make(service: str, *, date: dt.date | None = dt.date(2026, 1, 1)) -> Database:
        url = database_url(service)
        if date is not None:
            _open_date(url, date)
        made.append(Database(url, encoder=_encoder(service), pool_size=5))
        return made[-1]

    yield make
    for each in made:
        name = each.engine.url.database
        await each.close()
        if name:
            embedded.drop_database(servers, name)


@pytest.fixture
def redis_url(servers: embedded.Servers) -> Generator[str]:
    """An empty Redis database of the test's own."""
    with redis.Redis.from_url(servers.redis_url) as counter:
        number = int(counter.incr("tests:databases")) % REDIS_DATABASES + 1
    url = f"{servers.redis_url}?db={number}"
    with redis.Redis.from_url(url) as own:
        own.flushdb()
        yield url
        own.flushdb()


def _migrated_template(directory: Path, servers: embedded.Servers, service: str) -> str:
    """The name of the database that a service's fresh ones are copied from; migrated once a run."""
    name = f"template_{service}"
    with (directory / f"{name}.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        if lock.read() != "migrated":
            from services.chassis.migrations import migrate

            migrate(service, embedded.ensure_database(servers, name, service))
            lock.write("migrated")
    return name


def _open_date(url: str, date: dt.date) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            "INSERT INTO business_clock (id, date) VALUES (1, %s) ON CONFLICT (id) DO UPDATE SET date = %s",
            [date, date],
        )


def _encoder(service: str):
    """The service's own event encoder, as its composition root gives it."""
    module = f"services.{service}.wire"
    if importlib.util.find_spec(f"services.{service}") is None or importlib.util.find_spec(module) is None:
        return None
    return getattr(importlib.import_module(module), "event_to_pb", None)
