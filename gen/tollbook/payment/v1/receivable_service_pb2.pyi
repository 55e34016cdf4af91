import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.payment.v1 import receivable_pb2 as _receivable_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ListReceivablesRequest(_message.Message):
    __slots__ = ("account", "show_settled", "as_of", "cycle", "page_size", "page_token")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    SHOW_SETTLED_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account: str
    show_settled: bool
    as_of: _date_pb2.Date
    cycle: str
    page_size: int
    page_token: str
    def __init__(self, account: _Optional[str] = ..., show_settled: _Optional[bool] = ..., as_of: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., cycle: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListReceivablesResponse(_message.Message):
    __slots__ = ("receivables", "next_page_token", "total_due")
    RECEIVABLES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    TOTAL_DUE_FIELD_NUMBER: _ClassVar[int]
    receivables: _containers.RepeatedCompositeFieldContainer[_receivable_pb2.Receivable]
    next_page_token: str
    total_due: _money_pb2.Money
    def __init__(self, receivables: _Optional[_Iterable[_Union[_receivable_pb2.Receivable, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., total_due: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class CheckOverdueRequest(_message.Message):
    __slots__ = ("accounts", "as_of")
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    accounts: _containers.RepeatedScalarFieldContainer[str]
    as_of: _date_pb2.Date
    def __init__(self, accounts: _Optional[_Iterable[str]] = ..., as_of: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class CheckOverdueResponse(_message.Message):
    __slots__ = ("standings", "read_time")
    STANDINGS_FIELD_NUMBER: _ClassVar[int]
    READ_TIME_FIELD_NUMBER: _ClassVar[int]
    standings: _containers.RepeatedCompositeFieldContainer[_receivable_pb2.OverdueStanding]
    read_time: _timestamp_pb2.Timestamp
    def __init__(self, standings: _Optional[_Iterable[_Union[_receivable_pb2.OverdueStanding, _Mapping]]] = ..., read_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class MarkDisputedRequest(_message.Message):
    __slots__ = ("request_id", "bill", "line", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bill: str
    line: int
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., bill: _Optional[str] = ..., line: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...

class ReleaseDisputeRequest(_message.Message):
    __slots__ = ("request_id", "bill", "line", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bill: str
    line: int
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., bill: _Optional[str] = ..., line: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...

class TransferReceivablesRequest(_message.Message):
    __slots__ = ("request_id", "customer", "sales_unit", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    customer: str
    sales_unit: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., customer: _Optional[str] = ..., sales_unit: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class TransferReceivablesResponse(_message.Message):
    __slots__ = ("lines", "amount")
    LINES_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    lines: int
    amount: _money_pb2.Money
    def __init__(self, lines: _Optional[int] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...
