"""Bank collection (银行托收, R-PAY-3): batches produced, bills in transit, replies imported row by row."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.chassis.runs import LeasedChunk, RunView, complete_chunk, get_run, start_run
from services.kernel.errors import Fault, Refusal, RefusalKind
from services.payment.domain.bank_file import BatchHead, CollectionRow, FileLayout, check_layout, write_file
from services.payment.domain.iso20022 import REFERENCE_MAX, UNNAMED, Creditor, write_pain
from services.payment.domain.operation import LineMarked
from services.payment.domain.reason import Reason
from services.payment.domain.records import BankBatchRecord, BankRowRecord, MandateRecord
from services.payment.store import bank as store
from services.payment.store.accounts import AccountRecord, Directory, lock_accounts
from services.payment.store.changes import AccountChange
from services.payment.store.policies import late_fee_policies
from services.payment.usecases.posting import begin, finish, post
from services.payment.usecases.requests import locked, once

KIND = "bank-collection"
_CURRENCY = "CNY"
_ROWS_DIGITS = 8
_MANDATES: Replies[MandateRecord] = Replies(MandateRecord)
_LAYOUTS: Replies[FileLayout] = Replies(FileLayout)
_RUNS: Replies[str] = Replies(str)
_BATCHES: Replies[BankBatchRecord] = Replies(BankBatchRecord)


@dataclass(frozen=True, slots=True)
class SetMandate:
    request_id: str
    mandate: MandateRecord


@dataclass(frozen=True, slots=True)
class SetLayout:
    request_id: str
    layout: FileLayout


@dataclass(frozen=True, slots=True)
class ProduceBatch:
    request_id: str
    bank: str
    layout: str
    collection_date: dt.date


@dataclass(frozen=True, slots=True)
class CancelBatch:
    request_id: str
    batch: str
    reason: str
    actor: str


async def set_mandate(db: Database, request: SetMandate) -> MandateRecord:
    async def work(tx: Transaction) -> MandateRecord:
        record = await locked(tx, request.mandate.account)
        await store.keep_mandate(tx, record.customer_id, request.mandate)
        return request.mandate

    return await once(db, _MANDATES, request.request_id, request, work)


async def get_mandate(db: Database, account: str) -> MandateRecord:
    async with db.read() as tx:
        found = await store.find_mandate(tx, account)
    if found is None:
        raise Refusal(
            Reason.MANDATE_NOT_FOUND,
            RefusalKind.NOT_FOUND,
            f"account {account} has no mandate",
            metadata={"account": f"accounts/{account}"},
        )
    return found


async def set_layout(db: Database, request: SetLayout) -> FileLayout:
    async def work(tx: Transaction) -> FileLayout:
        check_layout(request.layout)
        known = await store.find_layout(tx, request.layout.layout)
        layout = replace(request.layout, version=known.version + 1 if known else 1)
        await store.keep_layout(tx, layout)
        return layout

    return await once(db, _LAYOUTS, request.request_id, request, work)


async def produce_batch(db: Database, request: ProduceBatch) -> RunView:
    """Starts making the batch of a bank and date; starting it twice is starting it once."""
    batch = f"{request.bank}-{request.collection_date:%Y%m%d}"

    async def work(tx: Transaction) -> RunView:
        known = (await _RUNS.find(tx, {request.request_id: request})).get(request.request_id)
        if known is not None:
            return await get_run(tx, reply_or_raise(known))
        if request.collection_date < tx.date:
            raise _collection_date_passed(request.collection_date, tx.date)
        if request.layout:
            await _layout(tx, request.layout)
        elif len(batch) + 1 + _ROWS_DIGITS > REFERENCE_MAX:
            raise Refusal(
                Reason.LAYOUT_INVALID,
                RefusalKind.INVALID,
                f"{batch!r} and a row's number do not fit into a reference of {REFERENCE_MAX} characters",
                metadata={"field": "bank"},
            )
        params = {"batch": batch, "bank": request.bank, "layout": request.layout, "date": str(request.collection_date)}
        started = await start_run(tx, key=f"{KIND}/{batch}", kind=KIND, params=params, chunks=[{}])
        await _RUNS.keep(tx, {request.request_id: (request, started.key)})
        return started

    return await db.transact(work)


def _collection_date_passed(date: dt.date, today: dt.date) -> Refusal:
    """What a bank pays has the collection date as its value date, so that an earlier one would forgive late fees."""
    return Refusal(
        Reason.COLLECTION_DATE_PASSED,
        RefusalKind.INVALID,
        f"the collection date {date} is before the business date {today}",
        metadata={"collection_date": str(date), "business_date": str(today)},
    )


async def _layout(tx: Transaction, layout: str) -> FileLayout:
    found = await store.find_layout(tx, layout)
    if found is None:
        raise Refusal(
            Reason.LAYOUT_INVALID, RefusalKind.NOT_FOUND, f"there is no layout {layout!r}", metadata={"field": "layout"}
        )
    return found


async def batch_chunk(db: Database, directory: Directory, chunk: LeasedChunk) -> None:
    """Marks all payable open lines under the bank's mandates in transit and keeps one row an account."""
    date = dt.date.fromisoformat(chunk.params["date"])

    async def work(tx: Transaction) -> None:
        mandates = {m.account: m for m in await store.mandates_with(tx, chunk.params["bank"], date)}
        accounts = await lock_accounts(tx, await directory.customers_of(tx, mandates))
        policies = await late_fee_policies(tx)
        payable = (await store.transit_policy_on(tx, tx.date)).payable_elsewhere
        changes: list[AccountChange] = []
        rows: list[BankRowRecord] = []
        for account in sorted(accounts):
            lines = [x for x in accounts[account].state.lines.values() if x.is_open() and not x.marked]
            amount = sum(x.open + x.fee_open_at(tx.date, policies) for x in lines)
            if not amount:
                continue
            changes.append(begin(accounts[account]))
            for line in lines:
                sent = LineMarked(line.bill, line.line, "TRANSIT", True, payable)
                post(changes[-1], sent, (tx.date, tx.date), policies)
            keys = tuple(line.key for line in lines)
            rows.append(_row(len(rows) + 1, accounts[account], mandates[account], amount, keys))
        await finish(tx, changes)
        batch = BankBatchRecord(
            chunk.params["batch"], chunk.params["bank"], chunk.params["layout"], "PRODUCED", date, _CURRENCY
        )
        await store.insert_batch(tx, batch, rows)
        counters = {"rows": len(rows), "amount_minor_units": sum(row.amount for row in rows)}
        await complete_chunk(tx, chunk, items=len(rows), counters=counters)

    await db.transact(work)


def _row(
    number: int, record: AccountRecord, mandate: MandateRecord, amount: int, lines: tuple[tuple[str, int], ...]
) -> BankRowRecord:
    return BankRowRecord(
        number, record.account_id, record.customer_id, mandate.bank_account, mandate.holder, amount, lines, "SENT"
    )


async def get_batch(db: Database, batch: str) -> BankBatchRecord:
    async with db.read() as tx:
        return await found_batch(tx, batch)


async def found_batch(tx: Transaction, batch: str) -> BankBatchRecord:
    """Raises BATCH_NOT_FOUND."""
    found = await store.list_batches(tx, batch=batch, limit=1)
    if not found:
        raise Refusal(
            Reason.BATCH_NOT_FOUND,
            RefusalKind.NOT_FOUND,
            f"there is no batch {batch!r}",
            metadata={"batch": f"bankCollections/{batch}"},
        )
    return found[0]


async def list_batches(db: Database, bank: str, before: str, limit: int) -> list[BankBatchRecord]:
    async with db.read() as tx:
        return await store.list_batches(tx, bank=bank, before=before, limit=limit)


async def download_batch(db: Database, batch: str, creditor: Creditor = UNNAMED) -> bytes:
    """The batch in its layout, or as pain.008."""
    async with db.read() as tx:
        record = await found_batch(tx, batch)
        rows = [
            CollectionRow(r.row_number, r.account, r.bank_account, r.holder, r.amount)
            for r in await store.rows_of_batch(tx, batch)
        ]
        head = BatchHead(batch, record.collection_date, record.rows, record.amount)
        if not record.layout:
            return write_pain(head, rows, record.currency, creditor, record.bank)
        return write_file(await _layout(tx, record.layout), head, rows)


async def cancel_batch(db: Database, request: CancelBatch) -> BankBatchRecord:
    """Withdraws a batch without replies: its bills are no longer in transit."""

    async def work(tx: Transaction) -> BankBatchRecord:
        record = await found_batch(tx, request.batch)
        rows = await store.rows_of_batch(tx, request.batch, lock=True)
        if record.state != "PRODUCED":
            raise Refusal(
                Reason.BATCH_NOT_FOUND,
                RefusalKind.FAILED_PRECONDITION,
                f"batch {request.batch} is {record.state}",
                metadata={"batch": f"bankCollections/{request.batch}"},
            )
        await finish(tx, await released(tx, rows))
        await store.set_batch_state(tx, request.batch, "CANCELLED")
        name = f"bankCollections/{request.batch}"
        await tx.audit(AuditRecord(request.actor, "bank_collection.cancel", name, request.reason))
        return replace(record, state="CANCELLED")

    return await once(db, _BATCHES, request.request_id, request, work)


async def released(tx: Transaction, rows: Sequence[BankRowRecord]) -> list[AccountChange]:
    """Ends the transit of the rows' lines, in changes that are not written yet."""
    accounts = await lock_accounts(tx, {row.account: row.customer for row in rows})
    policies = await late_fee_policies(tx)
    changes: dict[str, AccountChange] = {}
    for row in rows:
        change = changes.setdefault(row.account, begin(accounts[row.account]))
        for bill, line in row.lines:
            known = change.state.lines.get((bill, line))
            if known is not None and known.in_transit:
                post(change, LineMarked(bill, line, "TRANSIT", False), (tx.date, tx.date), policies)
    return list(changes.values())


def fault_of(problem: str, value: str) -> Fault:
    return Fault("", "R-PAY-3", value, problem)
