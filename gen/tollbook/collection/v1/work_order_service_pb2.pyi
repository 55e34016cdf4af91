from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.collection.v1 import csv_pb2 as _csv_pb2
from tollbook.collection.v1 import work_order_pb2 as _work_order_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetWorkOrderRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListWorkOrdersRequest(_message.Message):
    __slots__ = ("case_name", "account", "subscription", "kind", "states", "overdue_only", "page_size", "page_token")
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    case_name: str
    account: str
    subscription: str
    kind: _work_order_pb2.WorkOrderKind
    states: _containers.RepeatedScalarFieldContainer[_work_order_pb2.WorkOrderState]
    overdue_only: bool
    page_size: int
    page_token: str
    def __init__(self, case_name: _Optional[str] = ..., account: _Optional[str] = ..., subscription: _Optional[str] = ..., kind: _Optional[_Union[_work_order_pb2.WorkOrderKind, str]] = ..., states: _Optional[_Iterable[_Union[_work_order_pb2.WorkOrderState, str]]] = ..., overdue_only: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListWorkOrdersResponse(_message.Message):
    __slots__ = ("work_orders", "next_page_token")
    WORK_ORDERS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    work_orders: _containers.RepeatedCompositeFieldContainer[_work_order_pb2.WorkOrder]
    next_page_token: str
    def __init__(self, work_orders: _Optional[_Iterable[_Union[_work_order_pb2.WorkOrder, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class EscalateWorkOrderRequest(_message.Message):
    __slots__ = ("request_id", "name", "escalated_to", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ESCALATED_TO_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    escalated_to: str
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., escalated_to: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class ResendWorkOrderRequest(_message.Message):
    __slots__ = ("request_id", "name", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class OrderChangeRequest(_message.Message):
    __slots__ = ("request_id", "case_name", "subscription", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    case_name: str
    subscription: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., case_name: _Optional[str] = ..., subscription: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ListRestorationsRequest(_message.Message):
    __slots__ = ("first_date", "last_date", "sales_unit", "late_only", "page_size", "page_token")
    FIRST_DATE_FIELD_NUMBER: _ClassVar[int]
    LAST_DATE_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    LATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    first_date: _date_pb2.Date
    last_date: _date_pb2.Date
    sales_unit: str
    late_only: bool
    page_size: int
    page_token: str
    def __init__(self, first_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., last_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., sales_unit: _Optional[str] = ..., late_only: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRestorationsResponse(_message.Message):
    __slots__ = ("restorations", "next_page_token")
    RESTORATIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    restorations: _containers.RepeatedCompositeFieldContainer[_work_order_pb2.Restoration]
    next_page_token: str
    def __init__(self, restorations: _Optional[_Iterable[_Union[_work_order_pb2.Restoration, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetRestorationReportRequest(_message.Message):
    __slots__ = ("first_date", "last_date")
    FIRST_DATE_FIELD_NUMBER: _ClassVar[int]
    LAST_DATE_FIELD_NUMBER: _ClassVar[int]
    first_date: _date_pb2.Date
    last_date: _date_pb2.Date
    def __init__(self, first_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., last_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class RestorationReport(_message.Message):
    __slots__ = ("suspensions_ordered", "suspensions_confirmed", "suspensions_withdrawn", "restorations_ordered", "restorations_archived", "restorations_late", "days_total", "days_max")
    SUSPENSIONS_ORDERED_FIELD_NUMBER: _ClassVar[int]
    SUSPENSIONS_CONFIRMED_FIELD_NUMBER: _ClassVar[int]
    SUSPENSIONS_WITHDRAWN_FIELD_NUMBER: _ClassVar[int]
    RESTORATIONS_ORDERED_FIELD_NUMBER: _ClassVar[int]
    RESTORATIONS_ARCHIVED_FIELD_NUMBER: _ClassVar[int]
    RESTORATIONS_LATE_FIELD_NUMBER: _ClassVar[int]
    DAYS_TOTAL_FIELD_NUMBER: _ClassVar[int]
    DAYS_MAX_FIELD_NUMBER: _ClassVar[int]
    suspensions_ordered: int
    suspensions_confirmed: int
    suspensions_withdrawn: int
    restorations_ordered: int
    restorations_archived: int
    restorations_late: int
    days_total: int
    days_max: int
    def __init__(self, suspensions_ordered: _Optional[int] = ..., suspensions_confirmed: _Optional[int] = ..., suspensions_withdrawn: _Optional[int] = ..., restorations_ordered: _Optional[int] = ..., restorations_archived: _Optional[int] = ..., restorations_late: _Optional[int] = ..., days_total: _Optional[int] = ..., days_max: _Optional[int] = ...) -> None: ...

class ListStrayReportsRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListStrayReportsResponse(_message.Message):
    __slots__ = ("stray_reports", "next_page_token")
    STRAY_REPORTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    stray_reports: _containers.RepeatedCompositeFieldContainer[_work_order_pb2.StrayReport]
    next_page_token: str
    def __init__(self, stray_reports: _Optional[_Iterable[_Union[_work_order_pb2.StrayReport, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ExportRestorationsCsvRequest(_message.Message):
    __slots__ = ("query",)
    QUERY_FIELD_NUMBER: _ClassVar[int]
    query: ListRestorationsRequest
    def __init__(self, query: _Optional[_Union[ListRestorationsRequest, _Mapping]] = ...) -> None: ...
