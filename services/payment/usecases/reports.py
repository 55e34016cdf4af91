"""The reports that people ask for, as CSV."""

import datetime as dt

from services.chassis.database import Database
from services.payment.domain.csv_file import csv_text
from services.payment.store.reports import report_rows
from services.payment.usecases.finance import FIGURES, figures_of
from services.payment.usecases.movement import MovementQuery, arrears_movement

MOVEMENT_COLUMNS = ("period", "sales_unit", "line_of_business", "currency", *FIGURES)


async def export_report(db: Database, kind: str, since: dt.date | None, until: dt.date | None) -> bytes:
    """One report as a CSV file. Dates are half-open; the movement without dates is that of the current month."""
    if kind == "ARREARS_MOVEMENT":
        return await _movement(db, since, until)
    async with db.read() as tx:
        columns, rows = await report_rows(tx, kind, since, until)
    return csv_text(columns, rows)


async def _movement(db: Database, since: dt.date | None, until: dt.date | None) -> bytes:
    async with db.read() as tx:
        today = tx.date
    first = since or today.replace(day=1)
    last = until - dt.timedelta(days=1) if until else today
    found = await arrears_movement(db, MovementQuery(first, last))
    rows = [(m.period, m.sales_unit, m.line_of_business, m.currency, *figures_of(m.row).values()) for m in found]
    return csv_text(MOVEMENT_COLUMNS, rows)
