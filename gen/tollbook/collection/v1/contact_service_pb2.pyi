from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.collection.v1 import contact_pb2 as _contact_pb2
from tollbook.collection.v1 import csv_pb2 as _csv_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetContactRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListContactsRequest(_message.Message):
    __slots__ = ("case_name", "account", "period", "medium", "state", "sales_unit", "page_size", "page_token")
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    MEDIUM_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    case_name: str
    account: str
    period: str
    medium: _contact_pb2.ContactMedium
    state: _contact_pb2.ContactState
    sales_unit: str
    page_size: int
    page_token: str
    def __init__(self, case_name: _Optional[str] = ..., account: _Optional[str] = ..., period: _Optional[str] = ..., medium: _Optional[_Union[_contact_pb2.ContactMedium, str]] = ..., state: _Optional[_Union[_contact_pb2.ContactState, str]] = ..., sales_unit: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListContactsResponse(_message.Message):
    __slots__ = ("contacts", "next_page_token")
    CONTACTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    contacts: _containers.RepeatedCompositeFieldContainer[_contact_pb2.Contact]
    next_page_token: str
    def __init__(self, contacts: _Optional[_Iterable[_Union[_contact_pb2.Contact, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RecordContactResultRequest(_message.Message):
    __slots__ = ("request_id", "name", "result", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    result: _contact_pb2.ContactResult
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., result: _Optional[_Union[_contact_pb2.ContactResult, str]] = ..., comment: _Optional[str] = ...) -> None: ...

class ImportContactResultsRequest(_message.Message):
    __slots__ = ("request_id", "content")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    content: bytes
    def __init__(self, request_id: _Optional[str] = ..., content: _Optional[bytes] = ...) -> None: ...

class ListTasksRequest(_message.Message):
    __slots__ = ("manager", "show_done", "page_size", "page_token")
    MANAGER_FIELD_NUMBER: _ClassVar[int]
    SHOW_DONE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    manager: str
    show_done: bool
    page_size: int
    page_token: str
    def __init__(self, manager: _Optional[str] = ..., show_done: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListTasksResponse(_message.Message):
    __slots__ = ("tasks", "next_page_token")
    TASKS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    tasks: _containers.RepeatedCompositeFieldContainer[_contact_pb2.Task]
    next_page_token: str
    def __init__(self, tasks: _Optional[_Iterable[_Union[_contact_pb2.Task, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class CompleteTaskRequest(_message.Message):
    __slots__ = ("request_id", "name", "result", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    result: _contact_pb2.ContactResult
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., result: _Optional[_Union[_contact_pb2.ContactResult, str]] = ..., comment: _Optional[str] = ...) -> None: ...

class ReassignTaskRequest(_message.Message):
    __slots__ = ("request_id", "name", "manager")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    MANAGER_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    manager: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., manager: _Optional[str] = ...) -> None: ...

class ListContactListsRequest(_message.Message):
    __slots__ = ("first_date", "incomplete_only", "page_size", "page_token")
    FIRST_DATE_FIELD_NUMBER: _ClassVar[int]
    INCOMPLETE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    first_date: _date_pb2.Date
    incomplete_only: bool
    page_size: int
    page_token: str
    def __init__(self, first_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., incomplete_only: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListContactListsResponse(_message.Message):
    __slots__ = ("contact_lists", "next_page_token")
    CONTACT_LISTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    contact_lists: _containers.RepeatedCompositeFieldContainer[_contact_pb2.ContactList]
    next_page_token: str
    def __init__(self, contact_lists: _Optional[_Iterable[_Union[_contact_pb2.ContactList, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class TellUnitsRequest(_message.Message):
    __slots__ = ("request_id", "name", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class ExportContactsCsvRequest(_message.Message):
    __slots__ = ("query",)
    QUERY_FIELD_NUMBER: _ClassVar[int]
    query: ListContactsRequest
    def __init__(self, query: _Optional[_Union[ListContactsRequest, _Mapping]] = ...) -> None: ...

class ExportTasksCsvRequest(_message.Message):
    __slots__ = ("query",)
    QUERY_FIELD_NUMBER: _ClassVar[int]
    query: ListTasksRequest
    def __init__(self, query: _Optional[_Union[ListTasksRequest, _Mapping]] = ...) -> None: ...
