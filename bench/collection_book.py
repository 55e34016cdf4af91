"""A million accounts with an open case each, written by plain SQL into a collection database of the bench's own.

Also the processes that work on its runs.
"""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import psycopg

from bench.workload import Place
from services.chassis import embedded
from services.chassis.database import Database
from services.chassis.migrations import migrate
from services.collection.wire import event_to_pb

DATABASE = "bench_collection"
TODAY = "2026-07-01"
MANAGERS = 1_000
WORKERS = 2

_CUSTOMERS = """
INSERT INTO customer (shard, customer_id, display_name, kind, customer_class, sales_unit, account_manager, language,
                      phone, grade, version)
SELECT n % 256, 'C-' || n, '客户' || n, 'GROUP', (ARRAY['A', 'B', 'C', 'C'])[1 + n % 4], 'U' || n % 40,
       'M-' || n % :managers, 'zh-CN', '0311-' || n, (ARRAY['LOW', 'MEDIUM', 'HIGH'])[1 + n % 3], 1
FROM generate_series(1, :size) AS n
"""
# Two open lines an account. One account in twenty is 80 days past due, so that its case steps today by any scenario;
# the others lie between the arrears notice and the suspension notice.
_ACCOUNTS = """
INSERT INTO account (shard, account_id, customer_id, anchor, principal, late_fees, lines, case_count, open_case)
SELECT n % 256, 'A-' || n, 'C-' || n, due, 20000, 100,
       jsonb_build_array(
         jsonb_build_object('b', 'A-' || n || '-2026-04', 'n', 1, 'c', '2026-04', 'd', due, 's', 'S-' || n, 'i', 'rent',
                            'l', 'BROADBAND', 'p', 10000, 'f', 100, 'x', false, 't', false, 'u', 'U' || n % 40),
         jsonb_build_object('b', 'A-' || n || '-2026-05', 'n', 1, 'c', '2026-05', 'd', due + 30, 's', 'S-' || n,
                            'i', 'rent', 'l', 'BROADBAND', 'p', 10000, 'f', 0, 'x', false, 't', false,
                            'u', 'U' || n % 40)),
       1, 'A-' || n || '-1'
FROM (SELECT n, date :today - (CASE WHEN n % 20 = 0 THEN 80 ELSE 4 + n % 15 END)::int AS due
      FROM generate_series(1, :size) AS n) numbered
"""
_CASES = """
INSERT INTO ladder_case (shard, case_id, account_id, customer_id, number, state, step_date, step_count, open_date,
                         anchor, scenario_version, last_notice_date, next_date, sales_unit, account_manager)
SELECT a.shard, a.open_case, a.account_id, a.customer_id, 1, 'ARREARS_NOTICED', a.anchor + 3, 2, a.anchor + 1, a.anchor,
       'standard@2000-01-01', a.anchor + 3, date :today, k.sales_unit, k.account_manager
FROM account a JOIN customer k ON k.shard = a.shard AND k.customer_id = a.customer_id
"""


def url_of(place: Place) -> str:
    return place.servers.database_url(DATABASE, DATABASE)


def connect(place: Place) -> psycopg.Connection:
    return psycopg.connect(url_of(place).replace("+psycopg", ""), autocommit=True)


async def fill(place: Place, accounts: int) -> None:
    """A fresh database with so many accounts, each overdue and with a case that has to be looked at today."""
    await asyncio.to_thread(_fill, place, accounts)


def _fill(place: Place, accounts: int) -> None:
    embedded.drop_database(place.servers, DATABASE)
    migrate("collection", embedded.ensure_database(place.servers, DATABASE, DATABASE))
    with connect(place) as connection:
        connection.execute(f"UPDATE business_clock SET date = '{TODAY}' WHERE id = 1")
        for statement in (_CUSTOMERS, _ACCOUNTS, _CASES):
            for name, value in ((":size", accounts), (":managers", MANAGERS), (":today", f"'{TODAY}'")):
                statement = statement.replace(name, str(value))
            connection.execute(statement)  # pyright: ignore[reportArgumentType, reportCallIssue] - constants of this module
        connection.execute("VACUUM ANALYZE")


@asynccontextmanager
async def opened(place: Place) -> AsyncGenerator[Database]:
    """The database as a collection process has it."""
    db = Database(url_of(place), encoder=event_to_pb, pool_size=5)
    try:
        yield db
    finally:
        await db.close()


@asynccontextmanager
async def workers(place: Place) -> AsyncGenerator[list[asyncio.subprocess.Process]]:
    """Processes that wait for the key of a run, work on its chunks until there is none left, and say so."""
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bench.collection_worker",
            url_of(place),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(WORKERS)
    ]
    try:
        for process in processes:
            await _read(process)
        yield processes
    finally:
        for process in processes:
            assert process.stdin is not None
            process.stdin.close()
            await process.wait()


async def work_on(processes: list[asyncio.subprocess.Process], run_key: str) -> None:
    """Has every process work on a run until none has a chunk left."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(f"{run_key}\n".encode())
        await process.stdin.drain()
    for process in processes:
        await _read(process)


async def _read(process: asyncio.subprocess.Process) -> None:
    assert process.stdout is not None
    if not await process.stdout.readline():
        raise RuntimeError("a worker of the bench has died")
