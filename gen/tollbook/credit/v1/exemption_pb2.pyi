import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ExemptionScope(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EXEMPTION_SCOPE_UNSPECIFIED: _ClassVar[ExemptionScope]
    EXEMPTION_SCOPE_DUNNING: _ClassVar[ExemptionScope]
    EXEMPTION_SCOPE_SUSPENSION: _ClassVar[ExemptionScope]
    EXEMPTION_SCOPE_BOTH: _ClassVar[ExemptionScope]

class ExemptionState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EXEMPTION_STATE_UNSPECIFIED: _ClassVar[ExemptionState]
    EXEMPTION_STATE_REQUESTED: _ClassVar[ExemptionState]
    EXEMPTION_STATE_APPROVED: _ClassVar[ExemptionState]
    EXEMPTION_STATE_REJECTED: _ClassVar[ExemptionState]
    EXEMPTION_STATE_ENDED: _ClassVar[ExemptionState]
    EXEMPTION_STATE_EXPIRED: _ClassVar[ExemptionState]
EXEMPTION_SCOPE_UNSPECIFIED: ExemptionScope
EXEMPTION_SCOPE_DUNNING: ExemptionScope
EXEMPTION_SCOPE_SUSPENSION: ExemptionScope
EXEMPTION_SCOPE_BOTH: ExemptionScope
EXEMPTION_STATE_UNSPECIFIED: ExemptionState
EXEMPTION_STATE_REQUESTED: ExemptionState
EXEMPTION_STATE_APPROVED: ExemptionState
EXEMPTION_STATE_REJECTED: ExemptionState
EXEMPTION_STATE_ENDED: ExemptionState
EXEMPTION_STATE_EXPIRED: ExemptionState

class Exemption(_message.Message):
    __slots__ = ("name", "subject", "scope", "start_date", "end_date", "state", "requester", "decider", "reason", "create_time", "warn_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    SCOPE_FIELD_NUMBER: _ClassVar[int]
    START_DATE_FIELD_NUMBER: _ClassVar[int]
    END_DATE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REQUESTER_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    WARN_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    subject: str
    scope: ExemptionScope
    start_date: _date_pb2.Date
    end_date: _date_pb2.Date
    state: ExemptionState
    requester: str
    decider: str
    reason: str
    create_time: _timestamp_pb2.Timestamp
    warn_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., subject: _Optional[str] = ..., scope: _Optional[_Union[ExemptionScope, str]] = ..., start_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., end_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., state: _Optional[_Union[ExemptionState, str]] = ..., requester: _Optional[str] = ..., decider: _Optional[str] = ..., reason: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., warn_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class ExemptionEvent(_message.Message):
    __slots__ = ("exemption", "state", "actor", "reason", "business_date", "create_time")
    EXEMPTION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    BUSINESS_DATE_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    exemption: str
    state: ExemptionState
    actor: str
    reason: str
    business_date: _date_pb2.Date
    create_time: _timestamp_pb2.Timestamp
    def __init__(self, exemption: _Optional[str] = ..., state: _Optional[_Union[ExemptionState, str]] = ..., actor: _Optional[str] = ..., reason: _Optional[str] = ..., business_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
