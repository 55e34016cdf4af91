"""Customers and accounts (R-ACC-1): frozen values, and what contradicts itself in them."""

import datetime as dt
from dataclasses import dataclass

from services.kernel.business import CustomerClass, CustomerKind
from services.kernel.errors import Fault

DEFAULT_LANGUAGE = "zh-CN"
DEFAULT_CURRENCY = "CNY"


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer. Ids are bare; empty for none."""

    customer_id: str
    display_name: str
    kind: CustomerKind
    customer_class: CustomerClass = CustomerClass.NONE
    sales_unit: str = ""
    account_manager: str = ""
    telephone_managed: bool = False
    language: str = DEFAULT_LANGUAGE
    contact_phone: str = ""
    contact_email: str = ""
    member_of: str = ""
    closed: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Account:
    """A billing account. ``agreed_payment_day`` 0 when the policy's applies."""

    account_id: str
    customer_id: str
    display_name: str
    prepaid: bool = False
    currency: str = DEFAULT_CURRENCY
    agreed_payment_day: int = 0
    closed: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Ownership:
    """Whom a customer belongs to from a date (R-ACC-3)."""

    customer_id: str
    start_date: dt.date
    listed: bool
    sales_unit: str
    account_manager: str
    reason: str


def customer_faults(customer: Customer) -> list[Fault]:
    """All that contradicts itself: only groups have a class, and they must."""
    faults: list[Fault] = []
    group = customer.kind is CustomerKind.GROUP
    if group == (customer.customer_class is CustomerClass.NONE):
        faults.append(
            Fault(
                "customer_class",
                "CUSTOMER_CLASS_INVALID",
                customer.customer_class.value,
                "a group customer has a class A, B or C, others have none",
            )
        )
    if customer.member_of and customer.member_of == customer.customer_id:
        faults.append(Fault("member_of", "MEMBER_OF_INVALID", customer.member_of, "a customer is no member of itself"))
    if customer.language not in (DEFAULT_LANGUAGE, "en"):
        faults.append(Fault("language", "language.known", customer.language, "must be zh-CN or en"))
    return faults
