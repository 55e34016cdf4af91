"""Payment channels' notifications, end to end over HTTP (R-GTW-1)."""

import asyncio
import datetime as dt
from typing import Any

import pytest
from prometheus_client import REGISTRY

from services.chassis.database import Database
from services.gateway.channels.schemes import hear
from services.gateway.domain.notification import NotificationRecord, NotificationState, NotificationVerb, Posted
from services.gateway.domain.pacing import BackOff
from services.gateway.store import tables
from services.gateway.usecases.act_on_notifications import NotificationAct, act_on_notification, get_notification
from services.gateway.usecases.post_notifications import record_posted, take_due_notifications
from services.gateway.usecases.receive_notifications import receive_notifications
from tests.gateway.builders import NOW, OLD_SECRET, payment_body, raw_payment, webhook_channel
from tests.gateway.conftest import Gateway, eventually
from tollbook.gateway.v1 import notification_pb2
from tollbook.gateway.v1 import notification_service_pb2 as pb

State = notification_pb2.NotificationState


async def listed(gateway: Gateway) -> list[notification_pb2.Notification]:
    answer = await gateway.stubs["notifications"].ListNotifications(pb.ListNotificationsRequest())
    return list(answer.notifications)[::-1]


async def test_r_gtw_1_a_signed_notification_is_acknowledged_and_posted_once(gateway: Gateway):
    answer = await gateway.notify()
    await gateway.settle()
    assert answer.status_code == 204
    item = gateway.payment.posted["20260101-0001"]
    assert (item.account, item.amount.minor_units, item.value_date.day) == ("accounts/A-1", 10000, 1)
    (only,) = await listed(gateway)
    assert (only.state, only.payment) == (State.NOTIFICATION_STATE_POSTED, "payments/20260101-0001")


async def test_r_gtw_1_a_replay_is_acknowledged_and_not_posted_twice(gateway: Gateway):
    for message_id in ("msg-1", "msg-1", "msg-2"):
        assert (await gateway.notify(message_id=message_id)).status_code == 204
        await gateway.settle()
    assert gateway.payment.calls == 1
    assert [n.state for n in await listed(gateway)] == [
        State.NOTIFICATION_STATE_POSTED,
        State.NOTIFICATION_STATE_DUPLICATE,
        State.NOTIFICATION_STATE_DUPLICATE,
    ]


async def test_r_gtw_1_replays_in_one_batch_are_posted_once(gateway: Gateway):
    answers = await asyncio.gather(*(gateway.notify(message_id=f"m-{n % 3}") for n in range(40)))
    await gateway.settle()
    assert {answer.status_code for answer in answers} == {204}
    states = [n.state for n in await listed(gateway)]
    assert states.count(State.NOTIFICATION_STATE_POSTED) == 1
    assert states.count(State.NOTIFICATION_STATE_DUPLICATE) == 39


async def test_r_gtw_1_the_same_number_with_another_amount_is_refused_and_alarmed(gateway: Gateway):
    await gateway.notify()
    answer = await gateway.notify(message_id="msg-2", amount_minor_units=1)
    await gateway.settle()
    assert (answer.status_code, answer.json()) == (400, {"reason": "DUPLICATE_CONTENT_DIFFERS"})
    assert len(gateway.payment.posted) == 1
    (alarm,) = await gateway.events()
    assert (alarm.channel, alarm.reason) == ("channels/bank", "DUPLICATE_CONTENT_DIFFERS")


async def test_r_gtw_1_a_forgery_is_stored_refused_and_alarmed(gateway: Gateway):
    answer = await gateway.notify(secret=b"f" * 32)
    assert (answer.status_code, answer.json()) == (401, {"reason": "SIGNATURE_INVALID"})
    (stored,) = await listed(gateway)
    assert stored.state == State.NOTIFICATION_STATE_REFUSED
    raw = await gateway.stubs["notifications"].GetRawNotification(
        pb.GetRawNotificationRequest(name=stored.name, purpose="test")
    )
    assert b"20260101-0001" in raw.raw.body
    assert "webhook-signature" in {header.name for header in raw.raw.headers}
    (alarm,) = await gateway.events()
    assert (alarm.notification, alarm.reason) == (stored.name, "SIGNATURE_INVALID")
    assert gateway.payment.calls == 0


async def test_r_gtw_1_a_stale_message_is_refused(gateway: Gateway):
    answer = await gateway.notify(at=dt.datetime.now(dt.UTC) - dt.timedelta(minutes=6))
    assert (answer.status_code, answer.json()) == (401, {"reason": "TIMESTAMP_STALE"})


async def test_both_secrets_are_in_force_during_a_change(gateway: Gateway):
    assert (await gateway.notify(secret=OLD_SECRET)).status_code == 204


async def test_a_notification_waits_for_payment_and_is_posted_when_it_is_back(gateway: Gateway):
    gateway.payment.down = True
    assert (await gateway.notify()).status_code == 204

    async def tried() -> bool:
        return gateway.payment.calls >= 2

    await eventually(tried)
    assert (await gateway.pending())["notifications"] == 1
    gateway.payment.down = False
    await gateway.settle()
    assert set(gateway.payment.posted) == {"20260101-0001"}


async def test_r_gtw_1_a_notification_that_waits_for_its_day_longer_than_a_day_is_alarmed(gateway: Gateway):
    labels = {"service": "gateway", "kind": "notification_waits"}

    def alarms() -> float:
        return REGISTRY.get_sample_value("tollbook_alarms_total", labels) or 0.0

    before = alarms()
    gateway.payment.refuse["20260101-0001"] = "VALUE_DATE_IN_FUTURE"
    await gateway.notify()

    async def waits() -> bool:
        return gateway.payment.calls >= 2

    await eventually(waits)
    assert ((await gateway.pending())["notifications"], alarms()) == (1, before)
    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=2)
    await gateway.db.transact(lambda tx: tx.execute(tables.notification.update().values(received_at=long_ago)))

    async def alarmed() -> bool:
        return alarms() > before

    await eventually(alarmed)
    gateway.payment.refuse.clear()
    await gateway.settle()
    assert set(gateway.payment.posted) == {"20260101-0001"}


async def test_what_payment_rejects_waits_for_a_person_and_is_posted_after_a_replay(gateway: Gateway):
    gateway.payment.refuse["20260101-0001"] = "CURRENCY_MISMATCH"
    await gateway.notify()
    await gateway.settle()
    (only,) = await listed(gateway)
    assert (only.state, only.reason) == (State.NOTIFICATION_STATE_REJECTED, "CURRENCY_MISMATCH")
    gateway.payment.refuse.clear()
    stub = gateway.stubs["notifications"]
    request = pb.ReplayNotificationRequest(name=only.name, request_id="r-1", reason="mended")
    await stub.ReplayNotification(request)
    await gateway.settle()
    assert (await stub.GetNotification(pb.GetNotificationRequest(name=only.name))).payment == "payments/20260101-0001"


async def test_a_person_takes_a_notification_out_and_puts_it_back(gateway: Gateway):
    gateway.payment.refuse["20260101-0001"] = "CURRENCY_MISMATCH"
    await gateway.notify()
    await gateway.settle()
    (only,) = await listed(gateway)
    stub = gateway.stubs["notifications"]
    out = pb.QuarantineNotificationRequest(name=only.name, request_id="r-1", reason="odd")
    assert (await stub.QuarantineNotification(out)).state == State.NOTIFICATION_STATE_QUARANTINED
    gateway.payment.refuse.clear()
    back = pb.ReleaseNotificationRequest(name=only.name, request_id="r-2", reason="fine")
    await stub.ReleaseNotification(back)
    await gateway.settle()
    assert len(gateway.payment.posted) == 1


async def act(db: Database, id_: str, verb: NotificationVerb) -> NotificationRecord:
    return await act_on_notification(db, NotificationAct(f"r-{verb}", id_, verb, "odd", "tester"), {})


@pytest.mark.parametrize("under_way", [False, True])
async def test_r_gtw_1_what_a_person_takes_out_is_not_posted_and_what_was_posted_meanwhile_says_so(
    database: Any, under_way: bool
):
    db: Database = database("gateway")
    await receive_notifications(db, [hear(webhook_channel(), raw_payment(NOW), NOW)])

    async def due() -> list[NotificationRecord]:
        return await take_due_notifications(db, 10, dt.timedelta(0))

    (record,) = await due()
    out = await act(db, record.id, NotificationVerb.QUARANTINE)
    assert (out.state, await due()) == (NotificationState.QUARANTINED, [])
    if under_way:
        await record_posted(db, [(record, Posted(record.id, posted_as="payments/P-1"))], BackOff(), lambda: 0.0)
        assert (await get_notification(db, record.id)).state is NotificationState.POSTED
    else:
        await act(db, record.id, NotificationVerb.RELEASE)
        assert [each.id for each in await due()] == [record.id]


async def test_a_forgery_that_verifies_with_the_keys_of_today_is_posted_after_a_replay(gateway: Gateway):
    import yaml

    from tests.gateway.builders import configuration, whsec
    from tollbook.gateway.v1 import channel_service_pb2

    late_secret = b"l" * 32
    assert (await gateway.notify(secret=late_secret)).status_code == 401
    changed = configuration(gateway.platform.url)
    changed["channels"][0]["keys"].append({"id": "late", "secret": whsec(late_secret)})
    gateway.file.write_text(yaml.safe_dump(changed))
    reloaded = await gateway.stubs["channels"].ReloadChannels(channel_service_pb2.ReloadChannelsRequest())
    assert list(reloaded.channels[0].keys) == ["late", "new", "old"]
    (only,) = await listed(gateway)
    request = pb.ReplayNotificationRequest(name=only.name, request_id="r-1", reason="key was late")
    await gateway.stubs["notifications"].ReplayNotification(request)
    await gateway.settle()
    assert set(gateway.payment.posted) == {payment_body()["channel_number"]}


async def test_an_unknown_channel_is_not_found_and_other_methods_are_not_allowed(gateway: Gateway):
    assert (await gateway.http.post("/channels/nobody/notifications", content=b"{}")).status_code == 404
    assert (await gateway.http.get("/channels/bank/notifications")).status_code == 405
