"""Marketing's ownership list (客户归属划分清单) as a file (R-ACC-3)."""

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.rating.domain.csv_file import FileOutcome, Row, outcome, parse, read_rows
from services.rating.domain.customer import Ownership
from services.rating.domain.reason import Reason
from services.rating.store.customers import customers_by_id, ownership_of
from services.rating.usecases.asked import Asked, once
from services.rating.usecases.customers import give_ownership
from services.rating.usecases.imports import Sorter

COLUMNS = ("customer_id", "sales_unit", "account_manager", "start_date", "reason")

_OUTCOME: Replies[FileOutcome] = Replies(FileOutcome)


async def import_ownership_list(db: Database, asked: Asked, content: bytes) -> FileOutcome:
    """Each row by itself; an entry of the same customer and date with the same content is a duplicate."""
    parsed = parse(content, COLUMNS)

    async def decide(tx: Transaction) -> FileOutcome:
        good, rejects = read_rows(parsed, _entry_of)
        sorter, accepted = Sorter(rejects), 0
        for row, entry in good:
            customer = (await customers_by_id(tx, [entry.customer_id], lock=True)).get(entry.customer_id)
            if customer is None:
                sorter.reject(row, "customer_id", Reason.CUSTOMER_NOT_FOUND, "is no known customer")
                continue
            before = [each for each in await ownership_of(tx, entry.customer_id) if _same_key(each, entry)]
            if before:
                sorter.known(row, "start_date", before[0] == entry, Reason.STATE_CONFLICT)
            elif entry.start_date < tx.date:
                sorter.reject(row, "start_date", Reason.DATE_PASSED, "is before the business date")
            else:
                await give_ownership(tx, customer, entry)
                accepted += 1
        facts = {"accepted": accepted, "rejected": len(sorter.rejects)}
        await tx.audit(AuditRecord(asked.actor, "ownership.import", "customers/-", "", facts))
        return outcome(parsed, accepted, sorter.duplicates, sorter.rejects)

    return await once(db, _OUTCOME, asked, decide)


def _same_key(one: Ownership, other: Ownership) -> bool:
    return one.listed and one.start_date == other.start_date


def _entry_of(row: Row) -> Ownership:
    return Ownership(
        customer_id=row.ident("customer_id"),
        start_date=row.date("start_date"),
        listed=True,
        sales_unit=row.ident("sales_unit"),
        account_manager=row.ident("account_manager", required=False),
        reason=row.string("reason", required=True),
    )
