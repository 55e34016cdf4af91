"""payment-hot-account: payments into one account, all at once; its balance must be exact."""

import asyncio
import tempfile
from pathlib import Path

from bench.grpc_load import send
from bench.payment_alone import payment_alone
from bench.payment_single import METHOD, payment
from bench.pgbench import DATABASE, script_rate
from bench.receivables import account_id, connect, open_accounts
from bench.workload import Measured, Place, Workload, size
from services.chassis import embedded

PAYMENTS = size(10_000, 500)
CHANNELS = 10
FLOOR_SECONDS = size(10, 1)
FLOOR = """UPDATE bench_hot SET balance = balance + 100 WHERE id = 1;
INSERT INTO bench_payment (amount) VALUES (100);
"""


async def prepare(place: Place) -> None:
    open_accounts(place, 1)
    embedded.ensure_database(place.servers, DATABASE, "postgres")
    with place.servers.connect(DATABASE) as connection:
        connection.execute("CREATE TABLE bench_hot (id int PRIMARY KEY, balance bigint)")
        connection.execute("CREATE TABLE bench_payment (id bigint GENERATED ALWAYS AS IDENTITY, amount bigint)")
        connection.execute("INSERT INTO bench_hot VALUES (1, 0)")
    await send(place, METHOD, [payment(f"warm-{n}", account_id(0), 100) for n in range(500)], 64)


async def run(place: Place, number: int) -> Measured:
    """Payments a second, all of them in flight from the start; the floor is one row that everyone adds to."""
    floor = await asyncio.to_thread(_floor, place)
    before = _balance(place)
    messages = [payment(f"hot-{number}-{n}", account_id(0), 100) for n in range(PAYMENTS)]
    load = await send(place, METHOD, messages, PAYMENTS, channels=CHANNELS)
    if _balance(place) != before + 100 * PAYMENTS:
        raise RuntimeError(f"the balance is {_balance(place)} instead of {before + 100 * PAYMENTS}")
    return Measured(load.per_second, floor, {"p99_milliseconds": load.p99_milliseconds})


def _floor(place: Place) -> float:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "hot.sql"
        script.write_text(f"BEGIN;\n{FLOOR}COMMIT;\n", encoding="utf-8")
        return script_rate(place, FLOOR_SECONDS, script)


def _balance(place: Place) -> int:
    with connect(place) as connection:
        found = connection.execute("SELECT sum(balance) FROM book").fetchone()
    return int(found[0] or 0) if found else 0


WORKLOAD = Workload(
    name="payment-hot-account",
    unit="payments/s",
    floor="pgbench: add to one row and insert another, one transaction each, 64 clients, prepared, transactions/s",
    prepare=prepare,
    run=run,
    start=payment_alone,
)
