"""usage-file: a file of calls into an empty month, each read, deduplicated, rated and stored.

`USAGE_RECORDS=500000 make bench W=usage-file` is a smaller one. A file of a tenth goes first and warms the service up;
the line tells what rating's process held at most during that file and during the whole one.
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

RECORDS = int(os.environ.get("USAGE_RECORDS") or size(5_000_000, 50_000))
WARM_UP = 900


async def prepare(place: Place) -> None:
    await prepare_city(place)


async def run(place: Place, number: int) -> Measured:
    """Records a second."""
    write_calls("tenth.csv", RECORDS // 10, WARM_UP + number)
    await load_calls(place, "tenth.csv", RECORDS // 10)
    tenth = worker_peak_mib(place, reset=True)
    await asyncio.to_thread(_empty, place)
    after, name = newest_load(place), f"whole-{number}.csv"
    write_calls(name, RECORDS, number)
    seconds = await load_calls(place, name, RECORDS)
    peak = worker_peak_mib(place)
    floor = await asyncio.to_thread(floor_rate, place, number, after)
    return Measured(RECORDS / seconds, floor, {"worker_peak_mib_tenth": tenth, "worker_peak_mib": peak})


def _empty(place: Place) -> None:
    """Leaves an empty month, as at its beginning; the runs of files that were loaded go too, so that names are free."""
    with connect(place) as connection:
        connection.execute("TRUNCATE usage_record, usage_identity, usage_high_water")
        connection.execute("DELETE FROM run_chunk WHERE kind = 'usage-file'")
        connection.execute("DELETE FROM run WHERE kind = 'usage-file'")


WORKLOAD = Workload(
    name="usage-file",
    unit="records/s",
    floor="binary COPY of the same records and identities into bare tables, then building the same keys, records/s",
    prepare=prepare,
    run=run,
    environment=ENVIRONMENT,
)
