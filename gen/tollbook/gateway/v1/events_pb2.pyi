from google.type import date_pb2 as _date_pb2
from tollbook.gateway.v1 import command_pb2 as _command_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CommandReported(_message.Message):
    __slots__ = ("command", "origin", "work_order", "kind", "subscription", "account", "customer", "outcome", "outcome_date", "detail")
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    WORK_ORDER_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_DATE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    command: str
    origin: str
    work_order: str
    kind: _command_pb2.CommandKind
    subscription: str
    account: str
    customer: str
    outcome: _command_pb2.CommandOutcome
    outcome_date: _date_pb2.Date
    detail: str
    def __init__(self, command: _Optional[str] = ..., origin: _Optional[str] = ..., work_order: _Optional[str] = ..., kind: _Optional[_Union[_command_pb2.CommandKind, str]] = ..., subscription: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., outcome: _Optional[_Union[_command_pb2.CommandOutcome, str]] = ..., outcome_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., detail: _Optional[str] = ...) -> None: ...

class NotificationRefused(_message.Message):
    __slots__ = ("notification", "channel", "reason")
    NOTIFICATION_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    notification: str
    channel: str
    reason: str
    def __init__(self, notification: _Optional[str] = ..., channel: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...
