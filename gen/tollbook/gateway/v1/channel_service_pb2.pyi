import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ChannelScheme(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHANNEL_SCHEME_UNSPECIFIED: _ClassVar[ChannelScheme]
    CHANNEL_SCHEME_STANDARD_WEBHOOKS: _ClassVar[ChannelScheme]
    CHANNEL_SCHEME_WECHAT_PAY: _ClassVar[ChannelScheme]
    CHANNEL_SCHEME_ALIPAY: _ClassVar[ChannelScheme]
    CHANNEL_SCHEME_UNION_PAY: _ClassVar[ChannelScheme]
CHANNEL_SCHEME_UNSPECIFIED: ChannelScheme
CHANNEL_SCHEME_STANDARD_WEBHOOKS: ChannelScheme
CHANNEL_SCHEME_WECHAT_PAY: ChannelScheme
CHANNEL_SCHEME_ALIPAY: ChannelScheme
CHANNEL_SCHEME_UNION_PAY: ChannelScheme

class Channel(_message.Message):
    __slots__ = ("name", "scheme", "payment_channel", "path", "keys", "unposted", "lag_seconds", "refused", "last_accept_time", "load_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SCHEME_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_CHANNEL_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    KEYS_FIELD_NUMBER: _ClassVar[int]
    UNPOSTED_FIELD_NUMBER: _ClassVar[int]
    LAG_SECONDS_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    LAST_ACCEPT_TIME_FIELD_NUMBER: _ClassVar[int]
    LOAD_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    scheme: ChannelScheme
    payment_channel: str
    path: str
    keys: _containers.RepeatedScalarFieldContainer[str]
    unposted: int
    lag_seconds: int
    refused: int
    last_accept_time: _timestamp_pb2.Timestamp
    load_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., scheme: _Optional[_Union[ChannelScheme, str]] = ..., payment_channel: _Optional[str] = ..., path: _Optional[str] = ..., keys: _Optional[_Iterable[str]] = ..., unposted: _Optional[int] = ..., lag_seconds: _Optional[int] = ..., refused: _Optional[int] = ..., last_accept_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., load_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListChannelsRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListChannelsResponse(_message.Message):
    __slots__ = ("channels", "next_page_token")
    CHANNELS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    channels: _containers.RepeatedCompositeFieldContainer[Channel]
    next_page_token: str
    def __init__(self, channels: _Optional[_Iterable[_Union[Channel, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetChannelRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ReloadChannelsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ReloadChannelsResponse(_message.Message):
    __slots__ = ("channels",)
    CHANNELS_FIELD_NUMBER: _ClassVar[int]
    channels: _containers.RepeatedCompositeFieldContainer[Channel]
    def __init__(self, channels: _Optional[_Iterable[_Union[Channel, _Mapping]]] = ...) -> None: ...

class QueryOrderRequest(_message.Message):
    __slots__ = ("channel", "channel_number", "order_number", "order_time")
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    ORDER_NUMBER_FIELD_NUMBER: _ClassVar[int]
    ORDER_TIME_FIELD_NUMBER: _ClassVar[int]
    channel: str
    channel_number: str
    order_number: str
    order_time: _timestamp_pb2.Timestamp
    def __init__(self, channel: _Optional[str] = ..., channel_number: _Optional[str] = ..., order_number: _Optional[str] = ..., order_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class QueryOrderResponse(_message.Message):
    __slots__ = ("found", "paid", "amount", "account", "value_date", "channel_state", "channel_number")
    FOUND_FIELD_NUMBER: _ClassVar[int]
    PAID_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    VALUE_DATE_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_STATE_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    found: bool
    paid: bool
    amount: _money_pb2.Money
    account: str
    value_date: _date_pb2.Date
    channel_state: str
    channel_number: str
    def __init__(self, found: _Optional[bool] = ..., paid: _Optional[bool] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., account: _Optional[str] = ..., value_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., channel_state: _Optional[str] = ..., channel_number: _Optional[str] = ...) -> None: ...
