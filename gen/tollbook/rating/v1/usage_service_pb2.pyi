from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.kernel.v1 import run_pb2 as _run_pb2
from tollbook.rating.v1 import usage_pb2 as _usage_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class IngestUsageRequest(_message.Message):
    __slots__ = ("batch",)
    BATCH_FIELD_NUMBER: _ClassVar[int]
    batch: BatchIngestUsageRequest
    def __init__(self, batch: _Optional[_Union[BatchIngestUsageRequest, _Mapping]] = ...) -> None: ...

class IngestUsageResponse(_message.Message):
    __slots__ = ("batch",)
    BATCH_FIELD_NUMBER: _ClassVar[int]
    batch: BatchIngestUsageResponse
    def __init__(self, batch: _Optional[_Union[BatchIngestUsageResponse, _Mapping]] = ...) -> None: ...

class BatchIngestUsageRequest(_message.Message):
    __slots__ = ("source", "records")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    RECORDS_FIELD_NUMBER: _ClassVar[int]
    source: str
    records: _containers.RepeatedCompositeFieldContainer[_usage_pb2.UsageRecord]
    def __init__(self, source: _Optional[str] = ..., records: _Optional[_Iterable[_Union[_usage_pb2.UsageRecord, _Mapping]]] = ...) -> None: ...

class BatchIngestUsageResponse(_message.Message):
    __slots__ = ("counts", "rejects")
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    REJECTS_FIELD_NUMBER: _ClassVar[int]
    counts: _usage_pb2.UsageCounts
    rejects: _containers.RepeatedCompositeFieldContainer[RejectedUsageItem]
    def __init__(self, counts: _Optional[_Union[_usage_pb2.UsageCounts, _Mapping]] = ..., rejects: _Optional[_Iterable[_Union[RejectedUsageItem, _Mapping]]] = ...) -> None: ...

class RejectedUsageItem(_message.Message):
    __slots__ = ("index", "record_id", "reason", "detail")
    INDEX_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    index: int
    record_id: str
    reason: _usage_pb2.RejectReason
    detail: str
    def __init__(self, index: _Optional[int] = ..., record_id: _Optional[str] = ..., reason: _Optional[_Union[_usage_pb2.RejectReason, str]] = ..., detail: _Optional[str] = ...) -> None: ...

class ImportUsageFileRequest(_message.Message):
    __slots__ = ("source", "format", "file_name", "content", "encoding")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    ENCODING_FIELD_NUMBER: _ClassVar[int]
    source: str
    format: _usage_pb2.UsageFileFormat
    file_name: str
    content: bytes
    encoding: str
    def __init__(self, source: _Optional[str] = ..., format: _Optional[_Union[_usage_pb2.UsageFileFormat, str]] = ..., file_name: _Optional[str] = ..., content: _Optional[bytes] = ..., encoding: _Optional[str] = ...) -> None: ...

class StartUsageFileRequest(_message.Message):
    __slots__ = ("request_id", "source", "format", "file_name", "encoding")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    ENCODING_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    source: str
    format: _usage_pb2.UsageFileFormat
    file_name: str
    encoding: str
    def __init__(self, request_id: _Optional[str] = ..., source: _Optional[str] = ..., format: _Optional[_Union[_usage_pb2.UsageFileFormat, str]] = ..., file_name: _Optional[str] = ..., encoding: _Optional[str] = ...) -> None: ...

class GetUsageFileRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class GetUsageCountsRequest(_message.Message):
    __slots__ = ("source", "receive_date_start", "receive_date_end")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_DATE_START_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_DATE_END_FIELD_NUMBER: _ClassVar[int]
    source: str
    receive_date_start: _date_pb2.Date
    receive_date_end: _date_pb2.Date
    def __init__(self, source: _Optional[str] = ..., receive_date_start: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., receive_date_end: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class GetUsageCountsResponse(_message.Message):
    __slots__ = ("total", "by_source", "waiting_by_reason")
    class BySourceEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _usage_pb2.UsageCounts
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_usage_pb2.UsageCounts, _Mapping]] = ...) -> None: ...
    class WaitingByReasonEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    BY_SOURCE_FIELD_NUMBER: _ClassVar[int]
    WAITING_BY_REASON_FIELD_NUMBER: _ClassVar[int]
    total: _usage_pb2.UsageCounts
    by_source: _containers.MessageMap[str, _usage_pb2.UsageCounts]
    waiting_by_reason: _containers.ScalarMap[str, int]
    def __init__(self, total: _Optional[_Union[_usage_pb2.UsageCounts, _Mapping]] = ..., by_source: _Optional[_Mapping[str, _usage_pb2.UsageCounts]] = ..., waiting_by_reason: _Optional[_Mapping[str, int]] = ...) -> None: ...

class ListRejectedUsageRequest(_message.Message):
    __slots__ = ("source", "reason", "show_settled", "page_size", "page_token")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SHOW_SETTLED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    source: str
    reason: _usage_pb2.RejectReason
    show_settled: bool
    page_size: int
    page_token: str
    def __init__(self, source: _Optional[str] = ..., reason: _Optional[_Union[_usage_pb2.RejectReason, str]] = ..., show_settled: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRejectedUsageResponse(_message.Message):
    __slots__ = ("rejected_usage", "next_page_token")
    REJECTED_USAGE_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    rejected_usage: _containers.RepeatedCompositeFieldContainer[_usage_pb2.RejectedUsage]
    next_page_token: str
    def __init__(self, rejected_usage: _Optional[_Iterable[_Union[_usage_pb2.RejectedUsage, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class CorrectRejectedUsageRequest(_message.Message):
    __slots__ = ("request_id", "name", "record", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    RECORD_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    record: _usage_pb2.UsageRecord
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., record: _Optional[_Union[_usage_pb2.UsageRecord, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class ResubmitRejectedUsageRequest(_message.Message):
    __slots__ = ("request_id", "source", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    source: str
    reason: _usage_pb2.RejectReason
    def __init__(self, request_id: _Optional[str] = ..., source: _Optional[str] = ..., reason: _Optional[_Union[_usage_pb2.RejectReason, str]] = ...) -> None: ...

class ResubmitRejectedUsageResponse(_message.Message):
    __slots__ = ("tried", "rated", "duplicates", "waiting")
    TRIED_FIELD_NUMBER: _ClassVar[int]
    RATED_FIELD_NUMBER: _ClassVar[int]
    DUPLICATES_FIELD_NUMBER: _ClassVar[int]
    WAITING_FIELD_NUMBER: _ClassVar[int]
    tried: int
    rated: int
    duplicates: int
    waiting: int
    def __init__(self, tried: _Optional[int] = ..., rated: _Optional[int] = ..., duplicates: _Optional[int] = ..., waiting: _Optional[int] = ...) -> None: ...

class DiscardRejectedUsageRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class StartReRatingRequest(_message.Message):
    __slots__ = ("request_id", "cycle", "accounts", "tariff", "reason", "dry_run")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    TARIFF_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    cycle: str
    accounts: _containers.RepeatedScalarFieldContainer[str]
    tariff: str
    reason: str
    dry_run: bool
    def __init__(self, request_id: _Optional[str] = ..., cycle: _Optional[str] = ..., accounts: _Optional[_Iterable[str]] = ..., tariff: _Optional[str] = ..., reason: _Optional[str] = ..., dry_run: _Optional[bool] = ...) -> None: ...

class GetUnbilledUsageRequest(_message.Message):
    __slots__ = ("account",)
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    account: str
    def __init__(self, account: _Optional[str] = ...) -> None: ...

class GetUnbilledUsageResponse(_message.Message):
    __slots__ = ("amount", "usage")
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    USAGE_FIELD_NUMBER: _ClassVar[int]
    amount: _money_pb2.Money
    usage: _containers.RepeatedCompositeFieldContainer[UnbilledUsage]
    def __init__(self, amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., usage: _Optional[_Iterable[_Union[UnbilledUsage, _Mapping]]] = ...) -> None: ...

class UnbilledUsage(_message.Message):
    __slots__ = ("subscription", "charge_item", "records", "charged_quantity", "amount_micros")
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    RECORDS_FIELD_NUMBER: _ClassVar[int]
    CHARGED_QUANTITY_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_MICROS_FIELD_NUMBER: _ClassVar[int]
    subscription: str
    charge_item: str
    records: int
    charged_quantity: int
    amount_micros: int
    def __init__(self, subscription: _Optional[str] = ..., charge_item: _Optional[str] = ..., records: _Optional[int] = ..., charged_quantity: _Optional[int] = ..., amount_micros: _Optional[int] = ...) -> None: ...

class ExportRejectedUsageCsvRequest(_message.Message):
    __slots__ = ("source", "reason")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    source: str
    reason: _usage_pb2.RejectReason
    def __init__(self, source: _Optional[str] = ..., reason: _Optional[_Union[_usage_pb2.RejectReason, str]] = ...) -> None: ...

class ExportRejectedUsageCsvResponse(_message.Message):
    __slots__ = ("content",)
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    content: bytes
    def __init__(self, content: _Optional[bytes] = ...) -> None: ...
