from buf.validate import validate_pb2 as _validate_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.rating.v1 import adjustment_pb2 as _adjustment_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RequestAdjustmentRequest(_message.Message):
    __slots__ = ("request_id", "adjustment_id", "adjustment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ADJUSTMENT_ID_FIELD_NUMBER: _ClassVar[int]
    ADJUSTMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    adjustment_id: str
    adjustment: _adjustment_pb2.Adjustment
    def __init__(self, request_id: _Optional[str] = ..., adjustment_id: _Optional[str] = ..., adjustment: _Optional[_Union[_adjustment_pb2.Adjustment, _Mapping]] = ...) -> None: ...

class ApproveAdjustmentRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class RejectAdjustmentRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class GetAdjustmentRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListAdjustmentsRequest(_message.Message):
    __slots__ = ("bill", "state", "page_size", "page_token")
    BILL_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    bill: str
    state: _adjustment_pb2.AdjustmentState
    page_size: int
    page_token: str
    def __init__(self, bill: _Optional[str] = ..., state: _Optional[_Union[_adjustment_pb2.AdjustmentState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListAdjustmentsResponse(_message.Message):
    __slots__ = ("adjustments", "next_page_token")
    ADJUSTMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    adjustments: _containers.RepeatedCompositeFieldContainer[_adjustment_pb2.Adjustment]
    next_page_token: str
    def __init__(self, adjustments: _Optional[_Iterable[_Union[_adjustment_pb2.Adjustment, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class NextBillCharge(_message.Message):
    __slots__ = ("name", "account", "subscription", "charge_item", "amount", "origin_cycle", "reason", "billed_cycle", "approved", "requester")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_CYCLE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    BILLED_CYCLE_FIELD_NUMBER: _ClassVar[int]
    APPROVED_FIELD_NUMBER: _ClassVar[int]
    REQUESTER_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    subscription: str
    charge_item: str
    amount: _money_pb2.Money
    origin_cycle: str
    reason: str
    billed_cycle: str
    approved: bool
    requester: str
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., subscription: _Optional[str] = ..., charge_item: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., origin_cycle: _Optional[str] = ..., reason: _Optional[str] = ..., billed_cycle: _Optional[str] = ..., approved: _Optional[bool] = ..., requester: _Optional[str] = ...) -> None: ...

class RequestNextBillChargeRequest(_message.Message):
    __slots__ = ("request_id", "charge_id", "charge")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ID_FIELD_NUMBER: _ClassVar[int]
    CHARGE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    charge_id: str
    charge: NextBillCharge
    def __init__(self, request_id: _Optional[str] = ..., charge_id: _Optional[str] = ..., charge: _Optional[_Union[NextBillCharge, _Mapping]] = ...) -> None: ...

class ApproveNextBillChargeRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ListNextBillChargesRequest(_message.Message):
    __slots__ = ("account", "show_billed", "page_size", "page_token")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    SHOW_BILLED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account: str
    show_billed: bool
    page_size: int
    page_token: str
    def __init__(self, account: _Optional[str] = ..., show_billed: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListNextBillChargesResponse(_message.Message):
    __slots__ = ("charges", "next_page_token")
    CHARGES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    charges: _containers.RepeatedCompositeFieldContainer[NextBillCharge]
    next_page_token: str
    def __init__(self, charges: _Optional[_Iterable[_Union[NextBillCharge, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
