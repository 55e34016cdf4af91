import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CaseState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CASE_STATE_UNSPECIFIED: _ClassVar[CaseState]
    CASE_STATE_OPEN: _ClassVar[CaseState]
    CASE_STATE_ARREARS_NOTICED: _ClassVar[CaseState]
    CASE_STATE_SUSPENSION_NOTICED: _ClassVar[CaseState]
    CASE_STATE_SUSPENDING: _ClassVar[CaseState]
    CASE_STATE_SUSPENDED: _ClassVar[CaseState]
    CASE_STATE_DUNNED: _ClassVar[CaseState]
    CASE_STATE_TERMINATION_NOTICED: _ClassVar[CaseState]
    CASE_STATE_TERMINATING: _ClassVar[CaseState]
    CASE_STATE_TERMINATED: _ClassVar[CaseState]
    CASE_STATE_BAD_DEBT: _ClassVar[CaseState]
    CASE_STATE_WRITTEN_OFF: _ClassVar[CaseState]
    CASE_STATE_RESTORING: _ClassVar[CaseState]
    CASE_STATE_RECOVERING: _ClassVar[CaseState]
    CASE_STATE_CLOSED: _ClassVar[CaseState]

class LadderVerb(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    LADDER_VERB_UNSPECIFIED: _ClassVar[LadderVerb]
    LADDER_VERB_OPEN: _ClassVar[LadderVerb]
    LADDER_VERB_NOTIFY_ARREARS: _ClassVar[LadderVerb]
    LADDER_VERB_NOTIFY_SUSPENSION: _ClassVar[LadderVerb]
    LADDER_VERB_ORDER_SUSPENSION: _ClassVar[LadderVerb]
    LADDER_VERB_WITHDRAW_SUSPENSION: _ClassVar[LadderVerb]
    LADDER_VERB_CONFIRM_SUSPENSION: _ClassVar[LadderVerb]
    LADDER_VERB_DUN: _ClassVar[LadderVerb]
    LADDER_VERB_NOTIFY_TERMINATION: _ClassVar[LadderVerb]
    LADDER_VERB_ORDER_TERMINATION: _ClassVar[LadderVerb]
    LADDER_VERB_CONFIRM_TERMINATION: _ClassVar[LadderVerb]
    LADDER_VERB_PROPOSE_BAD_DEBT: _ClassVar[LadderVerb]
    LADDER_VERB_WRITE_OFF: _ClassVar[LadderVerb]
    LADDER_VERB_ORDER_RESTORATION: _ClassVar[LadderVerb]
    LADDER_VERB_CONFIRM_RESTORATION: _ClassVar[LadderVerb]
    LADDER_VERB_AWAIT_EQUIPMENT: _ClassVar[LadderVerb]
    LADDER_VERB_CLOSE: _ClassVar[LadderVerb]
    LADDER_VERB_REJECT_BAD_DEBT: _ClassVar[LadderVerb]
    LADDER_VERB_WITHDRAW_TERMINATION: _ClassVar[LadderVerb]
    LADDER_VERB_IMPORT: _ClassVar[LadderVerb]

class HoldReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    HOLD_REASON_UNSPECIFIED: _ClassVar[HoldReason]
    HOLD_REASON_MANUAL: _ClassVar[HoldReason]
    HOLD_REASON_PROMISE: _ClassVar[HoldReason]
    HOLD_REASON_INSTALMENTS: _ClassVar[HoldReason]
    HOLD_REASON_DISPUTE: _ClassVar[HoldReason]

class PromiseState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PROMISE_STATE_UNSPECIFIED: _ClassVar[PromiseState]
    PROMISE_STATE_OPEN: _ClassVar[PromiseState]
    PROMISE_STATE_KEPT: _ClassVar[PromiseState]
    PROMISE_STATE_BROKEN: _ClassVar[PromiseState]
    PROMISE_STATE_CANCELLED: _ClassVar[PromiseState]

class InstalmentPlanState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    INSTALMENT_PLAN_STATE_UNSPECIFIED: _ClassVar[InstalmentPlanState]
    INSTALMENT_PLAN_STATE_REQUESTED: _ClassVar[InstalmentPlanState]
    INSTALMENT_PLAN_STATE_RUNNING: _ClassVar[InstalmentPlanState]
    INSTALMENT_PLAN_STATE_COMPLETED: _ClassVar[InstalmentPlanState]
    INSTALMENT_PLAN_STATE_BROKEN: _ClassVar[InstalmentPlanState]
    INSTALMENT_PLAN_STATE_CANCELLED: _ClassVar[InstalmentPlanState]

class DisputeState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DISPUTE_STATE_UNSPECIFIED: _ClassVar[DisputeState]
    DISPUTE_STATE_OPEN: _ClassVar[DisputeState]
    DISPUTE_STATE_UPHELD: _ClassVar[DisputeState]
    DISPUTE_STATE_REJECTED: _ClassVar[DisputeState]
CASE_STATE_UNSPECIFIED: CaseState
CASE_STATE_OPEN: CaseState
CASE_STATE_ARREARS_NOTICED: CaseState
CASE_STATE_SUSPENSION_NOTICED: CaseState
CASE_STATE_SUSPENDING: CaseState
CASE_STATE_SUSPENDED: CaseState
CASE_STATE_DUNNED: CaseState
CASE_STATE_TERMINATION_NOTICED: CaseState
CASE_STATE_TERMINATING: CaseState
CASE_STATE_TERMINATED: CaseState
CASE_STATE_BAD_DEBT: CaseState
CASE_STATE_WRITTEN_OFF: CaseState
CASE_STATE_RESTORING: CaseState
CASE_STATE_RECOVERING: CaseState
CASE_STATE_CLOSED: CaseState
LADDER_VERB_UNSPECIFIED: LadderVerb
LADDER_VERB_OPEN: LadderVerb
LADDER_VERB_NOTIFY_ARREARS: LadderVerb
LADDER_VERB_NOTIFY_SUSPENSION: LadderVerb
LADDER_VERB_ORDER_SUSPENSION: LadderVerb
LADDER_VERB_WITHDRAW_SUSPENSION: LadderVerb
LADDER_VERB_CONFIRM_SUSPENSION: LadderVerb
LADDER_VERB_DUN: LadderVerb
LADDER_VERB_NOTIFY_TERMINATION: LadderVerb
LADDER_VERB_ORDER_TERMINATION: LadderVerb
LADDER_VERB_CONFIRM_TERMINATION: LadderVerb
LADDER_VERB_PROPOSE_BAD_DEBT: LadderVerb
LADDER_VERB_WRITE_OFF: LadderVerb
LADDER_VERB_ORDER_RESTORATION: LadderVerb
LADDER_VERB_CONFIRM_RESTORATION: LadderVerb
LADDER_VERB_AWAIT_EQUIPMENT: LadderVerb
LADDER_VERB_CLOSE: LadderVerb
LADDER_VERB_REJECT_BAD_DEBT: LadderVerb
LADDER_VERB_WITHDRAW_TERMINATION: LadderVerb
LADDER_VERB_IMPORT: LadderVerb
HOLD_REASON_UNSPECIFIED: HoldReason
HOLD_REASON_MANUAL: HoldReason
HOLD_REASON_PROMISE: HoldReason
HOLD_REASON_INSTALMENTS: HoldReason
HOLD_REASON_DISPUTE: HoldReason
PROMISE_STATE_UNSPECIFIED: PromiseState
PROMISE_STATE_OPEN: PromiseState
PROMISE_STATE_KEPT: PromiseState
PROMISE_STATE_BROKEN: PromiseState
PROMISE_STATE_CANCELLED: PromiseState
INSTALMENT_PLAN_STATE_UNSPECIFIED: InstalmentPlanState
INSTALMENT_PLAN_STATE_REQUESTED: InstalmentPlanState
INSTALMENT_PLAN_STATE_RUNNING: InstalmentPlanState
INSTALMENT_PLAN_STATE_COMPLETED: InstalmentPlanState
INSTALMENT_PLAN_STATE_BROKEN: InstalmentPlanState
INSTALMENT_PLAN_STATE_CANCELLED: InstalmentPlanState
DISPUTE_STATE_UNSPECIFIED: DisputeState
DISPUTE_STATE_OPEN: DisputeState
DISPUTE_STATE_UPHELD: DisputeState
DISPUTE_STATE_REJECTED: DisputeState

class Case(_message.Message):
    __slots__ = ("name", "account", "customer", "sales_unit", "account_manager", "state", "step_date", "open_date", "anchor_date", "scenario", "grade", "overdue", "holds", "next_verb", "next_date", "next_conditions", "agency", "close_date", "etag")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_MANAGER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    STEP_DATE_FIELD_NUMBER: _ClassVar[int]
    OPEN_DATE_FIELD_NUMBER: _ClassVar[int]
    ANCHOR_DATE_FIELD_NUMBER: _ClassVar[int]
    SCENARIO_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    HOLDS_FIELD_NUMBER: _ClassVar[int]
    NEXT_VERB_FIELD_NUMBER: _ClassVar[int]
    NEXT_DATE_FIELD_NUMBER: _ClassVar[int]
    NEXT_CONDITIONS_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    CLOSE_DATE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    customer: str
    sales_unit: str
    account_manager: str
    state: CaseState
    step_date: _date_pb2.Date
    open_date: _date_pb2.Date
    anchor_date: _date_pb2.Date
    scenario: str
    grade: str
    overdue: _money_pb2.Money
    holds: _containers.RepeatedCompositeFieldContainer[Hold]
    next_verb: LadderVerb
    next_date: _date_pb2.Date
    next_conditions: _containers.RepeatedScalarFieldContainer[str]
    agency: str
    close_date: _date_pb2.Date
    etag: str
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., sales_unit: _Optional[str] = ..., account_manager: _Optional[str] = ..., state: _Optional[_Union[CaseState, str]] = ..., step_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., open_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., anchor_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., scenario: _Optional[str] = ..., grade: _Optional[str] = ..., overdue: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., holds: _Optional[_Iterable[_Union[Hold, _Mapping]]] = ..., next_verb: _Optional[_Union[LadderVerb, str]] = ..., next_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., next_conditions: _Optional[_Iterable[str]] = ..., agency: _Optional[str] = ..., close_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., etag: _Optional[str] = ...) -> None: ...

class CaseStep(_message.Message):
    __slots__ = ("case_name", "sequence", "from_state", "verb", "to_state", "step_date", "anchor_date", "overdue_minor_units", "reasons", "policy_version", "actor", "create_time")
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    FROM_STATE_FIELD_NUMBER: _ClassVar[int]
    VERB_FIELD_NUMBER: _ClassVar[int]
    TO_STATE_FIELD_NUMBER: _ClassVar[int]
    STEP_DATE_FIELD_NUMBER: _ClassVar[int]
    ANCHOR_DATE_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    case_name: str
    sequence: int
    from_state: CaseState
    verb: LadderVerb
    to_state: CaseState
    step_date: _date_pb2.Date
    anchor_date: _date_pb2.Date
    overdue_minor_units: int
    reasons: _containers.RepeatedScalarFieldContainer[str]
    policy_version: str
    actor: str
    create_time: _timestamp_pb2.Timestamp
    def __init__(self, case_name: _Optional[str] = ..., sequence: _Optional[int] = ..., from_state: _Optional[_Union[CaseState, str]] = ..., verb: _Optional[_Union[LadderVerb, str]] = ..., to_state: _Optional[_Union[CaseState, str]] = ..., step_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., anchor_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., overdue_minor_units: _Optional[int] = ..., reasons: _Optional[_Iterable[str]] = ..., policy_version: _Optional[str] = ..., actor: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class LadderMove(_message.Message):
    __slots__ = ("from_state", "verb", "to_state", "anchor", "after_notice")
    FROM_STATE_FIELD_NUMBER: _ClassVar[int]
    VERB_FIELD_NUMBER: _ClassVar[int]
    TO_STATE_FIELD_NUMBER: _ClassVar[int]
    ANCHOR_FIELD_NUMBER: _ClassVar[int]
    AFTER_NOTICE_FIELD_NUMBER: _ClassVar[int]
    from_state: CaseState
    verb: LadderVerb
    to_state: CaseState
    anchor: str
    after_notice: bool
    def __init__(self, from_state: _Optional[_Union[CaseState, str]] = ..., verb: _Optional[_Union[LadderVerb, str]] = ..., to_state: _Optional[_Union[CaseState, str]] = ..., anchor: _Optional[str] = ..., after_notice: _Optional[bool] = ...) -> None: ...

class Hold(_message.Message):
    __slots__ = ("name", "case_name", "reason", "until_date", "comment", "actor", "start_date", "end_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    UNTIL_DATE_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    START_DATE_FIELD_NUMBER: _ClassVar[int]
    END_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    case_name: str
    reason: HoldReason
    until_date: _date_pb2.Date
    comment: str
    actor: str
    start_date: _date_pb2.Date
    end_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., case_name: _Optional[str] = ..., reason: _Optional[_Union[HoldReason, str]] = ..., until_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., comment: _Optional[str] = ..., actor: _Optional[str] = ..., start_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., end_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class Promise(_message.Message):
    __slots__ = ("name", "case_name", "account", "amount", "promised_date", "overdue_minor_units", "state", "actor", "make_date", "end_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    PROMISED_DATE_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    MAKE_DATE_FIELD_NUMBER: _ClassVar[int]
    END_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    case_name: str
    account: str
    amount: _money_pb2.Money
    promised_date: _date_pb2.Date
    overdue_minor_units: int
    state: PromiseState
    actor: str
    make_date: _date_pb2.Date
    end_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., case_name: _Optional[str] = ..., account: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., promised_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., overdue_minor_units: _Optional[int] = ..., state: _Optional[_Union[PromiseState, str]] = ..., actor: _Optional[str] = ..., make_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., end_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class InstalmentPlan(_message.Message):
    __slots__ = ("name", "case_name", "account", "instalments", "total", "state", "requester", "approver")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    INSTALMENTS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REQUESTER_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    name: str
    case_name: str
    account: str
    instalments: _containers.RepeatedCompositeFieldContainer[Instalment]
    total: _money_pb2.Money
    state: InstalmentPlanState
    requester: str
    approver: str
    def __init__(self, name: _Optional[str] = ..., case_name: _Optional[str] = ..., account: _Optional[str] = ..., instalments: _Optional[_Iterable[_Union[Instalment, _Mapping]]] = ..., total: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., state: _Optional[_Union[InstalmentPlanState, str]] = ..., requester: _Optional[str] = ..., approver: _Optional[str] = ...) -> None: ...

class Instalment(_message.Message):
    __slots__ = ("due_date", "amount_minor_units", "kept")
    DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    KEPT_FIELD_NUMBER: _ClassVar[int]
    due_date: _date_pb2.Date
    amount_minor_units: int
    kept: bool
    def __init__(self, due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., amount_minor_units: _Optional[int] = ..., kept: _Optional[bool] = ...) -> None: ...

class Dispute(_message.Message):
    __slots__ = ("name", "case_name", "account", "bills", "statement", "state", "finding", "actor", "open_date", "resolve_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    BILLS_FIELD_NUMBER: _ClassVar[int]
    STATEMENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    FINDING_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    OPEN_DATE_FIELD_NUMBER: _ClassVar[int]
    RESOLVE_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    case_name: str
    account: str
    bills: _containers.RepeatedScalarFieldContainer[str]
    statement: str
    state: DisputeState
    finding: str
    actor: str
    open_date: _date_pb2.Date
    resolve_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., case_name: _Optional[str] = ..., account: _Optional[str] = ..., bills: _Optional[_Iterable[str]] = ..., statement: _Optional[str] = ..., state: _Optional[_Union[DisputeState, str]] = ..., finding: _Optional[str] = ..., actor: _Optional[str] = ..., open_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., resolve_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...
