from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SubscriptionState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SUBSCRIPTION_STATE_UNSPECIFIED: _ClassVar[SubscriptionState]
    SUBSCRIPTION_STATE_ORDERED: _ClassVar[SubscriptionState]
    SUBSCRIPTION_STATE_SIGNED: _ClassVar[SubscriptionState]
    SUBSCRIPTION_STATE_READY: _ClassVar[SubscriptionState]
    SUBSCRIPTION_STATE_ACTIVE: _ClassVar[SubscriptionState]
    SUBSCRIPTION_STATE_SUSPENDED: _ClassVar[SubscriptionState]
    SUBSCRIPTION_STATE_TERMINATED: _ClassVar[SubscriptionState]
    SUBSCRIPTION_STATE_CANCELLED: _ClassVar[SubscriptionState]
SUBSCRIPTION_STATE_UNSPECIFIED: SubscriptionState
SUBSCRIPTION_STATE_ORDERED: SubscriptionState
SUBSCRIPTION_STATE_SIGNED: SubscriptionState
SUBSCRIPTION_STATE_READY: SubscriptionState
SUBSCRIPTION_STATE_ACTIVE: SubscriptionState
SUBSCRIPTION_STATE_SUSPENDED: SubscriptionState
SUBSCRIPTION_STATE_TERMINATED: SubscriptionState
SUBSCRIPTION_STATE_CANCELLED: SubscriptionState

class CustomerChanged(_message.Message):
    __slots__ = ("customer", "display_name", "kind", "customer_class", "sales_unit", "account_manager", "telephone_managed", "language", "contact_phone", "contact_email", "closed", "member_of")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_CLASS_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_MANAGER_FIELD_NUMBER: _ClassVar[int]
    TELEPHONE_MANAGED_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    CONTACT_PHONE_FIELD_NUMBER: _ClassVar[int]
    CONTACT_EMAIL_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    MEMBER_OF_FIELD_NUMBER: _ClassVar[int]
    customer: str
    display_name: str
    kind: _business_pb2.CustomerKind
    customer_class: _business_pb2.CustomerClass
    sales_unit: str
    account_manager: str
    telephone_managed: bool
    language: str
    contact_phone: str
    contact_email: str
    closed: bool
    member_of: str
    def __init__(self, customer: _Optional[str] = ..., display_name: _Optional[str] = ..., kind: _Optional[_Union[_business_pb2.CustomerKind, str]] = ..., customer_class: _Optional[_Union[_business_pb2.CustomerClass, str]] = ..., sales_unit: _Optional[str] = ..., account_manager: _Optional[str] = ..., telephone_managed: _Optional[bool] = ..., language: _Optional[str] = ..., contact_phone: _Optional[str] = ..., contact_email: _Optional[str] = ..., closed: _Optional[bool] = ..., member_of: _Optional[str] = ...) -> None: ...

class AccountChanged(_message.Message):
    __slots__ = ("account", "customer", "display_name", "prepaid", "currency_code", "closed", "agreed_payment_day")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    PREPAID_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    AGREED_PAYMENT_DAY_FIELD_NUMBER: _ClassVar[int]
    account: str
    customer: str
    display_name: str
    prepaid: bool
    currency_code: str
    closed: bool
    agreed_payment_day: int
    def __init__(self, account: _Optional[str] = ..., customer: _Optional[str] = ..., display_name: _Optional[str] = ..., prepaid: _Optional[bool] = ..., currency_code: _Optional[str] = ..., closed: _Optional[bool] = ..., agreed_payment_day: _Optional[int] = ...) -> None: ...

class SubscriptionChanged(_message.Message):
    __slots__ = ("subscription", "account", "customer", "product", "line_of_business", "state", "suspension_reasons", "service_number", "monthly_rent", "equipment_at_customer", "platform", "charge_start", "suspend_date", "terminate_date")
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SUSPENSION_REASONS_FIELD_NUMBER: _ClassVar[int]
    SERVICE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    MONTHLY_RENT_FIELD_NUMBER: _ClassVar[int]
    EQUIPMENT_AT_CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    PLATFORM_FIELD_NUMBER: _ClassVar[int]
    CHARGE_START_FIELD_NUMBER: _ClassVar[int]
    SUSPEND_DATE_FIELD_NUMBER: _ClassVar[int]
    TERMINATE_DATE_FIELD_NUMBER: _ClassVar[int]
    subscription: str
    account: str
    customer: str
    product: str
    line_of_business: _business_pb2.LineOfBusiness
    state: SubscriptionState
    suspension_reasons: _containers.RepeatedScalarFieldContainer[_business_pb2.SuspensionReason]
    service_number: str
    monthly_rent: _money_pb2.Money
    equipment_at_customer: bool
    platform: str
    charge_start: _date_pb2.Date
    suspend_date: _date_pb2.Date
    terminate_date: _date_pb2.Date
    def __init__(self, subscription: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., product: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., state: _Optional[_Union[SubscriptionState, str]] = ..., suspension_reasons: _Optional[_Iterable[_Union[_business_pb2.SuspensionReason, str]]] = ..., service_number: _Optional[str] = ..., monthly_rent: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., equipment_at_customer: _Optional[bool] = ..., platform: _Optional[str] = ..., charge_start: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., suspend_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., terminate_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class BillIssued(_message.Message):
    __slots__ = ("bill", "account", "customer", "cycle", "issue_date", "due_date", "sales_unit", "total", "lines", "lines_count", "run")
    BILL_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    ISSUE_DATE_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    LINES_COUNT_FIELD_NUMBER: _ClassVar[int]
    RUN_FIELD_NUMBER: _ClassVar[int]
    bill: str
    account: str
    customer: str
    cycle: str
    issue_date: _date_pb2.Date
    due_date: _date_pb2.Date
    sales_unit: str
    total: _money_pb2.Money
    lines: _containers.RepeatedCompositeFieldContainer[BillLineIssued]
    lines_count: int
    run: str
    def __init__(self, bill: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., cycle: _Optional[str] = ..., issue_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., sales_unit: _Optional[str] = ..., total: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., lines: _Optional[_Iterable[_Union[BillLineIssued, _Mapping]]] = ..., lines_count: _Optional[int] = ..., run: _Optional[str] = ...) -> None: ...

class BillLineIssued(_message.Message):
    __slots__ = ("line", "subscription", "charge_item", "line_of_business", "amount", "sponsorship")
    LINE_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    SPONSORSHIP_FIELD_NUMBER: _ClassVar[int]
    line: int
    subscription: str
    charge_item: str
    line_of_business: _business_pb2.LineOfBusiness
    amount: _money_pb2.Money
    sponsorship: bool
    def __init__(self, line: _Optional[int] = ..., subscription: _Optional[str] = ..., charge_item: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., sponsorship: _Optional[bool] = ...) -> None: ...

class BillAdjusted(_message.Message):
    __slots__ = ("adjustment", "bill", "account", "customer", "line", "amount", "reason", "value_date")
    ADJUSTMENT_FIELD_NUMBER: _ClassVar[int]
    BILL_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    VALUE_DATE_FIELD_NUMBER: _ClassVar[int]
    adjustment: str
    bill: str
    account: str
    customer: str
    line: int
    amount: _money_pb2.Money
    reason: str
    value_date: _date_pb2.Date
    def __init__(self, adjustment: _Optional[str] = ..., bill: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., line: _Optional[int] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., reason: _Optional[str] = ..., value_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class UnbilledChanged(_message.Message):
    __slots__ = ("account", "customer", "cycle", "amount")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    account: str
    customer: str
    cycle: str
    amount: _money_pb2.Money
    def __init__(self, account: _Optional[str] = ..., customer: _Optional[str] = ..., cycle: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class UsageThresholdPassed(_message.Message):
    __slots__ = ("customer", "account", "cycle", "threshold", "charges", "limit")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    THRESHOLD_FIELD_NUMBER: _ClassVar[int]
    CHARGES_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    customer: str
    account: str
    cycle: str
    threshold: str
    charges: _money_pb2.Money
    limit: _money_pb2.Money
    def __init__(self, customer: _Optional[str] = ..., account: _Optional[str] = ..., cycle: _Optional[str] = ..., threshold: _Optional[str] = ..., charges: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., limit: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class CycleClosed(_message.Message):
    __slots__ = ("cycle", "run", "bills", "parked")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    RUN_FIELD_NUMBER: _ClassVar[int]
    BILLS_FIELD_NUMBER: _ClassVar[int]
    PARKED_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    run: str
    bills: int
    parked: int
    def __init__(self, cycle: _Optional[str] = ..., run: _Optional[str] = ..., bills: _Optional[int] = ..., parked: _Optional[int] = ...) -> None: ...
