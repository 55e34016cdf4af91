from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SettlementState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SETTLEMENT_STATE_UNSPECIFIED: _ClassVar[SettlementState]
    SETTLEMENT_STATE_POSTED: _ClassVar[SettlementState]
    SETTLEMENT_STATE_REVERSED: _ClassVar[SettlementState]
SETTLEMENT_STATE_UNSPECIFIED: SettlementState
SETTLEMENT_STATE_POSTED: SettlementState
SETTLEMENT_STATE_REVERSED: SettlementState

class SettlementPlan(_message.Message):
    __slots__ = ("account", "item_order", "book_kind_order", "manual", "whole_bill", "etag")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    ITEM_ORDER_FIELD_NUMBER: _ClassVar[int]
    BOOK_KIND_ORDER_FIELD_NUMBER: _ClassVar[int]
    MANUAL_FIELD_NUMBER: _ClassVar[int]
    WHOLE_BILL_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    account: str
    item_order: _containers.RepeatedScalarFieldContainer[str]
    book_kind_order: _containers.RepeatedScalarFieldContainer[str]
    manual: bool
    whole_bill: bool
    etag: str
    def __init__(self, account: _Optional[str] = ..., item_order: _Optional[_Iterable[str]] = ..., book_kind_order: _Optional[_Iterable[str]] = ..., manual: _Optional[bool] = ..., whole_bill: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class AppliedAllocation(_message.Message):
    __slots__ = ("bill", "line", "book", "principal", "late_fee", "write_off")
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    BOOK_FIELD_NUMBER: _ClassVar[int]
    PRINCIPAL_FIELD_NUMBER: _ClassVar[int]
    LATE_FEE_FIELD_NUMBER: _ClassVar[int]
    WRITE_OFF_FIELD_NUMBER: _ClassVar[int]
    bill: str
    line: int
    book: str
    principal: _money_pb2.Money
    late_fee: _money_pb2.Money
    write_off: str
    def __init__(self, bill: _Optional[str] = ..., line: _Optional[int] = ..., book: _Optional[str] = ..., principal: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., late_fee: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., write_off: _Optional[str] = ...) -> None: ...

class Settlement(_message.Message):
    __slots__ = ("name", "account", "allocations", "value_date", "posting_date", "trigger", "state", "total")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    ALLOCATIONS_FIELD_NUMBER: _ClassVar[int]
    VALUE_DATE_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATE_FIELD_NUMBER: _ClassVar[int]
    TRIGGER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    allocations: _containers.RepeatedCompositeFieldContainer[AppliedAllocation]
    value_date: _date_pb2.Date
    posting_date: _date_pb2.Date
    trigger: str
    state: SettlementState
    total: _money_pb2.Money
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., allocations: _Optional[_Iterable[_Union[AppliedAllocation, _Mapping]]] = ..., value_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., posting_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., trigger: _Optional[str] = ..., state: _Optional[_Union[SettlementState, str]] = ..., total: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...
