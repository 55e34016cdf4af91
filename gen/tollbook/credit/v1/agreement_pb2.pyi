import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AgreementState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    AGREEMENT_STATE_UNSPECIFIED: _ClassVar[AgreementState]
    AGREEMENT_STATE_REQUESTED: _ClassVar[AgreementState]
    AGREEMENT_STATE_APPROVED: _ClassVar[AgreementState]
    AGREEMENT_STATE_REJECTED: _ClassVar[AgreementState]
    AGREEMENT_STATE_ENDED: _ClassVar[AgreementState]
AGREEMENT_STATE_UNSPECIFIED: AgreementState
AGREEMENT_STATE_REQUESTED: AgreementState
AGREEMENT_STATE_APPROVED: AgreementState
AGREEMENT_STATE_REJECTED: AgreementState
AGREEMENT_STATE_ENDED: AgreementState

class CreditAgreement(_message.Message):
    __slots__ = ("name", "account", "customer", "state", "start_date", "end_date", "payment_day", "suspension_days", "prepayment_months", "credit_limit", "requester", "decider", "reason", "create_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    START_DATE_FIELD_NUMBER: _ClassVar[int]
    END_DATE_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_DAY_FIELD_NUMBER: _ClassVar[int]
    SUSPENSION_DAYS_FIELD_NUMBER: _ClassVar[int]
    PREPAYMENT_MONTHS_FIELD_NUMBER: _ClassVar[int]
    CREDIT_LIMIT_FIELD_NUMBER: _ClassVar[int]
    REQUESTER_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    customer: str
    state: AgreementState
    start_date: _date_pb2.Date
    end_date: _date_pb2.Date
    payment_day: int
    suspension_days: int
    prepayment_months: int
    credit_limit: _money_pb2.Money
    requester: str
    decider: str
    reason: str
    create_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., state: _Optional[_Union[AgreementState, str]] = ..., start_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., end_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., payment_day: _Optional[int] = ..., suspension_days: _Optional[int] = ..., prepayment_months: _Optional[int] = ..., credit_limit: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., requester: _Optional[str] = ..., decider: _Optional[str] = ..., reason: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
