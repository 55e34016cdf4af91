"""Opening balances: what was imported, and whether it still may be."""

from services.chassis.database import Transaction
from services.payment.store.rows import fetch


async def days_closed(tx: Transaction) -> bool:
    """Whether any day has been closed."""
    return bool((await fetch(tx, "SELECT EXISTS (SELECT 1 FROM closed_day)"))[0][0])


async def opening_totals(tx: Transaction) -> tuple[int, int, int, int]:
    """Books, their sum, open lines, their sum with late fees: of what came over, by its ledger entries."""
    sql = """SELECT
        count(DISTINCT book) FILTER (WHERE book <> '' AND o.kind = 'OPENING_BOOK'),
        coalesce(-sum(amount) FILTER (WHERE book <> '' AND o.kind = 'OPENING_BOOK'), 0)::bigint,
        count(*) FILTER (WHERE movement = 'OPENING' AND ledger_account = 'RECEIVABLE'),
        coalesce(sum(amount) FILTER (WHERE movement = 'OPENING'), 0)::bigint
        FROM ledger_entry e JOIN operation o
          ON o.shard = e.shard AND o.account_id = e.account_id AND o.sequence = e.sequence
        WHERE o.kind IN ('OPENING_BOOK', 'OPENING_LINES')"""
    row = (await fetch(tx, sql))[0]
    return row[0], row[1], row[2], row[3]
