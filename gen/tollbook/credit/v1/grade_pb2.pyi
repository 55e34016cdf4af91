import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GradeOrigin(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    GRADE_ORIGIN_UNSPECIFIED: _ClassVar[GradeOrigin]
    GRADE_ORIGIN_INITIAL: _ClassVar[GradeOrigin]
    GRADE_ORIGIN_REGRADE: _ClassVar[GradeOrigin]
    GRADE_ORIGIN_OVERRIDE: _ClassVar[GradeOrigin]

class GradeOverrideState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    GRADE_OVERRIDE_STATE_UNSPECIFIED: _ClassVar[GradeOverrideState]
    GRADE_OVERRIDE_STATE_REQUESTED: _ClassVar[GradeOverrideState]
    GRADE_OVERRIDE_STATE_APPROVED: _ClassVar[GradeOverrideState]
    GRADE_OVERRIDE_STATE_REJECTED: _ClassVar[GradeOverrideState]
    GRADE_OVERRIDE_STATE_ENDED: _ClassVar[GradeOverrideState]
GRADE_ORIGIN_UNSPECIFIED: GradeOrigin
GRADE_ORIGIN_INITIAL: GradeOrigin
GRADE_ORIGIN_REGRADE: GradeOrigin
GRADE_ORIGIN_OVERRIDE: GradeOrigin
GRADE_OVERRIDE_STATE_UNSPECIFIED: GradeOverrideState
GRADE_OVERRIDE_STATE_REQUESTED: GradeOverrideState
GRADE_OVERRIDE_STATE_APPROVED: GradeOverrideState
GRADE_OVERRIDE_STATE_REJECTED: GradeOverrideState
GRADE_OVERRIDE_STATE_ENDED: GradeOverrideState

class CustomerGrade(_message.Message):
    __slots__ = ("name", "customer", "grade", "own_grade", "effective_cycle", "origin", "override", "policy_version", "sales_unit")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    OWN_GRADE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_CYCLE_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    OVERRIDE_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    name: str
    customer: str
    grade: str
    own_grade: str
    effective_cycle: str
    origin: GradeOrigin
    override: str
    policy_version: str
    sales_unit: str
    def __init__(self, name: _Optional[str] = ..., customer: _Optional[str] = ..., grade: _Optional[str] = ..., own_grade: _Optional[str] = ..., effective_cycle: _Optional[str] = ..., origin: _Optional[_Union[GradeOrigin, str]] = ..., override: _Optional[str] = ..., policy_version: _Optional[str] = ..., sales_unit: _Optional[str] = ...) -> None: ...

class GradeChange(_message.Message):
    __slots__ = ("customer", "grade", "effective_cycle", "last_cycle", "origin", "policy_version", "decide_date", "explanation", "override")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_CYCLE_FIELD_NUMBER: _ClassVar[int]
    LAST_CYCLE_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    DECIDE_DATE_FIELD_NUMBER: _ClassVar[int]
    EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    OVERRIDE_FIELD_NUMBER: _ClassVar[int]
    customer: str
    grade: str
    effective_cycle: str
    last_cycle: str
    origin: GradeOrigin
    policy_version: str
    decide_date: _date_pb2.Date
    explanation: GradeExplanation
    override: str
    def __init__(self, customer: _Optional[str] = ..., grade: _Optional[str] = ..., effective_cycle: _Optional[str] = ..., last_cycle: _Optional[str] = ..., origin: _Optional[_Union[GradeOrigin, str]] = ..., policy_version: _Optional[str] = ..., decide_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., explanation: _Optional[_Union[GradeExplanation, _Mapping]] = ..., override: _Optional[str] = ...) -> None: ...

class GradeExplanation(_message.Message):
    __slots__ = ("customer", "due_cycles", "due_minor_units", "paid_on_time_minor_units", "on_time_basis_points", "suspensions", "broken_promises", "grade_before", "grade_after", "reasons", "policy_version", "effective_cycle", "cycles_considered", "cycles_minimum", "raise_from_basis_points", "lower_below_basis_points")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    DUE_CYCLES_FIELD_NUMBER: _ClassVar[int]
    DUE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    PAID_ON_TIME_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    ON_TIME_BASIS_POINTS_FIELD_NUMBER: _ClassVar[int]
    SUSPENSIONS_FIELD_NUMBER: _ClassVar[int]
    BROKEN_PROMISES_FIELD_NUMBER: _ClassVar[int]
    GRADE_BEFORE_FIELD_NUMBER: _ClassVar[int]
    GRADE_AFTER_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_CYCLE_FIELD_NUMBER: _ClassVar[int]
    CYCLES_CONSIDERED_FIELD_NUMBER: _ClassVar[int]
    CYCLES_MINIMUM_FIELD_NUMBER: _ClassVar[int]
    RAISE_FROM_BASIS_POINTS_FIELD_NUMBER: _ClassVar[int]
    LOWER_BELOW_BASIS_POINTS_FIELD_NUMBER: _ClassVar[int]
    customer: str
    due_cycles: _containers.RepeatedCompositeFieldContainer[DueCycle]
    due_minor_units: int
    paid_on_time_minor_units: int
    on_time_basis_points: int
    suspensions: int
    broken_promises: int
    grade_before: str
    grade_after: str
    reasons: _containers.RepeatedScalarFieldContainer[str]
    policy_version: str
    effective_cycle: str
    cycles_considered: int
    cycles_minimum: int
    raise_from_basis_points: int
    lower_below_basis_points: int
    def __init__(self, customer: _Optional[str] = ..., due_cycles: _Optional[_Iterable[_Union[DueCycle, _Mapping]]] = ..., due_minor_units: _Optional[int] = ..., paid_on_time_minor_units: _Optional[int] = ..., on_time_basis_points: _Optional[int] = ..., suspensions: _Optional[int] = ..., broken_promises: _Optional[int] = ..., grade_before: _Optional[str] = ..., grade_after: _Optional[str] = ..., reasons: _Optional[_Iterable[str]] = ..., policy_version: _Optional[str] = ..., effective_cycle: _Optional[str] = ..., cycles_considered: _Optional[int] = ..., cycles_minimum: _Optional[int] = ..., raise_from_basis_points: _Optional[int] = ..., lower_below_basis_points: _Optional[int] = ...) -> None: ...

class DueCycle(_message.Message):
    __slots__ = ("cycle", "due_date", "due_minor_units", "paid_on_time_minor_units", "weight_basis_points")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    DUE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    PAID_ON_TIME_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    WEIGHT_BASIS_POINTS_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    due_date: _date_pb2.Date
    due_minor_units: int
    paid_on_time_minor_units: int
    weight_basis_points: int
    def __init__(self, cycle: _Optional[str] = ..., due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., due_minor_units: _Optional[int] = ..., paid_on_time_minor_units: _Optional[int] = ..., weight_basis_points: _Optional[int] = ...) -> None: ...

class GradeOverride(_message.Message):
    __slots__ = ("name", "customer", "grade", "first_cycle", "last_cycle", "state", "requester", "decider", "reason", "create_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    FIRST_CYCLE_FIELD_NUMBER: _ClassVar[int]
    LAST_CYCLE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REQUESTER_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    customer: str
    grade: str
    first_cycle: str
    last_cycle: str
    state: GradeOverrideState
    requester: str
    decider: str
    reason: str
    create_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., customer: _Optional[str] = ..., grade: _Optional[str] = ..., first_cycle: _Optional[str] = ..., last_cycle: _Optional[str] = ..., state: _Optional[_Union[GradeOverrideState, str]] = ..., requester: _Optional[str] = ..., decider: _Optional[str] = ..., reason: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
