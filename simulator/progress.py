"""Shows where the simulation is: a bar on a terminal, a line a month elsewhere."""

import time
from datetime import date
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class DayProgress:
    """The days that are done."""

    def __init__(self, console: Console, days: int) -> None:
        """Takes the number of days to come."""
        self._console = console
        self._days = days
        self._done = 0
        self._started = time.monotonic()
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._bar = Progress(*columns, console=console) if console.is_terminal else None
        self._task = self._bar.add_task("starting", total=days) if self._bar is not None else None

    def __enter__(self) -> Self:
        """Starts the display."""
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the display."""
        if self._bar is not None:
            self._bar.stop()

    def done(self, day: date, doing: str) -> None:
        """Notes a finished day, with what happened on it."""
        self._done += 1
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, description=f"{day} {doing}")
        elif day.day == 1 or self._done == self._days:
            seconds = time.monotonic() - self._started
            self._console.print(f"{day}: day {self._done} of {self._days}, {seconds:.0f} s", highlight=False)
