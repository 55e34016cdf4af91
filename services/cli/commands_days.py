"""Commands about business time: the clock, the day, the bill run, the invariants."""

import datetime as dt
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from services.cli import bill_runs, days
from services.cli.clients import run
from services.cli.commands_suite import DEFAULT_HOME, HomeOption
from services.cli.home import Home
from services.cli.outcome import CommandFailed, ExitCode, Output, OutputFormat, console, show_rows
from tollbook.kernel.v1.operations_service_pb2 import VerifyResponse

WATCH_SECONDS = 1.0
CycleArgument = Annotated[str, typer.Argument(help="The billing cycle, YYYY-MM.")]


def clock(
    start: Annotated[str, typer.Option("--start", help="Give an empty suite its first business date.")] = "",
    home: HomeOption = DEFAULT_HOME,
    output: Output = OutputFormat.TABLE,
) -> None:
    """Show each service's business date (R-GEN-2)."""
    place = _home(home)
    if start:
        run(days.initialize_clocks(place, _date(start)))
    dates = run(days.business_dates(place))
    show_rows([{"service": service, "business_date": date} for service, date in dates.items()], output)


def close(
    date: Annotated[str, typer.Argument(help="The day to close; the open one when left out.")] = "",
    through: Annotated[
        str,
        typer.Option("--through", help='Close every day up to and with this one; "yesterday" is by the wall clock.'),
    ] = "",
    home: HomeOption = DEFAULT_HOME,
    output: Output = OutputFormat.TABLE,
) -> None:
    """Close business days in all services, in order. A day already closed changes nothing."""
    place = _home(home)
    first = _date(date) if date else _open_date(place)
    last = first
    if through:
        last = run(days.yesterday(place)) if through == "yesterday" else _date(through)
    rows: list[dict[str, Any]] = []
    while first <= last:
        rows += [
            {"date": first, "service": each.service, "head": each.head_position, "counters": each.counters}
            for each in run(days.close_day(place, first))
        ]
        first += dt.timedelta(days=1)
    show_rows(rows, output)


def start_bill_run(cycle: CycleArgument, home: HomeOption = DEFAULT_HOME, output: Output = OutputFormat.TABLE) -> None:
    """Start the trial of a cycle that has ended; nothing is billed yet (R-BIL-2)."""
    show_rows([run(bill_runs.start_trial(_home(home), cycle))], output)


def approve_bill_run(
    cycle: CycleArgument,
    reason: Annotated[str, typer.Option("--reason", help="Why, for the audit trail.")],
    home: HomeOption = DEFAULT_HOME,
    output: Output = OutputFormat.TABLE,
) -> None:
    """Approve the newest trial of a cycle, with the token of the approver."""
    show_rows([run(bill_runs.approve_trial(_home(home), cycle, reason))], output)


def finalize_bill_run(
    cycle: CycleArgument, home: HomeOption = DEFAULT_HOME, output: Output = OutputFormat.TABLE
) -> None:
    """Issue the bills of the approved trial."""
    show_rows([run(bill_runs.finalize(_home(home), cycle))], output)


def watch_bill_run(cycle: CycleArgument, home: HomeOption = DEFAULT_HOME, output: Output = OutputFormat.TABLE) -> None:
    """Follow the newest bill run of a cycle while it works. Exits with 1 when it stalls or has parked accounts."""
    place = _home(home)
    under_way, row = run(bill_runs.progress(place, cycle))
    with console.status("") as line:
        while under_way:
            line.update(f"{row['name']} {row['state']}: {row['chunks']} chunks")
            time.sleep(WATCH_SECONDS)
            under_way, row = run(bill_runs.progress(place, cycle))
    show_rows([row], output)
    if row["stalled"] or row["parked"]:
        raise typer.Exit(ExitCode.FAILED)


def verify(home: HomeOption = DEFAULT_HOME, output: Output = OutputFormat.TABLE) -> None:
    """Let every service check its invariants and compare what they say of each other. Exits with 1 on a breach."""
    answers = run(days.verify(_home(home)))
    rows = [
        {"service": service, "invariant": check.invariant, "rule": check.rule, "checked": check.checked}
        | {"breaches": check.breaches, "examples": "; ".join(check.examples)}
        for service, answer in answers.items()
        for check in answer.checks
    ]
    rows += _across(answers)
    show_rows(rows, output)
    if any(row["breaches"] for row in rows):
        raise typer.Exit(ExitCode.FAILED)


def _across(answers: dict[str, VerifyResponse]) -> list[dict[str, Any]]:
    """A total that several services give under one name must be one number."""
    rows: list[dict[str, Any]] = []
    for name in sorted({name for answer in answers.values() for name in answer.totals}):
        said = {service: answer.totals[name] for service, answer in answers.items() if name in answer.totals}
        if len(said) > 1:
            differ = len(set(said.values())) > 1
            told = ", ".join(f"{service} {value}" for service, value in said.items()) if differ else ""
            row = {"service": "+".join(said), "invariant": f"same_{name}", "rule": "R-GEN-3", "checked": len(said)}
            rows.append(row | {"breaches": int(differ), "examples": told})
    return rows


def _home(path: Path) -> Home:
    return Home(path.resolve())


def _open_date(place: Home) -> dt.date:
    dates = {date for date in run(days.business_dates(place)).values() if date}
    if not dates:
        raise CommandFailed(ExitCode.FAILED, "the suite has no business date yet: `tollbook clock --start YYYY-MM-DD`")
    return min(dates)  # after an interrupted close, the day that some services have still open


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise CommandFailed(ExitCode.USAGE, f"{text!r} is no date of the form YYYY-MM-DD") from None
