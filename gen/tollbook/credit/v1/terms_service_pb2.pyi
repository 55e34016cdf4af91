from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.credit.v1 import agreement_pb2 as _agreement_pb2
from tollbook.credit.v1 import terms_pb2 as _terms_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class BatchGetTermsRequest(_message.Message):
    __slots__ = ("cycle", "accounts")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    accounts: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, cycle: _Optional[str] = ..., accounts: _Optional[_Iterable[str]] = ...) -> None: ...

class BatchGetTermsResponse(_message.Message):
    __slots__ = ("results",)
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[_terms_pb2.TermsResult]
    def __init__(self, results: _Optional[_Iterable[_Union[_terms_pb2.TermsResult, _Mapping]]] = ...) -> None: ...

class QuoteDatesRequest(_message.Message):
    __slots__ = ("cycle", "grade", "agreed_payment_day", "suspend_date")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    AGREED_PAYMENT_DAY_FIELD_NUMBER: _ClassVar[int]
    SUSPEND_DATE_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    grade: str
    agreed_payment_day: int
    suspend_date: _date_pb2.Date
    def __init__(self, cycle: _Optional[str] = ..., grade: _Optional[str] = ..., agreed_payment_day: _Optional[int] = ..., suspend_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class QuoteDatesResponse(_message.Message):
    __slots__ = ("due_date", "suspend_not_before", "terminate_not_before", "policy_version")
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    SUSPEND_NOT_BEFORE_FIELD_NUMBER: _ClassVar[int]
    TERMINATE_NOT_BEFORE_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    due_date: _date_pb2.Date
    suspend_not_before: _date_pb2.Date
    terminate_not_before: _date_pb2.Date
    policy_version: str
    def __init__(self, due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., suspend_not_before: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., terminate_not_before: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., policy_version: _Optional[str] = ...) -> None: ...

class RequestAgreementRequest(_message.Message):
    __slots__ = ("request_id", "agreement")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    agreement: _agreement_pb2.CreditAgreement
    def __init__(self, request_id: _Optional[str] = ..., agreement: _Optional[_Union[_agreement_pb2.CreditAgreement, _Mapping]] = ...) -> None: ...

class ApproveAgreementRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class RejectAgreementRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class EndAgreementRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class GetAgreementRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListAgreementsRequest(_message.Message):
    __slots__ = ("account", "state", "page_size", "page_token")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account: str
    state: _agreement_pb2.AgreementState
    page_size: int
    page_token: str
    def __init__(self, account: _Optional[str] = ..., state: _Optional[_Union[_agreement_pb2.AgreementState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListAgreementsResponse(_message.Message):
    __slots__ = ("agreements", "next_page_token")
    AGREEMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    agreements: _containers.RepeatedCompositeFieldContainer[_agreement_pb2.CreditAgreement]
    next_page_token: str
    def __init__(self, agreements: _Optional[_Iterable[_Union[_agreement_pb2.CreditAgreement, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
