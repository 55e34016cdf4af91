from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Customer(_message.Message):
    __slots__ = ("name", "display_name", "kind", "customer_class", "sales_unit", "account_manager", "telephone_managed", "language", "contact_phone", "contact_email", "member_of", "closed", "etag")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_CLASS_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_MANAGER_FIELD_NUMBER: _ClassVar[int]
    TELEPHONE_MANAGED_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    CONTACT_PHONE_FIELD_NUMBER: _ClassVar[int]
    CONTACT_EMAIL_FIELD_NUMBER: _ClassVar[int]
    MEMBER_OF_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    name: str
    display_name: str
    kind: _business_pb2.CustomerKind
    customer_class: _business_pb2.CustomerClass
    sales_unit: str
    account_manager: str
    telephone_managed: bool
    language: str
    contact_phone: str
    contact_email: str
    member_of: str
    closed: bool
    etag: str
    def __init__(self, name: _Optional[str] = ..., display_name: _Optional[str] = ..., kind: _Optional[_Union[_business_pb2.CustomerKind, str]] = ..., customer_class: _Optional[_Union[_business_pb2.CustomerClass, str]] = ..., sales_unit: _Optional[str] = ..., account_manager: _Optional[str] = ..., telephone_managed: _Optional[bool] = ..., language: _Optional[str] = ..., contact_phone: _Optional[str] = ..., contact_email: _Optional[str] = ..., member_of: _Optional[str] = ..., closed: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class OwnershipEntry(_message.Message):
    __slots__ = ("customer", "sales_unit", "account_manager", "start_date", "listed", "reason")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_MANAGER_FIELD_NUMBER: _ClassVar[int]
    START_DATE_FIELD_NUMBER: _ClassVar[int]
    LISTED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    customer: str
    sales_unit: str
    account_manager: str
    start_date: _date_pb2.Date
    listed: bool
    reason: str
    def __init__(self, customer: _Optional[str] = ..., sales_unit: _Optional[str] = ..., account_manager: _Optional[str] = ..., start_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., listed: _Optional[bool] = ..., reason: _Optional[str] = ...) -> None: ...
