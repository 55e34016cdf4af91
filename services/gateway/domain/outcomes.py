"""How a command's outcome moves: one table of (from, verb, to), and the judgement of reports that do not fit it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from services.gateway.domain.command import Outcome


class Verb(StrEnum):
    """What moves a command on: the first six are ours, the last four are the platform's reports."""

    TAKE = "take"
    REFUSE = "refuse"
    EXPIRE = "expire"
    GIVE_UP = "give_up"
    RESEND = "resend"
    CANCEL = "cancel"
    PROGRESS = "progress"
    COMPLETE = "complete"
    ARCHIVE = "archive"
    FAIL = "fail"


_OPEN = (Outcome.ACCEPTED, Outcome.SENT, Outcome.IN_PROGRESS, Outcome.DEAD)
"""The platform may report of these: of ACCEPTED and DEAD too, because it may have the command although our try
ended unknown."""

TRANSITIONS: dict[tuple[Outcome, Verb], Outcome] = {
    (Outcome.ACCEPTED, Verb.TAKE): Outcome.SENT,
    (Outcome.ACCEPTED, Verb.REFUSE): Outcome.FAILED,
    (Outcome.ACCEPTED, Verb.EXPIRE): Outcome.EXPIRED,
    (Outcome.ACCEPTED, Verb.GIVE_UP): Outcome.DEAD,
    (Outcome.ACCEPTED, Verb.CANCEL): Outcome.CANCELLED,
    (Outcome.DEAD, Verb.CANCEL): Outcome.CANCELLED,
    (Outcome.DEAD, Verb.RESEND): Outcome.ACCEPTED,
    **{(state, Verb.PROGRESS): Outcome.IN_PROGRESS for state in _OPEN},
    **{(state, Verb.COMPLETE): Outcome.COMPLETED for state in _OPEN},
    **{(state, Verb.ARCHIVE): Outcome.ARCHIVED for state in (*_OPEN, Outcome.COMPLETED)},
    **{(state, Verb.FAIL): Outcome.FAILED for state in _OPEN},
}

REPORT_VERBS: dict[Outcome, Verb] = {
    Outcome.IN_PROGRESS: Verb.PROGRESS,
    Outcome.COMPLETED: Verb.COMPLETE,
    Outcome.ARCHIVED: Verb.ARCHIVE,
    Outcome.FAILED: Verb.FAIL,
}
"""What a platform may report, and the verb that it is."""

_PROGRESS_RANK = {
    Outcome.ACCEPTED: 0,
    Outcome.SENT: 1,
    Outcome.IN_PROGRESS: 2,
    Outcome.COMPLETED: 3,
    Outcome.ARCHIVED: 4,
    Outcome.FAILED: 4,
}


class Judgement(StrEnum):
    """What becomes of a platform's report; the names are those of the callback's state."""

    APPLIED = "APPLIED"
    DUPLICATE = "DUPLICATE"
    LATE = "LATE"
    QUARANTINED = "QUARANTINED"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a command when a report of it comes."""

    outcome: Outcome
    outcome_date: dt.date


def moved(outcome: Outcome, verb: Verb) -> Outcome | None:
    """Where the verb leads, or None where the table does not allow it."""
    return TRANSITIONS.get((outcome, verb))


def judge_report(known: Known, reported: Outcome, on: dt.date) -> Judgement:
    """Judges a platform's report about a command; outcomes only move forward, whatever the order of arrival (R-GTW-2).

    A repeated report is a duplicate, one that the command has already passed is late, one that contradicts what is
    known (COMPLETED after FAILED, anything after EXPIRED or CANCELLED, the same outcome on another date) is
    quarantined.
    """
    verb = REPORT_VERBS[reported]
    if reported is known.outcome:
        return _judge_repeat(known, reported, on)
    if moved(known.outcome, verb) is not None:
        return Judgement.APPLIED
    passed = _PROGRESS_RANK.get(known.outcome, -1) > _PROGRESS_RANK[reported]
    if known.outcome is Outcome.FAILED:
        passed = reported is Outcome.IN_PROGRESS
    return Judgement.LATE if passed else Judgement.QUARANTINED


def _judge_repeat(known: Known, reported: Outcome, on: dt.date) -> Judgement:
    if on == known.outcome_date:
        return Judgement.DUPLICATE
    if reported is Outcome.IN_PROGRESS:
        return Judgement.APPLIED if on > known.outcome_date else Judgement.LATE
    return Judgement.QUARANTINED
