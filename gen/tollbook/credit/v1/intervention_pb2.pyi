from google.type import date_pb2 as _date_pb2
from tollbook.credit.v1 import policy_pb2 as _policy_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class InterventionState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    INTERVENTION_STATE_UNSPECIFIED: _ClassVar[InterventionState]
    INTERVENTION_STATE_OPEN: _ClassVar[InterventionState]
    INTERVENTION_STATE_DONE: _ClassVar[InterventionState]
    INTERVENTION_STATE_MISSED: _ClassVar[InterventionState]
    INTERVENTION_STATE_DONE_LATE: _ClassVar[InterventionState]
INTERVENTION_STATE_UNSPECIFIED: InterventionState
INTERVENTION_STATE_OPEN: InterventionState
INTERVENTION_STATE_DONE: InterventionState
INTERVENTION_STATE_MISSED: InterventionState
INTERVENTION_STATE_DONE_LATE: InterventionState

class Intervention(_message.Message):
    __slots__ = ("name", "account", "customer", "sales_unit", "line_of_business", "figure", "cycle", "list_date", "amount", "limit", "state", "action", "actor", "action_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    FIGURE_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    LIST_DATE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    ACTION_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    customer: str
    sales_unit: str
    line_of_business: _business_pb2.LineOfBusiness
    figure: _policy_pb2.InterventionFigure
    cycle: str
    list_date: _date_pb2.Date
    amount: _money_pb2.Money
    limit: _money_pb2.Money
    state: InterventionState
    action: str
    actor: str
    action_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., sales_unit: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., figure: _Optional[_Union[_policy_pb2.InterventionFigure, str]] = ..., cycle: _Optional[str] = ..., list_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., limit: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., state: _Optional[_Union[InterventionState, str]] = ..., action: _Optional[str] = ..., actor: _Optional[str] = ..., action_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...
