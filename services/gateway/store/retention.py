"""Removal of what nobody waits for any more, in chunks, from the oldest on. The identities stay (R-GTW-3)."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select, text

from services.chassis.database import Transaction
from services.gateway.domain.command import Command, CommandRecord, Outcome
from services.gateway.store.tables import past_command

NOTIFICATION_STATES = ("POSTED", "DUPLICATE", "IGNORED", "REFUSED", "CONFLICT")
"""ACCEPTED waits for payment, REJECTED and QUARANTINED for a person: these stay however old they are."""
CALLBACK_STATES = ("APPLIED", "DUPLICATE", "LATE", "REFUSED", "DISMISSED")
"""QUARANTINED waits for its command or for a person."""
COMMAND_OUTCOMES = ("COMPLETED", "ARCHIVED", "FAILED", "EXPIRED", "CANCELLED")
"""The others wait for their platform or for a person."""

# Ids are in the order of arrival, so the oldest of a state stand first in its index and nothing else is read.
_REMOVE_NOTIFICATIONS = text("""
    DELETE FROM notification AS n
    USING (SELECT id, received_at FROM notification WHERE state = :state ORDER BY id LIMIT :most) AS o
    WHERE n.id = o.id AND n.state = :state AND o.received_at < :before
""")
_REMOVE_CALLBACKS = text("""
    DELETE FROM callback AS c
    USING (SELECT id, received_at FROM callback WHERE state = :state ORDER BY id LIMIT :most) AS o
    WHERE c.id = o.id AND c.state = :state AND o.received_at < :before
""")


async def remove_notifications(tx: Transaction, state: str, before: dt.datetime, most: int) -> int:
    """Removes the oldest notifications of a state that came before; answers how many."""
    return (await tx.execute(_REMOVE_NOTIFICATIONS, {"state": state, "before": before, "most": most})).rowcount


async def remove_callbacks(tx: Transaction, state: str, before: dt.datetime, most: int) -> int:
    """Removes the oldest callbacks of a state that came before; answers how many."""
    return (await tx.execute(_REMOVE_CALLBACKS, {"state": state, "before": before, "most": most})).rowcount


# A dead command may be sent again unless a later one of its subscription was sent, so the later one must stay with it.
_REMOVE_COMMANDS = text("""
    WITH oldest AS (
        SELECT id, created_at FROM command WHERE outcome = :outcome ORDER BY sequence LIMIT :most),
    gone AS (
        DELETE FROM command AS c USING oldest AS o
        WHERE c.id = o.id AND c.outcome = :outcome AND o.created_at < :before
          AND NOT EXISTS (SELECT 1 FROM command AS d
                          WHERE d.subscription = c.subscription AND d.platform = c.platform
                            AND d.outcome = 'DEAD' AND d.sequence < c.sequence)
        RETURNING c.id, c.digest, c.outcome, c.outcome_date, c.attempts, c.detail, c.submit_date, c.created_at),
    tries AS (
        DELETE FROM attempt AS a USING gone WHERE a.command_id = gone.id)
    INSERT INTO past_command (id, digest, outcome, outcome_date, attempts, detail, submit_date, created_at)
    SELECT id, digest, outcome, outcome_date, attempts, detail, submit_date, created_at FROM gone
""")


async def remove_commands(tx: Transaction, outcome: str, before: dt.datetime, most: int) -> int:
    """Removes the oldest commands of an outcome with their tries; what they were stays known. Answers how many."""
    return (await tx.execute(_REMOVE_COMMANDS, {"outcome": outcome, "before": before, "most": most})).rowcount


async def find_past_commands(tx: Transaction, commands: Sequence[Command]) -> dict[str, tuple[CommandRecord, bytes]]:
    """What is still known of removed commands, with their digests, by id.

    The content is the submitted one's: whoever uses a record must compare the digests first, and equal digests are
    equal content.
    """
    by_id = {command.id: command for command in commands}
    rows = await tx.execute(select(past_command).where(past_command.c.id.in_(list(by_id))))
    return {
        row.id: (
            CommandRecord(
                command=by_id[row.id],
                outcome=Outcome(row.outcome),
                outcome_date=row.outcome_date,
                attempts=row.attempts,
                detail=row.detail,
                submit_date=row.submit_date,
                created_at=row.created_at,
                sequence=0,
            ),
            bytes(row.digest),
        )
        for row in rows
    }
