"""Settlements, read from their allocations."""

from collections.abc import Sequence
from typing import Any

from services.chassis.database import Transaction
from services.payment.domain.event import settlement_id
from services.payment.domain.records import SettlementRecord
from services.payment.domain.settle import Allocation
from services.payment.store.rows import fetch

_SELECT = """SELECT l.sequence, l.posted, l.book, l.bill, l.line, l.principal, l.late_fee, l.write_off,
    l.undone IS NOT NULL, o.kind, coalesce(p.payment_id, ''), o.value_date, r.posting_date, a.currency
    FROM allocation l
    JOIN operation o ON o.shard = l.shard AND o.account_id = l.account_id AND o.sequence = l.sequence
    JOIN operation r ON r.shard = l.shard AND r.account_id = l.account_id AND r.sequence = l.posted
    JOIN account a ON a.shard = l.shard AND a.account_id = l.account_id
    LEFT JOIN payment p ON p.shard = l.shard AND p.account_id = l.account_id AND p.sequence = l.sequence
    WHERE l.shard = %s AND l.account_id = %s"""


async def find_settlement(
    tx: Transaction, shard: int, account: str, sequence: int, posted: int
) -> SettlementRecord | None:
    sql = f"{_SELECT} AND l.sequence = %s AND l.posted = %s ORDER BY l.number"
    found = _records(account, await fetch(tx, sql, (shard, account, sequence, posted)))
    return found[0] if found else None


async def list_settlements(
    tx: Transaction,
    shard: int,
    account: str,
    *,
    reversed_too: bool,
    before: tuple[int, int] | None,
    limit: int,
) -> list[SettlementRecord]:
    """An account's settlements, newest posting first."""
    newest = """AND (l.posted, l.sequence) IN (SELECT posted, sequence FROM allocation
        WHERE shard = %s AND account_id = %s AND (posted, sequence) < (%s, %s) AND (%s OR undone IS NULL)
        GROUP BY posted, sequence ORDER BY posted DESC, sequence DESC LIMIT %s)"""
    sql = f"{_SELECT} {newest} ORDER BY l.posted DESC, l.sequence DESC, l.number"
    end = before or (2**62, 0)
    found = await fetch(tx, sql, (shard, account, shard, account, *end, reversed_too, limit))
    return _records(account, found)


def _records(account: str, found: Sequence[Any]) -> list[SettlementRecord]:
    grouped: dict[tuple[int, int], list[Any]] = {}
    for row in found:
        grouped.setdefault((row[0], row[1]), []).append(row)
    return [_record(account, group) for group in grouped.values()]


def _record(account: str, group: list[Any]) -> SettlementRecord:
    head = group[0]
    allocations = tuple(Allocation(row[3], row[4], row[2], row[5], row[6], row[7]) for row in group)
    return SettlementRecord(
        settlement_id(account, head[0], head[1]),
        account,
        head[13],
        head[0],
        head[1],
        head[9],
        head[10],
        head[11],
        head[12],
        bool(head[8]),
        allocations,
    )


async def postings_of(tx: Transaction, shard: int, account: str, sequences: Sequence[int]) -> dict[int, int]:
    """For settlements in force, the operation that posted each."""
    sql = """SELECT DISTINCT sequence, posted FROM allocation
        WHERE shard = %s AND account_id = %s AND sequence = ANY(%s) AND undone IS NULL"""
    found = await fetch(tx, sql, (shard, account, list(sequences)))
    return {row[0]: row[1] for row in found}
