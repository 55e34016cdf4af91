"""Inspections of a unit's arrears work (R-KPI-2): planned, findings with a demand each, followed up, closed."""

import datetime as dt
from dataclasses import dataclass

from services.collection.domain.reason import Reason, precondition


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found, and what is to be done about it by when."""

    finding_id: str
    inspection_id: str
    description: str
    demand: str
    due_date: dt.date
    follow_up: str = ""
    close_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """A look at a unit's work; done when it has a date and nothing found is open."""

    inspection_id: str
    sales_unit: str
    plan: str
    plan_date: dt.date
    inspector: str
    done_date: dt.date | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.close_date is None)


def check_recordable(each: Inspection) -> None:
    """Raises INSPECTION_STATE_WRONG once the inspection is done."""
    if each.done_date is not None:
        raise _wrong(f"inspections/{each.inspection_id}", f"the inspection was done on {each.done_date}")


def check_closable(each: Finding) -> None:
    """Raises INSPECTION_STATE_WRONG for a finding that is closed."""
    if each.close_date is not None:
        raise _wrong(f"findings/{each.finding_id}", f"the finding was closed on {each.close_date}")


def check_completable(each: Inspection) -> None:
    """Raises INSPECTION_STATE_WRONG for one that is done, or while a finding is open."""
    check_recordable(each)
    left = each.open_findings
    if left:
        raise _wrong(f"findings/{left[0].finding_id}", f"{len(left)} findings are open")


def _wrong(name: str, why: str) -> Exception:
    return precondition(Reason.INSPECTION_STATE_WRONG, why, name=name)
