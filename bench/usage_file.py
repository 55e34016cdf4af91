"""usage-file: CSV files of calls, each read, deduplicated and rated before it is answered."""

import asyncio
import random
import time

from bench.bare_copy import copy_rate
from bench.operator import OPENING_DAY, open_operator, request_id, service_number
from bench.workload import Measured, Place, Workload
from services.cli.clients import channel
from tollbook.rating.v1.tariff_service_pb2 import ApproveTariffRequest, LoadTariffsRequest
from tollbook.rating.v1.tariff_service_pb2_grpc import TariffServiceStub
from tollbook.rating.v1.usage_pb2 import UsageFileFormat
from tollbook.rating.v1.usage_service_pb2 import ImportUsageFileRequest
from tollbook.rating.v1.usage_service_pb2_grpc import UsageServiceStub

ACCOUNTS = 5_000
FILES = 4
RECORDS_PER_FILE = 100_000
CALL_SECONDS_MAX = 600.0
HEAD = "record_id,type,service_number,other_party,start,quantity\n"

TARIFFS = """
tariffs:
  - code: voice
    version: "1"
    title: Calls
    type: VOICE
    effective_date: 2026-01-31
    zones: {LOCAL: ["0311"], NATIONAL: ["0"], MOBILE: ["1"]}
    bands:
      - {band: DAY, start: "07:00", end: "21:00"}
      - {band: NIGHT}
    rates:
      - {zone: LOCAL, charge_item: call-charge, steps: [{increment: 180, micros: 220000}, \
{from: 180, increment: 60, micros: 110000}]}
      - {zone: NATIONAL, band: DAY, charge_item: call-charge, steps: [{increment: 6, micros: 70000}]}
      - {zone: NATIONAL, band: NIGHT, charge_item: call-charge, steps: [{increment: 6, micros: 40000}]}
      - {zone: MOBILE, charge_item: call-charge, steps: [{increment: 60, micros: 100000}]}
"""


async def prepare(place: Place) -> None:
    await open_operator(place, ACCOUNTS)
    load = LoadTariffsRequest(request_id=request_id(), document=TARIFFS.encode())
    async with channel(place.home, "rating") as rating:
        loaded = await TariffServiceStub(rating).LoadTariffs(load)
    async with channel(place.home, "rating", person="approver") as rating:
        for name in loaded.tariffs:
            approve = ApproveTariffRequest(request_id=request_id(), name=name, reason="benchmark")
            await TariffServiceStub(rating).ApproveTariff(approve)


async def run(place: Place, number: int) -> Measured:
    """Records a second; the floor copies the rated records of these files."""
    files = [_file(number, index) for index in range(FILES)]
    started = time.perf_counter()
    async with channel(place.home, "rating") as rating:
        stub = UsageServiceStub(rating)
        for index, content in enumerate(files):
            request = ImportUsageFileRequest(
                source="usageSources/switch",
                format=UsageFileFormat.USAGE_FILE_FORMAT_CSV,
                file_name=f"{number}-{index}.csv",
                content=content,
            )
            outcome = await stub.ImportUsageFile(request, timeout=CALL_SECONDS_MAX)
            if outcome.accepted != RECORDS_PER_FILE:
                raise RuntimeError(f"{outcome.accepted} of {RECORDS_PER_FILE} were accepted: {outcome.rejects[:1]}")
    seconds = time.perf_counter() - started
    query = f"SELECT * FROM usage_record WHERE record_id LIKE '{number}-%'"
    floor = await asyncio.to_thread(copy_rate, place, "rating", query)
    return Measured(value=FILES * RECORDS_PER_FILE / seconds, floor=floor)


def _file(run_number: int, index: int) -> bytes:
    """A file of calls in the order in which a switch writes them. The same run makes the same file."""
    dice = random.Random(run_number * FILES + index)
    zones = ("0311", "010", "138")
    rows: list[str] = []
    for record in range(RECORDS_PER_FILE):
        second = record * 86_400 // RECORDS_PER_FILE
        start = f"{OPENING_DAY} {second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
        caller = service_number(dice.randrange(ACCOUNTS), 0)
        called = f"{dice.choice(zones)}{dice.randrange(10**8):08d}"
        rows.append(f"{run_number}-{index}-{record:08d},VOICE,{caller},{called},{start},{dice.randrange(1, 900)}\n")
    return (HEAD + "".join(rows)).encode()


WORKLOAD = Workload(
    name="usage-file",
    unit="records/s",
    floor="binary COPY of the same rated records into a bare table, rows/s",
    prepare=prepare,
    run=run,
)
