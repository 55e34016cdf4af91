"""How a command ends and how it shows what it found: exit codes, tables for people, JSON for programs."""

import json
import sys
from collections.abc import Mapping, Sequence
from enum import IntEnum, StrEnum
from typing import Annotated, Any, cast

import typer
from rich.console import Console
from rich.table import Table

# Into a file or a pipe, where nothing says how wide a line may be, a table is as wide as it needs.
console = Console(highlight=False) if sys.stdout.isatty() else Console(highlight=False, width=160)
errors = Console(stderr=True, highlight=False)


class ExitCode(IntEnum):
    """The exit codes of every command, as docs/operating.md lists them. 2 is a wrong command line."""

    OK = 0
    FAILED = 1
    USAGE = 2
    NOT_RUNNING = 3
    REFUSED = 4
    NOT_STARTED = 5


class OutputFormat(StrEnum):
    """Where the answer goes: to a person or to a program."""

    TABLE = "table"
    JSON = "json"


Output = Annotated[OutputFormat, typer.Option("--output", "-o", help="A table for people or JSON for programs.")]


class CommandFailed(Exception):
    """Ends a command with a sentence and an exit code."""

    def __init__(self, code: ExitCode, message: str) -> None:
        super().__init__(message)
        self.code = code


def show_rows(rows: Sequence[Mapping[str, Any]], output: OutputFormat, *, title: str = "") -> None:
    """Shows a list of like things; the columns are the keys of the first."""
    if output is OutputFormat.JSON:
        typer.echo(json.dumps(list(rows), ensure_ascii=False, default=str))
        return
    table = Table(title=title or None, title_justify="left", show_edge=False)
    for column in rows[0] if rows else ():
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row.values()))
    console.print(table if rows else f"{title}: none" if title else "none")


def show_facts(facts: Mapping[str, Any], output: OutputFormat, *, title: str = "") -> None:
    """Shows one thing, a fact a line."""
    if output is OutputFormat.JSON:
        typer.echo(json.dumps(facts, ensure_ascii=False, default=str))
        return
    show_rows([{"": key.replace("_", " "), title or "value": _cell(value)} for key, value in facts.items()], output)


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {each}" for key, each in cast(Mapping[str, Any], value).items())
    return "" if value is None else str(value)
