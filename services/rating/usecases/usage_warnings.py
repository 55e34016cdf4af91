"""Day step: warns once a cycle of charges above five times the mean of the last three months (R-RAT-5)."""

import datetime as dt
from collections.abc import Mapping

from services.chassis.database import Database, Transaction
from services.kernel.ids import SHARDS
from services.kernel.period import Cycle
from services.rating.domain.events import UsageThresholdPassed
from services.rating.domain.usage_warning import FIVE_TIMES_MEAN, passes_mean
from services.rating.store import usage_warnings as store
from services.rating.store.bill_runs import list_bill_runs
from services.rating.store.policies import policy_on

_STEP = 64


async def warn_of_usage(db: Database, date: dt.date) -> Mapping[str, int]:
    """Publishes who has passed the bound. While the month before has no bills, its charges still stand among the
    unbilled ones and would be taken for this month's: then it waits.
    """
    cycle = Cycle.of(date)
    async with db.read() as tx:
        runs = await list_bill_runs(tx, before=None, limit=100)
    if not any(run.cycle == str(cycle.previous) and run.state == "COMPLETED" and not run.accounts for run in runs):
        return {"warned": 0}
    warned = 0
    for first in range(0, SHARDS, _STEP):
        warned += await db.transact(lambda tx, first=first: _warn(tx, date, first, first + _STEP - 1))
    return {"warned": warned}


async def _warn(tx: Transaction, date: dt.date, first: int, last: int) -> int:
    cycle = Cycle.of(date)
    permille = (await policy_on(tx, date)).usage_warning_permille
    customers = await store.customer_charges(tx, cycle, first, last)
    passed = [(each, bound) for each in customers if (bound := passes_mean(each, permille)) is not None]
    fresh = await store.enter_thresholds(tx, cycle, FIVE_TIMES_MEAN, passed)
    tx.publish(
        UsageThresholdPassed(
            customer_id=each.customer_id,
            account_id=each.account_id,
            cycle=str(cycle),
            threshold=FIVE_TIMES_MEAN,
            currency=each.currency,
            charges=each.charges,
            limit=bound,
        )
        for each, bound in passed
        if each.customer_id in fresh
    )
    return len(fresh)
