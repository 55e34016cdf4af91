"""The platform's desk: commands come in at any moment, and are taken up and answered only when the simulated day
says so.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from simulator.choice import Choice
from simulator.platform.answers import COMPLETED, FINAL_OUTCOME, Answer, Told, plan_answers, plan_stale_suspension


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it came over the wire."""

    command_id: str
    kind: str
    subscription_id: str
    account_id: str
    customer_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakenCommand:
    """A command that the platform took up, with its business key, the day, and the day whose work decided it."""

    command: Command
    told: Told
    place_in_line: int
    taken_on: date
    decided_on: date


@dataclass(frozen=True, slots=True)
class Callback:
    """A callback to deliver."""

    command: Command
    told: Told
    place_in_line: int
    answer: Answer

    @property
    def delivery_id(self) -> str:
        """The webhook id: the same for every try of this delivery, another for its second copy."""
        return f"{self.command.command_id}-{self.answer.outcome}-{self.answer.copy}"

    def order(self) -> tuple[object, ...]:
        """Sorts the callbacks of a day: by line, then in the order of the line's commands."""
        return (self.told.subscription_id, self.place_in_line, self.answer.place, self.answer.copy)


class Desk:
    """What the platform has been told and what it will answer."""

    def __init__(self, choice: Choice) -> None:
        """Starts with an empty desk."""
        self._choice = choice
        self._fresh: list[tuple[str, int, Command]] = []
        self._known: set[str] = set()
        self._lines: Counter[str] = Counter()
        self._ordinals: Counter[tuple[str, str]] = Counter()
        self._busy_until: dict[str, date] = {}
        self._scheduled: list[Callback] = []
        self._suspensions: dict[str, Callback] = {}
        self.taken: list[TakenCommand] = []
        self.delivered: list[Callback] = []
        self.repeated_deliveries = 0

    def receive(self, command: Command) -> bool:
        """Takes a command from the wire; says whether it is new. The same id again is a retry and changes nothing."""
        if command.command_id in self._known:
            self.repeated_deliveries += 1
            return False
        self._known.add(command.command_id)
        self._lines[command.subscription_id] += 1
        self._fresh.append((command.subscription_id, self._lines[command.subscription_id], command))
        return True

    def knows(self, command_id: str) -> bool:
        """Says whether the command came."""
        return command_id in self._known

    def take_up(self, day: date, decided_on: date) -> int:
        """Takes up what has come since the last call and plans the answers.

        `decided_on` is the business date whose work gave the commands.

        The gateway keeps the order of a line's commands, so the place in the line is the same in every run; the order
        in which different lines' commands came is not, and is not used.
        """
        fresh = sorted(self._fresh, key=lambda item: item[:2])
        self._fresh.clear()
        for line, place, command in fresh:
            self._ordinals[line, command.kind] += 1
            told = Told(line, command.kind, self._ordinals[line, command.kind])
            self.taken.append(TakenCommand(command, told, place, day, decided_on))
            answers = plan_answers(self._choice, told, max(day, self._busy_until.get(line, day)))
            # A line's next command is done when the one before it is.
            self._busy_until[line] = max(answer.outcome_date for answer in answers)
            self._scheduled.extend(Callback(command, told, place, answer) for answer in answers)
        return len(fresh)

    def due(self, day: date) -> list[Callback]:
        """Gives the callbacks that are due by the day and takes them off the schedule."""
        due = sorted((item for item in self._scheduled if item.answer.deliver_on <= day), key=Callback.order)
        self._scheduled = [item for item in self._scheduled if item.answer.deliver_on > day]
        return due

    def note_delivered(self, callback: Callback, day: date) -> None:
        """Keeps a callback that was acknowledged, and plans the stale one that may follow a restoration."""
        self.delivered.append(callback)
        told, answer = callback.told, callback.answer
        if answer.copy:
            return
        if told.kind == "SUSPEND" and answer.outcome == COMPLETED:
            self._suspensions[told.subscription_id] = callback
        if told.kind == "RESTORE" and answer.outcome == FINAL_OUTCOME["RESTORE"]:
            suspended = self._suspensions.pop(told.subscription_id, None)
            if suspended is not None:
                stale = plan_stale_suspension(self._choice, suspended.told, suspended.answer.outcome_date, day)
                self._scheduled.extend(replace(suspended, answer=item) for item in stale)

    def suspended_lines(self) -> dict[str, tuple[str, date]]:
        """Gives the lines that the platform holds switched off, with their account and since when."""
        return {
            line: (callback.command.account_id, callback.answer.outcome_date)
            for line, callback in self._last_switches().items()
            if callback.told.kind == "SUSPEND"
        }

    def silent_lines(self) -> set[str]:
        """Gives the lines that cannot be used: switched off, or gone."""
        return {line for line, callback in self._last_switches().items() if callback.told.kind != "RESTORE"}

    def _last_switches(self) -> dict[str, Callback]:
        """Gives what was done last to each line, by the order of its commands: not what was told last."""
        last: dict[str, Callback] = {}
        for callback in self.delivered:
            told, answer = callback.told, callback.answer
            switched = told.kind in ("SUSPEND", "RESTORE", "TERMINATE")
            if not switched or answer.copy or answer.outcome != FINAL_OUTCOME.get(told.kind, COMPLETED):
                continue
            earlier = last.get(told.subscription_id)
            if earlier is None or earlier.place_in_line < callback.place_in_line:
                last[told.subscription_id] = callback
        return dict(sorted(last.items()))
