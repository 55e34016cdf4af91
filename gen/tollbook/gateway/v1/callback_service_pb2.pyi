from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.gateway.v1 import callback_pb2 as _callback_pb2
from tollbook.gateway.v1 import notification_pb2 as _notification_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ListCallbacksRequest(_message.Message):
    __slots__ = ("platform", "states", "command", "receive_date", "page_size", "page_token")
    PLATFORM_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    platform: str
    states: _containers.RepeatedScalarFieldContainer[_callback_pb2.CallbackState]
    command: str
    receive_date: _date_pb2.Date
    page_size: int
    page_token: str
    def __init__(self, platform: _Optional[str] = ..., states: _Optional[_Iterable[_Union[_callback_pb2.CallbackState, str]]] = ..., command: _Optional[str] = ..., receive_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListCallbacksResponse(_message.Message):
    __slots__ = ("callbacks", "next_page_token")
    CALLBACKS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    callbacks: _containers.RepeatedCompositeFieldContainer[_callback_pb2.Callback]
    next_page_token: str
    def __init__(self, callbacks: _Optional[_Iterable[_Union[_callback_pb2.Callback, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListQuarantinedCallbacksRequest(_message.Message):
    __slots__ = ("platform", "page_size", "page_token")
    PLATFORM_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    platform: str
    page_size: int
    page_token: str
    def __init__(self, platform: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListQuarantinedCallbacksResponse(_message.Message):
    __slots__ = ("callbacks", "next_page_token")
    CALLBACKS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    callbacks: _containers.RepeatedCompositeFieldContainer[_callback_pb2.Callback]
    next_page_token: str
    def __init__(self, callbacks: _Optional[_Iterable[_Union[_callback_pb2.Callback, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetCallbackRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class GetRawCallbackRequest(_message.Message):
    __slots__ = ("name", "purpose")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    name: str
    purpose: str
    def __init__(self, name: _Optional[str] = ..., purpose: _Optional[str] = ...) -> None: ...

class GetRawCallbackResponse(_message.Message):
    __slots__ = ("callback", "raw")
    CALLBACK_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    callback: _callback_pb2.Callback
    raw: _notification_pb2.RawMessage
    def __init__(self, callback: _Optional[_Union[_callback_pb2.Callback, _Mapping]] = ..., raw: _Optional[_Union[_notification_pb2.RawMessage, _Mapping]] = ...) -> None: ...

class ReapplyCallbackRequest(_message.Message):
    __slots__ = ("name", "request_id", "reason")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    name: str
    request_id: str
    reason: str
    def __init__(self, name: _Optional[str] = ..., request_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class DismissCallbackRequest(_message.Message):
    __slots__ = ("name", "request_id", "reason")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    name: str
    request_id: str
    reason: str
    def __init__(self, name: _Optional[str] = ..., request_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...
