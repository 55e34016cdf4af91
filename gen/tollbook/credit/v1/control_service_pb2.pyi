from buf.validate import validate_pb2 as _validate_pb2
from tollbook.credit.v1 import control_pb2 as _control_pb2
from tollbook.credit.v1 import events_pb2 as _events_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import run_pb2 as _run_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetControlRequest(_message.Message):
    __slots__ = ("account",)
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    account: str
    def __init__(self, account: _Optional[str] = ...) -> None: ...

class ListControlsRequest(_message.Message):
    __slots__ = ("customer", "sales_unit", "state", "page_size", "page_token")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    customer: str
    sales_unit: str
    state: _events_pb2.ControlState
    page_size: int
    page_token: str
    def __init__(self, customer: _Optional[str] = ..., sales_unit: _Optional[str] = ..., state: _Optional[_Union[_events_pb2.ControlState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListControlsResponse(_message.Message):
    __slots__ = ("controls", "next_page_token")
    CONTROLS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    controls: _containers.RepeatedCompositeFieldContainer[_control_pb2.AccountControl]
    next_page_token: str
    def __init__(self, controls: _Optional[_Iterable[_Union[_control_pb2.AccountControl, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ExplainControlRequest(_message.Message):
    __slots__ = ("account",)
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    account: str
    def __init__(self, account: _Optional[str] = ...) -> None: ...

class ListControlDecisionsRequest(_message.Message):
    __slots__ = ("account", "page_size", "page_token")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account: str
    page_size: int
    page_token: str
    def __init__(self, account: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListControlDecisionsResponse(_message.Message):
    __slots__ = ("decisions", "next_page_token")
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    decisions: _containers.RepeatedCompositeFieldContainer[_control_pb2.ControlDecisionRecord]
    next_page_token: str
    def __init__(self, decisions: _Optional[_Iterable[_Union[_control_pb2.ControlDecisionRecord, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class CheckCreditRequest(_message.Message):
    __slots__ = ("check",)
    CHECK_FIELD_NUMBER: _ClassVar[int]
    check: _control_pb2.CreditCheck
    def __init__(self, check: _Optional[_Union[_control_pb2.CreditCheck, _Mapping]] = ...) -> None: ...

class CheckCreditResponse(_message.Message):
    __slots__ = ("result",)
    RESULT_FIELD_NUMBER: _ClassVar[int]
    result: _control_pb2.CreditCheckResult
    def __init__(self, result: _Optional[_Union[_control_pb2.CreditCheckResult, _Mapping]] = ...) -> None: ...

class BatchCheckCreditRequest(_message.Message):
    __slots__ = ("checks",)
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    checks: _containers.RepeatedCompositeFieldContainer[_control_pb2.CreditCheck]
    def __init__(self, checks: _Optional[_Iterable[_Union[_control_pb2.CreditCheck, _Mapping]]] = ...) -> None: ...

class BatchCheckCreditResponse(_message.Message):
    __slots__ = ("results",)
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[_control_pb2.CreditCheckResult]
    def __init__(self, results: _Optional[_Iterable[_Union[_control_pb2.CreditCheckResult, _Mapping]]] = ...) -> None: ...

class CheckOrderRequest(_message.Message):
    __slots__ = ("customer",)
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    customer: str
    def __init__(self, customer: _Optional[str] = ...) -> None: ...

class CheckOrderResponse(_message.Message):
    __slots__ = ("approval_required", "accounts_in_arrears", "overdue_minor_units")
    class OverdueMinorUnitsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    APPROVAL_REQUIRED_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_IN_ARREARS_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    approval_required: bool
    accounts_in_arrears: _containers.RepeatedScalarFieldContainer[str]
    overdue_minor_units: _containers.ScalarMap[str, int]
    def __init__(self, approval_required: _Optional[bool] = ..., accounts_in_arrears: _Optional[_Iterable[str]] = ..., overdue_minor_units: _Optional[_Mapping[str, int]] = ...) -> None: ...

class StartSweepRequest(_message.Message):
    __slots__ = ("request_id",)
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    def __init__(self, request_id: _Optional[str] = ...) -> None: ...

class ExportControlsCsvRequest(_message.Message):
    __slots__ = ("sales_unit",)
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    sales_unit: str
    def __init__(self, sales_unit: _Optional[str] = ...) -> None: ...

class ExportControlsCsvResponse(_message.Message):
    __slots__ = ("content",)
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    content: bytes
    def __init__(self, content: _Optional[bytes] = ...) -> None: ...
