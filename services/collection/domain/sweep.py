"""What the daily sweep does with a case (R-DUN-1): one step, or wait until a date. Never two steps, none left out."""

import dataclasses
import datetime as dt
from dataclasses import dataclass

from services.collection.domain.ladder import Anchor, CaseState, Move, Permission, swept_move
from services.collection.domain.scenario import Scenario
from services.kernel.period import add_months

_ONE_DAY = dt.timedelta(days=1)
BAD_DEBT_MONTHS = 3
"""R-BAD-1: overdue for over three months."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as the sweep sees it.

    ``notice_waiting``: the last notice is not really sent yet. ``held_until`` is the last date of the hold that ends
    last, date.max for one without an end, None when nothing holds the case.
    """

    state: CaseState
    step_date: dt.date
    suspended_date: dt.date | None = None
    terminated_date: dt.date | None = None
    last_notice_date: dt.date | None = None
    notice_waiting: bool = False
    held_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """Credit's permission for the account (R-CRD-5, R-CTL-5).

    It counts only when it was made for the same oldest debt. ``lines`` is how many lines the step would act on: where
    there is none, nothing needs a permission.
    """

    oldest_due_date: dt.date | None = None
    suspend_not_before: dt.date | None = None
    terminate_not_before: dt.date | None = None
    dunning_exempt_until: dt.date | None = None
    suspension_exempt_until: dt.date | None = None
    lines: int = 1

    def without_lines(self) -> "Control":
        return dataclasses.replace(self, lines=0)


@dataclass(frozen=True, slots=True)
class Step:
    """The sweep takes this row of the ladder today."""

    move: Move
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing today. ``until`` is the first date worth looking again; None when an event decides, not a day."""

    until: dt.date | None
    reasons: tuple[str, ...]


def decide_step(
    case: CaseFacts, anchor: dt.date | None, control: Control, scenario: Scenario, date: dt.date
) -> Step | Wait:
    """What the end of a business day does with a case whose oldest payable due date is ``anchor``.

    All conditions are stated as first possible dates; the latest decides. So an outage of days delays the steps it
    missed, and the minimum days after each notice keep what follows from being rushed.
    """
    row = swept_move(case.state)
    if row is None:
        return Wait(None, ("AWAITING_EVENT",))
    if anchor is None or anchor >= date:
        return Wait(None, ("NOTHING_OVERDUE",))
    blocks = _blocks(case, row, anchor, control, scenario, date)
    waiting = [(until, reason) for until, reason in blocks if until > date]
    if not waiting:
        return Step(row, ("DAYS_REACHED",))
    return Wait(max(until for until, _ in waiting), tuple(reason for _, reason in waiting))


def _blocks(
    case: CaseFacts, row: Move, anchor: dt.date, control: Control, scenario: Scenario, date: dt.date
) -> list[tuple[dt.date, str]]:
    """Every condition as (first date on which it no longer stands in the way, reason)."""
    tomorrow = date + _ONE_DAY
    days = dt.timedelta(days=getattr(scenario.days, row.days))
    base = _base(case, row.anchor, anchor)
    blocks = [
        (tomorrow if base is None else base + days, "AWAITING_DAYS"),
        (case.step_date + _ONE_DAY, "STEPPED_TODAY"),
    ]
    if case.held_until is not None:
        blocks.append((_after(case.held_until), "ON_HOLD"))
    if row.after_notice:
        blocks.append(_notice_block(case, scenario, tomorrow))
    if row.permission is Permission.SUSPENSION or row.permission is Permission.TERMINATION:
        blocks.append(_permission_block(row.permission, anchor, control, tomorrow))
        blocks.append((_after(control.suspension_exempt_until), "EXEMPT_FROM_SUSPENSION"))
    else:
        blocks.append((_after(control.dunning_exempt_until), "EXEMPT_FROM_DUNNING"))
    if row.permission is Permission.OVER_THREE_MONTHS:
        blocks.append((add_months(anchor, BAD_DEBT_MONTHS) + _ONE_DAY, "AWAITING_THREE_MONTHS"))
    return blocks


def _base(case: CaseFacts, anchor: Anchor | None, due: dt.date) -> dt.date | None:
    if anchor is Anchor.SUSPENSION:
        return case.suspended_date
    return case.terminated_date if anchor is Anchor.TERMINATION else due


def _notice_block(case: CaseFacts, scenario: Scenario, tomorrow: dt.date) -> tuple[dt.date, str]:
    if case.notice_waiting or case.last_notice_date is None:
        return tomorrow, "NOTICE_NOT_SENT"
    return case.last_notice_date + dt.timedelta(
        days=scenario.days.minimum_after_notice
    ), "AWAITING_MINIMUM_AFTER_NOTICE"


def _permission_block(
    permission: Permission, anchor: dt.date, control: Control, tomorrow: dt.date
) -> tuple[dt.date, str]:
    if control.lines == 0:
        return dt.date.min, "NOTHING_TO_ORDER"
    if control.oldest_due_date != anchor:
        return tomorrow, "AWAITING_CREDIT_PERMISSION"
    date = control.suspend_not_before if permission is Permission.SUSPENSION else control.terminate_not_before
    return date or tomorrow, "AWAITING_CREDIT_PERMISSION"


def _after(last: dt.date | None) -> dt.date:
    if last is None:
        return dt.date.min
    return last if last == dt.date.max else last + _ONE_DAY
