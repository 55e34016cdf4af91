"""Day step: warns once a cycle of charges above five times the mean of three months, or above a limit (R-RAT-5)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from services.chassis.database import Database, Transaction
from services.kernel.period import Cycle
from services.rating.domain.events import UsageThresholdPassed
from services.rating.domain.usage_warning import (
    FIVE_TIMES_MEAN,
    INTERVENTION_LIMIT,
    CustomerCharges,
    passes_limit,
    passes_mean,
)
from services.rating.store import usage_warnings as store
from services.rating.store.bill_inputs import shard_bounds
from services.rating.store.bill_runs import list_bill_runs
from services.rating.store.policies import policy_on

_ACCOUNTS_AT_ONCE = 5_000


async def warn_of_usage(db: Database, date: dt.date) -> Mapping[str, int]:
    """Publishes who has passed the bound. While the month before has no bills, its charges still stand among the
    unbilled ones and would be taken for this month's: then it waits.
    """
    cycle = Cycle.of(date)
    async with db.read() as tx:
        runs = await list_bill_runs(tx, before=None, limit=100)
        bounds = await shard_bounds(tx, _ACCOUNTS_AT_ONCE)
    if not any(run.cycle == str(cycle.previous) and run.state == "COMPLETED" and not run.accounts for run in runs):
        return {"warned": 0}
    warned = 0
    for first, end in bounds:
        warned += await db.transact(lambda tx, first=first, end=end: _warn(tx, date, first, end - 1))
    return {"warned": warned}


async def _warn(tx: Transaction, date: dt.date, first: int, last: int) -> int:
    cycle = Cycle.of(date)
    policy = await policy_on(tx, date)
    customers = await store.customer_charges(tx, cycle, first, last)
    above_mean = [(each, passes_mean(each, policy.usage_warning_permille)) for each in customers]
    above_limit = [(each, passes_limit(each, policy.intervention_limit_minor_units)) for each in customers]
    warned = await _publish(tx, cycle, FIVE_TIMES_MEAN, above_mean)
    return warned + await _publish(tx, cycle, INTERVENTION_LIMIT, above_limit)


async def _publish(
    tx: Transaction, cycle: Cycle, threshold: str, bounds: Sequence[tuple[CustomerCharges, int | None]]
) -> int:
    """Publishes who has passed a bound and was not warned of in the cycle yet; gives how many."""
    passed = [(each, bound) for each, bound in bounds if bound is not None]
    fresh = await store.enter_thresholds(tx, cycle, threshold, passed)
    tx.publish(
        UsageThresholdPassed(
            customer_id=each.customer_id,
            account_id=each.account_id,
            cycle=str(cycle),
            threshold=threshold,
            currency=each.currency,
            charges=each.charges,
            limit=bound,
        )
        for each, bound in passed
        if each.customer_id in fresh
    )
    return len(fresh)
