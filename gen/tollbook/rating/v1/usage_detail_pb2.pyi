import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.rating.v1 import usage_pb2 as _usage_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class UsageDetailPurpose(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    USAGE_DETAIL_PURPOSE_UNSPECIFIED: _ClassVar[UsageDetailPurpose]
    USAGE_DETAIL_PURPOSE_CUSTOMER_QUERY: _ClassVar[UsageDetailPurpose]
    USAGE_DETAIL_PURPOSE_COMPLAINT: _ClassVar[UsageDetailPurpose]
    USAGE_DETAIL_PURPOSE_RATING_CHECK: _ClassVar[UsageDetailPurpose]
    USAGE_DETAIL_PURPOSE_LEGAL_ORDER: _ClassVar[UsageDetailPurpose]
    USAGE_DETAIL_PURPOSE_AUDIT: _ClassVar[UsageDetailPurpose]
USAGE_DETAIL_PURPOSE_UNSPECIFIED: UsageDetailPurpose
USAGE_DETAIL_PURPOSE_CUSTOMER_QUERY: UsageDetailPurpose
USAGE_DETAIL_PURPOSE_COMPLAINT: UsageDetailPurpose
USAGE_DETAIL_PURPOSE_RATING_CHECK: UsageDetailPurpose
USAGE_DETAIL_PURPOSE_LEGAL_ORDER: UsageDetailPurpose
USAGE_DETAIL_PURPOSE_AUDIT: UsageDetailPurpose

class UsageDetail(_message.Message):
    __slots__ = ("subscription", "source", "record_id", "part", "type", "other_party", "start_time", "quantity", "charged_quantity", "zone", "band", "tariff_version", "charge_item", "amount_micros")
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    PART_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    OTHER_PARTY_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    CHARGED_QUANTITY_FIELD_NUMBER: _ClassVar[int]
    ZONE_FIELD_NUMBER: _ClassVar[int]
    BAND_FIELD_NUMBER: _ClassVar[int]
    TARIFF_VERSION_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_MICROS_FIELD_NUMBER: _ClassVar[int]
    subscription: str
    source: str
    record_id: str
    part: int
    type: _usage_pb2.UsageType
    other_party: str
    start_time: _timestamp_pb2.Timestamp
    quantity: int
    charged_quantity: int
    zone: str
    band: str
    tariff_version: str
    charge_item: str
    amount_micros: int
    def __init__(self, subscription: _Optional[str] = ..., source: _Optional[str] = ..., record_id: _Optional[str] = ..., part: _Optional[int] = ..., type: _Optional[_Union[_usage_pb2.UsageType, str]] = ..., other_party: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., quantity: _Optional[int] = ..., charged_quantity: _Optional[int] = ..., zone: _Optional[str] = ..., band: _Optional[str] = ..., tariff_version: _Optional[str] = ..., charge_item: _Optional[str] = ..., amount_micros: _Optional[int] = ...) -> None: ...

class UsageDetailAccess(_message.Message):
    __slots__ = ("name", "actor", "role", "purpose", "reference", "subscription", "start_date", "end_date", "lines", "refusal", "alarmed", "access_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    START_DATE_FIELD_NUMBER: _ClassVar[int]
    END_DATE_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    REFUSAL_FIELD_NUMBER: _ClassVar[int]
    ALARMED_FIELD_NUMBER: _ClassVar[int]
    ACCESS_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    actor: str
    role: str
    purpose: UsageDetailPurpose
    reference: str
    subscription: str
    start_date: _date_pb2.Date
    end_date: _date_pb2.Date
    lines: int
    refusal: str
    alarmed: bool
    access_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., actor: _Optional[str] = ..., role: _Optional[str] = ..., purpose: _Optional[_Union[UsageDetailPurpose, str]] = ..., reference: _Optional[str] = ..., subscription: _Optional[str] = ..., start_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., end_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., lines: _Optional[int] = ..., refusal: _Optional[str] = ..., alarmed: _Optional[bool] = ..., access_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class UsageHold(_message.Message):
    __slots__ = ("name", "subscription", "first_cycle", "last_cycle", "reason", "requester", "release_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    FIRST_CYCLE_FIELD_NUMBER: _ClassVar[int]
    LAST_CYCLE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REQUESTER_FIELD_NUMBER: _ClassVar[int]
    RELEASE_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    subscription: str
    first_cycle: str
    last_cycle: str
    reason: str
    requester: str
    release_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., subscription: _Optional[str] = ..., first_cycle: _Optional[str] = ..., last_cycle: _Optional[str] = ..., reason: _Optional[str] = ..., requester: _Optional[str] = ..., release_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
