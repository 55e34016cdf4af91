"""Loading accounts: the row, its books and its lines, as the domain's state."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import select

from services.chassis.database import Transaction
from services.kernel.ids import shard_of, shard_of_key
from services.payment.domain.account import AccountState
from services.payment.domain.book import Book, BookKind, Funding
from services.payment.domain.late_fee import DayRange
from services.payment.domain.line import NOTHING_PAID, Line, LineKey
from services.payment.domain.settle import DEFAULT_PLAN, Plan
from services.payment.store import tables
from services.payment.store.rows import fetch

_PAIRS = "(SELECT * FROM unnest(%s::smallint[], %s::text[]))"


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """An account as stored: who it belongs to, its newest operation's sequence, and its state."""

    shard: int
    account_id: str
    customer_id: str
    currency: str
    prepaid: bool
    closed: bool
    sequence: int
    unclaimed: int
    state: AccountState


@dataclass
class Directory:
    """Which customer an account belongs to; an account never changes its customer, so what was read once is kept."""

    known: dict[str, str] = field(default_factory=dict[str, str])

    async def customers_of(self, tx: Transaction, accounts: Iterable[str]) -> dict[str, str]:
        """The customers of those accounts that exist."""
        asked = set(accounts)
        missing = sorted(asked - self.known.keys())
        if missing:
            shards = [shard_of_key(a) for a in missing]
            sql = f"SELECT account_id, customer_id FROM account_directory WHERE (shard, account_id) IN {_PAIRS}"
            for row in await fetch(tx, sql, (shards, missing)):
                self.known[row[0]] = row[1]
        return {account: self.known[account] for account in asked if account in self.known}


def pairs_of(customers: Mapping[str, str]) -> tuple[list[int], list[str]]:
    """Shards and account ids as two arrays, in the order in which they are locked."""
    pairs = sorted((shard_of(customer), account) for account, customer in customers.items())
    return [shard for shard, _ in pairs], [account for _, account in pairs]


async def lock_accounts(tx: Transaction, customers: Mapping[str, str]) -> dict[str, AccountRecord]:
    """Locks the accounts in the order of (shard, account) and loads their books and active lines."""
    return await _load(tx, customers, lock=True, lines="active")


async def read_accounts(
    tx: Transaction, customers: Mapping[str, str], *, settled: bool = False
) -> dict[str, AccountRecord]:
    """Loads accounts without a lock; with ``settled`` also the lines that nothing is open of."""
    return await _load(tx, customers, lock=False, lines="true" if settled else "active")


async def lock_whole_account(tx: Transaction, account: str, customer: str) -> AccountRecord | None:
    """Locks one account and loads all its lines, settled ones too: what a reversal needs."""
    return (await _load(tx, {account: customer}, lock=True, lines="true")).get(account)


async def _load(tx: Transaction, customers: Mapping[str, str], *, lock: bool, lines: str) -> dict[str, AccountRecord]:
    if not customers:
        return {}
    pairs = pairs_of(customers)
    ending = "ORDER BY shard, account_id FOR UPDATE" if lock else "ORDER BY shard, account_id"
    sql = f"SELECT {_ACCOUNT_COLUMNS} FROM account WHERE (shard, account_id) IN {_PAIRS} {ending}"
    rows = await fetch(tx, sql, pairs)
    books = await _books_of(tx, pairs)
    found = await _lines_of(tx, pairs, lines)
    return {row[1]: _record(row, books.get(row[1], {}), found.get(row[1], {})) for row in rows}


_ACCOUNT_COLUMNS = "shard, account_id, customer_id, currency, prepaid, closed, sequence, unclaimed, plan"


def _record(row: Any, books: dict[str, Book], lines: dict[LineKey, Line]) -> AccountRecord:
    shard, account_id, customer_id, currency, prepaid, closed, sequence, unclaimed, plan = row
    state = AccountState(account_id, books, lines, plan_from_row(plan))
    return AccountRecord(shard, account_id, customer_id, currency, prepaid, closed, sequence, unclaimed, state)


def plan_from_row(plan: Any) -> Plan:
    if plan is None:
        return DEFAULT_PLAN
    kinds = tuple(BookKind(kind) for kind in plan["kind_order"])
    return Plan(tuple(plan["item_order"]), kinds, plan["manual"], plan["whole_bill"], plan["version"])


def plan_to_row(plan: Plan) -> str | None:
    if plan == DEFAULT_PLAN:
        return None
    row = {"item_order": plan.item_order, "kind_order": plan.kind_order, "manual": plan.manual}
    return orjson.dumps({**row, "whole_bill": plan.whole_bill, "version": plan.version}).decode()


BOOK_COLUMNS = (
    "shard",
    "account_id",
    "book_id",
    "kind",
    "display_name",
    "purpose",
    "items",
    "priority",
    "valid_from",
    "valid_until",
    "monthly_limit",
    "ratio_permille",
    "balance",
    "frozen",
    "cycle_use",
    "sets",
    "set_items",
    "funding",
)
_BOOK_SELECT = ", ".join(f'"{c}"' for c in BOOK_COLUMNS[1:])


async def _books_of(tx: Transaction, pairs: tuple[list[int], list[str]]) -> dict[str, dict[str, Book]]:
    sql = f"SELECT {_BOOK_SELECT} FROM book WHERE (shard, account_id) IN {_PAIRS} ORDER BY shard, account_id, book_id"
    found: dict[str, dict[str, Book]] = {}
    for row in await fetch(tx, sql, pairs):
        found.setdefault(row[0], {})[row[1]] = Book(
            row[1],
            BookKind(row[2]),
            row[3],
            row[4],
            frozenset(row[5]),
            *row[6:14],
            sets=tuple(row[14]),
            set_items=frozenset(row[15]),
            funding=None if row[16] is None else Funding(**row[16]),
        )
    return found


def book_to_row(shard: int, account: str, book: Book) -> tuple[Any, ...]:
    return (
        shard,
        account,
        book.book_id,
        book.kind.value,
        book.display_name,
        book.purpose,
        orjson.dumps(sorted(book.items)).decode(),
        book.priority,
        book.valid_from,
        book.valid_until,
        book.monthly_limit,
        book.ratio_permille,
        book.balance,
        book.frozen,
        orjson.dumps(dict(book.cycle_use)).decode() if book.cycle_use else "{}",
        orjson.dumps(book.sets).decode() if book.sets else "[]",
        orjson.dumps(sorted(book.set_items)).decode() if book.set_items else "[]",
        None if book.funding is None else orjson.dumps(book.funding).decode(),
    )


LINE_COLUMNS = (
    "shard",
    "account_id",
    "bill",
    "line",
    "cycle",
    "due_date",
    "subscription",
    "charge_item",
    "line_of_business",
    "sales_unit",
    "billed",
    "open",
    "weighted",
    "fee_assessed",
    "fee_paid",
    "fee_waived",
    "assessed_through",
    "disputed",
    "in_transit",
    "excluded",
    "fee_stop",
    "written_off",
    "fee_written_off",
    "write_off",
    "paid_by",
    "transit_payable",
    "active",
)
# An empty document is read as null, which costs nothing to parse: most lines have two of them.
_EMPTY_AS_NULL = {"excluded": "nullif(excluded, '[]'::jsonb)", "paid_by": "nullif(paid_by, '{}'::jsonb)"}
_LINE_SELECT = ", ".join(_EMPTY_AS_NULL.get(c, f'"{c}"') for c in LINE_COLUMNS[1:-1])


async def _lines_of(tx: Transaction, pairs: tuple[list[int], list[str]], where: str) -> dict[str, dict[LineKey, Line]]:
    sql = f"SELECT {_LINE_SELECT} FROM bill_line WHERE (shard, account_id) IN {_PAIRS} AND {where}"
    sql += " ORDER BY shard, account_id, cycle, bill, line"
    found: dict[str, dict[LineKey, Line]] = {}
    for row in await fetch(tx, sql, pairs):
        line = line_from_row(row[1:])
        found.setdefault(row[0], {})[line.key] = line
    return found


def line_from_row(row: Any) -> Line:
    """A line of the columns after the account's id, in the order of LINE_COLUMNS."""
    values = list(row)
    values[_EXCLUDED] = _ranges(values[_EXCLUDED]) if values[_EXCLUDED] else ()
    values[_PAID_BY] = values[_PAID_BY] or NOTHING_PAID
    return Line._make(values)


_EXCLUDED, _PAID_BY = (LINE_COLUMNS.index(column) - 2 for column in ("excluded", "paid_by"))


def _ranges(value: list[list[str | None]]) -> tuple[DayRange, ...]:
    return tuple(
        DayRange(dt.date.fromisoformat(start or ""), dt.date.fromisoformat(end) if end else None)
        for start, end in value
    )


_EMPTY = "{}"


def line_to_row(shard: int, account: str, line: Line) -> tuple[Any, ...]:
    return (
        shard,
        account,
        line.bill,
        line.line,
        line.cycle,
        line.due_date,
        line.subscription,
        line.charge_item,
        line.line_of_business,
        line.sales_unit,
        line.billed,
        line.open,
        line.weighted,
        line.fee_assessed,
        line.fee_paid,
        line.fee_waived,
        line.assessed_through,
        line.disputed,
        line.in_transit,
        orjson.dumps([[r.start, r.end] for r in line.excluded]).decode() if line.excluded else "[]",
        line.fee_stop,
        line.written_off,
        line.fee_written_off,
        line.write_off,
        orjson.dumps(dict(line.paid_by)).decode() if line.paid_by else _EMPTY,
        line.transit_payable,
        line.active,
    )


async def customer_of_account(tx: Transaction, account: str) -> str | None:
    """The customer of an account; None when it is unknown."""
    known = tables.account_directory
    query = select(known.c.customer_id).where(known.c.shard == shard_of_key(account), known.c.account_id == account)
    return (await tx.execute(query)).scalar()
