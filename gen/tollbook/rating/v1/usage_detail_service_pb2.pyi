from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import run_pb2 as _run_pb2
from tollbook.rating.v1 import usage_detail_pb2 as _usage_detail_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SendUsageDetailCodeRequest(_message.Message):
    __slots__ = ("subscription",)
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    subscription: str
    def __init__(self, subscription: _Optional[str] = ...) -> None: ...

class SendUsageDetailCodeResponse(_message.Message):
    __slots__ = ("sent_to", "valid_seconds")
    SENT_TO_FIELD_NUMBER: _ClassVar[int]
    VALID_SECONDS_FIELD_NUMBER: _ClassVar[int]
    sent_to: str
    valid_seconds: int
    def __init__(self, sent_to: _Optional[str] = ..., valid_seconds: _Optional[int] = ...) -> None: ...

class ListUsageDetailRequest(_message.Message):
    __slots__ = ("subscription", "start_date", "end_date", "purpose", "reference", "second_factor", "page_size", "page_token")
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    START_DATE_FIELD_NUMBER: _ClassVar[int]
    END_DATE_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    SECOND_FACTOR_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    subscription: str
    start_date: _date_pb2.Date
    end_date: _date_pb2.Date
    purpose: _usage_detail_pb2.UsageDetailPurpose
    reference: str
    second_factor: str
    page_size: int
    page_token: str
    def __init__(self, subscription: _Optional[str] = ..., start_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., end_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., purpose: _Optional[_Union[_usage_detail_pb2.UsageDetailPurpose, str]] = ..., reference: _Optional[str] = ..., second_factor: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListUsageDetailResponse(_message.Message):
    __slots__ = ("usage_detail", "next_page_token")
    USAGE_DETAIL_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    usage_detail: _containers.RepeatedCompositeFieldContainer[_usage_detail_pb2.UsageDetail]
    next_page_token: str
    def __init__(self, usage_detail: _Optional[_Iterable[_Union[_usage_detail_pb2.UsageDetail, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ExportUsageDetailCsvRequest(_message.Message):
    __slots__ = ("subscription", "start_date", "end_date", "purpose", "reference", "second_factor")
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    START_DATE_FIELD_NUMBER: _ClassVar[int]
    END_DATE_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    SECOND_FACTOR_FIELD_NUMBER: _ClassVar[int]
    subscription: str
    start_date: _date_pb2.Date
    end_date: _date_pb2.Date
    purpose: _usage_detail_pb2.UsageDetailPurpose
    reference: str
    second_factor: str
    def __init__(self, subscription: _Optional[str] = ..., start_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., end_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., purpose: _Optional[_Union[_usage_detail_pb2.UsageDetailPurpose, str]] = ..., reference: _Optional[str] = ..., second_factor: _Optional[str] = ...) -> None: ...

class ExportUsageDetailCsvResponse(_message.Message):
    __slots__ = ("content",)
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    content: bytes
    def __init__(self, content: _Optional[bytes] = ...) -> None: ...

class ListUsageDetailAccessesRequest(_message.Message):
    __slots__ = ("subscription", "actor", "alarmed_only", "page_size", "page_token")
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    ALARMED_ONLY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    subscription: str
    actor: str
    alarmed_only: bool
    page_size: int
    page_token: str
    def __init__(self, subscription: _Optional[str] = ..., actor: _Optional[str] = ..., alarmed_only: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListUsageDetailAccessesResponse(_message.Message):
    __slots__ = ("accesses", "next_page_token")
    ACCESSES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    accesses: _containers.RepeatedCompositeFieldContainer[_usage_detail_pb2.UsageDetailAccess]
    next_page_token: str
    def __init__(self, accesses: _Optional[_Iterable[_Union[_usage_detail_pb2.UsageDetailAccess, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class CreateUsageHoldRequest(_message.Message):
    __slots__ = ("request_id", "subscription", "first_cycle", "last_cycle", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    FIRST_CYCLE_FIELD_NUMBER: _ClassVar[int]
    LAST_CYCLE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    subscription: str
    first_cycle: str
    last_cycle: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., subscription: _Optional[str] = ..., first_cycle: _Optional[str] = ..., last_cycle: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ReleaseUsageHoldRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ListUsageHoldsRequest(_message.Message):
    __slots__ = ("subscription", "show_released", "page_size", "page_token")
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    SHOW_RELEASED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    subscription: str
    show_released: bool
    page_size: int
    page_token: str
    def __init__(self, subscription: _Optional[str] = ..., show_released: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListUsageHoldsResponse(_message.Message):
    __slots__ = ("usage_holds", "next_page_token")
    USAGE_HOLDS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    usage_holds: _containers.RepeatedCompositeFieldContainer[_usage_detail_pb2.UsageHold]
    next_page_token: str
    def __init__(self, usage_holds: _Optional[_Iterable[_Union[_usage_detail_pb2.UsageHold, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class StartUsageRemovalRequest(_message.Message):
    __slots__ = ("request_id", "cycle")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    cycle: str
    def __init__(self, request_id: _Optional[str] = ..., cycle: _Optional[str] = ...) -> None: ...
