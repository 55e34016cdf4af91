"""Reading the ledger."""

import datetime as dt
from typing import Any

from sqlalchemy import func, select

from services.chassis.database import Transaction
from services.payment.domain.views import BookMovement, LedgerLine, LedgerTotal
from services.payment.store.rows import fetch
from services.payment.store.tables import ledger_entry, operation

_E = ledger_entry
LedgerKey = tuple[str, int, int]
"""Account, sequence, number."""


async def ledger_totals(tx: Transaction, since: dt.date | None, until: dt.date | None) -> list[LedgerTotal]:
    """Debits and credits by ledger account and currency."""
    debited = func.sum(func.greatest(_E.c.amount, 0))
    credited = func.sum(func.greatest(-_E.c.amount, 0))
    query = select(_E.c.ledger_account, _E.c.currency, debited, credited)
    query = _between(query, since, until).group_by(_E.c.ledger_account, _E.c.currency)
    found: Any = await tx.execute(query.order_by(_E.c.ledger_account, _E.c.currency))
    return [LedgerTotal(row[0], row[1], int(row[2]), int(row[3])) for row in found]


def _between(query: Any, since: dt.date | None, until: dt.date | None) -> Any:
    if since is not None:
        query = query.where(_E.c.posting_date >= since)
    if until is not None:
        query = query.where(_E.c.posting_date < until)
    return query


async def ledger_lines(
    tx: Transaction,
    *,
    account: str,
    ledger_account: str = "",
    sales_unit: str = "",
    movement: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    after: LedgerKey | None = None,
    limit: int,
) -> list[LedgerLine]:
    """Entries by account, operation and number."""
    joined = _E.outerjoin(
        operation,
        (operation.c.shard == _E.c.shard)
        & (operation.c.account_id == _E.c.account_id)
        & (operation.c.sequence == _E.c.sequence),
    )
    query = select(_E, operation.c.kind).select_from(joined)
    for column, value in (
        (_E.c.account_id, account),
        (_E.c.ledger_account, ledger_account),
        (_E.c.sales_unit, sales_unit),
        (_E.c.movement, movement),
    ):
        if value:
            query = query.where(column == value)
    if after is not None:
        query = query.where(func.row(_E.c.account_id, _E.c.sequence, _E.c.number) > func.row(*after))
    query = _between(query, since, until).order_by(_E.c.account_id, _E.c.sequence, _E.c.number).limit(limit)
    return [_line(row) for row in await tx.execute(query)]


def _line(row: Any) -> LedgerLine:
    return LedgerLine(
        row.account_id,
        row.sequence,
        row.number,
        row.kind or "RECEIPT",
        row.ledger_account,
        row.currency,
        row.amount,
        row.movement,
        row.sales_unit,
        row.line_of_business,
        row.bill,
        row.line,
        row.book,
        row.value_date,
        row.posting_date,
    )


async def balances_before(tx: Transaction, shard: int, account: str, date: dt.date) -> tuple[int, int]:
    """What an account owed and what its books held at the start of a date, by its entries."""
    owed = func.coalesce(func.sum(_E.c.amount).filter(_E.c.movement != ""), 0)
    held = func.coalesce(func.sum(-_E.c.amount).filter(_E.c.book != ""), 0)
    query = select(owed, held).where(_E.c.shard == shard, _E.c.account_id == account, _E.c.posting_date < date)
    row: Any = (await tx.execute(query)).one()
    return int(row[0]), int(row[1])


async def book_movements(
    tx: Transaction, shard: int, account: str, book: str, before: int | None, limit: int
) -> list[BookMovement]:
    """A book's movements by operation, newest first; the balance is the running sum of its entries."""
    sql = """SELECT x.sequence, o.kind, x.amount, x.balance, o.value_date, o.posting_date, coalesce(p.payment_id, '')
        FROM (
          SELECT sequence, amount, sum(amount) OVER (ORDER BY sequence)::bigint AS balance FROM (
            SELECT sequence, -sum(amount)::bigint AS amount FROM ledger_entry
            WHERE shard = %s AND account_id = %s AND book = %s GROUP BY sequence) s
        ) x
        JOIN operation o ON o.shard = %s AND o.account_id = %s AND o.sequence = x.sequence
        LEFT JOIN payment p ON p.shard = %s AND p.account_id = %s AND p.sequence = x.sequence
        WHERE x.sequence < %s AND x.amount <> 0 ORDER BY x.sequence DESC LIMIT %s"""
    end = before if before is not None else 2**62
    values = (shard, account, book, shard, account, shard, account, end, limit)
    return [BookMovement(book, *row) for row in await fetch(tx, sql, values)]
