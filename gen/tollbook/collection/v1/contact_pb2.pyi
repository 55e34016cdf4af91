import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class NoticeKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    NOTICE_KIND_UNSPECIFIED: _ClassVar[NoticeKind]
    NOTICE_KIND_PAYMENT_REMINDER: _ClassVar[NoticeKind]
    NOTICE_KIND_ARREARS_NOTICE: _ClassVar[NoticeKind]
    NOTICE_KIND_SUSPENSION_NOTICE: _ClassVar[NoticeKind]
    NOTICE_KIND_DUNNING: _ClassVar[NoticeKind]
    NOTICE_KIND_TERMINATION_NOTICE: _ClassVar[NoticeKind]
    NOTICE_KIND_RESTORATION_NOTICE: _ClassVar[NoticeKind]

class ContactMedium(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONTACT_MEDIUM_UNSPECIFIED: _ClassVar[ContactMedium]
    CONTACT_MEDIUM_SMS: _ClassVar[ContactMedium]
    CONTACT_MEDIUM_VOICE: _ClassVar[ContactMedium]
    CONTACT_MEDIUM_EMAIL: _ClassVar[ContactMedium]
    CONTACT_MEDIUM_MANAGER: _ClassVar[ContactMedium]

class ContactState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONTACT_STATE_UNSPECIFIED: _ClassVar[ContactState]
    CONTACT_STATE_PLANNED: _ClassVar[ContactState]
    CONTACT_STATE_SENT: _ClassVar[ContactState]
    CONTACT_STATE_FAILED: _ClassVar[ContactState]
    CONTACT_STATE_WITHDRAWN: _ClassVar[ContactState]

class ContactResult(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONTACT_RESULT_UNSPECIFIED: _ClassVar[ContactResult]
    CONTACT_RESULT_REACHED: _ClassVar[ContactResult]
    CONTACT_RESULT_PROMISED: _ClassVar[ContactResult]
    CONTACT_RESULT_DISPUTED: _ClassVar[ContactResult]
    CONTACT_RESULT_NO_ANSWER: _ClassVar[ContactResult]
    CONTACT_RESULT_WRONG_ADDRESS: _ClassVar[ContactResult]
    CONTACT_RESULT_REFUSED: _ClassVar[ContactResult]
    CONTACT_RESULT_NOT_FOUND: _ClassVar[ContactResult]

class TaskState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TASK_STATE_UNSPECIFIED: _ClassVar[TaskState]
    TASK_STATE_OPEN: _ClassVar[TaskState]
    TASK_STATE_DONE: _ClassVar[TaskState]
    TASK_STATE_WITHDRAWN: _ClassVar[TaskState]
NOTICE_KIND_UNSPECIFIED: NoticeKind
NOTICE_KIND_PAYMENT_REMINDER: NoticeKind
NOTICE_KIND_ARREARS_NOTICE: NoticeKind
NOTICE_KIND_SUSPENSION_NOTICE: NoticeKind
NOTICE_KIND_DUNNING: NoticeKind
NOTICE_KIND_TERMINATION_NOTICE: NoticeKind
NOTICE_KIND_RESTORATION_NOTICE: NoticeKind
CONTACT_MEDIUM_UNSPECIFIED: ContactMedium
CONTACT_MEDIUM_SMS: ContactMedium
CONTACT_MEDIUM_VOICE: ContactMedium
CONTACT_MEDIUM_EMAIL: ContactMedium
CONTACT_MEDIUM_MANAGER: ContactMedium
CONTACT_STATE_UNSPECIFIED: ContactState
CONTACT_STATE_PLANNED: ContactState
CONTACT_STATE_SENT: ContactState
CONTACT_STATE_FAILED: ContactState
CONTACT_STATE_WITHDRAWN: ContactState
CONTACT_RESULT_UNSPECIFIED: ContactResult
CONTACT_RESULT_REACHED: ContactResult
CONTACT_RESULT_PROMISED: ContactResult
CONTACT_RESULT_DISPUTED: ContactResult
CONTACT_RESULT_NO_ANSWER: ContactResult
CONTACT_RESULT_WRONG_ADDRESS: ContactResult
CONTACT_RESULT_REFUSED: ContactResult
CONTACT_RESULT_NOT_FOUND: ContactResult
TASK_STATE_UNSPECIFIED: TaskState
TASK_STATE_OPEN: TaskState
TASK_STATE_DONE: TaskState
TASK_STATE_WITHDRAWN: TaskState

class Contact(_message.Message):
    __slots__ = ("name", "case_name", "account", "customer", "sales_unit", "period", "kind", "medium", "recipient", "language", "text", "state", "result", "comment", "plan_date", "sent_date", "sent_time", "attempts")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    MEDIUM_FIELD_NUMBER: _ClassVar[int]
    RECIPIENT_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    PLAN_DATE_FIELD_NUMBER: _ClassVar[int]
    SENT_DATE_FIELD_NUMBER: _ClassVar[int]
    SENT_TIME_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    name: str
    case_name: str
    account: str
    customer: str
    sales_unit: str
    period: str
    kind: NoticeKind
    medium: ContactMedium
    recipient: str
    language: str
    text: str
    state: ContactState
    result: ContactResult
    comment: str
    plan_date: _date_pb2.Date
    sent_date: _date_pb2.Date
    sent_time: _timestamp_pb2.Timestamp
    attempts: int
    def __init__(self, name: _Optional[str] = ..., case_name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., sales_unit: _Optional[str] = ..., period: _Optional[str] = ..., kind: _Optional[_Union[NoticeKind, str]] = ..., medium: _Optional[_Union[ContactMedium, str]] = ..., recipient: _Optional[str] = ..., language: _Optional[str] = ..., text: _Optional[str] = ..., state: _Optional[_Union[ContactState, str]] = ..., result: _Optional[_Union[ContactResult, str]] = ..., comment: _Optional[str] = ..., plan_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., sent_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., sent_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., attempts: _Optional[int] = ...) -> None: ...

class Task(_message.Message):
    __slots__ = ("name", "manager", "contact", "case_name", "account", "customer", "customer_display_name", "kind", "overdue_minor_units", "state", "create_date", "due_date", "done_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    MANAGER_FIELD_NUMBER: _ClassVar[int]
    CONTACT_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CREATE_DATE_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    DONE_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    manager: str
    contact: str
    case_name: str
    account: str
    customer: str
    customer_display_name: str
    kind: NoticeKind
    overdue_minor_units: int
    state: TaskState
    create_date: _date_pb2.Date
    due_date: _date_pb2.Date
    done_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., manager: _Optional[str] = ..., contact: _Optional[str] = ..., case_name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., customer_display_name: _Optional[str] = ..., kind: _Optional[_Union[NoticeKind, str]] = ..., overdue_minor_units: _Optional[int] = ..., state: _Optional[_Union[TaskState, str]] = ..., create_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., done_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class ContactList(_message.Message):
    __slots__ = ("name", "list_date", "medium", "planned", "sent", "failed", "withdrawn", "missing", "complete", "units_told")
    NAME_FIELD_NUMBER: _ClassVar[int]
    LIST_DATE_FIELD_NUMBER: _ClassVar[int]
    MEDIUM_FIELD_NUMBER: _ClassVar[int]
    PLANNED_FIELD_NUMBER: _ClassVar[int]
    SENT_FIELD_NUMBER: _ClassVar[int]
    FAILED_FIELD_NUMBER: _ClassVar[int]
    WITHDRAWN_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    COMPLETE_FIELD_NUMBER: _ClassVar[int]
    UNITS_TOLD_FIELD_NUMBER: _ClassVar[int]
    name: str
    list_date: _date_pb2.Date
    medium: ContactMedium
    planned: int
    sent: int
    failed: int
    withdrawn: int
    missing: int
    complete: bool
    units_told: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., list_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., medium: _Optional[_Union[ContactMedium, str]] = ..., planned: _Optional[int] = ..., sent: _Optional[int] = ..., failed: _Optional[int] = ..., withdrawn: _Optional[int] = ..., missing: _Optional[int] = ..., complete: _Optional[bool] = ..., units_told: _Optional[_Iterable[str]] = ...) -> None: ...
