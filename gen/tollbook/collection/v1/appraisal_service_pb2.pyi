from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.collection.v1 import appraisal_pb2 as _appraisal_pb2
from tollbook.collection.v1 import csv_pb2 as _csv_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import run_pb2 as _run_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SetTargetRequest(_message.Message):
    __slots__ = ("request_id", "subject", "measure", "first_month", "value", "at_least")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    MEASURE_FIELD_NUMBER: _ClassVar[int]
    FIRST_MONTH_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    AT_LEAST_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    subject: str
    measure: _appraisal_pb2.AppraisalMeasure
    first_month: str
    value: int
    at_least: bool
    def __init__(self, request_id: _Optional[str] = ..., subject: _Optional[str] = ..., measure: _Optional[_Union[_appraisal_pb2.AppraisalMeasure, str]] = ..., first_month: _Optional[str] = ..., value: _Optional[int] = ..., at_least: _Optional[bool] = ...) -> None: ...

class ListTargetsRequest(_message.Message):
    __slots__ = ("subject", "page_size", "page_token")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    subject: str
    page_size: int
    page_token: str
    def __init__(self, subject: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListTargetsResponse(_message.Message):
    __slots__ = ("targets", "next_page_token")
    TARGETS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    targets: _containers.RepeatedCompositeFieldContainer[_appraisal_pb2.Target]
    next_page_token: str
    def __init__(self, targets: _Optional[_Iterable[_Union[_appraisal_pb2.Target, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class StartAppraisalRequest(_message.Message):
    __slots__ = ("month",)
    MONTH_FIELD_NUMBER: _ClassVar[int]
    month: str
    def __init__(self, month: _Optional[str] = ...) -> None: ...

class ListFiguresRequest(_message.Message):
    __slots__ = ("month", "subject", "page_size", "page_token")
    MONTH_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    month: str
    subject: str
    page_size: int
    page_token: str
    def __init__(self, month: _Optional[str] = ..., subject: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListFiguresResponse(_message.Message):
    __slots__ = ("figures", "next_page_token")
    FIGURES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    figures: _containers.RepeatedCompositeFieldContainer[_appraisal_pb2.Figure]
    next_page_token: str
    def __init__(self, figures: _Optional[_Iterable[_Union[_appraisal_pb2.Figure, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListFigureCasesRequest(_message.Message):
    __slots__ = ("figure", "page_size", "page_token")
    FIGURE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    figure: str
    page_size: int
    page_token: str
    def __init__(self, figure: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListFigureCasesResponse(_message.Message):
    __slots__ = ("figure_cases", "next_page_token")
    FIGURE_CASES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    figure_cases: _containers.RepeatedCompositeFieldContainer[_appraisal_pb2.FigureCase]
    next_page_token: str
    def __init__(self, figure_cases: _Optional[_Iterable[_Union[_appraisal_pb2.FigureCase, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class PlanInspectionRequest(_message.Message):
    __slots__ = ("request_id", "sales_unit", "plan", "plan_date")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    PLAN_FIELD_NUMBER: _ClassVar[int]
    PLAN_DATE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    sales_unit: str
    plan: str
    plan_date: _date_pb2.Date
    def __init__(self, request_id: _Optional[str] = ..., sales_unit: _Optional[str] = ..., plan: _Optional[str] = ..., plan_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class RecordFindingRequest(_message.Message):
    __slots__ = ("request_id", "inspection", "description", "demand", "due_date")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    INSPECTION_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    DEMAND_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    inspection: str
    description: str
    demand: str
    due_date: _date_pb2.Date
    def __init__(self, request_id: _Optional[str] = ..., inspection: _Optional[str] = ..., description: _Optional[str] = ..., demand: _Optional[str] = ..., due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class CloseFindingRequest(_message.Message):
    __slots__ = ("request_id", "name", "follow_up")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    FOLLOW_UP_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    follow_up: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., follow_up: _Optional[str] = ...) -> None: ...

class CompleteInspectionRequest(_message.Message):
    __slots__ = ("request_id", "name")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ...) -> None: ...

class GetInspectionRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListInspectionsRequest(_message.Message):
    __slots__ = ("sales_unit", "open_only", "page_size", "page_token")
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    OPEN_ONLY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    sales_unit: str
    open_only: bool
    page_size: int
    page_token: str
    def __init__(self, sales_unit: _Optional[str] = ..., open_only: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListInspectionsResponse(_message.Message):
    __slots__ = ("inspections", "next_page_token")
    INSPECTIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    inspections: _containers.RepeatedCompositeFieldContainer[_appraisal_pb2.Inspection]
    next_page_token: str
    def __init__(self, inspections: _Optional[_Iterable[_Union[_appraisal_pb2.Inspection, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ExportFiguresCsvRequest(_message.Message):
    __slots__ = ("query",)
    QUERY_FIELD_NUMBER: _ClassVar[int]
    query: ListFiguresRequest
    def __init__(self, query: _Optional[_Union[ListFiguresRequest, _Mapping]] = ...) -> None: ...
