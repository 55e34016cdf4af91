"""Dated policies."""

import datetime as dt

from pydantic import TypeAdapter
from sqlalchemy import select, update

from services.chassis.database import Transaction
from services.rating.domain.policy import DEFAULT_POLICY, DatedPolicy, RatingPolicy
from services.rating.store.tables import policy

_TERMS: TypeAdapter[RatingPolicy] = TypeAdapter(RatingPolicy)


async def policies(tx: Transaction, *, lock: bool = False) -> list[DatedPolicy]:
    """All policies, newest first; there are few."""
    query = select(policy).order_by(policy.c.effective_date.desc())
    rows = await tx.execute(query.with_for_update() if lock else query)
    return [
        DatedPolicy(row.effective_date, _TERMS.validate_python(row.terms), row.state, row.requester, row.approver)
        for row in rows
    ]


async def policy_on(tx: Transaction, date: dt.date) -> RatingPolicy:
    """The policy in force on a date; the rules' defaults when none is."""
    for each in await policies(tx):
        if each.state == "APPROVED" and each.effective_date <= date:
            return each.terms
    return DEFAULT_POLICY


async def insert_policy(tx: Transaction, value: DatedPolicy) -> None:
    row = {
        "effective_date": value.effective_date,
        "terms": _TERMS.dump_python(value.terms, mode="json"),
        "state": value.state,
        "requester": value.requester,
        "approver": value.approver,
    }
    await tx.insert_many(policy, [row])


async def write_policy_state(tx: Transaction, value: DatedPolicy) -> None:
    await tx.execute(
        update(policy)
        .where(policy.c.effective_date == value.effective_date)
        .values(state=value.state, approver=value.approver)
    )
