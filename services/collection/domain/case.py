"""A ladder case as a value, and the one way in which it moves."""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any

from services.collection.domain.ladder import ENDED, CaseState, Verb, move
from services.collection.domain.sweep import CaseFacts

SWEEP_ACTOR = "collection"


@dataclass(frozen=True, slots=True)
class Case:
    """A case with everything that decides about it. ``step_count`` is its version."""

    shard: int
    case_id: str
    account_id: str
    customer_id: str
    number: int
    state: CaseState
    step_date: dt.date
    step_count: int
    open_date: dt.date
    anchor: dt.date | None
    scenario_version: str = ""
    suspended_date: dt.date | None = None
    terminated_date: dt.date | None = None
    last_notice_date: dt.date | None = None
    notice_waiting: bool = False
    held_until: dt.date | None = None
    next_date: dt.date | None = None
    paid_date: dt.date | None = None
    paid_at: dt.datetime | None = None
    close_date: dt.date | None = None
    sales_unit: str = ""
    account_manager: str = ""
    agency: str = ""

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    @property
    def facts(self) -> CaseFacts:
        return CaseFacts(
            self.state,
            self.step_date,
            self.suspended_date,
            self.terminated_date,
            self.last_notice_date,
            self.notice_waiting,
            self.held_until,
        )


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One move of a case; never changed."""

    shard: int
    case_id: str
    sequence: int
    source: CaseState
    verb: Verb
    target: CaseState
    step_date: dt.date
    anchor: dt.date | None
    overdue: int
    reasons: tuple[str, ...]
    policy_version: str
    actor: str


@dataclass(frozen=True, slots=True)
class Why:
    """What a step is recorded with."""

    anchor: dt.date | None
    overdue: int
    reasons: tuple[str, ...]
    policy_version: str = ""
    actor: str = SWEEP_ACTOR


def open_case(case: Case, why: Why) -> tuple[Case, CaseStep]:
    """The first step of a new case."""
    return case, _first_step(case, Verb.OPEN, case.open_date, why)


def bring_in_case(case: Case, why: Why) -> CaseStep:
    """The first step of a case that begins where it stood in another system (R-ACC-4)."""
    return _first_step(case, Verb.IMPORT, case.step_date, why)


def _first_step(case: Case, verb: Verb, date: dt.date, why: Why) -> CaseStep:
    return CaseStep(
        case.shard,
        case.case_id,
        1,
        CaseState.OPEN,
        verb,
        case.state,
        date,
        why.anchor,
        why.overdue,
        why.reasons,
        why.policy_version,
        why.actor,
    )


def take(case: Case, verb: Verb, date: dt.date, why: Why, **changes: Any) -> tuple[Case, CaseStep]:
    """Moves a case by a row of the ladder. Raises LADDER_MOVE_REFUSED. ``changes`` are other fields of the case."""
    row = move(case.case_id, case.state, verb)
    closing: dict[str, Any] = {"close_date": date, "next_date": None} if row.target is CaseState.CLOSED else {}
    moved = dataclasses.replace(
        case, state=row.target, step_date=date, step_count=case.step_count + 1, **{**closing, **changes}
    )
    step = CaseStep(
        case.shard,
        case.case_id,
        moved.step_count,
        case.state,
        verb,
        row.target,
        date,
        why.anchor,
        why.overdue,
        why.reasons,
        why.policy_version,
        why.actor,
    )
    return moved, step
