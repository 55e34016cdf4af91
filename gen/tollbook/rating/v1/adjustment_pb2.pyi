from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AdjustmentState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ADJUSTMENT_STATE_UNSPECIFIED: _ClassVar[AdjustmentState]
    ADJUSTMENT_STATE_REQUESTED: _ClassVar[AdjustmentState]
    ADJUSTMENT_STATE_APPROVED: _ClassVar[AdjustmentState]
    ADJUSTMENT_STATE_REJECTED: _ClassVar[AdjustmentState]
ADJUSTMENT_STATE_UNSPECIFIED: AdjustmentState
ADJUSTMENT_STATE_REQUESTED: AdjustmentState
ADJUSTMENT_STATE_APPROVED: AdjustmentState
ADJUSTMENT_STATE_REJECTED: AdjustmentState

class Adjustment(_message.Message):
    __slots__ = ("name", "bill", "line", "amount", "reason", "state", "requester", "approver", "value_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REQUESTER_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    VALUE_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    bill: str
    line: int
    amount: _money_pb2.Money
    reason: str
    state: AdjustmentState
    requester: str
    approver: str
    value_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., bill: _Optional[str] = ..., line: _Optional[int] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., reason: _Optional[str] = ..., state: _Optional[_Union[AdjustmentState, str]] = ..., requester: _Optional[str] = ..., approver: _Optional[str] = ..., value_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...
