"""A bank's reply, row by row: paid, returned and may be presented again, returned and cash only (R-PAY-3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.bank_file import Reply, ReplyRow, read_reply
from services.payment.domain.csv_file import FileReport, RejectedRow, rejected
from services.payment.domain.iso20022 import read_camt
from services.payment.domain.payment import Channel, PaymentRequest
from services.payment.domain.reason import Reason
from services.payment.domain.records import BankBatchRecord, BankRowRecord
from services.payment.store import bank as store
from services.payment.store.accounts import Directory
from services.payment.usecases.bank_collections import fault_of, found_batch, released
from services.payment.usecases.payments import record_in
from services.payment.usecases.posting import finish
from services.payment.usecases.requests import file_request, once

_REPORTS: Replies[FileReport] = Replies(FileReport)


@dataclass(frozen=True, slots=True)
class ImportReply:
    request_id: str
    batch: str
    content: bytes


async def import_reply(db: Database, directory: Directory, request: ImportReply) -> FileReport:
    """Imports a reply. A bad row, one of another amount or one not of the batch is told; the rest goes on.

    Raises REPLY_FOR_OTHER_BATCH and REPLY_TRUNCATED before anything is posted.
    """

    async def work(tx: Transaction) -> FileReport:
        batch = await found_batch(tx, request.batch)
        reply = await _read(tx, batch, request.content)
        _check(batch, reply)
        rows = {row.row_number: row for row in await store.rows_of_batch(tx, request.batch, lock=True)}
        sorted_out = _sort_out(batch, rows, reply)
        refused = await _post(tx, directory, batch, sorted_out.answered)
        await _close(tx, batch.batch)
        accepted = len(sorted_out.answered) - len(refused)
        told = sorted_out.rejects + [_told(each, refused) for each in reply.rows if each.row_number in refused]
        return FileReport("", len(reply.rows), accepted, sorted_out.duplicates, tuple(told))

    return await once(db, _REPORTS, request.request_id, file_request(request.batch, request.content), work)


async def _read(tx: Transaction, batch: BankBatchRecord, content: bytes) -> Reply:
    if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        return read_camt(content, batch.currency)
    layout = await store.find_layout(tx, batch.layout)
    if layout is None:
        raise Refusal(
            Reason.LAYOUT_INVALID,
            RefusalKind.INVALID,
            "the batch has no layout, and the reply is no camt.054",
            metadata={"field": "layout"},
        )
    return read_reply(layout, content)


def _check(batch: BankBatchRecord, reply: Reply) -> None:
    if reply.batch and reply.batch != batch.batch:
        raise Refusal(
            Reason.REPLY_FOR_OTHER_BATCH,
            RefusalKind.INVALID,
            f"the reply answers batch {reply.batch!r}",
            metadata={"batch": f"bankCollections/{batch.batch}", "named": reply.batch},
        )
    total = sum(row.amount for row in reply.rows)
    short = reply.count is not None and reply.count != len(reply.rows)
    if (
        not reply.whole
        or short
        or (reply.total is not None and reply.total != total and not any(r.problem for r in reply.rows))
    ):
        raise Refusal(
            Reason.REPLY_TRUNCATED,
            RefusalKind.INVALID,
            f"the trailer counts {reply.count} rows of {reply.total}, the file has {len(reply.rows)} of {total}",
            metadata={"rows": str(len(reply.rows)), "trailer_rows": str(reply.count)},
        )


@dataclass(frozen=True, slots=True)
class _SortedOut:
    answered: list[tuple[BankRowRecord, str]]
    rejects: list[RejectedRow]
    duplicates: int


def _sort_out(batch: BankBatchRecord, rows: dict[int, BankRowRecord], reply: Reply) -> _SortedOut:
    """Each row of ours with its outcome; replies that fit none, and those that came before."""
    answered: dict[int, tuple[BankRowRecord, str]] = {}
    rejects: list[RejectedRow] = []
    duplicates = 0
    for each in reply.rows:
        known = rows.get(each.row_number)
        problem = _problem(each, known, batch.batch)
        if known is not None and not problem and known.state == each.outcome:
            duplicates += 1
        elif known is None or problem or each.row_number in answered:
            rejects.append(rejected(each.line, each.text, (fault_of(problem or "stands twice", each.text),)))
        else:
            answered[each.row_number] = (known, each.outcome)
    return _SortedOut(list(answered.values()), rejects, duplicates)


def _problem(reply: ReplyRow, row: BankRowRecord | None, batch: str) -> str:
    if reply.problem:
        return reply.problem
    if reply.batch not in ("", batch):
        return f"answers batch {reply.batch!r}"
    if row is None:
        return "is no row of the batch"
    if reply.amount != row.amount:
        return f"is of {reply.amount} minor units, collected were {row.amount}"
    if row.state not in ("SENT", reply.outcome):
        return f"was answered {row.state} before"
    return ""


async def _post(
    tx: Transaction, directory: Directory, batch: BankBatchRecord, answered: Sequence[tuple[BankRowRecord, str]]
) -> dict[int, Refusal]:
    """Ends the transit of the answered rows' lines, then settles them with what the bank paid. A payment that is
    refused, because its number came before with other money, say, leaves its row without an answer.
    """
    await finish(tx, await released(tx, [row for row, _ in answered]))
    paid = [row for row, outcome in answered if outcome == "PAID"]
    outcomes = await record_in(tx, directory, [_payment(batch, row, tx) for row in paid])
    refused = {r.row_number: o for r, o in zip(paid, outcomes, strict=True) if isinstance(o, Refusal)}
    cash_only = [row.account for row, outcome in answered if outcome == "CASH_ONLY"]
    if cash_only:
        await store.end_mandates(tx, cash_only)
    states = {row.row_number: outcome for row, outcome in answered if row.row_number not in refused}
    await store.set_row_states(tx, batch.batch, states)
    return refused


def _told(row: ReplyRow, refused: dict[int, Refusal]) -> RejectedRow:
    return rejected(row.line, row.text, (fault_of(refused[row.row_number].message, row.text),))


def _payment(batch: BankBatchRecord, row: BankRowRecord, tx: Transaction) -> PaymentRequest:
    number = f"{batch.batch}-{row.row_number}"
    return PaymentRequest(
        f"bank-collection:{number}",
        Channel.BANK_COLLECTION,
        number,
        row.account,
        batch.currency,
        row.amount,
        min(batch.collection_date, tx.date),
        payer=row.holder,
    )


async def _close(tx: Transaction, batch: str) -> None:
    waiting = any(row.state == "SENT" for row in await store.rows_of_batch(tx, batch))
    await store.set_batch_state(tx, batch, "REPLIED" if waiting else "CLOSED")
