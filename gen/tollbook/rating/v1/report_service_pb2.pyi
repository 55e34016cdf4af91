from buf.validate import validate_pb2 as _validate_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.rating.v1 import order_pb2 as _order_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetRevenueReportRequest(_message.Message):
    __slots__ = ("cycle", "sales_unit")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    sales_unit: str
    def __init__(self, cycle: _Optional[str] = ..., sales_unit: _Optional[str] = ...) -> None: ...

class GetRevenueReportResponse(_message.Message):
    __slots__ = ("rows",)
    ROWS_FIELD_NUMBER: _ClassVar[int]
    rows: _containers.RepeatedCompositeFieldContainer[RevenueRow]
    def __init__(self, rows: _Optional[_Iterable[_Union[RevenueRow, _Mapping]]] = ...) -> None: ...

class RevenueRow(_message.Message):
    __slots__ = ("sales_unit", "line_of_business", "charge_item", "lines", "gross", "discount", "sponsored", "amount", "net", "tax")
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    GROSS_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_FIELD_NUMBER: _ClassVar[int]
    SPONSORED_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    NET_FIELD_NUMBER: _ClassVar[int]
    TAX_FIELD_NUMBER: _ClassVar[int]
    sales_unit: str
    line_of_business: _business_pb2.LineOfBusiness
    charge_item: str
    lines: int
    gross: _money_pb2.Money
    discount: _money_pb2.Money
    sponsored: _money_pb2.Money
    amount: _money_pb2.Money
    net: _money_pb2.Money
    tax: _money_pb2.Money
    def __init__(self, sales_unit: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., charge_item: _Optional[str] = ..., lines: _Optional[int] = ..., gross: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., discount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., sponsored: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., net: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., tax: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class ExportRevenueCsvRequest(_message.Message):
    __slots__ = ("cycle", "sales_unit")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    sales_unit: str
    def __init__(self, cycle: _Optional[str] = ..., sales_unit: _Optional[str] = ...) -> None: ...

class ExportRevenueCsvResponse(_message.Message):
    __slots__ = ("chunk",)
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    chunk: bytes
    def __init__(self, chunk: _Optional[bytes] = ...) -> None: ...

class GetOrderReportRequest(_message.Message):
    __slots__ = ("month",)
    MONTH_FIELD_NUMBER: _ClassVar[int]
    month: str
    def __init__(self, month: _Optional[str] = ...) -> None: ...

class GetOrderReportResponse(_message.Message):
    __slots__ = ("rows",)
    ROWS_FIELD_NUMBER: _ClassVar[int]
    rows: _containers.RepeatedCompositeFieldContainer[OrderReportRow]
    def __init__(self, rows: _Optional[_Iterable[_Union[OrderReportRow, _Mapping]]] = ...) -> None: ...

class OrderReportRow(_message.Message):
    __slots__ = ("product", "state", "orders", "days_to_complete_sum")
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ORDERS_FIELD_NUMBER: _ClassVar[int]
    DAYS_TO_COMPLETE_SUM_FIELD_NUMBER: _ClassVar[int]
    product: str
    state: _order_pb2.OrderState
    orders: int
    days_to_complete_sum: int
    def __init__(self, product: _Optional[str] = ..., state: _Optional[_Union[_order_pb2.OrderState, str]] = ..., orders: _Optional[int] = ..., days_to_complete_sum: _Optional[int] = ...) -> None: ...

class ListUnbilledRequest(_message.Message):
    __slots__ = ("customer", "page_size", "page_token")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    customer: str
    page_size: int
    page_token: str
    def __init__(self, customer: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListUnbilledResponse(_message.Message):
    __slots__ = ("rows", "next_page_token")
    ROWS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    rows: _containers.RepeatedCompositeFieldContainer[UnbilledRow]
    next_page_token: str
    def __init__(self, rows: _Optional[_Iterable[_Union[UnbilledRow, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UnbilledRow(_message.Message):
    __slots__ = ("account", "cycle", "amount")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    account: str
    cycle: str
    amount: _money_pb2.Money
    def __init__(self, account: _Optional[str] = ..., cycle: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...
