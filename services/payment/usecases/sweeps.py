"""Runs over many accounts: the month-start offset, the late fees of a day, gifts that end. Each chunk is one
transaction.
"""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from services.chassis.database import Database, Transaction
from services.chassis.parking import Parked, parked_from
from services.chassis.runs import LeasedChunk, RunView, complete_chunk, get_run, start_run
from services.kernel.errors import Refusal, RefusalKind
from services.kernel.ids import SHARDS
from services.payment.domain import event
from services.payment.domain.book import BookKind
from services.payment.domain.operation import Act, BookExpired, LateFeesAssessed, Settled
from services.payment.domain.reason import Reason
from services.payment.store.accounts import AccountRecord, lock_accounts
from services.payment.store.changes import AccountChange
from services.payment.store.intake import cycle_closed, keep_closed_cycle
from services.payment.store.policies import late_fee_policies
from services.payment.store.sweeps import (
    Shards,
    accounts_overdue,
    accounts_to_offset,
    accounts_with_ended_books,
    count_open,
    count_overdue,
    open_of_cycle,
)
from services.payment.usecases.posting import begin, finish, post

OFFSET = "offset"
LATE_FEES = "late-fees"
_ACCOUNTS_PER_CHUNK = 500


def offset_key(cycle: str) -> str:
    return f"{OFFSET}/{cycle}"


def late_fees_key(date: dt.date) -> str:
    return f"{LATE_FEES}/{date}"


def _chunks(accounts: int) -> list[dict[str, int]]:
    """Ranges of shards with about as many accounts each as a transaction handles well."""
    count = min(SHARDS, max(1, math.ceil(accounts / _ACCOUNTS_PER_CHUNK)))
    bounds = [SHARDS * n // count for n in range(count + 1)]
    return [{"first": first, "end": end} for first, end in pairwise(bounds)]


def _shards(chunk: LeasedChunk) -> Shards:
    return int(chunk.payload["first"]), int(chunk.payload["end"])


async def start_offset(tx: Transaction, cycle: str, rating_run: str) -> RunView:
    """Starts the offset of a cycle's bills, once rating has closed the cycle (R-SET-6). Idempotent by cycle."""
    await keep_closed_cycle(tx, cycle, rating_run, offset_key(cycle))
    return await start_run(
        tx,
        key=offset_key(cycle),
        kind=OFFSET,
        params={"cycle": cycle},
        chunks=_chunks(await count_open(tx)),
        completed=complete_offset,
    )


async def complete_offset(tx: Transaction, run: RunView) -> None:
    """Tells the others that what remains of the cycle is arrears."""
    tx.publish([event.OffsetCompleted(str(run.params["cycle"]), f"runs/{run.key}")])


async def offset_chunk(db: Database, chunk: LeasedChunk) -> None:
    """Settles every account of the chunk that has something open from its books; the position of each is published."""

    async def work(tx: Transaction) -> None:
        customers = await accounts_to_offset(tx, _shards(chunk))
        records = await lock_accounts(tx, customers)
        acts: dict[str, Act] = {account: Settled("OFFSET") for account in records}
        changes, parked = await _post_each(tx, records, acts, tx.date)
        settled = sum(a.total for c in changes for s in c.steps for a in s.allocations)
        counters = {"settled_minor_units": settled}
        await complete_chunk(tx, chunk, items=len(changes), counters=counters, parked=parked)

    await db.transact(work)


async def start_late_fees(db: Database, date: dt.date) -> str | None:
    """Starts the assessment of a day's late fees; None when nothing is overdue."""

    async def work(tx: Transaction) -> str | None:
        overdue = await count_overdue(tx, date)
        if not overdue:
            return None
        params = {"date": str(date)}
        run = await start_run(tx, key=late_fees_key(date), kind=LATE_FEES, params=params, chunks=_chunks(overdue))
        return run.key

    return await db.transact(work)


async def late_fee_chunk(db: Database, chunk: LeasedChunk) -> None:
    """Assesses the late fees of the chunk's overdue accounts through the run's date (R-LAT-1)."""
    date = dt.date.fromisoformat(chunk.params["date"])

    async def work(tx: Transaction) -> None:
        records = await lock_accounts(tx, await accounts_overdue(tx, _shards(chunk), date))
        acts: dict[str, Act] = {account: LateFeesAssessed() for account in records}
        changes, parked = await _post_each(tx, records, acts, date)
        assessed = sum(a.amount for c in changes for s in c.steps for a in s.assessments)
        await complete_chunk(tx, chunk, items=len(changes), counters={"assessed_minor_units": assessed}, parked=parked)

    await db.transact(work)


async def expire_books(db: Database, date: dt.date) -> Mapping[str, int]:
    """Takes what gift and discount books hold whose last day is being closed; a customer's cash never expires
    (R-BOK-4).
    """

    async def work(tx: Transaction) -> Mapping[str, int]:
        ended = date + dt.timedelta(days=1)
        records = await lock_accounts(tx, await accounts_with_ended_books(tx, ended))
        policies = await late_fee_policies(tx)
        changes: list[AccountChange] = []
        for account in sorted(records):
            changes.append(begin(records[account]))
            for book in _ended(records[account], ended):
                post(changes[-1], BookExpired(book), (date, tx.date), policies)
        await finish(tx, changes)
        return {"books": sum(len(change.steps) for change in changes)}

    return await db.transact(work)


def _ended(record: AccountRecord, ended: dt.date) -> list[str]:
    return [
        book.book_id
        for book in record.state.books.values()
        if book.kind in (BookKind.GIFT, BookKind.DISCOUNT)
        and book.balance > 0
        and book.valid_until is not None
        and book.valid_until <= ended
    ]


async def _post_each(
    tx: Transaction, records: Mapping[str, AccountRecord], acts: Mapping[str, Act], value_date: dt.date
) -> tuple[Sequence[AccountChange], Sequence[Parked]]:
    """Posts an act to each account; one that fails is parked with its reason and the rest go on (R-GEN-4)."""
    policies = await late_fee_policies(tx)
    changes: list[AccountChange] = []
    parked: list[Parked] = []
    for account in sorted(records):
        change = begin(records[account])
        try:
            post(change, acts[account], (value_date, tx.date), policies)
        except (Refusal, KeyError, ValueError) as error:
            parked.append(parked_from(f"accounts/{account}", error))
            continue
        changes.append(change)
    await finish(tx, changes)
    return changes, parked


async def start_offset_again(db: Database, cycle: str) -> RunView:
    """Starts the offset of a cycle that rating has closed; the run that stands when there is one."""

    async def work(tx: Transaction) -> RunView:
        if not await cycle_closed(tx, cycle):
            raise Refusal(
                Reason.CYCLE_NOT_CLOSED,
                RefusalKind.FAILED_PRECONDITION,
                f"rating has not closed cycle {cycle}",
                metadata={"cycle": cycle},
            )
        return await start_offset(tx, cycle, "")

    return await db.transact(work)


async def get_offset(db: Database, cycle: str) -> tuple[RunView, int]:
    """The offset's run, and what remains open of the cycle's bills."""
    async with db.read() as tx:
        return await get_run(tx, offset_key(cycle)), await open_of_cycle(tx, cycle)
