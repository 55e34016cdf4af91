import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DossierState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DOSSIER_STATE_UNSPECIFIED: _ClassVar[DossierState]
    DOSSIER_STATE_OPEN: _ClassVar[DossierState]
    DOSSIER_STATE_SUBMITTED: _ClassVar[DossierState]
    DOSSIER_STATE_APPROVED: _ClassVar[DossierState]
    DOSSIER_STATE_REJECTED: _ClassVar[DossierState]
    DOSSIER_STATE_WRITTEN_OFF: _ClassVar[DossierState]
    DOSSIER_STATE_WITHDRAWN: _ClassVar[DossierState]

class EvidenceKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EVIDENCE_KIND_UNSPECIFIED: _ClassVar[EvidenceKind]
    EVIDENCE_KIND_DUNNING_RECORDS: _ClassVar[EvidenceKind]
    EVIDENCE_KIND_POLICE_CERTIFICATE: _ClassVar[EvidenceKind]
    EVIDENCE_KIND_MARKET_REGULATION_CERTIFICATE: _ClassVar[EvidenceKind]
    EVIDENCE_KIND_JUDGMENT: _ClassVar[EvidenceKind]
    EVIDENCE_KIND_AGREEMENT: _ClassVar[EvidenceKind]
    EVIDENCE_KIND_OTHER: _ClassVar[EvidenceKind]
DOSSIER_STATE_UNSPECIFIED: DossierState
DOSSIER_STATE_OPEN: DossierState
DOSSIER_STATE_SUBMITTED: DossierState
DOSSIER_STATE_APPROVED: DossierState
DOSSIER_STATE_REJECTED: DossierState
DOSSIER_STATE_WRITTEN_OFF: DossierState
DOSSIER_STATE_WITHDRAWN: DossierState
EVIDENCE_KIND_UNSPECIFIED: EvidenceKind
EVIDENCE_KIND_DUNNING_RECORDS: EvidenceKind
EVIDENCE_KIND_POLICE_CERTIFICATE: EvidenceKind
EVIDENCE_KIND_MARKET_REGULATION_CERTIFICATE: EvidenceKind
EVIDENCE_KIND_JUDGMENT: EvidenceKind
EVIDENCE_KIND_AGREEMENT: EvidenceKind
EVIDENCE_KIND_OTHER: EvidenceKind

class Evidence(_message.Message):
    __slots__ = ("name", "dossier", "kind", "file_name", "media_type", "size_bytes", "sha256", "uploader", "upload_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    MEDIA_TYPE_FIELD_NUMBER: _ClassVar[int]
    SIZE_BYTES_FIELD_NUMBER: _ClassVar[int]
    SHA256_FIELD_NUMBER: _ClassVar[int]
    UPLOADER_FIELD_NUMBER: _ClassVar[int]
    UPLOAD_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    dossier: str
    kind: EvidenceKind
    file_name: str
    media_type: str
    size_bytes: int
    sha256: bytes
    uploader: str
    upload_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., dossier: _Optional[str] = ..., kind: _Optional[_Union[EvidenceKind, str]] = ..., file_name: _Optional[str] = ..., media_type: _Optional[str] = ..., size_bytes: _Optional[int] = ..., sha256: _Optional[bytes] = ..., uploader: _Optional[str] = ..., upload_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Confirmation(_message.Message):
    __slots__ = ("role", "actor", "statement", "confirm_date")
    ROLE_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    STATEMENT_FIELD_NUMBER: _ClassVar[int]
    CONFIRM_DATE_FIELD_NUMBER: _ClassVar[int]
    role: str
    actor: str
    statement: str
    confirm_date: _date_pb2.Date
    def __init__(self, role: _Optional[str] = ..., actor: _Optional[str] = ..., statement: _Optional[str] = ..., confirm_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class Approval(_message.Message):
    __slots__ = ("step", "role", "actor", "approved", "comment", "decide_date")
    STEP_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    APPROVED_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    DECIDE_DATE_FIELD_NUMBER: _ClassVar[int]
    step: int
    role: str
    actor: str
    approved: bool
    comment: str
    decide_date: _date_pb2.Date
    def __init__(self, step: _Optional[int] = ..., role: _Optional[str] = ..., actor: _Optional[str] = ..., approved: _Optional[bool] = ..., comment: _Optional[str] = ..., decide_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class Dossier(_message.Message):
    __slots__ = ("name", "case_name", "account", "customer", "sales_unit", "amount", "oldest_due_date", "state", "evidence", "confirmations", "approvals", "missing", "submitter", "open_date", "write_off")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    OLDEST_DUE_DATE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONS_FIELD_NUMBER: _ClassVar[int]
    APPROVALS_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    SUBMITTER_FIELD_NUMBER: _ClassVar[int]
    OPEN_DATE_FIELD_NUMBER: _ClassVar[int]
    WRITE_OFF_FIELD_NUMBER: _ClassVar[int]
    name: str
    case_name: str
    account: str
    customer: str
    sales_unit: str
    amount: _money_pb2.Money
    oldest_due_date: _date_pb2.Date
    state: DossierState
    evidence: _containers.RepeatedCompositeFieldContainer[Evidence]
    confirmations: _containers.RepeatedCompositeFieldContainer[Confirmation]
    approvals: _containers.RepeatedCompositeFieldContainer[Approval]
    missing: _containers.RepeatedScalarFieldContainer[str]
    submitter: str
    open_date: _date_pb2.Date
    write_off: str
    def __init__(self, name: _Optional[str] = ..., case_name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., sales_unit: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., oldest_due_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., state: _Optional[_Union[DossierState, str]] = ..., evidence: _Optional[_Iterable[_Union[Evidence, _Mapping]]] = ..., confirmations: _Optional[_Iterable[_Union[Confirmation, _Mapping]]] = ..., approvals: _Optional[_Iterable[_Union[Approval, _Mapping]]] = ..., missing: _Optional[_Iterable[str]] = ..., submitter: _Optional[str] = ..., open_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., write_off: _Optional[str] = ...) -> None: ...

class LossReport(_message.Message):
    __slots__ = ("dossier", "customer_display_name", "amount", "lines", "measures", "approvals", "evidence")
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    MEASURES_FIELD_NUMBER: _ClassVar[int]
    APPROVALS_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    dossier: str
    customer_display_name: str
    amount: _money_pb2.Money
    lines: _containers.RepeatedCompositeFieldContainer[LossLine]
    measures: _containers.RepeatedScalarFieldContainer[str]
    approvals: _containers.RepeatedCompositeFieldContainer[Approval]
    evidence: _containers.RepeatedCompositeFieldContainer[Evidence]
    def __init__(self, dossier: _Optional[str] = ..., customer_display_name: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., lines: _Optional[_Iterable[_Union[LossLine, _Mapping]]] = ..., measures: _Optional[_Iterable[str]] = ..., approvals: _Optional[_Iterable[_Union[Approval, _Mapping]]] = ..., evidence: _Optional[_Iterable[_Union[Evidence, _Mapping]]] = ...) -> None: ...

class LossLine(_message.Message):
    __slots__ = ("cycle", "principal_minor_units", "late_fee_minor_units")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    PRINCIPAL_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    LATE_FEE_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    principal_minor_units: int
    late_fee_minor_units: int
    def __init__(self, cycle: _Optional[str] = ..., principal_minor_units: _Optional[int] = ..., late_fee_minor_units: _Optional[int] = ...) -> None: ...

class RetainedCase(_message.Message):
    __slots__ = ("case_name", "account", "customer", "sales_unit", "written_off", "recovered", "write_off", "write_off_date")
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    WRITTEN_OFF_FIELD_NUMBER: _ClassVar[int]
    RECOVERED_FIELD_NUMBER: _ClassVar[int]
    WRITE_OFF_FIELD_NUMBER: _ClassVar[int]
    WRITE_OFF_DATE_FIELD_NUMBER: _ClassVar[int]
    case_name: str
    account: str
    customer: str
    sales_unit: str
    written_off: _money_pb2.Money
    recovered: _money_pb2.Money
    write_off: str
    write_off_date: _date_pb2.Date
    def __init__(self, case_name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., sales_unit: _Optional[str] = ..., written_off: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., recovered: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., write_off: _Optional[str] = ..., write_off_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class Provision(_message.Message):
    __slots__ = ("snapshot", "sales_unit", "line_of_business", "months_from", "arrears_minor_units", "basis_points", "provision_minor_units")
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    MONTHS_FROM_FIELD_NUMBER: _ClassVar[int]
    ARREARS_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    BASIS_POINTS_FIELD_NUMBER: _ClassVar[int]
    PROVISION_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    snapshot: str
    sales_unit: str
    line_of_business: str
    months_from: int
    arrears_minor_units: int
    basis_points: int
    provision_minor_units: int
    def __init__(self, snapshot: _Optional[str] = ..., sales_unit: _Optional[str] = ..., line_of_business: _Optional[str] = ..., months_from: _Optional[int] = ..., arrears_minor_units: _Optional[int] = ..., basis_points: _Optional[int] = ..., provision_minor_units: _Optional[int] = ...) -> None: ...
