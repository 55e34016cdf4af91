from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.credit.v1 import events_pb2 as _events_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ControlDecision(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONTROL_DECISION_UNSPECIFIED: _ClassVar[ControlDecision]
    CONTROL_DECISION_NONE: _ClassVar[ControlDecision]
    CONTROL_DECISION_WARN: _ClassVar[ControlDecision]
    CONTROL_DECISION_INTERVENE: _ClassVar[ControlDecision]
    CONTROL_DECISION_SUSPEND: _ClassVar[ControlDecision]
    CONTROL_DECISION_RESTORE: _ClassVar[ControlDecision]
    CONTROL_DECISION_SUSPEND_SPONSORSHIP: _ClassVar[ControlDecision]
    CONTROL_DECISION_RESTORE_SPONSORSHIP: _ClassVar[ControlDecision]
CONTROL_DECISION_UNSPECIFIED: ControlDecision
CONTROL_DECISION_NONE: ControlDecision
CONTROL_DECISION_WARN: ControlDecision
CONTROL_DECISION_INTERVENE: ControlDecision
CONTROL_DECISION_SUSPEND: ControlDecision
CONTROL_DECISION_RESTORE: ControlDecision
CONTROL_DECISION_SUSPEND_SPONSORSHIP: ControlDecision
CONTROL_DECISION_RESTORE_SPONSORSHIP: ControlDecision

class AccountControl(_message.Message):
    __slots__ = ("name", "account", "customer", "state", "oldest_due_date", "suspend_not_before", "terminate_not_before", "dunning_exempt_until", "suspension_exempt_until", "overdue", "grade", "policy_version", "reasons", "payment_version", "decision", "version", "change_date", "sales_unit")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    OLDEST_DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    SUSPEND_NOT_BEFORE_FIELD_NUMBER: _ClassVar[int]
    TERMINATE_NOT_BEFORE_FIELD_NUMBER: _ClassVar[int]
    DUNNING_EXEMPT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    SUSPENSION_EXEMPT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    CHANGE_DATE_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    customer: str
    state: _events_pb2.ControlState
    oldest_due_date: _date_pb2.Date
    suspend_not_before: _date_pb2.Date
    terminate_not_before: _date_pb2.Date
    dunning_exempt_until: _date_pb2.Date
    suspension_exempt_until: _date_pb2.Date
    overdue: _money_pb2.Money
    grade: str
    policy_version: str
    reasons: _containers.RepeatedScalarFieldContainer[str]
    payment_version: int
    decision: ControlDecision
    version: int
    change_date: _date_pb2.Date
    sales_unit: str
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., state: _Optional[_Union[_events_pb2.ControlState, str]] = ..., oldest_due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., suspend_not_before: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., terminate_not_before: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., dunning_exempt_until: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., suspension_exempt_until: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., overdue: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., grade: _Optional[str] = ..., policy_version: _Optional[str] = ..., reasons: _Optional[_Iterable[str]] = ..., payment_version: _Optional[int] = ..., decision: _Optional[_Union[ControlDecision, str]] = ..., version: _Optional[int] = ..., change_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., sales_unit: _Optional[str] = ...) -> None: ...

class ControlDecisionRecord(_message.Message):
    __slots__ = ("account", "customer", "decision", "decide_date", "reasons", "control_version", "payment_version", "policy_version", "subject")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    DECIDE_DATE_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    CONTROL_VERSION_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    account: str
    customer: str
    decision: ControlDecision
    decide_date: _date_pb2.Date
    reasons: _containers.RepeatedScalarFieldContainer[str]
    control_version: int
    payment_version: int
    policy_version: str
    subject: str
    def __init__(self, account: _Optional[str] = ..., customer: _Optional[str] = ..., decision: _Optional[_Union[ControlDecision, str]] = ..., decide_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., reasons: _Optional[_Iterable[str]] = ..., control_version: _Optional[int] = ..., payment_version: _Optional[int] = ..., policy_version: _Optional[str] = ..., subject: _Optional[str] = ...) -> None: ...

class ControlExplanation(_message.Message):
    __slots__ = ("control", "recomputed", "debts", "suspended_since", "exemptions", "agreement", "credit")
    class SuspendedSinceEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    CONTROL_FIELD_NUMBER: _ClassVar[int]
    RECOMPUTED_FIELD_NUMBER: _ClassVar[int]
    DEBTS_FIELD_NUMBER: _ClassVar[int]
    SUSPENDED_SINCE_FIELD_NUMBER: _ClassVar[int]
    EXEMPTIONS_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_FIELD_NUMBER: _ClassVar[int]
    CREDIT_FIELD_NUMBER: _ClassVar[int]
    control: AccountControl
    recomputed: AccountControl
    debts: _containers.RepeatedCompositeFieldContainer[DebtFact]
    suspended_since: _containers.ScalarMap[str, str]
    exemptions: _containers.RepeatedScalarFieldContainer[str]
    agreement: str
    credit: CreditFigures
    def __init__(self, control: _Optional[_Union[AccountControl, _Mapping]] = ..., recomputed: _Optional[_Union[AccountControl, _Mapping]] = ..., debts: _Optional[_Iterable[_Union[DebtFact, _Mapping]]] = ..., suspended_since: _Optional[_Mapping[str, str]] = ..., exemptions: _Optional[_Iterable[str]] = ..., agreement: _Optional[str] = ..., credit: _Optional[_Union[CreditFigures, _Mapping]] = ...) -> None: ...

class DebtFact(_message.Message):
    __slots__ = ("due_date", "cycle", "line_of_business", "payable_minor_units", "blocked_minor_units")
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    PAYABLE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    BLOCKED_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    due_date: _date_pb2.Date
    cycle: str
    line_of_business: _business_pb2.LineOfBusiness
    payable_minor_units: int
    blocked_minor_units: int
    def __init__(self, due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., cycle: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., payable_minor_units: _Optional[int] = ..., blocked_minor_units: _Optional[int] = ...) -> None: ...

class CreditFigures(_message.Message):
    __slots__ = ("spendable", "limit", "unbilled", "arrears", "available")
    SPENDABLE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    UNBILLED_FIELD_NUMBER: _ClassVar[int]
    ARREARS_FIELD_NUMBER: _ClassVar[int]
    AVAILABLE_FIELD_NUMBER: _ClassVar[int]
    spendable: _money_pb2.Money
    limit: _money_pb2.Money
    unbilled: _money_pb2.Money
    arrears: _money_pb2.Money
    available: _money_pb2.Money
    def __init__(self, spendable: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., limit: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., unbilled: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., arrears: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., available: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class CreditCheck(_message.Message):
    __slots__ = ("account", "amount_minor_units")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    account: str
    amount_minor_units: int
    def __init__(self, account: _Optional[str] = ..., amount_minor_units: _Optional[int] = ...) -> None: ...

class CreditCheckResult(_message.Message):
    __slots__ = ("status", "account", "sufficient", "figures", "state", "payment_version")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    SUFFICIENT_FIELD_NUMBER: _ClassVar[int]
    FIGURES_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    status: _batch_pb2.ItemStatus
    account: str
    sufficient: bool
    figures: CreditFigures
    state: _events_pb2.ControlState
    payment_version: int
    def __init__(self, status: _Optional[_Union[_batch_pb2.ItemStatus, _Mapping]] = ..., account: _Optional[str] = ..., sufficient: _Optional[bool] = ..., figures: _Optional[_Union[CreditFigures, _Mapping]] = ..., state: _Optional[_Union[_events_pb2.ControlState, str]] = ..., payment_version: _Optional[int] = ...) -> None: ...
