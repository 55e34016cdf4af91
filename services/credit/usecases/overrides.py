"""Overrides of grades: requested by one person, approved by another, for at most three months (R-CRD-3)."""

from dataclasses import dataclass, replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.credit.domain.approvals import ApprovalState, Verb, check_other_person, moved
from services.credit.domain.events import GradeChanged
from services.credit.domain.grade_records import GradeOverride
from services.credit.domain.policy import CreditPolicy, policy_in_force
from services.credit.domain.refusals import Reason, not_found, precondition
from services.credit.store.grades import next_grade_versions
from services.credit.store.overrides import insert_override, lock_override, overrides_of, update_override
from services.credit.store.policies import approved_policies
from services.credit.store.positions import known_customers
from services.credit.store.terms import grade_histories
from services.credit.usecases.read_grades import graded_customer
from services.kernel.business import CustomerKind
from services.kernel.ids import uuid7
from services.kernel.period import Cycle

_REPLIES = Replies(GradeOverride)


@dataclass(frozen=True, slots=True)
class OverrideRequest:
    """What grade a customer shall hold, from a cycle to a cycle, both inside."""

    customer: str
    grade: str
    first_cycle: str
    last_cycle: str
    reason: str
    requester: str


@dataclass(frozen=True, slots=True)
class OverrideDecision:
    """What a person decides about an override."""

    override: str
    verb: str
    decider: str
    reason: str


async def request_override(db: Database, request_id: str, asked: OverrideRequest) -> GradeOverride:
    """Raises, in this order: CUSTOMER_NOT_FOUND, CUSTOMER_NOT_GRADED, GRADE_FIXED, GRADE_UNKNOWN, OVERRIDE_TOO_LONG,
    OVERRIDE_OVERLAPS."""

    async def work(tx: Transaction) -> GradeOverride:
        earlier = await _REPLIES.find(tx, {request_id: asked})
        if request_id in earlier:
            return reply_or_raise(earlier[request_id])
        first, last = Cycle.parse(asked.first_cycle), Cycle.parse(asked.last_cycle)
        policy = policy_in_force(await approved_policies(tx), tx.date)
        await _check_customer(tx, asked.customer)
        _check_cycles(asked.grade, first, last, Cycle.of(tx.date), policy)
        await known_customers(tx, [asked.customer], lock=True)
        _check_overlap(await overrides_of(tx, [asked.customer]), first, last)
        row = GradeOverride(
            override=str(uuid7()),
            customer=asked.customer,
            grade=asked.grade,
            first_cycle=first,
            last_cycle=last,
            state=ApprovalState.REQUESTED,
            requester=asked.requester,
            decider="",
            reason=asked.reason,
            created_at=tx.now,
        )
        await insert_override(tx, row)
        await tx.audit(_record(row, asked.requester, "grade_override.request", asked.reason, policy.version))
        await _REPLIES.keep(tx, {request_id: (asked, row)})
        return row

    return await db.transact(work)


async def decide_override(db: Database, request_id: str, asked: OverrideDecision) -> GradeOverride:
    """Approves, rejects or ends an override.

    Raises OVERRIDE_NOT_FOUND, STATE_CONFLICT, APPROVER_IS_REQUESTER, and OVERRIDE_TOO_LONG when no cycle is left to it.
    """

    async def work(tx: Transaction) -> GradeOverride:
        earlier = await _REPLIES.find(tx, {request_id: asked})
        if request_id in earlier:
            return reply_or_raise(earlier[request_id])
        row = await lock_override(tx, asked.override)
        if row is None:
            raise not_found(Reason.OVERRIDE_NOT_FOUND, f"gradeOverrides/{asked.override}")
        after = _decided(row, asked, Cycle.of(tx.date))
        await update_override(tx, after)
        policy = policy_in_force(await approved_policies(tx), tx.date)
        if after.state is not ApprovalState.REJECTED:
            await _tell(tx, after, policy)
        await tx.audit(_record(after, asked.decider, f"grade_override.{asked.verb}", asked.reason, policy.version))
        await _REPLIES.keep(tx, {request_id: (asked, after)})
        return after

    return await db.transact(work)


def _decided(row: GradeOverride, asked: OverrideDecision, open_cycle: Cycle) -> GradeOverride:
    verb = Verb(asked.verb)
    state = moved(row.state, verb)
    if verb is Verb.APPROVE:
        check_other_person(row.requester, asked.decider)
    first, last = row.first_cycle, row.last_cycle
    if verb is Verb.APPROVE:
        # Bills of cycles that are over have been made with the grade held then, and keep its terms (R-CRD-5).
        first = max(first, open_cycle)
        if last < first:
            message = f"the override's last cycle {last} is over"
            raise precondition(Reason.OVERRIDE_TOO_LONG, message, last_cycle=str(last))
    if verb is Verb.END:
        last = min(last, open_cycle)
    return replace(row, state=state, decider=asked.decider, first_cycle=first, last_cycle=last)


async def _check_customer(tx: Transaction, customer: str) -> None:
    known = await graded_customer(tx, customer)
    if known.kind is CustomerKind.CLUSTER:
        message = "a cluster customer keeps the lowest grade (R-CRD-2)"
        raise precondition(Reason.GRADE_FIXED, message, customer=f"customers/{customer}")


def _check_cycles(grade: str, first: Cycle, last: Cycle, open_cycle: Cycle, policy: CreditPolicy) -> None:
    if grade not in policy.grades:
        message = f"policy {policy.version} has no grade {grade}"
        raise precondition(Reason.GRADE_UNKNOWN, message, grade=grade, policy_version=policy.version)
    months, most = last.index - first.index + 1, policy.grade_rules.override_months_max
    if not 1 <= months <= most or first < open_cycle:
        message = f"an override holds for 1 to {most} months, from the open cycle {open_cycle} on at the earliest"
        raise precondition(Reason.OVERRIDE_TOO_LONG, message, months=str(months), months_max=str(most))


def _check_overlap(others: list[GradeOverride], first: Cycle, last: Cycle) -> None:
    for other in others:
        # One that was ended held to the end of its last cycle: two grades in a cycle would leave it to chance.
        stands = other.state is not ApprovalState.REJECTED
        if stands and other.first_cycle <= last and first <= other.last_cycle:
            name = f"gradeOverrides/{other.override}"
            raise precondition(Reason.OVERRIDE_OVERLAPS, f"{name} stands in these cycles", override=name)


async def _tell(tx: Transaction, row: GradeOverride, policy: CreditPolicy) -> None:
    """Publishes the grade from the override's first cycle on, or the own one from the cycle after its early end."""
    version = (await next_grade_versions(tx, [row.customer]))[row.customer]
    ended = row.state is ApprovalState.ENDED
    cycle = row.last_cycle.next if ended else row.first_cycle
    history = (await grade_histories(tx, [row.customer]))[row.customer]
    tx.publish([GradeChanged(row.customer, version, history.at(cycle), cycle, policy.version)])


def _record(row: GradeOverride, actor: str, action: str, reason: str, version: str) -> AuditRecord:
    facts = {
        "override": row.override,
        "grade": row.grade,
        "first_cycle": str(row.first_cycle),
        "last_cycle": str(row.last_cycle),
        "state": row.state.value,
    }
    return AuditRecord(actor, action, f"customers/{row.customer}", reason, facts, version)
