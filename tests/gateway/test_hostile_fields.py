"""Every field of every channel's message altered, dropped, doubled, of another type, truly signed and over HTTP.

Refused in the channel's own words, alarmed, never a 5xx, never in the books (R-GTW-1).
"""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest

from services.gateway.channels import wechat_pay
from simulator.channels.request import PaidOrder, Signed
from tests.gateway.builders import SECRET, doubled, payment_body, signed
from tests.gateway.conftest import Gateway
from tests.gateway.test_hostile_input import (
    ODD,
    Senders,
    dumped,
    each_field,
    forms,
    four_channels,
    judged,
    senders,
    use,
)
from tests.gateway.test_real_channels import PAID, wechat_channel
from tollbook.gateway.v1 import notification_pb2
from tollbook.gateway.v1 import notification_service_pb2 as pb

__all__ = ["four_channels", "senders"]

AMOUNT = 12345
ONE_IN = 5
"""Every field has its turn, with some of the odd values; the verifiers are given all of them elsewhere."""


def test_r_gtw_1_a_key_that_stands_twice_at_any_depth_is_refused_by_every_json_channel(senders: Senders):
    wechat = senders.wechat
    channel, now = wechat_channel(wechat), PAID.paid_at
    envelope = json.loads(wechat.message(wechat.transaction(PAID), now, event="TRANSACTION.SUCCESS"))
    for body in doubled(envelope):
        assert judged_at(channel, wechat.sign(body, now), now) is None, body
    for plain in doubled(wechat.transaction(PAID)):
        sealed = wechat.seal(plain, now, event="TRANSACTION.SUCCESS")
        assert judged_at(channel, wechat.sign(sealed, now), now) is None, plain


def judged_at(channel: Any, sent: Signed, now: dt.datetime) -> Any:
    return judged(lambda to, raw, _: wechat_pay.verify(to, raw, now), channel, sent)


def altered(senders: Senders, channel: str, now: dt.datetime) -> Iterator[Signed]:
    """The channel's genuine message, spoilt in one field after another and signed again."""
    paid = PaidOrder.of("4200001234202601019876543210", "A-1", AMOUNT, now)
    if channel == "alipay":
        yield from (senders.ali.sign(form) for form in forms(senders.ali.form(paid, now)))
    elif channel == "union":
        told = dataclasses.replace(paid, number="432601011000004567898")
        yield from (senders.union.sign(form) for form in forms(senders.union.form(told, now)))
    elif channel == "wechat":
        odd = tuple(each for each in ODD if each != "\ud800")
        for transaction in each_field(senders.wechat.transaction(paid), odd):
            yield senders.wechat.sign(senders.wechat.message(transaction, now, event="TRANSACTION.SUCCESS"), now)
    else:
        bodies = [dumped(changed) for changed in each_field(payment_body(amount_minor_units=AMOUNT))]
        for number, body in enumerate([*bodies, *doubled(payment_body())]):
            yield Signed(signed(SECRET, body, now, message_id=f"b-{number}"), body)


@pytest.mark.parametrize("channel", ["wechat", "alipay", "union", "bank"])
async def test_r_gtw_1_over_http_every_spoilt_field_is_answered_stored_and_never_in_the_books(
    gateway: Gateway, senders: Senders, four_channels: dict[str, Any], channel: str
):
    await use(gateway, four_channels)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    sent = list(altered(senders, channel, now))[::ONE_IN]
    for message in sent:
        answer = await gateway.http.post(
            f"/channels/{channel}/notifications", content=message.body, headers=dict(message.headers)
        )
        assert answer.status_code in (200, 204, 400, 401), message.body
    kept: list[notification_pb2.Notification] = []
    token = ""
    while not kept or token:
        request = pb.ListNotificationsRequest(page_size=1000, page_token=token)
        page = await gateway.stubs["notifications"].ListNotifications(request)
        kept, token = [*kept, *page.notifications], page.next_page_token
    assert len(kept) == len(sent)
    refused = [each for each in kept if each.state == notification_pb2.NOTIFICATION_STATE_REFUSED]
    told = [event for event in await gateway.events() if event.reason != "DUPLICATE_CONTENT_DIFFERS"]
    assert len(told) == len(refused) > len(sent) // 3, "each that is refused is alarmed"
    await gateway.settle()
    assert {item.amount.minor_units for item in gateway.payment.posted.values()} <= {AMOUNT}
    assert {item.amount.currency_code for item in gateway.payment.posted.values()} <= {"CNY"}
