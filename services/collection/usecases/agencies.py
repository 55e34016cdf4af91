"""Agencies, their agreements, and the cases in their hands (R-AGY-1)."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.agency import Agency, Agreement, Assignment
from services.collection.domain.commission import CommissionStep, age_months, check_steps, ratio
from services.collection.domain.dossier import duties_separate
from services.collection.domain.reason import Reason, not_found, precondition
from services.collection.store import agencies as store
from services.collection.store import cases as case_store
from services.collection.store import collection_policies as policy_store
from services.collection.store import positions as position_store
from services.collection.usecases.casebook import CaseBook
from services.collection.usecases.pauses import lock_open_case
from services.kernel.errors import Refusal

_AGENCIES: Replies[Agency] = Replies(Agency)
_AGREEMENTS: Replies[Agreement] = Replies(Agreement)
_ASSIGNMENTS: Replies[Assignment] = Replies(Assignment)


@dataclass(frozen=True, slots=True)
class RegisterAgency:
    """An agency is registered, or its name changed."""

    agency: Agency
    actor: str


async def register_agency(db: Database, request_id: str, request: RegisterAgency) -> Agency:
    async def work(tx: Transaction) -> Agency:
        known = await _AGENCIES.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        await store.save_agency(tx, request.agency)
        await _AGENCIES.keep(tx, {request_id: (request, request.agency)})
        return request.agency

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class ProposeAgreement:
    """A unit's agreement with an agency for a year; the policy's steps when none are given."""

    agency_id: str
    sales_unit: str
    year: int
    steps: tuple[CommissionStep, ...]
    actor: str


async def propose_agreement(db: Database, request_id: str, request: ProposeAgreement) -> Agreement:
    """Raises AGREEMENT_INVALID, AGENCY_NOT_FOUND, AGREEMENT_DECIDED."""
    check_steps(request.steps)
    identity = f"{request.agency_id}-{request.sales_unit}-{request.year}"

    async def work(tx: Transaction) -> Agreement:
        known = await _AGREEMENTS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        if not any(each.agency_id == request.agency_id and not each.closed for each in await store.list_agencies(tx)):
            raise not_found(Reason.AGENCY_NOT_FOUND, f"agencies/{request.agency_id}")
        for each in await store.list_agreements(tx):
            if each.agreement_id == identity and each.state == "APPROVED":
                raise _decided(identity)
        steps = request.steps or (await policy_store.policy_in_force(tx)).commission_steps
        agreement = Agreement(
            identity, request.agency_id, request.sales_unit, request.year, steps, "PROPOSED", request.actor
        )
        await store.save_agreement(tx, agreement)
        await _AGREEMENTS.keep(tx, {request_id: (request, agreement)})
        return agreement

    return await db.transact(work)


def _decided(identity: str) -> Refusal:
    name = f"agencyAgreements/{identity}"
    return precondition(Reason.AGREEMENT_DECIDED, f"{name} was decided already", agreement=name)


@dataclass(frozen=True, slots=True)
class DecideAgreement:
    """Marketing approves or rejects an agreement."""

    agreement_id: str
    approved: bool
    comment: str
    actor: str


async def decide_agreement(db: Database, request_id: str, request: DecideAgreement) -> Agreement:
    """Raises AGREEMENT_NOT_FOUND, AGREEMENT_DECIDED, SEPARATION_OF_DUTIES."""

    async def work(tx: Transaction) -> Agreement:
        known = await _AGREEMENTS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        agreement = await find_agreement(tx, request.agreement_id)
        if agreement.state != "PROPOSED":
            raise _decided(request.agreement_id)
        if agreement.proposer == request.actor:
            raise duties_separate(request.actor, "PROPOSER")
        state = "APPROVED" if request.approved else "REJECTED"
        decided = dataclasses.replace(agreement, state=state, approver=request.actor)
        await store.save_agreement(tx, decided)
        facts = {"steps": [[step.months_from, step.basis_points] for step in decided.steps]}
        subject = f"agencyAgreements/{decided.agreement_id}"
        await tx.audit(AuditRecord(request.actor, f"agreement.{state.lower()}", subject, request.comment, facts))
        await _AGREEMENTS.keep(tx, {request_id: (request, decided)})
        return decided

    return await db.transact(work)


async def find_agreement(tx: Transaction, agreement_id: str) -> Agreement:
    """Raises AGREEMENT_NOT_FOUND."""
    for each in await store.list_agreements(tx):
        if each.agreement_id == agreement_id:
            return each
    raise not_found(Reason.AGREEMENT_NOT_FOUND, f"agencyAgreements/{agreement_id}")


@dataclass(frozen=True, slots=True)
class AssignCase:
    """A case goes to the agency of an agreement."""

    agreement_id: str
    case_id: str
    actor: str


async def assign_cases(db: Database, requests: Sequence[tuple[str, AssignCase]]) -> list[Assignment | Refusal]:
    """Assigns each case in its own transaction, so that one refusal fails no other.

    Refusals: AGREEMENT_NOT_FOUND, CASE_NOT_FOUND, CASE_CLOSED, CASE_ASSIGNED.
    """
    outcomes: list[Assignment | Refusal] = []
    for request_id, request in requests:
        try:
            outcomes.append(await _assign_case(db, request_id, request))
        except Refusal as refusal:
            outcomes.append(refusal)
    return outcomes


async def _assign_case(db: Database, request_id: str, request: AssignCase) -> Assignment:
    async def work(tx: Transaction) -> Assignment:
        known = await _ASSIGNMENTS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        agreement = await find_agreement(tx, request.agreement_id)
        if agreement.state != "APPROVED" or agreement.year != tx.date.year:
            raise not_found(Reason.AGREEMENT_NOT_FOUND, f"agencyAgreements/{request.agreement_id}")
        case = await lock_open_case(tx, request.case_id)
        if case.agency:
            raise precondition(
                Reason.CASE_ASSIGNED,
                f"case {case.case_id} is with agency {case.agency}",
                case=f"cases/{case.case_id}",
                agency=f"agencies/{case.agency}",
            )
        key = (case.shard, case.account_id)
        debt = (await position_store.lock_accounts(tx, [key]))[key].debt
        age = max((age_months(line.cycle, tx.date) for line in debt.lines if line.payable), default=0)
        before = (await store.assignments_of(tx, [(case.shard, case.case_id)]))[case.shard, case.case_id]
        assignment = Assignment(
            case.shard,
            f"{case.case_id}-{len(before) + 1}",
            case.case_id,
            case.account_id,
            agreement.agency_id,
            agreement.agreement_id,
            age,
            ratio(agreement.steps, age),
            debt.overdue(tx.date),
            tx.date,
        )
        await store.add_assignments(tx, [assignment])
        book = CaseBook(tx.date, tx.now)
        book.change(case, agency=agreement.agency_id)
        await book.write(tx)
        await _ASSIGNMENTS.keep(tx, {request_id: (request, assignment)})
        return assignment

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class RecallCase:
    """A case comes back from its agency."""

    case_id: str
    comment: str
    actor: str


async def recall_cases(db: Database, requests: Sequence[tuple[str, RecallCase]]) -> list[Assignment | Refusal]:
    """Recalls each case in its own transaction. Refusals: CASE_NOT_FOUND, CASE_NOT_ASSIGNED."""
    outcomes: list[Assignment | Refusal] = []
    for request_id, request in requests:
        try:
            outcomes.append(await _recall_case(db, request_id, request))
        except Refusal as refusal:
            outcomes.append(refusal)
    return outcomes


async def _recall_case(db: Database, request_id: str, request: RecallCase) -> Assignment:
    async def work(tx: Transaction) -> Assignment:
        known = await _ASSIGNMENTS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        case = await case_store.find_case(tx, request.case_id)
        if case is None:
            raise not_found(Reason.CASE_NOT_FOUND, f"cases/{request.case_id}")
        await position_store.lock_accounts(tx, [(case.shard, case.account_id)])
        key = (case.shard, case.case_id)
        case = (await case_store.cases_by_id(tx, [key]))[key]
        standing = [each for each in (await store.assignments_of(tx, [key]))[key] if each.recall_date is None]
        if not standing:
            message = f"case {case.case_id} is with no agency"
            raise precondition(Reason.CASE_NOT_ASSIGNED, message, case=f"cases/{case.case_id}")
        await store.recall(tx, standing[-1], tx.date)
        book = CaseBook(tx.date, tx.now)
        book.change(case, agency="")
        await book.write(tx)
        await tx.audit(AuditRecord(request.actor, "case.recall", f"cases/{case.case_id}", request.comment))
        recalled = dataclasses.replace(standing[-1], recall_date=tx.date)
        await _ASSIGNMENTS.keep(tx, {request_id: (request, recalled)})
        return recalled

    return await db.transact(work)
