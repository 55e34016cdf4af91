"""The policy and the working calendars."""

from typing import Any

from services.chassis.events import date_to_pb
from services.collection.domain.calendar import WorkingCalendar
from services.collection.domain.collection_policy import CollectionPolicy
from services.collection.domain.commission import CommissionStep
from services.collection.domain.dossier import BadDebtPolicy, EvidenceKind
from services.collection.domain.order_policy import OrderPolicy
from services.collection.domain.provision import ProvisionRate
from services.collection.domain.work_order import OrderKind
from services.collection.wire.values import enum_value, id_of, invalid, valid_date, word
from services.kernel.ids import resource
from tollbook.collection.v1 import contact_pb2, scenario_pb2
from tollbook.kernel.v1 import business_pb2

_pb: Any = scenario_pb2
_contact: Any = contact_pb2
_business: Any = business_pb2
_KINDS = {kind.value: kind for kind in OrderKind}
_EVIDENCE = {kind.value: kind for kind in EvidenceKind}


def policy_from_pb(message: scenario_pb2.CollectionPolicy) -> CollectionPolicy:
    """A proposal. Raises VALIDATION_FAILED for names that are of no kind."""
    effective = valid_date(message.effective_date, "collection_policy.effective_date")
    days = {_kind(name): count for name, count in message.escalation_days.items()}
    rules = tuple(
        (word(_business.CustomerKind, rule.customer_kind), tuple(_evidence(name) for name in rule.evidence_kinds))
        for rule in message.evidence_rules
    )
    version = f"policy@{effective.isoformat()}"
    return CollectionPolicy(
        effective,
        OrderPolicy(_businesses(dict(message.restoration_hours)), days, tuple(message.escalation_levels)),
        BadDebtPolicy(version, rules, tuple(message.approval_chain)),
        tuple(ProvisionRate(each.months_from, each.basis_points) for each in message.provision_rates),
        tuple(CommissionStep(each.months_from, each.basis_points) for each in message.commission_ratios),
        message.promise_days_max,
        message.task_days,
        message.contact_result_days,
        dict(message.how_to_pay),
    )


def _kind(name: str) -> OrderKind:
    if name not in _KINDS:
        raise invalid("collection_policy.escalation_days", "R-DUN-5", name, f"must be of {', '.join(_KINDS)}")
    return _KINDS[name]


def _evidence(name: str) -> EvidenceKind:
    if name not in _EVIDENCE:
        raise invalid("collection_policy.evidence_rules", "R-BAD-1", name, f"must be of {', '.join(_EVIDENCE)}")
    return _EVIDENCE[name]


def _businesses(hours: dict[str, int]) -> dict[str, int]:
    for name in hours:
        if name and f"LINE_OF_BUSINESS_{name}" not in _business.LineOfBusiness.DESCRIPTOR.values_by_name:
            raise invalid("collection_policy.restoration_hours", "R-OPN-7", name, "is not a line of business")
    return hours


def policy_to_pb(each: CollectionPolicy, state: str, proposer: str, approver: str) -> scenario_pb2.CollectionPolicy:
    return scenario_pb2.CollectionPolicy(
        name=resource("collectionPolicies", each.effective_date.isoformat()),
        version=each.version,
        restoration_hours=each.orders.restoration_hours,
        escalation_days={kind.value: days for kind, days in each.orders.days.items()},
        escalation_levels=each.orders.levels,
        promise_days_max=each.promise_days_max,
        evidence_rules=[
            scenario_pb2.EvidenceRule(
                customer_kind=enum_value(_business.CustomerKind, kind), evidence_kinds=[one.value for one in kinds]
            )
            for kind, kinds in each.bad_debt.evidence_rules
        ],
        approval_chain=each.bad_debt.chain,
        provision_rates=[
            scenario_pb2.ProvisionRate(months_from=rate.months_from, basis_points=rate.basis_points)
            for rate in each.provision_rates
        ],
        commission_ratios=[
            scenario_pb2.CommissionRatio(months_from=step.months_from, basis_points=step.basis_points)
            for step in each.commission_steps
        ],
        contact_result_days=each.contact_result_days,
        task_days=each.task_days,
        how_to_pay=each.how_to_pay,
        effective_date=date_to_pb(each.effective_date),
        state=enum_value(_pb.PolicyState, state),
        proposer=proposer,
        approver=approver,
    )


def calendar_from_pb(message: scenario_pb2.WorkingCalendar) -> WorkingCalendar:
    """A proposal. Raises VALIDATION_FAILED for a name that is not the medium's."""
    medium = word(_contact.ContactMedium, message.medium)
    if not medium or id_of("workingCalendars", message.name, "working_calendar.name") != medium:
        raise invalid("working_calendar.name", "resource.name", message.name, "must read workingCalendars/{medium}")
    return WorkingCalendar(
        medium,
        valid_date(message.effective_date, "working_calendar.effective_date"),
        tuple(message.weekdays),
        tuple(valid_date(each, f"closed_dates[{n}]") for n, each in enumerate(message.closed_dates)),
        tuple(valid_date(each, f"open_dates[{n}]") for n, each in enumerate(message.open_dates)),
        message.first_minute,
        message.quiet_from_minute,
    )


def calendar_to_pb(each: WorkingCalendar, state: str, proposer: str, approver: str) -> scenario_pb2.WorkingCalendar:
    return scenario_pb2.WorkingCalendar(
        name=resource("workingCalendars", each.medium),
        medium=enum_value(_contact.ContactMedium, each.medium),
        weekdays=each.weekdays,
        closed_dates=[date_to_pb(date) for date in each.closed_dates],
        open_dates=[date_to_pb(date) for date in each.open_dates],
        first_minute=each.first_minute,
        quiet_from_minute=each.quiet_from_minute,
        effective_date=date_to_pb(each.effective_date),
        state=enum_value(_pb.PolicyState, state),
        proposer=proposer,
        approver=approver,
    )
