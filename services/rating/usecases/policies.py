"""Rating's parameters as dated, approved versions (R-GEN-5)."""

import datetime as dt
from dataclasses import asdict, replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.rating.domain.policy import DEFAULT_POLICY, DatedPolicy, RatingPolicy
from services.rating.domain.reason import Reason, exists, not_found, precondition
from services.rating.store.policies import insert_policy, policies, write_policy_state
from services.rating.usecases.asked import Asked, once
from services.rating.usecases.catalogue import check_approver

_POLICY: Replies[DatedPolicy] = Replies(DatedPolicy)
_ALWAYS = DatedPolicy(dt.date(1970, 1, 1), DEFAULT_POLICY, "APPROVED", "", "")


def policy_id(value: DatedPolicy) -> str:
    return value.effective_date.isoformat()


async def request_policy(
    db: Database, asked: Asked, effective_date: dt.date, terms: RatingPolicy, reason: str
) -> DatedPolicy:
    async def decide(tx: Transaction) -> DatedPolicy:
        if effective_date <= tx.date:
            raise precondition(
                Reason.DATE_PASSED,
                "a policy begins after the business date",
                date=effective_date.isoformat(),
                business_date=tx.date.isoformat(),
            )
        if any(each.effective_date == effective_date for each in await policies(tx, lock=True)):
            raise exists(Reason.POLICY_EXISTS, "effective_date", effective_date.isoformat())
        policy = DatedPolicy(effective_date, terms, "REQUESTED", asked.actor, "")
        await insert_policy(tx, policy)
        subject = f"ratingPolicies/{policy_id(policy)}"
        await tx.audit(AuditRecord(asked.actor, "policy.request", subject, reason, asdict(terms)))
        return policy

    return await once(db, _POLICY, asked, decide)


async def decide_policy(db: Database, asked: Asked, name: str, state: str, reason: str) -> DatedPolicy:
    """Approves or rejects a requested policy; never by the person who requested it."""

    async def decide(tx: Transaction) -> DatedPolicy:
        before = next((each for each in await policies(tx, lock=True) if policy_id(each) == name), None)
        if before is None:
            raise not_found(Reason.POLICY_NOT_FOUND, "policy", f"ratingPolicies/{name}")
        if before.state != "REQUESTED":
            raise precondition(
                Reason.STATE_CONFLICT, f"the policy is {before.state}", state=before.state, verb=state.lower()
            )
        check_approver(before.requester, asked.actor)
        if before.effective_date <= tx.date:
            raise precondition(
                Reason.DATE_PASSED,
                "its first date has passed",
                date=name,
                business_date=tx.date.isoformat(),
            )
        after = replace(before, state=state, approver=asked.actor)
        await write_policy_state(tx, after)
        subject = f"ratingPolicies/{name}"
        await tx.audit(AuditRecord(asked.actor, f"policy.{state.lower()}", subject, reason, {}, name))
        return after

    return await once(db, _POLICY, asked, decide)


async def policy_in_force(db: Database, date: dt.date | None) -> DatedPolicy:
    """The policy that holds on a date; the rules' defaults before the first."""
    async with db.read() as tx:
        on = date or tx.date
        begun = [each for each in await policies(tx) if each.state == "APPROVED" and each.effective_date <= on]
    return begun[0] if begun else _ALWAYS


async def page_of_policies(db: Database, before: str, limit: int) -> list[DatedPolicy]:
    """Newest first, after the one with that date."""
    async with db.read() as tx:
        found = await policies(tx)
    return [each for each in found if not before or policy_id(each) < before][:limit]
