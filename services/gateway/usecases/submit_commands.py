"""Storing commands, to be sent afterwards (R-GTW-2)."""

from collections.abc import Collection, Sequence

from services.chassis.database import Database, Transaction
from services.gateway.domain.command import Command, CommandRecord, Outcome
from services.gateway.domain.events import CommandReported
from services.gateway.domain.outcomes import TRANSITIONS, Verb
from services.gateway.domain.reasons import Reason
from services.gateway.store.commands import CommandMove, add_commands, find_commands, lock_commands, move_commands
from services.gateway.store.retention import find_past_commands
from services.gateway.usecases.receive_callbacks import apply_early
from services.kernel.errors import Refusal, RefusalKind


async def submit_commands(
    db: Database, commands: Sequence[Command], platforms: Collection[str]
) -> list[CommandRecord | Refusal]:
    """Stores what is new, answers each: the command as it stands, or why not. A command's name is its request id.

    One for a platform that is not configured is stored as a dead letter: the submitter hears of it as of any other that
    did not get through, nothing is lost, and it is sent again by command once the platform is there. A refusal would
    have left the work order, a restoration perhaps, with nobody (R-GEN-4).
    """

    async def work(tx: Transaction) -> list[CommandRecord | Refusal]:
        stored = await find_commands(tx, [command.id for command in commands])
        missing = [command for command in commands if command.id not in stored]
        # In this order: a command is removed and kept as a past one in one transaction.
        stored |= await find_past_commands(tx, missing)
        first: dict[str, Command] = {}
        for command in commands:
            if command.id not in stored:
                first.setdefault(command.id, command)
        added = await add_commands(tx, list(first.values()))
        await _bury(tx, [id_ for id_ in added if first[id_].platform not in platforms])
        await apply_early(tx, list(first))
        stored |= await find_commands(tx, list(first))
        return [_answer(command, stored[command.id]) for command in commands]

    return await db.transact(work)


async def _bury(tx: Transaction, ids: Sequence[str]) -> None:
    """Gives up at once what this transaction has stored and what has nowhere to go."""
    if not ids:
        return
    moves: list[CommandMove] = []
    for record, _ in await lock_commands(tx, ids):
        detail = f"platform {record.command.platform!r} is not configured"
        moves.append(CommandMove(record.command.id, TRANSITIONS[record.outcome, Verb.GIVE_UP], tx.date, detail))
        tx.publish([CommandReported(record.command, Outcome.DEAD, tx.date, detail)])
    await move_commands(tx, moves)


def _answer(command: Command, stored: tuple[CommandRecord, bytes]) -> CommandRecord | Refusal:
    record, digest = stored
    if digest != command.digest():
        return Refusal(
            Reason.COMMAND_CONTENT_DIFFERS,
            RefusalKind.ALREADY_EXISTS,
            f"command {command.id!r} was submitted before with other content",
            metadata={"command": f"commands/{command.id}"},
        )
    return record
