"""The departments' lists of warning thresholds by account (R-CTL-3). A row loaded again changes nothing."""

from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.credit.domain.csv_file import BadRow, Cells, FileOutcome, GoodRow, outcome_of, read_rows
from services.credit.domain.facts import account_key
from services.credit.domain.refusals import Reason
from services.credit.store.positions import find_customers_of
from services.credit.store.watch_lists import put_thresholds
from services.kernel.business import LineOfBusiness
from services.kernel.errors import Fault

COLUMNS = ("account", "line_of_business", "amount_minor_units")
_ROWS_AT_ONCE = 1_000
_AMOUNT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class ListedThreshold:
    """A row of the list."""

    account: str
    line_of_business: LineOfBusiness
    amount: int


async def import_thresholds(db: Database, content: bytes, actor: str) -> FileOutcome:
    good, bad = read_rows(content, COLUMNS, _parse)
    accepted = duplicates = 0
    for start in range(0, len(good), _ROWS_AT_ONCE):
        part = good[start : start + _ROWS_AT_ONCE]
        changed, known, unknown = await _load(db, part, actor)
        accepted, duplicates = accepted + changed, duplicates + known - changed
        bad += unknown
    return outcome_of(COLUMNS, accepted=accepted, duplicates=duplicates, bad=bad)


async def _load(db: Database, part: list[GoodRow[ListedThreshold]], actor: str) -> tuple[int, int, list[BadRow]]:
    """How many rows changed something, how many were of known accounts, and the rows of unknown ones."""

    async def work(tx: Transaction) -> tuple[int, int, list[BadRow]]:
        owners = await find_customers_of(tx, [row.value.account for row in part])
        unknown = [_unknown(row) for row in part if row.value.account not in owners]
        latest = {(row.value.account, row.value.line_of_business): row.value for row in part}
        rows = [
            (account_key(owners[each.account], each.account), each.line_of_business, each.amount)
            for each in latest.values()
            if each.account in owners
        ]
        changed = await put_thresholds(tx, rows)
        facts = {"rows": len(rows), "changed": changed}
        await tx.audit(AuditRecord(actor, "warning_threshold.import", "warningThresholds", "", facts))
        return changed, len(part) - len(unknown), unknown

    return await db.transact(work)


def _unknown(row: GoodRow[ListedThreshold]) -> BadRow:
    fault = Fault("account", Reason.ACCOUNT_NOT_FOUND, row.value.account, "credit knows no such account")
    return BadRow(row.line, row.text, (fault,))


def _parse(cells: Cells) -> tuple[ListedThreshold | None, list[Fault]]:
    faults: list[Fault] = []
    if not cells["account"]:
        faults.append(Fault("account", "csv.missing", "", "is missing"))
    if cells["line_of_business"] not in set(LineOfBusiness):
        faults.append(Fault("line_of_business", "R-CTL-3", cells["line_of_business"], "is no line of business"))
    amount = cells["amount_minor_units"]
    if not (amount.isascii() and amount.isdigit() and len(amount) <= _AMOUNT_DIGITS):
        faults.append(Fault("amount_minor_units", "csv.amount", amount, "is not a whole number of minor units"))
    if faults:
        return None, faults
    return ListedThreshold(cells["account"], LineOfBusiness(cells["line_of_business"]), int(amount)), []
