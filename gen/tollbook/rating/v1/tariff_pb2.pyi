import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.rating.v1 import usage_pb2 as _usage_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class TariffState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TARIFF_STATE_UNSPECIFIED: _ClassVar[TariffState]
    TARIFF_STATE_DRAFT: _ClassVar[TariffState]
    TARIFF_STATE_APPROVED: _ClassVar[TariffState]
    TARIFF_STATE_WITHDRAWN: _ClassVar[TariffState]

class DayKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DAY_KIND_UNSPECIFIED: _ClassVar[DayKind]
    DAY_KIND_WORKDAY: _ClassVar[DayKind]
    DAY_KIND_WEEKEND: _ClassVar[DayKind]
    DAY_KIND_HOLIDAY: _ClassVar[DayKind]
TARIFF_STATE_UNSPECIFIED: TariffState
TARIFF_STATE_DRAFT: TariffState
TARIFF_STATE_APPROVED: TariffState
TARIFF_STATE_WITHDRAWN: TariffState
DAY_KIND_UNSPECIFIED: DayKind
DAY_KIND_WORKDAY: DayKind
DAY_KIND_WEEKEND: DayKind
DAY_KIND_HOLIDAY: DayKind

class Tariff(_message.Message):
    __slots__ = ("name", "code", "version", "title", "type", "effective_date", "state", "calendar", "zones", "bands", "rates", "allowances", "scales", "limits", "requester", "approver", "create_time", "digest", "products")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CALENDAR_FIELD_NUMBER: _ClassVar[int]
    ZONES_FIELD_NUMBER: _ClassVar[int]
    BANDS_FIELD_NUMBER: _ClassVar[int]
    RATES_FIELD_NUMBER: _ClassVar[int]
    ALLOWANCES_FIELD_NUMBER: _ClassVar[int]
    SCALES_FIELD_NUMBER: _ClassVar[int]
    LIMITS_FIELD_NUMBER: _ClassVar[int]
    REQUESTER_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    DIGEST_FIELD_NUMBER: _ClassVar[int]
    PRODUCTS_FIELD_NUMBER: _ClassVar[int]
    name: str
    code: str
    version: str
    title: str
    type: _usage_pb2.UsageType
    effective_date: _date_pb2.Date
    state: TariffState
    calendar: str
    zones: _containers.RepeatedCompositeFieldContainer[TariffZone]
    bands: _containers.RepeatedCompositeFieldContainer[TariffBand]
    rates: _containers.RepeatedCompositeFieldContainer[TariffRate]
    allowances: _containers.RepeatedCompositeFieldContainer[TariffAllowance]
    scales: _containers.RepeatedCompositeFieldContainer[TariffScale]
    limits: _containers.RepeatedCompositeFieldContainer[TariffLimit]
    requester: str
    approver: str
    create_time: _timestamp_pb2.Timestamp
    digest: bytes
    products: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., code: _Optional[str] = ..., version: _Optional[str] = ..., title: _Optional[str] = ..., type: _Optional[_Union[_usage_pb2.UsageType, str]] = ..., effective_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., state: _Optional[_Union[TariffState, str]] = ..., calendar: _Optional[str] = ..., zones: _Optional[_Iterable[_Union[TariffZone, _Mapping]]] = ..., bands: _Optional[_Iterable[_Union[TariffBand, _Mapping]]] = ..., rates: _Optional[_Iterable[_Union[TariffRate, _Mapping]]] = ..., allowances: _Optional[_Iterable[_Union[TariffAllowance, _Mapping]]] = ..., scales: _Optional[_Iterable[_Union[TariffScale, _Mapping]]] = ..., limits: _Optional[_Iterable[_Union[TariffLimit, _Mapping]]] = ..., requester: _Optional[str] = ..., approver: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., digest: _Optional[bytes] = ..., products: _Optional[_Iterable[str]] = ...) -> None: ...

class TariffZone(_message.Message):
    __slots__ = ("zone", "prefixes")
    ZONE_FIELD_NUMBER: _ClassVar[int]
    PREFIXES_FIELD_NUMBER: _ClassVar[int]
    zone: str
    prefixes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, zone: _Optional[str] = ..., prefixes: _Optional[_Iterable[str]] = ...) -> None: ...

class TariffBand(_message.Message):
    __slots__ = ("band", "days", "start_minute", "end_minute")
    BAND_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    START_MINUTE_FIELD_NUMBER: _ClassVar[int]
    END_MINUTE_FIELD_NUMBER: _ClassVar[int]
    band: str
    days: _containers.RepeatedScalarFieldContainer[DayKind]
    start_minute: int
    end_minute: int
    def __init__(self, band: _Optional[str] = ..., days: _Optional[_Iterable[_Union[DayKind, str]]] = ..., start_minute: _Optional[int] = ..., end_minute: _Optional[int] = ...) -> None: ...

class TariffRate(_message.Message):
    __slots__ = ("zone", "band", "charge_item", "setup_micros", "minimum_quantity", "steps")
    ZONE_FIELD_NUMBER: _ClassVar[int]
    BAND_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    SETUP_MICROS_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_QUANTITY_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    zone: str
    band: str
    charge_item: str
    setup_micros: int
    minimum_quantity: int
    steps: _containers.RepeatedCompositeFieldContainer[TariffStep]
    def __init__(self, zone: _Optional[str] = ..., band: _Optional[str] = ..., charge_item: _Optional[str] = ..., setup_micros: _Optional[int] = ..., minimum_quantity: _Optional[int] = ..., steps: _Optional[_Iterable[_Union[TariffStep, _Mapping]]] = ...) -> None: ...

class TariffStep(_message.Message):
    __slots__ = ("from_quantity", "increment", "increment_micros")
    FROM_QUANTITY_FIELD_NUMBER: _ClassVar[int]
    INCREMENT_FIELD_NUMBER: _ClassVar[int]
    INCREMENT_MICROS_FIELD_NUMBER: _ClassVar[int]
    from_quantity: int
    increment: int
    increment_micros: int
    def __init__(self, from_quantity: _Optional[int] = ..., increment: _Optional[int] = ..., increment_micros: _Optional[int] = ...) -> None: ...

class TariffAllowance(_message.Message):
    __slots__ = ("allowance", "quantity", "zones", "bands", "shared_by_group", "priority")
    ALLOWANCE_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    ZONES_FIELD_NUMBER: _ClassVar[int]
    BANDS_FIELD_NUMBER: _ClassVar[int]
    SHARED_BY_GROUP_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    allowance: str
    quantity: int
    zones: _containers.RepeatedScalarFieldContainer[str]
    bands: _containers.RepeatedScalarFieldContainer[str]
    shared_by_group: bool
    priority: int
    def __init__(self, allowance: _Optional[str] = ..., quantity: _Optional[int] = ..., zones: _Optional[_Iterable[str]] = ..., bands: _Optional[_Iterable[str]] = ..., shared_by_group: _Optional[bool] = ..., priority: _Optional[int] = ...) -> None: ...

class TariffScale(_message.Message):
    __slots__ = ("charge_item", "volume", "tiers")
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    VOLUME_FIELD_NUMBER: _ClassVar[int]
    TIERS_FIELD_NUMBER: _ClassVar[int]
    charge_item: str
    volume: bool
    tiers: _containers.RepeatedCompositeFieldContainer[TariffTier]
    def __init__(self, charge_item: _Optional[str] = ..., volume: _Optional[bool] = ..., tiers: _Optional[_Iterable[_Union[TariffTier, _Mapping]]] = ...) -> None: ...

class TariffTier(_message.Message):
    __slots__ = ("from_quantity", "permille")
    FROM_QUANTITY_FIELD_NUMBER: _ClassVar[int]
    PERMILLE_FIELD_NUMBER: _ClassVar[int]
    from_quantity: int
    permille: int
    def __init__(self, from_quantity: _Optional[int] = ..., permille: _Optional[int] = ...) -> None: ...

class TariffLimit(_message.Message):
    __slots__ = ("charge_item", "floor_micros", "cap_micros")
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    FLOOR_MICROS_FIELD_NUMBER: _ClassVar[int]
    CAP_MICROS_FIELD_NUMBER: _ClassVar[int]
    charge_item: str
    floor_micros: int
    cap_micros: int
    def __init__(self, charge_item: _Optional[str] = ..., floor_micros: _Optional[int] = ..., cap_micros: _Optional[int] = ...) -> None: ...

class TariffCalendar(_message.Message):
    __slots__ = ("name", "code", "holidays", "worked_days")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    HOLIDAYS_FIELD_NUMBER: _ClassVar[int]
    WORKED_DAYS_FIELD_NUMBER: _ClassVar[int]
    name: str
    code: str
    holidays: _containers.RepeatedCompositeFieldContainer[_date_pb2.Date]
    worked_days: _containers.RepeatedCompositeFieldContainer[_date_pb2.Date]
    def __init__(self, name: _Optional[str] = ..., code: _Optional[str] = ..., holidays: _Optional[_Iterable[_Union[_date_pb2.Date, _Mapping]]] = ..., worked_days: _Optional[_Iterable[_Union[_date_pb2.Date, _Mapping]]] = ...) -> None: ...
