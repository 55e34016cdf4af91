"""Reports as rows."""

import datetime as dt
from typing import Any

from services.chassis.database import Transaction
from services.payment.store.rows import fetch

_DATED = "(%s::date IS NULL OR posting_date >= %s) AND (%s::date IS NULL OR posting_date < %s)"

_REPORTS: dict[str, tuple[str, str]] = {
    "PAYMENTS": (
        "payment_id account_id customer_id channel channel_number currency amount value_date posting_date book state",
        f"FROM payment WHERE {_DATED} ORDER BY posting_date, account_id, sequence",
    ),
    "RECEIVABLES": (
        "account_id bill line cycle due_date subscription charge_item line_of_business sales_unit billed open"
        " fee_assessed fee_paid fee_waived disputed in_transit written_off",
        "FROM bill_line WHERE active ORDER BY account_id, cycle, bill, line",
    ),
    "BOOKS": (
        "account_id book_id kind display_name purpose balance frozen valid_from valid_until",
        "FROM book ORDER BY account_id, book_id",
    ),
    "UNIDENTIFIED_RECEIPTS": (
        "receipt_id channel channel_number account_named currency amount value_date posting_date payer"
        " possible_account",
        f"FROM receipt WHERE state = 'UNCLAIMED' AND {_DATED} ORDER BY posting_date, receipt_id",
    ),
    "RECOVERIES": (
        "write_off account_id sequence posted bill line principal late_fee posting_date",
        "FROM (SELECT l.write_off, l.account_id, l.sequence, l.posted, l.bill, l.line, l.principal, l.late_fee,"
        " o.posting_date FROM allocation l JOIN operation o ON o.shard = l.shard AND o.account_id = l.account_id"
        " AND o.sequence = l.posted WHERE l.write_off <> '' AND l.undone IS NULL) r"
        f" WHERE {_DATED} ORDER BY posting_date, account_id, posted, bill, line",
    ),
}


async def report_rows(
    tx: Transaction, kind: str, since: dt.date | None, until: dt.date | None
) -> tuple[tuple[str, ...], list[Any]]:
    """The columns and rows of a report; those of what stands now take no dates."""
    columns, source = _REPORTS[kind]
    names = tuple(columns.split())
    dated = "posting_date >=" in source
    dates = (since, since, until, until) if dated else ()
    return names, await fetch(tx, f"SELECT {', '.join(names)} {source}", dates)
