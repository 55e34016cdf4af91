"""The arrears movement (R-SET-8), from the ledger's receivable entries."""

import datetime as dt
from collections.abc import Sequence

from services.chassis.database import Transaction
from services.payment.domain.ledger import Movement
from services.payment.domain.views import LineDifference
from services.payment.store.rows import fetch, modify

Group = tuple[str, str, str]
"""Sales unit, line of business, currency."""


async def close_movement(tx: Transaction, date: dt.date) -> int:
    """Keeps the closing of a day on which nothing can be posted any more, from the closing before and the day's
    entries.
    """
    sql = """INSERT INTO arrears_day (date, sales_unit, line_of_business, currency, closing)
        SELECT %s, sales_unit, line_of_business, currency, sum(closing) FROM (
          SELECT sales_unit, line_of_business, currency, closing FROM arrears_day
            WHERE date = (SELECT max(date) FROM arrears_day WHERE date < %s)
          UNION ALL SELECT sales_unit, line_of_business, currency, amount FROM ledger_entry
            WHERE movement <> '' AND posting_date <= %s
              AND posting_date > coalesce((SELECT max(date) FROM arrears_day WHERE date < %s), '-infinity'::date)
        ) x GROUP BY sales_unit, line_of_business, currency ON CONFLICT DO NOTHING"""
    return await modify(tx, sql, (date, date, date, date))


async def openings(tx: Transaction, first: dt.date) -> dict[Group, int]:
    """Arrears at the start of a date, by group."""
    sql = """SELECT sales_unit, line_of_business, currency, sum(closing)::bigint FROM (
          SELECT sales_unit, line_of_business, currency, closing FROM arrears_day
            WHERE date = (SELECT max(date) FROM arrears_day WHERE date < %s)
          UNION ALL SELECT sales_unit, line_of_business, currency, amount FROM ledger_entry
            WHERE movement <> '' AND posting_date < %s
              AND posting_date > coalesce((SELECT max(date) FROM arrears_day WHERE date < %s), '-infinity'::date)
        ) x GROUP BY sales_unit, line_of_business, currency"""
    return {(r[0], r[1], r[2]): r[3] for r in await fetch(tx, sql, (first, first, first))}


async def movements(
    tx: Transaction, first: dt.date, last: dt.date, *, by_month: bool
) -> dict[str, dict[Group, dict[Movement, int]]]:
    """The sums of receivable entries by period (YYYY-MM-DD or YYYY-MM), group and column."""
    form = "YYYY-MM" if by_month else "YYYY-MM-DD"
    sql = """SELECT to_char(posting_date, %s), sales_unit, line_of_business, currency, movement, sum(amount)::bigint
        FROM ledger_entry WHERE movement <> '' AND posting_date BETWEEN %s AND %s GROUP BY 1, 2, 3, 4, 5"""
    found: dict[str, dict[Group, dict[Movement, int]]] = {}
    for period, unit, lob, currency, movement, amount in await fetch(tx, sql, (form, first, last)):
        found.setdefault(period, {}).setdefault((unit, lob, currency), {})[Movement(movement)] = amount
    return found


async def arrears_now(tx: Transaction) -> dict[Group, int]:
    """The open lines' sum by group: what the movement must close with."""
    sql = """SELECT l.sales_unit, l.line_of_business, a.currency,
        sum(l.open + l.fee_assessed - l.fee_paid - l.fee_waived - l.fee_written_off)::bigint
        FROM bill_line l JOIN account a ON a.shard = l.shard AND a.account_id = l.account_id
        WHERE l.active GROUP BY 1, 2, 3"""
    return {(r[0], r[1], r[2]): r[3] for r in await fetch(tx, sql)}


async def line_differences(tx: Transaction, after: Sequence[str | int], limit: int) -> list[LineDifference]:
    """The lines that break the movement, by account, bill and line."""
    sql = """SELECT account_id, currency, bill, line, said, owed FROM (
          SELECT account_id, max(currency) AS currency, bill, line, sum(said)::bigint AS said, sum(owed)::bigint
          AS owed FROM ( SELECT shard, account_id, currency, bill, line, amount AS said, 0 AS owed FROM
          ledger_entry WHERE
            movement <> '' UNION ALL SELECT shard, account_id, NULL, bill, line, 0,
              open + fee_assessed - fee_paid - fee_waived - fee_written_off FROM bill_line
          ) x GROUP BY shard, account_id, bill, line HAVING sum(said) <> sum(owed)
        ) y WHERE (account_id, bill, line) > (%s::text, %s::text, %s::int) ORDER BY account_id, bill, line LIMIT %s"""
    return [LineDifference(*row) for row in await fetch(tx, sql, (*after, limit))]
