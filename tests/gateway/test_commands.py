"""Commands to platforms and their callbacks, end to end (R-GTW-2)."""

import asyncio
import datetime as dt
import json
from typing import Any

import grpc
import grpc.aio
import pytest
import yaml
from google.protobuf.timestamp_pb2 import Timestamp

from services.chassis.database import Database, Transaction
from services.gateway.channels.standard_webhooks import sign
from services.gateway.domain.command import Attempt, AttemptKind, AttemptResult, CommandKind
from services.gateway.domain.pacing import BackOff
from services.gateway.store import tables
from services.gateway.store.commands import add_commands, find_commands
from services.gateway.usecases.send_commands import record_tries, take_due_commands
from tests.gateway.builders import SEND_SECRET, command, configuration, report_body
from tests.gateway.conftest import Gateway, eventually
from tollbook.gateway.v1 import callback_pb2, callback_service_pb2, command_pb2, platform_service_pb2
from tollbook.gateway.v1 import command_service_pb2 as pb

Outcome = command_pb2.CommandOutcome


def message(id_: str = "W-1", kind: CommandKind = CommandKind.SUSPEND, **changes: Any) -> command_pb2.Command:
    made = command(id_, kind, **changes)
    pb_command = command_pb2.Command(
        name=f"commands/{made.id}",
        origin=made.origin,
        work_order=made.work_order,
        kind=f"COMMAND_KIND_{made.kind.value}",
        platform=f"platforms/{made.platform}",
        subscription=f"subscriptions/{made.subscription}",
        account=f"accounts/{made.account}",
        customer=f"customers/{made.customer}",
        service_number=made.service_number,
        product=f"products/{made.product}",
        reason=made.reason,
    )
    if made.expires_at is not None:
        stamp = Timestamp()
        stamp.FromDatetime(made.expires_at)
        pb_command.expire_time.CopyFrom(stamp)
    return pb_command


async def submit(gateway: Gateway, *commands: command_pb2.Command) -> list[pb.SubmittedCommand]:
    answer = await gateway.stubs["commands"].SubmitCommands(pb.SubmitCommandsRequest(commands=commands))
    return list(answer.results)


async def get(gateway: Gateway, id_: str = "W-1") -> command_pb2.Command:
    return await gateway.stubs["commands"].GetCommand(pb.GetCommandRequest(name=f"commands/{id_}"))


async def callbacks(gateway: Gateway) -> list[callback_pb2.Callback]:
    answer = await gateway.stubs["callbacks"].ListCallbacks(callback_service_pb2.ListCallbacksRequest())
    return list(answer.callbacks)[::-1]


async def test_a_command_that_breaks_a_rule_is_refused_alone(gateway: Gateway):
    nameless = message()
    nameless.ClearField("name")
    refused, taken = await submit(gateway, nameless, message())
    assert (refused.status.reason, refused.status.faults[0].field) == ("VALIDATION_FAILED", "name")
    assert (taken.status.code, taken.command.outcome) == (0, Outcome.COMMAND_OUTCOME_ACCEPTED)


async def test_r_gtw_2_a_command_is_sent_signed_and_closed_by_its_callback(gateway: Gateway):
    (result,) = await submit(gateway, message())
    assert (result.status.code, result.command.outcome) == (0, Outcome.COMMAND_OUTCOME_ACCEPTED)
    await gateway.settle()
    (event,), (headers,) = gateway.platform.received, gateway.platform.headers
    assert event["type"] == "tollbook.command.suspend.v1"
    assert event["data"]["command"] == headers["idempotency-key"] == "commands/W-1"
    body = json.dumps(event, separators=(",", ":")).encode()
    assert headers["webhook-signature"] == sign(SEND_SECRET, "commands/W-1", int(headers["webhook-timestamp"]), body)
    assert (await get(gateway)).outcome == Outcome.COMMAND_OUTCOME_SENT
    answer = await gateway.call_back(report_body("COMPLETED", outcome_date="2025-12-31"))
    assert answer.status_code == 204
    done = await get(gateway)
    assert (done.outcome, done.outcome_date.day) == (Outcome.COMMAND_OUTCOME_COMPLETED, 31)
    assert [(e.outcome, e.outcome_date.day) for e in await gateway.events()] == [
        (Outcome.COMMAND_OUTCOME_SENT, 1),
        (Outcome.COMMAND_OUTCOME_COMPLETED, 31),
    ]


async def test_r_opn_7_a_restoration_goes_out_as_sheet_type_033(gateway: Gateway):
    await submit(gateway, message(kind=CommandKind.RESTORE))
    await gateway.settle()
    assert gateway.platform.received[0]["data"]["sheet_type"] == "033"


async def test_the_same_command_again_is_answered_and_sent_once(gateway: Gateway):
    await submit(gateway, message(), message())
    await gateway.settle()
    (again,) = await submit(gateway, message())
    assert again.command.outcome == Outcome.COMMAND_OUTCOME_SENT
    assert len(gateway.platform.received) == 1


async def test_one_bad_command_never_fails_its_neighbours(gateway: Gateway):
    await submit(gateway, message("W-2"))
    results = await submit(gateway, message("W-1"), message("W-2", reason="FRAUD"), message("W-3"))
    assert [result.status.reason for result in results] == ["", "COMMAND_CONTENT_DIFFERS", ""]
    await gateway.settle()
    assert sorted(event["id"] for event in gateway.platform.received) == ["W-1", "W-2", "W-3"]


async def test_r_gen_4_a_command_for_an_unknown_platform_is_a_dead_letter_and_is_sent_once_the_platform_is_there(
    gateway: Gateway,
):
    """A restoration, say, whose product names a platform that nobody has configured."""
    lost = message("W-1", CommandKind.RESTORE, platform="new-noc")
    results = await submit(gateway, lost, message("W-2"))
    assert [result.command.outcome for result in results] == [
        Outcome.COMMAND_OUTCOME_DEAD,
        Outcome.COMMAND_OUTCOME_ACCEPTED,
    ]
    (again,) = await submit(gateway, lost)
    assert (again.status.code, again.command.outcome) == (0, Outcome.COMMAND_OUTCOME_DEAD)
    await gateway.settle()
    dead = await gateway.stubs["commands"].ListDeadCommands(pb.ListDeadCommandsRequest())
    assert [(c.name, c.detail) for c in dead.commands] == [("commands/W-1", "platform 'new-noc' is not configured")]
    told = [(event.command, event.outcome) for event in await gateway.events()]
    assert told.count(("commands/W-1", Outcome.COMMAND_OUTCOME_DEAD)) == 1
    listed = await gateway.stubs["platforms"].ListPlatforms(platform_service_pb2.ListPlatformsRequest())
    assert [(p.name, p.scheme, p.dead) for p in listed.platforms] == [
        ("platforms/noc", platform_service_pb2.PLATFORM_SCHEME_CLOUD_EVENTS, 0),
        ("platforms/new-noc", platform_service_pb2.PLATFORM_SCHEME_UNSPECIFIED, 1),
    ]
    resend = pb.ResendCommandRequest(name="commands/W-1", request_id="r-1", reason="it is there now")
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await gateway.stubs["commands"].ResendCommand(resend)
    assert refused.value.code() is grpc.StatusCode.FAILED_PRECONDITION
    content = configuration(gateway.platform.url)
    content["platforms"].append(content["platforms"][0] | {"id": "new-noc"})
    gateway.file.write_text(yaml.safe_dump(content))
    await gateway.stubs["platforms"].ReloadPlatforms(platform_service_pb2.ReloadPlatformsRequest())
    await gateway.stubs["commands"].ResendCommand(resend)
    await gateway.settle()
    assert (await get(gateway)).outcome == Outcome.COMMAND_OUTCOME_SENT
    assert "W-1" in [event["id"] for event in gateway.platform.received]


async def test_r_gen_4_commands_of_a_platform_that_left_the_file_wait_for_it_and_are_listed(gateway: Gateway):
    gateway.platform.answer = lambda command_id, number: 503
    await submit(gateway, message())
    content = configuration(gateway.platform.url)
    gateway.file.write_text(yaml.safe_dump(content | {"platforms": []}))
    await gateway.stubs["platforms"].ReloadPlatforms(platform_service_pb2.ReloadPlatformsRequest())
    listed = await gateway.stubs["platforms"].ListPlatforms(platform_service_pb2.ListPlatformsRequest())
    assert [(p.name, p.unsent) for p in listed.platforms] == [("platforms/noc", 1)]
    gateway.platform.answer = lambda command_id, number: 202
    gateway.file.write_text(yaml.safe_dump(content))
    await gateway.stubs["platforms"].ReloadPlatforms(platform_service_pb2.ReloadPlatformsRequest())
    await gateway.settle()
    assert (await get(gateway)).outcome == Outcome.COMMAND_OUTCOME_SENT


async def test_r_ctl_6_a_command_is_never_sent_after_its_time(gateway: Gateway):
    past = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
    await submit(gateway, message(expires_at=past))
    await gateway.settle()
    assert gateway.platform.received == []
    assert (await get(gateway)).outcome == Outcome.COMMAND_OUTCOME_EXPIRED
    (event,) = await gateway.events()
    assert event.outcome == Outcome.COMMAND_OUTCOME_EXPIRED


async def test_r_ctl_6_a_command_that_could_not_be_sent_in_time_expires(gateway: Gateway):
    gateway.platform.answer = lambda command_id, number: 503
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=0.4)
    await submit(gateway, message(expires_at=soon))
    await gateway.settle()
    assert (await get(gateway)).outcome == Outcome.COMMAND_OUTCOME_EXPIRED


async def test_failures_are_retried_with_the_same_key_until_the_platform_takes_it(gateway: Gateway):
    gateway.platform.answer = lambda command_id, number: 503 if number < 4 else 202
    await submit(gateway, message())
    await gateway.settle()
    assert {headers["idempotency-key"] for headers in gateway.platform.headers} == {"commands/W-1"}
    attempts = await gateway.stubs["commands"].ListCommandAttempts(
        pb.ListCommandAttemptsRequest(command="commands/W-1")
    )
    assert [a.http_status for a in attempts.attempts] == [503, 503, 503, 202]
    assert (await get(gateway)).attempts == 4


@pytest.mark.parametrize("platform_settings", [{"attempts_max": 3}], indirect=True)
async def test_a_command_that_never_gets_through_is_a_dead_letter_and_can_be_sent_again(gateway: Gateway):
    gateway.platform.answer = lambda command_id, number: 503
    await submit(gateway, message())
    await gateway.settle()
    dead = await gateway.stubs["commands"].ListDeadCommands(pb.ListDeadCommandsRequest())
    assert [c.name for c in dead.commands] == ["commands/W-1"]
    gateway.platform.answer = lambda command_id, number: 202
    request = pb.ResendCommandRequest(name="commands/W-1", request_id="r-1", reason="platform is back")
    await gateway.stubs["commands"].ResendCommand(request)
    await gateway.stubs["commands"].ResendCommand(request)
    await gateway.settle()
    assert (await get(gateway)).outcome == Outcome.COMMAND_OUTCOME_SENT


@pytest.mark.parametrize("platform_settings", [{"attempts_max": 3}], indirect=True)
async def test_a_dead_command_is_not_resent_after_a_later_one_of_its_subscription(gateway: Gateway):
    gateway.platform.answer = lambda command_id, number: 503 if command_id == "W-1" else 202
    await submit(gateway, message("W-1"), message("W-2", CommandKind.RESTORE))
    await gateway.settle()
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        request = pb.ResendCommandRequest(name="commands/W-1", request_id="r-1", reason="again")
        await gateway.stubs["commands"].ResendCommand(request)
    assert refused.value.code() is grpc.StatusCode.FAILED_PRECONDITION


async def test_what_the_platform_refuses_has_failed(gateway: Gateway):
    gateway.platform.answer = lambda command_id, number: 422
    await submit(gateway, message())
    await gateway.settle()
    assert (await get(gateway)).outcome == Outcome.COMMAND_OUTCOME_FAILED


@pytest.mark.parametrize("platform_settings", [{"timeout_seconds": 0.5}], indirect=True)
async def test_a_time_out_is_unknown_and_the_platform_is_asked_before_the_command_goes_again(gateway: Gateway):
    given_up = asyncio.Event()

    async def takes_it_and_hangs(command_id: str) -> int:
        gateway.platform.known.add(command_id)
        await given_up.wait()
        return 202

    gateway.platform.answer = lambda command_id, number: takes_it_and_hangs(command_id)
    await submit(gateway, message())
    await gateway.settle()
    assert len(gateway.platform.received) == 1
    answer = await gateway.stubs["commands"].ListCommandAttempts(pb.ListCommandAttemptsRequest(command="commands/W-1"))
    given_up.set()
    sent, *asked = [(a.kind, a.result) for a in answer.attempts]
    # On a busy machine a question may time out as well.
    assert sent == (pb.ATTEMPT_KIND_SEND, pb.ATTEMPT_RESULT_UNKNOWN)
    assert {kind for kind, _ in asked} == {pb.ATTEMPT_KIND_QUERY}
    assert asked[-1][1] == pb.ATTEMPT_RESULT_TAKEN


async def test_commands_of_one_subscription_leave_in_order_whatever_fails(gateway: Gateway):
    gateway.platform.answer = lambda command_id, number: 503 if command_id.endswith("0") and number < 3 else 202
    ids = [f"W-{line}-{number}" for number in range(4) for line in range(5)]
    await submit(gateway, *(message(id_, subscription=f"S-{id_.split('-')[1]}") for id_ in ids))
    await gateway.settle()
    for line in range(5):
        order = [e["id"] for e in gateway.platform.received if e["id"].startswith(f"W-{line}-")]
        assert list(dict.fromkeys(order)) == [f"W-{line}-{number}" for number in range(4)]


async def test_a_command_can_be_withdrawn_while_it_was_never_tried(gateway: Gateway):
    gateway.platform.answer = lambda command_id, number: 503
    await submit(gateway, message("W-1"), message("W-2", CommandKind.RESTORE))
    request = pb.CancelCommandRequest(name="commands/W-2", request_id="r-1", reason="paid")
    cancelled = await gateway.stubs["commands"].CancelCommand(request)
    assert cancelled.outcome == Outcome.COMMAND_OUTCOME_CANCELLED


async def test_r_gtw_2_late_duplicate_unknown_and_contradicting_callbacks_are_never_applied(
    gateway: Gateway,
):
    await submit(gateway, message())
    await gateway.settle()
    sent = [
        ("cb-1", report_body("COMPLETED")),
        ("cb-1", report_body("COMPLETED")),
        ("cb-2", report_body("COMPLETED")),
        ("cb-3", report_body("IN_PROGRESS")),
        ("cb-4", report_body("FAILED")),
        ("cb-5", report_body("COMPLETED", "W-unknown")),
        ("cb-1", report_body("FAILED")),
    ]
    answers = [(await gateway.call_back(body, message_id=message_id)).status_code for message_id, body in sent]
    assert answers == [204, 204, 204, 204, 202, 202, 202]
    kept = [callback_pb2.CallbackState.Name(c.state).removeprefix("CALLBACK_STATE_") for c in await callbacks(gateway)]
    assert kept == ["APPLIED", "DUPLICATE", "DUPLICATE", "LATE", "QUARANTINED", "QUARANTINED", "QUARANTINED"]
    assert [c.reason for c in await callbacks(gateway)][4:] == [
        "OUTCOME_CONTRADICTS",
        "COMMAND_UNKNOWN",
        "DUPLICATE_CONTENT_DIFFERS",
    ]
    assert (await get(gateway)).outcome == Outcome.COMMAND_OUTCOME_COMPLETED


async def test_r_gtw_2_r_opn_2_a_callback_dated_before_its_command_or_after_tomorrow_is_quarantined(gateway: Gateway):
    """Business date 2026-01-01; a day of difference around midnight is allowed for."""
    await submit(gateway, message())
    await gateway.settle()
    for number, date in enumerate(("2020-01-01", "2025-12-30", "2026-01-03")):
        answer = await gateway.call_back(report_body("COMPLETED", outcome_date=date), message_id=f"cb-{number}")
        assert answer.status_code == 202, date
    assert {c.reason for c in await callbacks(gateway)} == {"OUTCOME_DATE_IMPLAUSIBLE"}
    assert (await get(gateway)).outcome != Outcome.COMMAND_OUTCOME_COMPLETED
    answer = await gateway.call_back(report_body("COMPLETED", outcome_date="2026-01-02"), message_id="cb-right")
    assert answer.status_code == 204
    assert (await get(gateway)).outcome == Outcome.COMMAND_OUTCOME_COMPLETED


async def test_a_callback_that_comes_before_its_command_is_applied_with_it(gateway: Gateway):
    assert (await gateway.call_back(report_body("IN_PROGRESS"))).status_code == 202
    (result,) = await submit(gateway, message())
    assert result.command.outcome == Outcome.COMMAND_OUTCOME_IN_PROGRESS
    (only,) = await callbacks(gateway)
    assert only.state == callback_pb2.CALLBACK_STATE_APPLIED


async def test_a_quarantined_callback_can_be_dismissed(gateway: Gateway):
    await gateway.call_back(report_body())
    (only,) = await callbacks(gateway)
    stub = gateway.stubs["callbacks"]
    again = callback_service_pb2.ReapplyCallbackRequest(name=only.name, request_id="r-1", reason="look again")
    assert (await stub.ReapplyCallback(again)).state == callback_pb2.CALLBACK_STATE_QUARANTINED
    away = callback_service_pb2.DismissCallbackRequest(name=only.name, request_id="r-2", reason="not ours")
    assert (await stub.DismissCallback(away)).state == callback_pb2.CALLBACK_STATE_DISMISSED
    listed = await stub.ListQuarantinedCallbacks(callback_service_pb2.ListQuarantinedCallbacksRequest())
    assert list(listed.callbacks) == []


async def test_a_forged_callback_is_refused_and_stored(gateway: Gateway):
    answer = await gateway.call_back(report_body(), secret=b"f" * 32)
    assert (answer.status_code, answer.json()) == (401, {"reason": "SIGNATURE_INVALID"})
    (only,) = await callbacks(gateway)
    assert only.state == callback_pb2.CALLBACK_STATE_REFUSED


async def test_concurrent_callbacks_of_one_command_move_it_forward_only(gateway: Gateway):
    await submit(gateway, message())
    await gateway.settle()
    outcomes = ["IN_PROGRESS", "COMPLETED", "ARCHIVED"] * 10
    await asyncio.gather(
        *(gateway.call_back(report_body(outcome), message_id=f"cb-{n}") for n, outcome in enumerate(outcomes))
    )
    assert (await get(gateway)).outcome == Outcome.COMMAND_OUTCOME_ARCHIVED
    told = [e.outcome for e in await gateway.events()]
    assert told == sorted(told)


async def test_a_platform_that_is_away_opens_the_breaker_and_is_found_again(gateway: Gateway):
    gateway.platform.answer = lambda command_id, number: 500
    await submit(gateway, *(message(f"W-{n}", subscription=f"S-{n}") for n in range(8)))

    async def noc() -> platform_service_pb2.Platform:
        listed = await gateway.stubs["platforms"].ListPlatforms(platform_service_pb2.ListPlatformsRequest())
        return listed.platforms[0]

    async def opened() -> bool:
        return (await noc()).failures >= 5

    await eventually(opened)
    assert (await noc()).breaker != platform_service_pb2.BREAKER_STATE_CLOSED
    gateway.platform.answer = lambda command_id, number: 202
    await gateway.settle()
    assert ((await noc()).breaker, (await noc()).unsent) == (platform_service_pb2.BREAKER_STATE_CLOSED, 0)


async def test_r_ctl_6_a_command_whose_sender_died_is_asked_about_before_it_expires(gateway: Gateway):
    past = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
    gateway.platform.known.add("W-1")

    async def stored_and_left_behind(tx: Transaction) -> None:
        """In one transaction, so that no living sender sees it before: a process leased both and died."""
        await add_commands(tx, [command("W-1", expires_at=past), command("W-2", subscription="S-2", expires_at=past)])
        await tx.execute(tables.command.update().values(lease_until=past))

    await gateway.db.transact(stored_and_left_behind)
    await gateway.settle()
    assert gateway.platform.received == []
    assert (await get(gateway, "W-1")).outcome == Outcome.COMMAND_OUTCOME_SENT
    assert (await get(gateway, "W-2")).outcome == Outcome.COMMAND_OUTCOME_EXPIRED


@pytest.mark.parametrize(
    ("result", "outcome"), [("RETRY", "ACCEPTED"), ("UNKNOWN", "ACCEPTED"), ("REFUSED", "ACCEPTED"), ("TAKEN", "SENT")]
)
async def test_r_ctl_6_a_try_that_outlived_its_lease_takes_nothing_from_the_one_who_holds_it_now(
    database: Any, result: str, outcome: str
):
    db: Database = database("gateway")
    await db.transact(lambda tx: add_commands(tx, [command()]))
    (slow,) = (await take_due_commands(db, "noc", 1, dt.timedelta(0))).records
    (holder,) = (await take_due_commands(db, "noc", 1, dt.timedelta(minutes=5))).records
    assert (slow.unknown, holder.unknown) == (False, True)
    tried = Attempt("W-1", AttemptKind.SEND, AttemptResult(result), db.wall.now(), 1, 0, "late")
    assert await record_tries(db, [(slow, (tried, ""))], BackOff(attempts_max=1), lambda: 0.0) == [outcome]
    async with db.read() as tx:
        now, _ = (await find_commands(tx, ["W-1"]))["W-1"]
    if result != "TAKEN":
        assert (now.lease_until, now.unknown, now.attempts) == (holder.lease_until, True, 1)


async def test_words_with_line_ends_are_kept_as_one_line(gateway: Gateway):
    await submit(gateway, message())
    await gateway.settle()
    assert (await gateway.call_back(report_body("FAILED", detail="port\n3 \ud800 burnt"))).status_code == 204
    assert (await get(gateway)).detail == "port 3   burnt"
