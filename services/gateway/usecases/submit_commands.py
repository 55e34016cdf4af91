"""Storing commands, to be sent afterwards (R-GTW-2)."""

from collections.abc import Collection, Sequence

from services.chassis.database import Database, Transaction
from services.gateway.domain.command import Command, CommandRecord
from services.gateway.domain.reasons import Reason
from services.gateway.store.commands import add_commands, find_commands
from services.gateway.store.retention import find_past_commands
from services.gateway.usecases.receive_callbacks import apply_early
from services.kernel.errors import Refusal, RefusalKind


async def submit_commands(
    db: Database, commands: Sequence[Command], platforms: Collection[str]
) -> list[CommandRecord | Refusal]:
    """Stores what is new, answers each: the command as it stands, or why not. A command's name is its request id."""

    async def work(tx: Transaction) -> list[CommandRecord | Refusal]:
        stored = await find_commands(tx, [command.id for command in commands])
        missing = [command for command in commands if command.id not in stored]
        # In this order: a command is removed and kept as a past one in one transaction.
        stored |= await find_past_commands(tx, missing)
        first: dict[str, Command] = {}
        for command in commands:
            if command.id not in stored and command.platform in platforms:
                first.setdefault(command.id, command)
        await add_commands(tx, list(first.values()))
        await apply_early(tx, list(first))
        stored |= await find_commands(tx, list(first))
        return [_answer(command, stored.get(command.id)) for command in commands]

    return await db.transact(work)


def _answer(command: Command, stored: tuple[CommandRecord, bytes] | None) -> CommandRecord | Refusal:
    if stored is None:
        return Refusal(
            Reason.PLATFORM_UNKNOWN,
            RefusalKind.FAILED_PRECONDITION,
            f"platform {command.platform!r} is not configured",
            metadata={"platform": f"platforms/{command.platform}"},
        )
    record, digest = stored
    if digest != command.digest():
        return Refusal(
            Reason.COMMAND_CONTENT_DIFFERS,
            RefusalKind.ALREADY_EXISTS,
            f"command {command.id!r} was submitted before with other content",
            metadata={"command": f"commands/{command.id}"},
        )
    return record
