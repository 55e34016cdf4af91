from buf.validate import validate_pb2 as _validate_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import run_pb2 as _run_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class StartOffsetRequest(_message.Message):
    __slots__ = ("cycle",)
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    def __init__(self, cycle: _Optional[str] = ...) -> None: ...

class GetOffsetRequest(_message.Message):
    __slots__ = ("cycle",)
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    def __init__(self, cycle: _Optional[str] = ...) -> None: ...

class GetOffsetResponse(_message.Message):
    __slots__ = ("run", "accounts", "settled_minor_units", "remaining_minor_units")
    RUN_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    SETTLED_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    REMAINING_MINOR_UNITS_FIELD_NUMBER: _ClassVar[int]
    run: _run_pb2.Run
    accounts: int
    settled_minor_units: int
    remaining_minor_units: int
    def __init__(self, run: _Optional[_Union[_run_pb2.Run, _Mapping]] = ..., accounts: _Optional[int] = ..., settled_minor_units: _Optional[int] = ..., remaining_minor_units: _Optional[int] = ...) -> None: ...
