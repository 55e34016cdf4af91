from buf.validate import validate_pb2 as _validate_pb2
from tollbook.collection.v1 import arrears_pb2 as _arrears_pb2
from tollbook.collection.v1 import csv_pb2 as _csv_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import run_pb2 as _run_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class StartSnapshotRequest(_message.Message):
    __slots__ = ("month",)
    MONTH_FIELD_NUMBER: _ClassVar[int]
    month: str
    def __init__(self, month: _Optional[str] = ...) -> None: ...

class GetSnapshotRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListSnapshotsRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListSnapshotsResponse(_message.Message):
    __slots__ = ("snapshots", "next_page_token")
    SNAPSHOTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    snapshots: _containers.RepeatedCompositeFieldContainer[_arrears_pb2.Snapshot]
    next_page_token: str
    def __init__(self, snapshots: _Optional[_Iterable[_Union[_arrears_pb2.Snapshot, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ReproduceSnapshotRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ReproduceSnapshotResponse(_message.Message):
    __slots__ = ("kept_digest", "computed_digest", "equal", "computed_total")
    KEPT_DIGEST_FIELD_NUMBER: _ClassVar[int]
    COMPUTED_DIGEST_FIELD_NUMBER: _ClassVar[int]
    EQUAL_FIELD_NUMBER: _ClassVar[int]
    COMPUTED_TOTAL_FIELD_NUMBER: _ClassVar[int]
    kept_digest: bytes
    computed_digest: bytes
    equal: bool
    computed_total: _arrears_pb2.ArrearsBuckets
    def __init__(self, kept_digest: _Optional[bytes] = ..., computed_digest: _Optional[bytes] = ..., equal: _Optional[bool] = ..., computed_total: _Optional[_Union[_arrears_pb2.ArrearsBuckets, _Mapping]] = ...) -> None: ...

class QueryAgeingRequest(_message.Message):
    __slots__ = ("snapshot", "dimensions", "sales_unit", "account_manager", "grade", "line_of_business")
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    DIMENSIONS_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_MANAGER_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    snapshot: str
    dimensions: _containers.RepeatedScalarFieldContainer[_arrears_pb2.ArrearsDimension]
    sales_unit: str
    account_manager: str
    grade: str
    line_of_business: _business_pb2.LineOfBusiness
    def __init__(self, snapshot: _Optional[str] = ..., dimensions: _Optional[_Iterable[_Union[_arrears_pb2.ArrearsDimension, str]]] = ..., sales_unit: _Optional[str] = ..., account_manager: _Optional[str] = ..., grade: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ...) -> None: ...

class QueryAgeingResponse(_message.Message):
    __slots__ = ("rows", "total")
    ROWS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    rows: _containers.RepeatedCompositeFieldContainer[_arrears_pb2.AgeingRow]
    total: _arrears_pb2.ArrearsBuckets
    def __init__(self, rows: _Optional[_Iterable[_Union[_arrears_pb2.AgeingRow, _Mapping]]] = ..., total: _Optional[_Union[_arrears_pb2.ArrearsBuckets, _Mapping]] = ...) -> None: ...

class ListArrearsRequest(_message.Message):
    __slots__ = ("snapshot", "object", "customer", "sales_unit", "account_manager", "line_of_business", "page_size", "page_token")
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    OBJECT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_MANAGER_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    snapshot: str
    object: _arrears_pb2.ArrearsObject
    customer: str
    sales_unit: str
    account_manager: str
    line_of_business: _business_pb2.LineOfBusiness
    page_size: int
    page_token: str
    def __init__(self, snapshot: _Optional[str] = ..., object: _Optional[_Union[_arrears_pb2.ArrearsObject, str]] = ..., customer: _Optional[str] = ..., sales_unit: _Optional[str] = ..., account_manager: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListArrearsResponse(_message.Message):
    __slots__ = ("items", "next_page_token")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[_arrears_pb2.ArrearsItem]
    next_page_token: str
    def __init__(self, items: _Optional[_Iterable[_Union[_arrears_pb2.ArrearsItem, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetArrearsHistoryRequest(_message.Message):
    __slots__ = ("object", "first_month", "last_month")
    OBJECT_FIELD_NUMBER: _ClassVar[int]
    FIRST_MONTH_FIELD_NUMBER: _ClassVar[int]
    LAST_MONTH_FIELD_NUMBER: _ClassVar[int]
    object: str
    first_month: str
    last_month: str
    def __init__(self, object: _Optional[str] = ..., first_month: _Optional[str] = ..., last_month: _Optional[str] = ...) -> None: ...

class GetArrearsHistoryResponse(_message.Message):
    __slots__ = ("months",)
    MONTHS_FIELD_NUMBER: _ClassVar[int]
    months: _containers.RepeatedCompositeFieldContainer[_arrears_pb2.ArrearsMonth]
    def __init__(self, months: _Optional[_Iterable[_Union[_arrears_pb2.ArrearsMonth, _Mapping]]] = ...) -> None: ...

class ExportAgeingCsvRequest(_message.Message):
    __slots__ = ("query",)
    QUERY_FIELD_NUMBER: _ClassVar[int]
    query: QueryAgeingRequest
    def __init__(self, query: _Optional[_Union[QueryAgeingRequest, _Mapping]] = ...) -> None: ...

class ExportArrearsCsvRequest(_message.Message):
    __slots__ = ("query",)
    QUERY_FIELD_NUMBER: _ClassVar[int]
    query: ListArrearsRequest
    def __init__(self, query: _Optional[_Union[ListArrearsRequest, _Mapping]] = ...) -> None: ...
