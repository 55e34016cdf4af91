"""The HTTP side: its document, generated requests, limits that nothing gets past (R-GTW-1)."""

import asyncio
import contextlib
import datetime as dt
import itertools
import json
import types
from collections import Counter
from typing import Any, cast

import httpx
import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from services.gateway.routes.app import http_app
from services.gateway.routes.endpoints import ENDPOINTS
from services.gateway.routes.openapi import document, rendered
from tests.gateway.builders import CALLBACK_SECRET, SECRET, configuration, payment_body, signed
from tests.gateway.conftest import Gateway, eventually
from tests.house.sources import ROOT
from tollbook.gateway.v1 import notification_service_pb2 as pb
from tollbook.gateway.v1.platform_service_pb2 import ReloadPlatformsRequest

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
NAMES = {"channel": "bank", "platform": "noc"}
EXAMPLES = 20


def test_the_document_in_docs_is_the_one_of_the_code():
    written = ROOT / "docs" / "gateway-openapi.json"
    assert written.read_bytes() == rendered(), (
        "run python -m services.gateway.routes.openapi > docs/gateway-openapi.json"
    )


async def test_the_document_is_served(gateway: Gateway):
    assert (await gateway.http.get("/openapi.json")).json() == document()
    assert (await gateway.http.get("/health/live")).status_code == 204
    assert (await gateway.http.get("/health/ready")).json() == {"ready": True}


def test_the_document_has_every_path_that_is_served():
    app: Any = http_app(
        cast(Any, types.SimpleNamespace(notify=1, call_back=1, listen_tmf640=1, listen_tmf641=1)), cast(Any, None)
    )
    assert {route.path for route in app.routes} == set(document()["paths"])


@pytest.mark.parametrize("operation", [endpoint.operation for endpoint in ENDPOINTS])
async def test_generated_requests_never_crash_it_and_get_the_answers_of_the_document(gateway: Gateway, operation: str):
    await asyncio.to_thread(generate, str(gateway.http.base_url), operation)


def generate(base_url: str, operation: str) -> None:
    """Sends generated requests of one operation, to names that exist where it has names."""
    found: Any = schemathesis.openapi.from_dict(document()).find_operation_by_id(operation)
    names = {k: v for k, v in (NAMES | {"event": EVENT.get(operation, "")}).items() if f"{{{k}}}" in found.path}

    @given(case=found.as_strategy(path_parameters=names))
    @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=SLOW, database=None)
    def run(case: Any) -> None:
        case.call_and_validate(base_url=base_url, checks=CHECKS)

    run()


SIGNED = {
    "notify": (204, "Notification"),
    "callBack": (202, "Report"),
    "listenToServiceEvent": (201, "TmfEvent"),
    "listenToServiceOrderEvent": (201, "TmfEvent"),
}
"""What is signed: how every message that the document allows is answered, and its schema. Commands are unknown here."""
EVENT = {"listenToServiceEvent": "serviceStateChangeEvent", "listenToServiceOrderEvent": "serviceOrderStateChangeEvent"}
SCHEMES = {"listenToServiceEvent": "tmf640", "listenToServiceOrderEvent": "tmf641"}


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("operation", list(SIGNED))
async def test_what_the_document_allows_is_taken_and_what_it_does_not_is_refused(
    gateway: Gateway, operation: str, mode: schemathesis.GenerationMode
):
    changed = configuration(gateway.platform.url, scheme=SCHEMES.get(operation, "cloud-events"))
    gateway.file.write_text(yaml.safe_dump(changed))
    await gateway.stubs["platforms"].ReloadPlatforms(ReloadPlatformsRequest())
    answers = await asyncio.to_thread(send_generated, str(gateway.http.base_url), operation, mode)
    assert sum(answers.values()) >= EXAMPLES // 3
    assert set(answers) == ({SIGNED[operation][0]} if mode is schemathesis.GenerationMode.POSITIVE else {400})
    await gateway.settle()
    assert len(gateway.payment.posted) == answers[204], "what is taken is posted, each once, and nothing else"


def send_generated(base_url: str, operation: str, mode: schemathesis.GenerationMode) -> Counter[int]:
    """Sends JSON bodies by the document, or against it, each truly signed; answers the statuses."""
    found: Any = schemathesis.openapi.from_dict(document()).find_operation_by_id(operation)
    names = {k: v for k, v in (NAMES | {"event": EVENT.get(operation, "")}).items() if f"{{{k}}}" in found.path}
    strategy = found.as_strategy(generation_mode=mode, headers={}, path_parameters=names)
    answers: Counter[int] = Counter()
    numbers = itertools.count()

    @given(case=strategy)
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=SLOW, database=None)
    def run(case: Any) -> None:
        if case.media_type != "application/json":
            return
        number = next(numbers)
        body = case.body if isinstance(case.body, bytes) else dumped(case.body, operation, mode, number)
        secret = SECRET if "channels" in found.path else CALLBACK_SECRET
        headers = signed(secret, body, dt.datetime.now(dt.UTC), message_id=f"m-{number}")
        answer = httpx.post(f"{base_url}{found.path.format(**names)}", content=body, headers=headers, trust_env=False)
        answers[answer.status_code] += 1
        expected = SIGNED[operation][0] if mode is schemathesis.GenerationMode.POSITIVE else 400
        assert answer.status_code == expected, (body, answer.text)

    run()
    return answers


def dumped(body: Any, operation: str, mode: schemathesis.GenerationMode, number: int) -> bytes:
    """The body with what the document cannot say: this channel's currency and limit, years that are believed, the
    payload of TM Forum. What was generated against the document stays as it is."""
    made: Any = dict(body) if isinstance(body, dict) else body
    if isinstance(made, dict) and isinstance(made.get("event"), dict):
        state = "active" if operation == "listenToServiceEvent" else "held"
        made["event"] = {name: {"id": "1", "state": state} for name in ("service", "serviceOrder")}
    if mode is schemathesis.GenerationMode.POSITIVE:
        said: dict[str, Any] = {"channel_number": f"n-{number}", "currency_code": "CNY", "value_date": "2026-01-01"}
        said |= {"amount_minor_units": number + 1, "outcome_date": "2026-01-01", "eventType": EVENT.get(operation)}
        said |= {"paid_at": "2026-01-01T10:00:00+08:00", "eventTime": "2026-01-01T10:00:00Z"}
        named = document()["components"]["schemas"][SIGNED[operation][1]]["properties"]
        made = {name: said.get(name, value) for name, value in made.items() if name in named}
    return json.dumps(made).encode()


async def raw_exchange(gateway: Gateway, *parts: bytes, pause: float = 0.0, wait: float = 5.0) -> bytes:
    """Writes parts to a connection of its own and reads until the other side closes or the time is over."""
    reader, writer = await asyncio.open_connection("127.0.0.1", gateway.http.base_url.port)
    said = b""
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
        async with asyncio.timeout(wait):
            said = await reader.read(65536)
    except (ConnectionError, TimeoutError):
        pass
    finally:
        writer.close()
    return said


HEAD = b"POST /channels/bank/notifications HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"


async def test_a_body_over_the_limit_is_refused_before_it_is_read(gateway: Gateway):
    said = await raw_exchange(gateway, HEAD + b"content-length: 70000\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("length", [70_000, 150_000, 1_000_000, 5_000_000])
@pytest.mark.parametrize("more", [b"", b"connection: close\r\n"])
async def test_a_body_over_the_limit_is_answered_413_to_a_sender_that_sends_all_of_it_first(
    gateway: Gateway, length: int, more: bytes
):
    head = HEAD + more + b"content-length: %d\r\n\r\n" % length
    said = await raw_exchange(gateway, head, *[b"x" * 50_000] * (length // 50_000))
    assert said.startswith(b"HTTP/1.1 413")
    assert said.count(b"HTTP/1.1") == 1
    assert (await gateway.notify()).status_code == 204


@pytest.mark.parametrize("chunks", [3, 8, 60])
async def test_an_endless_chunked_body_is_answered_413(gateway: Gateway, chunks: int):
    chunk = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
    said = await raw_exchange(gateway, HEAD + b"transfer-encoding: chunked\r\n\r\n", *[chunk] * chunks)
    assert said.startswith(b"HTTP/1.1 413")
    assert said.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("lines", [200, 2000])
async def test_a_flood_of_header_lines_is_answered_431(gateway: Gateway, lines: int, together: bool):
    flood = [b"x-%d: %s\r\n" % (number, b"y" * 1000) for number in range(lines)]
    said = await raw_exchange(gateway, HEAD, *([b"".join(flood)] if together else flood))
    assert said.startswith(b"HTTP/1.1 431")
    assert said.count(b"HTTP/1.1") == 1


async def test_a_path_over_the_limit_is_answered_431(gateway: Gateway):
    said = await raw_exchange(gateway, b"POST /" + b"x" * 17_000 + b" HTTP/1.1\r\nhost: x\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 431")


async def test_a_head_over_the_limit_is_refused(gateway: Gateway):
    lines = b"".join(b"x-%d: %s\r\n" % (number, b"y" * 1000) for number in range(20))
    said = await raw_exchange(gateway, HEAD + lines + b"content-length: 0\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 431")


async def test_a_compressed_body_is_not_opened(gateway: Gateway):
    headers = {"content-encoding": "gzip", "content-type": "application/json"}
    assert (await gateway.http.post("/channels/bank/notifications", content=b"x", headers=headers)).status_code == 415


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_another_media_type_is_not_taken(gateway: Gateway, media_type: str):
    headers = {"content-type": media_type}
    assert (await gateway.http.post("/channels/bank/notifications", content=b"{}", headers=headers)).status_code == 415


@pytest.mark.parametrize("gateway_settings", [{"request_seconds_max": 0.5}], indirect=True)
async def test_a_request_that_trickles_in_is_closed(gateway: Gateway):
    reader, writer = await asyncio.open_connection("127.0.0.1", gateway.http.base_url.port)
    writer.write(HEAD)
    # The other side ends it; nothing that is written now and then keeps it open.
    said = asyncio.create_task(reader.read())
    while not said.done():
        with contextlib.suppress(ConnectionError):
            writer.write(b"x")
            await writer.drain()
        await asyncio.wait([said], timeout=0.05)
    with contextlib.suppress(ConnectionError):
        assert (await said) == b"" or (await said).startswith(b"HTTP/1.1 408")
    writer.close()
    assert (await gateway.notify()).status_code == 204


@pytest.mark.parametrize("gateway_settings", [{"request_seconds_max": 60.0}], indirect=True)
async def test_many_slow_connections_do_not_hold_up_the_others(gateway: Gateway):
    slow = [await asyncio.open_connection("127.0.0.1", gateway.http.base_url.port) for _ in range(100)]
    for _, writer in slow:
        writer.write(HEAD + b"content-length: 10\r\n\r\n")
    assert (await gateway.notify()).status_code == 204
    assert not any(reader.at_eof() for reader, _ in slow)
    for _, writer in slow:
        writer.close()


@pytest.mark.parametrize("gateway_settings", [{"request_seconds_max": 60.0, "connections_max": 20}], indirect=True)
async def test_slow_connections_give_way_to_new_ones_when_all_are_taken(gateway: Gateway):
    port = gateway.http.base_url.port
    slow = [await asyncio.open_connection("127.0.0.1", port) for _ in range(40)]
    for _, writer in slow:
        writer.write(HEAD)
    assert (await gateway.notify()).status_code == 204
    first, last = slow[0][0], slow[-1][0]
    assert (await first.read()).startswith(b"HTTP/1.1 408")
    assert not last.at_eof()
    for _, writer in slow:
        writer.close()


@pytest.mark.parametrize("gateway_settings", [{"refused_per_second": 0.01}], indirect=True)
async def test_an_address_that_forges_fills_no_inbox(gateway: Gateway):
    answers = [(await gateway.notify(secret=b"f" * 32, message_id=f"m-{n}")) for n in range(10)]
    codes = [answer.status_code for answer in answers]
    assert codes == [401] + [429] * 9
    assert int(answers[-1].headers["retry-after"]) >= 1
    listed = await gateway.stubs["notifications"].ListNotifications(pb.ListNotificationsRequest(page_size=100))
    assert len(listed.notifications) == codes.count(401)


async def test_the_cloud_events_handshake_allows_the_origin_that_asks(gateway: Gateway):
    headers = {"webhook-request-origin": "noc.example", "webhook-request-rate": "120"}
    answer = await gateway.http.request("OPTIONS", "/platforms/noc/callbacks", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["webhook-allowed-origin"] == "noc.example"
    assert answer.headers["webhook-allowed-rate"] == "*"
    assert (await gateway.http.request("OPTIONS", "/platforms/noc/callbacks")).status_code == 400


@pytest.mark.parametrize("mode", ["structured", "binary", "bare"])
async def test_a_report_may_come_as_any_form_of_cloud_event(gateway: Gateway, mode: str):
    data = {"command": "commands/W-1", "outcome": "COMPLETED", "outcome_date": "2026-01-01"}
    event = {"specversion": "1.0", "id": "e-1", "source": "/noc", "type": "done", "data": data}
    body = json.dumps(event if mode == "structured" else data).encode()
    media_type = "application/cloudevents+json" if mode == "structured" else "application/json"
    headers = signed(CALLBACK_SECRET, body, dt.datetime.now(dt.UTC), media_type=media_type)
    if mode == "binary":
        headers |= {"ce-id": "e-1", "ce-source": "/noc", "ce-type": "done", "ce-specversion": "1.0"}
    answer = await gateway.http.post("/platforms/noc/callbacks", content=body, headers=headers)
    assert answer.status_code == 202, "its command is unknown, so it is stored and quarantined"


async def test_nothing_is_acknowledged_that_could_not_be_stored(gateway: Gateway, monkeypatch: pytest.MonkeyPatch):
    async def gone(*arguments: Any, **named: Any) -> Any:
        raise OSError("the database is gone")

    with monkeypatch.context() as patched:
        patched.setattr(gateway.server.db, "transact", gone)
        answer = await gateway.notify()
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert (await gateway.notify()).status_code == 204


@pytest.mark.parametrize("gateway_settings", [{"answer_seconds_max": 0.2}], indirect=True)
async def test_r_gtw_1_a_store_that_stands_still_is_answered_503_in_time_and_nothing_is_posted_twice(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
):
    going_on, transact = asyncio.Event(), gateway.server.db.transact

    async def repeated() -> bool:
        return (await gateway.notify()).status_code == 204

    async def stands_still(work: Any, *arguments: Any, **named: Any) -> Any:
        await going_on.wait()
        return await transact(work, *arguments, **named)

    with monkeypatch.context() as patched:
        patched.setattr(gateway.server.db, "transact", stands_still)
        answer = await gateway.notify()
        assert (answer.status_code, answer.json()) == (503, {"reason": "NOT_STORED"})
    going_on.set()
    # On a busy machine the store may need longer than that once more.
    await eventually(repeated)
    await gateway.settle()
    assert len(gateway.payment.posted) == 1


def test_a_body_of_the_tests_is_one_of_the_document():
    required = set(document()["components"]["schemas"]["Notification"]["required"])
    assert required <= set(payment_body())
