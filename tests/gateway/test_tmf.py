"""TMF640 and TMF641: what is sent and what is read fits TM Forum's schemas, and is never misapplied (R-GTW-2)."""

import datetime as dt
import json
from typing import Any

import jsonschema_rs
import pytest
import yaml

from services.gateway.domain.callback import Report
from services.gateway.domain.command import CommandKind, CommandRecord, Outcome
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import MessageRefused
from services.gateway.provisioning import tmf640, tmf641
from services.gateway.provisioning.message import Platform
from tests.gateway.builders import CALLBACK_SECRET, NOW, command, configuration, signed
from tests.gateway.conftest import Gateway
from tests.gateway.test_commands import callbacks, get, message, submit
from tests.house.sources import ROOT
from tollbook.gateway.v1 import callback_pb2, command_pb2, platform_service_pb2

FILES = {
    "tmf640": "TMF640-ServiceActivation-v4.0.0.swagger.json",
    "tmf641": "TMF641-ServiceOrdering-v4.1.0.swagger.json",
}
PLATFORM = Platform(id="noc", scheme="tmf641", url="https://noc.example/api", send_key=("k", b"k" * 32))
LISTENER = {
    "tmf640": "/platforms/noc/tmf-api/ServiceActivationAndConfiguration/v4/listener",
    "tmf641": "/platforms/noc/tmf-api/serviceOrdering/v4/listener",
}


def check(scheme: str, definition: str, body: bytes) -> None:
    """Holds a body against a definition of the official schema."""
    document = json.loads((ROOT / "third_party" / "tmf" / FILES[scheme]).read_text())
    schema = {"definitions": document["definitions"], "$ref": f"#/definitions/{definition}"}
    jsonschema_rs.Draft4Validator(schema).validate(json.loads(body))


def record(kind: CommandKind) -> CommandRecord:
    today = dt.date(2026, 1, 1)
    return CommandRecord(command(kind=kind), Outcome.ACCEPTED, today, 0, "", today, NOW, 1)


def event(kind: str, resource: dict[str, Any], **changes: Any) -> bytes:
    name = "serviceOrder" if kind.startswith("serviceOrder") else "monitor" if kind.startswith("monitor") else "service"
    return dumped(kind, {name: resource}, **changes)


def dumped(kind: str, payload: dict[str, Any], **changes: Any) -> bytes:
    body = {"eventId": "e-1", "eventTime": "2025-12-31T17:30:00Z", "eventType": kind, "event": payload} | changes
    return json.dumps(body).encode()


def read(scheme: str, kind: str, body: bytes) -> Report:
    raw = RawRequest("POST", f"{LISTENER[scheme]}/{kind}", (("content-type", "application/json"),), body, "")
    reader = tmf640 if scheme == "tmf640" else tmf641
    return reader.read_report(PLATFORM, raw, "delivery")


@pytest.mark.parametrize("kind", list(CommandKind))
def test_tmf641_every_command_is_a_service_order_of_the_schema(kind: CommandKind):
    request = tmf641.command_request(PLATFORM, record(kind), NOW)
    assert (request.method, request.url) == ("POST", "https://noc.example/api/serviceOrder")
    check("tmf641", "ServiceOrder_Create", request.body)
    order = json.loads(request.body)
    assert order["externalId"] == "W-1"


def test_tmf641_a_restoration_carries_the_sheet_type_033():
    order = json.loads(tmf641.command_request(PLATFORM, record(CommandKind.RESTORE), NOW).body)
    said = {each["name"]: each["value"] for each in order["serviceOrderItem"][0]["service"]["serviceCharacteristic"]}
    assert said["sheetType"] == "033"
    assert order["serviceOrderItem"][0]["service"]["state"] == "active"


@pytest.mark.parametrize("kind", list(CommandKind))
def test_tmf640_every_command_fits_the_schema(kind: CommandKind):
    request = tmf640.command_request(PLATFORM, record(kind), NOW)
    check("tmf640", "Service_Create" if request.method == "POST" else "Service_Update", request.body)
    assert request.method == ("POST" if kind is CommandKind.CONSTRUCT else "PATCH")


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("acknowledged", Outcome.IN_PROGRESS),
        ("inProgress", Outcome.IN_PROGRESS),
        ("completed", Outcome.COMPLETED),
        ("failed", Outcome.FAILED),
        ("rejected", Outcome.FAILED),
        ("partial", Outcome.FAILED),
    ],
)
def test_tmf641_a_state_of_the_order_is_an_outcome(state: str, outcome: Outcome):
    body = event("serviceOrderStateChangeEvent", {"id": "SO-1", "externalId": "W-1", "state": state})
    check("tmf641", "ServiceOrderStateChangeEvent", body)
    report = read("tmf641", "serviceOrderStateChangeEvent", body)
    assert (report.command_id, report.platform_ref, report.outcome) == ("W-1", "SO-1", outcome)
    assert report.outcome_date == dt.date(2026, 1, 1), "17:30 UTC is past midnight in the operator's zone"


def test_r_opn_7_tmf641_an_archived_milestone_is_the_archive_of_the_order():
    order = {"id": "SO-1", "milestone": [{"name": "archived", "status": "achieved", "id": "m"}]}
    body = event("serviceOrderMilestoneEvent", order)
    check("tmf641", "ServiceOrderMilestoneEvent", body)
    assert read("tmf641", "serviceOrderMilestoneEvent", body).outcome is Outcome.ARCHIVED
    partly = {"id": "SO-1", "milestone": [{"name": "fibre laid", "status": "achieved", "id": "m"}]}
    assert read("tmf641", "serviceOrderMilestoneEvent", event("serviceOrderMilestoneEvent", partly)).outcome is (
        Outcome.IN_PROGRESS
    )


def test_tmf641_a_cancellation_is_under_way_until_the_order_itself_ends():
    asked = {"id": "C-1", "cancellationReason": "moved", "state": "done", "serviceOrder": {"id": "SO-1"}}
    body = dumped("cancelServiceOrderStateChangeEvent", {"cancelServiceOrder": asked})
    check("tmf641", "CancelServiceOrderStateChangeEvent", body)
    report = read("tmf641", "cancelServiceOrderStateChangeEvent", body)
    assert (report.platform_ref, report.outcome, report.words) == (
        "SO-1",
        Outcome.IN_PROGRESS,
        "cancellation done: moved",
    )


def test_every_listener_of_the_official_schemas_is_listened_to():
    for scheme, reader in (("tmf640", tmf640), ("tmf641", tmf641)):
        document = json.loads((ROOT / "third_party" / "tmf" / FILES[scheme]).read_text())
        paths = {path.rpartition("/")[2] for path in document["paths"] if path.startswith("/listener/")}
        assert set(reader.EVENTS) == paths


def test_tmf640_a_monitor_reports_by_its_own_id_and_a_service_by_the_correlation():
    monitor = event("monitorStateChangeEvent", {"id": "M-1", "state": "Completed"})
    check("tmf640", "MonitorStateChangeEvent", monitor)
    assert read("tmf640", "monitorStateChangeEvent", monitor).platform_ref == "M-1"
    service = event("serviceStateChangeEvent", {"id": "S-1", "state": "inactive"}, correlationId="commands/W-1")
    check("tmf640", "ServiceStateChangeEvent", service)
    report = read("tmf640", "serviceStateChangeEvent", service)
    assert (report.command_id, report.service_state) == ("W-1", "inactive")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"event": 1}',
        b'{"event": {"serviceOrder": {"state": 5}}}',
        b'{"event": {"serviceOrder": {"state": "done"}}}',
        b'{"event": {"serviceOrder": {"id": ["x"], "state": "completed"}}}',
        b'{"eventType": "serviceOrderDeleteEvent", "event": {"serviceOrder": {"state": "completed"}}}',
        b'{"eventTime": "now", "event": {"serviceOrder": {"state": "completed"}}}',
    ],
)
def test_tmf641_what_is_no_event_is_refused(body: bytes):
    with pytest.raises(MessageRefused) as refused:
        read("tmf641", "serviceOrderStateChangeEvent", body)
    assert refused.value.reason == "BODY_MALFORMED"


async def use(gateway: Gateway, scheme: str) -> None:
    url = gateway.platform.url.rpartition("/")[0]
    gateway.file.write_text(yaml.safe_dump(configuration(url, scheme=scheme)))
    await gateway.stubs["platforms"].ReloadPlatforms(platform_service_pb2.ReloadPlatformsRequest())


async def listen(gateway: Gateway, scheme: str, kind: str, body: bytes, message_id: str = "cb-1") -> tuple[int, Any]:
    headers = signed(CALLBACK_SECRET, body, dt.datetime.now(dt.UTC), message_id=message_id)
    answer = await gateway.http.post(f"{LISTENER[scheme]}/{kind}", content=body, headers=headers)
    return answer.status_code, answer.json()


async def test_tmf641_an_order_is_sent_and_closed_by_an_event_that_names_the_platforms_own_id(gateway: Gateway):
    await use(gateway, "tmf641")
    await submit(gateway, message())
    await gateway.settle()
    assert gateway.platform.orders[0]["externalId"] == "W-1"
    body = event("serviceOrderStateChangeEvent", {"id": "SO-W-1", "state": "completed"})
    status, said = await listen(gateway, "tmf641", "serviceOrderStateChangeEvent", body)
    assert (status, said["id"]) == (201, "noc")
    check("tmf641", "EventSubscription", json.dumps(said).encode())
    assert (await get(gateway)).outcome == command_pb2.COMMAND_OUTCOME_COMPLETED


async def test_tmf640_an_event_about_another_state_than_the_commanded_is_quarantined(gateway: Gateway):
    await use(gateway, "tmf640")
    await submit(gateway, message())
    await gateway.settle()
    wrong = event("serviceStateChangeEvent", {"id": "S-1", "state": "active"}, correlationId="W-1")
    assert (await listen(gateway, "tmf640", "serviceStateChangeEvent", wrong))[0] == 201
    nameless = event("serviceStateChangeEvent", {"id": "S-1", "state": "inactive"}, eventId="e-2")
    assert (await listen(gateway, "tmf640", "serviceStateChangeEvent", nameless, "cb-2"))[0] == 201
    assert [c.reason for c in await callbacks(gateway)] == ["OUTCOME_CONTRADICTS", "COMMAND_UNKNOWN"]
    right = event("monitorStateChangeEvent", {"id": "M-S-1", "state": "Completed"}, eventId="e-3")
    assert (await listen(gateway, "tmf640", "monitorStateChangeEvent", right, "cb-3"))[0] == 201
    assert (await get(gateway)).outcome == command_pb2.COMMAND_OUTCOME_COMPLETED
    assert (await callbacks(gateway))[2].state == callback_pb2.CALLBACK_STATE_APPLIED


async def test_tmf_a_forged_event_is_answered_with_tm_forums_error(gateway: Gateway):
    await use(gateway, "tmf641")
    body = event("serviceOrderStateChangeEvent", {"id": "SO-1", "state": "completed"})
    headers = signed(b"f" * 32, body, dt.datetime.now(dt.UTC))
    path = f"{LISTENER['tmf641']}/serviceOrderStateChangeEvent"
    answer = await gateway.http.post(path, content=body, headers=headers)
    assert answer.status_code == 401
    check("tmf641", "Error", answer.content)


async def test_tmf_a_listener_of_another_scheme_is_not_found(gateway: Gateway):
    body = event("serviceOrderStateChangeEvent", {"id": "SO-1", "state": "completed"})
    assert (await listen(gateway, "tmf641", "serviceOrderStateChangeEvent", body))[0] == 404
