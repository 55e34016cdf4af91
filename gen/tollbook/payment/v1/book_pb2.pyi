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

class BookKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    BOOK_KIND_UNSPECIFIED: _ClassVar[BookKind]
    BOOK_KIND_GENERAL: _ClassVar[BookKind]
    BOOK_KIND_RESTRICTED: _ClassVar[BookKind]
    BOOK_KIND_GIFT: _ClassVar[BookKind]
    BOOK_KIND_DISCOUNT: _ClassVar[BookKind]
BOOK_KIND_UNSPECIFIED: BookKind
BOOK_KIND_GENERAL: BookKind
BOOK_KIND_RESTRICTED: BookKind
BOOK_KIND_GIFT: BookKind
BOOK_KIND_DISCOUNT: BookKind

class Book(_message.Message):
    __slots__ = ("name", "account", "customer", "kind", "display_name", "purpose", "charge_items", "charge_item_sets", "priority", "validity", "monthly_limit_minor_units", "monthly_ratio_permille", "balance", "frozen", "funding_account", "funding_limit", "funding_drawn")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEMS_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEM_SETS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    VALIDITY_FIELD_NUMBER: _ClassVar[int]
    MONTHLY_LIMIT_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    MONTHLY_RATIO_PERMILLE_FIELD_NUMBER: _ClassVar[int]
    BALANCE_FIELD_NUMBER: _ClassVar[int]
    FROZEN_FIELD_NUMBER: _ClassVar[int]
    FUNDING_ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    FUNDING_LIMIT_FIELD_NUMBER: _ClassVar[int]
    FUNDING_DRAWN_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    customer: str
    kind: BookKind
    display_name: str
    purpose: str
    charge_items: _containers.RepeatedScalarFieldContainer[str]
    charge_item_sets: _containers.RepeatedScalarFieldContainer[str]
    priority: int
    validity: _period_pb2.Dates
    monthly_limit_minor_units: int
    monthly_ratio_permille: int
    balance: _money_pb2.Money
    frozen: _money_pb2.Money
    funding_account: str
    funding_limit: _money_pb2.Money
    funding_drawn: _money_pb2.Money
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., kind: _Optional[_Union[BookKind, str]] = ..., display_name: _Optional[str] = ..., purpose: _Optional[str] = ..., charge_items: _Optional[_Iterable[str]] = ..., charge_item_sets: _Optional[_Iterable[str]] = ..., priority: _Optional[int] = ..., validity: _Optional[_Union[_period_pb2.Dates, _Mapping]] = ..., monthly_limit_minor_units: _Optional[int] = ..., monthly_ratio_permille: _Optional[int] = ..., balance: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., frozen: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., funding_account: _Optional[str] = ..., funding_limit: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., funding_drawn: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class BookMovement(_message.Message):
    __slots__ = ("book", "sequence", "operation", "amount", "balance", "value_date", "posting_date", "reference")
    BOOK_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    OPERATION_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    BALANCE_FIELD_NUMBER: _ClassVar[int]
    VALUE_DATE_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATE_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    book: str
    sequence: int
    operation: str
    amount: _money_pb2.Money
    balance: _money_pb2.Money
    value_date: _date_pb2.Date
    posting_date: _date_pb2.Date
    reference: str
    def __init__(self, book: _Optional[str] = ..., sequence: _Optional[int] = ..., operation: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., balance: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., value_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., posting_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., reference: _Optional[str] = ...) -> None: ...
