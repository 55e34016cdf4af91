"""Figures, targets and inspections."""

from typing import Any

from services.chassis.events import date_to_pb
from services.collection.domain.appraisal import ALL, Figure, FigureCase, Measure, Target
from services.collection.domain.inspection import Finding, Inspection
from services.collection.wire.values import enum_value, put_date, word
from services.kernel.ids import resource
from tollbook.collection.v1 import appraisal_pb2 as pb

_pb: Any = pb
_COLLECTIONS = {"salesUnits": "unit", "managers": "manager"}
_KINDS = {kind: collection for collection, kind in _COLLECTIONS.items()}


def subject_from_pb(name: str) -> str:
    """The domain's word for a unit or a manager; "" for an empty name."""
    collection, _, identity = name.partition("/")
    return f"{_COLLECTIONS[collection]}.{identity}" if identity else ""


def subject_to_pb(subject: str) -> str:
    kind, _, identity = subject.partition(".")
    return resource(_KINDS[kind], identity) if identity else ""


def measure_from_pb(value: int) -> Measure:
    return Measure(word(_pb.AppraisalMeasure, value))


def target_to_pb(each: Target) -> pb.Target:
    return pb.Target(
        name=resource("targets", f"{each.subject or ALL}-{each.measure}-{each.first_month}"),
        subject=subject_to_pb(each.subject),
        measure=enum_value(_pb.AppraisalMeasure, each.measure),
        first_month=each.first_month,
        value=each.value,
        at_least=each.at_least,
    )


def figure_to_pb(each: Figure, target: Target | None) -> pb.Figure:
    return pb.Figure(
        name=resource("figures", each.figure_id),
        month=each.month,
        subject=subject_to_pb(each.subject),
        measure=enum_value(_pb.AppraisalMeasure, each.measure),
        value=each.value,
        numerator=each.numerator,
        denominator=each.denominator,
        target_value=target.value if target else 0,
        target_met=target is not None and target.met_by(each.value),
        has_target=target is not None,
    )


def figure_case_to_pb(each: FigureCase, measure: Measure) -> pb.FigureCase:
    of_agent = measure is Measure.REMITTANCE
    return pb.FigureCase(
        account="" if of_agent else resource("accounts", each.account_id),
        agent=resource("agents", each.account_id) if of_agent else "",
        customer=resource("customers", each.customer_id),
        case_name=resource("cases", each.case_id),
        sales_unit=resource("salesUnits", each.sales_unit),
        numerator=each.numerator,
        denominator=each.denominator,
    )


def finding_to_pb(each: Finding) -> pb.Finding:
    message = pb.Finding(
        name=resource("findings", each.finding_id),
        inspection=resource("inspections", each.inspection_id),
        description=each.description,
        demand=each.demand,
        due_date=date_to_pb(each.due_date),
        follow_up=each.follow_up,
    )
    put_date(message, "close_date", each.close_date)
    return message


def inspection_to_pb(each: Inspection) -> pb.Inspection:
    message = pb.Inspection(
        name=resource("inspections", each.inspection_id),
        sales_unit=resource("salesUnits", each.sales_unit),
        plan=each.plan,
        plan_date=date_to_pb(each.plan_date),
        inspector=each.inspector,
        findings=[finding_to_pb(finding) for finding in each.findings],
    )
    put_date(message, "done_date", each.done_date)
    return message
