from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.collection.v1 import case_pb2 as _case_pb2
from tollbook.collection.v1 import csv_pb2 as _csv_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetCaseRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListCasesRequest(_message.Message):
    __slots__ = ("states", "account", "customer", "sales_unit", "account_manager", "show_closed", "page_size", "page_token")
    STATES_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_MANAGER_FIELD_NUMBER: _ClassVar[int]
    SHOW_CLOSED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    states: _containers.RepeatedScalarFieldContainer[_case_pb2.CaseState]
    account: str
    customer: str
    sales_unit: str
    account_manager: str
    show_closed: bool
    page_size: int
    page_token: str
    def __init__(self, states: _Optional[_Iterable[_Union[_case_pb2.CaseState, str]]] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., sales_unit: _Optional[str] = ..., account_manager: _Optional[str] = ..., show_closed: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListCasesResponse(_message.Message):
    __slots__ = ("cases", "next_page_token")
    CASES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[_case_pb2.Case]
    next_page_token: str
    def __init__(self, cases: _Optional[_Iterable[_Union[_case_pb2.Case, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListCaseStepsRequest(_message.Message):
    __slots__ = ("case_name",)
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    case_name: str
    def __init__(self, case_name: _Optional[str] = ...) -> None: ...

class ListCaseStepsResponse(_message.Message):
    __slots__ = ("steps",)
    STEPS_FIELD_NUMBER: _ClassVar[int]
    steps: _containers.RepeatedCompositeFieldContainer[_case_pb2.CaseStep]
    def __init__(self, steps: _Optional[_Iterable[_Union[_case_pb2.CaseStep, _Mapping]]] = ...) -> None: ...

class GetLadderRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetLadderResponse(_message.Message):
    __slots__ = ("moves",)
    MOVES_FIELD_NUMBER: _ClassVar[int]
    moves: _containers.RepeatedCompositeFieldContainer[_case_pb2.LadderMove]
    def __init__(self, moves: _Optional[_Iterable[_Union[_case_pb2.LadderMove, _Mapping]]] = ...) -> None: ...

class HoldCaseRequest(_message.Message):
    __slots__ = ("request_id", "case_name", "until_date", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    UNTIL_DATE_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    case_name: str
    until_date: _date_pb2.Date
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., case_name: _Optional[str] = ..., until_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., comment: _Optional[str] = ...) -> None: ...

class ResumeCaseRequest(_message.Message):
    __slots__ = ("request_id", "hold", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    HOLD_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    hold: str
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., hold: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class RecordPromiseRequest(_message.Message):
    __slots__ = ("request_id", "case_name", "amount", "promised_date")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    PROMISED_DATE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    case_name: str
    amount: _money_pb2.Money
    promised_date: _date_pb2.Date
    def __init__(self, request_id: _Optional[str] = ..., case_name: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., promised_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class CancelPromiseRequest(_message.Message):
    __slots__ = ("request_id", "name", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class ListPromisesRequest(_message.Message):
    __slots__ = ("case_name", "state", "page_size", "page_token")
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    case_name: str
    state: _case_pb2.PromiseState
    page_size: int
    page_token: str
    def __init__(self, case_name: _Optional[str] = ..., state: _Optional[_Union[_case_pb2.PromiseState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListPromisesResponse(_message.Message):
    __slots__ = ("promises", "next_page_token")
    PROMISES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    promises: _containers.RepeatedCompositeFieldContainer[_case_pb2.Promise]
    next_page_token: str
    def __init__(self, promises: _Optional[_Iterable[_Union[_case_pb2.Promise, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RequestInstalmentPlanRequest(_message.Message):
    __slots__ = ("request_id", "case_name", "instalments")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    INSTALMENTS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    case_name: str
    instalments: _containers.RepeatedCompositeFieldContainer[_case_pb2.Instalment]
    def __init__(self, request_id: _Optional[str] = ..., case_name: _Optional[str] = ..., instalments: _Optional[_Iterable[_Union[_case_pb2.Instalment, _Mapping]]] = ...) -> None: ...

class ApproveInstalmentPlanRequest(_message.Message):
    __slots__ = ("request_id", "name")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ...) -> None: ...

class CancelInstalmentPlanRequest(_message.Message):
    __slots__ = ("request_id", "name", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class ListInstalmentPlansRequest(_message.Message):
    __slots__ = ("case_name", "page_size", "page_token")
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    case_name: str
    page_size: int
    page_token: str
    def __init__(self, case_name: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListInstalmentPlansResponse(_message.Message):
    __slots__ = ("instalment_plans", "next_page_token")
    INSTALMENT_PLANS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    instalment_plans: _containers.RepeatedCompositeFieldContainer[_case_pb2.InstalmentPlan]
    next_page_token: str
    def __init__(self, instalment_plans: _Optional[_Iterable[_Union[_case_pb2.InstalmentPlan, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class OpenDisputeRequest(_message.Message):
    __slots__ = ("request_id", "case_name", "bills", "statement")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    BILLS_FIELD_NUMBER: _ClassVar[int]
    STATEMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    case_name: str
    bills: _containers.RepeatedScalarFieldContainer[str]
    statement: str
    def __init__(self, request_id: _Optional[str] = ..., case_name: _Optional[str] = ..., bills: _Optional[_Iterable[str]] = ..., statement: _Optional[str] = ...) -> None: ...

class ResolveDisputeRequest(_message.Message):
    __slots__ = ("request_id", "name", "resolution", "finding")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESOLUTION_FIELD_NUMBER: _ClassVar[int]
    FINDING_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    resolution: _case_pb2.DisputeState
    finding: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., resolution: _Optional[_Union[_case_pb2.DisputeState, str]] = ..., finding: _Optional[str] = ...) -> None: ...

class ListDisputesRequest(_message.Message):
    __slots__ = ("case_name", "show_resolved", "page_size", "page_token")
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    SHOW_RESOLVED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    case_name: str
    show_resolved: bool
    page_size: int
    page_token: str
    def __init__(self, case_name: _Optional[str] = ..., show_resolved: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListDisputesResponse(_message.Message):
    __slots__ = ("disputes", "next_page_token")
    DISPUTES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    disputes: _containers.RepeatedCompositeFieldContainer[_case_pb2.Dispute]
    next_page_token: str
    def __init__(self, disputes: _Optional[_Iterable[_Union[_case_pb2.Dispute, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ImportOpenCasesRequest(_message.Message):
    __slots__ = ("request_id", "content", "control_rows")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    CONTROL_ROWS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    content: bytes
    control_rows: int
    def __init__(self, request_id: _Optional[str] = ..., content: _Optional[bytes] = ..., control_rows: _Optional[int] = ...) -> None: ...

class ExportCasesCsvRequest(_message.Message):
    __slots__ = ("query",)
    QUERY_FIELD_NUMBER: _ClassVar[int]
    query: ListCasesRequest
    def __init__(self, query: _Optional[_Union[ListCasesRequest, _Mapping]] = ...) -> None: ...
