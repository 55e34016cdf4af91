"""Which accounts a run has to look at, by shards."""

import datetime as dt

from services.chassis.database import Transaction
from services.payment.store.rows import fetch

Shards = tuple[int, int]
"""A half-open range of shards."""


async def accounts_to_offset(tx: Transaction, shards: Shards) -> dict[str, str]:
    """Accounts with something open, with their customers."""
    sql = """SELECT a.account_id, a.customer_id FROM account a WHERE a.shard >= %s AND a.shard < %s AND EXISTS
        (SELECT 1 FROM bill_line l
          WHERE l.shard = a.shard AND l.account_id = a.account_id AND l.active AND l.open > 0)"""
    return {row[0]: row[1] for row in await fetch(tx, sql, shards)}


async def accounts_overdue(tx: Transaction, shards: Shards, date: dt.date) -> dict[str, str]:
    """Accounts with open principal that was due before a date, with their customers."""
    sql = """SELECT a.account_id, a.customer_id FROM account a JOIN
        (SELECT DISTINCT shard, account_id FROM bill_line
          WHERE active AND open > 0 AND due_date < %s AND shard >= %s AND shard < %s) l
        ON l.shard = a.shard AND l.account_id = a.account_id"""
    return {row[0]: row[1] for row in await fetch(tx, sql, (date, *shards))}


async def accounts_with_ended_books(tx: Transaction, date: dt.date) -> dict[str, str]:
    """Accounts with a gift or discount book that may no longer pay on a date and still holds money."""
    sql = """SELECT DISTINCT a.account_id, a.customer_id FROM account a JOIN book b
        ON b.shard = a.shard AND b.account_id = a.account_id
        WHERE b.valid_until <= %s AND b.balance > 0 AND b.kind IN ('GIFT', 'DISCOUNT')"""
    return {row[0]: row[1] for row in await fetch(tx, sql, (date,))}


async def count_overdue(tx: Transaction, date: dt.date) -> int:
    """How many accounts have open principal that was due before a date."""
    sql = """SELECT count(*) FROM (SELECT DISTINCT shard, account_id FROM bill_line
        WHERE active AND open > 0 AND due_date < %s) l"""
    return (await fetch(tx, sql, (date,)))[0][0]


async def count_open(tx: Transaction) -> int:
    """How many accounts have something open."""
    sql = "SELECT count(*) FROM (SELECT DISTINCT shard, account_id FROM bill_line WHERE active AND open > 0) l"
    return (await fetch(tx, sql))[0][0]


async def open_of_cycle(tx: Transaction, cycle: str) -> int:
    """What remains open of a cycle's bills, late fees included."""
    sql = """SELECT coalesce(sum(open + fee_assessed - fee_paid - fee_waived - fee_written_off), 0)::bigint
        FROM bill_line WHERE cycle = %s"""
    return (await fetch(tx, sql, (cycle,)))[0][0]
