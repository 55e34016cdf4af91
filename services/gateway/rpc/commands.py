"""CommandService."""

from dataclasses import dataclass
from typing import Any

from services.chassis.access import caller
from services.chassis.batching import answer_each
from services.chassis.database import Database
from services.chassis.paging import decode_token, encode_token, page_size
from services.chassis.telemetry import ALARMS
from services.gateway.configuration import ConfigurationSource
from services.gateway.domain.command import Command, CommandRecord, Outcome
from services.gateway.outbox import CommandSender
from services.gateway.store.commands import CommandFilter, attempts_oldest_first, commands_by_sequence
from services.gateway.usecases.act_on_commands import CommandAct, cancel_command, get_command, resend_command
from services.gateway.usecases.submit_commands import submit_commands
from services.gateway.wire import attempt_to_pb, command_from_pb, command_to_pb, named, optional_date, status_to_pb
from services.kernel.errors import Refusal
from tollbook.gateway.v1 import command_pb2
from tollbook.gateway.v1 import command_service_pb2 as pb
from tollbook.gateway.v1.command_service_pb2_grpc import CommandServiceServicer


@dataclass
class CommandRpc(CommandServiceServicer):
    """Serves every method of CommandService."""

    db: Database
    source: ConfigurationSource
    sender: CommandSender

    async def SubmitCommands(self, request: pb.SubmitCommandsRequest, context: Any) -> pb.SubmitCommandsResponse:
        outcomes = await answer_each(request.commands, command_from_pb, self._submit)
        self.sender.wake.set()
        response = pb.SubmitCommandsResponse()
        for message, outcome in zip(request.commands, outcomes, strict=True):
            refusal = outcome if isinstance(outcome, Refusal) else None
            result = response.results.add(name=message.name, status=status_to_pb(refusal))
            if isinstance(outcome, CommandRecord):
                result.command.CopyFrom(command_to_pb(outcome))
                if outcome.outcome is Outcome.DEAD:
                    ALARMS.labels("gateway", "command_dead").inc()
        return response

    async def _submit(self, commands: list[Command]) -> list[CommandRecord | Refusal]:
        return await submit_commands(self.db, commands, self.source.current.platforms)

    async def GetCommand(self, request: pb.GetCommandRequest, context: Any) -> command_pb2.Command:
        return command_to_pb(await get_command(self.db, named("commands", request.name)))

    async def ListCommands(self, request: pb.ListCommandsRequest, context: Any) -> pb.ListCommandsResponse:
        wanted = CommandFilter(
            platform=named("platforms", request.platform),
            subscription=named("subscriptions", request.subscription),
            outcomes=tuple(
                command_pb2.CommandOutcome.Name(outcome).removeprefix("COMMAND_OUTCOME_")
                for outcome in request.outcomes
            ),
            origin=request.origin,
            submit_date=optional_date(request.submit_date),
        )
        commands, token = await self._page(wanted, request.page_size, request.page_token, newest_first=True)
        return pb.ListCommandsResponse(commands=commands, next_page_token=token)

    async def ListDeadCommands(self, request: pb.ListDeadCommandsRequest, context: Any) -> pb.ListDeadCommandsResponse:
        wanted = CommandFilter(platform=named("platforms", request.platform), outcomes=("DEAD",))
        commands, token = await self._page(wanted, request.page_size, request.page_token, newest_first=False)
        return pb.ListDeadCommandsResponse(commands=commands, next_page_token=token)

    async def _page(
        self, wanted: CommandFilter, asked: int, token: str, *, newest_first: bool
    ) -> tuple[list[command_pb2.Command], str]:
        size, after = page_size(asked), decode_token(token, 1)
        async with self.db.read() as tx:
            last = int(after[0]) if after is not None else None
            records = await commands_by_sequence(tx, wanted, after=last, most=size, newest_first=newest_first)
        following = encode_token(records[-1].sequence) if len(records) == size else ""
        return [command_to_pb(record) for record in records], following

    async def ListCommandAttempts(
        self, request: pb.ListCommandAttemptsRequest, context: Any
    ) -> pb.ListCommandAttemptsResponse:
        command_id = named("commands", request.command)
        await get_command(self.db, command_id)
        async with self.db.read() as tx:
            attempts = await attempts_oldest_first(tx, command_id)
        return pb.ListCommandAttemptsResponse(attempts=[attempt_to_pb(attempt) for attempt in attempts])

    async def ResendCommand(self, request: pb.ResendCommandRequest, context: Any) -> command_pb2.Command:
        record = await resend_command(self.db, _act(request, "resend"), self.source.current.platforms)
        self.sender.wake.set()
        return command_to_pb(record)

    async def CancelCommand(self, request: pb.CancelCommandRequest, context: Any) -> command_pb2.Command:
        return command_to_pb(await cancel_command(self.db, _act(request, "cancel")))


def _act(request: pb.ResendCommandRequest | pb.CancelCommandRequest, verb: str) -> CommandAct:
    command_id = named("commands", request.name)
    return CommandAct(request.request_id, command_id, verb, request.reason, caller().subject)
