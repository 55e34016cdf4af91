from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Receivable(_message.Message):
    __slots__ = ("bill", "line", "account", "customer", "cycle", "due_date", "subscription", "charge_item", "line_of_business", "sales_unit", "billed", "principal", "late_fee", "late_fee_paid", "late_fee_waived", "written_off", "disputed", "in_transit", "overdue")
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    BILLED_FIELD_NUMBER: _ClassVar[int]
    PRINCIPAL_FIELD_NUMBER: _ClassVar[int]
    LATE_FEE_FIELD_NUMBER: _ClassVar[int]
    LATE_FEE_PAID_FIELD_NUMBER: _ClassVar[int]
    LATE_FEE_WAIVED_FIELD_NUMBER: _ClassVar[int]
    WRITTEN_OFF_FIELD_NUMBER: _ClassVar[int]
    DISPUTED_FIELD_NUMBER: _ClassVar[int]
    IN_TRANSIT_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    bill: str
    line: int
    account: str
    customer: str
    cycle: str
    due_date: _date_pb2.Date
    subscription: str
    charge_item: str
    line_of_business: _business_pb2.LineOfBusiness
    sales_unit: str
    billed: _money_pb2.Money
    principal: _money_pb2.Money
    late_fee: _money_pb2.Money
    late_fee_paid: _money_pb2.Money
    late_fee_waived: _money_pb2.Money
    written_off: _money_pb2.Money
    disputed: bool
    in_transit: bool
    overdue: bool
    def __init__(self, bill: _Optional[str] = ..., line: _Optional[int] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., cycle: _Optional[str] = ..., due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., subscription: _Optional[str] = ..., charge_item: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., sales_unit: _Optional[str] = ..., billed: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., principal: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., late_fee: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., late_fee_paid: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., late_fee_waived: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., written_off: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., disputed: _Optional[bool] = ..., in_transit: _Optional[bool] = ..., overdue: _Optional[bool] = ...) -> None: ...

class OverdueStanding(_message.Message):
    __slots__ = ("account", "known", "overdue_principal", "overdue_late_fee", "not_due", "oldest_due_date", "in_transit", "disputed", "unclaimed", "suspension_blocked", "version")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    KNOWN_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_PRINCIPAL_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_LATE_FEE_FIELD_NUMBER: _ClassVar[int]
    NOT_DUE_FIELD_NUMBER: _ClassVar[int]
    OLDEST_DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    IN_TRANSIT_FIELD_NUMBER: _ClassVar[int]
    DISPUTED_FIELD_NUMBER: _ClassVar[int]
    UNCLAIMED_FIELD_NUMBER: _ClassVar[int]
    SUSPENSION_BLOCKED_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    account: str
    known: bool
    overdue_principal: _money_pb2.Money
    overdue_late_fee: _money_pb2.Money
    not_due: _money_pb2.Money
    oldest_due_date: _date_pb2.Date
    in_transit: _money_pb2.Money
    disputed: _money_pb2.Money
    unclaimed: _money_pb2.Money
    suspension_blocked: bool
    version: int
    def __init__(self, account: _Optional[str] = ..., known: _Optional[bool] = ..., overdue_principal: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., overdue_late_fee: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., not_due: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., oldest_due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., in_transit: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., disputed: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., unclaimed: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., suspension_blocked: _Optional[bool] = ..., version: _Optional[int] = ...) -> None: ...
