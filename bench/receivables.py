"""Accounts with open bills, put into payment's database by set-based SQL: what months of bill runs would have left.

They come as an opening does (R-ACC-4), with the operations and the ledger entries that carry them over, so that
`Verify` holds before a workload as it must after it.
"""

import datetime as dt
from collections.abc import Mapping

import psycopg

from bench.workload import Place
from services.kernel.ids import shard_of, shard_of_key

BILL_MINOR_UNITS = 10_000
FIRST_CYCLE = dt.date(2025, 1, 1)
BOOK_COLUMNS = """shard, account_id, book_id, kind, display_name, purpose, items, priority, valid_from, valid_until,
    monthly_limit, ratio_permille, balance, frozen, cycle_use, sets, set_items"""


def connect(place: Place) -> psycopg.Connection:
    """A connection of payment's own role; it commits by itself."""
    return psycopg.connect(place.state.database_urls["payment"].replace("+psycopg", ""), autocommit=True)


def run_sql(connection: psycopg.Connection, statement: str, values: Mapping[str, object] | None = None) -> None:
    """Runs a statement that is put together here; the driver takes texts only as literals."""
    connection.execute(statement.encode(), values)


def account_id(number: int) -> str:
    return f"A{number:06d}"


def customer_id(number: int) -> str:
    return f"C{number:06d}"


def open_accounts(place: Place, accounts: int) -> None:
    """Accounts, each of a customer of its own; every second one is prepaid."""
    with connect(place) as connection, connection.cursor() as cursor:
        cursor.execute(
            "CREATE UNLOGGED TABLE bench_account (shard smallint, key_shard smallint, a text, c text, n int)"
        )
        with cursor.copy("COPY bench_account FROM STDIN") as copy:
            for n in range(accounts):
                account, customer = account_id(n), customer_id(n)
                copy.write_row((shard_of(customer), shard_of_key(account), account, customer, n))
        cursor.execute(
            "INSERT INTO customer (shard, customer_id, sales_unit, version) "
            "SELECT shard, c, 'unit-' || n % 8, 1 FROM bench_account ORDER BY 1, 2"
        )
        cursor.execute(
            "INSERT INTO account_directory (shard, account_id, customer_id) "
            "SELECT key_shard, a, c FROM bench_account ORDER BY 1, 2"
        )
        cursor.execute(
            "INSERT INTO account (shard, account_id, customer_id, currency, prepaid, closed, "
            "rating_version, sequence, unclaimed) "
            "SELECT shard, a, c, 'CNY', n % 2 = 0, false, 1, 0, 0 FROM bench_account ORDER BY 1, 2"
        )
        cursor.execute("ANALYZE")


def open_bills(place: Place, first: int, end: int, due_date: dt.date) -> None:
    """A bill of one line for each account and each of the cycles ``first`` to ``end``, one operation an account."""
    cycles = f"""SELECT g AS g, to_char(date '{FIRST_CYCLE}' + g * interval '1 month', 'YYYY-MM') AS cycle
        FROM generate_series({first}, {end - 1}) g"""
    with connect(place) as connection:
        run_sql(
            connection,
            f"""INSERT INTO bill_line (shard, account_id, bill, line, cycle, due_date, subscription,
            charge_item, line_of_business, sales_unit, billed, open, weighted, fee_assessed, fee_paid, fee_waived,
            disputed, in_transit, transit_payable, excluded, written_off, fee_written_off, write_off, paid_by, active)
            SELECT shard, a, a || '-' || cycle, 1, cycle, '{due_date}', 'S-' || a, 'line-rent', 'FIXED_LINE',
            'unit-' || n % 8, {BILL_MINOR_UNITS}, {BILL_MINOR_UNITS}, 0, 0, 0, 0,
            false, false, false, '[]', 0, 0, '', '{{}}', true
            FROM bench_account, ({cycles}) x ORDER BY shard, a, cycle""",
        )
        run_sql(
            connection,
            f"""INSERT INTO operation
            SELECT b.shard, b.a, sequence + 1, 'OPENING_LINES', '{due_date}', '{due_date}', '{{"lines": [' ||
            (SELECT string_agg(format('{{"bill": "%s-%s", "line": 1, "cycle": "%s", "due_date": "{due_date}",'
              '"subscription": "S-%s", "charge_item": "line-rent", "line_of_business": "FIXED_LINE",'
              '"sales_unit": "unit-%s", "open": {BILL_MINOR_UNITS}, "late_fee": 0}}', a, cycle, cycle, a, n % 8), ',')
              FROM ({cycles}) x) || '], "kind": "OPENING_LINES"}}', false, false
            FROM bench_account b JOIN account t ON t.shard = b.shard AND t.account_id = b.a ORDER BY 1, 2""",
        )
        run_sql(
            connection,
            f"""INSERT INTO ledger_entry
            SELECT shard, a, sequence + 1, 2 * (g - {first}) + side, '{due_date}', '{due_date}',
            CASE side WHEN 1 THEN 'RECEIVABLE' ELSE 'OPENING' END, 'CNY',
            CASE side WHEN 1 THEN {BILL_MINOR_UNITS} ELSE -{BILL_MINOR_UNITS} END,
            CASE side WHEN 1 THEN 'OPENING' ELSE '' END, CASE side WHEN 1 THEN 'unit-' || n % 8 ELSE '' END,
            CASE side WHEN 1 THEN 'FIXED_LINE' ELSE '' END, CASE side WHEN 1 THEN a || '-' || cycle ELSE '' END,
            CASE side WHEN 1 THEN 1 ELSE 0 END, ''
            FROM (SELECT b.shard, a, n, sequence FROM bench_account b JOIN account t
                    ON t.shard = b.shard AND t.account_id = b.a) s,
              ({cycles}) x, generate_series(1, 2) side ORDER BY 1, 2, 3, 4""",
        )
        connection.execute("UPDATE account SET sequence = sequence + 1")
        connection.execute("VACUUM ANALYZE")


def open_books(place: Place, amount: int) -> None:
    """Money in every account's general book, as an opening brings it."""
    with connect(place) as connection:
        run_sql(
            connection,
            f"""INSERT INTO book ({BOOK_COLUMNS})
            SELECT shard, a, a || '.general', 'GENERAL', '', '', '[]', 100, NULL, NULL,
            0, 0, {amount}, 0, '{{}}', '[]', '[]' FROM bench_account ORDER BY 1, 2""",
        )
        run_sql(
            connection,
            f"""INSERT INTO operation SELECT b.shard, a, sequence + 1, 'OPENING_BOOK', '{FIRST_CYCLE}',
            '{FIRST_CYCLE}', '{{"book": "' || a || '.general", "amount": {amount}, "kind": "OPENING_BOOK"}}', false,
            false
            FROM bench_account b JOIN account t ON t.shard = b.shard AND t.account_id = b.a ORDER BY 1, 2""",
        )
        run_sql(
            connection,
            f"""INSERT INTO ledger_entry SELECT b.shard, a, sequence + 1, side, '{FIRST_CYCLE}',
            '{FIRST_CYCLE}', CASE side WHEN 1 THEN 'OPENING' ELSE 'BOOK_GENERAL' END, 'CNY',
            CASE side WHEN 1 THEN {amount} ELSE -{amount} END, '', '', '', '', 0,
            CASE side WHEN 1 THEN '' ELSE a || '.general' END
            FROM bench_account b JOIN account t ON t.shard = b.shard AND t.account_id = b.a,
            generate_series(1, 2) side ORDER BY 1, 2, 3, 4""",
        )
        connection.execute("UPDATE account SET sequence = sequence + 1")
        connection.execute("VACUUM ANALYZE")
