from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from tollbook.kernel.v1 import run_pb2 as _run_pb2
from tollbook.payment.v1 import bank_collection_pb2 as _bank_collection_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SetMandateRequest(_message.Message):
    __slots__ = ("request_id", "mandate")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MANDATE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    mandate: _bank_collection_pb2.Mandate
    def __init__(self, request_id: _Optional[str] = ..., mandate: _Optional[_Union[_bank_collection_pb2.Mandate, _Mapping]] = ...) -> None: ...

class GetMandateRequest(_message.Message):
    __slots__ = ("account",)
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    account: str
    def __init__(self, account: _Optional[str] = ...) -> None: ...

class SetLayoutRequest(_message.Message):
    __slots__ = ("request_id", "layout")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LAYOUT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    layout: _bank_collection_pb2.FileLayout
    def __init__(self, request_id: _Optional[str] = ..., layout: _Optional[_Union[_bank_collection_pb2.FileLayout, _Mapping]] = ...) -> None: ...

class GetTransitPolicyRequest(_message.Message):
    __slots__ = ("date",)
    DATE_FIELD_NUMBER: _ClassVar[int]
    date: _date_pb2.Date
    def __init__(self, date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class SetTransitPolicyRequest(_message.Message):
    __slots__ = ("request_id", "policy", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    policy: _bank_collection_pb2.TransitPolicy
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., policy: _Optional[_Union[_bank_collection_pb2.TransitPolicy, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class ProduceBatchRequest(_message.Message):
    __slots__ = ("request_id", "bank", "layout", "collection_date")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BANK_FIELD_NUMBER: _ClassVar[int]
    LAYOUT_FIELD_NUMBER: _ClassVar[int]
    COLLECTION_DATE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bank: str
    layout: str
    collection_date: _date_pb2.Date
    def __init__(self, request_id: _Optional[str] = ..., bank: _Optional[str] = ..., layout: _Optional[str] = ..., collection_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class GetBatchRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListBatchesRequest(_message.Message):
    __slots__ = ("bank", "page_size", "page_token")
    BANK_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    bank: str
    page_size: int
    page_token: str
    def __init__(self, bank: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListBatchesResponse(_message.Message):
    __slots__ = ("batches", "next_page_token")
    BATCHES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    batches: _containers.RepeatedCompositeFieldContainer[_bank_collection_pb2.BankCollectionBatch]
    next_page_token: str
    def __init__(self, batches: _Optional[_Iterable[_Union[_bank_collection_pb2.BankCollectionBatch, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class DownloadBatchRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class DownloadBatchResponse(_message.Message):
    __slots__ = ("content",)
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    content: bytes
    def __init__(self, content: _Optional[bytes] = ...) -> None: ...

class ImportReplyRequest(_message.Message):
    __slots__ = ("request_id", "name", "content")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    content: bytes
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., content: _Optional[bytes] = ...) -> None: ...

class CancelBatchRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...
