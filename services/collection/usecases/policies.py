"""Scenarios and templates: proposed by one person, decided by another, in force from a date (R-DUN-1, R-GEN-5)."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.dossier import duties_separate
from services.collection.domain.notice import Addressee, NoticeKind, check_template, default_text, write_notice
from services.collection.domain.reason import Reason, not_found, precondition
from services.collection.domain.scenario import Scenario, check_scenario
from services.collection.store import cases as case_store
from services.collection.store import collection_policies as rule_store
from services.collection.store import policies as store
from services.collection.store import positions as position_store
from services.collection.usecases.case_outlook import scenario_of
from services.collection.usecases.collection_policies import DECIDABLE, check_ahead, refuse_second

_NAMES: Replies[str] = Replies(str)


@dataclass(frozen=True, slots=True)
class ProposeScenario:
    """A scenario from a date on."""

    scenario: Scenario
    actor: str


async def propose_scenario(db: Database, request_id: str, request: ProposeScenario) -> store.StoredScenario:
    """Raises SCENARIO_INVALID, DATE_OUT_OF_RANGE, POLICY_DECIDED."""
    scenario = request.scenario
    check_scenario(scenario)

    async def work(tx: Transaction) -> store.StoredScenario:
        known = await _NAMES.find(tx, {request_id: request})
        if request_id in known:
            reply_or_raise(known[request_id])
            return await find_version(tx, scenario.scenario_id, scenario.effective_date)
        check_ahead(tx, scenario.effective_date)
        known_state = (await _versions(tx)).get(scenario.version)
        refuse_second(f"scenarios/{scenario.scenario_id}", scenario.version, known_state)
        await store.add_scenario(tx, scenario, request.actor)
        subject, facts = f"scenarios/{scenario.scenario_id}", dataclasses.asdict(scenario)
        await tx.audit(AuditRecord(request.actor, "scenario.propose", subject, "", facts, scenario.version))
        await _NAMES.keep(tx, {request_id: (request, scenario.scenario_id)})
        return await find_version(tx, scenario.scenario_id, scenario.effective_date)

    return await db.transact(work)


async def _versions(tx: Transaction) -> dict[str, str]:
    return {each.scenario.version: each.state for each in await store.all_scenarios(tx)}


async def find_version(tx: Transaction, scenario_id: str, effective: dt.date) -> store.StoredScenario:
    """Raises POLICY_NOT_FOUND."""
    for each in await store.all_scenarios(tx):
        if (each.scenario.scenario_id, each.scenario.effective_date) == (scenario_id, effective):
            return each
    raise not_found(Reason.POLICY_NOT_FOUND, f"scenarios/{scenario_id}")


async def find_in_force(tx: Transaction, scenario_id: str, date: dt.date) -> store.StoredScenario:
    """The approved version that decides on a date. Raises POLICY_NOT_FOUND."""
    versions = [
        each
        for each in await store.all_scenarios(tx)
        if each.scenario.scenario_id == scenario_id
        and each.state == "APPROVED"
        and each.scenario.effective_date <= date
    ]
    if not versions:
        raise not_found(Reason.POLICY_NOT_FOUND, f"scenarios/{scenario_id}")
    return versions[-1]


@dataclass(frozen=True, slots=True)
class ProposeTemplate:
    """A notice's text from a date on."""

    template_id: str
    effective_date: dt.date
    kind: str
    medium: str
    language: str
    body: str
    actor: str


async def propose_template(db: Database, request_id: str, request: ProposeTemplate) -> store.StoredTemplate:
    """Raises TEMPLATE_INVALID, DATE_OUT_OF_RANGE, POLICY_DECIDED."""
    check_template(request.body)
    template = store.StoredTemplate(
        request.template_id,
        request.effective_date,
        request.kind,
        request.medium,
        request.language,
        request.body,
        "PROPOSED",
        request.actor,
        "",
    )

    async def work(tx: Transaction) -> store.StoredTemplate:
        known = await _NAMES.find(tx, {request_id: request})
        if request_id in known:
            reply_or_raise(known[request_id])
            return template
        check_ahead(tx, request.effective_date)
        versions = {f"{each.template_id}@{each.effective_date}": each.state for each in await store.all_templates(tx)}
        name = f"noticeTemplates/{request.template_id}"
        version = f"{request.template_id}@{request.effective_date}"
        refuse_second(name, version, versions.get(version))
        await store.add_template(tx, template)
        await tx.audit(AuditRecord(request.actor, "template.propose", name, "", {"text": request.body}))
        await _NAMES.keep(tx, {request_id: (request, request.template_id)})
        return template

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class Decide:
    """Approves or rejects a proposal."""

    collection: str
    identity: str
    effective_date: dt.date
    state: str
    comment: str
    actor: str


async def decide(db: Database, request_id: str, request: Decide) -> str:
    """The state after it. Raises POLICY_NOT_FOUND, POLICY_DECIDED, SEPARATION_OF_DUTIES."""

    async def work(tx: Transaction) -> str:
        known = await _NAMES.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        state, proposer = await _proposal(tx, request)
        name = f"{request.collection}/{request.identity}"
        if state != "PROPOSED":
            raise precondition(Reason.POLICY_DECIDED, f"{name} is {state}", name=name, state=state)
        if proposer == request.actor:
            raise duties_separate(request.actor, "PROPOSER")
        await _write(tx, request)
        await tx.audit(AuditRecord(request.actor, f"policy.{request.state.lower()}", name, request.comment))
        await _NAMES.keep(tx, {request_id: (request, request.state)})
        return request.state

    return await db.transact(work)


async def _proposal(tx: Transaction, request: Decide) -> tuple[str, str]:
    if request.collection in DECIDABLE:
        return await DECIDABLE[request.collection][0](tx, request.identity, request.effective_date)
    if request.collection == "scenarios":
        found = await find_version(tx, request.identity, request.effective_date)
        return found.state, found.proposer
    for each in await store.all_templates(tx):
        if (each.template_id, each.effective_date) == (request.identity, request.effective_date):
            return each.state, each.proposer
    raise not_found(Reason.POLICY_NOT_FOUND, f"{request.collection}/{request.identity}")


async def _write(tx: Transaction, request: Decide) -> None:
    if request.collection in DECIDABLE:
        decision = DECIDABLE[request.collection][1]
        await decision(tx, request.identity, request.effective_date, request.state, request.actor)
    elif request.collection == "scenarios":
        await store.decide_scenario(tx, request.identity, request.effective_date, request.state, request.actor)
        if request.state == "APPROVED":
            await case_store.look_at_all(tx, max(request.effective_date, tx.date))
    else:
        await store.decide_template(tx, request.identity, request.effective_date, request.state, request.actor)


async def select(tx: Transaction, account_id: str, date: dt.date | None) -> tuple[Scenario, Sequence[str]]:
    """The scenario of an account on a date, and what it was chosen by. Raises ACCOUNT_NOT_FOUND."""
    account = await position_store.read_account(tx, account_id)
    if account is None:
        raise not_found(Reason.ACCOUNT_NOT_FOUND, f"accounts/{account_id}")
    key = (account.shard, account.customer_id)
    addressee, _, grade = (await position_store.addressees_of(tx, [key])).get(key, (Addressee(""), "", ""))
    scenario = scenario_of(await store.approved_scenarios(tx), account, addressee, grade, date or tx.date)
    keys = ("grade", "customer_class", "line_of_business")
    return scenario, [f"{name}={getattr(scenario, name)}" for name in keys if getattr(scenario, name)]


def text_of(
    templates: Sequence[store.StoredTemplate], kind: NoticeKind, medium: str, language: str, date: dt.date
) -> str:
    """The approved text in force for a notice: of its medium before one for any; else the built-in one."""
    fitting = [
        each
        for each in templates
        if each.state == "APPROVED"
        and each.kind == kind
        and each.language == language
        and each.medium in ("", medium)
        and each.effective_date <= date
    ]
    if not fitting:
        return default_text(kind, language)
    return max(fitting, key=lambda each: (bool(each.medium), each.effective_date, each.template_id)).body


async def preview(tx: Transaction, template_id: str, account_id: str) -> str:
    """The text that an account would get today. Raises POLICY_NOT_FOUND, ACCOUNT_NOT_FOUND."""
    versions = [each for each in await store.all_templates(tx) if each.template_id == template_id]
    if not versions:
        raise not_found(Reason.POLICY_NOT_FOUND, f"noticeTemplates/{template_id}")
    account = await position_store.read_account(tx, account_id)
    if account is None:
        raise not_found(Reason.ACCOUNT_NOT_FOUND, f"accounts/{account_id}")
    key = (account.shard, account.customer_id)
    addressee = (await position_store.addressees_of(tx, [key])).get(key, (Addressee(""), "", ""))[0]
    overdue = account.debt.overdue(tx.date)
    how_to_pay = (await rule_store.policy_in_force(tx)).how_to_pay
    due = account.anchor or tx.date
    return write_notice(versions[-1].body, addressee, account_id, overdue, due, tx.date, how_to_pay)
