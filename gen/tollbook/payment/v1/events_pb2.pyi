from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AccountPositionChanged(_message.Message):
    __slots__ = ("account", "customer", "open_lines", "open_lines_count", "principal", "late_fees", "spendable", "general", "unclaimed_receipts", "books")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    OPEN_LINES_FIELD_NUMBER: _ClassVar[int]
    OPEN_LINES_COUNT_FIELD_NUMBER: _ClassVar[int]
    PRINCIPAL_FIELD_NUMBER: _ClassVar[int]
    LATE_FEES_FIELD_NUMBER: _ClassVar[int]
    SPENDABLE_FIELD_NUMBER: _ClassVar[int]
    GENERAL_FIELD_NUMBER: _ClassVar[int]
    UNCLAIMED_RECEIPTS_FIELD_NUMBER: _ClassVar[int]
    BOOKS_FIELD_NUMBER: _ClassVar[int]
    account: str
    customer: str
    open_lines: _containers.RepeatedCompositeFieldContainer[OpenLine]
    open_lines_count: int
    principal: _money_pb2.Money
    late_fees: _money_pb2.Money
    spendable: _money_pb2.Money
    general: _money_pb2.Money
    unclaimed_receipts: bool
    books: _containers.RepeatedCompositeFieldContainer[BookBalance]
    def __init__(self, account: _Optional[str] = ..., customer: _Optional[str] = ..., open_lines: _Optional[_Iterable[_Union[OpenLine, _Mapping]]] = ..., open_lines_count: _Optional[int] = ..., principal: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., late_fees: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., spendable: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., general: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., unclaimed_receipts: _Optional[bool] = ..., books: _Optional[_Iterable[_Union[BookBalance, _Mapping]]] = ...) -> None: ...

class OpenLine(_message.Message):
    __slots__ = ("bill", "line", "cycle", "due_date", "subscription", "charge_item", "line_of_business", "principal_minor_units", "late_fee_minor_units", "disputed", "in_transit", "billed_minor_units", "sales_unit")
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    PRINCIPAL_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    LATE_FEE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    DISPUTED_FIELD_NUMBER: _ClassVar[int]
    IN_TRANSIT_FIELD_NUMBER: _ClassVar[int]
    BILLED_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    bill: str
    line: int
    cycle: str
    due_date: _date_pb2.Date
    subscription: str
    charge_item: str
    line_of_business: _business_pb2.LineOfBusiness
    principal_minor_units: int
    late_fee_minor_units: int
    disputed: bool
    in_transit: bool
    billed_minor_units: int
    sales_unit: str
    def __init__(self, bill: _Optional[str] = ..., line: _Optional[int] = ..., cycle: _Optional[str] = ..., due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., subscription: _Optional[str] = ..., charge_item: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., principal_minor_units: _Optional[int] = ..., late_fee_minor_units: _Optional[int] = ..., disputed: _Optional[bool] = ..., in_transit: _Optional[bool] = ..., billed_minor_units: _Optional[int] = ..., sales_unit: _Optional[str] = ...) -> None: ...

class BookBalance(_message.Message):
    __slots__ = ("book", "kind", "charge_items", "balance_minor_units", "frozen_minor_units")
    BOOK_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEMS_FIELD_NUMBER: _ClassVar[int]
    BALANCE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    FROZEN_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    book: str
    kind: str
    charge_items: _containers.RepeatedScalarFieldContainer[str]
    balance_minor_units: int
    frozen_minor_units: int
    def __init__(self, book: _Optional[str] = ..., kind: _Optional[str] = ..., charge_items: _Optional[_Iterable[str]] = ..., balance_minor_units: _Optional[int] = ..., frozen_minor_units: _Optional[int] = ...) -> None: ...

class PaymentReceived(_message.Message):
    __slots__ = ("payment", "account", "customer", "channel", "channel_number", "amount", "value_date", "posting_date")
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    VALUE_DATE_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATE_FIELD_NUMBER: _ClassVar[int]
    payment: str
    account: str
    customer: str
    channel: str
    channel_number: str
    amount: _money_pb2.Money
    value_date: _date_pb2.Date
    posting_date: _date_pb2.Date
    def __init__(self, payment: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., channel: _Optional[str] = ..., channel_number: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., value_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., posting_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class PaymentReversed(_message.Message):
    __slots__ = ("payment", "account", "customer", "amount", "posting_date", "reason")
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    payment: str
    account: str
    customer: str
    amount: _money_pb2.Money
    posting_date: _date_pb2.Date
    reason: str
    def __init__(self, payment: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., posting_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class SettlementPosted(_message.Message):
    __slots__ = ("settlement", "account", "customer", "allocations", "value_date", "posting_date", "payment")
    SETTLEMENT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    ALLOCATIONS_FIELD_NUMBER: _ClassVar[int]
    VALUE_DATE_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATE_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    settlement: str
    account: str
    customer: str
    allocations: _containers.RepeatedCompositeFieldContainer[Allocation]
    value_date: _date_pb2.Date
    posting_date: _date_pb2.Date
    payment: str
    def __init__(self, settlement: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., allocations: _Optional[_Iterable[_Union[Allocation, _Mapping]]] = ..., value_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., posting_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., payment: _Optional[str] = ...) -> None: ...

class SettlementReversed(_message.Message):
    __slots__ = ("settlement", "account", "customer", "allocations", "posting_date")
    SETTLEMENT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    ALLOCATIONS_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATE_FIELD_NUMBER: _ClassVar[int]
    settlement: str
    account: str
    customer: str
    allocations: _containers.RepeatedCompositeFieldContainer[Allocation]
    posting_date: _date_pb2.Date
    def __init__(self, settlement: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., allocations: _Optional[_Iterable[_Union[Allocation, _Mapping]]] = ..., posting_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class Allocation(_message.Message):
    __slots__ = ("bill", "line", "cycle", "due_date", "book", "book_kind", "principal_minor_units", "late_fee_minor_units", "line_of_business")
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    BOOK_FIELD_NUMBER: _ClassVar[int]
    BOOK_KIND_FIELD_NUMBER: _ClassVar[int]
    PRINCIPAL_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    LATE_FEE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    bill: str
    line: int
    cycle: str
    due_date: _date_pb2.Date
    book: str
    book_kind: str
    principal_minor_units: int
    late_fee_minor_units: int
    line_of_business: _business_pb2.LineOfBusiness
    def __init__(self, bill: _Optional[str] = ..., line: _Optional[int] = ..., cycle: _Optional[str] = ..., due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., book: _Optional[str] = ..., book_kind: _Optional[str] = ..., principal_minor_units: _Optional[int] = ..., late_fee_minor_units: _Optional[int] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ...) -> None: ...

class LateFeeAssessed(_message.Message):
    __slots__ = ("bill", "line", "account", "customer", "amount", "assessed_through")
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    ASSESSED_THROUGH_FIELD_NUMBER: _ClassVar[int]
    bill: str
    line: int
    account: str
    customer: str
    amount: _money_pb2.Money
    assessed_through: _date_pb2.Date
    def __init__(self, bill: _Optional[str] = ..., line: _Optional[int] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., assessed_through: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class WriteOffPosted(_message.Message):
    __slots__ = ("write_off", "account", "customer", "amount", "case_name")
    WRITE_OFF_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    write_off: str
    account: str
    customer: str
    amount: _money_pb2.Money
    case_name: str
    def __init__(self, write_off: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., case_name: _Optional[str] = ...) -> None: ...

class WriteOffRecovered(_message.Message):
    __slots__ = ("write_off", "account", "customer", "amount", "payment")
    WRITE_OFF_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    write_off: str
    account: str
    customer: str
    amount: _money_pb2.Money
    payment: str
    def __init__(self, write_off: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., payment: _Optional[str] = ...) -> None: ...

class OffsetCompleted(_message.Message):
    __slots__ = ("cycle", "run")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    RUN_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    run: str
    def __init__(self, cycle: _Optional[str] = ..., run: _Optional[str] = ...) -> None: ...
