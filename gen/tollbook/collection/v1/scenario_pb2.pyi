from google.type import date_pb2 as _date_pb2
from tollbook.collection.v1 import contact_pb2 as _contact_pb2
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
    POLICY_STATE_APPROVED: _ClassVar[PolicyState]
    POLICY_STATE_REJECTED: _ClassVar[PolicyState]

class LadderLayer(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    LADDER_LAYER_UNSPECIFIED: _ClassVar[LadderLayer]
    LADDER_LAYER_ACCOUNT: _ClassVar[LadderLayer]
    LADDER_LAYER_SUBSCRIPTION: _ClassVar[LadderLayer]
POLICY_STATE_UNSPECIFIED: PolicyState
POLICY_STATE_PROPOSED: PolicyState
POLICY_STATE_APPROVED: PolicyState
POLICY_STATE_REJECTED: PolicyState
LADDER_LAYER_UNSPECIFIED: LadderLayer
LADDER_LAYER_ACCOUNT: LadderLayer
LADDER_LAYER_SUBSCRIPTION: LadderLayer

class Scenario(_message.Message):
    __slots__ = ("name", "version", "grade", "customer_class", "line_of_business", "layer", "days", "media", "effective_date", "state", "proposer", "approver")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_CLASS_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    LAYER_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    MEDIA_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PROPOSER_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    name: str
    version: str
    grade: str
    customer_class: _business_pb2.CustomerClass
    line_of_business: _business_pb2.LineOfBusiness
    layer: LadderLayer
    days: LadderDays
    media: _containers.RepeatedScalarFieldContainer[_contact_pb2.ContactMedium]
    effective_date: _date_pb2.Date
    state: PolicyState
    proposer: str
    approver: str
    def __init__(self, name: _Optional[str] = ..., version: _Optional[str] = ..., grade: _Optional[str] = ..., customer_class: _Optional[_Union[_business_pb2.CustomerClass, str]] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., layer: _Optional[_Union[LadderLayer, str]] = ..., days: _Optional[_Union[LadderDays, _Mapping]] = ..., media: _Optional[_Iterable[_Union[_contact_pb2.ContactMedium, str]]] = ..., effective_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., state: _Optional[_Union[PolicyState, str]] = ..., proposer: _Optional[str] = ..., approver: _Optional[str] = ...) -> None: ...

class LadderDays(_message.Message):
    __slots__ = ("reminder_before_due", "arrears_notice_after_due", "suspension_notice_after_due", "suspension_after_due", "dunning_after_suspension", "termination_notice_after_suspension", "termination_after_suspension", "bad_debt_after_termination", "minimum_after_notice")
    REMINDER_BEFORE_DUE_FIELD_NUMBER: _ClassVar[int]
    ARREARS_NOTICE_AFTER_DUE_FIELD_NUMBER: _ClassVar[int]
    SUSPENSION_NOTICE_AFTER_DUE_FIELD_NUMBER: _ClassVar[int]
    SUSPENSION_AFTER_DUE_FIELD_NUMBER: _ClassVar[int]
    DUNNING_AFTER_SUSPENSION_FIELD_NUMBER: _ClassVar[int]
    TERMINATION_NOTICE_AFTER_SUSPENSION_FIELD_NUMBER: _ClassVar[int]
    TERMINATION_AFTER_SUSPENSION_FIELD_NUMBER: _ClassVar[int]
    BAD_DEBT_AFTER_TERMINATION_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_AFTER_NOTICE_FIELD_NUMBER: _ClassVar[int]
    reminder_before_due: int
    arrears_notice_after_due: int
    suspension_notice_after_due: int
    suspension_after_due: int
    dunning_after_suspension: int
    termination_notice_after_suspension: int
    termination_after_suspension: int
    bad_debt_after_termination: int
    minimum_after_notice: int
    def __init__(self, reminder_before_due: _Optional[int] = ..., arrears_notice_after_due: _Optional[int] = ..., suspension_notice_after_due: _Optional[int] = ..., suspension_after_due: _Optional[int] = ..., dunning_after_suspension: _Optional[int] = ..., termination_notice_after_suspension: _Optional[int] = ..., termination_after_suspension: _Optional[int] = ..., bad_debt_after_termination: _Optional[int] = ..., minimum_after_notice: _Optional[int] = ...) -> None: ...

class NoticeTemplate(_message.Message):
    __slots__ = ("name", "kind", "medium", "language", "text", "effective_date", "state", "proposer", "approver")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    MEDIUM_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PROPOSER_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    name: str
    kind: _contact_pb2.NoticeKind
    medium: _contact_pb2.ContactMedium
    language: str
    text: str
    effective_date: _date_pb2.Date
    state: PolicyState
    proposer: str
    approver: str
    def __init__(self, name: _Optional[str] = ..., kind: _Optional[_Union[_contact_pb2.NoticeKind, str]] = ..., medium: _Optional[_Union[_contact_pb2.ContactMedium, str]] = ..., language: _Optional[str] = ..., text: _Optional[str] = ..., effective_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., state: _Optional[_Union[PolicyState, str]] = ..., proposer: _Optional[str] = ..., approver: _Optional[str] = ...) -> None: ...

class WorkingCalendar(_message.Message):
    __slots__ = ("name", "medium", "weekdays", "closed_dates", "open_dates", "first_minute", "quiet_from_minute", "effective_date", "state", "proposer", "approver")
    NAME_FIELD_NUMBER: _ClassVar[int]
    MEDIUM_FIELD_NUMBER: _ClassVar[int]
    WEEKDAYS_FIELD_NUMBER: _ClassVar[int]
    CLOSED_DATES_FIELD_NUMBER: _ClassVar[int]
    OPEN_DATES_FIELD_NUMBER: _ClassVar[int]
    FIRST_MINUTE_FIELD_NUMBER: _ClassVar[int]
    QUIET_FROM_MINUTE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PROPOSER_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    name: str
    medium: _contact_pb2.ContactMedium
    weekdays: _containers.RepeatedScalarFieldContainer[int]
    closed_dates: _containers.RepeatedCompositeFieldContainer[_date_pb2.Date]
    open_dates: _containers.RepeatedCompositeFieldContainer[_date_pb2.Date]
    first_minute: int
    quiet_from_minute: int
    effective_date: _date_pb2.Date
    state: PolicyState
    proposer: str
    approver: str
    def __init__(self, name: _Optional[str] = ..., medium: _Optional[_Union[_contact_pb2.ContactMedium, str]] = ..., weekdays: _Optional[_Iterable[int]] = ..., closed_dates: _Optional[_Iterable[_Union[_date_pb2.Date, _Mapping]]] = ..., open_dates: _Optional[_Iterable[_Union[_date_pb2.Date, _Mapping]]] = ..., first_minute: _Optional[int] = ..., quiet_from_minute: _Optional[int] = ..., effective_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., state: _Optional[_Union[PolicyState, str]] = ..., proposer: _Optional[str] = ..., approver: _Optional[str] = ...) -> None: ...

class CollectionPolicy(_message.Message):
    __slots__ = ("name", "restoration_hours", "escalation_days", "escalation_levels", "promise_days_max", "evidence_rules", "approval_chain", "provision_rates", "contact_result_days", "how_to_pay", "effective_date", "state", "proposer", "approver", "task_days", "commission_ratios", "version")
    class RestorationHoursEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    class EscalationDaysEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    class HowToPayEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESTORATION_HOURS_FIELD_NUMBER: _ClassVar[int]
    ESCALATION_DAYS_FIELD_NUMBER: _ClassVar[int]
    ESCALATION_LEVELS_FIELD_NUMBER: _ClassVar[int]
    PROMISE_DAYS_MAX_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_RULES_FIELD_NUMBER: _ClassVar[int]
    APPROVAL_CHAIN_FIELD_NUMBER: _ClassVar[int]
    PROVISION_RATES_FIELD_NUMBER: _ClassVar[int]
    CONTACT_RESULT_DAYS_FIELD_NUMBER: _ClassVar[int]
    HOW_TO_PAY_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PROPOSER_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    TASK_DAYS_FIELD_NUMBER: _ClassVar[int]
    COMMISSION_RATIOS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    name: str
    restoration_hours: _containers.ScalarMap[str, int]
    escalation_days: _containers.ScalarMap[str, int]
    escalation_levels: _containers.RepeatedScalarFieldContainer[str]
    promise_days_max: int
    evidence_rules: _containers.RepeatedCompositeFieldContainer[EvidenceRule]
    approval_chain: _containers.RepeatedScalarFieldContainer[str]
    provision_rates: _containers.RepeatedCompositeFieldContainer[ProvisionRate]
    contact_result_days: int
    how_to_pay: _containers.ScalarMap[str, str]
    effective_date: _date_pb2.Date
    state: PolicyState
    proposer: str
    approver: str
    task_days: int
    commission_ratios: _containers.RepeatedCompositeFieldContainer[CommissionRatio]
    version: str
    def __init__(self, name: _Optional[str] = ..., restoration_hours: _Optional[_Mapping[str, int]] = ..., escalation_days: _Optional[_Mapping[str, int]] = ..., escalation_levels: _Optional[_Iterable[str]] = ..., promise_days_max: _Optional[int] = ..., evidence_rules: _Optional[_Iterable[_Union[EvidenceRule, _Mapping]]] = ..., approval_chain: _Optional[_Iterable[str]] = ..., provision_rates: _Optional[_Iterable[_Union[ProvisionRate, _Mapping]]] = ..., contact_result_days: _Optional[int] = ..., how_to_pay: _Optional[_Mapping[str, str]] = ..., effective_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., state: _Optional[_Union[PolicyState, str]] = ..., proposer: _Optional[str] = ..., approver: _Optional[str] = ..., task_days: _Optional[int] = ..., commission_ratios: _Optional[_Iterable[_Union[CommissionRatio, _Mapping]]] = ..., version: _Optional[str] = ...) -> None: ...

class CommissionRatio(_message.Message):
    __slots__ = ("months_from", "basis_points")
    MONTHS_FROM_FIELD_NUMBER: _ClassVar[int]
    BASIS_POINTS_FIELD_NUMBER: _ClassVar[int]
    months_from: int
    basis_points: int
    def __init__(self, months_from: _Optional[int] = ..., basis_points: _Optional[int] = ...) -> None: ...

class EvidenceRule(_message.Message):
    __slots__ = ("customer_kind", "evidence_kinds")
    CUSTOMER_KIND_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_KINDS_FIELD_NUMBER: _ClassVar[int]
    customer_kind: _business_pb2.CustomerKind
    evidence_kinds: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, customer_kind: _Optional[_Union[_business_pb2.CustomerKind, str]] = ..., evidence_kinds: _Optional[_Iterable[str]] = ...) -> None: ...

class ProvisionRate(_message.Message):
    __slots__ = ("months_from", "basis_points")
    MONTHS_FROM_FIELD_NUMBER: _ClassVar[int]
    BASIS_POINTS_FIELD_NUMBER: _ClassVar[int]
    months_from: int
    basis_points: int
    def __init__(self, months_from: _Optional[int] = ..., basis_points: _Optional[int] = ...) -> None: ...
