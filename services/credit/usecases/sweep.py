"""The sweep: recomputes every control as of the open business date, so that what events missed is caught (R-CTL-1)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from services.chassis.database import Database, Transaction
from services.chassis.runs import LeasedChunk, RunView, RunWorkers, complete_chunk, start_run
from services.credit.store.controls import keys_that_may_change
from services.credit.usecases.reevaluate import reevaluate
from services.kernel.ids import SHARDS

KIND = "credit-sweep"
SHARDS_A_CHUNK = 16
_ACCOUNTS_AT_ONCE = 2_000


def shard_chunks() -> list[dict[str, int]]:
    """The shards in ranges, both ends inside."""
    return [{"first": first, "last": first + SHARDS_A_CHUNK - 1} for first in range(0, SHARDS, SHARDS_A_CHUNK)]


async def start_sweep(tx: Transaction, key: str) -> RunView:
    """Starts a sweep of a name of its own; the day's is ``credit-sweep/{date}``."""
    return await start_run(tx, key=key, kind=KIND, params={}, chunks=shard_chunks())


@dataclass(frozen=True, slots=True)
class Sweep:
    """The day's step and the run's work."""

    db: Database
    runs: RunWorkers

    async def close(self, date: dt.date) -> Mapping[str, int]:
        """Sweeps as of the day that is closing; collection, which closes it next, sees what is true at its end."""
        key = f"{KIND}/{date.isoformat()}"
        await self.db.transact(lambda tx: start_sweep(tx, key))
        self.runs.wake.set()
        view = await self.runs.finish(key)
        return {"accounts": view.items, **view.counters}

    async def work(self, chunk: LeasedChunk) -> None:
        first, last = int(chunk.payload["first"]), int(chunk.payload["last"])

        async def sweep_shards(tx: Transaction) -> None:
            keys = await keys_that_may_change(tx, first, last, tx.date)
            changed = 0
            for start in range(0, len(keys), _ACCOUNTS_AT_ONCE):
                changed += await reevaluate(tx, keys[start : start + _ACCOUNTS_AT_ONCE])
            await complete_chunk(tx, chunk, items=len(keys), counters={"changed": changed})

        await self.db.transact(sweep_shards)
