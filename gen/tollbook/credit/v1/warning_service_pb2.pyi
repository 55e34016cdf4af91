from buf.validate import validate_pb2 as _validate_pb2
from tollbook.credit.v1 import warning_pb2 as _warning_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import run_pb2 as _run_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class StartWarningRunRequest(_message.Message):
    __slots__ = ("request_id",)
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    def __init__(self, request_id: _Optional[str] = ...) -> None: ...

class GetWarningRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListWarningsRequest(_message.Message):
    __slots__ = ("cycle", "sales_unit", "line_of_business", "open_only", "page_size", "page_token")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    OPEN_ONLY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    sales_unit: str
    line_of_business: _business_pb2.LineOfBusiness
    open_only: bool
    page_size: int
    page_token: str
    def __init__(self, cycle: _Optional[str] = ..., sales_unit: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., open_only: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListWarningsResponse(_message.Message):
    __slots__ = ("warnings", "next_page_token")
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    warnings: _containers.RepeatedCompositeFieldContainer[_warning_pb2.Warning]
    next_page_token: str
    def __init__(self, warnings: _Optional[_Iterable[_Union[_warning_pb2.Warning, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RecordWarningOutcomeRequest(_message.Message):
    __slots__ = ("request_id", "name", "outcome", "note")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    outcome: _warning_pb2.WarningOutcome
    note: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., outcome: _Optional[_Union[_warning_pb2.WarningOutcome, str]] = ..., note: _Optional[str] = ...) -> None: ...

class BatchRecordWarningOutcomesRequest(_message.Message):
    __slots__ = ("requests",)
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    requests: _containers.RepeatedCompositeFieldContainer[RecordWarningOutcomeRequest]
    def __init__(self, requests: _Optional[_Iterable[_Union[RecordWarningOutcomeRequest, _Mapping]]] = ...) -> None: ...

class BatchRecordWarningOutcomesResponse(_message.Message):
    __slots__ = ("statuses",)
    STATUSES_FIELD_NUMBER: _ClassVar[int]
    statuses: _containers.RepeatedCompositeFieldContainer[_batch_pb2.ItemStatus]
    def __init__(self, statuses: _Optional[_Iterable[_Union[_batch_pb2.ItemStatus, _Mapping]]] = ...) -> None: ...

class ListWarningEffectsRequest(_message.Message):
    __slots__ = ("cycle",)
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    def __init__(self, cycle: _Optional[str] = ...) -> None: ...

class ListWarningEffectsResponse(_message.Message):
    __slots__ = ("effects",)
    EFFECTS_FIELD_NUMBER: _ClassVar[int]
    effects: _containers.RepeatedCompositeFieldContainer[_warning_pb2.WarningEffect]
    def __init__(self, effects: _Optional[_Iterable[_Union[_warning_pb2.WarningEffect, _Mapping]]] = ...) -> None: ...

class ImportWarningThresholdsRequest(_message.Message):
    __slots__ = ("content",)
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    content: bytes
    def __init__(self, content: _Optional[bytes] = ...) -> None: ...

class ExportWarningsCsvRequest(_message.Message):
    __slots__ = ("cycle", "sales_unit", "line_of_business")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    sales_unit: str
    line_of_business: _business_pb2.LineOfBusiness
    def __init__(self, cycle: _Optional[str] = ..., sales_unit: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ...) -> None: ...

class ExportWarningsCsvResponse(_message.Message):
    __slots__ = ("content",)
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    content: bytes
    def __init__(self, content: _Optional[bytes] = ...) -> None: ...

class ExportWarningEffectsCsvRequest(_message.Message):
    __slots__ = ("cycle",)
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    def __init__(self, cycle: _Optional[str] = ...) -> None: ...

class ExportWarningEffectsCsvResponse(_message.Message):
    __slots__ = ("content",)
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    content: bytes
    def __init__(self, content: _Optional[bytes] = ...) -> None: ...
