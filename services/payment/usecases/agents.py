"""Collecting agents: agreements reviewed by finance, daily reports audited, remittances appraised (R-PAY-5)."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.kernel.period import Cycle
from services.payment.domain.agent import (
    Agent,
    AgentReport,
    Inspection,
    Remittance,
    Standing,
    agent_not_found,
    appraise,
    check_caller,
    check_review,
)
from services.payment.domain.payment import check_amount
from services.payment.domain.reason import Reason
from services.payment.store import agents as store
from services.payment.usecases.requests import once

_AGENTS: Replies[Agent] = Replies(Agent)
_REPORTS: Replies[AgentReport] = Replies(AgentReport)
_REMITTANCES: Replies[Remittance] = Replies(Remittance)
_INSPECTIONS: Replies[Inspection] = Replies(Inspection)
_EVERY_AGENT = 1_000_000


@dataclass(frozen=True, slots=True)
class KeepAgent:
    """A new agent, or with ``fields`` a change of those of one that stands."""

    request_id: str
    agent: Agent
    fields: tuple[str, ...]
    etag: str
    actor: str


@dataclass(frozen=True, slots=True)
class ApproveAgent:
    request_id: str
    agent: str
    etag: str
    actor: str


@dataclass(frozen=True, slots=True)
class SubmitReport:
    request_id: str
    agent: str
    date: dt.date
    payments: int
    amount: int


@dataclass(frozen=True, slots=True)
class AuditReport:
    request_id: str
    agent: str
    date: dt.date
    agreed: bool
    finding: str
    actor: str


def _id_of(request_id: str) -> str:
    return hashlib.sha256(request_id.encode()).hexdigest()[:20]


async def create_agent(db: Database, request: KeepAgent) -> Agent:
    async def work(tx: Transaction) -> Agent:
        if await store.list_agents(tx, agent_id=request.agent.agent):
            raise Refusal(
                Reason.ETAG_MISMATCH,
                RefusalKind.ALREADY_EXISTS,
                f"agent {request.agent.agent} exists",
                metadata={"etag": ""},
            )
        made = replace(request.agent, approved=False, reviewed=None, version=1, created_by=request.actor)
        await store.keep_agent(tx, made)
        return made

    return await once(db, _AGENTS, request.request_id, request, work)


async def update_agent(db: Database, request: KeepAgent) -> Agent:
    """Changes the named fields of an agreement; finance reviews it again."""

    async def work(tx: Transaction) -> Agent:
        known = await _agent(tx, request.agent.agent)
        _check_etag(known, request.etag)
        changes = {field: getattr(request.agent, field) for field in request.fields}
        # Who acts for the agent is no term of the agreement: a new till does not wait for finance.
        reviewed = known.approved and request.fields == ("callers",)
        author = known.created_by if reviewed else request.actor
        made = replace(known, **changes, approved=reviewed, version=known.version + 1, created_by=author)
        await store.keep_agent(tx, made)
        return made

    return await once(db, _AGENTS, request.request_id, request, work)


async def approve_agent(db: Database, request: ApproveAgent) -> Agent:
    """Finance's review of the agreement with its voucher, by another person than the one who made it."""

    async def work(tx: Transaction) -> Agent:
        known = await _agent(tx, request.agent)
        _check_etag(known, request.etag)
        check_review(known, request.actor)
        made = replace(known, approved=True, reviewed=known.terms, version=known.version + 1)
        await store.keep_agent(tx, made)
        facts = {"fee_permille": known.fee_permille, "bonus_permille": known.bonus_permille, "voucher": known.voucher}
        await tx.audit(AuditRecord(request.actor, "agent.approve", f"agents/{known.agent}", known.voucher, facts))
        return made

    return await once(db, _AGENTS, request.request_id, request, work)


def _check_etag(known: Agent, etag: str) -> None:
    if etag and etag != str(known.version):
        raise Refusal(
            Reason.ETAG_MISMATCH,
            RefusalKind.ABORTED,
            "the agreement was changed by another since it was read",
            metadata={"etag": str(known.version)},
        )


async def _agent(tx: Transaction, agent: str) -> Agent:
    found = await store.list_agents(tx, agent_id=agent)
    if not found:
        raise agent_not_found(agent)
    return found[0]


async def check_callers(db: Database, agents: Iterable[str], subject: str) -> Mapping[str, Refusal]:
    """By agent the refusal of a caller that may not act for it; an agent that is not known is nobody's."""
    refused: dict[str, Refusal] = {}
    async with db.read() as tx:
        for agent in sorted(set(agents)):
            try:
                check_caller(await _agent(tx, agent), subject)
            except Refusal as refusal:
                refused[agent] = refusal
    return refused


async def get_agent(db: Database, agent: str) -> Agent:
    async with db.read() as tx:
        return await _agent(tx, agent)


async def list_agents(db: Database, after: str, limit: int) -> list[Agent]:
    async with db.read() as tx:
        return await store.list_agents(tx, after=after, limit=limit)


async def submit_report(db: Database, request: SubmitReport) -> AgentReport:
    """Keeps what an agent says of its day beside what we recorded; a report handed in again takes its place."""

    async def work(tx: Transaction) -> AgentReport:
        await _agent(tx, request.agent)
        recorded = await store.recorded_of_agent(tx, request.agent, request.date)
        made = AgentReport(request.agent, request.date, request.payments, request.amount, *recorded)
        await store.keep_report(tx, made)
        return made

    return await once(db, _REPORTS, request.request_id, request, work)


async def audit_report(db: Database, request: AuditReport) -> AgentReport:
    """Records the audit (稽核) of a report."""

    async def work(tx: Transaction) -> AgentReport:
        tomorrow = request.date + dt.timedelta(days=1)
        found = await store.list_reports(tx, agent_id=request.agent, since=request.date, until=tomorrow)
        if not found:
            raise Refusal(
                Reason.AGENT_NOT_FOUND,
                RefusalKind.NOT_FOUND,
                f"agent {request.agent} handed in no report of {request.date}",
                metadata={"agent": f"agents/{request.agent}"},
            )
        made = replace(found[0], state="AUDITED" if request.agreed else "DISPUTED", finding=request.finding)
        await store.keep_report(tx, made)
        name = f"agentReports/{request.agent}-{request.date}"
        await tx.audit(AuditRecord(request.actor, "agent_report.audit", name, request.finding))
        return made

    return await once(db, _REPORTS, request.request_id, request, work)


async def list_reports(
    db: Database,
    agent: str,
    since: dt.date | None,
    until: dt.date | None,
    after: tuple[dt.date, str] | None,
    limit: int,
) -> list[AgentReport]:
    async with db.read() as tx:
        return await store.list_reports(tx, agent_id=agent, since=since, until=until, after=after, limit=limit)


async def record_remittance(db: Database, request_id: str, made: Remittance) -> Remittance:
    """Records money that an agent handed in."""

    async def work(tx: Transaction) -> Remittance:
        check_amount(made.amount)
        await _agent(tx, made.agent)
        kept = replace(made, remittance=_id_of(request_id))
        await store.insert_remittance(tx, kept)
        return kept

    return await once(db, _REMITTANCES, request_id, made, work)


async def list_remittances(db: Database, agent: str, after: str, limit: int) -> list[Remittance]:
    async with db.read() as tx:
        return await store.list_remittances(tx, agent, after, limit)


async def record_inspection(db: Database, request_id: str, made: Inspection) -> Inspection:
    """Records a finding and what shall follow."""

    async def work(tx: Transaction) -> Inspection:
        await _agent(tx, made.agent)
        kept = replace(made, inspection=_id_of(request_id))
        await store.insert_inspection(tx, kept)
        return kept

    return await once(db, _INSPECTIONS, request_id, made, work)


async def list_inspections(db: Database, agent: str, after: str, limit: int) -> list[Inspection]:
    async with db.read() as tx:
        return await store.list_inspections(tx, agent, after, limit)


async def appraise_agents(db: Database, month: str) -> list[Standing]:
    """Every agent's month: its remittances analysed and appraised."""
    cycle = Cycle.parse(month)
    async with db.read() as tx:
        end = min(cycle.last_day, tx.date)
        return [
            appraise(
                agent,
                cycle,
                await store.takings(tx, agent.agent, end),
                await store.remitted_by(tx, agent.agent, end),
                tx.date,
            )
            for agent in await store.list_agents(tx, limit=_EVERY_AGENT)
        ]
