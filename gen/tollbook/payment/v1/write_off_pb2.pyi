from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class WriteOff(_message.Message):
    __slots__ = ("name", "account", "customer", "case_name", "lines", "amount", "recovered", "posting_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    RECOVERED_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    customer: str
    case_name: str
    lines: _containers.RepeatedCompositeFieldContainer[WrittenOffLine]
    amount: _money_pb2.Money
    recovered: _money_pb2.Money
    posting_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., case_name: _Optional[str] = ..., lines: _Optional[_Iterable[_Union[WrittenOffLine, _Mapping]]] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., recovered: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., posting_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class WrittenOffLine(_message.Message):
    __slots__ = ("bill", "line", "principal", "late_fee", "recovered")
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    PRINCIPAL_FIELD_NUMBER: _ClassVar[int]
    LATE_FEE_FIELD_NUMBER: _ClassVar[int]
    RECOVERED_FIELD_NUMBER: _ClassVar[int]
    bill: str
    line: int
    principal: _money_pb2.Money
    late_fee: _money_pb2.Money
    recovered: _money_pb2.Money
    def __init__(self, bill: _Optional[str] = ..., line: _Optional[int] = ..., principal: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., late_fee: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., recovered: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class Recovery(_message.Message):
    __slots__ = ("write_off", "account", "case_name", "payment", "amount", "value_date", "posting_date", "reversed")
    WRITE_OFF_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    VALUE_DATE_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATE_FIELD_NUMBER: _ClassVar[int]
    REVERSED_FIELD_NUMBER: _ClassVar[int]
    write_off: str
    account: str
    case_name: str
    payment: str
    amount: _money_pb2.Money
    value_date: _date_pb2.Date
    posting_date: _date_pb2.Date
    reversed: bool
    def __init__(self, write_off: _Optional[str] = ..., account: _Optional[str] = ..., case_name: _Optional[str] = ..., payment: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., value_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., posting_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., reversed: _Optional[bool] = ...) -> None: ...
