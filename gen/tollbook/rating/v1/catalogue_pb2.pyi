from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.rating.v1 import subscription_pb2 as _subscription_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CatalogueState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CATALOGUE_STATE_UNSPECIFIED: _ClassVar[CatalogueState]
    CATALOGUE_STATE_DRAFT: _ClassVar[CatalogueState]
    CATALOGUE_STATE_APPROVED: _ClassVar[CatalogueState]
    CATALOGUE_STATE_REJECTED: _ClassVar[CatalogueState]

class BuildKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    BUILD_KIND_UNSPECIFIED: _ClassVar[BuildKind]
    BUILD_KIND_CONSTRUCT: _ClassVar[BuildKind]
    BUILD_KIND_ACTIVATE: _ClassVar[BuildKind]

class ApprovalKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    APPROVAL_KIND_UNSPECIFIED: _ClassVar[ApprovalKind]
    APPROVAL_KIND_ORDER: _ClassVar[ApprovalKind]
    APPROVAL_KIND_SPECIAL_DISCOUNT: _ClassVar[ApprovalKind]
    APPROVAL_KIND_ARREARS: _ClassVar[ApprovalKind]

class DiscountKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DISCOUNT_KIND_UNSPECIFIED: _ClassVar[DiscountKind]
    DISCOUNT_KIND_PERCENT: _ClassVar[DiscountKind]
    DISCOUNT_KIND_AMOUNT: _ClassVar[DiscountKind]
    DISCOUNT_KIND_TIERED: _ClassVar[DiscountKind]
    DISCOUNT_KIND_FREE_UNITS: _ClassVar[DiscountKind]
    DISCOUNT_KIND_FLOOR: _ClassVar[DiscountKind]
    DISCOUNT_KIND_CAP: _ClassVar[DiscountKind]
CATALOGUE_STATE_UNSPECIFIED: CatalogueState
CATALOGUE_STATE_DRAFT: CatalogueState
CATALOGUE_STATE_APPROVED: CatalogueState
CATALOGUE_STATE_REJECTED: CatalogueState
BUILD_KIND_UNSPECIFIED: BuildKind
BUILD_KIND_CONSTRUCT: BuildKind
BUILD_KIND_ACTIVATE: BuildKind
APPROVAL_KIND_UNSPECIFIED: ApprovalKind
APPROVAL_KIND_ORDER: ApprovalKind
APPROVAL_KIND_SPECIAL_DISCOUNT: ApprovalKind
APPROVAL_KIND_ARREARS: ApprovalKind
DISCOUNT_KIND_UNSPECIFIED: DiscountKind
DISCOUNT_KIND_PERCENT: DiscountKind
DISCOUNT_KIND_AMOUNT: DiscountKind
DISCOUNT_KIND_TIERED: DiscountKind
DISCOUNT_KIND_FREE_UNITS: DiscountKind
DISCOUNT_KIND_FLOOR: DiscountKind
DISCOUNT_KIND_CAP: DiscountKind

class CatalogueVersion(_message.Message):
    __slots__ = ("name", "state", "effective_date", "requester", "approver", "sha256", "content", "load_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    REQUESTER_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    SHA256_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    LOAD_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    state: CatalogueState
    effective_date: _date_pb2.Date
    requester: str
    approver: str
    sha256: str
    content: bytes
    load_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., state: _Optional[_Union[CatalogueState, str]] = ..., effective_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., requester: _Optional[str] = ..., approver: _Optional[str] = ..., sha256: _Optional[str] = ..., content: _Optional[bytes] = ..., load_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class ChargeItem(_message.Message):
    __slots__ = ("name", "display_name", "display_name_zh", "tax_category", "line_of_business")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_ZH_FIELD_NUMBER: _ClassVar[int]
    TAX_CATEGORY_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    name: str
    display_name: str
    display_name_zh: str
    tax_category: str
    line_of_business: _business_pb2.LineOfBusiness
    def __init__(self, name: _Optional[str] = ..., display_name: _Optional[str] = ..., display_name_zh: _Optional[str] = ..., tax_category: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ...) -> None: ...

class ChargeItemSet(_message.Message):
    __slots__ = ("name", "display_name", "charge_items")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEMS_FIELD_NUMBER: _ClassVar[int]
    name: str
    display_name: str
    charge_items: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., display_name: _Optional[str] = ..., charge_items: _Optional[_Iterable[str]] = ...) -> None: ...

class TaxRate(_message.Message):
    __slots__ = ("tax_category", "rate_permyriad", "start_date")
    TAX_CATEGORY_FIELD_NUMBER: _ClassVar[int]
    RATE_PERMYRIAD_FIELD_NUMBER: _ClassVar[int]
    START_DATE_FIELD_NUMBER: _ClassVar[int]
    tax_category: str
    rate_permyriad: int
    start_date: _date_pb2.Date
    def __init__(self, tax_category: _Optional[str] = ..., rate_permyriad: _Optional[int] = ..., start_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class Product(_message.Message):
    __slots__ = ("name", "display_name", "display_name_zh", "line_of_business", "rent_item", "monthly_rent", "effect_mode", "build", "platform", "equipment_at_customer", "notify_maintenance", "prepayment_required", "approvals")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_ZH_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    RENT_ITEM_FIELD_NUMBER: _ClassVar[int]
    MONTHLY_RENT_FIELD_NUMBER: _ClassVar[int]
    EFFECT_MODE_FIELD_NUMBER: _ClassVar[int]
    BUILD_FIELD_NUMBER: _ClassVar[int]
    PLATFORM_FIELD_NUMBER: _ClassVar[int]
    EQUIPMENT_AT_CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    NOTIFY_MAINTENANCE_FIELD_NUMBER: _ClassVar[int]
    PREPAYMENT_REQUIRED_FIELD_NUMBER: _ClassVar[int]
    APPROVALS_FIELD_NUMBER: _ClassVar[int]
    name: str
    display_name: str
    display_name_zh: str
    line_of_business: _business_pb2.LineOfBusiness
    rent_item: str
    monthly_rent: _money_pb2.Money
    effect_mode: _subscription_pb2.EffectMode
    build: BuildKind
    platform: str
    equipment_at_customer: bool
    notify_maintenance: bool
    prepayment_required: bool
    approvals: _containers.RepeatedScalarFieldContainer[ApprovalKind]
    def __init__(self, name: _Optional[str] = ..., display_name: _Optional[str] = ..., display_name_zh: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., rent_item: _Optional[str] = ..., monthly_rent: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., effect_mode: _Optional[_Union[_subscription_pb2.EffectMode, str]] = ..., build: _Optional[_Union[BuildKind, str]] = ..., platform: _Optional[str] = ..., equipment_at_customer: _Optional[bool] = ..., notify_maintenance: _Optional[bool] = ..., prepayment_required: _Optional[bool] = ..., approvals: _Optional[_Iterable[_Union[ApprovalKind, str]]] = ...) -> None: ...

class Discount(_message.Message):
    __slots__ = ("name", "display_name", "display_name_zh", "kind", "charge_items", "permille", "amount", "tiers", "free_units", "priority", "exclusive", "special")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_ZH_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEMS_FIELD_NUMBER: _ClassVar[int]
    PERMILLE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    TIERS_FIELD_NUMBER: _ClassVar[int]
    FREE_UNITS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    EXCLUSIVE_FIELD_NUMBER: _ClassVar[int]
    SPECIAL_FIELD_NUMBER: _ClassVar[int]
    name: str
    display_name: str
    display_name_zh: str
    kind: DiscountKind
    charge_items: _containers.RepeatedScalarFieldContainer[str]
    permille: int
    amount: _money_pb2.Money
    tiers: _containers.RepeatedCompositeFieldContainer[DiscountTier]
    free_units: int
    priority: int
    exclusive: bool
    special: bool
    def __init__(self, name: _Optional[str] = ..., display_name: _Optional[str] = ..., display_name_zh: _Optional[str] = ..., kind: _Optional[_Union[DiscountKind, str]] = ..., charge_items: _Optional[_Iterable[str]] = ..., permille: _Optional[int] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., tiers: _Optional[_Iterable[_Union[DiscountTier, _Mapping]]] = ..., free_units: _Optional[int] = ..., priority: _Optional[int] = ..., exclusive: _Optional[bool] = ..., special: _Optional[bool] = ...) -> None: ...

class DiscountTier(_message.Message):
    __slots__ = ("from_amount", "permille")
    FROM_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    PERMILLE_FIELD_NUMBER: _ClassVar[int]
    from_amount: _money_pb2.Money
    permille: int
    def __init__(self, from_amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., permille: _Optional[int] = ...) -> None: ...
