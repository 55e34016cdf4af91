"""What the platform answers to a command, and on which days: pure, and the same for the same seed.

A command is known here by its line, its kind and its ordinal among that line's commands of that kind, never by a
generated id.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from simulator.choice import Choice
from simulator.days import ONE_DAY, business_days_after

IN_PROGRESS, COMPLETED, ARCHIVED = "IN_PROGRESS", "COMPLETED", "ARCHIVED"

# What closes a command of each kind: a restoration resumes charging only when the order is archived (R-OPN-7).
FINAL_OUTCOME = {"RESTORE": ARCHIVED, "CHANGE": ARCHIVED}

# Of a thousand commands, so many are done late, told twice or told in the wrong order.
LATE_PERMILLE = 180
TWICE_PERMILLE = 150
MISORDERED_PERMILLE = 150
STALE_PERMILLE = 350


@dataclass(frozen=True, slots=True)
class Told:
    """The command, as business keys."""

    subscription_id: str
    kind: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One callback: what it says, when it is delivered, and its place among the day's callbacks of the command.

    `copy` tells a second delivery of the same words from the first: it has its own delivery id.
    """

    outcome: str
    outcome_date: date
    deliver_on: date
    place: int
    copy: int = 0
    stale: bool = False


def plan_answers(choice: Choice, told: Told, day: date) -> list[Answer]:
    """Plans the callbacks of a command that the platform took up on `day`. Those of `day` itself are its zero-delay
    answers.
    """
    if told.kind == "CONSTRUCT":
        return _construction(choice, told, day)
    return _switching(choice, told, day)


def plan_stale_suspension(choice: Choice, suspended: Told, outcome_date: date, restored_on: date) -> list[Answer]:
    """Plans the callback of an old suspension that comes again after the line was restored, for some lines."""
    if not choice.chance(STALE_PERMILLE, "stale", suspended.subscription_id, suspended.ordinal):
        return []
    return [Answer(COMPLETED, outcome_date, restored_on + ONE_DAY, place=0, copy=9, stale=True)]


def _construction(choice: Choice, told: Told, day: date) -> list[Answer]:
    key = ("construct", told.subscription_id, told.ordinal)
    if day.day == 5:
        # The worked example of R-OPN-2: signed on the 5th, partly built on the 15th, all built on the 20th.
        part, done = day.replace(day=15), day.replace(day=20)
    else:
        part = business_days_after(day, choice.between(1, 4, *key, "part"))
        done = business_days_after(part, choice.between(1, 5, *key, "done"))
    answers = [Answer(IN_PROGRESS, part, part, place=0), Answer(COMPLETED, done, done, place=1)]
    if choice.chance(MISORDERED_PERMILLE, *key, "misordered"):
        answers[0] = Answer(IN_PROGRESS, part, done, place=2)
    return answers + _twice(choice, key, answers[1])


def _switching(choice: Choice, told: Told, day: date) -> list[Answer]:
    key = ("switch", told.kind, told.subscription_id, told.ordinal)
    done, heard = day, day
    if choice.chance(LATE_PERMILLE, *key, "late"):
        heard = business_days_after(day, choice.between(1, 3, *key, "days"))
        # Half of the late ones were done late; the others were done at once and only told late.
        done = heard if choice.chance(500, *key, "done late") else day
    final = FINAL_OUTCOME.get(told.kind, COMPLETED)
    answers = [Answer(COMPLETED, done, heard, place=1)]
    if final == ARCHIVED:
        answers.append(Answer(ARCHIVED, done, heard, place=2))
    if choice.chance(MISORDERED_PERMILLE, *key, "misordered"):
        # The beginning is told after the end.
        answers.append(Answer(IN_PROGRESS, day, heard, place=3))
    return answers + _twice(choice, key, answers[-1] if final == ARCHIVED else answers[0])


def _twice(choice: Choice, key: tuple[object, ...], answer: Answer) -> list[Answer]:
    if not choice.chance(TWICE_PERMILLE, *key, "twice"):
        return []
    again = answer.deliver_on + timedelta(days=choice.below(2, *key, "again"))
    return [Answer(answer.outcome, answer.outcome_date, again, place=8, copy=1)]
