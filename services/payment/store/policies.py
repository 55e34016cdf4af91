"""The dated parameters of late fees and of value dates."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.payment.domain.late_fee import LateFeePolicy
from services.payment.domain.value_date import DEFAULT_VALUE_DATE_POLICY, ValueDatePolicy
from services.payment.store.office_tables import value_date_policy
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


async def value_date_policy_on(tx: Transaction, date: dt.date) -> ValueDatePolicy:
    """The policy in force on a date; the default before the first."""
    t = value_date_policy
    query = select(t).where(t.c.effective_from <= date).order_by(t.c.effective_from.desc()).limit(1)
    row = (await tx.execute(query)).one_or_none()
    return DEFAULT_VALUE_DATE_POLICY if row is None else ValueDatePolicy(*row)


async def keep_value_date_policy(tx: Transaction, policy: ValueDatePolicy) -> None:
    """Sets the policy of a first date, in place of one that had the same."""
    row = {"effective_from": policy.effective_from, "days_before_max": policy.days_before_max}
    made = insert(value_date_policy).values(row)
    await tx.execute(made.on_conflict_do_update(index_elements=["effective_from"], set_=row))
