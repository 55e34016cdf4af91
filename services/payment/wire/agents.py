"""Agents on the wire."""

from services.chassis.events import date_to_pb
from services.kernel.ids import resource
from services.payment.domain.agent import Agent, AgentReport, AgentTerms, Inspection, Remittance, Standing
from services.payment.wire.values import bare, dates_to_pb, money_to_pb, range_of
from tollbook.payment.v1 import agent_pb2

_CURRENCY = "CNY"
FIELDS = {
    "display_name": ("display_name",),
    "sales_unit": ("sales_unit",),
    "fee_permille": ("fee_permille",),
    "bonus_permille": ("bonus_permille",),
    "bonus_target_minor_units": ("bonus_target",),
    "validity": ("valid_from", "valid_until"),
    "voucher": ("voucher",),
    "callers": ("callers",),
}
"""The fields of an agreement that may be changed, by their names in the proto."""


def agent_from_pb(agent: str, message: agent_pb2.Agent) -> Agent:
    start, end = range_of(message.validity, message.HasField("validity"), "agent.validity")
    return Agent(
        agent,
        message.display_name,
        bare("salesUnits", message.sales_unit, "agent.sales_unit"),
        message.fee_permille,
        message.bonus_permille,
        message.bonus_target_minor_units,
        start,
        end,
        message.voucher,
        callers=tuple(message.callers),
    )


def agent_to_pb(agent: Agent) -> agent_pb2.Agent:
    return agent_pb2.Agent(
        name=resource("agents", agent.agent),
        display_name=agent.display_name,
        sales_unit=resource("salesUnits", agent.sales_unit),
        fee_permille=agent.fee_permille,
        bonus_permille=agent.bonus_permille,
        bonus_target_minor_units=agent.bonus_target,
        validity=dates_to_pb(agent.valid_from, agent.valid_until),
        voucher=agent.voucher,
        approved=agent.approved,
        etag=str(agent.version),
        callers=agent.callers,
        reviewed=None if agent.reviewed is None else _terms_to_pb(agent.reviewed),
    )


def _terms_to_pb(terms: AgentTerms) -> agent_pb2.AgentTerms:
    return agent_pb2.AgentTerms(
        fee_permille=terms.fee_permille,
        bonus_permille=terms.bonus_permille,
        bonus_target_minor_units=terms.bonus_target,
        validity=dates_to_pb(terms.valid_from, terms.valid_until),
    )


def report_to_pb(report: AgentReport) -> agent_pb2.AgentDailyReport:
    return agent_pb2.AgentDailyReport(
        name=resource("agentReports", f"{report.agent}-{report.date}"),
        agent=resource("agents", report.agent),
        date=date_to_pb(report.date),
        payments=report.payments,
        amount=money_to_pb(_CURRENCY, report.amount),
        recorded_payments=report.recorded_payments,
        recorded_amount=money_to_pb(_CURRENCY, report.recorded_amount),
        state=f"AGENT_REPORT_STATE_{report.state}",
        finding=report.finding,
    )


def remittance_to_pb(value: Remittance) -> agent_pb2.Remittance:
    return agent_pb2.Remittance(
        name=resource("remittances", value.remittance),
        agent=resource("agents", value.agent),
        amount=money_to_pb(_CURRENCY, value.amount),
        remit_date=date_to_pb(value.remit_date),
        voucher=value.voucher,
    )


def inspection_to_pb(value: Inspection) -> agent_pb2.InspectionFinding:
    return agent_pb2.InspectionFinding(
        name=resource("agentInspections", value.inspection),
        agent=resource("agents", value.agent),
        date=date_to_pb(value.date),
        finding=value.finding,
        follow_up=value.follow_up,
    )


def standing_to_pb(value: Standing) -> agent_pb2.AgentStanding:
    return agent_pb2.AgentStanding(
        agent=resource("agents", value.agent),
        month=value.month,
        taken=money_to_pb(_CURRENCY, value.taken),
        remitted=money_to_pb(_CURRENCY, value.remitted),
        outstanding=money_to_pb(_CURRENCY, value.outstanding),
        days_late=value.days_late,
        fee=money_to_pb(_CURRENCY, value.fee),
        bonus=money_to_pb(_CURRENCY, value.bonus),
    )
