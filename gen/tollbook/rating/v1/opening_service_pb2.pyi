from buf.validate import validate_pb2 as _validate_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ImportOpeningBillsRequest(_message.Message):
    __slots__ = ("request_id", "file_name", "content")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    file_name: str
    content: bytes
    def __init__(self, request_id: _Optional[str] = ..., file_name: _Optional[str] = ..., content: _Optional[bytes] = ...) -> None: ...

class CheckOpeningTotalsRequest(_message.Message):
    __slots__ = ("totals",)
    TOTALS_FIELD_NUMBER: _ClassVar[int]
    totals: _containers.RepeatedCompositeFieldContainer[ControlTotal]
    def __init__(self, totals: _Optional[_Iterable[_Union[ControlTotal, _Mapping]]] = ...) -> None: ...

class ControlTotal(_message.Message):
    __slots__ = ("cycle", "sales_unit", "lines", "amount")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    sales_unit: str
    lines: int
    amount: _money_pb2.Money
    def __init__(self, cycle: _Optional[str] = ..., sales_unit: _Optional[str] = ..., lines: _Optional[int] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class CheckOpeningTotalsResponse(_message.Message):
    __slots__ = ("differences", "bills", "amount")
    DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    BILLS_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    differences: _containers.RepeatedCompositeFieldContainer[TotalDifference]
    bills: int
    amount: _money_pb2.Money
    def __init__(self, differences: _Optional[_Iterable[_Union[TotalDifference, _Mapping]]] = ..., bills: _Optional[int] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class TotalDifference(_message.Message):
    __slots__ = ("expected", "lines", "amount")
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    expected: ControlTotal
    lines: int
    amount: _money_pb2.Money
    def __init__(self, expected: _Optional[_Union[ControlTotal, _Mapping]] = ..., lines: _Optional[int] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class ConfirmOpeningRequest(_message.Message):
    __slots__ = ("request_id", "totals", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    TOTALS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    totals: _containers.RepeatedCompositeFieldContainer[ControlTotal]
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., totals: _Optional[_Iterable[_Union[ControlTotal, _Mapping]]] = ..., reason: _Optional[str] = ...) -> None: ...
