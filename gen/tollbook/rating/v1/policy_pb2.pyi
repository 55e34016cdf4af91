from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.rating.v1 import catalogue_pb2 as _catalogue_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PolicyState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    POLICY_STATE_UNSPECIFIED: _ClassVar[PolicyState]
    POLICY_STATE_REQUESTED: _ClassVar[PolicyState]
    POLICY_STATE_APPROVED: _ClassVar[PolicyState]
    POLICY_STATE_REJECTED: _ClassVar[PolicyState]
POLICY_STATE_UNSPECIFIED: PolicyState
POLICY_STATE_REQUESTED: PolicyState
POLICY_STATE_APPROVED: PolicyState
POLICY_STATE_REJECTED: PolicyState

class RatingPolicy(_message.Message):
    __slots__ = ("name", "effective_date", "cut_off_day", "activation_day", "restore_hours", "usage_warning_permille", "outlier_permille", "outlier_minor_units", "order_approvals", "state", "requester", "approver", "intervention_limit_minor_units")
    NAME_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    CUT_OFF_DAY_FIELD_NUMBER: _ClassVar[int]
    ACTIVATION_DAY_FIELD_NUMBER: _ClassVar[int]
    RESTORE_HOURS_FIELD_NUMBER: _ClassVar[int]
    USAGE_WARNING_PERMILLE_FIELD_NUMBER: _ClassVar[int]
    OUTLIER_PERMILLE_FIELD_NUMBER: _ClassVar[int]
    OUTLIER_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    ORDER_APPROVALS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REQUESTER_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    INTERVENTION_LIMIT_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    name: str
    effective_date: _date_pb2.Date
    cut_off_day: int
    activation_day: int
    restore_hours: int
    usage_warning_permille: int
    outlier_permille: int
    outlier_minor_units: int
    order_approvals: _containers.RepeatedScalarFieldContainer[_catalogue_pb2.ApprovalKind]
    state: PolicyState
    requester: str
    approver: str
    intervention_limit_minor_units: int
    def __init__(self, name: _Optional[str] = ..., effective_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., cut_off_day: _Optional[int] = ..., activation_day: _Optional[int] = ..., restore_hours: _Optional[int] = ..., usage_warning_permille: _Optional[int] = ..., outlier_permille: _Optional[int] = ..., outlier_minor_units: _Optional[int] = ..., order_approvals: _Optional[_Iterable[_Union[_catalogue_pb2.ApprovalKind, str]]] = ..., state: _Optional[_Union[PolicyState, str]] = ..., requester: _Optional[str] = ..., approver: _Optional[str] = ..., intervention_limit_minor_units: _Optional[int] = ...) -> None: ...
