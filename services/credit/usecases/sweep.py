"""The sweep: recomputes every control as of the open business date, so that what events missed is caught (R-CTL-1)."""

import asyncio
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from services.chassis.database import Database, Transaction
from services.chassis.runs import LeasedChunk, RunView, RunWorkers, complete_chunk, start_run
from services.credit.domain.control_vectors import differing, expected_controls
from services.credit.domain.terms import TermsBook
from services.credit.store.policies import approved_policies
from services.credit.store.positions import count_accounts
from services.credit.store.sweep_columns import count_places, places_of, sweep_columns, unusual_accounts
from services.credit.usecases.reevaluate import reevaluate
from services.credit.usecases.sweep_plain import decide_plain
from services.kernel.ids import SHARDS

KIND = "credit-sweep"
_ACCOUNTS_AT_ONCE = 2_000
_ACCOUNTS_A_CHUNK = 20_000
_CHUNKS_MAX = 64


async def shard_chunks(tx: Transaction) -> list[dict[str, int]]:
    """The shards in ranges, both ends inside: one for a small operator, more the more accounts there are."""
    accounts, chunks = await count_accounts(tx), 1
    while chunks < _CHUNKS_MAX and accounts > chunks * _ACCOUNTS_A_CHUNK:
        chunks *= 2
    step = SHARDS // chunks
    return [{"first": first, "last": first + step - 1} for first in range(0, SHARDS, step)]


async def start_sweep(tx: Transaction, key: str) -> RunView:
    """Starts a sweep of a name of its own; the day's is ``credit-sweep/{date}``."""
    return await start_run(tx, key=key, kind=KIND, params={}, chunks=await shard_chunks(tx))


@dataclass(frozen=True, slots=True)
class Differing:
    """The plain accounts whose control may be another today, and all that are not plain."""

    plain: list[str]
    unusual: pl.DataFrame
    grades: pl.DataFrame
    decided: int


async def differing_accounts(tx: Transaction, first: int, last: int, book: TermsBook) -> Differing:
    """Decides the accounts of shards first … last as columns, and finds those that the stored control misses.

    Nothing is locked meanwhile: what an event changes under this reading is decided again, under its lock, before it is
    written. Accounts that are not plain are all looked at again.
    """
    unusual = await unusual_accounts(tx, first, last, tx.date)
    columns = await sweep_columns(tx, first, last, tx.date)
    expected = await asyncio.to_thread(
        expected_controls, columns.overdue, columns.suspended, columns.grades, tx.date, book
    )
    expected = expected.join(unusual, on="account", how="anti")
    stored = columns.stored.join(unusual, on="account", how="anti")
    return Differing(differing(expected, stored), unusual, columns.grades, expected.height + unusual.height)


@dataclass(frozen=True, slots=True)
class Sweep:
    """The day's step and the run's work."""

    db: Database
    runs: RunWorkers

    async def close(self, date: dt.date) -> Mapping[str, int]:
        """Sweeps as of the day that is closing; collection, which closes it next, sees what is true at its end."""
        key = f"{KIND}/{date.isoformat()}"
        await self.db.transact(lambda tx: start_sweep(tx, key))
        view = await self.runs.finish(key)
        return {"accounts": view.items, **view.counters}

    async def work(self, chunk: LeasedChunk) -> None:
        first, last = int(chunk.payload["first"]), int(chunk.payload["last"])

        async def sweep_shards(tx: Transaction) -> None:
            book = TermsBook(await approved_policies(tx))
            found = await differing_accounts(tx, first, last, book)
            changed = await decide_plain(tx, first, last, found.plain, found.grades, book)
            keys = await places_of(tx, first, last, found.unusual)
            for start in range(0, len(keys), _ACCOUNTS_AT_ONCE):
                changed += await reevaluate(tx, keys[start : start + _ACCOUNTS_AT_ONCE])
            items = await count_places(tx, first, last)
            await complete_chunk(tx, chunk, items=items, counters={"decided": found.decided, "changed": changed})

        await self.db.transact(sweep_shards)
