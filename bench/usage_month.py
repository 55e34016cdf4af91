"""What the usage workloads share: files of calls, loading them as a run, and the floor of a month of usage.

The floor copies the very rows that a load wrote, records and identities, into bare tables and then builds the same
keys: the cheapest way to have them durable and unique.
"""

import asyncio
import tempfile
import time
from pathlib import Path
from typing import IO, Any

import numpy as np
import polars as pl
import psycopg

from bench.operator import CATALOGUE, OPENING_DAY, open_operator, request_id, service_number
from bench.workload import Place
from services.cli.clients import channel
from services.cli.home import read_state
from tollbook.kernel.v1.operations_service_pb2 import GetRunRequest
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub
from tollbook.kernel.v1.run_pb2 import RunState
from tollbook.rating.v1.tariff_service_pb2 import ApproveTariffRequest, LoadTariffsRequest
from tollbook.rating.v1.tariff_service_pb2_grpc import TariffServiceStub
from tollbook.rating.v1.usage_pb2 import UsageFileFormat
from tollbook.rating.v1.usage_service_pb2 import StartUsageFileRequest
from tollbook.rating.v1.usage_service_pb2_grpc import UsageServiceStub

ACCOUNTS = 5_000
FOLDER = Path(".tollbook").resolve() / "bench-usage"
ENVIRONMENT = {"TOLLBOOK_RATING_USAGE_IMPORT_DIR": str(FOLDER)}
HEAD = b"record_id,type,service_number,other_party,start,quantity\n"
_PIECE = 500_000
_POLL_SECONDS = 0.05
_POLL_SECONDS_MAX = 300.0  # an answer may wait on a busy machine

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
    allowances:
      - {allowance: local, quantity: 6000, zones: [LOCAL]}
    scales:
      - {charge_item: call-charge, tiers: [{from: 0, permille: 1000}, {from: 36000, permille: 800}]}
"""


async def prepare_city(place: Place, accounts: int = ACCOUNTS, catalogue: str = CATALOGUE) -> None:
    """An operator with its lines, and a tariff with zones, bands, steps, free units and tiers."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    await open_operator(place, accounts, catalogue)
    load = LoadTariffsRequest(request_id=request_id(), document=TARIFFS.encode())
    async with channel(place.home, "rating") as rating:
        loaded = await TariffServiceStub(rating).LoadTariffs(load)
    async with channel(place.home, "rating", person="approver") as rating:
        for name in loaded.tariffs:
            approve = ApproveTariffRequest(request_id=request_id(), name=name, reason="benchmark")
            await TariffServiceStub(rating).ApproveTariff(approve)


def write_calls(name: str, records: int, seed: int, accounts: int = ACCOUNTS) -> None:
    """A file of calls in the order in which a switch writes them, with ids that count. The same seed, the same file."""
    dice = np.random.default_rng(seed)
    callers = np.array([service_number(n, line) for n in range(accounts) for line in (0, 1)])
    heads = np.array(["0311", "010", "138"])
    with (FOLDER / name).open("wb") as file:
        file.write(HEAD)
        for begin in range(0, records, _PIECE):
            count = min(_PIECE, records - begin)
            number = np.arange(begin, begin + count)
            frame = pl.DataFrame(
                {
                    "number": number,
                    "caller": callers[dice.integers(len(callers), size=count)],
                    "head": heads[dice.integers(3, size=count)],
                    "called": dice.integers(10**8, size=count),
                    "second": number * 86_400 // records,
                    "quantity": dice.integers(1, 900, size=count),
                }
            )
            _rows(frame, seed).write_csv(file, include_header=False)


def _rows(frame: pl.DataFrame, seed: int) -> pl.DataFrame:
    midnight = pl.lit(OPENING_DAY).cast(pl.Datetime("us"))
    start = midnight + pl.duration(seconds=pl.col("second"))
    return frame.select(
        pl.format("{}-{}", pl.lit(f"{seed:03d}"), pl.col("number").cast(pl.String).str.zfill(9)),
        pl.lit("VOICE").alias("type"),
        "caller",
        pl.col("head") + pl.col("called").cast(pl.String).str.zfill(8),
        start.dt.strftime("%Y-%m-%d %H:%M:%S").alias("start"),
        "quantity",
    )


async def load_calls(place: Place, name: str, records: int) -> float:
    """Loads a file of the import folder as a run; gives the seconds from the request to the last commit."""
    started = time.perf_counter()
    request = StartUsageFileRequest(
        request_id=request_id(),
        source="usageSources/switch",
        format=UsageFileFormat.USAGE_FILE_FORMAT_CSV,
        file_name=name,
    )
    async with channel(place.home, "rating") as rating:
        run = await UsageServiceStub(rating).StartUsageFile(request, timeout=_POLL_SECONDS_MAX)
        operations = OperationsServiceStub(rating)
        while run.state == RunState.RUN_STATE_RUNNING:
            await asyncio.sleep(_POLL_SECONDS)
            run = await operations.GetRun(GetRunRequest(name=run.name), timeout=_POLL_SECONDS_MAX)
    seconds = time.perf_counter() - started
    if run.counters["rated"] != records:
        raise RuntimeError(f"of {records} records became {dict(run.counters)}")
    (FOLDER / name).unlink()
    return seconds


def worker_peak_mib(place: Place, *, reset: bool = False) -> float:
    """The most memory that rating's process has held since its start, or since the last reset."""
    state = read_state(place.home)
    pid = state.services["rating"].pid if state else 0
    status = Path(f"/proc/{pid}/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    if reset:
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    return int(peak.split()[1]) / 1024


def connect(place: Place) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(place.state.database_urls["rating"].replace("+psycopg", ""), autocommit=True)


def newest_load(place: Place) -> int:
    with connect(place) as connection:
        row = connection.execute("SELECT coalesce(max(load), 0) FROM usage_load").fetchone()
    return int(row[0]) if row else 0


def floor_rate(place: Place, seed: int, after: int) -> float:
    """Records a second of copying what the loads after one wrote, and building the same keys."""
    records = f"SELECT * FROM usage_record WHERE load > {after}"
    identities = f"SELECT * FROM usage_identity WHERE record_id >= '{seed:03d}-' AND record_id < '{seed:03d}.'"
    with connect(place) as connection, tempfile.TemporaryFile() as parts, tempfile.TemporaryFile() as ids:
        _out(connection, records, parts)
        _out(connection, identities, ids)
        connection.execute("DROP TABLE IF EXISTS floor_record, floor_identity")
        connection.execute("CREATE TABLE floor_record AS SELECT * FROM usage_record WITH NO DATA")
        connection.execute("CREATE TABLE floor_identity AS SELECT * FROM usage_identity WITH NO DATA")
        started = time.perf_counter()
        _into(connection, "floor_record", parts)
        count = _into(connection, "floor_identity", ids)
        connection.execute("CREATE UNIQUE INDEX ON floor_identity (shard, source, record_id)")
        connection.execute(
            "CREATE INDEX ON floor_record USING brin (shard, subscription_id, load) WITH (pages_per_range = 16)"
        )
        seconds = time.perf_counter() - started
        connection.execute("DROP TABLE floor_record, floor_identity")
    return count / seconds


def _out(connection: psycopg.Connection[tuple[Any, ...]], query: str, file: IO[bytes]) -> None:
    copy = f"COPY ({query}) TO STDOUT (FORMAT binary)".encode()
    with connection.cursor() as cursor, cursor.copy(copy) as out:
        for block in out:
            file.write(block)
    file.seek(0)


def _into(connection: psycopg.Connection[tuple[Any, ...]], table: str, file: IO[bytes]) -> int:
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)".encode()) as into:
            while block := file.read(1 << 18):
                into.write(block)
        return cursor.rowcount
