"""A file of exemptions to request. A row is known by its content: a file loaded twice requests nothing twice."""

import datetime as dt
import hashlib

from services.chassis.database import Database, Transaction
from services.credit.domain.csv_file import BadRow, Cells, FileOutcome, GoodRow, outcome_of, read_rows
from services.credit.domain.exemptions import ExemptionScope
from services.credit.usecases.exemptions import ExemptionRequest, request_in
from services.kernel.errors import Fault, GeneralReason, Refusal

COLUMNS = ("subject", "scope", "start_date", "end_date", "reason")


async def import_exemptions(db: Database, content: bytes, requester: str) -> FileOutcome:
    """Requests each row's exemption; they hold once another person has approved them."""
    good, bad = read_rows(content, COLUMNS, lambda cells: _parse(cells, requester))
    accepted = duplicates = 0
    for row in good:
        outcome = await _request(db, row)
        if isinstance(outcome, BadRow):
            bad.append(outcome)
        elif outcome:
            accepted += 1
        else:
            duplicates += 1
    return outcome_of(COLUMNS, accepted=accepted, duplicates=duplicates, bad=bad)


async def _request(db: Database, row: GoodRow[ExemptionRequest]) -> bool | BadRow:
    """Whether the row was new; the bad row when it is refused."""
    asked = row.value
    subject = asked.account or asked.customer
    content = f"{subject}|{bool(asked.account)}|{asked.scope}|{asked.start_date}|{asked.end_date}"
    request_id = f"exemption-file/{hashlib.sha256(content.encode()).hexdigest()}"

    async def work(tx: Transaction) -> bool:
        started = tx.now
        return (await request_in(tx, request_id, asked)).created_at == started

    try:
        return await db.transact(work)
    except Refusal as refusal:
        if refusal.reason == GeneralReason.REQUEST_ID_REUSED:
            return False
        return BadRow(row.line, row.text, (Fault("row", refusal.reason, subject, refusal.message),))


def _parse(cells: Cells, requester: str) -> tuple[ExemptionRequest | None, list[Fault]]:
    faults: list[Fault] = []
    collection, _, subject = cells["subject"].partition("/")
    if collection not in ("accounts", "customers") or not subject:
        faults.append(Fault("subject", "R-CTL-5", cells["subject"], "is neither accounts/{id} nor customers/{id}"))
    if cells["scope"] not in set(ExemptionScope):
        faults.append(Fault("scope", "R-CTL-5", cells["scope"], "is not DUNNING, SUSPENSION or BOTH"))
    start, end = _date(cells, "start_date", faults), _date(cells, "end_date", faults)
    if not cells["reason"]:
        faults.append(Fault("reason", "R-GEN-5", "", "is missing"))
    if faults or start is None or end is None:
        return None, faults
    asked = ExemptionRequest(
        customer=subject if collection == "customers" else "",
        account=subject if collection == "accounts" else "",
        scope=ExemptionScope(cells["scope"]),
        start_date=start,
        end_date=end,
        reason=cells["reason"],
        requester=requester,
    )
    return asked, faults


def _date(cells: Cells, column: str, faults: list[Fault]) -> dt.date | None:
    try:
        return dt.date.fromisoformat(cells[column])
    except ValueError:
        faults.append(Fault(column, "csv.date", cells[column], "is not a date written YYYY-MM-DD"))
        return None
