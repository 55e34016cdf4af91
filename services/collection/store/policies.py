"""Scenarios and templates: small reference tables of dated, approved rows."""

import dataclasses
import datetime as dt
from typing import Any

from sqlalchemy import and_, select, update

from services.chassis.database import Transaction
from services.collection.domain.scenario import DEFAULT_SCENARIOS, LadderDays, Layer, Scenario
from services.collection.store.rows import fields_of
from services.collection.store.tables import notice_template, scenario


@dataclasses.dataclass(frozen=True, slots=True)
class StoredScenario:
    """A scenario with its state and the persons behind it."""

    scenario: Scenario
    state: str
    proposer: str
    approver: str


@dataclasses.dataclass(frozen=True, slots=True)
class StoredTemplate:
    """A template with its state and the persons behind it."""

    template_id: str
    effective_date: dt.date
    kind: str
    medium: str
    language: str
    body: str
    state: str
    proposer: str
    approver: str


def _scenario_from_row(row: Any) -> StoredScenario:
    each = Scenario(
        row.scenario_id,
        row.effective_date,
        row.grade,
        row.customer_class,
        row.line_of_business,
        Layer(row.layer),
        LadderDays(**row.days),
        tuple(row.media),
    )
    return StoredScenario(each, row.state, row.proposer, row.approver)


async def all_scenarios(tx: Transaction) -> list[StoredScenario]:
    """Every version in the order of name and date, the built-in defaults among them."""
    rows = await tx.execute(select(scenario).order_by(scenario.c.scenario_id, scenario.c.effective_date))
    stored = [_scenario_from_row(row) for row in rows]
    builtin = [StoredScenario(each, "APPROVED", "", "") for each in DEFAULT_SCENARIOS]
    return sorted((*stored, *builtin), key=lambda each: (each.scenario.scenario_id, each.scenario.effective_date))


async def approved_scenarios(tx: Transaction) -> list[Scenario]:
    return [each.scenario for each in await all_scenarios(tx) if each.state == "APPROVED"]


async def add_scenario(tx: Transaction, each: Scenario, proposer: str) -> None:
    row = {
        "scenario_id": each.scenario_id,
        "effective_date": each.effective_date,
        "grade": each.grade,
        "customer_class": each.customer_class,
        "line_of_business": each.line_of_business,
        "layer": each.layer.value,
        "days": dataclasses.asdict(each.days),
        "media": list(each.media),
        "state": "PROPOSED",
        "proposer": proposer,
        "approver": "",
    }
    await tx.insert_many(scenario, [row])


async def decide_scenario(tx: Transaction, scenario_id: str, effective: dt.date, state: str, approver: str) -> None:
    where = and_(scenario.c.scenario_id == scenario_id, scenario.c.effective_date == effective)
    await tx.execute(update(scenario).where(where).values(state=state, approver=approver))


async def all_templates(tx: Transaction) -> list[StoredTemplate]:
    rows = await tx.execute(
        select(notice_template).order_by(notice_template.c.template_id, notice_template.c.effective_date)
    )
    return [StoredTemplate(**fields_of(row)) for row in rows]


async def add_template(tx: Transaction, each: StoredTemplate) -> None:
    await tx.insert_many(notice_template, [dataclasses.asdict(each)])


async def decide_template(tx: Transaction, template_id: str, effective: dt.date, state: str, approver: str) -> None:
    where = and_(notice_template.c.template_id == template_id, notice_template.c.effective_date == effective)
    await tx.execute(update(notice_template).where(where).values(state=state, approver=approver))
