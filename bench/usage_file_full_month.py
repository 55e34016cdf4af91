"""usage-file-full-month: a file of calls into a month that already holds 20 million records.

`USAGE_HELD=2000000 USAGE_RECORDS=500000` makes it smaller. What the month holds is one loaded file, copied under other
sources until the month is full: the same rows and keys as if those had delivered them.
"""

import asyncio
import os

from bench.usage_month import (
    ENVIRONMENT,
    connect,
    floor_rate,
    load_calls,
    newest_load,
    prepare_city,
    worker_peak_mib,
    write_calls,
)
from bench.workload import Measured, Place, Workload, size

HELD = int(os.environ.get("USAGE_HELD") or size(20_000_000, 100_000))
RECORDS = int(os.environ.get("USAGE_RECORDS") or size(2_000_000, 50_000))
FIRST_FILE = 900
COPIES = 10
SOURCE_STEP = 100


async def prepare(place: Place) -> None:
    await prepare_city(place)
    count = HELD // COPIES
    write_calls("held.csv", count, FIRST_FILE)
    await load_calls(place, "held.csv", count)
    await asyncio.to_thread(_fill, place)


def _fill(place: Place) -> None:
    with connect(place) as connection:
        for copy in range(1, COPIES):
            source = copy * SOURCE_STEP
            connection.execute(
                (
                    f"INSERT INTO usage_identity SELECT shard, {source}, record_id, fingerprint, month "
                    "FROM usage_identity WHERE source < 100"
                ).encode()
            )
            connection.execute(
                (
                    "INSERT INTO usage_record SELECT month, shard, subscription_id, start, "
                    f"{source}, record_id, part, rate, other_party, quantity, charged, micros, load "
                    "FROM usage_record WHERE source < 100"
                ).encode()
            )
        connection.execute("ANALYZE usage_record, usage_identity")
        connection.execute("CHECKPOINT")


async def run(place: Place, number: int) -> Measured:
    """Records a second."""
    after, name = newest_load(place), f"more-{number}.csv"
    write_calls(name, RECORDS, number + FIRST_FILE + 1)
    worker_peak_mib(place, reset=True)
    seconds = await load_calls(place, name, RECORDS)
    peak = worker_peak_mib(place)
    floor = await asyncio.to_thread(floor_rate, place, number + FIRST_FILE + 1, after)
    return Measured(RECORDS / seconds, floor, {"worker_peak_mib": peak})


WORKLOAD = Workload(
    name="usage-file-full-month",
    unit="records/s",
    floor="binary COPY of the same records and identities into bare tables, then building the same keys, records/s",
    prepare=prepare,
    run=run,
    environment=ENVIRONMENT,
)
