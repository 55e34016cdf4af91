from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class LedgerAccount(_message.Message):
    __slots__ = ("code", "display_name", "nature", "debits", "credits")
    CODE_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    NATURE_FIELD_NUMBER: _ClassVar[int]
    DEBITS_FIELD_NUMBER: _ClassVar[int]
    CREDITS_FIELD_NUMBER: _ClassVar[int]
    code: str
    display_name: str
    nature: str
    debits: _money_pb2.Money
    credits: _money_pb2.Money
    def __init__(self, code: _Optional[str] = ..., display_name: _Optional[str] = ..., nature: _Optional[str] = ..., debits: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., credits: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class LedgerEntry(_message.Message):
    __slots__ = ("name", "account", "sequence", "operation", "ledger_account", "amount", "movement", "sales_unit", "line_of_business", "bill", "line", "book", "value_date", "posting_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    OPERATION_FIELD_NUMBER: _ClassVar[int]
    LEDGER_ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    MOVEMENT_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    BOOK_FIELD_NUMBER: _ClassVar[int]
    VALUE_DATE_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    sequence: int
    operation: str
    ledger_account: str
    amount: _money_pb2.Money
    movement: str
    sales_unit: str
    line_of_business: _business_pb2.LineOfBusiness
    bill: str
    line: int
    book: str
    value_date: _date_pb2.Date
    posting_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., sequence: _Optional[int] = ..., operation: _Optional[str] = ..., ledger_account: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., movement: _Optional[str] = ..., sales_unit: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., bill: _Optional[str] = ..., line: _Optional[int] = ..., book: _Optional[str] = ..., value_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., posting_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class ArrearsMovement(_message.Message):
    __slots__ = ("period", "sales_unit", "line_of_business", "currency_code", "opening", "billed", "late_fees", "adjustments", "transfers", "settled_cash", "settled_gift", "settled_discount", "reversed", "waived", "written_off", "reinstated", "closing", "arrears_in_system", "difference")
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    OPENING_FIELD_NUMBER: _ClassVar[int]
    BILLED_FIELD_NUMBER: _ClassVar[int]
    LATE_FEES_FIELD_NUMBER: _ClassVar[int]
    ADJUSTMENTS_FIELD_NUMBER: _ClassVar[int]
    TRANSFERS_FIELD_NUMBER: _ClassVar[int]
    SETTLED_CASH_FIELD_NUMBER: _ClassVar[int]
    SETTLED_GIFT_FIELD_NUMBER: _ClassVar[int]
    SETTLED_DISCOUNT_FIELD_NUMBER: _ClassVar[int]
    REVERSED_FIELD_NUMBER: _ClassVar[int]
    WAIVED_FIELD_NUMBER: _ClassVar[int]
    WRITTEN_OFF_FIELD_NUMBER: _ClassVar[int]
    REINSTATED_FIELD_NUMBER: _ClassVar[int]
    CLOSING_FIELD_NUMBER: _ClassVar[int]
    ARREARS_IN_SYSTEM_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCE_FIELD_NUMBER: _ClassVar[int]
    period: str
    sales_unit: str
    line_of_business: _business_pb2.LineOfBusiness
    currency_code: str
    opening: int
    billed: int
    late_fees: int
    adjustments: int
    transfers: int
    settled_cash: int
    settled_gift: int
    settled_discount: int
    reversed: int
    waived: int
    written_off: int
    reinstated: int
    closing: int
    arrears_in_system: int
    difference: int
    def __init__(self, period: _Optional[str] = ..., sales_unit: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., currency_code: _Optional[str] = ..., opening: _Optional[int] = ..., billed: _Optional[int] = ..., late_fees: _Optional[int] = ..., adjustments: _Optional[int] = ..., transfers: _Optional[int] = ..., settled_cash: _Optional[int] = ..., settled_gift: _Optional[int] = ..., settled_discount: _Optional[int] = ..., reversed: _Optional[int] = ..., waived: _Optional[int] = ..., written_off: _Optional[int] = ..., reinstated: _Optional[int] = ..., closing: _Optional[int] = ..., arrears_in_system: _Optional[int] = ..., difference: _Optional[int] = ...) -> None: ...
