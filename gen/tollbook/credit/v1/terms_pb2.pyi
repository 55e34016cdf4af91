from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Terms(_message.Message):
    __slots__ = ("account", "customer", "due_date", "grade", "prepayment_months", "policy_version", "suspend_not_before", "payment_period_months", "suspension_period_months", "agreement")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    PREPAYMENT_MONTHS_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    SUSPEND_NOT_BEFORE_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_PERIOD_MONTHS_FIELD_NUMBER: _ClassVar[int]
    SUSPENSION_PERIOD_MONTHS_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_FIELD_NUMBER: _ClassVar[int]
    account: str
    customer: str
    due_date: _date_pb2.Date
    grade: str
    prepayment_months: int
    policy_version: str
    suspend_not_before: _date_pb2.Date
    payment_period_months: int
    suspension_period_months: int
    agreement: str
    def __init__(self, account: _Optional[str] = ..., customer: _Optional[str] = ..., due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., grade: _Optional[str] = ..., prepayment_months: _Optional[int] = ..., policy_version: _Optional[str] = ..., suspend_not_before: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., payment_period_months: _Optional[int] = ..., suspension_period_months: _Optional[int] = ..., agreement: _Optional[str] = ...) -> None: ...

class TermsResult(_message.Message):
    __slots__ = ("status", "terms")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    TERMS_FIELD_NUMBER: _ClassVar[int]
    status: _batch_pb2.ItemStatus
    terms: Terms
    def __init__(self, status: _Optional[_Union[_batch_pb2.ItemStatus, _Mapping]] = ..., terms: _Optional[_Union[Terms, _Mapping]] = ...) -> None: ...
