"""Rating's events: frozen values → protobuf."""

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from google.type.date_pb2 import Date

from services.chassis.events import EventOut, date_to_pb
from services.kernel.ids import resource
from services.rating.domain import events
from services.rating.domain.customer import Customer
from services.rating.wire.customers import reasons_to_pb
from services.rating.wire.values import bill_id, enum_to_pb, money_to_pb, optional_date_to_pb
from tollbook.kernel.v1 import business_pb2
from tollbook.rating.v1 import events_pb2


def _customer(value: events.CustomerMoved) -> EventOut:
    one: Customer = value.customer
    payload = events_pb2.CustomerChanged(
        customer=resource("customers", one.customer_id),
        display_name=one.display_name,
        kind=enum_to_pb(business_pb2.CustomerKind, one.kind, "CUSTOMER_KIND"),
        customer_class=enum_to_pb(business_pb2.CustomerClass, one.customer_class, "CUSTOMER_CLASS"),
        sales_unit=resource("salesUnits", one.sales_unit),
        account_manager=resource("managers", one.account_manager),
        telephone_managed=one.telephone_managed,
        language=one.language,
        contact_phone=one.contact_phone,
        contact_email=one.contact_email,
        closed=one.closed,
        member_of=resource("customers", one.member_of),
    )
    return EventOut(payload.customer, one.version, payload)


def _account(value: events.AccountMoved) -> EventOut:
    one = value.account
    payload = events_pb2.AccountChanged(
        account=resource("accounts", one.account_id),
        customer=resource("customers", one.customer_id),
        display_name=one.display_name,
        prepaid=one.prepaid,
        currency_code=one.currency,
        closed=one.closed,
        agreed_payment_day=one.agreed_payment_day,
    )
    return EventOut(payload.account, one.version, payload)


def _subscription(value: events.SubscriptionMoved) -> EventOut:
    one = value.subscription
    standing = one.standing
    payload = events_pb2.SubscriptionChanged(
        subscription=resource("subscriptions", one.subscription_id),
        account=resource("accounts", one.account_id),
        customer=resource("customers", one.customer_id),
        product=resource("products", one.product_id),
        line_of_business=enum_to_pb(business_pb2.LineOfBusiness, one.line_of_business, "LINE_OF_BUSINESS"),
        state=enum_to_pb(events_pb2.SubscriptionState, one.state, "SUBSCRIPTION_STATE"),
        suspension_reasons=reasons_to_pb(standing),
        service_number=one.service_number,
        monthly_rent=money_to_pb(value.currency, one.rent_facts.rents[-1][1]),
        equipment_at_customer=one.equipment,
        platform=resource("platforms", one.platform),
        charge_start=optional_date_to_pb(one.charge_start),
        suspend_date=optional_date_to_pb(standing[0].suspend_date if standing else None),
        terminate_date=optional_date_to_pb(one.terminate_date),
    )
    return EventOut(payload.subscription, one.version, payload)


_BUSINESSES: dict[str, Any] = {
    name.removeprefix("LINE_OF_BUSINESS_"): number for name, number in business_pb2.LineOfBusiness.items()
}


@lru_cache(maxsize=64)
def _date(date: dt.date) -> Date:
    """A bill run's dates are few; the message is only copied from."""
    return date_to_pb(date)


def _bill(value: events.BillMade) -> EventOut:
    payload = events_pb2.BillIssued(
        bill=f"bills/{value.account_id}-{value.cycle}",
        account=f"accounts/{value.account_id}",
        customer=f"customers/{value.customer_id}",
        cycle=value.cycle,
        sales_unit=resource("salesUnits", value.sales_unit),
        lines_count=value.lines_count,
        run=f"runs/{value.run}",
    )
    payload.issue_date.CopyFrom(_date(value.issue_date))
    payload.due_date.CopyFrom(_date(value.due_date))
    payload.total.currency_code = currency = value.currency
    payload.total.minor_units = value.total
    for line in value.lines:
        added = payload.lines.add(
            line=line.line,
            charge_item=f"chargeItems/{line.charge_item}",
            line_of_business=_BUSINESSES.get(line.line_of_business, 0),
        )
        if line.subscription_id:
            added.subscription = f"subscriptions/{line.subscription_id}"
        if line.sponsorship:
            added.sponsorship = True
        added.amount.currency_code = currency
        added.amount.minor_units = line.amount
    return EventOut(payload.bill, 0, payload)


def _corrected(value: events.BillCorrected) -> EventOut:
    payload = events_pb2.BillAdjusted(
        adjustment=resource("adjustments", value.adjustment_id),
        bill=bill_id(value.account_id, value.cycle),
        account=resource("accounts", value.account_id),
        customer=resource("customers", value.customer_id),
        line=value.line,
        amount=money_to_pb(value.currency, value.amount),
        reason=value.reason,
        value_date=date_to_pb(value.value_date),
    )
    return EventOut(payload.adjustment, 0, payload)


def _unbilled(value: events.UnbilledMoved) -> EventOut:
    payload = events_pb2.UnbilledChanged(
        account=resource("accounts", value.account_id),
        customer=resource("customers", value.customer_id),
        cycle=value.cycle,
        amount=money_to_pb(value.currency, value.amount),
    )
    return EventOut(payload.account, value.version, payload)


def _threshold(value: events.UsageThresholdPassed) -> EventOut:
    payload = events_pb2.UsageThresholdPassed(
        customer=resource("customers", value.customer_id),
        account=resource("accounts", value.account_id),
        cycle=value.cycle,
        threshold=value.threshold,
        charges=money_to_pb(value.currency, value.charges),
        limit=money_to_pb(value.currency, value.limit),
    )
    return EventOut(payload.customer, 0, payload)


def _cycle(value: events.CycleDone) -> EventOut:
    payload = events_pb2.CycleClosed(cycle=value.cycle, run=f"runs/{value.run}", bills=value.bills, parked=value.parked)
    return EventOut(f"cycles/{value.cycle}", 0, payload)


_ENCODERS: dict[type[Any], Callable[[Any], EventOut]] = {
    events.CustomerMoved: _customer,
    events.AccountMoved: _account,
    events.SubscriptionMoved: _subscription,
    events.BillMade: _bill,
    events.BillCorrected: _corrected,
    events.UnbilledMoved: _unbilled,
    events.UsageThresholdPassed: _threshold,
    events.CycleDone: _cycle,
}


def event_to_pb(value: object) -> EventOut:
    """What the outbox makes of a domain event."""
    return _ENCODERS[type(value)](value)
