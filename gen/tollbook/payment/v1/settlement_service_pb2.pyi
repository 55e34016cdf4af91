from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.payment.v1 import events_pb2 as _events_pb2
from tollbook.payment.v1 import settlement_pb2 as _settlement_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetSettlementPlanRequest(_message.Message):
    __slots__ = ("account",)
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    account: str
    def __init__(self, account: _Optional[str] = ...) -> None: ...

class SetSettlementPlanRequest(_message.Message):
    __slots__ = ("request_id", "plan", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    PLAN_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    plan: _settlement_pb2.SettlementPlan
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., plan: _Optional[_Union[_settlement_pb2.SettlementPlan, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class PreviewSettlementRequest(_message.Message):
    __slots__ = ("account", "amount", "book", "value_date")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    BOOK_FIELD_NUMBER: _ClassVar[int]
    VALUE_DATE_FIELD_NUMBER: _ClassVar[int]
    account: str
    amount: _money_pb2.Money
    book: str
    value_date: _date_pb2.Date
    def __init__(self, account: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., book: _Optional[str] = ..., value_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class PreviewSettlementResponse(_message.Message):
    __slots__ = ("allocations", "books", "remaining_due")
    ALLOCATIONS_FIELD_NUMBER: _ClassVar[int]
    BOOKS_FIELD_NUMBER: _ClassVar[int]
    REMAINING_DUE_FIELD_NUMBER: _ClassVar[int]
    allocations: _containers.RepeatedCompositeFieldContainer[_settlement_pb2.AppliedAllocation]
    books: _containers.RepeatedCompositeFieldContainer[_events_pb2.BookBalance]
    remaining_due: _money_pb2.Money
    def __init__(self, allocations: _Optional[_Iterable[_Union[_settlement_pb2.AppliedAllocation, _Mapping]]] = ..., books: _Optional[_Iterable[_Union[_events_pb2.BookBalance, _Mapping]]] = ..., remaining_due: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class SettleRequest(_message.Message):
    __slots__ = ("request_id", "account")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    account: str
    def __init__(self, request_id: _Optional[str] = ..., account: _Optional[str] = ...) -> None: ...

class ReverseSettlementRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class GetSettlementRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListSettlementsRequest(_message.Message):
    __slots__ = ("account", "show_reversed", "page_size", "page_token")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    SHOW_REVERSED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account: str
    show_reversed: bool
    page_size: int
    page_token: str
    def __init__(self, account: _Optional[str] = ..., show_reversed: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListSettlementsResponse(_message.Message):
    __slots__ = ("settlements", "next_page_token")
    SETTLEMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    settlements: _containers.RepeatedCompositeFieldContainer[_settlement_pb2.Settlement]
    next_page_token: str
    def __init__(self, settlements: _Optional[_Iterable[_Union[_settlement_pb2.Settlement, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
