"""Standard Webhooks, judged from bytes (R-GTW-1)."""

import datetime as dt
import json
from typing import Any

import pytest

from services.gateway.channels import standard_webhooks
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import MessageRefused
from tests.gateway.builders import NOW, OLD_SECRET, SECRET, payment_body, raw, raw_payment, signed, webhook_channel


def refusal(request: RawRequest, at: dt.datetime = NOW, **channel: Any) -> str:
    with pytest.raises(MessageRefused) as refused:
        standard_webhooks.verify(webhook_channel(**channel), request, at)
    return refused.value.reason


def resigned(body: bytes) -> RawRequest:
    return raw(body, signed(SECRET, body, NOW))


def test_the_example_of_the_standard_is_signed_as_it_says():
    key = standard_webhooks.decode_secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    made = standard_webhooks.sign(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_genuine_message_is_a_payment():
    notice = standard_webhooks.verify(webhook_channel(), raw_payment(), NOW)
    assert notice.payment is not None
    assert (notice.payment.account, notice.payment.amount) == ("A-1", 10000)
    assert [claim.key for claim in notice.claims] == ["delivery:msg-1", "payment:20260101-0001"]


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_five_minutes_either_way_are_tolerated(seconds: int):
    standard_webhooks.verify(webhook_channel(), raw_payment(NOW + dt.timedelta(seconds=seconds)), NOW)


@pytest.mark.parametrize("seconds", [-301, 301, -86400])
def test_a_stale_or_future_message_is_refused(seconds: int):
    assert refusal(raw_payment(NOW + dt.timedelta(seconds=seconds))) == "TIMESTAMP_STALE"


def test_a_key_that_is_no_longer_in_force_is_refused():
    assert refusal(raw_payment(secret=OLD_SECRET), secrets={"new": SECRET}) == "SIGNATURE_INVALID"


def test_one_of_several_signatures_is_enough():
    message = raw_payment()
    headers = dict(message.headers)
    headers["webhook-signature"] = "v1,AAAA v1a,ignored " + headers["webhook-signature"]
    standard_webhooks.verify(webhook_channel(), raw(message.body, headers), NOW)


@pytest.mark.parametrize("header", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_each_signed_header_altered_dropped_or_doubled_is_refused(header: str):
    message = raw_payment()
    others = tuple(pair for pair in message.headers if pair[0] != header)
    (value,) = [value for name, value in message.headers if name == header]
    changed = {
        "webhook-id": "msg-2",
        "webhook-timestamp": str(int(NOW.timestamp()) + 1),
        "webhook-signature": "v1,AAAA",
    }
    cases = [others, (*others, (header, value), (header, value)), (*others, (header, changed[header]))]
    for headers in cases:
        request = RawRequest("POST", "/", headers, message.body, "")
        assert refusal(request) in ("SIGNATURE_MISSING", "SIGNATURE_INVALID")


def test_every_changed_byte_of_the_body_is_refused():
    message = raw_payment()
    for place in range(len(message.body)):
        body = bytearray(message.body)
        body[place] ^= 1
        assert refusal(RawRequest("POST", "/", message.headers, bytes(body), "")) == "SIGNATURE_INVALID"


BAD_BODIES: list[tuple[bytes, str]] = [
    (b"", "BODY_MALFORMED"),
    (b"[]", "BODY_MALFORMED"),
    (b"{", "BODY_MALFORMED"),
    (b"\xff\xfe", "BODY_MALFORMED"),
    (b'{"channel_number": "1", "channel_number": "1"}', "BODY_MALFORMED"),
    (b"[" * 5000, "BODY_MALFORMED"),
    (b'{"a":' * 300 + b"1" + b"}" * 300, "BODY_MALFORMED"),
]


@pytest.mark.parametrize(("body", "reason"), BAD_BODIES)
def test_a_signed_body_that_is_no_message_is_refused(body: bytes, reason: str):
    assert refusal(resigned(body)) == reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"amount_minor_units": 0}, "AMOUNT_MISMATCH"),
        ({"amount_minor_units": -1}, "AMOUNT_MISMATCH"),
        ({"amount_minor_units": 10**12}, "AMOUNT_MISMATCH"),
        ({"amount_minor_units": "10000"}, "BODY_MALFORMED"),
        ({"amount_minor_units": 100.5}, "BODY_MALFORMED"),
        ({"amount_minor_units": True}, "BODY_MALFORMED"),
        ({"amount_minor_units": 10**30}, "BODY_MALFORMED"),
        ({"amount_minor_units": None}, "BODY_MALFORMED"),
        ({"currency_code": "USD"}, "CURRENCY_MISMATCH"),
        ({"currency_code": None}, "BODY_MALFORMED"),
        ({"account": None}, "ACCOUNT_MALFORMED"),
        ({"account": "accounts/../../x"}, "ACCOUNT_MALFORMED"),
        ({"account": 7}, "BODY_MALFORMED"),
        ({"channel_number": "a b"}, "BODY_MALFORMED"),
        ({"channel_number": None}, "BODY_MALFORMED"),
        ({"channel_number": "x" * 65}, "BODY_MALFORMED"),
        ({"value_date": "2026-02-30"}, "BODY_MALFORMED"),
        ({"value_date": "20260101"}, "BODY_MALFORMED"),
        ({"paid_at": "2026-01-01T10:00:00"}, "BODY_MALFORMED"),
        ({"payer": "a\u0000b"}, "BODY_MALFORMED"),
        ({"payer": "\ud800"}, "BODY_MALFORMED"),
    ],
)
def test_each_field_of_another_type_or_value_is_refused(changes: dict[str, Any], reason: str):
    body = json.dumps({k: v for k, v in (payment_body() | changes).items() if v is not None}).encode()
    assert refusal(resigned(body)) == reason


def test_money_for_another_merchant_is_refused():
    assert refusal(raw_payment(merchant="M-2"), merchant="M-1") == "MERCHANT_MISMATCH"
    assert standard_webhooks.verify(webhook_channel(merchant="M-1"), raw_payment(merchant="M-1"), NOW).payment


def test_r_pay_1_two_banks_that_count_alike_are_told_apart_by_their_prefixes():
    numbers: set[str] = set()
    for prefix in ("icbc:", "ccb:"):
        payment = standard_webhooks.verify(
            webhook_channel(number_prefix=prefix), raw_payment(channel_number="0001"), NOW
        ).payment
        assert payment is not None
        numbers.add(payment.channel_number)
    assert numbers == {"icbc:0001", "ccb:0001"}
    with pytest.raises(MessageRefused) as refused:
        standard_webhooks.verify(webhook_channel(number_prefix="icbc:"), raw_payment(channel_number="1" * 60), NOW)
    assert refused.value.reason == "BODY_MALFORMED", "with its prefix it is longer than payment takes"
