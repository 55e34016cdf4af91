"""`python -m bench.collection_worker URL`: works on the runs of a collection database that its input names by line."""

import asyncio
import sys

from services.chassis.database import Database
from services.chassis.runs import RunWorkers
from services.collection.wire import event_to_pb
from services.collection.worker import run_kinds


async def main(url: str) -> None:
    db = Database(url, encoder=event_to_pb, pool_size=3)
    runs = RunWorkers(db)
    runs.register(run_kinds(db))
    await db.ping()
    _say("ready")
    while key := (await asyncio.to_thread(sys.stdin.readline)).strip():
        while await runs.work_once(key):
            pass
        _say("done")
    await db.close()


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
