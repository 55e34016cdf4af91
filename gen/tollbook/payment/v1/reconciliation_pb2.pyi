from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.payment.v1 import payment_pb2 as _payment_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DifferenceKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DIFFERENCE_KIND_UNSPECIFIED: _ClassVar[DifferenceKind]
    DIFFERENCE_KIND_MISSING: _ClassVar[DifferenceKind]
    DIFFERENCE_KIND_EXTRA: _ClassVar[DifferenceKind]
    DIFFERENCE_KIND_AMOUNT: _ClassVar[DifferenceKind]
    DIFFERENCE_KIND_DATE: _ClassVar[DifferenceKind]

class DifferenceState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DIFFERENCE_STATE_UNSPECIFIED: _ClassVar[DifferenceState]
    DIFFERENCE_STATE_OPEN: _ClassVar[DifferenceState]
    DIFFERENCE_STATE_RESOLVED: _ClassVar[DifferenceState]
DIFFERENCE_KIND_UNSPECIFIED: DifferenceKind
DIFFERENCE_KIND_MISSING: DifferenceKind
DIFFERENCE_KIND_EXTRA: DifferenceKind
DIFFERENCE_KIND_AMOUNT: DifferenceKind
DIFFERENCE_KIND_DATE: DifferenceKind
DIFFERENCE_STATE_UNSPECIFIED: DifferenceState
DIFFERENCE_STATE_OPEN: DifferenceState
DIFFERENCE_STATE_RESOLVED: DifferenceState

class Reconciliation(_message.Message):
    __slots__ = ("name", "channel", "date", "statement_rows", "statement_amount", "matched_rows", "matched_amount", "open_differences")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    STATEMENT_ROWS_FIELD_NUMBER: _ClassVar[int]
    STATEMENT_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    MATCHED_ROWS_FIELD_NUMBER: _ClassVar[int]
    MATCHED_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    OPEN_DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    name: str
    channel: _payment_pb2.PaymentChannel
    date: _date_pb2.Date
    statement_rows: int
    statement_amount: _money_pb2.Money
    matched_rows: int
    matched_amount: _money_pb2.Money
    open_differences: int
    def __init__(self, name: _Optional[str] = ..., channel: _Optional[_Union[_payment_pb2.PaymentChannel, str]] = ..., date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., statement_rows: _Optional[int] = ..., statement_amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., matched_rows: _Optional[int] = ..., matched_amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., open_differences: _Optional[int] = ...) -> None: ...

class ReconciliationDifference(_message.Message):
    __slots__ = ("name", "reconciliation", "kind", "channel_number", "statement_amount", "recorded_amount", "state", "resolution")
    NAME_FIELD_NUMBER: _ClassVar[int]
    RECONCILIATION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    STATEMENT_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    RECORDED_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    RESOLUTION_FIELD_NUMBER: _ClassVar[int]
    name: str
    reconciliation: str
    kind: DifferenceKind
    channel_number: str
    statement_amount: _money_pb2.Money
    recorded_amount: _money_pb2.Money
    state: DifferenceState
    resolution: str
    def __init__(self, name: _Optional[str] = ..., reconciliation: _Optional[str] = ..., kind: _Optional[_Union[DifferenceKind, str]] = ..., channel_number: _Optional[str] = ..., statement_amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., recorded_amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., state: _Optional[_Union[DifferenceState, str]] = ..., resolution: _Optional[str] = ...) -> None: ...
