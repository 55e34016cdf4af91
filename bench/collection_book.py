"""A million accounts with an open case each, written into a collection database of the bench's own by plain SQL."""

import asyncio
import os
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


def size(default: int) -> int:
    """How many accounts: TOLLBOOK_BENCH_SIZE makes a workload small enough for a look."""
    return int(os.environ.get("TOLLBOOK_BENCH_SIZE", default))


_CUSTOMERS = """
INSERT INTO customer (shard, customer_id, display_name, kind, customer_class, sales_unit, account_manager, language,
                      phone, grade, version)
SELECT n % 256, 'C-' || n, '客户' || n, 'GROUP', (ARRAY['A', 'B', 'C', 'C'])[1 + n % 4], 'U' || n % 40,
       'M-' || n % %(managers)s, 'zh-CN', '0311-' || n, (ARRAY['LOW', 'MEDIUM', 'HIGH'])[1 + n % 3], 1
FROM generate_series(1, %(size)s) AS n
"""
# Two open lines an account: 18 in 20 lie between steps, 1 in 20 has a step today.
_ACCOUNTS = """
INSERT INTO account (shard, account_id, customer_id, anchor, principal, late_fees, lines, control_version,
                     control_oldest_due, suspend_not_before, case_count, open_case)
SELECT n % 256, 'A-' || n, 'C-' || n, due, 20000, 100,
       jsonb_build_array(
         jsonb_build_object('b', 'A-' || n || '-2026-04', 'n', 1, 'c', '2026-04', 'd', due, 's', 'S-' || n, 'i', 'rent',
                            'l', 'BROADBAND', 'p', 10000, 'f', 100, 'x', false, 't', false, 'u', 'U' || n % 40),
         jsonb_build_object('b', 'A-' || n || '-2026-05', 'n', 1, 'c', '2026-05', 'd', due + 30, 's', 'S-' || n,
                            'i', 'rent', 'l', 'BROADBAND', 'p', 10000, 'f', 0, 'x', false, 't', false,
                            'u', 'U' || n % 40)),
       1, due, due + 31, 1, 'A-' || n || '-1'
FROM (SELECT n, date %(today)s - (CASE WHEN n % 20 = 0 THEN 20 ELSE 4 + n % 15 END)::int AS due
      FROM generate_series(1, %(size)s) AS n) numbered
"""
_CASES = """
INSERT INTO ladder_case (shard, case_id, account_id, customer_id, number, state, step_date, step_count, open_date, anchor,
                         scenario_version, last_notice_date, next_date, sales_unit, account_manager)
SELECT shard, open_case, account_id, customer_id, 1, 'ARREARS_NOTICED', anchor + 3, 2, anchor + 1, anchor,
       'standard@2000-01-01', anchor + 3, date %(today)s, 'U1', ''
FROM account
"""


def url_of(place: Place) -> str:
    return place.servers.database_url(DATABASE, DATABASE)


def connect(place: Place) -> psycopg.Connection:
    return psycopg.connect(url_of(place).replace("+psycopg", ""), autocommit=True)


async def fill(place: Place, accounts: int) -> None:
    """A fresh database with so many accounts, each overdue with a case that its arrears notice was sent in."""
    await asyncio.to_thread(_fill, place, accounts)


def _fill(place: Place, accounts: int) -> None:
    embedded.drop_database(place.servers, DATABASE)
    migrate("collection", embedded.ensure_database(place.servers, DATABASE, DATABASE))
    values = {"size": accounts, "today": TODAY, "managers": MANAGERS}
    with connect(place) as connection:
        connection.execute("UPDATE business_clock SET date = %(today)s WHERE id = 1", values)
        for statement in (_CUSTOMERS, _ACCOUNTS, _CASES):
            connection.execute(statement.replace("n % ", "n %% ").replace("date %(today)s", "%(today)s::date"), values)
        connection.execute("VACUUM ANALYZE")


@asynccontextmanager
async def opened(place: Place) -> AsyncGenerator[Database]:
    """The database as a collection process has it."""
    db = Database(url_of(place), encoder=event_to_pb, pool_size=5)
    try:
        yield db
    finally:
        await db.close()
