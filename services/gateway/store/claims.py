"""Identities that the first genuine message takes (R-GTW-1)."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import LargeBinary, SmallInteger, Text, Uuid, text

from services.chassis.arrays import array_literal
from services.chassis.database import Transaction
from services.gateway.domain.notification import Claim
from services.kernel.ids import shard_of_key

_TAKE = text("""
    INSERT INTO claim (shard, scope, key, digest, message_id)
    SELECT * FROM unnest(CAST(:shards AS smallint[]), CAST(:scopes AS text[]), CAST(:keys AS text[]),
                         CAST(:digests AS bytea[]), CAST(:ids AS uuid[]))
    ON CONFLICT DO NOTHING
    RETURNING scope, key
""")
_HELD = text("""
    SELECT c.scope, c.key, c.digest
    FROM unnest(CAST(:shards AS smallint[]), CAST(:scopes AS text[]), CAST(:keys AS text[]), CAST(:ids AS uuid[]))
         AS w (shard, scope, key, message_id)
    JOIN claim AS c ON (c.shard, c.scope, c.key) = (w.shard, w.scope, w.key) AND c.message_id <> w.message_id
""")
_RELEASE = text("""
    DELETE FROM claim AS c
    USING unnest(CAST(:shards AS smallint[]), CAST(:scopes AS text[]), CAST(:keys AS text[]), CAST(:ids AS uuid[]))
          AS w (shard, scope, key, message_id)
    WHERE (c.shard, c.scope, c.key) = (w.shard, w.scope, w.key) AND c.message_id = w.message_id
""")

Wanted = tuple[str, Claim, uuid.UUID]
"""A scope, a claim and the message that wants it."""


async def take_claims(tx: Transaction, wanted: Sequence[Wanted]) -> dict[tuple[str, str], bytes]:
    """Takes the claims that nobody has; answers the digests of those that another message holds, by (scope, key).

    A concurrent transaction that wants the same waits here until the other has committed.
    """
    # Sorted, so that two processes which take the same claims do not wait for each other crosswise.
    first: dict[tuple[str, str], Wanted] = {}
    for item in wanted:
        first.setdefault((item[0], item[1].key), item)
    rows = [first[key] for key in sorted(first)]
    if not rows:
        return {}
    taken = {(row.scope, row.key) for row in await tx.execute(_TAKE, _arrays(rows, full=True))}
    held = [row for key, row in zip(sorted(first), rows, strict=True) if key not in taken]
    if not held:
        return {}
    return {(row.scope, row.key): row.digest for row in await tx.execute(_HELD, _arrays(held, full=False))}


async def release_claims(tx: Transaction, taken: Sequence[Wanted]) -> None:
    """Gives back what these messages took in this transaction; what others hold stays theirs."""
    if taken:
        await tx.execute(_RELEASE, _arrays(taken, full=False))


def _arrays(rows: Iterable[Wanted], *, full: bool) -> dict[str, str]:
    rows = list(rows)
    arrays = {
        "shards": array_literal(SmallInteger(), [shard_of_key(f"{scope}/{claim.key}") for scope, claim, _ in rows]),
        "scopes": array_literal(Text(), [scope for scope, _, _ in rows]),
        "keys": array_literal(Text(), [claim.key for _, claim, _ in rows]),
        "ids": array_literal(Uuid(), [message_id for _, _, message_id in rows]),
    }
    if full:
        arrays["digests"] = array_literal(LargeBinary(), [claim.digest for _, claim, _ in rows])
    return arrays
