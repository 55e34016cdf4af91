"""The steps of the sending loop: take what is due, write what came of it (R-GTW-2)."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.chassis.database import Database, Transaction
from services.gateway.domain.command import Attempt, AttemptResult, CommandRecord, Outcome
from services.gateway.domain.events import CommandReported
from services.gateway.domain.outcomes import Verb, moved
from services.gateway.domain.pacing import UNLIMITED, BackOff, Pace
from services.gateway.store.commands import (
    CommandMove,
    add_attempts,
    lease_unsent,
    lock_commands,
    lock_expired,
    move_commands,
    postpone_commands,
)
from services.gateway.store.paces import lock_pace, write_pace
from services.gateway.usecases.receive_callbacks import apply_early

Sent = tuple[Attempt | None, str]
"""A try (None: the command's time ended before it) and the platform's own reference, where it gave one."""

_EXPIRED_DETAIL = "its expire_time passed before it was sent"


@dataclass(frozen=True, slots=True)
class Leased:
    """Commands to send now, and after how many seconds the platform's rate lets more go; 0 when it would now."""

    records: list[CommandRecord]
    wait_seconds: float = 0.0


async def take_due_commands(
    db: Database, platform: str, most: int, lease: dt.timedelta, limit: Pace = UNLIMITED
) -> Leased:
    """Leases commands that are due for a platform, no more than its rate lets go from all processes together."""

    async def work(tx: Transaction) -> Leased:
        if limit.per_second <= 0:
            return Leased(await lease_unsent(tx, platform, most, lease))
        pace, now = await lock_pace(tx, platform, limit), tx.now.timestamp()
        allowed, _ = pace.take(now, most)
        records = await lease_unsent(tx, platform, allowed, lease) if allowed else []
        _, after = pace.take(now, len(records))
        if records:
            await write_pace(tx, platform, after)
        return Leased(records, after.wait_seconds(now))

    return await db.transact(work)


async def expire_commands(db: Database, most: int = 500) -> int:
    """Gives up commands whose time ended unsent; their submitters decide anew (R-CTL-6)."""

    async def work(tx: Transaction) -> int:
        ids = await lock_expired(tx, most)
        locked = [record for record, _ in await lock_commands(tx, ids)] if ids else []
        await _move(tx, [(record, Verb.EXPIRE, _EXPIRED_DETAIL, "") for record in locked])
        return len(locked)

    return await db.transact(work)


async def record_tries(
    db: Database, tries: Sequence[tuple[CommandRecord, Sent]], back_off: BackOff, spread: Callable[[], float]
) -> list[Outcome]:
    """Writes what came of tries: sent, refused, expired, given up, or to be tried again. Answers each
    command's outcome.

    A report that overtook our own answer has moved its command on already: then only the try is kept. So it is when the
    lease has run out meanwhile: another process may be sending the command, and only "taken" is true whoever hears it.
    """

    async def work(tx: Transaction) -> list[Outcome]:
        now_known = {r.command.id: r for r, _ in await lock_commands(tx, [r.command.id for r, _ in tries])}
        await add_attempts(tx, [attempt for _, (attempt, _) in tries if attempt is not None])
        moves: list[tuple[CommandRecord, Verb, str, str]] = []
        later: list[tuple[str, dt.datetime, str, bool]] = []
        for record, (attempt, reference) in tries:
            current = now_known[record.command.id]
            taken = attempt is not None and attempt.result is AttemptResult.TAKEN
            if current.outcome is not Outcome.ACCEPTED or not (taken or current.lease_until == record.lease_until):
                continue
            verb = _verb_of(current, attempt, back_off)
            if verb is not None:
                moves.append((current, verb, attempt.detail if attempt else _EXPIRED_DETAIL, reference))
            elif attempt is not None:
                later.append(_later(tx.now, current, attempt, back_off, spread()))
        await postpone_commands(tx, later)
        outcomes = await _move(tx, moves)
        return [outcomes.get(r.command.id, now_known[r.command.id].outcome) for r, _ in tries]

    return await db.transact(work)


def _verb_of(record: CommandRecord, attempt: Attempt | None, back_off: BackOff) -> Verb | None:
    """What a try does to its command; None: it is tried again."""
    if attempt is None:
        return Verb.EXPIRE
    if attempt.result is AttemptResult.TAKEN:
        return Verb.TAKE
    if attempt.result is AttemptResult.REFUSED:
        return Verb.REFUSE
    made = record.attempts + 1 - record.attempts_before
    return Verb.GIVE_UP if back_off.exhausted(made) else None


def _later(
    now: dt.datetime, record: CommandRecord, attempt: Attempt, back_off: BackOff, spread: float
) -> tuple[str, dt.datetime, str, bool]:
    wait = back_off.seconds(record.attempts + 1 - record.attempts_before, spread, attempt.retry_after)
    unknown = attempt.result is AttemptResult.UNKNOWN or (record.unknown and attempt.result is AttemptResult.RETRY)
    return record.command.id, now + dt.timedelta(seconds=wait), attempt.detail, unknown


async def _move(tx: Transaction, moves: Sequence[tuple[CommandRecord, Verb, str, str]]) -> dict[str, Outcome]:
    """Moves locked commands on and publishes it."""
    outcomes: dict[str, Outcome] = {}
    writes: list[CommandMove] = []
    for record, verb, detail, reference in moves:
        to = moved(record.outcome, verb)
        if to is None:
            continue
        outcomes[record.command.id] = to
        writes.append(CommandMove(record.command.id, to, tx.date, detail, reference))
        tx.publish([CommandReported(record.command, to, tx.date, detail)])
    await move_commands(tx, writes)
    # A platform may tell of the order that it made of a command before we have read its answer.
    named = [(record.command.platform, reference) for record, _, _, reference in moves if reference]
    await apply_early(tx, [], named)
    return outcomes
