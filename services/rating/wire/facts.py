"""The other services' events: proto → domain."""

import datetime as dt

from services.chassis.events import date_from_pb
from services.kernel.ids import resource_id
from services.rating.domain.report import Report
from services.rating.wire.values import enum_from_pb
from tollbook.credit.v1 import events_pb2 as credit_pb2
from tollbook.gateway.v1 import command_pb2
from tollbook.gateway.v1 import events_pb2 as gateway_pb2
from tollbook.payment.v1 import events_pb2 as payment_pb2


def report_from_pb(message: gateway_pb2.CommandReported, business_date: dt.date) -> Report:
    named = message.HasField("outcome_date")
    return Report(
        command_id=resource_id("commands", message.command),
        origin=message.origin,
        kind=enum_from_pb(command_pb2.CommandKind, message.kind, "COMMAND_KIND"),
        subscription_id=resource_id("subscriptions", message.subscription),
        outcome=enum_from_pb(command_pb2.CommandOutcome, message.outcome, "COMMAND_OUTCOME"),
        outcome_date=date_from_pb(message.outcome_date) if named else business_date,
        detail=message.detail[:500],
    )


def sponsor_control_from_pb(message: credit_pb2.SponsorshipControlChanged) -> tuple[str, bool]:
    """The sponsor's account and whether its agreements are suspended."""
    return resource_id("accounts", message.account), message.suspended


def late_fee_from_pb(message: payment_pb2.LateFeeAssessed) -> tuple[str, str, str, int, int, dt.date]:
    """(customer, account, bill, line, change in minor units, assessed through)."""
    return (
        resource_id("customers", message.customer),
        resource_id("accounts", message.account),
        resource_id("bills", message.bill),
        message.line,
        message.amount.minor_units,
        date_from_pb(message.assessed_through),
    )
