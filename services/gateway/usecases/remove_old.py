"""Removing old messages and commands, a chunk a transaction; their identities stay, so nothing is taken twice."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence

from services.chassis.database import Database, Transaction
from services.gateway.store import retention

CHUNK = 1_000

_Remove = Callable[[Transaction, str, dt.datetime, int], Awaitable[int]]


async def remove_old(db: Database, inbox_days: int, outbox_days: int, chunk: int = CHUNK) -> Mapping[str, int]:
    """Removes what is older than so many days (0: nothing) and answers how much of what. Only what is finished goes."""
    removed: dict[str, int] = {}
    kinds: Sequence[tuple[str, int, Sequence[str], _Remove]] = (
        ("notifications", inbox_days, retention.NOTIFICATION_STATES, retention.remove_notifications),
        ("callbacks", inbox_days, retention.CALLBACK_STATES, retention.remove_callbacks),
        ("commands", outbox_days, retention.COMMAND_OUTCOMES, retention.remove_commands),
    )
    for kind, days, states, remove in kinds:
        removed[kind] = sum([await _remove_all(db, remove, state, days, chunk) for state in states]) if days else 0
    return removed


async def _remove_all(db: Database, remove: _Remove, state: str, days: int, chunk: int) -> int:
    """Chunk by chunk, so that no transaction is long and the inbox goes on between them."""
    total = 0
    while True:
        removed = await db.transact(lambda tx: remove(tx, state, tx.now - dt.timedelta(days=days), chunk))
        total += removed
        if removed < chunk:
            return total
