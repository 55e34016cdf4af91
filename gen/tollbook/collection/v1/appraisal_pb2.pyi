from google.type import date_pb2 as _date_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AppraisalMeasure(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    APPRAISAL_MEASURE_UNSPECIFIED: _ClassVar[AppraisalMeasure]
    APPRAISAL_MEASURE_CURRENT_RECOVERY: _ClassVar[AppraisalMeasure]
    APPRAISAL_MEASURE_ARREARS_RATE: _ClassVar[AppraisalMeasure]
    APPRAISAL_MEASURE_OVER_THREE_MONTHS_RATE: _ClassVar[AppraisalMeasure]
    APPRAISAL_MEASURE_NEW_OVER_THREE_MONTHS: _ClassVar[AppraisalMeasure]
    APPRAISAL_MEASURE_NOT_SUSPENDED: _ClassVar[AppraisalMeasure]
    APPRAISAL_MEASURE_EXEMPT_SHARE: _ClassVar[AppraisalMeasure]
    APPRAISAL_MEASURE_BAD_DEBT_RATE: _ClassVar[AppraisalMeasure]
    APPRAISAL_MEASURE_REMITTANCE: _ClassVar[AppraisalMeasure]
APPRAISAL_MEASURE_UNSPECIFIED: AppraisalMeasure
APPRAISAL_MEASURE_CURRENT_RECOVERY: AppraisalMeasure
APPRAISAL_MEASURE_ARREARS_RATE: AppraisalMeasure
APPRAISAL_MEASURE_OVER_THREE_MONTHS_RATE: AppraisalMeasure
APPRAISAL_MEASURE_NEW_OVER_THREE_MONTHS: AppraisalMeasure
APPRAISAL_MEASURE_NOT_SUSPENDED: AppraisalMeasure
APPRAISAL_MEASURE_EXEMPT_SHARE: AppraisalMeasure
APPRAISAL_MEASURE_BAD_DEBT_RATE: AppraisalMeasure
APPRAISAL_MEASURE_REMITTANCE: AppraisalMeasure

class Target(_message.Message):
    __slots__ = ("name", "subject", "measure", "first_month", "value", "at_least")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    MEASURE_FIELD_NUMBER: _ClassVar[int]
    FIRST_MONTH_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    AT_LEAST_FIELD_NUMBER: _ClassVar[int]
    name: str
    subject: str
    measure: AppraisalMeasure
    first_month: str
    value: int
    at_least: bool
    def __init__(self, name: _Optional[str] = ..., subject: _Optional[str] = ..., measure: _Optional[_Union[AppraisalMeasure, str]] = ..., first_month: _Optional[str] = ..., value: _Optional[int] = ..., at_least: _Optional[bool] = ...) -> None: ...

class Figure(_message.Message):
    __slots__ = ("name", "month", "subject", "measure", "value", "numerator", "denominator", "target_value", "target_met", "has_target")
    NAME_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    MEASURE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    NUMERATOR_FIELD_NUMBER: _ClassVar[int]
    DENOMINATOR_FIELD_NUMBER: _ClassVar[int]
    TARGET_VALUE_FIELD_NUMBER: _ClassVar[int]
    TARGET_MET_FIELD_NUMBER: _ClassVar[int]
    HAS_TARGET_FIELD_NUMBER: _ClassVar[int]
    name: str
    month: str
    subject: str
    measure: AppraisalMeasure
    value: int
    numerator: int
    denominator: int
    target_value: int
    target_met: bool
    has_target: bool
    def __init__(self, name: _Optional[str] = ..., month: _Optional[str] = ..., subject: _Optional[str] = ..., measure: _Optional[_Union[AppraisalMeasure, str]] = ..., value: _Optional[int] = ..., numerator: _Optional[int] = ..., denominator: _Optional[int] = ..., target_value: _Optional[int] = ..., target_met: _Optional[bool] = ..., has_target: _Optional[bool] = ...) -> None: ...

class FigureCase(_message.Message):
    __slots__ = ("account", "customer", "case_name", "numerator", "denominator", "agent", "sales_unit")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    NUMERATOR_FIELD_NUMBER: _ClassVar[int]
    DENOMINATOR_FIELD_NUMBER: _ClassVar[int]
    AGENT_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    account: str
    customer: str
    case_name: str
    numerator: int
    denominator: int
    agent: str
    sales_unit: str
    def __init__(self, account: _Optional[str] = ..., customer: _Optional[str] = ..., case_name: _Optional[str] = ..., numerator: _Optional[int] = ..., denominator: _Optional[int] = ..., agent: _Optional[str] = ..., sales_unit: _Optional[str] = ...) -> None: ...

class Inspection(_message.Message):
    __slots__ = ("name", "sales_unit", "plan", "plan_date", "done_date", "inspector", "findings")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    PLAN_FIELD_NUMBER: _ClassVar[int]
    PLAN_DATE_FIELD_NUMBER: _ClassVar[int]
    DONE_DATE_FIELD_NUMBER: _ClassVar[int]
    INSPECTOR_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    name: str
    sales_unit: str
    plan: str
    plan_date: _date_pb2.Date
    done_date: _date_pb2.Date
    inspector: str
    findings: _containers.RepeatedCompositeFieldContainer[Finding]
    def __init__(self, name: _Optional[str] = ..., sales_unit: _Optional[str] = ..., plan: _Optional[str] = ..., plan_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., done_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., inspector: _Optional[str] = ..., findings: _Optional[_Iterable[_Union[Finding, _Mapping]]] = ...) -> None: ...

class Finding(_message.Message):
    __slots__ = ("name", "inspection", "description", "demand", "due_date", "follow_up", "close_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    INSPECTION_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    DEMAND_FIELD_NUMBER: _ClassVar[int]
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    FOLLOW_UP_FIELD_NUMBER: _ClassVar[int]
    CLOSE_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    inspection: str
    description: str
    demand: str
    due_date: _date_pb2.Date
    follow_up: str
    close_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., inspection: _Optional[str] = ..., description: _Optional[str] = ..., demand: _Optional[str] = ..., due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., follow_up: _Optional[str] = ..., close_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...
