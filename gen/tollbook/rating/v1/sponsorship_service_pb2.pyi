from buf.validate import validate_pb2 as _validate_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from tollbook.rating.v1 import sponsorship_pb2 as _sponsorship_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CreateSponsorshipAgreementRequest(_message.Message):
    __slots__ = ("request_id", "agreement_id", "agreement", "members")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_FIELD_NUMBER: _ClassVar[int]
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    agreement_id: str
    agreement: _sponsorship_pb2.SponsorshipAgreement
    members: _containers.RepeatedCompositeFieldContainer[_sponsorship_pb2.SponsoredMember]
    def __init__(self, request_id: _Optional[str] = ..., agreement_id: _Optional[str] = ..., agreement: _Optional[_Union[_sponsorship_pb2.SponsorshipAgreement, _Mapping]] = ..., members: _Optional[_Iterable[_Union[_sponsorship_pb2.SponsoredMember, _Mapping]]] = ...) -> None: ...

class GetSponsorshipAgreementRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListSponsorshipAgreementsRequest(_message.Message):
    __slots__ = ("sponsor", "member", "page_size", "page_token")
    SPONSOR_FIELD_NUMBER: _ClassVar[int]
    MEMBER_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    sponsor: str
    member: str
    page_size: int
    page_token: str
    def __init__(self, sponsor: _Optional[str] = ..., member: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListSponsorshipAgreementsResponse(_message.Message):
    __slots__ = ("agreements", "next_page_token")
    AGREEMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    agreements: _containers.RepeatedCompositeFieldContainer[_sponsorship_pb2.SponsorshipAgreement]
    next_page_token: str
    def __init__(self, agreements: _Optional[_Iterable[_Union[_sponsorship_pb2.SponsorshipAgreement, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class AddSponsoredMembersRequest(_message.Message):
    __slots__ = ("request_id", "name", "members")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    members: _containers.RepeatedCompositeFieldContainer[_sponsorship_pb2.SponsoredMember]
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., members: _Optional[_Iterable[_Union[_sponsorship_pb2.SponsoredMember, _Mapping]]] = ...) -> None: ...

class AddSponsoredMembersResponse(_message.Message):
    __slots__ = ("results",)
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[_batch_pb2.ItemStatus]
    def __init__(self, results: _Optional[_Iterable[_Union[_batch_pb2.ItemStatus, _Mapping]]] = ...) -> None: ...

class RemoveSponsoredMembersRequest(_message.Message):
    __slots__ = ("request_id", "name", "accounts", "last_cycle")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    LAST_CYCLE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    accounts: _containers.RepeatedScalarFieldContainer[str]
    last_cycle: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., accounts: _Optional[_Iterable[str]] = ..., last_cycle: _Optional[str] = ...) -> None: ...

class RemoveSponsoredMembersResponse(_message.Message):
    __slots__ = ("results",)
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[_batch_pb2.ItemStatus]
    def __init__(self, results: _Optional[_Iterable[_Union[_batch_pb2.ItemStatus, _Mapping]]] = ...) -> None: ...

class ListSponsoredMembersRequest(_message.Message):
    __slots__ = ("agreement", "page_size", "page_token")
    AGREEMENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    agreement: str
    page_size: int
    page_token: str
    def __init__(self, agreement: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListSponsoredMembersResponse(_message.Message):
    __slots__ = ("members", "next_page_token")
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    members: _containers.RepeatedCompositeFieldContainer[_sponsorship_pb2.SponsoredMember]
    next_page_token: str
    def __init__(self, members: _Optional[_Iterable[_Union[_sponsorship_pb2.SponsoredMember, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ImportSponsoredMembersRequest(_message.Message):
    __slots__ = ("request_id", "file_name", "content")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    file_name: str
    content: bytes
    def __init__(self, request_id: _Optional[str] = ..., file_name: _Optional[str] = ..., content: _Optional[bytes] = ...) -> None: ...

class EndSponsorshipAgreementRequest(_message.Message):
    __slots__ = ("request_id", "name", "last_cycle", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LAST_CYCLE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    last_cycle: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., last_cycle: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class SuspendSponsorshipAgreementRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class RestoreSponsorshipAgreementRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ListSponsoredAmountsRequest(_message.Message):
    __slots__ = ("sponsor", "cycle", "page_size", "page_token")
    SPONSOR_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    sponsor: str
    cycle: str
    page_size: int
    page_token: str
    def __init__(self, sponsor: _Optional[str] = ..., cycle: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListSponsoredAmountsResponse(_message.Message):
    __slots__ = ("amounts", "next_page_token")
    AMOUNTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    amounts: _containers.RepeatedCompositeFieldContainer[_sponsorship_pb2.SponsoredAmount]
    next_page_token: str
    def __init__(self, amounts: _Optional[_Iterable[_Union[_sponsorship_pb2.SponsoredAmount, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ExportSponsoredAmountsCsvRequest(_message.Message):
    __slots__ = ("sponsor", "cycle")
    SPONSOR_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    sponsor: str
    cycle: str
    def __init__(self, sponsor: _Optional[str] = ..., cycle: _Optional[str] = ...) -> None: ...

class ExportSponsoredAmountsCsvResponse(_message.Message):
    __slots__ = ("chunk",)
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    chunk: bytes
    def __init__(self, chunk: _Optional[bytes] = ...) -> None: ...
