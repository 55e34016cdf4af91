from buf.validate import validate_pb2 as _validate_pb2
from tollbook.credit.v1 import intervention_pb2 as _intervention_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import business_pb2 as _business_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetInterventionRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListInterventionsRequest(_message.Message):
    __slots__ = ("cycle", "sales_unit", "line_of_business", "state", "page_size", "page_token")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    sales_unit: str
    line_of_business: _business_pb2.LineOfBusiness
    state: _intervention_pb2.InterventionState
    page_size: int
    page_token: str
    def __init__(self, cycle: _Optional[str] = ..., sales_unit: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., state: _Optional[_Union[_intervention_pb2.InterventionState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListInterventionsResponse(_message.Message):
    __slots__ = ("interventions", "next_page_token")
    INTERVENTIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    interventions: _containers.RepeatedCompositeFieldContainer[_intervention_pb2.Intervention]
    next_page_token: str
    def __init__(self, interventions: _Optional[_Iterable[_Union[_intervention_pb2.Intervention, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RecordInterventionRequest(_message.Message):
    __slots__ = ("request_id", "name", "action")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    action: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., action: _Optional[str] = ...) -> None: ...

class ExportInterventionsCsvRequest(_message.Message):
    __slots__ = ("cycle", "sales_unit", "line_of_business", "state")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SALES_UNIT_FIELD_NUMBER: _ClassVar[int]
    LINE_OF_BUSINESS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    sales_unit: str
    line_of_business: _business_pb2.LineOfBusiness
    state: _intervention_pb2.InterventionState
    def __init__(self, cycle: _Optional[str] = ..., sales_unit: _Optional[str] = ..., line_of_business: _Optional[_Union[_business_pb2.LineOfBusiness, str]] = ..., state: _Optional[_Union[_intervention_pb2.InterventionState, str]] = ...) -> None: ...

class ExportInterventionsCsvResponse(_message.Message):
    __slots__ = ("content",)
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    content: bytes
    def __init__(self, content: _Optional[bytes] = ...) -> None: ...
