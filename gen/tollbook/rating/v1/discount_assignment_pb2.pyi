from buf.validate import validate_pb2 as _validate_pb2
from tollbook.kernel.v1 import period_pb2 as _period_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AssignmentState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ASSIGNMENT_STATE_UNSPECIFIED: _ClassVar[AssignmentState]
    ASSIGNMENT_STATE_PENDING: _ClassVar[AssignmentState]
    ASSIGNMENT_STATE_ACTIVE: _ClassVar[AssignmentState]
    ASSIGNMENT_STATE_REJECTED: _ClassVar[AssignmentState]
    ASSIGNMENT_STATE_ENDED: _ClassVar[AssignmentState]
ASSIGNMENT_STATE_UNSPECIFIED: AssignmentState
ASSIGNMENT_STATE_PENDING: AssignmentState
ASSIGNMENT_STATE_ACTIVE: AssignmentState
ASSIGNMENT_STATE_REJECTED: AssignmentState
ASSIGNMENT_STATE_ENDED: AssignmentState

class DiscountAssignment(_message.Message):
    __slots__ = ("name", "subject", "discount", "cycles", "state", "requester", "approver", "order")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_FIELD_NUMBER: _ClassVar[int]
    CYCLES_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REQUESTER_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    ORDER_FIELD_NUMBER: _ClassVar[int]
    name: str
    subject: str
    discount: str
    cycles: _period_pb2.Cycles
    state: AssignmentState
    requester: str
    approver: str
    order: str
    def __init__(self, name: _Optional[str] = ..., subject: _Optional[str] = ..., discount: _Optional[str] = ..., cycles: _Optional[_Union[_period_pb2.Cycles, _Mapping]] = ..., state: _Optional[_Union[AssignmentState, str]] = ..., requester: _Optional[str] = ..., approver: _Optional[str] = ..., order: _Optional[str] = ...) -> None: ...
