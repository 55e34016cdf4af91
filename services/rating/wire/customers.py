"""Customers, accounts, subscriptions: proto ↔ domain."""

from collections.abc import Callable, Mapping
from typing import Any

from google.protobuf.field_mask_pb2 import FieldMask

from services.chassis.events import date_to_pb
from services.kernel.business import CustomerClass, CustomerKind
from services.kernel.ids import resource
from services.rating.domain.customer import DEFAULT_CURRENCY, DEFAULT_LANGUAGE, Account, Customer, Ownership
from services.rating.domain.subscription import Subscription, Suspension
from services.rating.wire.values import enum_from_pb, enum_to_pb, ident, money_to_pb, optional_date_to_pb
from tollbook.kernel.v1 import business_pb2
from tollbook.rating.v1 import account_pb2, customer_pb2, events_pb2, subscription_pb2


def customer_from_pb(customer_id: str, message: customer_pb2.Customer) -> Customer:
    kind = enum_from_pb(business_pb2.CustomerKind, message.kind, "CUSTOMER_KIND")
    return Customer(
        customer_id=customer_id,
        display_name=message.display_name,
        kind=CustomerKind(kind),
        customer_class=class_from_pb(message.customer_class),
        sales_unit=ident("salesUnits", message.sales_unit, "customer.sales_unit"),
        account_manager=ident("managers", message.account_manager, "customer.account_manager"),
        telephone_managed=message.telephone_managed,
        language=message.language or DEFAULT_LANGUAGE,
        contact_phone=message.contact_phone,
        contact_email=message.contact_email,
        member_of=ident("customers", message.member_of, "customer.member_of"),
    )


def class_from_pb(number: int) -> CustomerClass:
    name = enum_from_pb(business_pb2.CustomerClass, number, "CUSTOMER_CLASS")
    return CustomerClass(name) if name else CustomerClass.NONE


def customer_to_pb(value: Customer) -> customer_pb2.Customer:
    return customer_pb2.Customer(
        name=resource("customers", value.customer_id),
        display_name=value.display_name,
        kind=enum_to_pb(business_pb2.CustomerKind, value.kind, "CUSTOMER_KIND"),
        customer_class=enum_to_pb(business_pb2.CustomerClass, value.customer_class, "CUSTOMER_CLASS"),
        sales_unit=resource("salesUnits", value.sales_unit),
        account_manager=resource("managers", value.account_manager),
        telephone_managed=value.telephone_managed,
        language=value.language,
        contact_phone=value.contact_phone,
        contact_email=value.contact_email,
        member_of=resource("customers", value.member_of),
        closed=value.closed,
        etag=str(value.version),
    )


_CUSTOMER_FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "customer_class": class_from_pb,
    "member_of": lambda name: ident("customers", name, "customer.member_of"),
    "language": lambda language: language or DEFAULT_LANGUAGE,
}


def changes_from_pb(message: Any, mask: FieldMask) -> dict[str, Any]:
    """The new values of the fields in a mask; a field that the message lacks stays as its bare name, to be refused."""
    found: dict[str, Any] = {}
    for path in mask.paths:
        value = getattr(message, path, None)
        found[path] = _CUSTOMER_FIELDS.get(path, lambda same: same)(value)
    return found


def ownership_to_pb(value: Ownership) -> customer_pb2.OwnershipEntry:
    return customer_pb2.OwnershipEntry(
        customer=resource("customers", value.customer_id),
        sales_unit=resource("salesUnits", value.sales_unit),
        account_manager=resource("managers", value.account_manager),
        start_date=date_to_pb(value.start_date),
        listed=value.listed,
        reason=value.reason,
    )


def account_from_pb(account_id: str, message: account_pb2.Account) -> Account:
    return Account(
        account_id=account_id,
        customer_id=ident("customers", message.customer, "account.customer"),
        display_name=message.display_name,
        prepaid=message.prepaid,
        currency=message.currency_code or DEFAULT_CURRENCY,
        agreed_payment_day=message.agreed_payment_day,
    )


def account_to_pb(value: Account) -> account_pb2.Account:
    return account_pb2.Account(
        name=resource("accounts", value.account_id),
        customer=resource("customers", value.customer_id),
        display_name=value.display_name,
        prepaid=value.prepaid,
        currency_code=value.currency,
        agreed_payment_day=value.agreed_payment_day,
        closed=value.closed,
        etag=str(value.version),
    )


def subscription_to_pb(value: Subscription, currency: str = DEFAULT_CURRENCY) -> subscription_pb2.Subscription:
    standing = value.standing
    return subscription_pb2.Subscription(
        name=resource("subscriptions", value.subscription_id),
        account=resource("accounts", value.account_id),
        customer=resource("customers", value.customer_id),
        product=resource("products", value.product_id),
        line_of_business=enum_to_pb(business_pb2.LineOfBusiness, value.line_of_business, "LINE_OF_BUSINESS"),
        state=enum_to_pb(events_pb2.SubscriptionState, value.state, "SUBSCRIPTION_STATE"),
        suspension_reasons=reasons_to_pb(standing),
        service_number=value.service_number,
        monthly_rent=money_to_pb(currency, value.rent_facts.rents[-1][1]),
        effect_mode=enum_to_pb(subscription_pb2.EffectMode, value.effect_mode, "EFFECT_MODE"),
        charge_start=optional_date_to_pb(value.charge_start),
        suspend_date=optional_date_to_pb(standing[0].suspend_date if standing else None),
        terminate_date=optional_date_to_pb(value.terminate_date),
        platform=resource("platforms", value.platform),
        equipment_at_customer=value.equipment,
        etag=str(value.version),
    )


def reasons_to_pb(standing: tuple[Suspension, ...]) -> list[Any]:
    """All reasons that stand, each once."""
    names = dict.fromkeys(each.reason.value for each in standing)
    return [enum_to_pb(business_pb2.SuspensionReason, name, "SUSPENSION_REASON") for name in names]


def suspension_to_pb(subscription_id: str, value: Suspension) -> subscription_pb2.SuspensionPeriod:
    return subscription_pb2.SuspensionPeriod(
        subscription=resource("subscriptions", subscription_id),
        reason=enum_to_pb(business_pb2.SuspensionReason, value.reason, "SUSPENSION_REASON"),
        suspend_date=date_to_pb(value.suspend_date),
        restore_date=optional_date_to_pb(value.restore_date),
        command=resource("commands", value.command_id),
        restore_command=resource("commands", value.restore_command_id),
    )
