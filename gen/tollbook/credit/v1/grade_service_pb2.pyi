from buf.validate import validate_pb2 as _validate_pb2
from tollbook.credit.v1 import grade_pb2 as _grade_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import run_pb2 as _run_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetGradeRequest(_message.Message):
    __slots__ = ("customer", "cycle")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    customer: str
    cycle: str
    def __init__(self, customer: _Optional[str] = ..., cycle: _Optional[str] = ...) -> None: ...

class ListGradesRequest(_message.Message):
    __slots__ = ("sales_unit", "grade", "page_size", "page_token")
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    sales_unit: str
    grade: str
    page_size: int
    page_token: str
    def __init__(self, sales_unit: _Optional[str] = ..., grade: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListGradesResponse(_message.Message):
    __slots__ = ("grades", "next_page_token")
    GRADES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    grades: _containers.RepeatedCompositeFieldContainer[_grade_pb2.CustomerGrade]
    next_page_token: str
    def __init__(self, grades: _Optional[_Iterable[_Union[_grade_pb2.CustomerGrade, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListGradeHistoryRequest(_message.Message):
    __slots__ = ("customer", "page_size", "page_token")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    customer: str
    page_size: int
    page_token: str
    def __init__(self, customer: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListGradeHistoryResponse(_message.Message):
    __slots__ = ("grade_changes", "next_page_token")
    GRADE_CHANGES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    grade_changes: _containers.RepeatedCompositeFieldContainer[_grade_pb2.GradeChange]
    next_page_token: str
    def __init__(self, grade_changes: _Optional[_Iterable[_Union[_grade_pb2.GradeChange, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ExplainGradeRequest(_message.Message):
    __slots__ = ("customer", "effective_cycle")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_CYCLE_FIELD_NUMBER: _ClassVar[int]
    customer: str
    effective_cycle: str
    def __init__(self, customer: _Optional[str] = ..., effective_cycle: _Optional[str] = ...) -> None: ...

class OverrideGradeRequest(_message.Message):
    __slots__ = ("request_id", "customer", "grade", "first_cycle", "last_cycle", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    FIRST_CYCLE_FIELD_NUMBER: _ClassVar[int]
    LAST_CYCLE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    customer: str
    grade: str
    first_cycle: str
    last_cycle: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., customer: _Optional[str] = ..., grade: _Optional[str] = ..., first_cycle: _Optional[str] = ..., last_cycle: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ApproveGradeOverrideRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class RejectGradeOverrideRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class EndGradeOverrideRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ListGradeOverridesRequest(_message.Message):
    __slots__ = ("customer", "state", "page_size", "page_token")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    customer: str
    state: _grade_pb2.GradeOverrideState
    page_size: int
    page_token: str
    def __init__(self, customer: _Optional[str] = ..., state: _Optional[_Union[_grade_pb2.GradeOverrideState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListGradeOverridesResponse(_message.Message):
    __slots__ = ("grade_overrides", "next_page_token")
    GRADE_OVERRIDES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    grade_overrides: _containers.RepeatedCompositeFieldContainer[_grade_pb2.GradeOverride]
    next_page_token: str
    def __init__(self, grade_overrides: _Optional[_Iterable[_Union[_grade_pb2.GradeOverride, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class StartRegradeRequest(_message.Message):
    __slots__ = ("request_id", "cycle")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    cycle: str
    def __init__(self, request_id: _Optional[str] = ..., cycle: _Optional[str] = ...) -> None: ...

class ListRegradeResultsRequest(_message.Message):
    __slots__ = ("cycle", "changed_only", "page_size", "page_token")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    CHANGED_ONLY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    changed_only: bool
    page_size: int
    page_token: str
    def __init__(self, cycle: _Optional[str] = ..., changed_only: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRegradeResultsResponse(_message.Message):
    __slots__ = ("explanations", "next_page_token")
    EXPLANATIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    explanations: _containers.RepeatedCompositeFieldContainer[_grade_pb2.GradeExplanation]
    next_page_token: str
    def __init__(self, explanations: _Optional[_Iterable[_Union[_grade_pb2.GradeExplanation, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ExportGradesCsvRequest(_message.Message):
    __slots__ = ("sales_unit",)
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    sales_unit: str
    def __init__(self, sales_unit: _Optional[str] = ...) -> None: ...

class ExportGradesCsvResponse(_message.Message):
    __slots__ = ("content",)
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    content: bytes
    def __init__(self, content: _Optional[bytes] = ...) -> None: ...
