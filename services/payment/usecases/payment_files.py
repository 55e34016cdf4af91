"""Files of payments: cut into chunks, each recorded in one transaction by the function of the hot path."""

import hashlib
from dataclasses import dataclass

from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.chassis.runs import LeasedChunk, RunView, complete_chunk, get_run, start_run
from services.kernel.errors import Refusal
from services.payment.domain.csv_file import FileReport, RejectedRow, Row, read_rows, rejected_by, rows_of
from services.payment.domain.payment import Channel, PaymentRequest, Recorded
from services.payment.store.accounts import Directory
from services.payment.store.payment_files import chunk_of, has_chunks, insert_chunks, keep_rejects, rejects_of
from services.payment.usecases.payments import record_in
from services.payment.usecases.requests import file_request

KIND = "payment-file"
COLUMNS = ("request_id", "channel_number", "account", "amount_minor_units", "value_date", "payer", "book")
_HEADER = ",".join(COLUMNS)
_ROWS_PER_CHUNK = 1_000
_CURRENCY = "CNY"
_RUNS: Replies[str] = Replies(str)


@dataclass(frozen=True, slots=True)
class PaymentFile:
    request_id: str
    channel: Channel
    content: bytes
    agent: str = ""


async def start_payment_file(db: Database, file: PaymentFile) -> RunView:
    """Starts loading a file; the same request again is the same run. Raises FILE_UNREADABLE without its header, and
    REQUEST_ID_REUSED.
    """
    lines = rows_of(file.content, COLUMNS)
    digest = hashlib.sha256(file.request_id.encode() + file.content).hexdigest()[:24]
    key = f"{KIND}/{digest}"
    texts = [line.text for line in lines]
    chunks = [
        (start + 2, "\n".join([_HEADER, *texts[start : start + _ROWS_PER_CHUNK]]).encode("utf-8", "surrogateescape"))
        for start in range(0, len(texts), _ROWS_PER_CHUNK)
    ]

    request = file_request(f"{file.channel} {file.agent}", file.content)

    async def work(tx: Transaction) -> RunView:
        known = (await _RUNS.find(tx, {file.request_id: request})).get(file.request_id)
        if known is not None:
            return await get_run(tx, reply_or_raise(known))
        started = await start_run(tx, key=key, kind=KIND, params={"rows": len(texts)}, chunks=[{} for _ in chunks])
        if not await has_chunks(tx, key):
            await insert_chunks(tx, key, (file.channel.value, file.agent), chunks)
        await _RUNS.keep(tx, {file.request_id: (request, key)})
        return started

    return await db.transact(work)


async def payment_file_chunk(db: Database, directory: Directory, chunk: LeasedChunk) -> None:
    """Records a chunk's rows; a bad or refused row is kept with its faults and the rest go on (R-GEN-4)."""

    async def work(tx: Transaction) -> None:
        channel, agent, first_line, content = await chunk_of(tx, chunk.run_key, chunk.number)
        good, rejects = read_rows(rows_of(content, COLUMNS), lambda row: _request(row, Channel(channel), agent))
        fresh: set[str] = set()
        outcomes = await record_in(tx, directory, [request for _, request in good], fresh)
        for (row, _), outcome in zip(good, outcomes, strict=True):
            if isinstance(outcome, Refusal):
                rejects.append(rejected_by(row, outcome))
        done = [r for (_, r), o in zip(good, outcomes, strict=True) if isinstance(o, Recorded)]
        accepted = sum(request.request_id in fresh for request in done)
        moved = [RejectedRow(r.line + first_line - 2, r.raw, r.faults) for r in sorted(rejects, key=lambda r: r.line)]
        await keep_rejects(tx, chunk.run_key, chunk.number, moved)
        counters = {"accepted": accepted, "duplicates": len(done) - accepted, "rejected": len(moved)}
        await complete_chunk(tx, chunk, items=len(good), counters=counters)

    await db.transact(work)


def _request(row: Row, channel: Channel, agent: str) -> PaymentRequest:
    return PaymentRequest(
        row.ident("request_id"),
        channel,
        row.ident("channel_number"),
        row.string("account"),
        _CURRENCY,
        row.integer("amount_minor_units", least=1),
        row.date("value_date"),
        row.ident("book", required=False),
        row.string("payer"),
        agent=agent,
    )


async def payment_file_report(db: Database, key: str) -> FileReport:
    """What became of the rows so far; whole when the run is complete. Raises RUN_NOT_FOUND."""
    async with db.read() as tx:
        view = await get_run(tx, key)
        rejects = await rejects_of(tx, key)
    counters = view.counters
    return FileReport(
        _HEADER,
        int(view.params["rows"]),
        counters.get("accepted", 0),
        counters.get("duplicates", 0),
        tuple(rejects),
    )
