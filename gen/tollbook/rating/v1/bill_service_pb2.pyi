from buf.validate import validate_pb2 as _validate_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.rating.v1 import bill_pb2 as _bill_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetBillRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListBillsRequest(_message.Message):
    __slots__ = ("account", "customer", "cycle", "page_size", "page_token")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account: str
    customer: str
    cycle: str
    page_size: int
    page_token: str
    def __init__(self, account: _Optional[str] = ..., customer: _Optional[str] = ..., cycle: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListBillsResponse(_message.Message):
    __slots__ = ("bills", "next_page_token")
    BILLS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    bills: _containers.RepeatedCompositeFieldContainer[_bill_pb2.Bill]
    next_page_token: str
    def __init__(self, bills: _Optional[_Iterable[_Union[_bill_pb2.Bill, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListBillLinesRequest(_message.Message):
    __slots__ = ("bill", "page_size", "page_token")
    BILL_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    bill: str
    page_size: int
    page_token: str
    def __init__(self, bill: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListBillLinesResponse(_message.Message):
    __slots__ = ("lines", "next_page_token")
    LINES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    lines: _containers.RepeatedCompositeFieldContainer[_bill_pb2.BillLine]
    next_page_token: str
    def __init__(self, lines: _Optional[_Iterable[_Union[_bill_pb2.BillLine, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetCustomerBillRequest(_message.Message):
    __slots__ = ("customer", "cycle")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    customer: str
    cycle: str
    def __init__(self, customer: _Optional[str] = ..., cycle: _Optional[str] = ...) -> None: ...

class CustomerBill(_message.Message):
    __slots__ = ("customer", "cycle", "bills", "items", "total")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    BILLS_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    customer: str
    cycle: str
    bills: _containers.RepeatedCompositeFieldContainer[_bill_pb2.Bill]
    items: _containers.RepeatedCompositeFieldContainer[ItemSum]
    total: _money_pb2.Money
    def __init__(self, customer: _Optional[str] = ..., cycle: _Optional[str] = ..., bills: _Optional[_Iterable[_Union[_bill_pb2.Bill, _Mapping]]] = ..., items: _Optional[_Iterable[_Union[ItemSum, _Mapping]]] = ..., total: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class ItemSum(_message.Message):
    __slots__ = ("charge_item", "gross", "discount", "sponsored", "amount")
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    GROSS_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_FIELD_NUMBER: _ClassVar[int]
    SPONSORED_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    charge_item: str
    gross: _money_pb2.Money
    discount: _money_pb2.Money
    sponsored: _money_pb2.Money
    amount: _money_pb2.Money
    def __init__(self, charge_item: _Optional[str] = ..., gross: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., discount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., sponsored: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class GetSubscriptionBillRequest(_message.Message):
    __slots__ = ("subscription", "cycle")
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    subscription: str
    cycle: str
    def __init__(self, subscription: _Optional[str] = ..., cycle: _Optional[str] = ...) -> None: ...

class SubscriptionBill(_message.Message):
    __slots__ = ("subscription", "bill", "lines", "total")
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    subscription: str
    bill: str
    lines: _containers.RepeatedCompositeFieldContainer[_bill_pb2.BillLine]
    total: _money_pb2.Money
    def __init__(self, subscription: _Optional[str] = ..., bill: _Optional[str] = ..., lines: _Optional[_Iterable[_Union[_bill_pb2.BillLine, _Mapping]]] = ..., total: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class ExplainChargeRequest(_message.Message):
    __slots__ = ("bill", "line")
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    bill: str
    line: int
    def __init__(self, bill: _Optional[str] = ..., line: _Optional[int] = ...) -> None: ...

class ChargeExplanation(_message.Message):
    __slots__ = ("line", "steps", "text", "text_zh")
    LINE_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    TEXT_ZH_FIELD_NUMBER: _ClassVar[int]
    line: _bill_pb2.BillLine
    steps: _containers.RepeatedCompositeFieldContainer[ExplanationStep]
    text: str
    text_zh: str
    def __init__(self, line: _Optional[_Union[_bill_pb2.BillLine, _Mapping]] = ..., steps: _Optional[_Iterable[_Union[ExplanationStep, _Mapping]]] = ..., text: _Optional[str] = ..., text_zh: _Optional[str] = ...) -> None: ...

class ExplanationStep(_message.Message):
    __slots__ = ("kind", "reference", "quantity", "quantity_of", "micros", "amount", "text", "text_zh")
    KIND_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_OF_FIELD_NUMBER: _ClassVar[int]
    MICROS_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    TEXT_ZH_FIELD_NUMBER: _ClassVar[int]
    kind: str
    reference: str
    quantity: int
    quantity_of: int
    micros: int
    amount: _money_pb2.Money
    text: str
    text_zh: str
    def __init__(self, kind: _Optional[str] = ..., reference: _Optional[str] = ..., quantity: _Optional[int] = ..., quantity_of: _Optional[int] = ..., micros: _Optional[int] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., text: _Optional[str] = ..., text_zh: _Optional[str] = ...) -> None: ...

class GetBillPdfRequest(_message.Message):
    __slots__ = ("bill", "language")
    BILL_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    bill: str
    language: str
    def __init__(self, bill: _Optional[str] = ..., language: _Optional[str] = ...) -> None: ...

class GetBillPdfResponse(_message.Message):
    __slots__ = ("content", "file_name")
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    content: bytes
    file_name: str
    def __init__(self, content: _Optional[bytes] = ..., file_name: _Optional[str] = ...) -> None: ...

class ListLateFeeNotesRequest(_message.Message):
    __slots__ = ("bill",)
    BILL_FIELD_NUMBER: _ClassVar[int]
    bill: str
    def __init__(self, bill: _Optional[str] = ...) -> None: ...

class ListLateFeeNotesResponse(_message.Message):
    __slots__ = ("notes",)
    NOTES_FIELD_NUMBER: _ClassVar[int]
    notes: _containers.RepeatedCompositeFieldContainer[_bill_pb2.LateFeeNote]
    def __init__(self, notes: _Optional[_Iterable[_Union[_bill_pb2.LateFeeNote, _Mapping]]] = ...) -> None: ...

class ExportBillsCsvRequest(_message.Message):
    __slots__ = ("cycle", "sales_unit")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    sales_unit: str
    def __init__(self, cycle: _Optional[str] = ..., sales_unit: _Optional[str] = ...) -> None: ...

class ExportBillsCsvResponse(_message.Message):
    __slots__ = ("chunk",)
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    chunk: bytes
    def __init__(self, chunk: _Optional[bytes] = ...) -> None: ...
