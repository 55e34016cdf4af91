"""Exemptions: requested, approved by another person, ended, expired by the day's close (R-CTL-5)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.credit.domain.approvals import ApprovalState, Verb
from services.credit.domain.exemptions import (
    Exemption,
    ExemptionEvent,
    ExemptionScope,
    check_dates,
    closed_by_day,
    decided,
)
from services.credit.domain.facts import AccountKey, account_key
from services.credit.domain.policy import CreditPolicy, policy_in_force
from services.credit.domain.refusals import Reason, not_found
from services.credit.store import exemptions as store
from services.credit.store.policies import approved_policies
from services.credit.store.positions import find_customers_of, keys_of_customer, known_customers
from services.credit.usecases.reevaluate import reevaluate
from services.kernel.ids import uuid7

_REPLIES = Replies(Exemption)
_DAY_ACTOR = "credit"


@dataclass(frozen=True, slots=True)
class ExemptionRequest:
    """What is exempt (an account, or a whole customer), from what, and when; no start means the open business date."""

    customer: str
    account: str
    scope: ExemptionScope
    start_date: dt.date | None
    end_date: dt.date
    reason: str
    requester: str


@dataclass(frozen=True, slots=True)
class ExemptionDecision:
    """What a person decides about an exemption."""

    exemption: str
    verb: Verb
    actor: str
    reason: str


async def request_exemption(db: Database, request_id: str, asked: ExemptionRequest) -> Exemption:
    """Raises ACCOUNT_NOT_FOUND, CUSTOMER_NOT_FOUND, EXEMPTION_DATES_INVALID, EXEMPTION_TOO_LONG."""
    return await db.transact(lambda tx: request_in(tx, request_id, asked))


async def request_in(tx: Transaction, request_id: str, asked: ExemptionRequest) -> Exemption:
    """The same inside a transaction; a file's rows are requested one by one."""
    earlier = await _REPLIES.find(tx, {request_id: asked})
    if request_id in earlier:
        return reply_or_raise(earlier[request_id])
    policy = policy_in_force(await approved_policies(tx), tx.date)
    owner = await _owner(tx, asked)
    start = asked.start_date or tx.date
    check_dates(start, asked.end_date, tx.date, policy.control_rules)
    made = Exemption(
        exemption=str(uuid7()),
        customer=owner,
        account=asked.account,
        scope=asked.scope,
        start_date=start,
        end_date=asked.end_date,
        state=ApprovalState.REQUESTED,
        requester=asked.requester,
        decider="",
        reason=asked.reason,
        created_at=tx.now,
    )
    await store.insert_exemption(tx, made)
    await _note(tx, made, asked.requester, asked.reason, "request", policy)
    await _REPLIES.keep(tx, {request_id: (asked, made)})
    return made


async def decide_exemption(db: Database, request_id: str, asked: ExemptionDecision) -> Exemption:
    """Approves, rejects or ends. Raises EXEMPTION_NOT_FOUND, STATE_CONFLICT, APPROVER_IS_REQUESTER."""

    async def work(tx: Transaction) -> Exemption:
        earlier = await _REPLIES.find(tx, {request_id: asked})
        if request_id in earlier:
            return reply_or_raise(earlier[request_id])
        after = decided(await _found(tx, asked.exemption, lock=True), asked.verb, asked.actor, tx.date)
        policy = policy_in_force(await approved_policies(tx), tx.date)
        await store.update_exemption(tx, after)
        await _note(tx, after, asked.actor, asked.reason, asked.verb, policy)
        await reevaluate(tx, await _covered(tx, after))
        await _REPLIES.keep(tx, {request_id: (asked, after)})
        return after

    return await db.transact(work)


async def get_exemption(db: Database, exemption: str) -> Exemption:
    """Raises EXEMPTION_NOT_FOUND."""
    async with db.read() as tx:
        return await _found(tx, exemption)


async def list_exemptions(
    db: Database, *, customer: str, account: str, state: str, upto: dt.date | None, before: str, limit: int
) -> list[Exemption]:
    async with db.read() as tx:
        return await store.list_exemptions(
            tx, customer=customer, account=account, state=state, upto=upto, before=before, limit=limit
        )


async def list_history(db: Database, exemption: str, after: int, limit: int) -> list[tuple[int, ExemptionEvent]]:
    """Raises EXEMPTION_NOT_FOUND."""
    async with db.read() as tx:
        return await store.list_history(tx, await _found(tx, exemption), after, limit)


@dataclass(frozen=True, slots=True)
class ExemptionDay:
    """The day's step: warns of exemptions that end soon, and ends those whose last day is over."""

    db: Database

    async def close(self, date: dt.date) -> Mapping[str, int]:
        async def work(tx: Transaction) -> dict[str, int]:
            policy = policy_in_force(await approved_policies(tx), date)
            near = date + dt.timedelta(days=policy.control_rules.exemption_warning_days)
            counters = {"warned": 0, "expired": 0}
            for before in await store.lock_approved_ending(tx, near):
                after = closed_by_day(before, date, policy.control_rules)
                if after == before:
                    continue
                expired = after.state is ApprovalState.EXPIRED
                counters["expired" if expired else "warned"] += 1
                await store.update_exemption(tx, after)
                reason = "its last day is over" if expired else f"it ends on {after.end_date}"
                await _note(tx, after, _DAY_ACTOR, reason, "expire" if expired else "warn", policy)
            return counters

        return await self.db.transact(work)


async def _owner(tx: Transaction, asked: ExemptionRequest) -> str:
    if asked.account:
        owner = (await find_customers_of(tx, [asked.account])).get(asked.account)
        if owner is None:
            raise not_found(Reason.ACCOUNT_NOT_FOUND, f"accounts/{asked.account}")
        return owner
    if asked.customer not in await known_customers(tx, [asked.customer]):
        raise not_found(Reason.CUSTOMER_NOT_FOUND, f"customers/{asked.customer}")
    return asked.customer


async def _found(tx: Transaction, exemption: str, *, lock: bool = False) -> Exemption:
    found = await store.find_exemption(tx, exemption, lock=lock)
    if found is None:
        raise not_found(Reason.EXEMPTION_NOT_FOUND, f"exemptions/{exemption}")
    return found


async def _covered(tx: Transaction, exemption: Exemption) -> list[AccountKey]:
    if exemption.account:
        return [account_key(exemption.customer, exemption.account)]
    return await keys_of_customer(tx, exemption.customer)


async def _note(
    tx: Transaction, exemption: Exemption, actor: str, reason: str, action: str, policy: CreditPolicy
) -> None:
    """Keeps who did what and why, in the exemption's history and in the audit trail (R-GEN-5)."""
    event = ExemptionEvent(exemption.exemption, exemption.customer, exemption.state, actor, reason, tx.date, tx.now)
    await store.add_history(tx, [event])
    facts = {
        "customer": exemption.customer,
        "account": exemption.account,
        "scope": exemption.scope.value,
        "start_date": exemption.start_date.isoformat(),
        "end_date": exemption.end_date.isoformat(),
        "state": exemption.state.value,
    }
    name = f"exemptions/{exemption.exemption}"
    await tx.audit(AuditRecord(actor, f"exemption.{action}", name, reason, facts, policy.version))
