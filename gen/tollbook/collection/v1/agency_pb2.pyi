from google.type import date_pb2 as _date_pb2
from tollbook.collection.v1 import scenario_pb2 as _scenario_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RecoveryListState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RECOVERY_LIST_STATE_UNSPECIFIED: _ClassVar[RecoveryListState]
    RECOVERY_LIST_STATE_IMPORTED: _ClassVar[RecoveryListState]
    RECOVERY_LIST_STATE_SIGNED_BY_SUPPORT: _ClassVar[RecoveryListState]
    RECOVERY_LIST_STATE_SIGNED_BY_MARKETING: _ClassVar[RecoveryListState]
    RECOVERY_LIST_STATE_RELEASED: _ClassVar[RecoveryListState]
    RECOVERY_LIST_STATE_RETURNED: _ClassVar[RecoveryListState]
RECOVERY_LIST_STATE_UNSPECIFIED: RecoveryListState
RECOVERY_LIST_STATE_IMPORTED: RecoveryListState
RECOVERY_LIST_STATE_SIGNED_BY_SUPPORT: RecoveryListState
RECOVERY_LIST_STATE_SIGNED_BY_MARKETING: RecoveryListState
RECOVERY_LIST_STATE_RELEASED: RecoveryListState
RECOVERY_LIST_STATE_RETURNED: RecoveryListState

class Agency(_message.Message):
    __slots__ = ("name", "display_name", "closed")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    name: str
    display_name: str
    closed: bool
    def __init__(self, name: _Optional[str] = ..., display_name: _Optional[str] = ..., closed: _Optional[bool] = ...) -> None: ...

class CommissionStep(_message.Message):
    __slots__ = ("months_from", "basis_points")
    MONTHS_FROM_FIELD_NUMBER: _ClassVar[int]
    BASIS_POINTS_FIELD_NUMBER: _ClassVar[int]
    months_from: int
    basis_points: int
    def __init__(self, months_from: _Optional[int] = ..., basis_points: _Optional[int] = ...) -> None: ...

class AgencyAgreement(_message.Message):
    __slots__ = ("name", "agency", "sales_unit", "year", "steps", "state", "proposer", "approver")
    NAME_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PROPOSER_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    name: str
    agency: str
    sales_unit: str
    year: int
    steps: _containers.RepeatedCompositeFieldContainer[CommissionStep]
    state: _scenario_pb2.PolicyState
    proposer: str
    approver: str
    def __init__(self, name: _Optional[str] = ..., agency: _Optional[str] = ..., sales_unit: _Optional[str] = ..., year: _Optional[int] = ..., steps: _Optional[_Iterable[_Union[CommissionStep, _Mapping]]] = ..., state: _Optional[_Union[_scenario_pb2.PolicyState, str]] = ..., proposer: _Optional[str] = ..., approver: _Optional[str] = ...) -> None: ...

class Assignment(_message.Message):
    __slots__ = ("name", "case_name", "account", "agency", "agreement", "age_months", "basis_points", "overdue_minor_units", "assign_date", "recall_date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_FIELD_NUMBER: _ClassVar[int]
    AGE_MONTHS_FIELD_NUMBER: _ClassVar[int]
    BASIS_POINTS_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    ASSIGN_DATE_FIELD_NUMBER: _ClassVar[int]
    RECALL_DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    case_name: str
    account: str
    agency: str
    agreement: str
    age_months: int
    basis_points: int
    overdue_minor_units: int
    assign_date: _date_pb2.Date
    recall_date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., case_name: _Optional[str] = ..., account: _Optional[str] = ..., agency: _Optional[str] = ..., agreement: _Optional[str] = ..., age_months: _Optional[int] = ..., basis_points: _Optional[int] = ..., overdue_minor_units: _Optional[int] = ..., assign_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., recall_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class RecoveryList(_message.Message):
    __slots__ = ("name", "agency", "sales_unit", "month", "state", "rows", "differences", "claimed_recovered", "matched_recovered", "claimed_commission", "computed_commission", "taken_back", "support_signer", "marketing_signer")
    NAME_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    CLAIMED_RECOVERED_FIELD_NUMBER: _ClassVar[int]
    MATCHED_RECOVERED_FIELD_NUMBER: _ClassVar[int]
    CLAIMED_COMMISSION_FIELD_NUMBER: _ClassVar[int]
    COMPUTED_COMMISSION_FIELD_NUMBER: _ClassVar[int]
    TAKEN_BACK_FIELD_NUMBER: _ClassVar[int]
    SUPPORT_SIGNER_FIELD_NUMBER: _ClassVar[int]
    MARKETING_SIGNER_FIELD_NUMBER: _ClassVar[int]
    name: str
    agency: str
    sales_unit: str
    month: str
    state: RecoveryListState
    rows: int
    differences: int
    claimed_recovered: _money_pb2.Money
    matched_recovered: _money_pb2.Money
    claimed_commission: _money_pb2.Money
    computed_commission: _money_pb2.Money
    taken_back: _money_pb2.Money
    support_signer: str
    marketing_signer: str
    def __init__(self, name: _Optional[str] = ..., agency: _Optional[str] = ..., sales_unit: _Optional[str] = ..., month: _Optional[str] = ..., state: _Optional[_Union[RecoveryListState, str]] = ..., rows: _Optional[int] = ..., differences: _Optional[int] = ..., claimed_recovered: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., matched_recovered: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., claimed_commission: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., computed_commission: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., taken_back: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., support_signer: _Optional[str] = ..., marketing_signer: _Optional[str] = ...) -> None: ...

class RecoveryRow(_message.Message):
    __slots__ = ("row", "account", "payment", "claimed_minor_units", "matched_minor_units", "age_months", "basis_points", "claimed_commission_minor_units", "computed_commission_minor_units", "differences")
    ROW_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    CLAIMED_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    MATCHED_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    AGE_MONTHS_FIELD_NUMBER: _ClassVar[int]
    BASIS_POINTS_FIELD_NUMBER: _ClassVar[int]
    CLAIMED_COMMISSION_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    COMPUTED_COMMISSION_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    row: int
    account: str
    payment: str
    claimed_minor_units: int
    matched_minor_units: int
    age_months: int
    basis_points: int
    claimed_commission_minor_units: int
    computed_commission_minor_units: int
    differences: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, row: _Optional[int] = ..., account: _Optional[str] = ..., payment: _Optional[str] = ..., claimed_minor_units: _Optional[int] = ..., matched_minor_units: _Optional[int] = ..., age_months: _Optional[int] = ..., basis_points: _Optional[int] = ..., claimed_commission_minor_units: _Optional[int] = ..., computed_commission_minor_units: _Optional[int] = ..., differences: _Optional[_Iterable[str]] = ...) -> None: ...

class CollectorCommission(_message.Message):
    __slots__ = ("name", "collector", "month", "recovered", "commission", "taken_back", "rows")
    NAME_FIELD_NUMBER: _ClassVar[int]
    COLLECTOR_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    RECOVERED_FIELD_NUMBER: _ClassVar[int]
    COMMISSION_FIELD_NUMBER: _ClassVar[int]
    TAKEN_BACK_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    name: str
    collector: str
    month: str
    recovered: _money_pb2.Money
    commission: _money_pb2.Money
    taken_back: _money_pb2.Money
    rows: _containers.RepeatedCompositeFieldContainer[RecoveryRow]
    def __init__(self, name: _Optional[str] = ..., collector: _Optional[str] = ..., month: _Optional[str] = ..., recovered: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., commission: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., taken_back: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., rows: _Optional[_Iterable[_Union[RecoveryRow, _Mapping]]] = ...) -> None: ...
