"""Agents, their reports, remittances and inspections."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.payment.domain.agent import Agent, AgentReport, AgentTerms, Agreements, Inspection, Remittance
from services.payment.store.office_tables import agent, agent_inspection, agent_report, remittance
from services.payment.store.rows import fetch


async def keep_agent(tx: Transaction, made: Agent) -> None:
    row = {
        "agent_id": made.agent,
        "display_name": made.display_name,
        "sales_unit": made.sales_unit,
        "fee_permille": made.fee_permille,
        "bonus_permille": made.bonus_permille,
        "bonus_target": made.bonus_target,
        "valid_from": made.valid_from,
        "valid_until": made.valid_until,
        "voucher": made.voucher,
        "approved": made.approved,
        "version": made.version,
        "created_by": made.created_by,
        "callers": list(made.callers),
        "reviewed": None if made.reviewed is None else _terms_to_json(made.reviewed),
    }
    await tx.execute(insert(agent).values(row).on_conflict_do_update(index_elements=["agent_id"], set_=row))


async def list_agents(tx: Transaction, *, agent_id: str = "", after: str = "", limit: int = 50) -> list[Agent]:
    query = select(agent).where(agent.c.agent_id > after)
    if agent_id:
        query = query.where(agent.c.agent_id == agent_id)
    found: Any = await tx.execute(query.order_by(agent.c.agent_id).limit(limit))
    return [_agent(*row) for row in found]


def _agent(*values: Any) -> Agent:
    *others, callers, reviewed = values
    return Agent(*others, callers=tuple(callers), reviewed=_terms_from_json(reviewed))


def _terms_to_json(terms: AgentTerms) -> dict[str, int | str | None]:
    dates = {"valid_from": terms.valid_from, "valid_until": terms.valid_until}
    own = {"fee_permille": terms.fee_permille, "bonus_permille": terms.bonus_permille}
    return own | {
        "bonus_target": terms.bonus_target,
        **{name: None if date is None else date.isoformat() for name, date in dates.items()},
    }


def _terms_from_json(kept: dict[str, Any] | None) -> AgentTerms | None:
    if kept is None:
        return None
    dates = [None if kept[n] is None else dt.date.fromisoformat(kept[n]) for n in ("valid_from", "valid_until")]
    return AgentTerms(kept["fee_permille"], kept["bonus_permille"], kept["bonus_target"], dates[0], dates[1])


async def agreements_of(tx: Transaction, agents: Sequence[str]) -> Agreements:
    """The terms of agents that finance reviewed last, of those that are known."""
    if not agents:
        return {}
    found: Any = await tx.execute(select(agent.c.agent_id, agent.c.reviewed).where(agent.c.agent_id.in_(agents)))
    return {row[0]: _terms_from_json(row[1]) for row in found}


_TAKEN = """(SELECT value_date, amount FROM payment WHERE agent = %s AND state = 'POSTED'
    UNION ALL SELECT value_date, amount FROM receipt WHERE agent = %s AND state <> 'CLAIMED') taken"""


async def recorded_of_agent(tx: Transaction, agent_id: str, date: dt.date) -> tuple[int, int]:
    """How many payments of a value date name the agent, and their sum; those that wait for an owner too."""
    sql = f"SELECT count(*), coalesce(sum(amount), 0)::bigint FROM {_TAKEN} WHERE value_date = %s"
    row = (await fetch(tx, sql, (agent_id, agent_id, date)))[0]
    return row[0], row[1]


async def takings(tx: Transaction, agent_id: str, until: dt.date) -> list[tuple[dt.date, int]]:
    """What the agent took, by value date up to a date, whoever's the money is."""
    sql = f"""SELECT value_date, sum(amount)::bigint FROM {_TAKEN}
        WHERE value_date <= %s GROUP BY value_date ORDER BY value_date"""
    return [(row[0], row[1]) for row in await fetch(tx, sql, (agent_id, agent_id, until))]


async def remitted_by(tx: Transaction, agent_id: str, until: dt.date) -> list[tuple[dt.date, int]]:
    sql = """SELECT remit_date, sum(amount)::bigint FROM remittance
        WHERE agent_id = %s AND remit_date <= %s GROUP BY remit_date ORDER BY remit_date"""
    return [(row[0], row[1]) for row in await fetch(tx, sql, (agent_id, until))]


async def keep_report(tx: Transaction, made: AgentReport) -> None:
    row = {
        "agent_id": made.agent,
        "date": made.date,
        "payments": made.payments,
        "amount": made.amount,
        "recorded_payments": made.recorded_payments,
        "recorded_amount": made.recorded_amount,
        "state": made.state,
        "finding": made.finding,
    }
    await tx.execute(
        insert(agent_report).values(row).on_conflict_do_update(index_elements=["agent_id", "date"], set_=row)
    )


async def list_reports(
    tx: Transaction,
    *,
    agent_id: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    after: tuple[dt.date, str] | None = None,
    limit: int = 50,
) -> list[AgentReport]:
    t = agent_report
    query = select(t)
    if agent_id:
        query = query.where(t.c.agent_id == agent_id)
    if since is not None:
        query = query.where(t.c.date >= since)
    if until is not None:
        query = query.where(t.c.date < until)
    if after is not None:
        query = query.where(func.row(t.c.date, t.c.agent_id) > func.row(*after))
    found: Any = await tx.execute(query.order_by(t.c.date, t.c.agent_id).limit(limit))
    return [AgentReport(*row) for row in found]


async def insert_remittance(tx: Transaction, made: Remittance) -> None:
    values = {
        "remittance_id": made.remittance,
        "agent_id": made.agent,
        "amount": made.amount,
        "remit_date": made.remit_date,
        "voucher": made.voucher,
    }
    await tx.execute(remittance.insert().values(values))


async def list_remittances(tx: Transaction, agent_id: str, after: str, limit: int) -> list[Remittance]:
    query = select(remittance).where(remittance.c.remittance_id > after)
    if agent_id:
        query = query.where(remittance.c.agent_id == agent_id)
    found: Any = await tx.execute(query.order_by(remittance.c.remittance_id).limit(limit))
    return [Remittance(*row) for row in found]


async def insert_inspection(tx: Transaction, made: Inspection) -> None:
    values = {
        "inspection_id": made.inspection,
        "agent_id": made.agent,
        "date": made.date,
        "finding": made.finding,
        "follow_up": made.follow_up,
    }
    await tx.execute(agent_inspection.insert().values(values))


async def list_inspections(tx: Transaction, agent_id: str, after: str, limit: int) -> list[Inspection]:
    t = agent_inspection
    query = select(t).where(t.c.inspection_id > after)
    if agent_id:
        query = query.where(t.c.agent_id == agent_id)
    found: Any = await tx.execute(query.order_by(t.c.inspection_id).limit(limit))
    return [Inspection(*row) for row in found]
