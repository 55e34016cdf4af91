"""Bill runs: one row for each trial of a cycle."""

from typing import Any

from sqlalchemy import Row, select, update

from services.chassis.database import Transaction
from services.rating.domain.bill import BillRun
from services.rating.domain.states import BillRunState
from services.rating.store.bill_tables import bill_run


def _from_row(row: Row[Any]) -> BillRun:
    return BillRun(
        cycle=row.cycle,
        trial=row.trial,
        state=BillRunState(row.state),
        accounts=tuple(row.accounts),
        start_date=row.start_date,
        issue_date=row.issue_date,
        requester=row.requester,
        approver=row.approver,
        bills=row.bills,
        total=row.total,
        parked=row.parked,
    )


async def runs_of_cycle(tx: Transaction, cycle: str) -> list[BillRun]:
    """The trials of a cycle, in their order."""
    query = select(bill_run).where(bill_run.c.cycle == cycle).order_by(bill_run.c.trial)
    return [_from_row(row) for row in await tx.execute(query)]


async def get_bill_run(tx: Transaction, cycle: str, trial: int, *, lock: bool = False) -> BillRun | None:
    query = select(bill_run).where(bill_run.c.cycle == cycle, bill_run.c.trial == trial)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return _from_row(row) if row else None


async def list_bill_runs(tx: Transaction, *, before: tuple[str, int] | None, limit: int) -> list[BillRun]:
    """Newest cycle first, its newest trial first."""
    query = select(bill_run)
    if before is not None:
        cycle, trial = before
        query = query.where((bill_run.c.cycle < cycle) | ((bill_run.c.cycle == cycle) & (bill_run.c.trial < trial)))
    query = query.order_by(bill_run.c.cycle.desc(), bill_run.c.trial.desc()).limit(limit)
    return [_from_row(row) for row in await tx.execute(query)]


async def insert_bill_run(tx: Transaction, value: BillRun) -> None:
    row = {
        "cycle": value.cycle,
        "trial": value.trial,
        "state": value.state.value,
        "accounts": list(value.accounts),
        "start_date": value.start_date,
        "requester": value.requester,
    }
    await tx.insert_many(bill_run, [row])


async def write_bill_run(tx: Transaction, value: BillRun) -> None:
    await tx.execute(
        update(bill_run)
        .where(bill_run.c.cycle == value.cycle, bill_run.c.trial == value.trial)
        .values(
            state=value.state.value,
            issue_date=value.issue_date,
            approver=value.approver,
            bills=value.bills,
            total=value.total,
            parked=value.parked,
        )
    )
