from buf.validate import validate_pb2 as _validate_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import period_pb2 as _period_pb2
from tollbook.payment.v1 import write_off_pb2 as _write_off_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PostWriteOffRequest(_message.Message):
    __slots__ = ("request_id", "account", "case_name", "lines", "approval", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    APPROVAL_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    account: str
    case_name: str
    lines: _containers.RepeatedCompositeFieldContainer[WriteOffLine]
    approval: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., account: _Optional[str] = ..., case_name: _Optional[str] = ..., lines: _Optional[_Iterable[_Union[WriteOffLine, _Mapping]]] = ..., approval: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class WriteOffLine(_message.Message):
    __slots__ = ("bill", "line")
    BILL_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    bill: str
    line: int
    def __init__(self, bill: _Optional[str] = ..., line: _Optional[int] = ...) -> None: ...

class GetWriteOffRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListWriteOffsRequest(_message.Message):
    __slots__ = ("account", "page_size", "page_token")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account: str
    page_size: int
    page_token: str
    def __init__(self, account: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListWriteOffsResponse(_message.Message):
    __slots__ = ("write_offs", "next_page_token")
    WRITE_OFFS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    write_offs: _containers.RepeatedCompositeFieldContainer[_write_off_pb2.WriteOff]
    next_page_token: str
    def __init__(self, write_offs: _Optional[_Iterable[_Union[_write_off_pb2.WriteOff, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListRecoveriesRequest(_message.Message):
    __slots__ = ("account", "posting_dates", "page_size", "page_token")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATES_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account: str
    posting_dates: _period_pb2.Dates
    page_size: int
    page_token: str
    def __init__(self, account: _Optional[str] = ..., posting_dates: _Optional[_Union[_period_pb2.Dates, _Mapping]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRecoveriesResponse(_message.Message):
    __slots__ = ("recoveries", "next_page_token")
    RECOVERIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    recoveries: _containers.RepeatedCompositeFieldContainer[_write_off_pb2.Recovery]
    next_page_token: str
    def __init__(self, recoveries: _Optional[_Iterable[_Union[_write_off_pb2.Recovery, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
