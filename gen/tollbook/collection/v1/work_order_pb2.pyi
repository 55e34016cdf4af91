import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class WorkOrderKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WORK_ORDER_KIND_UNSPECIFIED: _ClassVar[WorkOrderKind]
    WORK_ORDER_KIND_SUSPEND: _ClassVar[WorkOrderKind]
    WORK_ORDER_KIND_RESTORE: _ClassVar[WorkOrderKind]
    WORK_ORDER_KIND_TERMINATE: _ClassVar[WorkOrderKind]
    WORK_ORDER_KIND_RECOVER_EQUIPMENT: _ClassVar[WorkOrderKind]
    WORK_ORDER_KIND_CHANGE: _ClassVar[WorkOrderKind]

class WorkOrderState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WORK_ORDER_STATE_UNSPECIFIED: _ClassVar[WorkOrderState]
    WORK_ORDER_STATE_PENDING: _ClassVar[WorkOrderState]
    WORK_ORDER_STATE_SUBMITTED: _ClassVar[WorkOrderState]
    WORK_ORDER_STATE_SENT: _ClassVar[WorkOrderState]
    WORK_ORDER_STATE_COMPLETED: _ClassVar[WorkOrderState]
    WORK_ORDER_STATE_ARCHIVED: _ClassVar[WorkOrderState]
    WORK_ORDER_STATE_FAILED: _ClassVar[WorkOrderState]
    WORK_ORDER_STATE_WITHDRAWN: _ClassVar[WorkOrderState]
WORK_ORDER_KIND_UNSPECIFIED: WorkOrderKind
WORK_ORDER_KIND_SUSPEND: WorkOrderKind
WORK_ORDER_KIND_RESTORE: WorkOrderKind
WORK_ORDER_KIND_TERMINATE: WorkOrderKind
WORK_ORDER_KIND_RECOVER_EQUIPMENT: WorkOrderKind
WORK_ORDER_KIND_CHANGE: WorkOrderKind
WORK_ORDER_STATE_UNSPECIFIED: WorkOrderState
WORK_ORDER_STATE_PENDING: WorkOrderState
WORK_ORDER_STATE_SUBMITTED: WorkOrderState
WORK_ORDER_STATE_SENT: WorkOrderState
WORK_ORDER_STATE_COMPLETED: WorkOrderState
WORK_ORDER_STATE_ARCHIVED: WorkOrderState
WORK_ORDER_STATE_FAILED: WorkOrderState
WORK_ORDER_STATE_WITHDRAWN: WorkOrderState

class WorkOrder(_message.Message):
    __slots__ = ("name", "case_name", "account", "customer", "subscription", "sales_unit", "kind", "line_of_business", "reason", "state", "create_date", "due_date", "done_date", "create_time", "done_time", "command", "submissions", "escalation_level", "escalated_to", "detail")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CREATE_DATE_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    DONE_DATE_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    DONE_TIME_FIELD_NUMBER: _ClassVar[int]
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    SUBMISSIONS_FIELD_NUMBER: _ClassVar[int]
    ESCALATION_LEVEL_FIELD_NUMBER: _ClassVar[int]
    ESCALATED_TO_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    name: str
    case_name: str
    account: str
    customer: str
    subscription: str
    sales_unit: str
    kind: WorkOrderKind
    line_of_business: _business_pb2.LineOfBusiness
    reason: str
    state: WorkOrderState
    create_date: _date_pb2.Date
    due_date: _date_pb2.Date
    done_date: _date_pb2.Date
    create_time: _timestamp_pb2.Timestamp
    done_time: _timestamp_pb2.Timestamp
    command: str
    submissions: int
    escalation_level: int
    escalated_to: str
    detail: str
    def __init__(self, name: _Optional[str] = ..., case_name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., subscription: _Optional[str] = ..., sales_unit: _Optional[str] = ..., kind: _Optional[_Union[WorkOrderKind, str]] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., reason: _Optional[str] = ..., state: _Optional[_Union[WorkOrderState, str]] = ..., create_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., done_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., done_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., command: _Optional[str] = ..., submissions: _Optional[int] = ..., escalation_level: _Optional[int] = ..., escalated_to: _Optional[str] = ..., detail: _Optional[str] = ...) -> None: ...

class Restoration(_message.Message):
    __slots__ = ("work_order", "case_name", "account", "customer", "subscription", "sales_unit", "line_of_business", "paid_date", "archive_date", "seconds_taken", "hours_limit", "within_limit", "archived")
    WORK_ORDER_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    PAID_DATE_FIELD_NUMBER: _ClassVar[int]
    ARCHIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    SECONDS_TAKEN_FIELD_NUMBER: _ClassVar[int]
    HOURS_LIMIT_FIELD_NUMBER: _ClassVar[int]
    WITHIN_LIMIT_FIELD_NUMBER: _ClassVar[int]
    ARCHIVED_FIELD_NUMBER: _ClassVar[int]
    work_order: str
    case_name: str
    account: str
    customer: str
    subscription: str
    sales_unit: str
    line_of_business: _business_pb2.LineOfBusiness
    paid_date: _date_pb2.Date
    archive_date: _date_pb2.Date
    seconds_taken: int
    hours_limit: int
    within_limit: bool
    archived: bool
    def __init__(self, work_order: _Optional[str] = ..., case_name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., subscription: _Optional[str] = ..., sales_unit: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., paid_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., archive_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., seconds_taken: _Optional[int] = ..., hours_limit: _Optional[int] = ..., within_limit: _Optional[bool] = ..., archived: _Optional[bool] = ...) -> None: ...

class StrayReport(_message.Message):
    __slots__ = ("command", "work_order", "outcome", "subscription", "receive_date", "detail")
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    WORK_ORDER_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    RECEIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    command: str
    work_order: str
    outcome: str
    subscription: str
    receive_date: _date_pb2.Date
    detail: str
    def __init__(self, command: _Optional[str] = ..., work_order: _Optional[str] = ..., outcome: _Optional[str] = ..., subscription: _Optional[str] = ..., receive_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., detail: _Optional[str] = ...) -> None: ...
