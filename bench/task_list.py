"""task-list: a manager's open tasks over gRPC, one after another, among those of a thousand managers.

Standard error also tells the median and the 99th percentile in milliseconds.
"""

import asyncio
import itertools
import sys
import time

import psycopg

from bench.workload import Measured, Place, Workload, size
from services.cli.clients import channel
from tollbook.collection.v1.contact_service_pb2 import ListTasksRequest
from tollbook.collection.v1.contact_service_pb2_grpc import ContactServiceStub

MANAGERS = 1_000
TASKS = size(full=300_000, smoke=10_000)
PAGE = 100
SECONDS = 5.0

_CUSTOMERS = """
INSERT INTO customer (shard, customer_id, display_name, version)
SELECT n % 256, 'C-' || n, '客户' || n, 1 FROM generate_series(1, :tasks) AS n ON CONFLICT DO NOTHING
"""
_CONTACTS = """
INSERT INTO contact (shard, contact_id, case_id, account_id, customer_id, sales_unit, period, kind, medium, recipient,
                     body, overdue, state, plan_date, task_due_date)
SELECT n % 256, 'A-' || n || '-1-arrears-notice-2', 'A-' || n || '-1', 'A-' || n, 'C-' || n, 'U' || n % 40, '2026-07',
       'ARREARS_NOTICE', 'MANAGER', 'M-' || n % :managers, '请缴费', 10000, 'PLANNED', date '2026-07-01',
       date '2026-07-01' + (n % 30)::int
FROM generate_series(1, :tasks) AS n
"""
_FLOOR = """
SELECT t.*, k.display_name FROM contact t JOIN customer k ON k.shard = t.shard AND k.customer_id = t.customer_id
WHERE t.medium = 'MANAGER' AND t.state = 'PLANNED' AND t.recipient = %s ORDER BY t.task_due_date, t.contact_id LIMIT %s
"""


async def prepare(place: Place) -> None:
    await asyncio.to_thread(_fill, place)


def _connect(place: Place) -> psycopg.Connection:
    return psycopg.connect(place.state.database_urls["collection"].replace("+psycopg", ""), autocommit=True)


def _fill(place: Place) -> None:
    with _connect(place) as connection:
        for statement in (_CUSTOMERS, _CONTACTS):
            filled = statement.replace(":tasks", str(TASKS)).replace(":managers", str(MANAGERS))
            connection.execute(filled)  # pyright: ignore[reportArgumentType, reportCallIssue] - constants of this module
        connection.execute("VACUUM ANALYZE")


async def run(place: Place, number: int) -> Measured:
    """Lists a second, one client."""
    floor = await asyncio.to_thread(_floor, place)
    waits: list[float] = []
    async with channel(place.home, "collection", person="operator") as opened:
        stub = ContactServiceStub(opened)
        started = time.perf_counter()
        for n in itertools.count():
            asked = time.perf_counter()
            if asked - started > SECONDS:
                break
            request = ListTasksRequest(manager=f"managers/M-{n * 7919 % MANAGERS}", page_size=PAGE)
            answer = await stub.ListTasks(request, timeout=10.0)
            waits.append(time.perf_counter() - asked)
            if len(answer.tasks) != min(PAGE, TASKS // MANAGERS):
                raise RuntimeError(f"{len(answer.tasks)} tasks")
    waits.sort()
    median, high = (1_000 * waits[int(len(waits) * part)] for part in (0.5, 0.99))
    print(f"  task-list: median {median:.1f} ms, p99 {high:.1f} ms", file=sys.stderr)
    return Measured(value=len(waits) / sum(waits), floor=floor)


def _floor(place: Place) -> float:
    """The same query, prepared, one client, lists a second."""
    with _connect(place) as connection:
        started, done = time.perf_counter(), 0
        while time.perf_counter() - started < SECONDS:
            manager = f"M-{done * 7919 % MANAGERS}"
            connection.execute(_FLOOR, [manager, PAGE], prepare=True).fetchall()
            done += 1
        return done / (time.perf_counter() - started)


WORKLOAD = Workload(
    name="task-list",
    unit="lists/s",
    floor="the same SELECT with its customers, prepared, over the socket, one client, lists/s",
    prepare=prepare,
    run=run,
)
