"""Scenarios and templates."""

import dataclasses
import datetime as dt
from typing import Any

from services.chassis.events import date_to_pb
from services.collection.domain.scenario import LadderDays, Layer, Scenario
from services.collection.wire.values import enum_value, id_of, invalid, line_of_business, valid_date, word
from services.kernel.ids import resource
from tollbook.collection.v1 import contact_pb2, scenario_pb2
from tollbook.kernel.v1 import business_pb2

_pb: Any = scenario_pb2
_contact: Any = contact_pb2
_business: Any = business_pb2


def scenario_from_pb(message: scenario_pb2.Scenario) -> Scenario:
    """A proposal. Raises VALIDATION_FAILED for what the contract's constraints do not reach."""
    identity = id_of("scenarios", message.name, "scenario.name")
    if not identity or "/" in identity:
        raise invalid("scenario.name", "resource.name", message.name, "must read scenarios/{id}")
    days = LadderDays(**{field.name: getattr(message.days, field.name) for field in dataclasses.fields(LadderDays)})
    media = tuple(word(_contact.ContactMedium, medium) for medium in message.media)
    if not media or "" in media or "MANAGER" in media:
        raise invalid("scenario.media", "R-DUN-3", str(list(media)), "must name SMS, VOICE or EMAIL")
    return Scenario(
        identity,
        valid_date(message.effective_date, "scenario.effective_date"),
        message.grade,
        word(_business.CustomerClass, message.customer_class),
        line_of_business(message.line_of_business),
        Layer(word(_pb.LadderLayer, message.layer) or "ACCOUNT"),
        days,
        media,
    )


def scenario_to_pb(each: Scenario, state: str = "APPROVED", proposer: str = "", approver: str = "") -> Any:
    return scenario_pb2.Scenario(
        name=resource("scenarios", each.scenario_id),
        version=each.version,
        grade=each.grade,
        customer_class=enum_value(_business.CustomerClass, each.customer_class),
        line_of_business=enum_value(_business.LineOfBusiness, each.line_of_business),
        layer=enum_value(_pb.LadderLayer, each.layer),
        days=scenario_pb2.LadderDays(**dataclasses.asdict(each.days)),
        media=[enum_value(_contact.ContactMedium, medium) for medium in each.media],
        effective_date=date_to_pb(each.effective_date),
        state=enum_value(_pb.PolicyState, state),
        proposer=proposer,
        approver=approver,
    )


def template_to_pb(
    template_id: str,
    effective: dt.date,
    kind: str,
    medium: str,
    language: str,
    text: str,
    state: str,
    proposer: str,
    approver: str,
) -> scenario_pb2.NoticeTemplate:
    return scenario_pb2.NoticeTemplate(
        name=resource("noticeTemplates", template_id),
        kind=enum_value(_contact.NoticeKind, kind),
        medium=enum_value(_contact.ContactMedium, medium),
        language=language,
        text=text,
        effective_date=date_to_pb(effective),
        state=enum_value(_pb.PolicyState, state),
        proposer=proposer,
        approver=approver,
    )
