from google.type import date_pb2 as _date_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CaseChanged(_message.Message):
    __slots__ = ("case_name", "account", "customer", "state", "step_date")
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    STEP_DATE_FIELD_NUMBER: _ClassVar[int]
    case_name: str
    account: str
    customer: str
    state: str
    step_date: _date_pb2.Date
    def __init__(self, case_name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., state: _Optional[str] = ..., step_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class PromiseBroken(_message.Message):
    __slots__ = ("promise", "account", "customer", "promised_date")
    PROMISE_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    PROMISED_DATE_FIELD_NUMBER: _ClassVar[int]
    promise: str
    account: str
    customer: str
    promised_date: _date_pb2.Date
    def __init__(self, promise: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., promised_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class ContactMade(_message.Message):
    __slots__ = ("contact", "account", "customer", "kind", "sent_date")
    CONTACT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    SENT_DATE_FIELD_NUMBER: _ClassVar[int]
    contact: str
    account: str
    customer: str
    kind: str
    sent_date: _date_pb2.Date
    def __init__(self, contact: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., kind: _Optional[str] = ..., sent_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class ContactsMissing(_message.Message):
    __slots__ = ("contact_list", "sales_unit", "missing", "comment")
    CONTACT_LIST_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    contact_list: str
    sales_unit: str
    missing: int
    comment: str
    def __init__(self, contact_list: _Optional[str] = ..., sales_unit: _Optional[str] = ..., missing: _Optional[int] = ..., comment: _Optional[str] = ...) -> None: ...
