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
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.chassis.tables import audit_entry, audit_head

CHAINS = 16
_GENESIS = b"\0" * 32


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
    await conn.execute(
        insert(audit_head)
        .values([{"chain": c, "sequence": 0, "hash": _GENESIS} for c in chains])
        .on_conflict_do_nothing()
    )
    locked = select(audit_head).where(audit_head.c.chain.in_(chains)).order_by(audit_head.c.chain).with_for_update()
    heads = {row.chain: (row.sequence, row.hash) for row in await conn.execute(locked)}
    rows: list[dict[str, Any]] = []
    for record in records:
        chain = chain_of(record.subject)
        sequence, previous = heads[chain]
        row = _row(record, chain, sequence + 1, now, date)
        row["hash"] = entry_hash(previous, row)
        heads[chain] = (row["sequence"], row["hash"])
        rows.append(row)
    await conn.execute(audit_entry.insert().values(rows))
    for chain in chains:
        sequence, digest = heads[chain]
        await conn.execute(
            audit_head.update().where(audit_head.c.chain == chain).values(sequence=sequence, hash=digest)
        )


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
