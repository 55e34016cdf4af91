"""Commands about the suite as a whole: its processes, its databases, its simulation."""

import asyncio
import os
import signal
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from services.chassis.config import SERVICES
from services.cli import days
from services.cli.clients import date_from_pb, running_suite
from services.cli.clients import run as run_calls
from services.cli.configuration import settings_of
from services.cli.environment import HTTP_PORT, plan_suite, service_environment
from services.cli.home import Home, SuiteState, read_state
from services.cli.identity import mint_identity
from services.cli.lifecycle import (
    erase,
    is_serving,
    migrate_all,
    signal_service,
    start_suite,
    stop_suite,
    write_gateway_config,
)
from services.cli.outcome import CommandFailed, ExitCode, Output, OutputFormat, console, show_facts, show_rows

DEFAULT_HOME = Path(".tollbook")
HomeOption = Annotated[Path, typer.Option("--home", envvar="TOLLBOOK_HOME", help="The folder the suite lives in.")]
# Not from the environment: a run must not empty the home of somebody's lasting suite.
EmptiedHomeOption = Annotated[Path, typer.Option("--home", help="The folder to run in; it is emptied first.")]
SeedOption = Annotated[int, typer.Option("--seed", help="The same seed gives the same business result.")]
CustomersOption = Annotated[int, typer.Option("--customers", min=10, help="How many group customers.")]
MonthsOption = Annotated[int, typer.Option("--months", min=1, help="How many months, day by day.")]
SummaryOption = Annotated[Path | None, typer.Option("--summary", help="Also write the summary as JSON.")]
ServiceArgument = Annotated[str, typer.Argument(help=f"One of {', '.join(SERVICES)}.")]


def up(home: HomeOption = DEFAULT_HOME, output: Output = OutputFormat.TABLE) -> None:
    """Start PostgreSQL, Redis and the five services; answers when all of them serve."""
    state = start_suite(Home(home.resolve()))
    show_rows(_processes(state), output)


def down(
    home: HomeOption = DEFAULT_HOME,
    erase_data: Annotated[bool, typer.Option("--erase", help="Also remove databases, keys and logs.")] = False,
) -> None:
    """Drain the services and stop the servers. The data stays unless told."""
    place = Home(home.resolve())
    if erase_data:
        erase(place)
    else:
        stop_suite(place)


def status(home: HomeOption = DEFAULT_HOME, output: Output = OutputFormat.TABLE) -> None:
    """Show each service's process, business date and backlog. Exits with 3 unless all five serve."""
    place = Home(home.resolve())
    state = running_suite(place)
    rows = _processes(state)
    serving = run_calls(_serving(state))
    answers = run_calls(days.statuses(place)) if all(serving) else {}
    for row, serves in zip(rows, serving, strict=True):
        del row["http"]
        row["serving"] = serves
        answer = answers.get(row["service"])
        row["business_date"] = date_from_pb(answer.business_date) if answer else None
        row["head"] = answer.head_position if answer else None
        row["backlog"] = answer.outbox_backlog if answer else None
        row["pending"] = {kind: count for kind, count in answer.pending.items() if count} if answer else {}
        row["parked"] = answer.parked if answer else None
    show_rows(rows, output)
    if not all(serving):
        raise typer.Exit(ExitCode.NOT_RUNNING)


def restart(
    service: ServiceArgument,
    kill: Annotated[bool, typer.Option("--kill", help="SIGKILL instead of a drain.")] = False,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Stop one service; its supervisor starts it again at once."""
    place = Home(home.resolve())
    running_suite(place)
    signal_service(place, service, signal.SIGKILL if kill else signal.SIGTERM)


def keys(home: HomeOption = DEFAULT_HOME) -> None:
    """Mint the development keys, tokens and gateway configuration that are missing, without starting anything."""
    place = Home(home.resolve())
    place.directory.mkdir(parents=True, exist_ok=True)
    mint_identity(place)
    write_gateway_config(place, f"127.0.0.1:{HTTP_PORT}")


def migrate(home: HomeOption = DEFAULT_HOME) -> None:
    """Bring every service's database to the newest version."""
    place = Home(home.resolve())
    state = read_state(place)
    migrate_all(state if state is not None and state.is_running() else plan_suite(place, state))


def check_config(home: HomeOption = DEFAULT_HOME, output: Output = OutputFormat.TABLE) -> None:
    """Read every service's configuration as the service would, and tell all faults at once."""
    place = Home(home.resolve())
    state = read_state(place)
    read: list[dict[str, Any]] = []
    faults: list[dict[str, Any]] = []
    for service in SERVICES:
        environment = service_environment(place, state, service) if state else dict(os.environ)
        try:
            read.append({"service": service} | settings_of(service, environment))
        except ValidationError as error:
            faults += [
                {"service": service, "setting": ".".join(map(str, each["loc"])), "fault": each["msg"]}
                for each in error.errors()
            ]
    if faults:
        show_rows(faults, output)
        raise typer.Exit(ExitCode.FAILED)
    if output is OutputFormat.JSON:
        show_rows(read, output)
    else:
        for settings in read:
            show_facts(settings, output)


def simulate(
    seed: SeedOption = 1,
    customers: CustomersOption = 200,
    months: MonthsOption = 8,
    summary: SummaryOption = None,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Drive the running suite through months of a sample operator; exits with 1 if an invariant breaks."""
    place = Home(home.resolve())
    running_suite(place)
    if any(run_calls(days.business_dates(place)).values()):
        raise CommandFailed(
            ExitCode.FAILED, "this suite has lived through days already: `tollbook down --erase`, then `tollbook up`"
        )
    _simulate(place, seed, customers, months, summary)


def run(
    seed: SeedOption = 1,
    customers: CustomersOption = 200,
    months: MonthsOption = 8,
    summary: SummaryOption = None,
    home: EmptiedHomeOption = DEFAULT_HOME / "run",
) -> None:
    """Start a fresh suite, simulate, print the summary, stop. What `make run` does."""
    place = Home(home.resolve())
    erase(place)
    console.print(f"Starting PostgreSQL, Redis and the services {', '.join(SERVICES)}.")
    try:
        start_suite(place)
        _simulate(place, seed, customers, months, summary)
    finally:
        stop_suite(place)


def _simulate(place: Home, seed: int, customers: int, months: int, summary: Path | None) -> None:
    # The simulation's modules are many, and only this command needs them.
    from simulator.main import simulate as play

    if play(seed, customers, months, place.state_file, summary_file=summary, console=console):
        raise typer.Exit(ExitCode.FAILED)


def _processes(state: SuiteState) -> list[dict[str, Any]]:
    return [
        {"service": name, "grpc": each.listen, "http": state.http if name == "gateway" else "", "pid": each.pid}
        | {"restarts": each.restarts}
        for name, each in state.services.items()
    ]


async def _serving(state: SuiteState) -> list[bool]:
    return await asyncio.gather(*(is_serving(each.listen) for each in state.services.values()))
