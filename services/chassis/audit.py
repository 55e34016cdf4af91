"""The audit trail (R-GEN-5): append-only and tamper-evident.

Entries stand in 16 chains, by a hash of their subject. Each carries SHA-256 over itself and over the hash before it
in its chain, so that a changed, removed or inserted entry breaks every hash after it.
"""

import datetime as dt
import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.chassis.arrays import array_parameters, from_arrays, insert_sql
from services.chassis.tables import audit_entry, audit_head

CHAINS = 16
_GENESIS = b"\0" * 32

_HEAD = ("chain", "sequence", "hash")
_LOCK_HEADS = (
    select(audit_head)
    .where(audit_head.c.chain.in_(bindparam("chains", expanding=True)))
    .order_by(audit_head.c.chain)
    .with_for_update()
)
_BEGIN_CHAINS = f"{insert_sql(audit_head, _HEAD)} ON CONFLICT DO NOTHING"
_MOVE_HEADS = f"""UPDATE audit_head SET sequence = given.sequence, hash = given.hash
    FROM {from_arrays(audit_head, _HEAD)} WHERE audit_head.chain = given.chain"""


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """Who did what to what, why, with which facts and by which policy version."""

    actor: str
    action: str
    subject: str
    reason: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])
    policy_version: str = ""


def chain_of(subject: str) -> int:
    return zlib.crc32(subject.encode()) % CHAINS


def entry_hash(previous: bytes, row: Mapping[str, Any]) -> bytes:
    """SHA-256 over the hash before and the entry's fields in a canonical form."""
    content = [
        row["chain"],
        row["sequence"],
        row["actor"],
        row["action"],
        row["subject"],
        row["reason"],
        row["facts"],
        row["policy_version"],
        row["created_at"].astimezone(dt.UTC).isoformat(timespec="microseconds"),
        row["business_date"].isoformat() if row["business_date"] else "",
    ]
    return hashlib.sha256(previous + orjson.dumps(content)).digest()


async def append_audit(
    conn: AsyncConnection, records: Sequence[AuditRecord], *, now: dt.datetime, date: dt.date | None
) -> None:
    """Appends entries. Locks the heads of the chains concerned in chain order, so that writers cannot deadlock."""
    chains = sorted({chain_of(record.subject) for record in records})
    if not chains:
        return
    heads = await _lock_heads(conn, chains)
    rows: list[dict[str, Any]] = []
    for record in records:
        chain = chain_of(record.subject)
        sequence, previous = heads[chain]
        row = _row(record, chain, sequence + 1, now, date)
        row["hash"] = entry_hash(previous, row)
        heads[chain] = (row["sequence"], row["hash"])
        rows.append(row)
    columns = tuple(rows[0])
    entries = [tuple(row.values()) for row in rows]
    await conn.exec_driver_sql(insert_sql(audit_entry, columns), array_parameters(audit_entry, columns, entries))
    ends = [(chain, *heads[chain]) for chain in chains]
    await conn.exec_driver_sql(_MOVE_HEADS, array_parameters(audit_head, _HEAD, ends))


async def _lock_heads(conn: AsyncConnection, chains: Sequence[int]) -> dict[int, tuple[int, bytes]]:
    """The end of each chain, in chain order; a chain begins when its first entry comes."""
    while True:
        found = await conn.execute(_LOCK_HEADS, {"chains": chains})
        heads = {row.chain: (row.sequence, row.hash) for row in found}
        missing = [(chain, 0, _GENESIS) for chain in chains if chain not in heads]
        if not missing:
            return heads
        await conn.exec_driver_sql(_BEGIN_CHAINS, array_parameters(audit_head, _HEAD, missing))


def _row(record: AuditRecord, chain: int, sequence: int, now: dt.datetime, date: dt.date | None) -> dict[str, Any]:
    return {
        "chain": chain,
        "sequence": sequence,
        "actor": record.actor,
        "action": record.action,
        "subject": record.subject,
        "reason": record.reason,
        "facts": orjson.dumps(dict(record.facts), option=orjson.OPT_SORT_KEYS, default=str).decode(),
        "policy_version": record.policy_version,
        "created_at": now,
        "business_date": date,
    }


async def audit_breaches(conn: AsyncConnection) -> tuple[int, list[str]]:
    """Walks every chain; returns how many entries there are and what breaks the chain, in words."""
    breaches: list[str] = []
    checked = 0
    previous: dict[int, tuple[int, bytes]] = {}
    rows = await conn.stream(select(audit_entry).order_by(audit_entry.c.chain, audit_entry.c.sequence))
    async for row in rows.mappings():
        checked += 1
        sequence, digest = previous.get(row["chain"], (0, _GENESIS))
        if row["sequence"] != sequence + 1:
            breaches.append(f"chain {row['chain']}: entry {sequence + 1} is missing")
        if entry_hash(digest, {str(name): value for name, value in row.items()}) != row["hash"]:
            breaches.append(f"chain {row['chain']}: entry {row['sequence']} does not match its hash")
        previous[row["chain"]] = (row["sequence"], row["hash"])
    for head in await conn.execute(select(audit_head)):
        if previous.get(head.chain, (0, _GENESIS)) != (head.sequence, head.hash):
            breaches.append(f"chain {head.chain}: its end is missing")
    return checked, breaches
