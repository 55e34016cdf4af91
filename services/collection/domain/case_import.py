"""Open cases of an operator that moves to Tollbook (R-ACC-4), as rows of a file."""

import datetime as dt
from dataclasses import dataclass

from services.collection.domain.case import Case
from services.collection.domain.csv_file import Cells, date_cell
from services.collection.domain.ladder import IMPORTED_STATES, CaseState
from services.collection.domain.position import Account
from services.kernel.errors import Fault

RULE = "R-ACC-4"
HEADER = (
    "account",
    "state",
    "step_date",
    "open_date",
    "last_notice_date",
    "suspended_date",
    "terminated_date",
)
_AFTER_SUSPENSION = frozenset(
    {CaseState.SUSPENDED, CaseState.DUNNED, CaseState.TERMINATION_NOTICED, CaseState.TERMINATED}
)


@dataclass(frozen=True, slots=True)
class ImportedCase:
    """A case as the former system has it."""

    account_id: str
    state: CaseState
    step_date: dt.date
    open_date: dt.date
    last_notice_date: dt.date | None
    suspended_date: dt.date | None
    terminated_date: dt.date | None

    @property
    def needed(self) -> tuple[str, ...]:
        """The dates that the state cannot be without."""
        names = [] if self.state is CaseState.OPEN else ["last_notice_date"]
        if self.state in _AFTER_SUSPENSION:
            names.append("suspended_date")
        if self.state is CaseState.TERMINATED:
            names.append("terminated_date")
        return tuple(names)


def read_imported(cells: Cells) -> tuple[ImportedCase | None, list[Fault]]:
    """A row's case, or all that is wrong with it."""
    faults: list[Fault] = []
    account, state = cells["account"].removeprefix("accounts/"), cells["state"]
    if not account:
        faults.append(Fault("account", RULE, "", "must name an account"))
    if state not in IMPORTED_STATES:
        faults.append(Fault("state", RULE, state, f"must be of {', '.join(IMPORTED_STATES)}"))
    dates = {name: date_cell(cells, name, RULE, faults) for name in HEADER[2:]}
    step, opened = dates["step_date"], dates["open_date"]
    for name in ("step_date", "open_date"):
        if not cells[name]:
            faults.append(Fault(name, RULE, "", "must not be empty"))
    if faults or step is None or opened is None:
        return None, faults
    case = ImportedCase(
        account,
        CaseState(state),
        step,
        opened,
        dates["last_notice_date"],
        dates["suspended_date"],
        dates["terminated_date"],
    )
    faults = [Fault(name, RULE, "", f"must be given for {state}") for name in case.needed if dates[name] is None]
    if opened > step:
        faults.append(Fault("open_date", RULE, opened.isoformat(), "must not come after step_date"))
    for name in ("suspended_date", "terminated_date"):
        date = dates[name]
        if date is not None and not opened <= date <= step:
            faults.append(Fault(name, RULE, date.isoformat(), "must lie from open_date to step_date"))
    return (None, faults) if faults else (case, [])


def judge_imported(imported: ImportedCase, account: Account | None, case: Case | None, date: dt.date) -> list[Fault]:
    """What stands against a row: an unknown account, one that owes nothing past due, a case that is another, a day to
    come. A case that stands as the row says is none of these: it was imported before."""
    if account is None:
        return [Fault("account", RULE, imported.account_id, "is not known: import customers and debts first")]
    if case is not None:
        same = (case.state, case.step_date, case.open_date) == (
            imported.state,
            imported.step_date,
            imported.open_date,
        )
        return [] if same else [Fault("account", RULE, case.case_id, f"has an open case, which is {case.state}")]
    faults: list[Fault] = []
    if account.anchor is None or account.anchor >= date:
        faults.append(Fault("account", RULE, imported.account_id, "owes nothing past due"))
    latest = max(imported.step_date, imported.last_notice_date or imported.step_date)
    if latest > date:
        faults.append(Fault("step_date", RULE, latest.isoformat(), f"must not come after {date}"))
    return faults
