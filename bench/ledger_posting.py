"""ledger-posting: bills of many lines become receivables, each line with its two entries, in batches as events come."""

import asyncio
import time

from bench.bare_copy import copy_rate
from bench.payment_alone import BUSINESS_DATE, payment_alone
from bench.receivables import account_id, open_accounts
from bench.workload import Measured, Place, Workload, size
from services.chassis.database import Database
from services.payment.domain.intake import IssuedBill
from services.payment.domain.operation import BilledLine, BillOpened
from services.payment.store.accounts import Directory
from services.payment.usecases.intake import take_bills
from services.payment.wire import event_to_pb

ACCOUNTS = size(2_000, 100)  # of each run: an account's position lists all that is open of it
RUNS = 3
LINES_PER_BILL = 50
BILLS_PER_BATCH = 50
BATCHES_AT_ONCE = 2


async def prepare(place: Place) -> None:
    await asyncio.to_thread(open_accounts, place, ACCOUNTS * RUNS)


async def run(place: Place, number: int) -> Measured:
    """Ledger entries a second, each committed with the line that it posts and the account's position."""
    bills = [_bill(n) for n in range(number * ACCOUNTS, (number + 1) * ACCOUNTS)]
    batches = iter([bills[start : start + BILLS_PER_BATCH] for start in range(0, ACCOUNTS, BILLS_PER_BATCH)])
    db, directory = Database(place.state.database_urls["payment"], encoder=event_to_pb), Directory()

    async def post_one_after_another() -> None:
        for batch in batches:
            await db.transact(lambda tx, taken=batch: take_bills(tx, directory, taken))

    started = time.perf_counter()
    await asyncio.gather(*(post_one_after_another() for _ in range(BATCHES_AT_ONCE)))
    seconds = time.perf_counter() - started
    await db.close()
    query = f"SELECT * FROM ledger_entry WHERE account_id BETWEEN '{bills[0].account}' AND '{bills[-1].account}'"
    floor = await asyncio.to_thread(copy_rate, place, "payment", query)
    return Measured(2 * ACCOUNTS * LINES_PER_BILL / seconds, floor)


def _bill(number: int) -> IssuedBill:
    account = account_id(number)
    lines = tuple(
        BilledLine(n, f"S-{number}-{n}", "line-rent", "FIXED_LINE", 1_000 + n) for n in range(1, LINES_PER_BILL + 1)
    )
    opened = BillOpened(f"{account}-2026-01", "2026-01", BUSINESS_DATE, f"unit-{number % 8}", lines)
    return IssuedBill(account, BUSINESS_DATE, opened)


WORKLOAD = Workload(
    name="ledger-posting",
    unit="entries/s",
    floor="binary COPY of the same ledger entries into a bare table, rows/s",
    prepare=prepare,
    run=run,
    start=payment_alone,
)
