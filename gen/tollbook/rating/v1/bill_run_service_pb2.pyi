from buf.validate import validate_pb2 as _validate_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.rating.v1 import bill_pb2 as _bill_pb2
from tollbook.rating.v1 import bill_run_pb2 as _bill_run_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class StartBillRunRequest(_message.Message):
    __slots__ = ("request_id", "cycle", "accounts")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    cycle: str
    accounts: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, request_id: _Optional[str] = ..., cycle: _Optional[str] = ..., accounts: _Optional[_Iterable[str]] = ...) -> None: ...

class GetBillRunRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListBillRunsRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListBillRunsResponse(_message.Message):
    __slots__ = ("bill_runs", "next_page_token")
    BILL_RUNS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    bill_runs: _containers.RepeatedCompositeFieldContainer[_bill_run_pb2.BillRun]
    next_page_token: str
    def __init__(self, bill_runs: _Optional[_Iterable[_Union[_bill_run_pb2.BillRun, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ApproveBillRunRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class RejectBillRunRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class FinalizeBillRunRequest(_message.Message):
    __slots__ = ("request_id", "name")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ...) -> None: ...

class ListTrialTotalsRequest(_message.Message):
    __slots__ = ("bill_run",)
    BILL_RUN_FIELD_NUMBER: _ClassVar[int]
    bill_run: str
    def __init__(self, bill_run: _Optional[str] = ...) -> None: ...

class ListTrialTotalsResponse(_message.Message):
    __slots__ = ("totals",)
    TOTALS_FIELD_NUMBER: _ClassVar[int]
    totals: _containers.RepeatedCompositeFieldContainer[_bill_run_pb2.TrialTotal]
    def __init__(self, totals: _Optional[_Iterable[_Union[_bill_run_pb2.TrialTotal, _Mapping]]] = ...) -> None: ...

class ListBillDifferencesRequest(_message.Message):
    __slots__ = ("bill_run", "outliers_only", "page_size", "page_token")
    BILL_RUN_FIELD_NUMBER: _ClassVar[int]
    OUTLIERS_ONLY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    bill_run: str
    outliers_only: bool
    page_size: int
    page_token: str
    def __init__(self, bill_run: _Optional[str] = ..., outliers_only: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListBillDifferencesResponse(_message.Message):
    __slots__ = ("differences", "next_page_token")
    DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    differences: _containers.RepeatedCompositeFieldContainer[_bill_run_pb2.BillDifference]
    next_page_token: str
    def __init__(self, differences: _Optional[_Iterable[_Union[_bill_run_pb2.BillDifference, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListTrialBillsRequest(_message.Message):
    __slots__ = ("bill_run", "page_size", "page_token")
    BILL_RUN_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    bill_run: str
    page_size: int
    page_token: str
    def __init__(self, bill_run: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListTrialBillsResponse(_message.Message):
    __slots__ = ("bills", "next_page_token")
    BILLS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    bills: _containers.RepeatedCompositeFieldContainer[_bill_pb2.Bill]
    next_page_token: str
    def __init__(self, bills: _Optional[_Iterable[_Union[_bill_pb2.Bill, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RetryParkedAccountsRequest(_message.Message):
    __slots__ = ("request_id", "name")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ...) -> None: ...

class ExportTrialCsvRequest(_message.Message):
    __slots__ = ("bill_run",)
    BILL_RUN_FIELD_NUMBER: _ClassVar[int]
    bill_run: str
    def __init__(self, bill_run: _Optional[str] = ...) -> None: ...

class ExportTrialCsvResponse(_message.Message):
    __slots__ = ("chunk",)
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    chunk: bytes
    def __init__(self, chunk: _Optional[bytes] = ...) -> None: ...
