from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class BillLineKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    BILL_LINE_KIND_UNSPECIFIED: _ClassVar[BillLineKind]
    BILL_LINE_KIND_CHARGE: _ClassVar[BillLineKind]
    BILL_LINE_KIND_ADJUSTMENT: _ClassVar[BillLineKind]
    BILL_LINE_KIND_SPONSORSHIP: _ClassVar[BillLineKind]
BILL_LINE_KIND_UNSPECIFIED: BillLineKind
BILL_LINE_KIND_CHARGE: BillLineKind
BILL_LINE_KIND_ADJUSTMENT: BillLineKind
BILL_LINE_KIND_SPONSORSHIP: BillLineKind

class Bill(_message.Message):
    __slots__ = ("name", "account", "customer", "cycle", "issue_date", "due_date", "sales_unit", "total", "net", "tax", "lines_count", "bill_run", "adjusted")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    ISSUE_DATE_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    NET_FIELD_NUMBER: _ClassVar[int]
    TAX_FIELD_NUMBER: _ClassVar[int]
    LINES_COUNT_FIELD_NUMBER: _ClassVar[int]
    BILL_RUN_FIELD_NUMBER: _ClassVar[int]
    ADJUSTED_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    customer: str
    cycle: str
    issue_date: _date_pb2.Date
    due_date: _date_pb2.Date
    sales_unit: str
    total: _money_pb2.Money
    net: _money_pb2.Money
    tax: _money_pb2.Money
    lines_count: int
    bill_run: str
    adjusted: _money_pb2.Money
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., cycle: _Optional[str] = ..., issue_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., sales_unit: _Optional[str] = ..., total: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., net: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., tax: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., lines_count: _Optional[int] = ..., bill_run: _Optional[str] = ..., adjusted: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class BillLine(_message.Message):
    __slots__ = ("bill", "line", "kind", "subscription", "charge_item", "line_of_business", "gross", "discount", "sponsored", "amount", "net", "tax", "tax_rate_permyriad", "origin_cycle", "sponsored_account", "agreement", "reason")
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    GROSS_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_FIELD_NUMBER: _ClassVar[int]
    SPONSORED_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    NET_FIELD_NUMBER: _ClassVar[int]
    TAX_FIELD_NUMBER: _ClassVar[int]
    TAX_RATE_PERMYRIAD_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_CYCLE_FIELD_NUMBER: _ClassVar[int]
    SPONSORED_ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    bill: str
    line: int
    kind: BillLineKind
    subscription: str
    charge_item: str
    line_of_business: _business_pb2.LineOfBusiness
    gross: _money_pb2.Money
    discount: _money_pb2.Money
    sponsored: _money_pb2.Money
    amount: _money_pb2.Money
    net: _money_pb2.Money
    tax: _money_pb2.Money
    tax_rate_permyriad: int
    origin_cycle: str
    sponsored_account: str
    agreement: str
    reason: str
    def __init__(self, bill: _Optional[str] = ..., line: _Optional[int] = ..., kind: _Optional[_Union[BillLineKind, str]] = ..., subscription: _Optional[str] = ..., charge_item: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., gross: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., discount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., sponsored: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., net: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., tax: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., tax_rate_permyriad: _Optional[int] = ..., origin_cycle: _Optional[str] = ..., sponsored_account: _Optional[str] = ..., agreement: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class LateFeeNote(_message.Message):
    __slots__ = ("bill", "amount", "assessed_through")
    BILL_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    ASSESSED_THROUGH_FIELD_NUMBER: _ClassVar[int]
    bill: str
    amount: _money_pb2.Money
    assessed_through: _date_pb2.Date
    def __init__(self, bill: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., assessed_through: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...
