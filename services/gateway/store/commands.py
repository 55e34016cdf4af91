"""The outbox of commands to provisioning platforms."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Text, any_, func, literal, or_, select, text, tuple_
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.chassis.tables import count_of
from services.gateway.domain.command import (
    Attempt,
    AttemptKind,
    AttemptResult,
    Command,
    CommandKind,
    CommandRecord,
    Outcome,
)
from services.gateway.store.tables import attempt, command


@dataclass(frozen=True, slots=True)
class CommandMove:
    """A command's new outcome."""

    id: str
    outcome: Outcome
    outcome_date: dt.date
    detail: str
    platform_ref: str = ""


async def add_commands(tx: Transaction, commands: Sequence[Command]) -> set[str]:
    """Stores new commands in this order, to be sent at once, and answers which; one that a concurrent request has
    stored is left as it is."""
    if not commands:
        return set()
    rows = [
        {
            "id": each.id,
            "origin": each.origin,
            "work_order": each.work_order,
            "kind": each.kind.value,
            "platform": each.platform,
            "subscription": each.subscription,
            "account": each.account,
            "customer": each.customer,
            "service_number": each.service_number,
            "product": each.product,
            "reason": each.reason,
            "expires_at": each.expires_at,
            "digest": each.digest(),
            "outcome": Outcome.ACCEPTED.value,
            "outcome_date": tx.date,
            "attempts": 0,
            "attempts_before": 0,
            "detail": "",
            "submit_date": tx.date,
            "created_at": tx.now,
            "next_attempt_at": tx.now,
            "lease_until": None,
            "unknown": False,
            "platform_ref": "",
        }
        for each in commands
    ]
    added = await tx.execute(insert(command).values(rows).on_conflict_do_nothing().returning(command.c.id))
    return {row.id for row in added}


async def find_commands(tx: Transaction, ids: Sequence[str]) -> dict[str, tuple[CommandRecord, bytes]]:
    """Commands with the digests of their content, by id."""
    rows = await tx.execute(select(command).where(command.c.id.in_(ids)))
    return {row.id: (_from_row(row), bytes(row.digest)) for row in rows}


async def lock_commands(
    tx: Transaction, ids: Sequence[str], references: Sequence[tuple[str, str]] = ()
) -> list[tuple[CommandRecord, str]]:
    """Commands by id or by (platform, platform's reference), locked in the order of their ids; each with its
    reference."""
    # An array is one parameter: the statement is the same for every number of ids, and stays prepared.
    named: ColumnElement[bool] = command.c.id == any_(literal(sorted(set(ids)), ARRAY(Text)))
    if references:
        named = or_(named, tuple_(command.c.platform, command.c.platform_ref).in_(sorted(set(references))))
    rows = await tx.execute(select(command).where(named).order_by(command.c.id).with_for_update())
    return [(_from_row(row), row.platform_ref) for row in rows]


_LEASE = text("""
    WITH due AS (
        SELECT c.id FROM command AS c
        WHERE c.platform = :platform AND c.outcome = 'ACCEPTED' AND c.next_attempt_at <= :now
          AND (c.lease_until IS NULL OR c.lease_until <= :now)
          AND NOT EXISTS (SELECT 1 FROM command AS e
                          WHERE e.platform = c.platform AND e.subscription = c.subscription AND e.outcome = 'ACCEPTED'
                            AND e.sequence < c.sequence)
        ORDER BY c.sequence LIMIT :most FOR UPDATE OF c SKIP LOCKED)
    UPDATE command AS c SET lease_until = :until, unknown = c.unknown OR c.lease_until IS NOT NULL
    FROM due WHERE c.id = due.id
    RETURNING c.*
""")


async def lease_unsent(tx: Transaction, platform: str, most: int, lease: dt.timedelta) -> list[CommandRecord]:
    """Takes commands that are due for a platform, oldest first; nobody else takes them before the lease ends.

    Of each subscription only the first that is unsent, so that its commands leave in order. A lease that ended without
    a result belonged to a process that died while it sent: the platform may have the command, so it is unknown.
    """
    arguments = {"platform": platform, "now": tx.now, "until": tx.now + lease, "most": most}
    rows = await tx.execute(_LEASE, arguments)
    return sorted((_from_row(row) for row in rows), key=lambda record: record.sequence)


_EXPIRED = text("""
    SELECT id FROM command
    WHERE outcome = 'ACCEPTED' AND expires_at <= :now AND NOT unknown AND lease_until IS NULL
    ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED
""")


async def lock_expired(tx: Transaction, most: int) -> list[str]:
    """Ids of commands whose time ended before they were sent; one whose last try ended unknown may have arrived."""
    return [row.id for row in await tx.execute(_EXPIRED, {"now": tx.now, "most": most})]


_MOVE = text("""
    UPDATE command AS c
    SET outcome = m.outcome, outcome_date = m.outcome_date, detail = m.detail, lease_until = NULL, unknown = FALSE,
        platform_ref = CASE WHEN m.platform_ref <> '' THEN m.platform_ref ELSE c.platform_ref END
    FROM unnest(CAST(:ids AS text[]), CAST(:outcomes AS text[]), CAST(:dates AS date[]), CAST(:details AS text[]),
                CAST(:references AS text[])) AS m (id, outcome, outcome_date, detail, platform_ref)
    WHERE c.id = m.id
""")


async def move_commands(tx: Transaction, moves: Sequence[CommandMove]) -> None:
    """Writes new outcomes of locked commands."""
    if moves:
        await tx.execute(
            _MOVE,
            {
                "ids": [move.id for move in moves],
                "outcomes": [move.outcome.value for move in moves],
                "dates": [move.outcome_date for move in moves],
                "details": [move.detail[:500] for move in moves],
                "references": [move.platform_ref for move in moves],
            },
        )


_POSTPONE = text("""
    UPDATE command AS c
    SET next_attempt_at = p.due, lease_until = NULL, detail = p.detail, unknown = p.unknown
    FROM unnest(CAST(:ids AS text[]), CAST(:dues AS timestamptz[]), CAST(:details AS text[]),
                CAST(:unknowns AS boolean[])) AS p (id, due, detail, unknown)
    WHERE c.id = p.id AND c.outcome = 'ACCEPTED'
""")


async def postpone_commands(tx: Transaction, later: Sequence[tuple[str, dt.datetime, str, bool]]) -> None:
    """Puts commands back: (id, due, detail, whether the last try ended unknown)."""
    if later:
        await tx.execute(
            _POSTPONE,
            {
                "ids": [item[0] for item in later],
                "dues": [item[1] for item in later],
                "details": [item[2][:500] for item in later],
                "unknowns": [item[3] for item in later],
            },
        )


_ADD_ATTEMPTS = text("""
    WITH counted AS (
        UPDATE command AS c SET attempts = c.attempts + 1
        FROM unnest(CAST(:ids AS text[])) AS a (id) WHERE c.id = a.id
        RETURNING c.id, c.attempts)
    INSERT INTO attempt (command_id, number, kind, result, started_at, duration_ms, http_status, detail)
    SELECT a.id, counted.attempts, a.kind, a.result, a.started_at, a.duration_ms, a.http_status, a.detail
    FROM unnest(CAST(:ids AS text[]), CAST(:kinds AS text[]), CAST(:results AS text[]), CAST(:starts AS timestamptz[]),
                CAST(:durations AS integer[]), CAST(:statuses AS integer[]), CAST(:details AS text[]))
         AS a (id, kind, result, started_at, duration_ms, http_status, detail)
    JOIN counted ON counted.id = a.id
""")


async def add_attempts(tx: Transaction, attempts: Sequence[Attempt]) -> None:
    """Counts and keeps tries, at most one of each command; the commands are locked."""
    if attempts:
        await tx.execute(
            _ADD_ATTEMPTS,
            {
                "ids": [each.command_id for each in attempts],
                "kinds": [each.kind.value for each in attempts],
                "results": [each.result.value for each in attempts],
                "starts": [each.started_at for each in attempts],
                "durations": [each.duration_ms for each in attempts],
                "statuses": [each.http_status for each in attempts],
                "details": [each.detail[:500] for each in attempts],
            },
        )


async def attempts_oldest_first(tx: Transaction, command_id: str, most: int = 1_000) -> list[Attempt]:
    query = select(attempt).where(attempt.c.command_id == command_id).order_by(attempt.c.number.desc()).limit(most)
    found = [
        Attempt(
            row.command_id,
            AttemptKind(row.kind),
            AttemptResult(row.result),
            row.started_at,
            row.duration_ms,
            row.http_status,
            row.detail,
            number=row.number,
        )
        for row in await tx.execute(query)
    ]
    return found[::-1]


UNSENT_COUNT = count_of(command, command.c.outcome == "ACCEPTED")


async def unsent_platforms(tx: Transaction) -> dict[str, tuple[int, dt.datetime, dt.datetime]]:
    """By platform: how many commands wait, since when the oldest does, and when the next may be tried."""
    # greatest() passes over a null lease.
    due = func.min(func.greatest(command.c.next_attempt_at, command.c.lease_until))
    query = (
        select(
            command.c.platform,
            func.count().label("waiting"),
            func.min(command.c.created_at).label("since"),
            due.label("due"),
        )
        .where(command.c.outcome == "ACCEPTED")
        .group_by(command.c.platform)
    )
    return {row.platform: (row.waiting, row.since, row.due) for row in await tx.execute(query)}


async def dead_by_platform(tx: Transaction) -> dict[str, int]:
    query = (
        select(command.c.platform, func.count().label("dead"))
        .where(command.c.outcome == "DEAD")
        .group_by(command.c.platform)
    )
    return {row.platform: row.dead for row in await tx.execute(query)}


async def was_overtaken(tx: Transaction, record: CommandRecord) -> bool:
    """Whether a later command of the same subscription has been sent already."""
    query = select(func.count()).where(
        command.c.subscription == record.command.subscription,
        command.c.platform == record.command.platform,
        command.c.sequence > record.sequence,
        command.c.outcome.not_in(("ACCEPTED", "EXPIRED", "DEAD", "CANCELLED")),
    )
    return (await tx.execute(query)).scalar_one() > 0


async def resend(tx: Transaction, command_id: str) -> None:
    """Puts a dead command back into the queue, its tries counted anew."""
    await tx.execute(
        command.update()
        .where(command.c.id == command_id)
        .values(
            outcome=Outcome.ACCEPTED.value,
            outcome_date=tx.date,
            next_attempt_at=tx.now,
            lease_until=None,
            detail="",
            attempts_before=command.c.attempts,
        )
    )


@dataclass(frozen=True, slots=True)
class CommandFilter:
    """What a list of commands is narrowed to; empty fields hold for all."""

    platform: str = ""
    subscription: str = ""
    outcomes: tuple[str, ...] = ()
    origin: str = ""
    submit_date: dt.date | None = None


async def commands_by_sequence(
    tx: Transaction, wanted: CommandFilter, *, after: int | None, most: int, newest_first: bool
) -> list[CommandRecord]:
    """A page of commands; ``after`` is the sequence of the last one of the page before."""
    order = command.c.sequence.desc() if newest_first else command.c.sequence
    query = select(command).order_by(order).limit(most)
    if wanted.platform:
        query = query.where(command.c.platform == wanted.platform)
    if wanted.subscription:
        query = query.where(command.c.subscription == wanted.subscription)
    if wanted.outcomes:
        query = query.where(command.c.outcome.in_(wanted.outcomes))
    if wanted.origin:
        query = query.where(command.c.origin == wanted.origin)
    if wanted.submit_date is not None:
        query = query.where(command.c.submit_date == wanted.submit_date)
    if after is not None:
        query = query.where(command.c.sequence < after if newest_first else command.c.sequence > after)
    return [_from_row(row) for row in await tx.execute(query)]


def _from_row(row: Any) -> CommandRecord:
    return CommandRecord(
        command=Command(
            id=row.id,
            origin=row.origin,
            work_order=row.work_order,
            kind=CommandKind(row.kind),
            platform=row.platform,
            subscription=row.subscription,
            account=row.account,
            customer=row.customer,
            service_number=row.service_number,
            product=row.product,
            reason=row.reason,
            expires_at=row.expires_at,
        ),
        outcome=Outcome(row.outcome),
        outcome_date=row.outcome_date,
        attempts=row.attempts,
        detail=row.detail,
        submit_date=row.submit_date,
        created_at=row.created_at,
        sequence=row.sequence,
        attempts_before=row.attempts_before,
        lease_until=row.lease_until,
        unknown=row.unknown,
    )
