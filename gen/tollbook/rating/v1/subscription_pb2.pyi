from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.rating.v1 import events_pb2 as _events_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class EffectMode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EFFECT_MODE_UNSPECIFIED: _ClassVar[EffectMode]
    EFFECT_MODE_BY_DAY: _ClassVar[EffectMode]
    EFFECT_MODE_HALF_MONTH: _ClassVar[EffectMode]
    EFFECT_MODE_NEXT_CYCLE: _ClassVar[EffectMode]
EFFECT_MODE_UNSPECIFIED: EffectMode
EFFECT_MODE_BY_DAY: EffectMode
EFFECT_MODE_HALF_MONTH: EffectMode
EFFECT_MODE_NEXT_CYCLE: EffectMode

class Subscription(_message.Message):
    __slots__ = ("name", "account", "customer", "product", "line_of_business", "state", "suspension_reasons", "service_number", "monthly_rent", "effect_mode", "charge_start", "suspend_date", "terminate_date", "platform", "equipment_at_customer", "etag")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SUSPENSION_REASONS_FIELD_NUMBER: _ClassVar[int]
    SERVICE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    MONTHLY_RENT_FIELD_NUMBER: _ClassVar[int]
    EFFECT_MODE_FIELD_NUMBER: _ClassVar[int]
    CHARGE_START_FIELD_NUMBER: _ClassVar[int]
    SUSPEND_DATE_FIELD_NUMBER: _ClassVar[int]
    TERMINATE_DATE_FIELD_NUMBER: _ClassVar[int]
    PLATFORM_FIELD_NUMBER: _ClassVar[int]
    EQUIPMENT_AT_CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    customer: str
    product: str
    line_of_business: _business_pb2.LineOfBusiness
    state: _events_pb2.SubscriptionState
    suspension_reasons: _containers.RepeatedScalarFieldContainer[_business_pb2.SuspensionReason]
    service_number: str
    monthly_rent: _money_pb2.Money
    effect_mode: EffectMode
    charge_start: _date_pb2.Date
    suspend_date: _date_pb2.Date
    terminate_date: _date_pb2.Date
    platform: str
    equipment_at_customer: bool
    etag: str
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., product: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., state: _Optional[_Union[_events_pb2.SubscriptionState, str]] = ..., suspension_reasons: _Optional[_Iterable[_Union[_business_pb2.SuspensionReason, str]]] = ..., service_number: _Optional[str] = ..., monthly_rent: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., effect_mode: _Optional[_Union[EffectMode, str]] = ..., charge_start: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., suspend_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., terminate_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., platform: _Optional[str] = ..., equipment_at_customer: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class SuspensionPeriod(_message.Message):
    __slots__ = ("subscription", "reason", "suspend_date", "restore_date", "command", "restore_command")
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SUSPEND_DATE_FIELD_NUMBER: _ClassVar[int]
    RESTORE_DATE_FIELD_NUMBER: _ClassVar[int]
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    RESTORE_COMMAND_FIELD_NUMBER: _ClassVar[int]
    subscription: str
    reason: _business_pb2.SuspensionReason
    suspend_date: _date_pb2.Date
    restore_date: _date_pb2.Date
    command: str
    restore_command: str
    def __init__(self, subscription: _Optional[str] = ..., reason: _Optional[_Union[_business_pb2.SuspensionReason, str]] = ..., suspend_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., restore_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., command: _Optional[str] = ..., restore_command: _Optional[str] = ...) -> None: ...
