"""One transaction a use case, opened in one visible place and safe to run again."""

import asyncio
import datetime as dt
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import orjson
from psycopg import OperationalError as PsycopgOperationalError
from psycopg_pool import AsyncConnectionPool
from sqlalchemy import CursorResult, Executable, Table, event, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from services.chassis import tables
from services.chassis.arrays import array_parameters, insert_sql, insertable
from services.chassis.audit import AuditRecord, append_audit
from services.chassis.events import EventEncoder, write_outbox
from services.kernel.clock import SystemClock, WallClock
from services.kernel.errors import GeneralReason, Refusal, RefusalKind

T = TypeVar("T")
Rows = Sequence[Mapping[str, Any]]

_RETRYABLE_STATES = frozenset({"40001", "40P01"})
_ATTEMPTS_MAX = 8
_PREPARED_MAX = 1_000
_QUESTIONERS_MAX = 4
_TOO_MANY_PARAMETERS = "number of parameters must be between"
"""What the driver says, without a state, of a statement that it cannot send: no second try sends it."""
_PARAMETERS_MAX = 60_000
"""PostgreSQL takes 65,535 bind parameters a statement."""


class Transaction:
    """What a use case works with until the commit.

    ``date`` is the open business date, held until the commit: the day cannot be closed under it (R-GEN-2).
    ``now`` is the wall time at which the transaction was opened, in UTC.
    """

    def __init__(
        self, conn: AsyncConnection, now: dt.datetime, date: dt.date | None, encoder: EventEncoder | None
    ) -> None:
        self.conn = conn
        self.now = now
        self._date = date
        self._encoder = encoder
        self._events: list[object] = []

    @property
    def date(self) -> dt.date:
        if self._date is None:
            raise Refusal(
                GeneralReason.CLOCK_NOT_INITIALIZED,
                RefusalKind.FAILED_PRECONDITION,
                "the service has no business date yet: InitializeClock gives it one",
            )
        return self._date

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:
        return await self.conn.execute(statement, parameters)

    async def insert_many(self, table: Table, rows: Rows) -> None:
        """Inserts rows: as arrays when their types are plain, else with multi-row VALUES."""
        if not rows:
            return
        columns = tuple(rows[0])
        if insertable(table, columns):
            named = [(c, isinstance(table.c[c].type, JSONB)) for c in columns]
            values = [tuple(_json(row[c]) if is_json else row[c] for c, is_json in named) for row in rows]
            await self.conn.exec_driver_sql(insert_sql(table, columns), array_parameters(table, columns, values))
            return
        step = max(1, _PARAMETERS_MAX // len(rows[0]))
        for start in range(0, len(rows), step):
            await self.conn.execute(table.insert().values(list(rows[start : start + step])))

    async def copy_in(self, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Loads rows with text COPY; faster than insert_many from some hundred rows on."""
        async with self._copy(table, columns, "") as copy:
            for row in rows:
                await copy.write_row(row)

    async def copy_csv(self, table: Table, columns: Sequence[str], chunks: Iterable[bytes]) -> None:
        """Loads CSV bytes (no header, empty unquoted field = null) as they are: the way of vectorised runs."""
        async with self._copy(table, columns, "(FORMAT csv)") as copy:
            for chunk in chunks:
                await copy.write(chunk)

    @asynccontextmanager
    async def _copy(self, table: Table, columns: Sequence[str], options: str) -> AsyncGenerator[Any, None]:
        raw = await self.conn.get_raw_connection()
        driver: Any = raw.driver_connection
        names = ", ".join(f'"{column}"' for column in columns)
        async with (
            driver.cursor() as cursor,
            cursor.copy(f"COPY {table.fullname} ({names}) FROM STDIN {options}") as copy,
        ):
            yield copy

    def publish(self, values: Iterable[object]) -> None:
        """Puts domain events into the outbox at the commit, in this order."""
        self._events.extend(values)

    async def audit(self, *records: AuditRecord) -> None:
        """Appends to the audit trail (R-GEN-5)."""
        await append_audit(self.conn, records, now=self.now, date=self._date)

    def events_mark(self) -> int:
        """How many events wait; with drop_events_after, what a rolled-back savepoint published is taken back."""
        return len(self._events)

    def drop_events_after(self, mark: int) -> None:
        del self._events[mark:]

    async def flush_events(self) -> bool:
        """Writes the waiting events as outbox rows; tells whether there were any."""
        if not self._events:
            return False
        if self._encoder is None:
            raise RuntimeError("this database was given no event encoder")
        await write_outbox(self.conn, self._events, self._encoder, date=self.date, now=self.now)
        self._events.clear()
        return True


class Database:
    """A service's PostgreSQL database."""

    def __init__(
        self, url: str, *, encoder: EventEncoder | None = None, wall: WallClock | None = None, pool_size: int = 12
    ) -> None:
        # Last in, first out: a quiet service works on few connections, which know its statements already.
        self.engine: AsyncEngine = create_async_engine(
            url, pool_size=pool_size, max_overflow=8, pool_pre_ping=False, pool_use_lifo=True
        )
        event.listen(self.engine.sync_engine, "connect", _keep_statements)
        self._asking: AsyncEngine = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._questions = _Questions(url)
        self.wall: WallClock = wall or SystemClock()
        self._listeners: list[asyncio.Event] = []
        self._encoder = encoder

    async def transact(self, work: Callable[[Transaction], Awaitable[T]], *, dated: bool = True) -> T:
        """Runs ``work`` in one transaction and commits.

        Runs it again after a serialisation failure, a deadlock, a race for the same request id or a connection lost,
        at commit too: so ``work`` begins by reading the outcome by its key (request id, position, fencing token).
        ``dated=False`` is for the few that must not hold the business date: the day close itself.
        """
        for attempt in range(1, _ATTEMPTS_MAX + 1):
            try:
                return await self._once(work, dated)
            except DBAPIError as error:
                if attempt == _ATTEMPTS_MAX or not is_retryable(error):
                    raise
                # The pause only spreads the contenders; it decides nothing, so it needs no seed.
                await asyncio.sleep(random.uniform(0.5, 1.5) * 0.01 * 2**attempt)
        raise AssertionError("unreachable")

    async def _once(self, work: Callable[[Transaction], Awaitable[T]], dated: bool) -> T:
        async with self.engine.connect() as conn, conn.begin():
            date = await _hold_date(conn) if dated else None
            tx = Transaction(conn, self.wall.now(), date, self._encoder)
            result = await work(tx)
            published = await tx.flush_events()
        if published:
            self.tell_listeners()
        return result

    def listen(self) -> asyncio.Event:
        """An event of the caller's own, set after every commit of this process that wrote to the outbox."""
        listener = asyncio.Event()
        self._listeners.append(listener)
        return listener

    def tell_listeners(self) -> None:
        """Has those who listen look now."""
        for listener in self._listeners:
            listener.set()

    @asynccontextmanager
    async def read(self, *, dated: bool = True) -> AsyncGenerator[Transaction, None]:
        """A read-only transaction with one snapshot for all its statements; undated, it does not know ``tx.date``."""
        async with self.engine.connect() as conn:
            await conn.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            async with conn.begin():
                date = (await conn.execute(_READ_DATE)).scalar() if dated else None
                yield Transaction(conn, self.wall.now(), date, None)

    @asynccontextmanager
    async def ask(self) -> AsyncGenerator[Transaction, None]:
        """For a single question: a statement that is its own transaction, with a third of ``read``'s round trips. Loops
        that look whether there is work ask so. It does not know ``tx.date``.
        """
        async with self._asking.connect() as conn:
            yield Transaction(conn, self.wall.now(), None, None)

    async def rows(self, query: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows of one constant SELECT with %s placeholders, straight from the driver: half of what ``ask`` costs.

        For the few questions that are asked a thousand times a second. Asked once more on a connection lost.
        """
        return await self._questions.rows(query, parameters)

    async def ping(self) -> None:
        async with self._asking.connect() as conn:
            await conn.execute(text("SELECT 1"))

    async def close(self) -> None:
        await self._questions.close()
        await self.engine.dispose()


class _Questions:
    """The driver's own connections, opened when the first question comes; each question is its own transaction."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("+psycopg", "", 1)
        self._pool: AsyncConnectionPool | None = None

    async def rows(self, query: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        try:
            return await self._once(query, parameters)
        except PsycopgOperationalError:
            return await self._once(query, parameters)

    async def _once(self, query: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        pool = self._opened()
        await pool.open()
        async with pool.connection() as connection:
            cursor: Any = await connection.execute(query.encode(), parameters, prepare=True)
            return await cursor.fetchall()

    def _opened(self) -> AsyncConnectionPool:
        if self._pool is None:
            kwargs = {"autocommit": True}
            self._pool = AsyncConnectionPool(
                self._url, kwargs=kwargs, min_size=1, max_size=_QUESTIONERS_MAX, open=False
            )
        return self._pool

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.close()


async def _hold_date(conn: AsyncConnection) -> dt.date | None:
    """Reads the business date and holds it FOR SHARE: CloseDay, which takes it FOR UPDATE, waits for us."""
    return (await conn.execute(_HOLD_DATE)).scalar()


def _json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


def _keep_statements(connection: Any, record: Any) -> None:
    """A service has more statements than the hundred that psycopg keeps prepared."""
    connection.driver_connection.prepared_max = _PREPARED_MAX


_READ_DATE = select(tables.business_clock.c.date).where(tables.business_clock.c.id == 1)
_HOLD_DATE = _READ_DATE.with_for_update(read=True)


def is_retryable(error: DBAPIError) -> bool:
    """Whether running the transaction again may succeed."""
    cause = error.orig
    state: str | None = getattr(cause, "sqlstate", None)
    if state in _RETRYABLE_STATES:
        return True
    if state == "23505" and "request_reply" in str(cause):
        return True
    if _TOO_MANY_PARAMETERS in str(cause):
        return False
    return error.connection_invalidated or (state is None and isinstance(cause, PsycopgOperationalError))
