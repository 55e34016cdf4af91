from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class WarningOutcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WARNING_OUTCOME_UNSPECIFIED: _ClassVar[WarningOutcome]
    WARNING_OUTCOME_NOTIFIED: _ClassVar[WarningOutcome]
    WARNING_OUTCOME_PROMISED: _ClassVar[WarningOutcome]
    WARNING_OUTCOME_NOT_REACHED: _ClassVar[WarningOutcome]
    WARNING_OUTCOME_DECLINED: _ClassVar[WarningOutcome]
WARNING_OUTCOME_UNSPECIFIED: WarningOutcome
WARNING_OUTCOME_NOTIFIED: WarningOutcome
WARNING_OUTCOME_PROMISED: WarningOutcome
WARNING_OUTCOME_NOT_REACHED: WarningOutcome
WARNING_OUTCOME_DECLINED: WarningOutcome

class Warning(_message.Message):
    __slots__ = ("name", "account", "customer", "sales_unit", "account_manager", "line_of_business", "cycle", "list_date", "figure", "threshold", "outcome", "outcome_date", "recorder", "note", "topped_up", "notify_by")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_MANAGER_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    LIST_DATE_FIELD_NUMBER: _ClassVar[int]
    FIGURE_FIELD_NUMBER: _ClassVar[int]
    THRESHOLD_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_DATE_FIELD_NUMBER: _ClassVar[int]
    RECORDER_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    TOPPED_UP_FIELD_NUMBER: _ClassVar[int]
    NOTIFY_BY_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    customer: str
    sales_unit: str
    account_manager: str
    line_of_business: _business_pb2.LineOfBusiness
    cycle: str
    list_date: _date_pb2.Date
    figure: _money_pb2.Money
    threshold: _money_pb2.Money
    outcome: WarningOutcome
    outcome_date: _date_pb2.Date
    recorder: str
    note: str
    topped_up: bool
    notify_by: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., sales_unit: _Optional[str] = ..., account_manager: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., cycle: _Optional[str] = ..., list_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., figure: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., threshold: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., outcome: _Optional[_Union[WarningOutcome, str]] = ..., outcome_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., recorder: _Optional[str] = ..., note: _Optional[str] = ..., topped_up: _Optional[bool] = ..., notify_by: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class WarningEffect(_message.Message):
    __slots__ = ("cycle", "sales_unit", "line_of_business", "listed", "recorded", "recorded_in_window", "topped_up", "outcomes")
    class OutcomesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    LISTED_FIELD_NUMBER: _ClassVar[int]
    RECORDED_FIELD_NUMBER: _ClassVar[int]
    RECORDED_IN_WINDOW_FIELD_NUMBER: _ClassVar[int]
    TOPPED_UP_FIELD_NUMBER: _ClassVar[int]
    OUTCOMES_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    sales_unit: str
    line_of_business: _business_pb2.LineOfBusiness
    listed: int
    recorded: int
    recorded_in_window: int
    topped_up: int
    outcomes: _containers.ScalarMap[str, int]
    def __init__(self, cycle: _Optional[str] = ..., sales_unit: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., listed: _Optional[int] = ..., recorded: _Optional[int] = ..., recorded_in_window: _Optional[int] = ..., topped_up: _Optional[int] = ..., outcomes: _Optional[_Mapping[str, int]] = ...) -> None: ...
