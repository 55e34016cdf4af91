import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class UsageType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    USAGE_TYPE_UNSPECIFIED: _ClassVar[UsageType]
    USAGE_TYPE_VOICE: _ClassVar[UsageType]
    USAGE_TYPE_DATA: _ClassVar[UsageType]
    USAGE_TYPE_MESSAGE: _ClassVar[UsageType]
    USAGE_TYPE_EVENT: _ClassVar[UsageType]

class UsageFileFormat(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    USAGE_FILE_FORMAT_UNSPECIFIED: _ClassVar[UsageFileFormat]
    USAGE_FILE_FORMAT_CSV: _ClassVar[UsageFileFormat]
    USAGE_FILE_FORMAT_ASTERISK: _ClassVar[UsageFileFormat]

class RejectReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REJECT_REASON_UNSPECIFIED: _ClassVar[RejectReason]
    REJECT_REASON_MALFORMED: _ClassVar[RejectReason]
    REJECT_REASON_RECORD_ID_INVALID: _ClassVar[RejectReason]
    REJECT_REASON_TYPE_UNKNOWN: _ClassVar[RejectReason]
    REJECT_REASON_START_INVALID: _ClassVar[RejectReason]
    REJECT_REASON_QUANTITY_INVALID: _ClassVar[RejectReason]
    REJECT_REASON_SUBSCRIPTION_UNKNOWN: _ClassVar[RejectReason]
    REJECT_REASON_SUBSCRIPTION_INACTIVE: _ClassVar[RejectReason]
    REJECT_REASON_TARIFF_MISSING: _ClassVar[RejectReason]
    REJECT_REASON_DESTINATION_UNKNOWN: _ClassVar[RejectReason]
    REJECT_REASON_RECORD_ID_REUSED: _ClassVar[RejectReason]
    REJECT_REASON_TOO_OLD: _ClassVar[RejectReason]

class RejectedUsageState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REJECTED_USAGE_STATE_UNSPECIFIED: _ClassVar[RejectedUsageState]
    REJECTED_USAGE_STATE_WAITING: _ClassVar[RejectedUsageState]
    REJECTED_USAGE_STATE_RATED: _ClassVar[RejectedUsageState]
    REJECTED_USAGE_STATE_DUPLICATE: _ClassVar[RejectedUsageState]
    REJECTED_USAGE_STATE_DISCARDED: _ClassVar[RejectedUsageState]
USAGE_TYPE_UNSPECIFIED: UsageType
USAGE_TYPE_VOICE: UsageType
USAGE_TYPE_DATA: UsageType
USAGE_TYPE_MESSAGE: UsageType
USAGE_TYPE_EVENT: UsageType
USAGE_FILE_FORMAT_UNSPECIFIED: UsageFileFormat
USAGE_FILE_FORMAT_CSV: UsageFileFormat
USAGE_FILE_FORMAT_ASTERISK: UsageFileFormat
REJECT_REASON_UNSPECIFIED: RejectReason
REJECT_REASON_MALFORMED: RejectReason
REJECT_REASON_RECORD_ID_INVALID: RejectReason
REJECT_REASON_TYPE_UNKNOWN: RejectReason
REJECT_REASON_START_INVALID: RejectReason
REJECT_REASON_QUANTITY_INVALID: RejectReason
REJECT_REASON_SUBSCRIPTION_UNKNOWN: RejectReason
REJECT_REASON_SUBSCRIPTION_INACTIVE: RejectReason
REJECT_REASON_TARIFF_MISSING: RejectReason
REJECT_REASON_DESTINATION_UNKNOWN: RejectReason
REJECT_REASON_RECORD_ID_REUSED: RejectReason
REJECT_REASON_TOO_OLD: RejectReason
REJECTED_USAGE_STATE_UNSPECIFIED: RejectedUsageState
REJECTED_USAGE_STATE_WAITING: RejectedUsageState
REJECTED_USAGE_STATE_RATED: RejectedUsageState
REJECTED_USAGE_STATE_DUPLICATE: RejectedUsageState
REJECTED_USAGE_STATE_DISCARDED: RejectedUsageState

class UsageRecord(_message.Message):
    __slots__ = ("record_id", "type", "service_number", "other_party", "start_time", "quantity")
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    OTHER_PARTY_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    record_id: str
    type: UsageType
    service_number: str
    other_party: str
    start_time: _timestamp_pb2.Timestamp
    quantity: int
    def __init__(self, record_id: _Optional[str] = ..., type: _Optional[_Union[UsageType, str]] = ..., service_number: _Optional[str] = ..., other_party: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., quantity: _Optional[int] = ...) -> None: ...

class UsageCounts(_message.Message):
    __slots__ = ("received", "rated", "rejected", "duplicates")
    RECEIVED_FIELD_NUMBER: _ClassVar[int]
    RATED_FIELD_NUMBER: _ClassVar[int]
    REJECTED_FIELD_NUMBER: _ClassVar[int]
    DUPLICATES_FIELD_NUMBER: _ClassVar[int]
    received: int
    rated: int
    rejected: int
    duplicates: int
    def __init__(self, received: _Optional[int] = ..., rated: _Optional[int] = ..., rejected: _Optional[int] = ..., duplicates: _Optional[int] = ...) -> None: ...

class RejectedUsage(_message.Message):
    __slots__ = ("name", "source", "delivery", "line", "state", "reason", "detail", "text", "record", "attempts", "create_time", "discard_reason")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    DELIVERY_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    RECORD_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    DISCARD_REASON_FIELD_NUMBER: _ClassVar[int]
    name: str
    source: str
    delivery: str
    line: int
    state: RejectedUsageState
    reason: RejectReason
    detail: str
    text: str
    record: UsageRecord
    attempts: int
    create_time: _timestamp_pb2.Timestamp
    discard_reason: str
    def __init__(self, name: _Optional[str] = ..., source: _Optional[str] = ..., delivery: _Optional[str] = ..., line: _Optional[int] = ..., state: _Optional[_Union[RejectedUsageState, str]] = ..., reason: _Optional[_Union[RejectReason, str]] = ..., detail: _Optional[str] = ..., text: _Optional[str] = ..., record: _Optional[_Union[UsageRecord, _Mapping]] = ..., attempts: _Optional[int] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., discard_reason: _Optional[str] = ...) -> None: ...

class UsageFile(_message.Message):
    __slots__ = ("name", "source", "format", "run", "complete", "outcome", "receive_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    RUN_FIELD_NUMBER: _ClassVar[int]
    COMPLETE_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    source: str
    format: UsageFileFormat
    run: str
    complete: bool
    outcome: _batch_pb2.FileOutcome
    receive_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., source: _Optional[str] = ..., format: _Optional[_Union[UsageFileFormat, str]] = ..., run: _Optional[str] = ..., complete: _Optional[bool] = ..., outcome: _Optional[_Union[_batch_pb2.FileOutcome, _Mapping]] = ..., receive_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...
