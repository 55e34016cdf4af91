"""Every field of every report altered, dropped, doubled, of another type: refused by name or told apart, never
misapplied, never a 5xx (R-GTW-2)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from services.gateway.domain.callback import CallbackState, Report, judge_callback
from services.gateway.domain.command import CommandKind, CommandRecord, Outcome
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import MessageRefused
from services.gateway.provisioning.message import Platform
from services.gateway.provisioning.schemes import SCHEMES
from tests.gateway.builders import CALLBACK_SECRET, NOW, command, doubled, signed
from tests.gateway.conftest import Gateway
from tests.gateway.test_commands import get, message, submit
from tests.gateway.test_hostile_input import ODD, dumped, each_field
from tests.gateway.test_tmf import LISTENER, use
from tollbook.gateway.v1 import callback_pb2, callback_service_pb2, command_pb2

TODAY = dt.date(2026, 1, 1)
BARE = {"command": "commands/W-1", "outcome": "COMPLETED", "outcome_date": "2026-01-01", "detail": "ok"}
STRUCTURED = {
    "specversion": "1.0",
    "id": "e-1",
    "source": "/noc",
    "type": "noc.command.done",
    "subject": "subscriptions/S-1",
    "time": "2026-01-01T00:00:00Z",
    "datacontenttype": "application/json",
    "data": BARE,
}
ORDER = {
    "eventId": "e-1",
    "eventTime": "2026-01-01T00:00:00Z",
    "eventType": "serviceOrderStateChangeEvent",
    "correlationId": "W-1",
    "description": "done",
    "event": {
        "serviceOrder": {
            "id": "SO-W-1",
            "externalId": "W-1",
            "state": "completed",
            "completionDate": "2026-01-01T00:00:00Z",
            "serviceOrderItem": [{"id": "1", "state": "completed"}],
            "errorMessage": [{"code": "1", "message": "none"}],
        }
    },
}
MILESTONE = {
    "eventId": "e-1",
    "eventTime": "2026-01-01T00:00:00Z",
    "event": {
        "serviceOrder": {
            "externalId": "W-1",
            "milestone": [{"name": "archived", "status": "achieved", "date": "2026-01-01T00:00:00Z"}],
        }
    },
}
CANCELLATION = {
    "eventId": "e-1",
    "correlationId": "W-1",
    "event": {"cancelServiceOrder": {"state": "done", "serviceOrder": {"id": "SO-W-1"}, "cancellationReason": "x"}},
}
SERVICE = {
    "eventId": "e-1",
    "eventTime": "2026-01-01T00:00:00Z",
    "eventType": "serviceStateChangeEvent",
    "correlationId": "commands/W-1",
    "event": {"service": {"id": "S-1", "state": "inactive"}},
}
MONITOR = {"eventId": "e-1", "correlationId": "W-1", "event": {"monitor": {"id": "M-1", "state": "Completed"}}}

JSON, CLOUD = "application/json", "application/cloudevents+json"
DIALECTS: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "bare": ("cloud-events", "", JSON, BARE),
    "structured": ("cloud-events", "", CLOUD, STRUCTURED),
    "order": ("tmf641", "serviceOrderStateChangeEvent", JSON, ORDER),
    "milestone": ("tmf641", "serviceOrderMilestoneEvent", JSON, MILESTONE),
    "cancellation": ("tmf641", "cancelServiceOrderStateChangeEvent", JSON, CANCELLATION),
    "service": ("tmf640", "serviceStateChangeEvent", JSON, SERVICE),
    "monitor": ("tmf640", "monitorStateChangeEvent", JSON, MONITOR),
}
"""Scheme, listener, media type and a genuine message of each way to report."""
MEANT: dict[str, set[command_pb2.CommandOutcome]] = {
    name: {command_pb2.COMMAND_OUTCOME_ARCHIVED if name == "milestone" else command_pb2.COMMAND_OUTCOME_COMPLETED}
    for name in DIALECTS
}
"""What the genuine message says of the command."""


def platform(scheme: str) -> Platform:
    return Platform(id="noc", scheme=scheme, url="https://noc.example", send_key=("k", b"k" * 32))


def spoilt(message: dict[str, Any]) -> Iterator[bytes]:
    """The message with every field dropped, of every odd value, and doubled, at every depth; and not an object."""
    yield from (dumped(changed) for changed in each_field(message))
    yield from doubled(message)
    yield from (b"", b"null", b"[]", b"[1]", b'"x"', b"1", b"{", b"\xff\xfe{}", b'{"a":1e999}', b'{"a":NaN}')


def read(dialect: str, body: bytes, headers: tuple[tuple[str, str], ...] = ()) -> Report | None:
    """What the reader makes of a message; nothing but a refusal by name may come of it."""
    scheme, kind, media_type, _ = DIALECTS[dialect]
    path = f"{LISTENER[scheme]}/{kind}" if kind else "/platforms/noc/callbacks"
    raw = RawRequest("POST", path, (("content-type", media_type), *headers), body, "")
    try:
        return SCHEMES[scheme].read_report(platform(scheme), raw, "delivery")
    except MessageRefused as refused:
        assert refused.detail.isprintable()
        return None


@pytest.mark.parametrize("dialect", list(DIALECTS))
def test_r_gtw_2_no_field_of_any_type_makes_a_reader_fail_or_applies_what_was_not_said(dialect: str):
    genuine = read(dialect, dumped(DIALECTS[dialect][3]))
    assert genuine is not None
    stored = CommandRecord(command(kind=CommandKind.SUSPEND), Outcome.SENT, TODAY, 1, "", TODAY, NOW, 1)
    cases = list(spoilt(DIALECTS[dialect][3]))
    assert len(cases) > 80
    for body in cases:
        report = read(dialect, body)
        if report is None:
            continue
        named = stored if report.command_id == "W-1" else None
        judged = judge_callback(report, "noc", named, None, None, TODAY)
        if judged.state is CallbackState.APPLIED:
            # Only what says the same of the same command is applied, a milestone of another name as progress; a date
            # that is missing is the day of arrival.
            assert report.outcome in (genuine.outcome, Outcome.IN_PROGRESS), body
            assert judged.known is not None
            assert judged.known.outcome_date == TODAY, body


@pytest.mark.parametrize("dialect", list(DIALECTS))
def test_r_gtw_2_a_key_that_stands_twice_at_any_depth_is_refused(dialect: str):
    for body in doubled(DIALECTS[dialect][3]):
        assert read(dialect, body) is None, body


@pytest.mark.parametrize("name", ["ce-id", "ce-source", "ce-type", "ce-specversion"])
def test_r_gtw_2_a_binary_event_without_one_of_its_attributes_is_refused_or_known_by_its_delivery(name: str):
    said = {"ce-id": "e-1", "ce-source": "/noc", "ce-type": "done", "ce-specversion": "1.0"}
    whole = read("bare", dumped(BARE), tuple(said.items()))
    assert whole is not None
    assert whole.delivery == "/noc#e-1"
    without = read("bare", dumped(BARE), tuple((key, value) for key, value in said.items() if key != name))
    assert without is None or (name == "ce-id" and without.delivery == "delivery")
    for odd in (each for each in ODD if isinstance(each, str) and each):
        changed = read("bare", dumped(BARE), tuple((said | {name: odd}).items()))
        assert changed is None or changed.command_id == "W-1"


@pytest.mark.parametrize("dialect", list(DIALECTS))
async def test_r_gtw_2_over_http_every_spoilt_report_is_answered_and_stored_and_none_is_misapplied(
    gateway: Gateway, dialect: str
):
    scheme, kind, media_type, genuine = DIALECTS[dialect]
    if scheme != "cloud-events":
        await use(gateway, scheme)
    gateway.platform.answer = lambda command_id, number: 202
    await submit(gateway, message())
    await gateway.settle()
    path = f"{LISTENER[scheme]}/{kind}" if kind else "/platforms/noc/callbacks"
    sent = [body for number, body in enumerate(spoilt(genuine)) if number % 4 == 0]
    for number, body in enumerate(sent):
        headers = signed(
            CALLBACK_SECRET, body, dt.datetime.now(dt.UTC), message_id=f"m-{number}", media_type=media_type
        )
        answer = await gateway.http.post(path, content=body, headers=headers)
        assert answer.status_code in (201, 202, 204, 400), (body, answer.status_code)
    request = callback_service_pb2.ListCallbacksRequest(page_size=1000)
    kept = list((await gateway.stubs["callbacks"].ListCallbacks(request)).callbacks)
    assert len(kept) == len(sent)
    applied = [each for each in kept if each.state == callback_pb2.CALLBACK_STATE_APPLIED]
    assert {each.command for each in applied} <= {"commands/W-1"}
    allowed = {command_pb2.COMMAND_OUTCOME_SENT, command_pb2.COMMAND_OUTCOME_IN_PROGRESS, *MEANT[dialect]}
    known = await get(gateway)
    assert known.outcome in allowed
    assert (known.outcome_date.year, known.outcome_date.month, known.outcome_date.day) == (2026, 1, 1)
