from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class InvoiceKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    INVOICE_KIND_UNSPECIFIED: _ClassVar[InvoiceKind]
    INVOICE_KIND_BILL: _ClassVar[InvoiceKind]
    INVOICE_KIND_PREPAYMENT: _ClassVar[InvoiceKind]
    INVOICE_KIND_RED: _ClassVar[InvoiceKind]

class InvoiceState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    INVOICE_STATE_UNSPECIFIED: _ClassVar[InvoiceState]
    INVOICE_STATE_REQUESTED: _ClassVar[InvoiceState]
    INVOICE_STATE_ISSUED: _ClassVar[InvoiceState]
    INVOICE_STATE_REVERSED: _ClassVar[InvoiceState]
    INVOICE_STATE_FAILED: _ClassVar[InvoiceState]
INVOICE_KIND_UNSPECIFIED: InvoiceKind
INVOICE_KIND_BILL: InvoiceKind
INVOICE_KIND_PREPAYMENT: InvoiceKind
INVOICE_KIND_RED: InvoiceKind
INVOICE_STATE_UNSPECIFIED: InvoiceState
INVOICE_STATE_REQUESTED: InvoiceState
INVOICE_STATE_ISSUED: InvoiceState
INVOICE_STATE_REVERSED: InvoiceState
INVOICE_STATE_FAILED: InvoiceState

class Invoice(_message.Message):
    __slots__ = ("name", "account", "kind", "state", "bill", "payment", "amount", "buyer_name", "buyer_tax_number", "issuer_number", "reverses", "issue_date", "deliveries")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    BILL_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    BUYER_NAME_FIELD_NUMBER: _ClassVar[int]
    BUYER_TAX_NUMBER_FIELD_NUMBER: _ClassVar[int]
    ISSUER_NUMBER_FIELD_NUMBER: _ClassVar[int]
    REVERSES_FIELD_NUMBER: _ClassVar[int]
    ISSUE_DATE_FIELD_NUMBER: _ClassVar[int]
    DELIVERIES_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    kind: InvoiceKind
    state: InvoiceState
    bill: str
    payment: str
    amount: _money_pb2.Money
    buyer_name: str
    buyer_tax_number: str
    issuer_number: str
    reverses: str
    issue_date: _date_pb2.Date
    deliveries: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., kind: _Optional[_Union[InvoiceKind, str]] = ..., state: _Optional[_Union[InvoiceState, str]] = ..., bill: _Optional[str] = ..., payment: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., buyer_name: _Optional[str] = ..., buyer_tax_number: _Optional[str] = ..., issuer_number: _Optional[str] = ..., reverses: _Optional[str] = ..., issue_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., deliveries: _Optional[_Iterable[str]] = ...) -> None: ...
