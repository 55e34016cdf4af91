"""Policy versions: read, proposed, approved by another person (R-CRD-4)."""

import datetime as dt
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.credit.domain import proposals
from services.credit.domain.policy import CreditPolicy, policy_in_force
from services.credit.domain.proposals import PolicyProposal
from services.credit.domain.refusals import Reason, not_found, precondition
from services.credit.store import policies
from services.kernel.errors import Refusal, RefusalKind

_REPLIES = Replies(PolicyProposal)


@dataclass(frozen=True, slots=True)
class ProposePolicy:
    """A policy version that a person proposes."""

    policy: CreditPolicy
    requester: str
    reason: str


@dataclass(frozen=True, slots=True)
class DecidePolicy:
    """What a person decides about a proposed version: "approve" or "reject"."""

    version: str
    verb: str
    decider: str
    reason: str


async def get_policy(db: Database, version: str) -> PolicyProposal:
    """Raises POLICY_NOT_FOUND."""
    async with db.read() as tx:
        return await found(tx, version)


async def found(tx: Transaction, version: str, *, lock: bool = False) -> PolicyProposal:
    """Raises POLICY_NOT_FOUND."""
    proposal = await policies.find_proposal(tx, version, lock=lock)
    if proposal is None:
        raise not_found(Reason.POLICY_NOT_FOUND, f"policies/{version}")
    return proposal


async def effective_policy(db: Database, date: dt.date | None) -> PolicyProposal:
    """The version in force on a date, the open business date by default. Raises POLICY_NOT_EFFECTIVE."""
    async with db.read() as tx:
        held = policy_in_force(await policies.approved_policies(tx), date or tx.date)
        return await found(tx, held.version)


async def list_policies(db: Database, state: str, after: str, limit: int) -> list[PolicyProposal]:
    async with db.read() as tx:
        return await policies.list_proposals(tx, state, after, limit)


async def propose_policy(db: Database, request_id: str, asked: ProposePolicy) -> PolicyProposal:
    """Raises POLICY_EXISTS, POLICY_INVALID, POLICY_DATE_PASSED."""

    async def work(tx: Transaction) -> PolicyProposal:
        earlier = await _REPLIES.find(tx, {request_id: asked})
        if request_id in earlier:
            return reply_or_raise(earlier[request_id])
        if await policies.find_proposal(tx, asked.policy.version, lock=True) is not None:
            raise _exists(asked.policy.version)
        proposal = proposals.propose(asked.policy, asked.requester, asked.reason, tx.date, tx.now)
        await policies.insert_proposal(tx, proposal)
        await tx.audit(_record(proposal, asked.requester, "policy.propose", asked.reason))
        await _REPLIES.keep(tx, {request_id: (asked, proposal)})
        return proposal

    return await db.transact(work)


async def decide_policy(db: Database, request_id: str, asked: DecidePolicy) -> PolicyProposal:
    """Raises POLICY_NOT_FOUND, then what domain.proposals refuses, then POLICY_EXISTS."""

    async def work(tx: Transaction) -> PolicyProposal:
        earlier = await _REPLIES.find(tx, {request_id: asked})
        if request_id in earlier:
            return reply_or_raise(earlier[request_id])
        proposal = await found(tx, asked.version, lock=True)
        if asked.verb == "approve":
            after = proposals.approve(proposal, asked.decider, tx.date)
            await _check_date_free(tx, after.policy)
        else:
            after = proposals.reject(proposal, asked.decider)
        await policies.update_proposal(tx, after)
        await tx.audit(_record(after, asked.decider, f"policy.{asked.verb}", asked.reason))
        await _REPLIES.keep(tx, {request_id: (asked, after)})
        return after

    return await db.transact(work)


async def _check_date_free(tx: Transaction, policy: CreditPolicy) -> None:
    """Two approved versions never take effect on the same date: there would be no telling which holds."""
    for other in await policies.approved_policies(tx):
        if other.effective_date == policy.effective_date:
            message = f"policies/{other.version} takes effect on {other.effective_date} as well"
            raise precondition(Reason.POLICY_EXISTS, message, policy=f"policies/{other.version}")


def _exists(version: str) -> Refusal:
    message = f"policies/{version} exists already"
    return Refusal(
        Reason.POLICY_EXISTS, RefusalKind.ALREADY_EXISTS, message, metadata={"policy": f"policies/{version}"}
    )


def _record(proposal: PolicyProposal, actor: str, action: str, reason: str) -> AuditRecord:
    policy = proposal.policy
    facts = {"state": proposal.state.value, "effective_date": str(policy.effective_date), "grades": policy.grades}
    return AuditRecord(actor, action, f"policies/{policy.version}", reason, facts, policy.version)
