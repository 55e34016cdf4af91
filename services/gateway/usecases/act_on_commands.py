"""What a person or a submitter does with a command: resend it, withdraw it (R-GTW-2)."""

from collections.abc import Collection
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.gateway.domain.command import CommandRecord, Outcome
from services.gateway.domain.events import CommandReported
from services.gateway.domain.outcomes import Verb, moved
from services.gateway.domain.reasons import Reason
from services.gateway.store.commands import (
    CommandMove,
    find_commands,
    lock_commands,
    move_commands,
    resend,
    was_overtaken,
)
from services.kernel.errors import Refusal, RefusalKind


@dataclass(frozen=True, slots=True)
class CommandAct:
    """A request about one command."""

    request_id: str
    command_id: str
    verb: str
    reason: str
    actor: str


@dataclass(frozen=True, slots=True)
class Acted:
    """The reply that is kept; the command itself is read anew."""

    command_id: str


_REPLIES = Replies(Acted)


def command_not_found(command_id: str) -> Refusal:
    name = f"commands/{command_id}"
    return Refusal(
        Reason.COMMAND_NOT_FOUND, RefusalKind.NOT_FOUND, f"{name} does not exist", metadata={"command": name}
    )


def platform_unknown(platform: str, kind: RefusalKind) -> Refusal:
    name = f"platforms/{platform}"
    return Refusal(Reason.PLATFORM_UNKNOWN, kind, f"{name} is not configured", metadata={"platform": name})


async def get_command(db: Database, command_id: str) -> CommandRecord:
    async with db.read() as tx:
        return await _one(tx, command_id)


async def _one(tx: Transaction, command_id: str) -> CommandRecord:
    found = await find_commands(tx, [command_id])
    if command_id not in found:
        raise command_not_found(command_id)
    return found[command_id][0]


async def resend_command(db: Database, act: CommandAct, platforms: Collection[str]) -> CommandRecord:
    """Puts a dead command back into the queue. Refused when its time has passed or a later command of its
    subscription has been sent, for the order of a subscription's commands is kept; and while its platform is not
    configured, for it would only wait."""

    async def work(tx: Transaction) -> CommandRecord:
        if not await _is_repeated(tx, act):
            record = await _locked(tx, act.command_id)
            expires = record.command.expires_at
            late = expires is not None and expires <= tx.now
            if record.command.platform not in platforms:
                raise platform_unknown(record.command.platform, RefusalKind.FAILED_PRECONDITION)
            if moved(record.outcome, Verb.RESEND) is None or late or await was_overtaken(tx, record):
                raise _refused(Reason.COMMAND_NOT_RESENDABLE, record, "resent")
            await resend(tx, act.command_id)
            await _keep(tx, act)
        return await _one(tx, act.command_id)

    return await db.transact(work)


async def cancel_command(db: Database, act: CommandAct) -> CommandRecord:
    """Withdraws a command that no try has carried to its platform, or one that is dead."""

    async def work(tx: Transaction) -> CommandRecord:
        if not await _is_repeated(tx, act):
            record = await _locked(tx, act.command_id)
            to = moved(record.outcome, Verb.CANCEL)
            tried = record.outcome is Outcome.ACCEPTED and (record.attempts > record.attempts_before or record.leased)
            if to is None or tried:
                raise _refused(Reason.COMMAND_NOT_CANCELLABLE, record, "cancelled")
            await move_commands(tx, [CommandMove(act.command_id, to, tx.date, act.reason)])
            tx.publish([CommandReported(record.command, to, tx.date, act.reason)])
            await _keep(tx, act)
        return await _one(tx, act.command_id)

    return await db.transact(work)


async def _locked(tx: Transaction, command_id: str) -> CommandRecord:
    for record, _ in await lock_commands(tx, [command_id]):
        return record
    raise command_not_found(command_id)


async def _is_repeated(tx: Transaction, act: CommandAct) -> bool:
    found = await _REPLIES.find(tx, {act.request_id: act})
    if act.request_id not in found:
        return False
    reply_or_raise(found[act.request_id])
    return True


async def _keep(tx: Transaction, act: CommandAct) -> None:
    await tx.audit(AuditRecord(act.actor, f"command.{act.verb}", f"commands/{act.command_id}", act.reason))
    await _REPLIES.keep(tx, {act.request_id: (act, Acted(act.command_id))})


def _refused(reason: Reason, record: CommandRecord, verb: str) -> Refusal:
    name = f"commands/{record.command.id}"
    return Refusal(
        reason,
        RefusalKind.FAILED_PRECONDITION,
        f"{name} cannot be {verb}: it is {record.outcome.value} after {record.attempts} tries",
        metadata={"command": name, "outcome": record.outcome.value},
    )
