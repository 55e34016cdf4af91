import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.gateway.v1 import command_pb2 as _command_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CallbackState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CALLBACK_STATE_UNSPECIFIED: _ClassVar[CallbackState]
    CALLBACK_STATE_APPLIED: _ClassVar[CallbackState]
    CALLBACK_STATE_DUPLICATE: _ClassVar[CallbackState]
    CALLBACK_STATE_LATE: _ClassVar[CallbackState]
    CALLBACK_STATE_QUARANTINED: _ClassVar[CallbackState]
    CALLBACK_STATE_REFUSED: _ClassVar[CallbackState]
    CALLBACK_STATE_DISMISSED: _ClassVar[CallbackState]
CALLBACK_STATE_UNSPECIFIED: CallbackState
CALLBACK_STATE_APPLIED: CallbackState
CALLBACK_STATE_DUPLICATE: CallbackState
CALLBACK_STATE_LATE: CallbackState
CALLBACK_STATE_QUARANTINED: CallbackState
CALLBACK_STATE_REFUSED: CallbackState
CALLBACK_STATE_DISMISSED: CallbackState

class Callback(_message.Message):
    __slots__ = ("name", "platform", "state", "reason", "detail", "delivery", "command", "outcome", "outcome_date", "words", "receive_time", "receive_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PLATFORM_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    DELIVERY_FIELD_NUMBER: _ClassVar[int]
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_DATE_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_TIME_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    platform: str
    state: CallbackState
    reason: str
    detail: str
    delivery: str
    command: str
    outcome: _command_pb2.CommandOutcome
    outcome_date: _date_pb2.Date
    words: str
    receive_time: _timestamp_pb2.Timestamp
    receive_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., platform: _Optional[str] = ..., state: _Optional[_Union[CallbackState, str]] = ..., reason: _Optional[str] = ..., detail: _Optional[str] = ..., delivery: _Optional[str] = ..., command: _Optional[str] = ..., outcome: _Optional[_Union[_command_pb2.CommandOutcome, str]] = ..., outcome_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., words: _Optional[str] = ..., receive_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., receive_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...
