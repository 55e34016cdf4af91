"""Exemptions on the wire."""

from services.chassis.events import time_to_pb
from services.credit.domain.exemptions import Exemption, ExemptionEvent, ExemptionScope
from services.credit.wire.values import enum_from_pb, put_date
from services.kernel.ids import resource
from tollbook.credit.v1 import exemption_pb2 as pb


def exemption_to_pb(each: Exemption) -> pb.Exemption:
    subject = resource("accounts", each.account) or resource("customers", each.customer)
    message = pb.Exemption(
        name=resource("exemptions", each.exemption),
        subject=subject,
        scope=f"EXEMPTION_SCOPE_{each.scope}",
        state=f"EXEMPTION_STATE_{each.state}",
        requester=each.requester,
        decider=each.decider,
        reason=each.reason,
        create_time=time_to_pb(each.created_at),
    )
    put_date(message, "start_date", each.start_date)
    put_date(message, "end_date", each.end_date)
    put_date(message, "warn_date", each.warned_on)
    return message


def exemption_event_to_pb(event: ExemptionEvent) -> pb.ExemptionEvent:
    message = pb.ExemptionEvent(
        exemption=resource("exemptions", event.exemption),
        state=f"EXEMPTION_STATE_{event.state}",
        actor=event.actor,
        reason=event.reason,
        create_time=time_to_pb(event.created_at),
    )
    put_date(message, "business_date", event.business_date)
    return message


def scope_from_pb(value: int) -> ExemptionScope:
    return enum_from_pb(ExemptionScope, pb.ExemptionScope, value, "EXEMPTION_SCOPE_")
