"""Commands about the gateway's queues: what was sent, what was received, and sending it again."""

import uuid
from pathlib import Path
from typing import Annotated, Any

import typer

from services.cli.clients import channel, date_from_pb, run
from services.cli.commands_suite import DEFAULT_HOME, HomeOption
from services.cli.home import Home
from services.cli.outcome import Output, OutputFormat, show_rows
from tollbook.gateway.v1.command_pb2 import Command, CommandKind, CommandOutcome
from tollbook.gateway.v1.command_service_pb2 import ListCommandsRequest, ListDeadCommandsRequest, ResendCommandRequest
from tollbook.gateway.v1.command_service_pb2_grpc import CommandServiceStub
from tollbook.gateway.v1.notification_pb2 import Notification, NotificationState
from tollbook.gateway.v1.notification_service_pb2 import ListNotificationsRequest
from tollbook.gateway.v1.notification_service_pb2_grpc import NotificationServiceStub

CALL_SECONDS_MAX = 30.0
PageSize = Annotated[int, typer.Option("--last", min=1, max=1000, help="How many.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, for the audit trail.")]


def list_commands(
    dead: Annotated[bool, typer.Option("--dead", help="Only those that were given up.")] = False,
    last: PageSize = 50,
    home: HomeOption = DEFAULT_HOME,
    output: Output = OutputFormat.TABLE,
) -> None:
    """List commands to provisioning platforms (R-GTW-2)."""

    async def ask() -> list[Command]:
        async with channel(_home(home), "gateway") as opened:
            stub = CommandServiceStub(opened)
            if dead:
                request = ListDeadCommandsRequest(page_size=last)
                return list((await stub.ListDeadCommands(request, timeout=CALL_SECONDS_MAX)).commands)
            answer = await stub.ListCommands(ListCommandsRequest(page_size=last), timeout=CALL_SECONDS_MAX)
            return list(answer.commands)

    show_rows([_command_row(each) for each in run(ask())], output)


def resend_command(
    name: Annotated[str, typer.Argument(help="commands/{id} of a dead command.")],
    reason: Reason,
    home: HomeOption = DEFAULT_HOME,
    output: Output = OutputFormat.TABLE,
) -> None:
    """Send a dead command again."""

    async def ask() -> Command:
        async with channel(_home(home), "gateway") as opened:
            request = ResendCommandRequest(name=name, request_id=_request_id(), reason=reason)
            return await CommandServiceStub(opened).ResendCommand(request, timeout=CALL_SECONDS_MAX)

    show_rows([_command_row(run(ask()))], output)


def list_notifications(
    last: PageSize = 50, home: HomeOption = DEFAULT_HOME, output: Output = OutputFormat.TABLE
) -> None:
    """List what payment channels sent, genuine or not (R-GTW-1)."""

    async def ask() -> list[Notification]:
        async with channel(_home(home), "gateway") as opened:
            request = ListNotificationsRequest(page_size=last)
            answer = await NotificationServiceStub(opened).ListNotifications(request, timeout=CALL_SECONDS_MAX)
            return list(answer.notifications)

    show_rows([_notification_row(each) for each in run(ask())], output)


def _command_row(command: Command) -> dict[str, Any]:
    return {
        "name": command.name,
        "kind": CommandKind.Name(command.kind).removeprefix("COMMAND_KIND_"),
        "subscription": command.subscription,
        "outcome": CommandOutcome.Name(command.outcome).removeprefix("COMMAND_OUTCOME_"),
        "attempts": command.attempts,
        "submitted": date_from_pb(command.submit_date),
        "detail": command.detail,
    }


def _notification_row(notification: Notification) -> dict[str, Any]:
    return {
        "name": notification.name,
        "channel": notification.channel,
        "state": NotificationState.Name(notification.state).removeprefix("NOTIFICATION_STATE_"),
        "reason": notification.reason,
        "account": notification.account,
        "amount_minor_units": notification.amount.minor_units,
        "payment": notification.payment,
    }


def _home(path: Path) -> Home:
    return Home(path.resolve())


def _request_id() -> str:
    return f"tollbook-cli-{uuid.uuid4()}"
