from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.kernel.v1 import period_pb2 as _period_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class BankCollectionState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    BANK_COLLECTION_STATE_UNSPECIFIED: _ClassVar[BankCollectionState]
    BANK_COLLECTION_STATE_PRODUCED: _ClassVar[BankCollectionState]
    BANK_COLLECTION_STATE_REPLIED: _ClassVar[BankCollectionState]
    BANK_COLLECTION_STATE_CLOSED: _ClassVar[BankCollectionState]
    BANK_COLLECTION_STATE_CANCELLED: _ClassVar[BankCollectionState]
BANK_COLLECTION_STATE_UNSPECIFIED: BankCollectionState
BANK_COLLECTION_STATE_PRODUCED: BankCollectionState
BANK_COLLECTION_STATE_REPLIED: BankCollectionState
BANK_COLLECTION_STATE_CLOSED: BankCollectionState
BANK_COLLECTION_STATE_CANCELLED: BankCollectionState

class BankCollectionBatch(_message.Message):
    __slots__ = ("name", "bank", "layout", "state", "collection_date", "rows", "amount", "paid_rows", "returned_rows", "paid")
    NAME_FIELD_NUMBER: _ClassVar[int]
    BANK_FIELD_NUMBER: _ClassVar[int]
    LAYOUT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    COLLECTION_DATE_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    PAID_ROWS_FIELD_NUMBER: _ClassVar[int]
    RETURNED_ROWS_FIELD_NUMBER: _ClassVar[int]
    PAID_FIELD_NUMBER: _ClassVar[int]
    name: str
    bank: str
    layout: str
    state: BankCollectionState
    collection_date: _date_pb2.Date
    rows: int
    amount: _money_pb2.Money
    paid_rows: int
    returned_rows: int
    paid: _money_pb2.Money
    def __init__(self, name: _Optional[str] = ..., bank: _Optional[str] = ..., layout: _Optional[str] = ..., state: _Optional[_Union[BankCollectionState, str]] = ..., collection_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., rows: _Optional[int] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., paid_rows: _Optional[int] = ..., returned_rows: _Optional[int] = ..., paid: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class FileLayout(_message.Message):
    __slots__ = ("name", "encoding", "header", "row", "trailer", "etag")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ENCODING_FIELD_NUMBER: _ClassVar[int]
    HEADER_FIELD_NUMBER: _ClassVar[int]
    ROW_FIELD_NUMBER: _ClassVar[int]
    TRAILER_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    name: str
    encoding: str
    header: _containers.RepeatedCompositeFieldContainer[LayoutField]
    row: _containers.RepeatedCompositeFieldContainer[LayoutField]
    trailer: _containers.RepeatedCompositeFieldContainer[LayoutField]
    etag: str
    def __init__(self, name: _Optional[str] = ..., encoding: _Optional[str] = ..., header: _Optional[_Iterable[_Union[LayoutField, _Mapping]]] = ..., row: _Optional[_Iterable[_Union[LayoutField, _Mapping]]] = ..., trailer: _Optional[_Iterable[_Union[LayoutField, _Mapping]]] = ..., etag: _Optional[str] = ...) -> None: ...

class LayoutField(_message.Message):
    __slots__ = ("field", "width", "pad_left", "pad", "format")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    WIDTH_FIELD_NUMBER: _ClassVar[int]
    PAD_LEFT_FIELD_NUMBER: _ClassVar[int]
    PAD_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    field: str
    width: int
    pad_left: bool
    pad: str
    format: str
    def __init__(self, field: _Optional[str] = ..., width: _Optional[int] = ..., pad_left: _Optional[bool] = ..., pad: _Optional[str] = ..., format: _Optional[str] = ...) -> None: ...

class TransitPolicy(_message.Message):
    __slots__ = ("effective_from", "payable_elsewhere")
    EFFECTIVE_FROM_FIELD_NUMBER: _ClassVar[int]
    PAYABLE_ELSEWHERE_FIELD_NUMBER: _ClassVar[int]
    effective_from: _date_pb2.Date
    payable_elsewhere: bool
    def __init__(self, effective_from: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., payable_elsewhere: _Optional[bool] = ...) -> None: ...

class Mandate(_message.Message):
    __slots__ = ("account", "bank", "bank_account", "holder", "cash_only", "validity")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    BANK_FIELD_NUMBER: _ClassVar[int]
    BANK_ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    HOLDER_FIELD_NUMBER: _ClassVar[int]
    CASH_ONLY_FIELD_NUMBER: _ClassVar[int]
    VALIDITY_FIELD_NUMBER: _ClassVar[int]
    account: str
    bank: str
    bank_account: str
    holder: str
    cash_only: bool
    validity: _period_pb2.Dates
    def __init__(self, account: _Optional[str] = ..., bank: _Optional[str] = ..., bank_account: _Optional[str] = ..., holder: _Optional[str] = ..., cash_only: _Optional[bool] = ..., validity: _Optional[_Union[_period_pb2.Dates, _Mapping]] = ...) -> None: ...
