"""What the sweep reads and writes of whole shards, as columns."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
from sqlalchemy import MetaData, Text

from services.chassis.arrays import array_literal
from services.chassis.database import Transaction
from services.chassis.frames import read_frame
from services.credit.domain.control_vectors import GRADES, OVERDUE, STORED, SUSPENDED
from services.credit.domain.facts import AccountKey
from services.credit.store.tables import control, control_decision

_OVERDUE = """
SELECT d.account, a.customer, d.due_date, d.cycle, d.payable, a.unclaimed_receipts AS unclaimed
FROM open_debt d JOIN account a ON a.shard = d.shard AND a.account = d.account{only}
WHERE d.shard BETWEEN %s AND %s AND d.due_date < %s AND d.payable > 0
"""
_SUSPENDED = """
SELECT s.account, max(s.arrears_since) AS since FROM subscription s{only}
WHERE s.shard BETWEEN %s AND %s AND s.arrears_since IS NOT NULL GROUP BY s.account
"""
_GRADES = "SELECT customer, effective_cycle, grade FROM grade WHERE shard BETWEEN %s AND %s"
_STORED = """
SELECT c.account, c.state, c.decision, c.oldest_due_date, c.suspend_not_before, c.terminate_not_before, c.overdue,
  c.sponsorship_suspended, c.reasons, c.version, c.sponsorship_version
FROM control c{only}
WHERE c.shard BETWEEN %s AND %s
"""
_NOT_PLAIN = " AND (c.state <> 'CLEAR' OR c.decision <> 'NONE')"
_COUNT = "SELECT count(*) FROM account WHERE shard BETWEEN %s AND %s"
_PLACES = "SELECT a.account, a.shard FROM account a{only} WHERE a.shard BETWEEN %s AND %s"
_HELD = """
SELECT a.shard, a.account, a.customer, a.payment_version FROM account a{only}
WHERE a.shard BETWEEN %s AND %s ORDER BY a.shard, a.account FOR UPDATE OF a
"""
_UNUSUAL = """
SELECT account FROM agreement WHERE shard BETWEEN %s AND %s AND state IN ('APPROVED', 'ENDED')
UNION
SELECT a.account FROM account a JOIN grade_override o ON o.shard = a.shard AND o.customer = a.customer
WHERE a.shard BETWEEN %s AND %s AND o.state IN ('APPROVED', 'ENDED')
UNION
SELECT a.account FROM account a JOIN exemption e ON e.shard = a.shard AND e.customer = a.customer
WHERE a.shard BETWEEN %s AND %s AND e.account IN ('', a.account) AND e.state IN ('APPROVED', 'EXPIRED', 'ENDED')
  AND e.start_date <= %s AND e.end_date >= %s
UNION
SELECT account FROM control WHERE shard BETWEEN %s AND %s
  AND (dunning_exempt_until IS NOT NULL OR suspension_exempt_until IS NOT NULL)
"""
_ONLY = " JOIN unnest(%s::text[]) AS only_these (name) ON only_these.name = {}.account"
"""Joined, not compared with ANY: a range of shards and thousands of names would be compared each with each."""
_STAGE = "CREATE TEMPORARY TABLE IF NOT EXISTS control_stage (LIKE control) ON COMMIT DELETE ROWS"
_ACCOUNT = pl.Schema({"account": pl.String})
_PLACE = pl.Schema({"account": pl.String, "shard": pl.Int16})
HELD = pl.Schema({"shard": pl.Int16, "account": pl.String, "customer": pl.String, "payment_version": pl.Int64})
VERSIONED = pl.Schema({**STORED, "version": pl.Int64, "sponsorship_version": pl.Int64})


@dataclass(frozen=True, slots=True)
class SweepColumns:
    """Facts and controls of some shards. ``unusual`` accounts have an exemption, an agreement or an override."""

    overdue: pl.DataFrame
    suspended: pl.DataFrame
    grades: pl.DataFrame
    stored: pl.DataFrame


async def unusual_accounts(tx: Transaction, first: int, last: int, date: dt.date) -> pl.DataFrame:
    """Those of shards first … last with an exemption, an agreement or an override, of now or of a time before."""
    shards = (first, last)
    return await read_frame(tx, _UNUSUAL, (*shards, *shards, *shards, date, date, *shards), _ACCOUNT)


async def count_places(tx: Transaction, first: int, last: int) -> int:
    """How many accounts stand in shards first … last."""
    return int((await tx.conn.exec_driver_sql(_COUNT, (first, last))).scalar_one())


async def places_of(tx: Transaction, first: int, last: int, accounts: pl.DataFrame) -> list[AccountKey]:
    """The keys of accounts of shards first … last, in order."""
    only = _names(accounts["account"].to_list())
    placed = await read_frame(tx, _PLACES.format(only=_ONLY.format("a")), (only, first, last), _PLACE)
    return sorted(AccountKey(shard, account) for account, shard in placed.iter_rows())


async def sweep_columns(tx: Transaction, first: int, last: int, date: dt.date) -> SweepColumns:
    """Of shards first … last as of a date."""
    shards = (first, last)
    return SweepColumns(
        overdue=await read_frame(tx, _OVERDUE.format(only=""), (*shards, date), OVERDUE),
        suspended=await read_frame(tx, _SUSPENDED.format(only=""), shards, SUSPENDED),
        grades=await read_frame(tx, _GRADES, shards, GRADES),
        stored=await read_frame(tx, _STORED.format(only="") + _NOT_PLAIN, shards, VERSIONED),
    )


async def hold_accounts(tx: Transaction, first: int, last: int, accounts: Iterable[str]) -> pl.DataFrame:
    """Locks accounts FOR UPDATE in the order of their keys, as every writer does; answers HELD."""
    return await read_frame(tx, _HELD.format(only=_ONLY.format("a")), (_names(accounts), first, last), HELD)


async def columns_of(
    tx: Transaction, first: int, last: int, date: dt.date, accounts: Iterable[str], grades: pl.DataFrame
) -> SweepColumns:
    """Of these accounts alone, read anew now that they are held. Grades are not an account's and are taken as read."""
    only, shards = _names(accounts), (first, last)
    overdue, suspended, stored = (
        query.format(only=_ONLY.format(table)) for query, table in ((_OVERDUE, "d"), (_SUSPENDED, "s"), (_STORED, "c"))
    )
    return SweepColumns(
        overdue=await read_frame(tx, overdue, (only, *shards, date), OVERDUE),
        suspended=await read_frame(tx, suspended, (only, *shards), SUSPENDED),
        grades=grades,
        stored=await read_frame(tx, stored, (only, *shards), VERSIONED),
    )


def _names(accounts: Iterable[str]) -> str:
    return array_literal(Text(), list(accounts))


async def write_control_columns(tx: Transaction, changed: pl.DataFrame) -> None:
    """Writes controls of plain accounts: by COPY beside the table, and from there over the rows that stand."""
    names = [column.name for column in control.c]
    key = {column.name for column in control.primary_key}
    replaced = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in key)
    columns = [name for name in names if name not in ("dunning_exempt_until", "suspension_exempt_until")]
    await tx.conn.exec_driver_sql(_STAGE)
    stage = control.to_metadata(MetaData(), name="control_stage")
    await tx.copy_csv(stage, columns, [_csv(changed.select(columns))])
    await tx.conn.exec_driver_sql(
        f"INSERT INTO control SELECT * FROM control_stage ON CONFLICT (shard, account) DO UPDATE SET {replaced}"
    )


async def write_decision_columns(tx: Transaction, decisions: pl.DataFrame) -> None:
    """Appends decisions that were sent."""
    await tx.copy_csv(control_decision, decisions.columns, [_csv(decisions)])


def _csv(frame: pl.DataFrame) -> bytes:
    """Without a header. Polars quotes the empty text, so that it is no null."""
    return frame.write_csv(include_header=False).encode()
