from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.rating.v1 import events_pb2 as _events_pb2
from tollbook.rating.v1 import subscription_pb2 as _subscription_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetSubscriptionRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListSubscriptionsRequest(_message.Message):
    __slots__ = ("account", "customer", "state", "page_size", "page_token")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account: str
    customer: str
    state: _events_pb2.SubscriptionState
    page_size: int
    page_token: str
    def __init__(self, account: _Optional[str] = ..., customer: _Optional[str] = ..., state: _Optional[_Union[_events_pb2.SubscriptionState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListSubscriptionsResponse(_message.Message):
    __slots__ = ("subscriptions", "next_page_token")
    SUBSCRIPTIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    subscriptions: _containers.RepeatedCompositeFieldContainer[_subscription_pb2.Subscription]
    next_page_token: str
    def __init__(self, subscriptions: _Optional[_Iterable[_Union[_subscription_pb2.Subscription, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ImportSubscriptionsRequest(_message.Message):
    __slots__ = ("request_id", "file_name", "content")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    file_name: str
    content: bytes
    def __init__(self, request_id: _Optional[str] = ..., file_name: _Optional[str] = ..., content: _Optional[bytes] = ...) -> None: ...

class ChangeRentRequest(_message.Message):
    __slots__ = ("request_id", "name", "monthly_rent", "first_cycle", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    MONTHLY_RENT_FIELD_NUMBER: _ClassVar[int]
    FIRST_CYCLE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    monthly_rent: _money_pb2.Money
    first_cycle: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., monthly_rent: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., first_cycle: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class MoveSubscriptionRequest(_message.Message):
    __slots__ = ("request_id", "name", "account", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    account: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., account: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class SuspendSubscriptionRequest(_message.Message):
    __slots__ = ("request_id", "name", "suspension_reason", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SUSPENSION_REASON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    suspension_reason: _business_pb2.SuspensionReason
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., suspension_reason: _Optional[_Union[_business_pb2.SuspensionReason, str]] = ..., reason: _Optional[str] = ...) -> None: ...

class RestoreSubscriptionRequest(_message.Message):
    __slots__ = ("request_id", "name", "suspension_reason", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SUSPENSION_REASON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    suspension_reason: _business_pb2.SuspensionReason
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., suspension_reason: _Optional[_Union[_business_pb2.SuspensionReason, str]] = ..., reason: _Optional[str] = ...) -> None: ...

class TerminateSubscriptionRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ListSuspensionsRequest(_message.Message):
    __slots__ = ("subscription",)
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    subscription: str
    def __init__(self, subscription: _Optional[str] = ...) -> None: ...

class ListSuspensionsResponse(_message.Message):
    __slots__ = ("suspensions",)
    SUSPENSIONS_FIELD_NUMBER: _ClassVar[int]
    suspensions: _containers.RepeatedCompositeFieldContainer[_subscription_pb2.SuspensionPeriod]
    def __init__(self, suspensions: _Optional[_Iterable[_Union[_subscription_pb2.SuspensionPeriod, _Mapping]]] = ...) -> None: ...

class ListConsistencyFindingsRequest(_message.Message):
    __slots__ = ("sales_unit", "page_size", "page_token")
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    sales_unit: str
    page_size: int
    page_token: str
    def __init__(self, sales_unit: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListConsistencyFindingsResponse(_message.Message):
    __slots__ = ("findings", "next_page_token")
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    findings: _containers.RepeatedCompositeFieldContainer[ConsistencyFinding]
    next_page_token: str
    def __init__(self, findings: _Optional[_Iterable[_Union[ConsistencyFinding, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ConsistencyFinding(_message.Message):
    __slots__ = ("subscription", "account", "state", "charge_start", "finding")
    SUBSCRIPTION_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CHARGE_START_FIELD_NUMBER: _ClassVar[int]
    FINDING_FIELD_NUMBER: _ClassVar[int]
    subscription: str
    account: str
    state: _events_pb2.SubscriptionState
    charge_start: _date_pb2.Date
    finding: str
    def __init__(self, subscription: _Optional[str] = ..., account: _Optional[str] = ..., state: _Optional[_Union[_events_pb2.SubscriptionState, str]] = ..., charge_start: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., finding: _Optional[str] = ...) -> None: ...

class ExportConsistencyCsvRequest(_message.Message):
    __slots__ = ("sales_unit",)
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    sales_unit: str
    def __init__(self, sales_unit: _Optional[str] = ...) -> None: ...

class ExportConsistencyCsvResponse(_message.Message):
    __slots__ = ("chunk",)
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    chunk: bytes
    def __init__(self, chunk: _Optional[bytes] = ...) -> None: ...
