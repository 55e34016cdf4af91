from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class WaiverMethod(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WAIVER_METHOD_UNSPECIFIED: _ClassVar[WaiverMethod]
    WAIVER_METHOD_AMOUNT: _ClassVar[WaiverMethod]
    WAIVER_METHOD_PERCENTAGE: _ClassVar[WaiverMethod]
    WAIVER_METHOD_TO_AMOUNT: _ClassVar[WaiverMethod]
WAIVER_METHOD_UNSPECIFIED: WaiverMethod
WAIVER_METHOD_AMOUNT: WaiverMethod
WAIVER_METHOD_PERCENTAGE: WaiverMethod
WAIVER_METHOD_TO_AMOUNT: WaiverMethod

class LateFeePolicy(_message.Message):
    __slots__ = ("effective_from", "rate_per_ten_thousand", "grace_days", "maximum_days", "minimum_minor_units", "cap_percent", "excluded_charge_items", "version")
    EFFECTIVE_FROM_FIELD_NUMBER: _ClassVar[int]
    RATE_PER_TEN_THOUSAND_FIELD_NUMBER: _ClassVar[int]
    GRACE_DAYS_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_DAYS_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    CAP_PERCENT_FIELD_NUMBER: _ClassVar[int]
    EXCLUDED_CHARGE_ITEMS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    effective_from: _date_pb2.Date
    rate_per_ten_thousand: int
    grace_days: int
    maximum_days: int
    minimum_minor_units: int
    cap_percent: int
    excluded_charge_items: _containers.RepeatedScalarFieldContainer[str]
    version: str
    def __init__(self, effective_from: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., rate_per_ten_thousand: _Optional[int] = ..., grace_days: _Optional[int] = ..., maximum_days: _Optional[int] = ..., minimum_minor_units: _Optional[int] = ..., cap_percent: _Optional[int] = ..., excluded_charge_items: _Optional[_Iterable[str]] = ..., version: _Optional[str] = ...) -> None: ...

class LateFeeQuote(_message.Message):
    __slots__ = ("bill", "line", "due_date", "days", "principal", "assessed", "open", "policy_version")
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    PRINCIPAL_FIELD_NUMBER: _ClassVar[int]
    ASSESSED_FIELD_NUMBER: _ClassVar[int]
    OPEN_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    bill: str
    line: int
    due_date: _date_pb2.Date
    days: int
    principal: _money_pb2.Money
    assessed: _money_pb2.Money
    open: _money_pb2.Money
    policy_version: str
    def __init__(self, bill: _Optional[str] = ..., line: _Optional[int] = ..., due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., days: _Optional[int] = ..., principal: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., assessed: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., open: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., policy_version: _Optional[str] = ...) -> None: ...

class QuoteLateFeesRequest(_message.Message):
    __slots__ = ("account", "as_of")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    account: str
    as_of: _date_pb2.Date
    def __init__(self, account: _Optional[str] = ..., as_of: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class QuoteLateFeesResponse(_message.Message):
    __slots__ = ("quotes", "total_open")
    QUOTES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_OPEN_FIELD_NUMBER: _ClassVar[int]
    quotes: _containers.RepeatedCompositeFieldContainer[LateFeeQuote]
    total_open: _money_pb2.Money
    def __init__(self, quotes: _Optional[_Iterable[_Union[LateFeeQuote, _Mapping]]] = ..., total_open: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class LateFeeWaiver(_message.Message):
    __slots__ = ("name", "account", "amount", "method", "reason", "approval", "posting_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    METHOD_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    APPROVAL_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    amount: _money_pb2.Money
    method: WaiverMethod
    reason: str
    approval: str
    posting_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., method: _Optional[_Union[WaiverMethod, str]] = ..., reason: _Optional[str] = ..., approval: _Optional[str] = ..., posting_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class WaiveLateFeeRequest(_message.Message):
    __slots__ = ("request_id", "account", "bill", "line", "method", "value", "reason", "approval")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    METHOD_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    APPROVAL_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    account: str
    bill: str
    line: int
    method: WaiverMethod
    value: int
    reason: str
    approval: str
    def __init__(self, request_id: _Optional[str] = ..., account: _Optional[str] = ..., bill: _Optional[str] = ..., line: _Optional[int] = ..., method: _Optional[_Union[WaiverMethod, str]] = ..., value: _Optional[int] = ..., reason: _Optional[str] = ..., approval: _Optional[str] = ...) -> None: ...

class ListLateFeeWaiversRequest(_message.Message):
    __slots__ = ("account", "page_size", "page_token")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account: str
    page_size: int
    page_token: str
    def __init__(self, account: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListLateFeeWaiversResponse(_message.Message):
    __slots__ = ("waivers", "next_page_token")
    WAIVERS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    waivers: _containers.RepeatedCompositeFieldContainer[LateFeeWaiver]
    next_page_token: str
    def __init__(self, waivers: _Optional[_Iterable[_Union[LateFeeWaiver, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetLateFeePolicyRequest(_message.Message):
    __slots__ = ("date",)
    DATE_FIELD_NUMBER: _ClassVar[int]
    date: _date_pb2.Date
    def __init__(self, date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class SetLateFeePolicyRequest(_message.Message):
    __slots__ = ("request_id", "policy", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    policy: LateFeePolicy
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., policy: _Optional[_Union[LateFeePolicy, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...
