"""Commands about one thing of the gateway's: show it, take it out, put it back, judge it again, withdraw it."""

import base64
import uuid
from pathlib import Path
from typing import Annotated, Any

import typer
from google.protobuf.json_format import MessageToDict

from services.cli.clients import channel, run
from services.cli.commands_suite import DEFAULT_HOME, HomeOption
from services.cli.home import Home
from services.cli.outcome import CommandFailed, ExitCode, Output, OutputFormat, show_facts, show_rows
from tollbook.gateway.v1 import callback_service_pb2 as callbacks
from tollbook.gateway.v1 import command_service_pb2 as commands
from tollbook.gateway.v1 import notification_service_pb2 as notifications
from tollbook.gateway.v1.callback_service_pb2_grpc import CallbackServiceStub
from tollbook.gateway.v1.command_service_pb2_grpc import CommandServiceStub
from tollbook.gateway.v1.notification_service_pb2_grpc import NotificationServiceStub

CALL_SECONDS_MAX = 30.0
Name = Annotated[str, typer.Argument(help="notifications/{id}, callbacks/{id} or commands/{id}.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, for the audit trail.")]

_STUBS: dict[str, Any] = {
    "notifications": NotificationServiceStub,
    "callbacks": CallbackServiceStub,
    "commands": CommandServiceStub,
}
_GET: dict[str, tuple[str, Any]] = {
    "notifications": ("GetNotification", notifications.GetNotificationRequest),
    "callbacks": ("GetCallback", callbacks.GetCallbackRequest),
    "commands": ("GetCommand", commands.GetCommandRequest),
}
_GET_RAW: dict[str, tuple[str, Any]] = {
    "notifications": ("GetRawNotification", notifications.GetRawNotificationRequest),
    "callbacks": ("GetRawCallback", callbacks.GetRawCallbackRequest),
}
_ACTS: dict[tuple[str, str], tuple[str, Any]] = {
    ("quarantine", "notifications"): ("QuarantineNotification", notifications.QuarantineNotificationRequest),
    ("release", "notifications"): ("ReleaseNotification", notifications.ReleaseNotificationRequest),
    ("replay", "callbacks"): ("ReapplyCallback", callbacks.ReapplyCallbackRequest),
    ("replay", "notifications"): ("ReplayNotification", notifications.ReplayNotificationRequest),
    ("dismiss", "callbacks"): ("DismissCallback", callbacks.DismissCallbackRequest),
    ("cancel", "commands"): ("CancelCommand", commands.CancelCommandRequest),
}


def show(
    name: Name,
    purpose: Annotated[
        str, typer.Option("--raw", help="Show the bytes that came as well; for what, is kept in the audit trail.")
    ] = "",
    home: HomeOption = DEFAULT_HOME,
    output: Output = OutputFormat.TABLE,
) -> None:
    """Show a notification, a callback, or a command with its tries."""
    kind = _kind(name, _GET_RAW if purpose else _GET)

    async def ask() -> dict[str, Any]:
        async with channel(_home(home), "gateway") as opened:
            stub = _STUBS[kind](opened)
            if purpose:
                method, request = _GET_RAW[kind]
                answer = await getattr(stub, method)(request(name=name, purpose=purpose), timeout=CALL_SECONDS_MAX)
                return _facts(getattr(answer, kind[:-1])) | _raw(answer.raw)
            method, request = _GET[kind]
            found = _facts(await getattr(stub, method)(request(name=name), timeout=CALL_SECONDS_MAX))
            if kind == "commands":
                asked = commands.ListCommandAttemptsRequest(command=name)
                tries = (await stub.ListCommandAttempts(asked, timeout=CALL_SECONDS_MAX)).attempts
                found["tries"] = [_facts(each) for each in tries]
            return found

    show_facts(run(ask()), output, title=name)


def list_callbacks(
    quarantined: Annotated[bool, typer.Option("--quarantined", help="Only those that wait for a person.")] = False,
    last: Annotated[int, typer.Option("--last", min=1, max=1000, help="How many.")] = 50,
    home: HomeOption = DEFAULT_HOME,
    output: Output = OutputFormat.TABLE,
) -> None:
    """List what provisioning platforms reported (R-GTW-2)."""

    async def ask() -> list[Any]:
        async with channel(_home(home), "gateway") as opened:
            stub = CallbackServiceStub(opened)
            if quarantined:
                request = callbacks.ListQuarantinedCallbacksRequest(page_size=last)
                return list((await stub.ListQuarantinedCallbacks(request, timeout=CALL_SECONDS_MAX)).callbacks)
            request = callbacks.ListCallbacksRequest(page_size=last)
            return list((await stub.ListCallbacks(request, timeout=CALL_SECONDS_MAX)).callbacks)

    columns = ("name", "platform", "state", "reason", "command", "outcome", "words")
    show_rows([{column: _facts(each).get(column, "") for column in columns} for each in run(ask())], output)


def quarantine(
    name: Name, reason: Reason, home: HomeOption = DEFAULT_HOME, output: Output = OutputFormat.TABLE
) -> None:
    """Take a notification out of posting."""
    _act("quarantine", name, reason, home, output)


def release(name: Name, reason: Reason, home: HomeOption = DEFAULT_HOME, output: Output = OutputFormat.TABLE) -> None:
    """Put a quarantined notification back into posting."""
    _act("release", name, reason, home, output)


def replay(name: Name, reason: Reason, home: HomeOption = DEFAULT_HOME, output: Output = OutputFormat.TABLE) -> None:
    """Judge a stored notification or callback again; what was posted or applied is not so twice."""
    _act("replay", name, reason, home, output)


def dismiss(name: Name, reason: Reason, home: HomeOption = DEFAULT_HOME, output: Output = OutputFormat.TABLE) -> None:
    """Set a quarantined callback aside for good."""
    _act("dismiss", name, reason, home, output)


def cancel(name: Name, reason: Reason, home: HomeOption = DEFAULT_HOME, output: Output = OutputFormat.TABLE) -> None:
    """Withdraw a command that no try has carried to its platform, or a dead one."""
    _act("cancel", name, reason, home, output)


def _act(verb: str, name: str, reason: str, home: Path, output: OutputFormat) -> None:
    kind = _kind(name, {each for done, each in _ACTS if done == verb})
    method, request = _ACTS[verb, kind]

    async def ask() -> Any:
        async with channel(_home(home), "gateway") as opened:
            asked = request(name=name, request_id=f"tollbook-cli-{uuid.uuid4()}", reason=reason)
            return await getattr(_STUBS[kind](opened), method)(asked, timeout=CALL_SECONDS_MAX)

    show_facts(_facts(run(ask())), output, title=name)


def _kind(name: str, known: "set[str] | dict[str, tuple[str, Any]]") -> str:
    kind = name.partition("/")[0]
    if kind not in known:
        wanted = " or ".join(f"{each}/{{id}}" for each in sorted(known))
        raise CommandFailed(ExitCode.USAGE, f"{name!r} names nothing that this can be done with: {wanted}")
    return kind


def _facts(message: Any) -> dict[str, Any]:
    return MessageToDict(message, preserving_proto_field_name=True)


def _raw(raw: Any) -> dict[str, Any]:
    """The request as it came; a body that is no text is shown in base64."""
    try:
        body = raw.body.decode("utf-8")
    except UnicodeDecodeError:
        body = "base64:" + base64.b64encode(raw.body).decode()
    headers = {header.name: header.value for header in raw.headers}
    return {"method": raw.method, "target": raw.target, "headers": headers, "body": body}


def _home(path: Path) -> Home:
    return Home(path.resolve())
