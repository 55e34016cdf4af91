"""The dated parameter of bank collection: may a bill in transit be paid elsewhere (R-PAY-3)."""

import datetime as dt
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.payment.domain.records import TransitPolicy
from services.payment.store.bank import keep_transit_policy, transit_policy_on
from services.payment.usecases.requests import check_open, once

_POLICIES: Replies[TransitPolicy] = Replies(TransitPolicy)


@dataclass(frozen=True, slots=True)
class SetTransitPolicy:
    request_id: str
    policy: TransitPolicy
    reason: str
    actor: str


async def get_transit_policy(db: Database, date: dt.date | None) -> TransitPolicy:
    """The policy in force on a date, by default today's."""
    async with db.read() as tx:
        return await transit_policy_on(tx, date or tx.date)


async def set_transit_policy(db: Database, request: SetTransitPolicy) -> TransitPolicy:
    """Sets the policy for batches produced from a date on. Raises POLICY_DATE_CLOSED."""

    async def work(tx: Transaction) -> TransitPolicy:
        policy = request.policy
        check_open(tx, policy.effective_from)
        await keep_transit_policy(tx, policy)
        subject = f"policies/transit-{policy.effective_from}"
        facts = {"payable_elsewhere": policy.payable_elsewhere}
        await tx.audit(AuditRecord(request.actor, "transit.policy", subject, request.reason, facts))
        return policy

    return await once(db, _POLICIES, request.request_id, request, work)
