from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.kernel.v1 import period_pb2 as _period_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AgentReportState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    AGENT_REPORT_STATE_UNSPECIFIED: _ClassVar[AgentReportState]
    AGENT_REPORT_STATE_SUBMITTED: _ClassVar[AgentReportState]
    AGENT_REPORT_STATE_AUDITED: _ClassVar[AgentReportState]
    AGENT_REPORT_STATE_DISPUTED: _ClassVar[AgentReportState]
AGENT_REPORT_STATE_UNSPECIFIED: AgentReportState
AGENT_REPORT_STATE_SUBMITTED: AgentReportState
AGENT_REPORT_STATE_AUDITED: AgentReportState
AGENT_REPORT_STATE_DISPUTED: AgentReportState

class Agent(_message.Message):
    __slots__ = ("name", "display_name", "sales_unit", "fee_permille", "bonus_permille", "bonus_target_minor_units", "validity", "voucher", "approved", "etag", "callers", "reviewed")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    FEE_PERMILLE_FIELD_NUMBER: _ClassVar[int]
    BONUS_PERMILLE_FIELD_NUMBER: _ClassVar[int]
    BONUS_TARGET_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    VALIDITY_FIELD_NUMBER: _ClassVar[int]
    VOUCHER_FIELD_NUMBER: _ClassVar[int]
    APPROVED_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    CALLERS_FIELD_NUMBER: _ClassVar[int]
    REVIEWED_FIELD_NUMBER: _ClassVar[int]
    name: str
    display_name: str
    sales_unit: str
    fee_permille: int
    bonus_permille: int
    bonus_target_minor_units: int
    validity: _period_pb2.Dates
    voucher: str
    approved: bool
    etag: str
    callers: _containers.RepeatedScalarFieldContainer[str]
    reviewed: AgentTerms
    def __init__(self, name: _Optional[str] = ..., display_name: _Optional[str] = ..., sales_unit: _Optional[str] = ..., fee_permille: _Optional[int] = ..., bonus_permille: _Optional[int] = ..., bonus_target_minor_units: _Optional[int] = ..., validity: _Optional[_Union[_period_pb2.Dates, _Mapping]] = ..., voucher: _Optional[str] = ..., approved: _Optional[bool] = ..., etag: _Optional[str] = ..., callers: _Optional[_Iterable[str]] = ..., reviewed: _Optional[_Union[AgentTerms, _Mapping]] = ...) -> None: ...

class AgentTerms(_message.Message):
    __slots__ = ("fee_permille", "bonus_permille", "bonus_target_minor_units", "validity")
    FEE_PERMILLE_FIELD_NUMBER: _ClassVar[int]
    BONUS_PERMILLE_FIELD_NUMBER: _ClassVar[int]
    BONUS_TARGET_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    VALIDITY_FIELD_NUMBER: _ClassVar[int]
    fee_permille: int
    bonus_permille: int
    bonus_target_minor_units: int
    validity: _period_pb2.Dates
    def __init__(self, fee_permille: _Optional[int] = ..., bonus_permille: _Optional[int] = ..., bonus_target_minor_units: _Optional[int] = ..., validity: _Optional[_Union[_period_pb2.Dates, _Mapping]] = ...) -> None: ...

class AgentDailyReport(_message.Message):
    __slots__ = ("name", "agent", "date", "payments", "amount", "recorded_payments", "recorded_amount", "state", "finding")
    NAME_FIELD_NUMBER: _ClassVar[int]
    AGENT_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    PAYMENTS_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    RECORDED_PAYMENTS_FIELD_NUMBER: _ClassVar[int]
    RECORDED_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    FINDING_FIELD_NUMBER: _ClassVar[int]
    name: str
    agent: str
    date: _date_pb2.Date
    payments: int
    amount: _money_pb2.Money
    recorded_payments: int
    recorded_amount: _money_pb2.Money
    state: AgentReportState
    finding: str
    def __init__(self, name: _Optional[str] = ..., agent: _Optional[str] = ..., date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., payments: _Optional[int] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., recorded_payments: _Optional[int] = ..., recorded_amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., state: _Optional[_Union[AgentReportState, str]] = ..., finding: _Optional[str] = ...) -> None: ...

class Remittance(_message.Message):
    __slots__ = ("name", "agent", "amount", "remit_date", "voucher")
    NAME_FIELD_NUMBER: _ClassVar[int]
    AGENT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    REMIT_DATE_FIELD_NUMBER: _ClassVar[int]
    VOUCHER_FIELD_NUMBER: _ClassVar[int]
    name: str
    agent: str
    amount: _money_pb2.Money
    remit_date: _date_pb2.Date
    voucher: str
    def __init__(self, name: _Optional[str] = ..., agent: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., remit_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., voucher: _Optional[str] = ...) -> None: ...

class InspectionFinding(_message.Message):
    __slots__ = ("name", "agent", "date", "finding", "follow_up")
    NAME_FIELD_NUMBER: _ClassVar[int]
    AGENT_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    FINDING_FIELD_NUMBER: _ClassVar[int]
    FOLLOW_UP_FIELD_NUMBER: _ClassVar[int]
    name: str
    agent: str
    date: _date_pb2.Date
    finding: str
    follow_up: str
    def __init__(self, name: _Optional[str] = ..., agent: _Optional[str] = ..., date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., finding: _Optional[str] = ..., follow_up: _Optional[str] = ...) -> None: ...

class AgentStanding(_message.Message):
    __slots__ = ("agent", "month", "taken", "remitted", "outstanding", "days_late", "fee", "bonus")
    AGENT_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    TAKEN_FIELD_NUMBER: _ClassVar[int]
    REMITTED_FIELD_NUMBER: _ClassVar[int]
    OUTSTANDING_FIELD_NUMBER: _ClassVar[int]
    DAYS_LATE_FIELD_NUMBER: _ClassVar[int]
    FEE_FIELD_NUMBER: _ClassVar[int]
    BONUS_FIELD_NUMBER: _ClassVar[int]
    agent: str
    month: str
    taken: _money_pb2.Money
    remitted: _money_pb2.Money
    outstanding: _money_pb2.Money
    days_late: int
    fee: _money_pb2.Money
    bonus: _money_pb2.Money
    def __init__(self, agent: _Optional[str] = ..., month: _Optional[str] = ..., taken: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., remitted: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., outstanding: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., days_late: _Optional[int] = ..., fee: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., bonus: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...
