from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class Account(_message.Message):
    __slots__ = ("name", "customer", "display_name", "prepaid", "currency_code", "agreed_payment_day", "closed", "etag")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    PREPAID_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    AGREED_PAYMENT_DAY_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    name: str
    customer: str
    display_name: str
    prepaid: bool
    currency_code: str
    agreed_payment_day: int
    closed: bool
    etag: str
    def __init__(self, name: _Optional[str] = ..., customer: _Optional[str] = ..., display_name: _Optional[str] = ..., prepaid: _Optional[bool] = ..., currency_code: _Optional[str] = ..., agreed_payment_day: _Optional[int] = ..., closed: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...
