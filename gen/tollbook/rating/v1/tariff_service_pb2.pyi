import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from tollbook.rating.v1 import tariff_pb2 as _tariff_pb2
from tollbook.rating.v1 import usage_pb2 as _usage_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class LoadTariffsRequest(_message.Message):
    __slots__ = ("request_id", "document")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    document: bytes
    def __init__(self, request_id: _Optional[str] = ..., document: _Optional[bytes] = ...) -> None: ...

class LoadTariffsResponse(_message.Message):
    __slots__ = ("tariffs", "calendars")
    TARIFFS_FIELD_NUMBER: _ClassVar[int]
    CALENDARS_FIELD_NUMBER: _ClassVar[int]
    tariffs: _containers.RepeatedScalarFieldContainer[str]
    calendars: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, tariffs: _Optional[_Iterable[str]] = ..., calendars: _Optional[_Iterable[str]] = ...) -> None: ...

class ImportTariffPrefixesRequest(_message.Message):
    __slots__ = ("name", "content")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    name: str
    content: bytes
    def __init__(self, name: _Optional[str] = ..., content: _Optional[bytes] = ...) -> None: ...

class ApproveTariffRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class WithdrawTariffRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class GetTariffRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListTariffsRequest(_message.Message):
    __slots__ = ("code", "effective_on", "page_size", "page_token")
    CODE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_ON_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    code: str
    effective_on: _date_pb2.Date
    page_size: int
    page_token: str
    def __init__(self, code: _Optional[str] = ..., effective_on: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListTariffsResponse(_message.Message):
    __slots__ = ("tariffs", "next_page_token")
    TARIFFS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    tariffs: _containers.RepeatedCompositeFieldContainer[_tariff_pb2.Tariff]
    next_page_token: str
    def __init__(self, tariffs: _Optional[_Iterable[_Union[_tariff_pb2.Tariff, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListTariffCalendarsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListTariffCalendarsResponse(_message.Message):
    __slots__ = ("calendars",)
    CALENDARS_FIELD_NUMBER: _ClassVar[int]
    calendars: _containers.RepeatedCompositeFieldContainer[_tariff_pb2.TariffCalendar]
    def __init__(self, calendars: _Optional[_Iterable[_Union[_tariff_pb2.TariffCalendar, _Mapping]]] = ...) -> None: ...

class QuoteUsageRequest(_message.Message):
    __slots__ = ("code", "other_party", "start_time", "quantity")
    CODE_FIELD_NUMBER: _ClassVar[int]
    OTHER_PARTY_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    code: str
    other_party: str
    start_time: _timestamp_pb2.Timestamp
    quantity: int
    def __init__(self, code: _Optional[str] = ..., other_party: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., quantity: _Optional[int] = ...) -> None: ...

class QuoteUsageResponse(_message.Message):
    __slots__ = ("amount_micros", "parts")
    AMOUNT_MICROS_FIELD_NUMBER: _ClassVar[int]
    PARTS_FIELD_NUMBER: _ClassVar[int]
    amount_micros: int
    parts: _containers.RepeatedCompositeFieldContainer[QuotedPart]
    def __init__(self, amount_micros: _Optional[int] = ..., parts: _Optional[_Iterable[_Union[QuotedPart, _Mapping]]] = ...) -> None: ...

class QuotedPart(_message.Message):
    __slots__ = ("tariff_version", "type", "zone", "band", "charge_item", "start_time", "charged_quantity", "amount_micros")
    TARIFF_VERSION_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    ZONE_FIELD_NUMBER: _ClassVar[int]
    BAND_FIELD_NUMBER: _ClassVar[int]
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    CHARGED_QUANTITY_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_MICROS_FIELD_NUMBER: _ClassVar[int]
    tariff_version: str
    type: _usage_pb2.UsageType
    zone: str
    band: str
    charge_item: str
    start_time: _timestamp_pb2.Timestamp
    charged_quantity: int
    amount_micros: int
    def __init__(self, tariff_version: _Optional[str] = ..., type: _Optional[_Union[_usage_pb2.UsageType, str]] = ..., zone: _Optional[str] = ..., band: _Optional[str] = ..., charge_item: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., charged_quantity: _Optional[int] = ..., amount_micros: _Optional[int] = ...) -> None: ...
