from buf.validate import validate_pb2 as _validate_pb2
from tollbook.collection.v1 import bad_debt_pb2 as _bad_debt_pb2
from tollbook.collection.v1 import csv_pb2 as _csv_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class OpenDossierRequest(_message.Message):
    __slots__ = ("request_id", "case_name")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    case_name: str
    def __init__(self, request_id: _Optional[str] = ..., case_name: _Optional[str] = ...) -> None: ...

class GetDossierRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListDossiersRequest(_message.Message):
    __slots__ = ("states", "sales_unit", "page_size", "page_token")
    STATES_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    states: _containers.RepeatedScalarFieldContainer[_bad_debt_pb2.DossierState]
    sales_unit: str
    page_size: int
    page_token: str
    def __init__(self, states: _Optional[_Iterable[_Union[_bad_debt_pb2.DossierState, str]]] = ..., sales_unit: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListDossiersResponse(_message.Message):
    __slots__ = ("dossiers", "next_page_token")
    DOSSIERS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    dossiers: _containers.RepeatedCompositeFieldContainer[_bad_debt_pb2.Dossier]
    next_page_token: str
    def __init__(self, dossiers: _Optional[_Iterable[_Union[_bad_debt_pb2.Dossier, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UploadEvidenceRequest(_message.Message):
    __slots__ = ("request_id", "dossier", "kind", "file_name", "content")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier: str
    kind: _bad_debt_pb2.EvidenceKind
    file_name: str
    content: bytes
    def __init__(self, request_id: _Optional[str] = ..., dossier: _Optional[str] = ..., kind: _Optional[_Union[_bad_debt_pb2.EvidenceKind, str]] = ..., file_name: _Optional[str] = ..., content: _Optional[bytes] = ...) -> None: ...

class DownloadEvidenceRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class DownloadEvidenceResponse(_message.Message):
    __slots__ = ("content",)
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    content: bytes
    def __init__(self, content: _Optional[bytes] = ...) -> None: ...

class ConfirmUncollectableRequest(_message.Message):
    __slots__ = ("request_id", "dossier", "role", "statement")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    STATEMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier: str
    role: str
    statement: str
    def __init__(self, request_id: _Optional[str] = ..., dossier: _Optional[str] = ..., role: _Optional[str] = ..., statement: _Optional[str] = ...) -> None: ...

class SubmitDossierRequest(_message.Message):
    __slots__ = ("request_id", "name")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ...) -> None: ...

class ApproveDossierRequest(_message.Message):
    __slots__ = ("request_id", "name", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class RejectDossierRequest(_message.Message):
    __slots__ = ("request_id", "name", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class GetLossReportRequest(_message.Message):
    __slots__ = ("dossier",)
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    dossier: str
    def __init__(self, dossier: _Optional[str] = ...) -> None: ...

class WriteOffDossierRequest(_message.Message):
    __slots__ = ("request_id", "name", "amount")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    amount: _money_pb2.Money
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class ListRetainedCasesRequest(_message.Message):
    __slots__ = ("customer", "page_size", "page_token")
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    customer: str
    page_size: int
    page_token: str
    def __init__(self, customer: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRetainedCasesResponse(_message.Message):
    __slots__ = ("retained_cases", "next_page_token")
    RETAINED_CASES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    retained_cases: _containers.RepeatedCompositeFieldContainer[_bad_debt_pb2.RetainedCase]
    next_page_token: str
    def __init__(self, retained_cases: _Optional[_Iterable[_Union[_bad_debt_pb2.RetainedCase, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListProvisionsRequest(_message.Message):
    __slots__ = ("snapshot", "sales_unit")
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    snapshot: str
    sales_unit: str
    def __init__(self, snapshot: _Optional[str] = ..., sales_unit: _Optional[str] = ...) -> None: ...

class ListProvisionsResponse(_message.Message):
    __slots__ = ("provisions", "total")
    PROVISIONS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    provisions: _containers.RepeatedCompositeFieldContainer[_bad_debt_pb2.Provision]
    total: _money_pb2.Money
    def __init__(self, provisions: _Optional[_Iterable[_Union[_bad_debt_pb2.Provision, _Mapping]]] = ..., total: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class ExportDossiersCsvRequest(_message.Message):
    __slots__ = ("query",)
    QUERY_FIELD_NUMBER: _ClassVar[int]
    query: ListDossiersRequest
    def __init__(self, query: _Optional[_Union[ListDossiersRequest, _Mapping]] = ...) -> None: ...

class ExportProvisionsCsvRequest(_message.Message):
    __slots__ = ("query",)
    QUERY_FIELD_NUMBER: _ClassVar[int]
    query: ListProvisionsRequest
    def __init__(self, query: _Optional[_Union[ListProvisionsRequest, _Mapping]] = ...) -> None: ...
