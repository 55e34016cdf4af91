from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.collection.v1 import scenario_pb2 as _scenario_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetScenarioRequest(_message.Message):
    __slots__ = ("name", "date")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    date: _date_pb2.Date
    def __init__(self, name: _Optional[str] = ..., date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class ListScenariosRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListScenariosResponse(_message.Message):
    __slots__ = ("scenarios", "next_page_token")
    SCENARIOS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    scenarios: _containers.RepeatedCompositeFieldContainer[_scenario_pb2.Scenario]
    next_page_token: str
    def __init__(self, scenarios: _Optional[_Iterable[_Union[_scenario_pb2.Scenario, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ProposeScenarioRequest(_message.Message):
    __slots__ = ("request_id", "scenario")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SCENARIO_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    scenario: _scenario_pb2.Scenario
    def __init__(self, request_id: _Optional[str] = ..., scenario: _Optional[_Union[_scenario_pb2.Scenario, _Mapping]] = ...) -> None: ...

class DecidePolicyRequest(_message.Message):
    __slots__ = ("request_id", "name", "effective_date", "decision", "comment")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_DATE_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    effective_date: _date_pb2.Date
    decision: _scenario_pb2.PolicyState
    comment: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., effective_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., decision: _Optional[_Union[_scenario_pb2.PolicyState, str]] = ..., comment: _Optional[str] = ...) -> None: ...

class DecidePolicyResponse(_message.Message):
    __slots__ = ("name", "state")
    NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    name: str
    state: _scenario_pb2.PolicyState
    def __init__(self, name: _Optional[str] = ..., state: _Optional[_Union[_scenario_pb2.PolicyState, str]] = ...) -> None: ...

class SelectScenarioRequest(_message.Message):
    __slots__ = ("account", "date")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    account: str
    date: _date_pb2.Date
    def __init__(self, account: _Optional[str] = ..., date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class SelectScenarioResponse(_message.Message):
    __slots__ = ("scenario", "reasons")
    SCENARIO_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    scenario: _scenario_pb2.Scenario
    reasons: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, scenario: _Optional[_Union[_scenario_pb2.Scenario, _Mapping]] = ..., reasons: _Optional[_Iterable[str]] = ...) -> None: ...

class ListNoticeTemplatesRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListNoticeTemplatesResponse(_message.Message):
    __slots__ = ("notice_templates", "next_page_token")
    NOTICE_TEMPLATES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    notice_templates: _containers.RepeatedCompositeFieldContainer[_scenario_pb2.NoticeTemplate]
    next_page_token: str
    def __init__(self, notice_templates: _Optional[_Iterable[_Union[_scenario_pb2.NoticeTemplate, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ProposeNoticeTemplateRequest(_message.Message):
    __slots__ = ("request_id", "notice_template")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NOTICE_TEMPLATE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    notice_template: _scenario_pb2.NoticeTemplate
    def __init__(self, request_id: _Optional[str] = ..., notice_template: _Optional[_Union[_scenario_pb2.NoticeTemplate, _Mapping]] = ...) -> None: ...

class PreviewNoticeRequest(_message.Message):
    __slots__ = ("notice_template", "account")
    NOTICE_TEMPLATE_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    notice_template: str
    account: str
    def __init__(self, notice_template: _Optional[str] = ..., account: _Optional[str] = ...) -> None: ...

class PreviewNoticeResponse(_message.Message):
    __slots__ = ("text",)
    TEXT_FIELD_NUMBER: _ClassVar[int]
    text: str
    def __init__(self, text: _Optional[str] = ...) -> None: ...

class ListWorkingCalendarsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListWorkingCalendarsResponse(_message.Message):
    __slots__ = ("working_calendars",)
    WORKING_CALENDARS_FIELD_NUMBER: _ClassVar[int]
    working_calendars: _containers.RepeatedCompositeFieldContainer[_scenario_pb2.WorkingCalendar]
    def __init__(self, working_calendars: _Optional[_Iterable[_Union[_scenario_pb2.WorkingCalendar, _Mapping]]] = ...) -> None: ...

class ProposeWorkingCalendarRequest(_message.Message):
    __slots__ = ("request_id", "working_calendar")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    WORKING_CALENDAR_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    working_calendar: _scenario_pb2.WorkingCalendar
    def __init__(self, request_id: _Optional[str] = ..., working_calendar: _Optional[_Union[_scenario_pb2.WorkingCalendar, _Mapping]] = ...) -> None: ...

class GetCollectionPolicyRequest(_message.Message):
    __slots__ = ("date",)
    DATE_FIELD_NUMBER: _ClassVar[int]
    date: _date_pb2.Date
    def __init__(self, date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class ProposeCollectionPolicyRequest(_message.Message):
    __slots__ = ("request_id", "collection_policy")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    COLLECTION_POLICY_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    collection_policy: _scenario_pb2.CollectionPolicy
    def __init__(self, request_id: _Optional[str] = ..., collection_policy: _Optional[_Union[_scenario_pb2.CollectionPolicy, _Mapping]] = ...) -> None: ...
