"""The dated parameter of value dates: how far before the business date they may lie (R-SET-7)."""

import datetime as dt
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.payment.domain.value_date import ValueDatePolicy
from services.payment.store.policies import keep_value_date_policy, value_date_policy_on
from services.payment.usecases.requests import check_open, once

_POLICIES: Replies[ValueDatePolicy] = Replies(ValueDatePolicy)


@dataclass(frozen=True, slots=True)
class SetValueDatePolicy:
    request_id: str
    policy: ValueDatePolicy
    reason: str
    actor: str


async def get_value_date_policy(db: Database, date: dt.date | None) -> ValueDatePolicy:
    """The policy in force on a date, by default today's."""
    async with db.read() as tx:
        return await value_date_policy_on(tx, date or tx.date)


async def set_value_date_policy(db: Database, request: SetValueDatePolicy) -> ValueDatePolicy:
    """Sets the policy from a business date on. Raises POLICY_DATE_CLOSED."""

    async def work(tx: Transaction) -> ValueDatePolicy:
        policy = request.policy
        check_open(tx, policy.effective_from)
        await keep_value_date_policy(tx, policy)
        subject = f"policies/value-date-{policy.effective_from}"
        facts = {"days_before_max": policy.days_before_max}
        await tx.audit(AuditRecord(request.actor, "value_date.policy", subject, request.reason, facts))
        return policy

    return await once(db, _POLICIES, request.request_id, request, work)
