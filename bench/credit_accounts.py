"""A million accounts in credit's own tables, as years of events would have left them; loaded by COPY."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence

import psycopg
from psycopg import sql

from bench.workload import Place
from services.kernel.ids import shard_of

DUE_DATES = (
    dt.date(2025, 11, 30),
    dt.date(2025, 12, 31),
    dt.date(2026, 1, 31),
    dt.date(2026, 2, 28),
    dt.date(2026, 3, 31),
)
"""Account 10 n + 5 owes since the first of them, 10 n + 6 since the second, and so on."""
LATER = dt.date(2026, 12, 31)
"""When the bill falls due that everyone has open."""
GRADES = ("HIGH", "MEDIUM")
AMOUNT = 12_345


def connect(place: Place) -> psycopg.Connection:
    """Credit's database."""
    return psycopg.connect(place.state.database_urls["credit"].replace("+psycopg", ""), autocommit=True)


def load_accounts(place: Place, count: int) -> None:
    """Accounts of a customer each. A tenth is graded, a hundredth suspended, exempt, or has an agreement of its own."""
    with connect(place) as connection:
        rows = [(shard_of(f"C{n}"), n) for n in range(count)]
        owed = ((s, f"A{n}", f"C{n}", AMOUNT * (1 + (n % 10 >= 5))) for s, n in rows)
        _copy(connection, "account", ("shard", "account", "customer", "principal"), owed)
        _copy(
            connection,
            "account_directory",
            ("shard", "account", "customer"),
            ((shard_of(f"A{n}"), f"A{n}", f"C{n}") for _, n in rows),
        )
        debts = ("shard", "account", "due_date", "cycle", "line_of_business", "payable", "blocked", "disputed")
        _copy(connection, "open_debt", debts, _debts(rows))
        _copy(
            connection,
            "grade",
            ("shard", "customer", "effective_cycle", "grade", "origin", "policy_version", "decided_on"),
            ((s, f"C{n}", "2025-01", GRADES[n % 2], "INITIAL", "initial", "2025-01-01") for s, n in rows if _tenth(n)),
        )
        _copy(connection, "subscription", _SUBSCRIPTION, ((s, *_suspended(n)) for s, n in rows if n % 100 == 25))
        _copy(connection, "exemption", _EXEMPTION, ((s, *_exempt(n)) for s, n in rows if n % 100 == 35))
        _copy(connection, "agreement", _AGREEMENT, ((s, *_agreed(n)) for s, n in rows if n % 100 == 45))
        connection.execute("ANALYZE")


def _debts(rows: Iterable[tuple[int, int]]) -> Iterable[tuple[object, ...]]:
    for shard, n in rows:
        yield (shard, f"A{n}", LATER, "2026-11", "FIXED_LINE", AMOUNT, 0, 0)
        if n % 10 >= 5:
            due = DUE_DATES[n % 10 - 5]
            yield (shard, f"A{n}", due, f"{due:%Y-%m}", "FIXED_LINE", AMOUNT, 0, 0)


def _tenth(n: int) -> bool:
    """A tenth of the accounts, spread over all due dates."""
    return n // 10 % 10 == 0


_SUBSCRIPTION = (
    "shard",
    "subscription",
    "account",
    "customer",
    "version",
    "line_of_business",
    "state",
    "arrears_since",
    "monthly_rent",
)
_WHO = ("requester", "decider", "reason", "created_at")
_EXEMPTION = ("shard", "exemption", "account", "customer", "scope", "start_date", "end_date", "state", *_WHO)
_AGREEMENT = (
    "shard",
    "agreement",
    "account",
    "customer",
    "state",
    "start_date",
    "end_date",
    "payment_day",
    "suspension_days",
    *_WHO,
)
_DECIDED = ("li.wei", "wang.fang", "benchmark", "2025-01-01 00:00:00+00")


def _suspended(n: int) -> tuple[object, ...]:
    return (f"S{n}", f"A{n}", f"C{n}", 1, "FIXED_LINE", "SUSPENDED", "2026-01-10", 10_000)


def _exempt(n: int) -> tuple[object, ...]:
    return (f"E{n}", f"A{n}", f"C{n}", "BOTH", "2025-12-01", "2026-10-31", "APPROVED", *_DECIDED)


def _agreed(n: int) -> tuple[object, ...]:
    return (f"G{n}", f"A{n}", f"C{n}", "APPROVED", "2025-01-01", "2027-12-31", 0, 60, *_DECIDED)


def _copy(connection: psycopg.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    text = io.StringIO()
    for row in rows:
        text.write("\t".join(map(str, row)) + "\n")
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(text.getvalue())
