from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.kernel.v1 import period_pb2 as _period_pb2
from tollbook.payment.v1 import ledger_pb2 as _ledger_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class OpeningKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OPENING_KIND_UNSPECIFIED: _ClassVar[OpeningKind]
    OPENING_KIND_BOOKS: _ClassVar[OpeningKind]
    OPENING_KIND_RECEIVABLES: _ClassVar[OpeningKind]

class ReportKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REPORT_KIND_UNSPECIFIED: _ClassVar[ReportKind]
    REPORT_KIND_ARREARS_MOVEMENT: _ClassVar[ReportKind]
    REPORT_KIND_PAYMENTS: _ClassVar[ReportKind]
    REPORT_KIND_RECEIVABLES: _ClassVar[ReportKind]
    REPORT_KIND_BOOKS: _ClassVar[ReportKind]
    REPORT_KIND_UNIDENTIFIED_RECEIPTS: _ClassVar[ReportKind]
    REPORT_KIND_RECOVERIES: _ClassVar[ReportKind]
OPENING_KIND_UNSPECIFIED: OpeningKind
OPENING_KIND_BOOKS: OpeningKind
OPENING_KIND_RECEIVABLES: OpeningKind
REPORT_KIND_UNSPECIFIED: ReportKind
REPORT_KIND_ARREARS_MOVEMENT: ReportKind
REPORT_KIND_PAYMENTS: ReportKind
REPORT_KIND_RECEIVABLES: ReportKind
REPORT_KIND_BOOKS: ReportKind
REPORT_KIND_UNIDENTIFIED_RECEIPTS: ReportKind
REPORT_KIND_RECOVERIES: ReportKind

class ListLedgerAccountsRequest(_message.Message):
    __slots__ = ("posting_dates",)
    POSTING_DATES_FIELD_NUMBER: _ClassVar[int]
    posting_dates: _period_pb2.Dates
    def __init__(self, posting_dates: _Optional[_Union[_period_pb2.Dates, _Mapping]] = ...) -> None: ...

class ListLedgerAccountsResponse(_message.Message):
    __slots__ = ("accounts",)
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    accounts: _containers.RepeatedCompositeFieldContainer[_ledger_pb2.LedgerAccount]
    def __init__(self, accounts: _Optional[_Iterable[_Union[_ledger_pb2.LedgerAccount, _Mapping]]] = ...) -> None: ...

class ListLedgerEntriesRequest(_message.Message):
    __slots__ = ("account", "ledger_account", "posting_dates", "sales_unit", "movement", "page_size", "page_token")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    LEDGER_ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATES_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    MOVEMENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account: str
    ledger_account: str
    posting_dates: _period_pb2.Dates
    sales_unit: str
    movement: str
    page_size: int
    page_token: str
    def __init__(self, account: _Optional[str] = ..., ledger_account: _Optional[str] = ..., posting_dates: _Optional[_Union[_period_pb2.Dates, _Mapping]] = ..., sales_unit: _Optional[str] = ..., movement: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListLedgerEntriesResponse(_message.Message):
    __slots__ = ("entries", "next_page_token")
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[_ledger_pb2.LedgerEntry]
    next_page_token: str
    def __init__(self, entries: _Optional[_Iterable[_Union[_ledger_pb2.LedgerEntry, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetAccountStatementRequest(_message.Message):
    __slots__ = ("account", "posting_dates")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATES_FIELD_NUMBER: _ClassVar[int]
    account: str
    posting_dates: _period_pb2.Dates
    def __init__(self, account: _Optional[str] = ..., posting_dates: _Optional[_Union[_period_pb2.Dates, _Mapping]] = ...) -> None: ...

class GetAccountStatementResponse(_message.Message):
    __slots__ = ("opening_due", "opening_books", "entries", "closing_due", "closing_books")
    OPENING_DUE_FIELD_NUMBER: _ClassVar[int]
    OPENING_BOOKS_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    CLOSING_DUE_FIELD_NUMBER: _ClassVar[int]
    CLOSING_BOOKS_FIELD_NUMBER: _ClassVar[int]
    opening_due: _money_pb2.Money
    opening_books: _money_pb2.Money
    entries: _containers.RepeatedCompositeFieldContainer[_ledger_pb2.LedgerEntry]
    closing_due: _money_pb2.Money
    closing_books: _money_pb2.Money
    def __init__(self, opening_due: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., opening_books: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., entries: _Optional[_Iterable[_Union[_ledger_pb2.LedgerEntry, _Mapping]]] = ..., closing_due: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., closing_books: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class GetArrearsMovementRequest(_message.Message):
    __slots__ = ("first_date", "last_date", "by_month", "sales_unit", "total")
    FIRST_DATE_FIELD_NUMBER: _ClassVar[int]
    LAST_DATE_FIELD_NUMBER: _ClassVar[int]
    BY_MONTH_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    first_date: _date_pb2.Date
    last_date: _date_pb2.Date
    by_month: bool
    sales_unit: str
    total: bool
    def __init__(self, first_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., last_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., by_month: _Optional[bool] = ..., sales_unit: _Optional[str] = ..., total: _Optional[bool] = ...) -> None: ...

class GetArrearsMovementResponse(_message.Message):
    __slots__ = ("movements",)
    MOVEMENTS_FIELD_NUMBER: _ClassVar[int]
    movements: _containers.RepeatedCompositeFieldContainer[_ledger_pb2.ArrearsMovement]
    def __init__(self, movements: _Optional[_Iterable[_Union[_ledger_pb2.ArrearsMovement, _Mapping]]] = ...) -> None: ...

class ListMovementDifferencesRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListMovementDifferencesResponse(_message.Message):
    __slots__ = ("differences", "next_page_token")
    DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    differences: _containers.RepeatedCompositeFieldContainer[MovementDifference]
    next_page_token: str
    def __init__(self, differences: _Optional[_Iterable[_Union[MovementDifference, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class MovementDifference(_message.Message):
    __slots__ = ("account", "bill", "line", "by_entries", "by_line")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    BY_ENTRIES_FIELD_NUMBER: _ClassVar[int]
    BY_LINE_FIELD_NUMBER: _ClassVar[int]
    account: str
    bill: str
    line: int
    by_entries: _money_pb2.Money
    by_line: _money_pb2.Money
    def __init__(self, account: _Optional[str] = ..., bill: _Optional[str] = ..., line: _Optional[int] = ..., by_entries: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., by_line: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class ExportFinanceExtractRequest(_message.Message):
    __slots__ = ("month",)
    MONTH_FIELD_NUMBER: _ClassVar[int]
    month: str
    def __init__(self, month: _Optional[str] = ...) -> None: ...

class ExportFinanceExtractResponse(_message.Message):
    __slots__ = ("content",)
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    content: bytes
    def __init__(self, content: _Optional[bytes] = ...) -> None: ...

class ImportFinanceFiguresRequest(_message.Message):
    __slots__ = ("request_id", "month", "content")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    month: str
    content: bytes
    def __init__(self, request_id: _Optional[str] = ..., month: _Optional[str] = ..., content: _Optional[bytes] = ...) -> None: ...

class FinanceDifference(_message.Message):
    __slots__ = ("name", "month", "sales_unit", "line_of_business", "figure", "ours", "finances", "state", "resolution")
    NAME_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    FIGURE_FIELD_NUMBER: _ClassVar[int]
    OURS_FIELD_NUMBER: _ClassVar[int]
    FINANCES_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    RESOLUTION_FIELD_NUMBER: _ClassVar[int]
    name: str
    month: str
    sales_unit: str
    line_of_business: _business_pb2.LineOfBusiness
    figure: str
    ours: _money_pb2.Money
    finances: _money_pb2.Money
    state: str
    resolution: str
    def __init__(self, name: _Optional[str] = ..., month: _Optional[str] = ..., sales_unit: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., figure: _Optional[str] = ..., ours: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., finances: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., state: _Optional[str] = ..., resolution: _Optional[str] = ...) -> None: ...

class ListFinanceDifferencesRequest(_message.Message):
    __slots__ = ("month", "page_size", "page_token")
    MONTH_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    month: str
    page_size: int
    page_token: str
    def __init__(self, month: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListFinanceDifferencesResponse(_message.Message):
    __slots__ = ("differences", "next_page_token")
    DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    differences: _containers.RepeatedCompositeFieldContainer[FinanceDifference]
    next_page_token: str
    def __init__(self, differences: _Optional[_Iterable[_Union[FinanceDifference, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ResolveFinanceDifferenceRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ImportOpeningBalancesRequest(_message.Message):
    __slots__ = ("request_id", "kind", "content")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    kind: OpeningKind
    content: bytes
    def __init__(self, request_id: _Optional[str] = ..., kind: _Optional[_Union[OpeningKind, str]] = ..., content: _Optional[bytes] = ...) -> None: ...

class CheckOpeningBalancesRequest(_message.Message):
    __slots__ = ("books", "books_minor_units", "lines", "lines_minor_units")
    BOOKS_FIELD_NUMBER: _ClassVar[int]
    BOOKS_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    LINES_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    books: int
    books_minor_units: int
    lines: int
    lines_minor_units: int
    def __init__(self, books: _Optional[int] = ..., books_minor_units: _Optional[int] = ..., lines: _Optional[int] = ..., lines_minor_units: _Optional[int] = ...) -> None: ...

class CheckOpeningBalancesResponse(_message.Message):
    __slots__ = ("agrees", "faults")
    AGREES_FIELD_NUMBER: _ClassVar[int]
    FAULTS_FIELD_NUMBER: _ClassVar[int]
    agrees: bool
    faults: _containers.RepeatedCompositeFieldContainer[_batch_pb2.Fault]
    def __init__(self, agrees: _Optional[bool] = ..., faults: _Optional[_Iterable[_Union[_batch_pb2.Fault, _Mapping]]] = ...) -> None: ...

class ExportReportRequest(_message.Message):
    __slots__ = ("kind", "dates")
    KIND_FIELD_NUMBER: _ClassVar[int]
    DATES_FIELD_NUMBER: _ClassVar[int]
    kind: ReportKind
    dates: _period_pb2.Dates
    def __init__(self, kind: _Optional[_Union[ReportKind, str]] = ..., dates: _Optional[_Union[_period_pb2.Dates, _Mapping]] = ...) -> None: ...

class ExportReportResponse(_message.Message):
    __slots__ = ("content",)
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    content: bytes
    def __init__(self, content: _Optional[bytes] = ...) -> None: ...
