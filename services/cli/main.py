"""The `tollbook` command."""

import sys
from typing import Annotated

import typer

from services.chassis.config import SERVICES
from services.cli import commands_days, commands_gateway, commands_gateway_acts, commands_suite
from services.cli.home import Home
from services.cli.outcome import CommandFailed, ExitCode, errors

app = typer.Typer(
    help="Tollbook: from usage to cash. Starts, watches and drives the five services.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
day = typer.Typer(help="The business day.", no_args_is_help=True)
bill_run = typer.Typer(help="Closing a cycle into bills (出账).", no_args_is_help=True)
gateway = typer.Typer(help="What platforms were sent and channels sent us.", no_args_is_help=True)
config = typer.Typer(help="The configuration.", no_args_is_help=True)
app.add_typer(day, name="day")
app.add_typer(bill_run, name="bill-run")
app.add_typer(gateway, name="gateway")
app.add_typer(config, name="config")

app.command("up")(commands_suite.up)
app.command("down")(commands_suite.down)
app.command("status")(commands_suite.status)
app.command("restart")(commands_suite.restart)
app.command("migrate")(commands_suite.migrate)
app.command("run")(commands_suite.run)
app.command("simulate")(commands_suite.simulate)
app.command("keys")(commands_suite.keys)
app.command("clock")(commands_days.clock)
app.command("verify")(commands_days.verify)
day.command("close")(commands_days.close)
bill_run.command("start")(commands_days.start_bill_run)
bill_run.command("approve")(commands_days.approve_bill_run)
bill_run.command("finalize")(commands_days.finalize_bill_run)
bill_run.command("watch")(commands_days.watch_bill_run)
gateway.command("commands")(commands_gateway.list_commands)
gateway.command("resend")(commands_gateway.resend_command)
gateway.command("notifications")(commands_gateway.list_notifications)
gateway.command("callbacks")(commands_gateway_acts.list_callbacks)
gateway.command("show")(commands_gateway_acts.show)
gateway.command("replay")(commands_gateway_acts.replay)
gateway.command("quarantine")(commands_gateway_acts.quarantine)
gateway.command("release")(commands_gateway_acts.release)
gateway.command("dismiss")(commands_gateway_acts.dismiss)
gateway.command("cancel")(commands_gateway_acts.cancel)
config.command("check")(commands_suite.check_config)


@app.command("token")
def token(
    subject: Annotated[
        str, typer.Argument(help=f"operator, approver, cashier, auditor or a service: {', '.join(SERVICES)}.")
    ],
    home: commands_suite.HomeOption = commands_suite.DEFAULT_HOME,
) -> None:
    """Print a development token, for grpcurl and for clients of your own."""
    try:
        typer.echo(Home(home).token(subject))
    except FileNotFoundError:
        raise CommandFailed(
            ExitCode.FAILED, f"{home} holds no token of {subject}: `tollbook keys` mints them"
        ) from None


def main() -> None:
    try:
        app()
    except CommandFailed as failed:
        errors.print(f"tollbook: {failed}", markup=False)
        sys.exit(int(failed.code))


if __name__ == "__main__":
    main()
