from buf.validate import validate_pb2 as _validate_pb2
from tollbook.collection.v1 import agency_pb2 as _agency_pb2
from tollbook.collection.v1 import csv_pb2 as _csv_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RegisterAgencyRequest(_message.Message):
    __slots__ = ("request_id", "agency")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    agency: _agency_pb2.Agency
    def __init__(self, request_id: _Optional[str] = ..., agency: _Optional[_Union[_agency_pb2.Agency, _Mapping]] = ...) -> None: ...

class ListAgenciesRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListAgenciesResponse(_message.Message):
    __slots__ = ("agencies", "next_page_token")
    AGENCIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    agencies: _containers.RepeatedCompositeFieldContainer[_agency_pb2.Agency]
    next_page_token: str
    def __init__(self, agencies: _Optional[_Iterable[_Union[_agency_pb2.Agency, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ProposeAgencyAgreementRequest(_message.Message):
    __slots__ = ("request_id", "agency", "sales_unit", "year", "steps")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    agency: str
    sales_unit: str
    year: int
    steps: _containers.RepeatedCompositeFieldContainer[_agency_pb2.CommissionStep]
    def __init__(self, request_id: _Optional[str] = ..., agency: _Optional[str] = ..., sales_unit: _Optional[str] = ..., year: _Optional[int] = ..., steps: _Optional[_Iterable[_Union[_agency_pb2.CommissionStep, _Mapping]]] = ...) -> None: ...

class DecideAgencyAgreementRequest(_message.Message):
    __slots__ = ("request_id", "name", "approved", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    APPROVED_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    approved: bool
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., approved: _Optional[bool] = ..., comment: _Optional[str] = ...) -> None: ...

class ListAgencyAgreementsRequest(_message.Message):
    __slots__ = ("agency", "year", "page_size", "page_token")
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    agency: str
    year: int
    page_size: int
    page_token: str
    def __init__(self, agency: _Optional[str] = ..., year: _Optional[int] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListAgencyAgreementsResponse(_message.Message):
    __slots__ = ("agency_agreements", "next_page_token")
    AGENCY_AGREEMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    agency_agreements: _containers.RepeatedCompositeFieldContainer[_agency_pb2.AgencyAgreement]
    next_page_token: str
    def __init__(self, agency_agreements: _Optional[_Iterable[_Union[_agency_pb2.AgencyAgreement, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class BatchAssignCasesRequest(_message.Message):
    __slots__ = ("agreement", "items")
    AGREEMENT_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    agreement: str
    items: _containers.RepeatedCompositeFieldContainer[CaseAssignmentItem]
    def __init__(self, agreement: _Optional[str] = ..., items: _Optional[_Iterable[_Union[CaseAssignmentItem, _Mapping]]] = ...) -> None: ...

class CaseAssignmentItem(_message.Message):
    __slots__ = ("request_id", "case_name")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    case_name: str
    def __init__(self, request_id: _Optional[str] = ..., case_name: _Optional[str] = ...) -> None: ...

class BatchAssignCasesResponse(_message.Message):
    __slots__ = ("outcomes",)
    OUTCOMES_FIELD_NUMBER: _ClassVar[int]
    outcomes: _containers.RepeatedCompositeFieldContainer[AssignmentOutcome]
    def __init__(self, outcomes: _Optional[_Iterable[_Union[AssignmentOutcome, _Mapping]]] = ...) -> None: ...

class AssignmentOutcome(_message.Message):
    __slots__ = ("status", "assignment")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    ASSIGNMENT_FIELD_NUMBER: _ClassVar[int]
    status: _batch_pb2.ItemStatus
    assignment: _agency_pb2.Assignment
    def __init__(self, status: _Optional[_Union[_batch_pb2.ItemStatus, _Mapping]] = ..., assignment: _Optional[_Union[_agency_pb2.Assignment, _Mapping]] = ...) -> None: ...

class BatchRecallCasesRequest(_message.Message):
    __slots__ = ("items", "comment")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[CaseAssignmentItem]
    comment: str
    def __init__(self, items: _Optional[_Iterable[_Union[CaseAssignmentItem, _Mapping]]] = ..., comment: _Optional[str] = ...) -> None: ...

class BatchRecallCasesResponse(_message.Message):
    __slots__ = ("outcomes",)
    OUTCOMES_FIELD_NUMBER: _ClassVar[int]
    outcomes: _containers.RepeatedCompositeFieldContainer[AssignmentOutcome]
    def __init__(self, outcomes: _Optional[_Iterable[_Union[AssignmentOutcome, _Mapping]]] = ...) -> None: ...

class ListAssignmentsRequest(_message.Message):
    __slots__ = ("agency", "show_recalled", "page_size", "page_token")
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    SHOW_RECALLED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    agency: str
    show_recalled: bool
    page_size: int
    page_token: str
    def __init__(self, agency: _Optional[str] = ..., show_recalled: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListAssignmentsResponse(_message.Message):
    __slots__ = ("assignments", "next_page_token")
    ASSIGNMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    assignments: _containers.RepeatedCompositeFieldContainer[_agency_pb2.Assignment]
    next_page_token: str
    def __init__(self, assignments: _Optional[_Iterable[_Union[_agency_pb2.Assignment, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ImportRecoveryListRequest(_message.Message):
    __slots__ = ("request_id", "agency", "sales_unit", "month", "content")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    agency: str
    sales_unit: str
    month: str
    content: bytes
    def __init__(self, request_id: _Optional[str] = ..., agency: _Optional[str] = ..., sales_unit: _Optional[str] = ..., month: _Optional[str] = ..., content: _Optional[bytes] = ...) -> None: ...

class ImportRecoveryListResponse(_message.Message):
    __slots__ = ("recovery_list", "outcome")
    RECOVERY_LIST_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    recovery_list: _agency_pb2.RecoveryList
    outcome: _batch_pb2.FileOutcome
    def __init__(self, recovery_list: _Optional[_Union[_agency_pb2.RecoveryList, _Mapping]] = ..., outcome: _Optional[_Union[_batch_pb2.FileOutcome, _Mapping]] = ...) -> None: ...

class GetRecoveryListRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListRecoveryListsRequest(_message.Message):
    __slots__ = ("agency", "month", "page_size", "page_token")
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    agency: str
    month: str
    page_size: int
    page_token: str
    def __init__(self, agency: _Optional[str] = ..., month: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRecoveryListsResponse(_message.Message):
    __slots__ = ("recovery_lists", "next_page_token")
    RECOVERY_LISTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    recovery_lists: _containers.RepeatedCompositeFieldContainer[_agency_pb2.RecoveryList]
    next_page_token: str
    def __init__(self, recovery_lists: _Optional[_Iterable[_Union[_agency_pb2.RecoveryList, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListRecoveryRowsRequest(_message.Message):
    __slots__ = ("recovery_list", "differences_only", "page_size", "page_token")
    RECOVERY_LIST_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCES_ONLY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    recovery_list: str
    differences_only: bool
    page_size: int
    page_token: str
    def __init__(self, recovery_list: _Optional[str] = ..., differences_only: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRecoveryRowsResponse(_message.Message):
    __slots__ = ("rows", "next_page_token")
    ROWS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    rows: _containers.RepeatedCompositeFieldContainer[_agency_pb2.RecoveryRow]
    next_page_token: str
    def __init__(self, rows: _Optional[_Iterable[_Union[_agency_pb2.RecoveryRow, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class SignRecoveryListRequest(_message.Message):
    __slots__ = ("request_id", "name", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class ReturnRecoveryListRequest(_message.Message):
    __slots__ = ("request_id", "name", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class ReleaseRecoveryListRequest(_message.Message):
    __slots__ = ("request_id", "name")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ...) -> None: ...

class ComputeCollectorCommissionsRequest(_message.Message):
    __slots__ = ("request_id", "month")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    month: str
    def __init__(self, request_id: _Optional[str] = ..., month: _Optional[str] = ...) -> None: ...

class ComputeCollectorCommissionsResponse(_message.Message):
    __slots__ = ("collectors",)
    COLLECTORS_FIELD_NUMBER: _ClassVar[int]
    collectors: int
    def __init__(self, collectors: _Optional[int] = ...) -> None: ...

class ListCollectorCommissionsRequest(_message.Message):
    __slots__ = ("collector", "month", "page_size", "page_token")
    COLLECTOR_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    collector: str
    month: str
    page_size: int
    page_token: str
    def __init__(self, collector: _Optional[str] = ..., month: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListCollectorCommissionsResponse(_message.Message):
    __slots__ = ("collector_commissions", "next_page_token")
    COLLECTOR_COMMISSIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    collector_commissions: _containers.RepeatedCompositeFieldContainer[_agency_pb2.CollectorCommission]
    next_page_token: str
    def __init__(self, collector_commissions: _Optional[_Iterable[_Union[_agency_pb2.CollectorCommission, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ExportAgencyAuditCsvRequest(_message.Message):
    __slots__ = ("query",)
    QUERY_FIELD_NUMBER: _ClassVar[int]
    query: ListRecoveryRowsRequest
    def __init__(self, query: _Optional[_Union[ListRecoveryRowsRequest, _Mapping]] = ...) -> None: ...
