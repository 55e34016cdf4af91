"""Warnings and interventions on the wire."""

from services.credit.domain.watch_lists import Intervention, PrepaymentWarning, WarningEffect, WarningOutcome
from services.credit.wire.values import enum_from_pb, money, put_date
from services.kernel.ids import resource
from tollbook.credit.v1 import intervention_pb2, warning_pb2
from tollbook.kernel.v1 import business_pb2


def warning_to_pb(each: PrepaymentWarning) -> warning_pb2.Warning:
    message = warning_pb2.Warning(
        name=resource("warnings", each.warning),
        account=resource("accounts", each.account),
        customer=resource("customers", each.customer),
        sales_unit=resource("salesUnits", each.sales_unit),
        account_manager=resource("managers", each.account_manager),
        line_of_business=f"LINE_OF_BUSINESS_{each.line_of_business}",
        cycle=str(each.cycle),
        figure=money(each.currency, each.figure),
        threshold=money(each.currency, each.threshold),
        outcome=f"WARNING_OUTCOME_{each.outcome}",
        recorder=each.recorder,
        note=each.note,
        topped_up=each.topped_up,
    )
    put_date(message, "list_date", each.listed_on)
    put_date(message, "notify_by", each.notify_by)
    put_date(message, "outcome_date", each.outcome_on)
    return message


def outcome_from_pb(value: int) -> WarningOutcome:
    return enum_from_pb(WarningOutcome, warning_pb2.WarningOutcome, value, "WARNING_OUTCOME_")


def effect_to_pb(effect: WarningEffect) -> warning_pb2.WarningEffect:
    return warning_pb2.WarningEffect(
        cycle=str(effect.cycle),
        sales_unit=resource("salesUnits", effect.sales_unit),
        line_of_business=f"LINE_OF_BUSINESS_{effect.line_of_business}",
        listed=effect.listed,
        recorded=effect.recorded,
        recorded_in_window=effect.recorded_in_window,
        topped_up=effect.topped_up,
        outcomes={outcome.value: count for outcome, count in effect.outcomes.items()},
    )


def intervention_to_pb(each: Intervention) -> intervention_pb2.Intervention:
    message = intervention_pb2.Intervention(
        name=resource("interventions", each.intervention),
        account=resource("accounts", each.account),
        customer=resource("customers", each.customer),
        sales_unit=resource("salesUnits", each.sales_unit),
        line_of_business=f"LINE_OF_BUSINESS_{each.line_of_business}",
        figure=f"INTERVENTION_FIGURE_{each.figure}",
        cycle=str(each.cycle),
        amount=money(each.currency, each.amount),
        limit=money(each.currency, each.limit),
        state=f"INTERVENTION_STATE_{each.state}",
        action=each.action,
        actor=each.actor,
    )
    put_date(message, "list_date", each.listed_on)
    put_date(message, "action_date", each.acted_on)
    return message


def business_from_pb(value: int) -> str:
    """A line of business to filter by; empty for all."""
    return business_pb2.LineOfBusiness.Name(value).removeprefix("LINE_OF_BUSINESS_") if value else ""  # type: ignore[arg-type]
