"""Bad debt: writing off for collection, atomically (R-BAD-2). Recovery is part of every settlement (R-BAD-3)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain import event
from services.payment.domain.line import Line, LineKey
from services.payment.domain.operation import WrittenOff
from services.payment.domain.reason import Reason
from services.payment.domain.records import RecoveryRecord, WriteOffRecord
from services.payment.store.accounts import AccountRecord
from services.payment.store.decisions import (
    FIRST_RECOVERY,
    RecoveryKey,
    insert_write_off,
    list_recoveries,
    list_write_offs,
)
from services.payment.store.policies import late_fee_policies
from services.payment.usecases.requests import locked, once, post_one

_REPLIES: Replies[WriteOffRecord] = Replies(WriteOffRecord)


@dataclass(frozen=True, slots=True)
class PostWriteOff:
    """An approved loss; without lines every open line that is overdue."""

    request_id: str
    account: str
    case: str
    lines: tuple[LineKey, ...]
    approval: str
    reason: str
    actor: str


async def post_write_off(db: Database, request: PostWriteOff) -> WriteOffRecord:
    """Takes lines out of arrears; they stay collectable. Raises NOTHING_TO_WRITE_OFF."""

    async def work(tx: Transaction) -> WriteOffRecord:
        record = await locked(tx, request.account)
        keys = _lines(record, request, tx)
        write_off = f"{request.account}.{record.sequence + 1}"
        policies = await late_fee_policies(tx)
        owed = [record.state.lines[key] for key in keys]
        amounts = tuple((line.open, line.fee_open_at(tx.date, policies)) for line in owed)
        change, _ = await post_one(tx, record, WrittenOff(write_off, keys, amounts))
        lines = tuple(_written(change.state.lines[key], record.state.lines[key]) for key in keys)
        made = WriteOffRecord(
            write_off,
            record.account_id,
            record.customer_id,
            request.case,
            record.currency,
            sum(principal + fee for _, _, principal, fee in lines),
            lines,
            tx.date,
            request.approval,
            {},
        )
        await insert_write_off(tx, record.shard, change.sequence, made)
        tx.publish([_posted(made)])
        facts = {"amount_minor_units": made.amount, "case": request.case, "approval": request.approval}
        await tx.audit(AuditRecord(request.actor, "write_off.post", f"writeOffs/{write_off}", request.reason, facts))
        return made

    return await once(db, _REPLIES, request.request_id, request, work)


def _lines(record: AccountRecord, request: PostWriteOff, tx: Transaction) -> tuple[LineKey, ...]:
    lines = record.state.lines
    able = {key for key, x in lines.items() if x.is_open() and x.payable and x.due_date < tx.date}
    asked: Sequence[LineKey] = request.lines or sorted(able)
    wrong = [key for key in asked if key not in able]
    if wrong or not asked:
        raise Refusal(
            Reason.NOTHING_TO_WRITE_OFF,
            RefusalKind.FAILED_PRECONDITION,
            f"nothing overdue and payable is open on {wrong or 'the account'}",
            metadata={"account": f"accounts/{request.account}"},
        )
    return tuple(asked)


def _written(after: Line, before: Line) -> tuple[str, int, int, int]:
    principal = after.written_off - before.written_off
    return after.bill, after.line, principal, after.fee_written_off - before.fee_written_off


def _posted(made: WriteOffRecord) -> event.WriteOffPosted:
    return event.WriteOffPosted(made.write_off, made.account, made.customer, made.currency, made.amount, made.case)


async def get_write_off(db: Database, write_off: str) -> WriteOffRecord:
    """Raises WRITE_OFF_NOT_FOUND."""
    async with db.read() as tx:
        found = await list_write_offs(tx, write_off=write_off)
    if not found:
        raise Refusal(
            Reason.WRITE_OFF_NOT_FOUND,
            RefusalKind.NOT_FOUND,
            f"there is no write-off {write_off!r}",
            metadata={"write_off": f"writeOffs/{write_off}"},
        )
    return found[0]


async def write_offs(db: Database, account: str, after: str, limit: int) -> list[WriteOffRecord]:
    """Write-offs by id; of one account when it is named."""
    async with db.read() as tx:
        return await list_write_offs(tx, account=account, after=after, limit=limit)


async def recoveries(
    db: Database,
    account: str,
    since: dt.date | None,
    until: dt.date | None,
    after: RecoveryKey | None,
    limit: int,
) -> list[RecoveryRecord]:
    """Recoveries in posting order (R-BAD-3)."""
    async with db.read() as tx:
        return await list_recoveries(tx, account, since, until, after or FIRST_RECOVERY, limit)
