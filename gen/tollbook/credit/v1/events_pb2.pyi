from google.type import date_pb2 as _date_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ControlState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONTROL_STATE_UNSPECIFIED: _ClassVar[ControlState]
    CONTROL_STATE_CLEAR: _ClassVar[ControlState]
    CONTROL_STATE_OVERDUE: _ClassVar[ControlState]
    CONTROL_STATE_SUSPENSION_PERMITTED: _ClassVar[ControlState]
    CONTROL_STATE_TERMINATION_PERMITTED: _ClassVar[ControlState]
CONTROL_STATE_UNSPECIFIED: ControlState
CONTROL_STATE_CLEAR: ControlState
CONTROL_STATE_OVERDUE: ControlState
CONTROL_STATE_SUSPENSION_PERMITTED: ControlState
CONTROL_STATE_TERMINATION_PERMITTED: ControlState

class GradeChanged(_message.Message):
    __slots__ = ("customer", "grade", "effective_cycle", "policy_version")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_CYCLE_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    customer: str
    grade: str
    effective_cycle: str
    policy_version: str
    def __init__(self, customer: _Optional[str] = ..., grade: _Optional[str] = ..., effective_cycle: _Optional[str] = ..., policy_version: _Optional[str] = ...) -> None: ...

class ControlChanged(_message.Message):
    __slots__ = ("account", "customer", "state", "oldest_due_date", "suspend_not_before", "terminate_not_before", "dunning_exempt_until", "suspension_exempt_until", "overdue_minor_units", "grade", "policy_version", "reasons", "payment_version")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    OLDEST_DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    SUSPEND_NOT_BEFORE_FIELD_NUMBER: _ClassVar[int]
    TERMINATE_NOT_BEFORE_FIELD_NUMBER: _ClassVar[int]
    DUNNING_EXEMPT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    SUSPENSION_EXEMPT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    account: str
    customer: str
    state: ControlState
    oldest_due_date: _date_pb2.Date
    suspend_not_before: _date_pb2.Date
    terminate_not_before: _date_pb2.Date
    dunning_exempt_until: _date_pb2.Date
    suspension_exempt_until: _date_pb2.Date
    overdue_minor_units: int
    grade: str
    policy_version: str
    reasons: _containers.RepeatedScalarFieldContainer[str]
    payment_version: int
    def __init__(self, account: _Optional[str] = ..., customer: _Optional[str] = ..., state: _Optional[_Union[ControlState, str]] = ..., oldest_due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., suspend_not_before: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., terminate_not_before: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., dunning_exempt_until: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., suspension_exempt_until: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., overdue_minor_units: _Optional[int] = ..., grade: _Optional[str] = ..., policy_version: _Optional[str] = ..., reasons: _Optional[_Iterable[str]] = ..., payment_version: _Optional[int] = ...) -> None: ...

class SponsorshipControlChanged(_message.Message):
    __slots__ = ("account", "customer", "suspended")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SUSPENDED_FIELD_NUMBER: _ClassVar[int]
    account: str
    customer: str
    suspended: bool
    def __init__(self, account: _Optional[str] = ..., customer: _Optional[str] = ..., suspended: _Optional[bool] = ...) -> None: ...

class CreditWarned(_message.Message):
    __slots__ = ("account", "customer", "kind", "figure_minor_units", "threshold_minor_units")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    FIGURE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    THRESHOLD_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    account: str
    customer: str
    kind: str
    figure_minor_units: int
    threshold_minor_units: int
    def __init__(self, account: _Optional[str] = ..., customer: _Optional[str] = ..., kind: _Optional[str] = ..., figure_minor_units: _Optional[int] = ..., threshold_minor_units: _Optional[int] = ...) -> None: ...
