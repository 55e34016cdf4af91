"""The dated parameters of late fees."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.payment.domain.late_fee import LateFeePolicy
from services.payment.store.tables import late_fee_policy


async def late_fee_policies(tx: Transaction) -> tuple[LateFeePolicy, ...]:
    """All policies in the order of their first dates."""
    found = await tx.execute(select(late_fee_policy).order_by(late_fee_policy.c.effective_from))
    return tuple(_policy(row.effective_from, row.parameters) for row in found)


def _policy(effective_from: dt.date, parameters: dict[str, object]) -> LateFeePolicy:
    values = {**parameters, "excluded_items": frozenset(parameters["excluded_items"])}  # type: ignore[arg-type]
    return LateFeePolicy(effective_from, **values)  # type: ignore[arg-type]


async def keep_policy(tx: Transaction, policy: LateFeePolicy) -> None:
    """Sets the policy of a first date, in place of one that had the same."""
    parameters = {
        "rate_per_ten_thousand": policy.rate_per_ten_thousand,
        "grace_days": policy.grace_days,
        "maximum_days": policy.maximum_days,
        "minimum": policy.minimum,
        "cap_percent": policy.cap_percent,
        "excluded_items": sorted(policy.excluded_items),
        "version": policy.version,
    }
    row = {"effective_from": policy.effective_from, "parameters": parameters}
    made = insert(late_fee_policy).values(row)
    await tx.execute(made.on_conflict_do_update(index_elements=["effective_from"], set_={"parameters": parameters}))
