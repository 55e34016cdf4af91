"""Agreements: requested, approved by another person, ended (R-CRD-5)."""

from dataclasses import dataclass, replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.credit.domain.agreements import (
    CreditAgreement,
    check_content,
    check_currency,
    check_overlap,
    decided,
)
from services.credit.domain.approvals import ApprovalState, Verb
from services.credit.domain.facts import account_key
from services.credit.domain.policy import policy_in_force
from services.credit.domain.refusals import Reason, not_found
from services.credit.domain.terms import StandingAgreement
from services.credit.store import agreements as store
from services.credit.store.policies import approved_policies
from services.credit.store.positions import lock_accounts
from services.credit.usecases.read_controls import find_account
from services.credit.usecases.reevaluate import reevaluate
from services.kernel.ids import uuid7

_REPLIES = Replies(CreditAgreement)


@dataclass(frozen=True, slots=True)
class AgreementRequest:
    """What is agreed for an account; the id in ``holds`` is empty, and ``currency`` is that of the limit."""

    account: str
    holds: StandingAgreement
    currency: str
    reason: str
    requester: str


@dataclass(frozen=True, slots=True)
class AgreementDecision:
    """What a person decides about an agreement."""

    agreement: str
    verb: Verb
    actor: str
    reason: str


async def request_agreement(db: Database, request_id: str, asked: AgreementRequest) -> CreditAgreement:
    """Raises ACCOUNT_NOT_FOUND, AGREEMENT_INVALID, CURRENCY_MISMATCH, AGREEMENT_OVERLAPS, in this order."""

    async def work(tx: Transaction) -> CreditAgreement:
        earlier = await _REPLIES.find(tx, {request_id: asked})
        if request_id in earlier:
            return reply_or_raise(earlier[request_id])
        key, row = await find_account(tx, asked.account)
        policy = policy_in_force(await approved_policies(tx), tx.date)
        check_content(asked.holds, tx.date, policy.control_rules)
        check_currency(asked.account, row.currency, asked.currency)
        await lock_accounts(tx, [key])
        check_overlap(asked.holds, await store.agreements_of(tx, key))
        made = CreditAgreement(
            account=asked.account,
            customer=row.customer,
            currency=row.currency,
            holds=replace(asked.holds, agreement=str(uuid7())),
            state=ApprovalState.REQUESTED,
            requester=asked.requester,
            decider="",
            reason=asked.reason,
            created_at=tx.now,
        )
        await store.insert_agreement(tx, made)
        await tx.audit(_record(made, asked.requester, "request", asked.reason, policy.version))
        await _REPLIES.keep(tx, {request_id: (asked, made)})
        return made

    return await db.transact(work)


async def decide_agreement(db: Database, request_id: str, asked: AgreementDecision) -> CreditAgreement:
    """Approves, rejects or ends. Raises AGREEMENT_NOT_FOUND, STATE_CONFLICT, APPROVER_IS_REQUESTER."""

    async def work(tx: Transaction) -> CreditAgreement:
        earlier = await _REPLIES.find(tx, {request_id: asked})
        if request_id in earlier:
            return reply_or_raise(earlier[request_id])
        after = decided(await _found(tx, asked.agreement, lock=True), asked.verb, asked.actor, tx.date)
        policy = policy_in_force(await approved_policies(tx), tx.date)
        await store.update_agreement(tx, after)
        await reevaluate(tx, [account_key(after.customer, after.account)])
        await tx.audit(_record(after, asked.actor, asked.verb, asked.reason, policy.version))
        await _REPLIES.keep(tx, {request_id: (asked, after)})
        return after

    return await db.transact(work)


async def get_agreement(db: Database, agreement: str) -> CreditAgreement:
    """Raises AGREEMENT_NOT_FOUND."""
    async with db.read() as tx:
        return await _found(tx, agreement)


async def list_agreements(db: Database, *, account: str, state: str, before: str, limit: int) -> list[CreditAgreement]:
    async with db.read() as tx:
        return await store.list_agreements(tx, account_id=account, state=state, before=before, limit=limit)


async def _found(tx: Transaction, agreement: str, *, lock: bool = False) -> CreditAgreement:
    found = await store.find_agreement(tx, agreement, lock=lock)
    if found is None:
        raise not_found(Reason.AGREEMENT_NOT_FOUND, f"creditAgreements/{agreement}")
    return found


def _record(made: CreditAgreement, actor: str, action: str, reason: str, version: str) -> AuditRecord:
    holds = made.holds
    facts = {
        "account": made.account,
        "state": made.state.value,
        "start_date": holds.start_date.isoformat(),
        "end_date": holds.end_date.isoformat(),
        "payment_day": holds.payment_day,
        "suspension_days": holds.suspension_days,
        "prepayment_months": holds.prepayment_months,
        "credit_limit": holds.credit_limit,
    }
    name = f"creditAgreements/{holds.agreement}"
    return AuditRecord(actor, f"agreement.{action}", name, reason, facts, version)
