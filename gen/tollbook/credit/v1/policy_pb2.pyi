import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
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
    POLICY_STATE_PROPOSED: _ClassVar[PolicyState]
    POLICY_STATE_DRY_RUN: _ClassVar[PolicyState]
    POLICY_STATE_APPROVED: _ClassVar[PolicyState]
    POLICY_STATE_REJECTED: _ClassVar[PolicyState]

class WarningBasis(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WARNING_BASIS_UNSPECIFIED: _ClassVar[WarningBasis]
    WARNING_BASIS_FIXED_AMOUNT: _ClassVar[WarningBasis]
    WARNING_BASIS_MONTHLY_RENT: _ClassVar[WarningBasis]
    WARNING_BASIS_LISTED: _ClassVar[WarningBasis]

class InterventionFigure(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    INTERVENTION_FIGURE_UNSPECIFIED: _ClassVar[InterventionFigure]
    INTERVENTION_FIGURE_CHARGES: _ClassVar[InterventionFigure]
    INTERVENTION_FIGURE_ARREARS: _ClassVar[InterventionFigure]
POLICY_STATE_UNSPECIFIED: PolicyState
POLICY_STATE_PROPOSED: PolicyState
POLICY_STATE_DRY_RUN: PolicyState
POLICY_STATE_APPROVED: PolicyState
POLICY_STATE_REJECTED: PolicyState
WARNING_BASIS_UNSPECIFIED: WarningBasis
WARNING_BASIS_FIXED_AMOUNT: WarningBasis
WARNING_BASIS_MONTHLY_RENT: WarningBasis
WARNING_BASIS_LISTED: WarningBasis
INTERVENTION_FIGURE_UNSPECIFIED: InterventionFigure
INTERVENTION_FIGURE_CHARGES: InterventionFigure
INTERVENTION_FIGURE_ARREARS: InterventionFigure

class CreditPolicy(_message.Message):
    __slots__ = ("name", "state", "effective_date", "grade_rules", "terms", "control_rules", "warning_thresholds", "intervention_limits", "proposer", "decider", "reason", "create_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    GRADE_RULES_FIELD_NUMBER: _ClassVar[int]
    TERMS_FIELD_NUMBER: _ClassVar[int]
    CONTROL_RULES_FIELD_NUMBER: _ClassVar[int]
    WARNING_THRESHOLDS_FIELD_NUMBER: _ClassVar[int]
    INTERVENTION_LIMITS_FIELD_NUMBER: _ClassVar[int]
    PROPOSER_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    state: PolicyState
    effective_date: _date_pb2.Date
    grade_rules: GradeRules
    terms: _containers.RepeatedCompositeFieldContainer[GradeTerms]
    control_rules: ControlRules
    warning_thresholds: _containers.RepeatedCompositeFieldContainer[WarningThreshold]
    intervention_limits: _containers.RepeatedCompositeFieldContainer[InterventionLimit]
    proposer: str
    decider: str
    reason: str
    create_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., state: _Optional[_Union[PolicyState, str]] = ..., effective_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., grade_rules: _Optional[_Union[GradeRules, _Mapping]] = ..., terms: _Optional[_Iterable[_Union[GradeTerms, _Mapping]]] = ..., control_rules: _Optional[_Union[ControlRules, _Mapping]] = ..., warning_thresholds: _Optional[_Iterable[_Union[WarningThreshold, _Mapping]]] = ..., intervention_limits: _Optional[_Iterable[_Union[InterventionLimit, _Mapping]]] = ..., proposer: _Optional[str] = ..., decider: _Optional[str] = ..., reason: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GradeRules(_message.Message):
    __slots__ = ("initial_grades", "cycles_considered", "cycles_minimum", "raise_from_basis_points", "lower_below_basis_points", "override_months_max", "regrade_interval_months")
    INITIAL_GRADES_FIELD_NUMBER: _ClassVar[int]
    CYCLES_CONSIDERED_FIELD_NUMBER: _ClassVar[int]
    CYCLES_MINIMUM_FIELD_NUMBER: _ClassVar[int]
    RAISE_FROM_BASIS_POINTS_FIELD_NUMBER: _ClassVar[int]
    LOWER_BELOW_BASIS_POINTS_FIELD_NUMBER: _ClassVar[int]
    OVERRIDE_MONTHS_MAX_FIELD_NUMBER: _ClassVar[int]
    REGRADE_INTERVAL_MONTHS_FIELD_NUMBER: _ClassVar[int]
    initial_grades: _containers.RepeatedCompositeFieldContainer[InitialGrade]
    cycles_considered: int
    cycles_minimum: int
    raise_from_basis_points: int
    lower_below_basis_points: int
    override_months_max: int
    regrade_interval_months: int
    def __init__(self, initial_grades: _Optional[_Iterable[_Union[InitialGrade, _Mapping]]] = ..., cycles_considered: _Optional[int] = ..., cycles_minimum: _Optional[int] = ..., raise_from_basis_points: _Optional[int] = ..., lower_below_basis_points: _Optional[int] = ..., override_months_max: _Optional[int] = ..., regrade_interval_months: _Optional[int] = ...) -> None: ...

class InitialGrade(_message.Message):
    __slots__ = ("kind", "customer_class", "grade")
    KIND_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_CLASS_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    kind: _business_pb2.CustomerKind
    customer_class: _business_pb2.CustomerClass
    grade: str
    def __init__(self, kind: _Optional[_Union[_business_pb2.CustomerKind, str]] = ..., customer_class: _Optional[_Union[_business_pb2.CustomerClass, str]] = ..., grade: _Optional[str] = ...) -> None: ...

class GradeTerms(_message.Message):
    __slots__ = ("grade", "payment_period_months", "suspension_period_months", "prepayment_months", "credit_limit_minor_units")
    GRADE_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_PERIOD_MONTHS_FIELD_NUMBER: _ClassVar[int]
    SUSPENSION_PERIOD_MONTHS_FIELD_NUMBER: _ClassVar[int]
    PREPAYMENT_MONTHS_FIELD_NUMBER: _ClassVar[int]
    CREDIT_LIMIT_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    grade: str
    payment_period_months: int
    suspension_period_months: int
    prepayment_months: int
    credit_limit_minor_units: int
    def __init__(self, grade: _Optional[str] = ..., payment_period_months: _Optional[int] = ..., suspension_period_months: _Optional[int] = ..., prepayment_months: _Optional[int] = ..., credit_limit_minor_units: _Optional[int] = ...) -> None: ...

class ControlRules(_message.Message):
    __slots__ = ("payment_day", "suspension_day_min", "termination_day_min", "exemption_months_max", "exemption_warning_days", "suspend_sponsorship")
    PAYMENT_DAY_FIELD_NUMBER: _ClassVar[int]
    SUSPENSION_DAY_MIN_FIELD_NUMBER: _ClassVar[int]
    TERMINATION_DAY_MIN_FIELD_NUMBER: _ClassVar[int]
    EXEMPTION_MONTHS_MAX_FIELD_NUMBER: _ClassVar[int]
    EXEMPTION_WARNING_DAYS_FIELD_NUMBER: _ClassVar[int]
    SUSPEND_SPONSORSHIP_FIELD_NUMBER: _ClassVar[int]
    payment_day: int
    suspension_day_min: int
    termination_day_min: int
    exemption_months_max: int
    exemption_warning_days: int
    suspend_sponsorship: bool
    def __init__(self, payment_day: _Optional[int] = ..., suspension_day_min: _Optional[int] = ..., termination_day_min: _Optional[int] = ..., exemption_months_max: _Optional[int] = ..., exemption_warning_days: _Optional[int] = ..., suspend_sponsorship: _Optional[bool] = ...) -> None: ...

class WarningThreshold(_message.Message):
    __slots__ = ("line_of_business", "sales_unit", "basis", "amount_minor_units", "rent_basis_points", "postpaid")
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    BASIS_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    RENT_BASIS_POINTS_FIELD_NUMBER: _ClassVar[int]
    POSTPAID_FIELD_NUMBER: _ClassVar[int]
    line_of_business: _business_pb2.LineOfBusiness
    sales_unit: str
    basis: WarningBasis
    amount_minor_units: int
    rent_basis_points: int
    postpaid: bool
    def __init__(self, line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., sales_unit: _Optional[str] = ..., basis: _Optional[_Union[WarningBasis, str]] = ..., amount_minor_units: _Optional[int] = ..., rent_basis_points: _Optional[int] = ..., postpaid: _Optional[bool] = ...) -> None: ...

class InterventionLimit(_message.Message):
    __slots__ = ("line_of_business", "sales_unit", "figure", "limit_minor_units")
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    FIGURE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    line_of_business: _business_pb2.LineOfBusiness
    sales_unit: str
    figure: InterventionFigure
    limit_minor_units: int
    def __init__(self, line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., sales_unit: _Optional[str] = ..., figure: _Optional[_Union[InterventionFigure, str]] = ..., limit_minor_units: _Optional[int] = ...) -> None: ...

class PolicyDryRun(_message.Message):
    __slots__ = ("policy", "business_date", "accounts", "customers", "affected")
    class AffectedEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    POLICY_FIELD_NUMBER: _ClassVar[int]
    BUSINESS_DATE_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMERS_FIELD_NUMBER: _ClassVar[int]
    AFFECTED_FIELD_NUMBER: _ClassVar[int]
    policy: str
    business_date: _date_pb2.Date
    accounts: int
    customers: int
    affected: _containers.ScalarMap[str, int]
    def __init__(self, policy: _Optional[str] = ..., business_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., accounts: _Optional[int] = ..., customers: _Optional[int] = ..., affected: _Optional[_Mapping[str, int]] = ...) -> None: ...

class PolicyEffect(_message.Message):
    __slots__ = ("account", "customer", "effects", "suspend_not_before_old", "suspend_not_before_new", "credit_limit_old_minor_units", "credit_limit_new_minor_units")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    EFFECTS_FIELD_NUMBER: _ClassVar[int]
    SUSPEND_NOT_BEFORE_OLD_FIELD_NUMBER: _ClassVar[int]
    SUSPEND_NOT_BEFORE_NEW_FIELD_NUMBER: _ClassVar[int]
    CREDIT_LIMIT_OLD_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    CREDIT_LIMIT_NEW_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    account: str
    customer: str
    effects: _containers.RepeatedScalarFieldContainer[str]
    suspend_not_before_old: _date_pb2.Date
    suspend_not_before_new: _date_pb2.Date
    credit_limit_old_minor_units: int
    credit_limit_new_minor_units: int
    def __init__(self, account: _Optional[str] = ..., customer: _Optional[str] = ..., effects: _Optional[_Iterable[str]] = ..., suspend_not_before_old: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., suspend_not_before_new: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., credit_limit_old_minor_units: _Optional[int] = ..., credit_limit_new_minor_units: _Optional[int] = ...) -> None: ...
