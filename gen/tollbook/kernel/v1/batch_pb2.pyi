from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ItemStatus(_message.Message):
    __slots__ = ("code", "reason", "message", "faults")
    CODE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    FAULTS_FIELD_NUMBER: _ClassVar[int]
    code: int
    reason: str
    message: str
    faults: _containers.RepeatedCompositeFieldContainer[Fault]
    def __init__(self, code: _Optional[int] = ..., reason: _Optional[str] = ..., message: _Optional[str] = ..., faults: _Optional[_Iterable[_Union[Fault, _Mapping]]] = ...) -> None: ...

class Fault(_message.Message):
    __slots__ = ("field", "rule", "value", "message")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    RULE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    field: str
    rule: str
    value: str
    message: str
    def __init__(self, field: _Optional[str] = ..., rule: _Optional[str] = ..., value: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...

class RejectedRow(_message.Message):
    __slots__ = ("line", "text", "faults")
    LINE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    FAULTS_FIELD_NUMBER: _ClassVar[int]
    line: int
    text: str
    faults: _containers.RepeatedCompositeFieldContainer[Fault]
    def __init__(self, line: _Optional[int] = ..., text: _Optional[str] = ..., faults: _Optional[_Iterable[_Union[Fault, _Mapping]]] = ...) -> None: ...

class FileOutcome(_message.Message):
    __slots__ = ("rows", "accepted", "duplicates", "rejected", "rejects", "rejects_file")
    ROWS_FIELD_NUMBER: _ClassVar[int]
    ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    DUPLICATES_FIELD_NUMBER: _ClassVar[int]
    REJECTED_FIELD_NUMBER: _ClassVar[int]
    REJECTS_FIELD_NUMBER: _ClassVar[int]
    REJECTS_FILE_FIELD_NUMBER: _ClassVar[int]
    rows: int
    accepted: int
    duplicates: int
    rejected: int
    rejects: _containers.RepeatedCompositeFieldContainer[RejectedRow]
    rejects_file: bytes
    def __init__(self, rows: _Optional[int] = ..., accepted: _Optional[int] = ..., duplicates: _Optional[int] = ..., rejected: _Optional[int] = ..., rejects: _Optional[_Iterable[_Union[RejectedRow, _Mapping]]] = ..., rejects_file: _Optional[bytes] = ...) -> None: ...
