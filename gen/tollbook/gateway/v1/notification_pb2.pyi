import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class NotificationState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    NOTIFICATION_STATE_UNSPECIFIED: _ClassVar[NotificationState]
    NOTIFICATION_STATE_ACCEPTED: _ClassVar[NotificationState]
    NOTIFICATION_STATE_POSTED: _ClassVar[NotificationState]
    NOTIFICATION_STATE_REFUSED: _ClassVar[NotificationState]
    NOTIFICATION_STATE_REJECTED: _ClassVar[NotificationState]
    NOTIFICATION_STATE_QUARANTINED: _ClassVar[NotificationState]
    NOTIFICATION_STATE_DUPLICATE: _ClassVar[NotificationState]
    NOTIFICATION_STATE_CONFLICT: _ClassVar[NotificationState]
    NOTIFICATION_STATE_IGNORED: _ClassVar[NotificationState]
NOTIFICATION_STATE_UNSPECIFIED: NotificationState
NOTIFICATION_STATE_ACCEPTED: NotificationState
NOTIFICATION_STATE_POSTED: NotificationState
NOTIFICATION_STATE_REFUSED: NotificationState
NOTIFICATION_STATE_REJECTED: NotificationState
NOTIFICATION_STATE_QUARANTINED: NotificationState
NOTIFICATION_STATE_DUPLICATE: NotificationState
NOTIFICATION_STATE_CONFLICT: NotificationState
NOTIFICATION_STATE_IGNORED: NotificationState

class Notification(_message.Message):
    __slots__ = ("name", "channel", "state", "reason", "detail", "delivery", "channel_number", "account", "amount", "value_date", "payment", "attempts", "receive_time", "receive_date", "post_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    DELIVERY_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    VALUE_DATE_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_TIME_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    POST_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    channel: str
    state: NotificationState
    reason: str
    detail: str
    delivery: str
    channel_number: str
    account: str
    amount: _money_pb2.Money
    value_date: _date_pb2.Date
    payment: str
    attempts: int
    receive_time: _timestamp_pb2.Timestamp
    receive_date: _date_pb2.Date
    post_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., channel: _Optional[str] = ..., state: _Optional[_Union[NotificationState, str]] = ..., reason: _Optional[str] = ..., detail: _Optional[str] = ..., delivery: _Optional[str] = ..., channel_number: _Optional[str] = ..., account: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., value_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., payment: _Optional[str] = ..., attempts: _Optional[int] = ..., receive_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., receive_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., post_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class RawMessage(_message.Message):
    __slots__ = ("method", "target", "headers", "body", "remote_address")
    METHOD_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    HEADERS_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    REMOTE_ADDRESS_FIELD_NUMBER: _ClassVar[int]
    method: str
    target: str
    headers: _containers.RepeatedCompositeFieldContainer[RawHeader]
    body: bytes
    remote_address: str
    def __init__(self, method: _Optional[str] = ..., target: _Optional[str] = ..., headers: _Optional[_Iterable[_Union[RawHeader, _Mapping]]] = ..., body: _Optional[bytes] = ..., remote_address: _Optional[str] = ...) -> None: ...

class RawHeader(_message.Message):
    __slots__ = ("name", "value")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    name: str
    value: str
    def __init__(self, name: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
