from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class BillRunState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    BILL_RUN_STATE_UNSPECIFIED: _ClassVar[BillRunState]
    BILL_RUN_STATE_TRIAL_RUNNING: _ClassVar[BillRunState]
    BILL_RUN_STATE_TRIAL_READY: _ClassVar[BillRunState]
    BILL_RUN_STATE_APPROVED: _ClassVar[BillRunState]
    BILL_RUN_STATE_REJECTED: _ClassVar[BillRunState]
    BILL_RUN_STATE_FINAL_RUNNING: _ClassVar[BillRunState]
    BILL_RUN_STATE_COMPLETED: _ClassVar[BillRunState]
BILL_RUN_STATE_UNSPECIFIED: BillRunState
BILL_RUN_STATE_TRIAL_RUNNING: BillRunState
BILL_RUN_STATE_TRIAL_READY: BillRunState
BILL_RUN_STATE_APPROVED: BillRunState
BILL_RUN_STATE_REJECTED: BillRunState
BILL_RUN_STATE_FINAL_RUNNING: BillRunState
BILL_RUN_STATE_COMPLETED: BillRunState

class BillRun(_message.Message):
    __slots__ = ("name", "cycle", "trial", "state", "trial_run", "final_run", "start_date", "issue_date", "requester", "approver", "bills", "total", "parked", "accounts")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    TRIAL_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    TRIAL_RUN_FIELD_NUMBER: _ClassVar[int]
    FINAL_RUN_FIELD_NUMBER: _ClassVar[int]
    START_DATE_FIELD_NUMBER: _ClassVar[int]
    ISSUE_DATE_FIELD_NUMBER: _ClassVar[int]
    REQUESTER_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    BILLS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    PARKED_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    name: str
    cycle: str
    trial: int
    state: BillRunState
    trial_run: str
    final_run: str
    start_date: _date_pb2.Date
    issue_date: _date_pb2.Date
    requester: str
    approver: str
    bills: int
    total: _money_pb2.Money
    parked: int
    accounts: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., cycle: _Optional[str] = ..., trial: _Optional[int] = ..., state: _Optional[_Union[BillRunState, str]] = ..., trial_run: _Optional[str] = ..., final_run: _Optional[str] = ..., start_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., issue_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., requester: _Optional[str] = ..., approver: _Optional[str] = ..., bills: _Optional[int] = ..., total: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., parked: _Optional[int] = ..., accounts: _Optional[_Iterable[str]] = ...) -> None: ...

class TrialTotal(_message.Message):
    __slots__ = ("charge_item", "lines", "gross", "discount", "sponsored", "amount", "last_amount")
    CHARGE_ITEM_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    GROSS_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_FIELD_NUMBER: _ClassVar[int]
    SPONSORED_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    LAST_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    charge_item: str
    lines: int
    gross: _money_pb2.Money
    discount: _money_pb2.Money
    sponsored: _money_pb2.Money
    amount: _money_pb2.Money
    last_amount: _money_pb2.Money
    def __init__(self, charge_item: _Optional[str] = ..., lines: _Optional[int] = ..., gross: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., discount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., sponsored: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., last_amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class BillDifference(_message.Message):
    __slots__ = ("account", "customer", "amount", "last_amount", "outlier", "reason")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    LAST_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    OUTLIER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    account: str
    customer: str
    amount: _money_pb2.Money
    last_amount: _money_pb2.Money
    outlier: bool
    reason: str
    def __init__(self, account: _Optional[str] = ..., customer: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., last_amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., outlier: _Optional[bool] = ..., reason: _Optional[str] = ...) -> None: ...
