"""The floor of bulk settlement: set-based SQL that allocates money to the oldest open bills and writes the same rows.

It works on copies of payment's tables with all their indexes, filled with a part of the same accounts, and commits
once. It checks nothing, refuses nothing and builds no event: bytes of the same size are copied into the outbox.
"""

import datetime as dt
import os
import time

import psycopg

from bench.receivables import BOOK_COLUMNS, connect, run_sql
from bench.workload import Place

ACCOUNTS_MAX = 20_000
EVENTS_PER_ROW = 400
TABLES = (
    "account",
    "book",
    "bill_line",
    "operation",
    "allocation",
    "ledger_entry",
    "channel_payment",
    "payment",
    "request_reply",
    "outbox",
)

ALLOCATE = """CREATE TEMP TABLE paid ON COMMIT DROP AS
    SELECT *, row_number() OVER (PARTITION BY shard, account_id ORDER BY cycle) AS number FROM (
      SELECT l.shard, l.account_id, l.bill, l.line, l.cycle, l.sales_unit, l.line_of_business,
      a.sequence + 1 AS sequence,
        least(l.open, given.amount - (sum(l.open) OVER (PARTITION BY l.shard, l.account_id ORDER BY l.cycle) - l.open))
        AS amount
      FROM bill_line l JOIN account a USING (shard, account_id) JOIN given USING (shard, account_id)
      WHERE l.active AND l.open > 0) x
    WHERE amount > 0"""

SETTLE = (
    """UPDATE account a SET sequence = a.sequence + 1 FROM given g
        WHERE a.shard = g.shard AND a.account_id = g.account_id""",
    """UPDATE bill_line l SET open = l.open - p.amount, active = l.open > p.amount,
        paid_by = jsonb_build_object(p.account_id || '.general', p.amount) FROM paid p
        WHERE l.shard = p.shard AND l.account_id = p.account_id AND l.bill = p.bill AND l.line = p.line""",
    """INSERT INTO operation SELECT shard, account_id, sequence, %(kind)s, %(date)s, %(date)s,
        '{"payment":"BANK_TRANSFER-' || account_id || '","book":"' || account_id || '.general","amount":1}', false,
        false
        FROM given JOIN account USING (shard, account_id)""",
    """INSERT INTO allocation (shard, account_id, sequence, posted, number, book, bill, line, principal, late_fee,
        write_off) SELECT shard, account_id, sequence, sequence, number, account_id || '.general', bill, line, amount,
        0, '' FROM paid""",
    """INSERT INTO ledger_entry SELECT shard, account_id, sequence, 2 * number + side, %(date)s, %(date)s,
        CASE side WHEN 1 THEN 'BOOK_GENERAL' ELSE 'RECEIVABLE' END, 'CNY',
        CASE side WHEN 1 THEN amount ELSE -amount END,
        CASE side WHEN 1 THEN '' ELSE 'SETTLED_CASH' END, CASE side WHEN 1 THEN '' ELSE sales_unit END,
        CASE side WHEN 1 THEN '' ELSE line_of_business END, CASE side WHEN 1 THEN '' ELSE bill END,
        CASE side WHEN 1 THEN 0 ELSE line END, CASE side WHEN 1 THEN account_id || '.general' ELSE '' END
        FROM paid, generate_series(1, 2) side""",
)
FROM_BOOKS = (
    """UPDATE book b SET balance = b.balance - p.amount FROM
        (SELECT shard, account_id, sum(amount) AS amount FROM paid GROUP BY 1, 2) p
        WHERE b.shard = p.shard AND b.account_id = p.account_id""",
)
FROM_PAYMENTS = (
    f"""INSERT INTO book ({BOOK_COLUMNS})
        SELECT shard, account_id, account_id || '.general', 'GENERAL', '', '', '[]', 100, NULL, NULL, 0,
        0, 0, 0, '{{}}', '[]', '[]' FROM given
        ON CONFLICT (shard, account_id, book_id) DO UPDATE SET balance = book.balance + excluded.balance""",
    """INSERT INTO ledger_entry SELECT shard, account_id, sequence, side, %(date)s, %(date)s,
        CASE side WHEN 1 THEN 'CHANNEL_CASH' ELSE 'BOOK_GENERAL' END, 'CNY',
        CASE side WHEN 1 THEN amount ELSE -amount END,
        '', '', '', '', 0, CASE side WHEN 1 THEN '' ELSE account_id || '.general' END
        FROM given JOIN account USING (shard, account_id), generate_series(1, 2) side""",
    """INSERT INTO channel_payment SELECT shard, %(name)s || account_id, 'PAYMENT', account_id, 'CNY', amount, %(date)s,
        %(date)s FROM given""",
    """INSERT INTO payment (shard, account_id, payment_id, sequence, customer_id, channel, channel_number, currency,
        amount, value_date, posting_date, book, state, settled, refunded, reverse_reason, receipt, payer, agent)
        SELECT shard, account_id, %(name)s || account_id, sequence, customer_id, 'BANK_TRANSFER', account_id, 'CNY',
        amount, %(date)s, %(date)s, account_id || '.general', 'POSTED', amount, 0, '', '', '', ''
        FROM given JOIN account USING (shard, account_id)""",
    """INSERT INTO request_reply SELECT shard, %(name)s || account_id, sha256(account_id::bytea),
        convert_to('{"standing":"PAYMENT","payment":"BANK_TRANSFER-' || account_id || '","account":"' || account_id ||
        repeat(md5(account_id), 9), 'UTF8'), now() FROM given""",
)


def floor_rate(
    place: Place, accounts: int, amount: int, *, payments: bool = True, event_bytes: int, events: int
) -> float:
    """Accounts a second. With ``payments`` the money comes in; without, it lies in their general books."""
    with connect(place) as connection:
        count = min(accounts, ACCOUNTS_MAX)
        _copy_tables(connection, count)
        outbox = [os.urandom(EVENTS_PER_ROW * event_bytes) for _ in range(count * events // EVENTS_PER_ROW + 1)]
        values = {"kind": "PAYMENT" if payments else "SETTLEMENT", "date": "2026-02-01", "name": "floor-"}
        now = dt.datetime.now(dt.UTC)
        started = time.perf_counter()
        with connection.transaction():
            money = "%(amount)s::bigint" if payments else "(SELECT balance FROM book b WHERE b.account_id = a)"
            run_sql(
                connection,
                f"""CREATE TEMP TABLE given ON COMMIT DROP AS SELECT shard, a AS account_id, {money} AS amount
                FROM bench_account WHERE n < {count}""",
                {"amount": amount},
            )
            run_sql(connection, ALLOCATE)
            for statement in (*(FROM_PAYMENTS if payments else FROM_BOOKS), *SETTLE):
                run_sql(connection, statement, values)
            with (
                connection.cursor() as cursor,
                cursor.copy("COPY outbox (batch, created_at) FROM STDIN (FORMAT binary)") as copy,
            ):
                copy.set_types(["bytea", "timestamptz"])
                for batch in outbox:
                    copy.write_row((batch, now))
        seconds = time.perf_counter() - started
        run_sql(connection, "DROP SCHEMA floor CASCADE")
    return count / seconds


def _copy_tables(connection: psycopg.Connection, accounts: int) -> None:
    """Empty twins of the tables in a schema of their own, the accounts' rows in three of them."""
    run_sql(connection, "CREATE SCHEMA floor")
    run_sql(connection, "SET search_path TO floor, public")
    for table in TABLES:
        run_sql(connection, f"CREATE TABLE floor.{table} (LIKE public.{table} INCLUDING ALL)")
    for table in ("account", "book", "bill_line"):
        run_sql(
            connection,
            f"""INSERT INTO floor.{table} SELECT t.* FROM public.{table} t JOIN bench_account b
            ON t.shard = b.shard AND t.account_id = b.a WHERE b.n < {accounts}""",
        )
        run_sql(connection, f"VACUUM ANALYZE floor.{table}")
