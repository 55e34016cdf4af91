"""Usage from files and streams (R-RAT-1): small files at once, large ones as a run of chunks."""

import asyncio
import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.chassis.runs import LeasedChunk, RunView, complete_chunk, get_run, start_run
from services.rating.domain.reason import Reason, invalid
from services.rating.domain.usage_files import CSV_HEADER, UsageFormat, as_utf8, cut, header_end, parse_usage
from services.rating.usecases.usage_load import Delivery, LoadOutcome, RejectedLine, UsageLoader

RUN_KIND = "usage-file"
CHUNK_BYTES = 4 << 20
"""Some 60,000 records: a process with two workers at once stays below 512 MiB, and larger chunks are hardly faster."""


@dataclass(frozen=True, slots=True)
class UsageFileOutcome:
    """What became of a file: accepted + duplicates + rejected = rows."""

    rows: int
    accepted: int
    duplicates: int
    rejects: tuple[RejectedLine, ...]
    header: str

    @property
    def rejects_file(self) -> bytes:
        """The rejects with the file's header, to be corrected and loaded again; empty without rejects."""
        if not self.rejects:
            return b""
        lines = [self.header] if self.header else []
        return "\n".join([*lines, *(each.text for each in self.rejects), ""]).encode()


@dataclass(frozen=True, slots=True)
class StartUsageFile:
    """A request to load a file of the import folder."""

    request_id: str
    source: str
    form: str
    file_name: str
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class UsageFileStarted:
    """The key of the run."""

    run_key: str


_STARTED = Replies(UsageFileStarted)


def _first_record(content: bytes, form: UsageFormat) -> int:
    """Where the records begin. Raises the refusal FILE_UNREADABLE."""
    start = header_end(content, form)
    if start is None:
        raise invalid(Reason.FILE_UNREADABLE, f"the header must read {','.join(CSV_HEADER)}", field="content")
    return start


def _first_line(form: UsageFormat) -> int:
    """The number of the first record's line: our CSV has a header above it."""
    return 2 if form is UsageFormat.CSV else 1


def header_of(form: UsageFormat) -> str:
    return ",".join(CSV_HEADER) if form is UsageFormat.CSV else ""


async def import_file(
    loader: UsageLoader, source: str, form: UsageFormat, file_name: str, content: bytes
) -> UsageFileOutcome:
    """Loads a file that came with a request, chunk by chunk; what is loaded stays loaded if a later chunk fails."""
    start = _first_record(content, form)
    line = _first_line(form)
    outcomes: list[LoadOutcome] = []
    for number, (begin, end) in enumerate(cut(content[start:], CHUNK_BYTES)):
        piece = content[start + begin : start + end]
        parsed = await asyncio.to_thread(parse_usage, piece, form, loader.zone, line)
        outcomes.append(await loader.load(Delivery(source, file_name, number), parsed, form))
        line += piece.count(b"\n")
    return UsageFileOutcome(
        rows=sum(each.received for each in outcomes),
        accepted=sum(each.rated for each in outcomes),
        duplicates=sum(each.duplicates for each in outcomes),
        rejects=tuple(reject for each in outcomes for reject in each.rejects),
        header=header_of(form),
    )


async def ingest_batch(loader: UsageLoader, source: str, records: Sequence[Sequence[object]]) -> LoadOutcome:
    """Loads records of a stream: rows with the columns of our CSV. A reject's line is its place in the batch from 1."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([one_line(each) for each in row] for row in records)
    content = text.getvalue().encode()
    parsed = parse_usage(content, UsageFormat.CSV, loader.zone, 1)
    name = f"batch-{hashlib.blake2b(content, digest_size=12).hexdigest()}"
    return await loader.load(Delivery(source, name), parsed, UsageFormat.CSV)


def one_line(value: object) -> object:
    """A field that breaks the line would be two records: the break becomes what no field may have."""
    return value.translate(_BREAKS) if isinstance(value, str) else value


_BREAKS = str.maketrans("\r\n", "\0\0")


async def start_file(db: Database, folder: Path, request: StartUsageFile) -> RunView:
    """Starts the run that loads a file of the import folder. The same source and name is the same run."""
    key = f"{RUN_KIND}/{request.source}:{request.file_name}"
    plan = await asyncio.to_thread(_plan, folder / request.file_name, UsageFormat(request.form))

    async def work(tx: Transaction) -> RunView:
        earlier = (await _STARTED.find(tx, {request.request_id: request})).get(request.request_id)
        if earlier is not None:
            return await get_run(tx, reply_or_raise(earlier).run_key)
        params = {"source": request.source, "form": request.form, "file": request.file_name}
        params |= {"encoding": request.encoding} if request.encoding else {}
        view = await start_run(tx, key=key, kind=RUN_KIND, params=params, chunks=plan)
        await _STARTED.keep(tx, {request.request_id: (request, UsageFileStarted(key))})
        return view

    return await db.transact(work)


def _plan(path: Path, form: UsageFormat) -> list[dict[str, Any]]:
    """The chunks: first byte, byte after the last, number of the first line. Reads the file a chunk at a time."""
    if not path.is_file():
        raise invalid(Reason.FILE_UNREADABLE, f"the import folder has no file {path.name}", field="file_name")
    chunks: list[dict[str, Any]] = []
    with path.open("rb") as file:
        begin = _first_record(file.read(4_096), form)
        line = _first_line(form)
        file.seek(begin)
        while content := file.read(CHUNK_BYTES):
            content += file.readline() if not content.endswith(b"\n") else b""
            chunks.append({"begin": begin, "end": begin + len(content), "line": line})
            begin += len(content)
            line += content.count(b"\n")
    return chunks


async def load_file_chunk(loader: UsageLoader, folder: Path, chunk: LeasedChunk) -> None:
    """Loads a chunk of a file's run; the chunk's completion commits with its records."""
    form = UsageFormat(chunk.params["form"])
    begin, end = int(chunk.payload["begin"]), int(chunk.payload["end"])
    encoding = chunk.params.get("encoding", "")
    content = await asyncio.to_thread(_piece, folder / chunk.params["file"], begin, end, encoding)
    parsed = await asyncio.to_thread(parse_usage, content, form, loader.zone, int(chunk.payload["line"]))

    async def finish(tx: Transaction, outcome: LoadOutcome) -> None:
        await complete_chunk(tx, chunk, items=outcome.received, counters=outcome.counts(again=False))

    delivery = Delivery(chunk.params["source"], chunk.params["file"], chunk.number)
    await loader.load(delivery, parsed, form, finish)


def _piece(path: Path, begin: int, end: int, encoding: str) -> bytes:
    with path.open("rb") as file:
        file.seek(begin)
        return as_utf8(file.read(end - begin), encoding)
