from buf.validate import validate_pb2 as _validate_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.kernel.v1 import period_pb2 as _period_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SponsorshipKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SPONSORSHIP_KIND_UNSPECIFIED: _ClassVar[SponsorshipKind]
    SPONSORSHIP_KIND_BY_ITEM: _ClassVar[SponsorshipKind]
    SPONSORSHIP_KIND_CAP: _ClassVar[SponsorshipKind]
    SPONSORSHIP_KIND_RATIO: _ClassVar[SponsorshipKind]

class AgreementState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    AGREEMENT_STATE_UNSPECIFIED: _ClassVar[AgreementState]
    AGREEMENT_STATE_ACTIVE: _ClassVar[AgreementState]
    AGREEMENT_STATE_SUSPENDED: _ClassVar[AgreementState]
    AGREEMENT_STATE_ENDED: _ClassVar[AgreementState]
SPONSORSHIP_KIND_UNSPECIFIED: SponsorshipKind
SPONSORSHIP_KIND_BY_ITEM: SponsorshipKind
SPONSORSHIP_KIND_CAP: SponsorshipKind
SPONSORSHIP_KIND_RATIO: SponsorshipKind
AGREEMENT_STATE_UNSPECIFIED: AgreementState
AGREEMENT_STATE_ACTIVE: AgreementState
AGREEMENT_STATE_SUSPENDED: AgreementState
AGREEMENT_STATE_ENDED: AgreementState

class SponsorshipAgreement(_message.Message):
    __slots__ = ("name", "sponsor", "display_name", "kind", "charge_items", "charge_item_sets", "permille", "cap", "priority", "cycles", "state", "etag")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SPONSOR_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEMS_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEM_SETS_FIELD_NUMBER: _ClassVar[int]
    PERMILLE_FIELD_NUMBER: _ClassVar[int]
    CAP_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    CYCLES_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    name: str
    sponsor: str
    display_name: str
    kind: SponsorshipKind
    charge_items: _containers.RepeatedScalarFieldContainer[str]
    charge_item_sets: _containers.RepeatedScalarFieldContainer[str]
    permille: int
    cap: _money_pb2.Money
    priority: int
    cycles: _period_pb2.Cycles
    state: AgreementState
    etag: str
    def __init__(self, name: _Optional[str] = ..., sponsor: _Optional[str] = ..., display_name: _Optional[str] = ..., kind: _Optional[_Union[SponsorshipKind, str]] = ..., charge_items: _Optional[_Iterable[str]] = ..., charge_item_sets: _Optional[_Iterable[str]] = ..., permille: _Optional[int] = ..., cap: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., priority: _Optional[int] = ..., cycles: _Optional[_Union[_period_pb2.Cycles, _Mapping]] = ..., state: _Optional[_Union[AgreementState, str]] = ..., etag: _Optional[str] = ...) -> None: ...

class SponsoredMember(_message.Message):
    __slots__ = ("account", "cycles")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CYCLES_FIELD_NUMBER: _ClassVar[int]
    account: str
    cycles: _period_pb2.Cycles
    def __init__(self, account: _Optional[str] = ..., cycles: _Optional[_Union[_period_pb2.Cycles, _Mapping]] = ...) -> None: ...

class SponsoredAmount(_message.Message):
    __slots__ = ("agreement", "account", "cycle", "charge_item", "amount")
    AGREEMENT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    agreement: str
    account: str
    cycle: str
    charge_item: str
    amount: _money_pb2.Money
    def __init__(self, agreement: _Optional[str] = ..., account: _Optional[str] = ..., cycle: _Optional[str] = ..., charge_item: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...
