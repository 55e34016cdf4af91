"""Channel reconciliation: statements imported and compared, differences resolved (R-PAY-4)."""

import datetime as dt
from dataclasses import dataclass, replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.csv_file import FileReport, Row, read_rows, rows_of
from services.payment.domain.payment import Channel
from services.payment.domain.reason import Reason
from services.payment.domain.reconciliation import Taken, compare
from services.payment.domain.records import DifferenceRecord, ReconciliationRecord
from services.payment.store import reconciliations as store
from services.payment.usecases.requests import file_request, once

COLUMNS = ("channel_number", "amount_minor_units", "value_date")
_CURRENCY = "CNY"


@dataclass(frozen=True, slots=True)
class Statement:
    request_id: str
    channel: Channel
    day: dt.date
    content: bytes


@dataclass(frozen=True, slots=True)
class Reconciled:
    report: FileReport
    reconciliation: ReconciliationRecord


@dataclass(frozen=True, slots=True)
class ResolveDifference:
    request_id: str
    channel: Channel
    day: dt.date
    number: str
    reason: str
    actor: str


_RECONCILED: Replies[Reconciled] = Replies(Reconciled)
_RESOLVED: Replies[DifferenceRecord] = Replies(DifferenceRecord)


async def import_statement(db: Database, statement: Statement) -> Reconciled:
    """Compares a statement with our payments; a newer statement of the day takes the older one's place."""
    rows = rows_of(statement.content, COLUMNS)
    seen: set[str] = set()

    def read(row: Row) -> tuple[str, Taken]:
        number = row.ident("channel_number")
        if number in seen:
            row.fault("channel_number", "unique", "stands on the statement before")
        seen.add(number)
        return number, Taken(row.integer("amount_minor_units", least=1), row.date("value_date"))

    good, rejects = read_rows(rows, read)
    taken = dict(value for _, value in good)

    async def work(tx: Transaction) -> Reconciled:
        recorded = await store.recorded_by_channel(tx, statement.channel, statement.day, taken)
        found = compare(taken, recorded, statement.day)
        made = ReconciliationRecord(
            statement.channel,
            statement.day,
            _CURRENCY,
            len(taken),
            sum(each.amount for each in taken.values()),
            found.matched_rows,
            found.matched_amount,
            len(found.differences),
        )
        await store.keep_reconciliation(tx, made, found.differences)
        report = FileReport(",".join(COLUMNS), len(rows), len(taken), 0, tuple(rejects))
        return Reconciled(report, await _get(tx, statement.channel, statement.day))

    about = f"{statement.channel}-{statement.day}"
    return await once(db, _RECONCILED, statement.request_id, file_request(about, statement.content), work)


async def _get(tx: Transaction, channel: Channel, day: dt.date) -> ReconciliationRecord:
    found = await store.list_reconciliations(tx, channel.value, day, None, 1)
    if not found:
        raise _not_found(f"reconciliations/{channel}-{day}")
    return found[0]


def _not_found(name: str) -> Refusal:
    return Refusal(
        Reason.RECONCILIATION_NOT_FOUND, RefusalKind.NOT_FOUND, f"there is no {name}", metadata={"name": name}
    )


async def get_reconciliation(db: Database, channel: Channel, day: dt.date) -> ReconciliationRecord:
    async with db.read() as tx:
        return await _get(tx, channel, day)


async def list_reconciliations(
    db: Database, channel: str, before: tuple[dt.date, str] | None, limit: int
) -> list[ReconciliationRecord]:
    async with db.read() as tx:
        return await store.list_reconciliations(tx, channel, None, before, limit)


async def list_differences(
    db: Database,
    channel: str,
    day: dt.date | None,
    *,
    resolved_too: bool,
    after: tuple[dt.date, str, str] | None,
    limit: int,
) -> list[DifferenceRecord]:
    async with db.read() as tx:
        return await store.list_differences(
            tx, channel=channel, day=day, resolved_too=resolved_too, after=after, limit=limit
        )


async def resolve_difference(db: Database, request: ResolveDifference) -> DifferenceRecord:
    """Resolves a difference with a reason."""

    async def work(tx: Transaction) -> DifferenceRecord:
        name = f"differences/{request.channel}-{request.day}-{request.number}"
        found = await store.list_differences(
            tx, channel=request.channel.value, day=request.day, number=request.number, resolved_too=True, limit=1
        )
        if not found:
            raise _not_found(name)
        if found[0].state == "RESOLVED":
            raise Refusal(
                Reason.DIFFERENCE_ALREADY_RESOLVED,
                RefusalKind.FAILED_PRECONDITION,
                f"{name} was resolved before: {found[0].resolution}",
                metadata={"difference": name},
            )
        await store.resolve_difference(tx, found[0], request.reason)
        await tx.audit(AuditRecord(request.actor, "difference.resolve", name, request.reason))
        return replace(found[0], state="RESOLVED", resolution=request.reason)

    return await once(db, _RESOLVED, request.request_id, request, work)
