"""What a person looks at before a trial is approved (R-BIL-2)."""

from collections.abc import AsyncIterator

from services.chassis.database import Database
from services.kernel.period import Cycle
from services.rating.domain.bill import Bill, BillDifference, ItemTotal, difference
from services.rating.store.bills import trial_bills
from services.rating.store.policies import policy_on
from services.rating.store.trial_sums import account_totals, item_totals
from services.rating.usecases.bill_runs import read_bill_run

_PAGE = 5_000


async def page_of_trial_bills(db: Database, cycle: str, trial: int, after: str, limit: int) -> list[Bill]:
    async with db.read() as tx:
        return await trial_bills(tx, cycle, trial, after=after, limit=limit)


async def trial_totals(db: Database, cycle: str, trial: int) -> list[ItemTotal]:
    await read_bill_run(db, cycle, trial)
    async with db.read() as tx:
        return await item_totals(tx, cycle, trial, str(Cycle.parse(cycle).previous))


async def differences(
    db: Database, cycle: str, trial: int, *, outliers_only: bool, after: str, limit: int
) -> list[BillDifference]:
    """By account, after an id; only outliers when asked."""
    found: list[BillDifference] = []
    async for each in _all_differences(db, cycle, trial, after):
        if each.reason or not outliers_only:
            found.append(each)
        if len(found) == limit:
            break
    return found


async def all_differences(db: Database, cycle: str, trial: int) -> AsyncIterator[BillDifference]:
    """All of them, by account, a page in memory at a time."""
    async for each in _all_differences(db, cycle, trial, ""):
        yield each


async def _all_differences(db: Database, cycle: str, trial: int, after: str) -> AsyncIterator[BillDifference]:
    last = Cycle.parse(cycle).previous
    async with db.read() as tx:
        policy = await policy_on(tx, Cycle.parse(cycle).last_day)
        while True:
            page = await account_totals(tx, cycle, trial, str(last), after=after, limit=_PAGE)
            for row in page:
                yield difference(*row, policy.outlier_permille, policy.outlier_minor_units)
            if len(page) < _PAGE:
                return
            after = page[-1][0]
