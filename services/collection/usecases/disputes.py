"""Disputes: they pause a case until another person has resolved them (R-DUN-4)."""

import dataclasses
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.dossier import duties_separate
from services.collection.domain.pause import Dispute
from services.collection.domain.promise import HoldReason
from services.collection.domain.reason import Reason, not_found
from services.collection.store import holds as store
from services.collection.store import positions as position_store
from services.collection.usecases.pauses import begin_hold, lock_open_case, release
from services.kernel.ids import uuid7

_DISPUTES: Replies[Dispute] = Replies(Dispute)


@dataclass(frozen=True, slots=True)
class OpenDispute:
    """A customer objects."""

    case_id: str
    bills: tuple[str, ...]
    statement: str
    actor: str


async def open_dispute(db: Database, request_id: str, request: OpenDispute) -> Dispute:
    """Raises CASE_NOT_FOUND, CASE_CLOSED."""

    async def work(tx: Transaction) -> Dispute:
        known = await _DISPUTES.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        case = await lock_open_case(tx, request.case_id)
        dispute = Dispute(
            case.shard,
            str(uuid7()),
            case.case_id,
            case.account_id,
            request.bills,
            request.statement,
            "OPEN",
            "",
            request.actor,
            tx.date,
        )
        await store.add_dispute(tx, dispute)
        await begin_hold(tx, case, dispute.dispute_id, HoldReason.DISPUTE, None, "dispute", request.actor)
        await _DISPUTES.keep(tx, {request_id: (request, dispute)})
        return dispute

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class ResolveDispute:
    """A dispute is resolved: UPHELD or REJECTED."""

    dispute_id: str
    resolution: str
    finding: str
    actor: str


async def resolve_dispute(db: Database, request_id: str, request: ResolveDispute) -> Dispute:
    """Raises DISPUTE_NOT_FOUND, then SEPARATION_OF_DUTIES. The ladder goes on the next day."""

    async def work(tx: Transaction) -> Dispute:
        known = await _DISPUTES.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        dispute = await store.find_dispute(tx, request.dispute_id)
        if dispute is None or dispute.state != "OPEN":
            raise not_found(Reason.DISPUTE_NOT_FOUND, f"disputes/{request.dispute_id}")
        if dispute.actor == request.actor:
            raise duties_separate(request.actor, "OPENER")
        await position_store.lock_accounts(tx, [(dispute.shard, dispute.account_id)])
        await store.resolve_dispute(tx, dispute, request.resolution, request.finding, tx.date)
        await release(tx, dispute.shard, dispute.case_id, dispute.dispute_id)
        record = AuditRecord(
            request.actor,
            "dispute.resolve",
            f"cases/{dispute.case_id}",
            request.finding,
            {"resolution": request.resolution},
        )
        await tx.audit(record)
        resolved = dataclasses.replace(dispute, state=request.resolution, finding=request.finding, resolve_date=tx.date)
        await _DISPUTES.keep(tx, {request_id: (request, resolved)})
        return resolved

    return await db.transact(work)
