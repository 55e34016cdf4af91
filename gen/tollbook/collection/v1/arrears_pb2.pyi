import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ArrearsObject(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ARREARS_OBJECT_UNSPECIFIED: _ClassVar[ArrearsObject]
    ARREARS_OBJECT_CUSTOMER: _ClassVar[ArrearsObject]
    ARREARS_OBJECT_ACCOUNT: _ClassVar[ArrearsObject]
    ARREARS_OBJECT_SUBSCRIPTION: _ClassVar[ArrearsObject]

class ArrearsDimension(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ARREARS_DIMENSION_UNSPECIFIED: _ClassVar[ArrearsDimension]
    ARREARS_DIMENSION_GRADE: _ClassVar[ArrearsDimension]
    ARREARS_DIMENSION_SALES_UNIT: _ClassVar[ArrearsDimension]
    ARREARS_DIMENSION_ACCOUNT_MANAGER: _ClassVar[ArrearsDimension]
    ARREARS_DIMENSION_LINE_OF_BUSINESS: _ClassVar[ArrearsDimension]
    ARREARS_DIMENSION_CUSTOMER_KIND: _ClassVar[ArrearsDimension]
    ARREARS_DIMENSION_CUSTOMER_CLASS: _ClassVar[ArrearsDimension]
    ARREARS_DIMENSION_RESPONSIBLE: _ClassVar[ArrearsDimension]
ARREARS_OBJECT_UNSPECIFIED: ArrearsObject
ARREARS_OBJECT_CUSTOMER: ArrearsObject
ARREARS_OBJECT_ACCOUNT: ArrearsObject
ARREARS_OBJECT_SUBSCRIPTION: ArrearsObject
ARREARS_DIMENSION_UNSPECIFIED: ArrearsDimension
ARREARS_DIMENSION_GRADE: ArrearsDimension
ARREARS_DIMENSION_SALES_UNIT: ArrearsDimension
ARREARS_DIMENSION_ACCOUNT_MANAGER: ArrearsDimension
ARREARS_DIMENSION_LINE_OF_BUSINESS: ArrearsDimension
ARREARS_DIMENSION_CUSTOMER_KIND: ArrearsDimension
ARREARS_DIMENSION_CUSTOMER_CLASS: ArrearsDimension
ARREARS_DIMENSION_RESPONSIBLE: ArrearsDimension

class Snapshot(_message.Message):
    __slots__ = ("name", "month", "taken_date", "currency_code", "accounts", "total", "digest", "complete_time", "run")
    NAME_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    TAKEN_DATE_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    DIGEST_FIELD_NUMBER: _ClassVar[int]
    COMPLETE_TIME_FIELD_NUMBER: _ClassVar[int]
    RUN_FIELD_NUMBER: _ClassVar[int]
    name: str
    month: str
    taken_date: _date_pb2.Date
    currency_code: str
    accounts: int
    total: ArrearsBuckets
    digest: bytes
    complete_time: _timestamp_pb2.Timestamp
    run: str
    def __init__(self, name: _Optional[str] = ..., month: _Optional[str] = ..., taken_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., currency_code: _Optional[str] = ..., accounts: _Optional[int] = ..., total: _Optional[_Union[ArrearsBuckets, _Mapping]] = ..., digest: _Optional[bytes] = ..., complete_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., run: _Optional[str] = ...) -> None: ...

class ArrearsBuckets(_message.Message):
    __slots__ = ("current_minor_units", "two_months_minor_units", "three_months_minor_units", "over_three_months_minor_units", "total_minor_units", "overdue_minor_units", "late_fee_minor_units")
    CURRENT_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    TWO_MONTHS_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    THREE_MONTHS_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    OVER_THREE_MONTHS_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    LATE_FEE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    current_minor_units: int
    two_months_minor_units: int
    three_months_minor_units: int
    over_three_months_minor_units: int
    total_minor_units: int
    overdue_minor_units: int
    late_fee_minor_units: int
    def __init__(self, current_minor_units: _Optional[int] = ..., two_months_minor_units: _Optional[int] = ..., three_months_minor_units: _Optional[int] = ..., over_three_months_minor_units: _Optional[int] = ..., total_minor_units: _Optional[int] = ..., overdue_minor_units: _Optional[int] = ..., late_fee_minor_units: _Optional[int] = ...) -> None: ...

class AgeingRow(_message.Message):
    __slots__ = ("keys", "customers", "accounts", "buckets")
    KEYS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMERS_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    BUCKETS_FIELD_NUMBER: _ClassVar[int]
    keys: _containers.RepeatedScalarFieldContainer[str]
    customers: int
    accounts: int
    buckets: ArrearsBuckets
    def __init__(self, keys: _Optional[_Iterable[str]] = ..., customers: _Optional[int] = ..., accounts: _Optional[int] = ..., buckets: _Optional[_Union[ArrearsBuckets, _Mapping]] = ...) -> None: ...

class ArrearsItem(_message.Message):
    __slots__ = ("object", "customer", "account", "sales_unit", "account_manager", "grade", "line_of_business", "buckets", "oldest_due_date")
    OBJECT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_MANAGER_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    BUCKETS_FIELD_NUMBER: _ClassVar[int]
    OLDEST_DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    object: str
    customer: str
    account: str
    sales_unit: str
    account_manager: str
    grade: str
    line_of_business: _business_pb2.LineOfBusiness
    buckets: ArrearsBuckets
    oldest_due_date: _date_pb2.Date
    def __init__(self, object: _Optional[str] = ..., customer: _Optional[str] = ..., account: _Optional[str] = ..., sales_unit: _Optional[str] = ..., account_manager: _Optional[str] = ..., grade: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., buckets: _Optional[_Union[ArrearsBuckets, _Mapping]] = ..., oldest_due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class ArrearsMonth(_message.Message):
    __slots__ = ("snapshot", "buckets")
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    BUCKETS_FIELD_NUMBER: _ClassVar[int]
    snapshot: str
    buckets: ArrearsBuckets
    def __init__(self, snapshot: _Optional[str] = ..., buckets: _Optional[_Union[ArrearsBuckets, _Mapping]] = ...) -> None: ...
