import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CommandKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMMAND_KIND_UNSPECIFIED: _ClassVar[CommandKind]
    COMMAND_KIND_CONSTRUCT: _ClassVar[CommandKind]
    COMMAND_KIND_ACTIVATE: _ClassVar[CommandKind]
    COMMAND_KIND_SUSPEND: _ClassVar[CommandKind]
    COMMAND_KIND_RESTORE: _ClassVar[CommandKind]
    COMMAND_KIND_TERMINATE: _ClassVar[CommandKind]
    COMMAND_KIND_RECOVER_EQUIPMENT: _ClassVar[CommandKind]
    COMMAND_KIND_NOTIFY_MAINTENANCE: _ClassVar[CommandKind]
    COMMAND_KIND_CHANGE: _ClassVar[CommandKind]

class CommandOutcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMMAND_OUTCOME_UNSPECIFIED: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_ACCEPTED: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_SENT: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_IN_PROGRESS: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_COMPLETED: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_ARCHIVED: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_FAILED: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_EXPIRED: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_DEAD: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_CANCELLED: _ClassVar[CommandOutcome]
COMMAND_KIND_UNSPECIFIED: CommandKind
COMMAND_KIND_CONSTRUCT: CommandKind
COMMAND_KIND_ACTIVATE: CommandKind
COMMAND_KIND_SUSPEND: CommandKind
COMMAND_KIND_RESTORE: CommandKind
COMMAND_KIND_TERMINATE: CommandKind
COMMAND_KIND_RECOVER_EQUIPMENT: CommandKind
COMMAND_KIND_NOTIFY_MAINTENANCE: CommandKind
COMMAND_KIND_CHANGE: CommandKind
COMMAND_OUTCOME_UNSPECIFIED: CommandOutcome
COMMAND_OUTCOME_ACCEPTED: CommandOutcome
COMMAND_OUTCOME_SENT: CommandOutcome
COMMAND_OUTCOME_IN_PROGRESS: CommandOutcome
COMMAND_OUTCOME_COMPLETED: CommandOutcome
COMMAND_OUTCOME_ARCHIVED: CommandOutcome
COMMAND_OUTCOME_FAILED: CommandOutcome
COMMAND_OUTCOME_EXPIRED: CommandOutcome
COMMAND_OUTCOME_DEAD: CommandOutcome
COMMAND_OUTCOME_CANCELLED: CommandOutcome

class Command(_message.Message):
    __slots__ = ("name", "origin", "work_order", "kind", "platform", "subscription", "account", "customer", "service_number", "product", "reason", "expire_time", "outcome", "outcome_date", "attempts", "detail", "submit_date", "create_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    WORK_ORDER_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    PLATFORM_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SERVICE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_DATE_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    SUBMIT_DATE_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    origin: str
    work_order: str
    kind: CommandKind
    platform: str
    subscription: str
    account: str
    customer: str
    service_number: str
    product: str
    reason: str
    expire_time: _timestamp_pb2.Timestamp
    outcome: CommandOutcome
    outcome_date: _date_pb2.Date
    attempts: int
    detail: str
    submit_date: _date_pb2.Date
    create_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., origin: _Optional[str] = ..., work_order: _Optional[str] = ..., kind: _Optional[_Union[CommandKind, str]] = ..., platform: _Optional[str] = ..., subscription: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., service_number: _Optional[str] = ..., product: _Optional[str] = ..., reason: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., outcome: _Optional[_Union[CommandOutcome, str]] = ..., outcome_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., attempts: _Optional[int] = ..., detail: _Optional[str] = ..., submit_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
