from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.rating.v1 import catalogue_pb2 as _catalogue_pb2
from tollbook.rating.v1 import subscription_pb2 as _subscription_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class OrderState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ORDER_STATE_UNSPECIFIED: _ClassVar[OrderState]
    ORDER_STATE_ORDERED: _ClassVar[OrderState]
    ORDER_STATE_SIGNED: _ClassVar[OrderState]
    ORDER_STATE_COMPLETED: _ClassVar[OrderState]
    ORDER_STATE_REJECTED: _ClassVar[OrderState]
    ORDER_STATE_CANCELLED: _ClassVar[OrderState]
    ORDER_STATE_FAILED: _ClassVar[OrderState]

class ApprovalState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    APPROVAL_STATE_UNSPECIFIED: _ClassVar[ApprovalState]
    APPROVAL_STATE_PENDING: _ClassVar[ApprovalState]
    APPROVAL_STATE_GIVEN: _ClassVar[ApprovalState]
    APPROVAL_STATE_REFUSED: _ClassVar[ApprovalState]

class WorkOrderState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WORK_ORDER_STATE_UNSPECIFIED: _ClassVar[WorkOrderState]
    WORK_ORDER_STATE_PENDING: _ClassVar[WorkOrderState]
    WORK_ORDER_STATE_SUBMITTED: _ClassVar[WorkOrderState]
    WORK_ORDER_STATE_IN_PROGRESS: _ClassVar[WorkOrderState]
    WORK_ORDER_STATE_DONE: _ClassVar[WorkOrderState]
    WORK_ORDER_STATE_FAILED: _ClassVar[WorkOrderState]
ORDER_STATE_UNSPECIFIED: OrderState
ORDER_STATE_ORDERED: OrderState
ORDER_STATE_SIGNED: OrderState
ORDER_STATE_COMPLETED: OrderState
ORDER_STATE_REJECTED: OrderState
ORDER_STATE_CANCELLED: OrderState
ORDER_STATE_FAILED: OrderState
APPROVAL_STATE_UNSPECIFIED: ApprovalState
APPROVAL_STATE_PENDING: ApprovalState
APPROVAL_STATE_GIVEN: ApprovalState
APPROVAL_STATE_REFUSED: ApprovalState
WORK_ORDER_STATE_UNSPECIFIED: WorkOrderState
WORK_ORDER_STATE_PENDING: WorkOrderState
WORK_ORDER_STATE_SUBMITTED: WorkOrderState
WORK_ORDER_STATE_IN_PROGRESS: WorkOrderState
WORK_ORDER_STATE_DONE: WorkOrderState
WORK_ORDER_STATE_FAILED: WorkOrderState

class Order(_message.Message):
    __slots__ = ("name", "subscription", "account", "customer", "product", "service_number", "monthly_rent", "effect_mode", "discounts", "state", "approvals", "order_date", "sign_date", "complete_date", "prepayment_required", "work_order")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    SERVICE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    MONTHLY_RENT_FIELD_NUMBER: _ClassVar[int]
    EFFECT_MODE_FIELD_NUMBER: _ClassVar[int]
    DISCOUNTS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    APPROVALS_FIELD_NUMBER: _ClassVar[int]
    ORDER_DATE_FIELD_NUMBER: _ClassVar[int]
    SIGN_DATE_FIELD_NUMBER: _ClassVar[int]
    COMPLETE_DATE_FIELD_NUMBER: _ClassVar[int]
    PREPAYMENT_REQUIRED_FIELD_NUMBER: _ClassVar[int]
    WORK_ORDER_FIELD_NUMBER: _ClassVar[int]
    name: str
    subscription: str
    account: str
    customer: str
    product: str
    service_number: str
    monthly_rent: _money_pb2.Money
    effect_mode: _subscription_pb2.EffectMode
    discounts: _containers.RepeatedScalarFieldContainer[str]
    state: OrderState
    approvals: _containers.RepeatedCompositeFieldContainer[OrderApproval]
    order_date: _date_pb2.Date
    sign_date: _date_pb2.Date
    complete_date: _date_pb2.Date
    prepayment_required: _money_pb2.Money
    work_order: str
    def __init__(self, name: _Optional[str] = ..., subscription: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., product: _Optional[str] = ..., service_number: _Optional[str] = ..., monthly_rent: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., effect_mode: _Optional[_Union[_subscription_pb2.EffectMode, str]] = ..., discounts: _Optional[_Iterable[str]] = ..., state: _Optional[_Union[OrderState, str]] = ..., approvals: _Optional[_Iterable[_Union[OrderApproval, _Mapping]]] = ..., order_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., sign_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., complete_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., prepayment_required: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., work_order: _Optional[str] = ...) -> None: ...

class OrderApproval(_message.Message):
    __slots__ = ("kind", "state", "approver", "decide_date", "reason")
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    DECIDE_DATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    kind: _catalogue_pb2.ApprovalKind
    state: ApprovalState
    approver: str
    decide_date: _date_pb2.Date
    reason: str
    def __init__(self, kind: _Optional[_Union[_catalogue_pb2.ApprovalKind, str]] = ..., state: _Optional[_Union[ApprovalState, str]] = ..., approver: _Optional[str] = ..., decide_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class WorkOrder(_message.Message):
    __slots__ = ("name", "command", "subscription", "kind", "state", "create_date", "outcome_date", "detail")
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CREATE_DATE_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_DATE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    name: str
    command: str
    subscription: str
    kind: str
    state: WorkOrderState
    create_date: _date_pb2.Date
    outcome_date: _date_pb2.Date
    detail: str
    def __init__(self, name: _Optional[str] = ..., command: _Optional[str] = ..., subscription: _Optional[str] = ..., kind: _Optional[str] = ..., state: _Optional[_Union[WorkOrderState, str]] = ..., create_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., outcome_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., detail: _Optional[str] = ...) -> None: ...
