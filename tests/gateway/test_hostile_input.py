"""Whatever is sent: refused in the channel's own words, alarmed, never a 5xx, never in the books (R-GTW-1)."""

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import yaml

from services.gateway.channels import alipay, standard_webhooks, union_pay, wechat_pay
from services.gateway.channels.message import Channel, Notice
from services.gateway.domain.reasons import MessageRefused
from simulator.channels.alipay import Alipay
from simulator.channels.keys import Certified, certify, public_pem, rsa_key
from simulator.channels.request import PaidOrder, Signed
from simulator.channels.union_pay import UnionPay
from simulator.channels.wechat_pay import WechatPay
from tests.gateway.builders import NOW, SECRET, configuration, payment_body, raw, signed, webhook_channel
from tests.gateway.conftest import Gateway
from tests.gateway.test_notifications import listed
from tests.gateway.test_real_channels import (
    CONTENT_KEY,
    PAID,
    UNION_PAID,
    alipay_channel,
    union_channel,
    wechat_channel,
)
from tollbook.gateway.v1 import channel_service_pb2, notification_pb2

ODD: tuple[Any, ...] = (
    None,
    "",
    "x" * 5000,
    "\0",
    "\ud800",
    "金额",
    "-1",
    "1e9",
    "NaN",
    "9" * 40,
    0,
    -1,
    10**30,
    True,
    [],
    {},
    ["1"],
    {"total": 1},
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "00010101000000",
    "0001-01-01 00:00:00",
)
"""What no field may crash on, whatever it is."""


@dataclasses.dataclass(frozen=True)
class Senders:
    """The real channels' sides, with keys of this run."""

    wechat: WechatPay
    ali: Alipay
    union: UnionPay
    root: Certified


@pytest.fixture(scope="module")
def senders() -> Senders:
    root = certify("UnionPay test root", authority=True, now=NOW)
    signer = certify("041@Z12@中国银联股份有限公司@00040000:SIGN", root, now=NOW, days=3650)
    return Senders(
        WechatPay(rsa_key(), "PUB_KEY_ID_0119000000012026010100000001", CONTENT_KEY, "1900000001", "wx88"),
        Alipay(rsa_key(), "2088101106499364", "2021000118609999"),
        UnionPay(signer, "777290058110048"),
        root,
    )


def dumped(message: Any) -> bytes:
    return json.dumps(message).encode()


def each_field(message: dict[str, Any], odd_ones: tuple[Any, ...] = ODD) -> Iterator[dict[str, Any]]:
    """The message with each field dropped and with each odd value in it, at every depth."""
    for name, value in message.items():
        yield {key: each for key, each in message.items() if key != name}
        yield from (message | {name: odd} for odd in odd_ones)
        if isinstance(value, dict):
            yield from (message | {name: changed} for changed in each_field(value, odd_ones))


def judged(verify: Callable[..., Notice], channel: Channel, sent: Signed) -> Notice | None:
    """What the verifier says; nothing but a refusal by name may come of it."""
    try:
        return verify(channel, raw(sent.body, dict(sent.headers)), NOW)
    except MessageRefused as refused:
        assert refused.detail.isprintable()
        return None


def forms(form: dict[str, str]) -> Iterator[dict[str, str]]:
    for name in form:
        yield {key: value for key, value in form.items() if key != name}
        yield from (form | {name: odd} for odd in ODD if isinstance(odd, str) and odd.isascii())


def test_r_gtw_1_no_signed_field_of_any_type_makes_a_verifier_fail_or_pays_what_was_not_ordered(senders: Senders):
    wechat, ali, union = senders.wechat, senders.ali, senders.union
    cases: list[Notice | None] = []
    # The channel seals UTF-8, which has no halves of surrogate pairs.
    for changed in each_field(wechat.transaction(PAID), tuple(odd for odd in ODD if odd != "\ud800")):
        body = wechat.message(changed, NOW, event="TRANSACTION.SUCCESS")
        cases.append(judged(wechat_pay.verify, wechat_channel(wechat), wechat.sign(body, NOW)))
    envelope = json.loads(wechat.message(wechat.transaction(PAID), NOW, event="TRANSACTION.SUCCESS"))
    for changed in each_field(envelope):
        cases.append(judged(wechat_pay.verify, wechat_channel(wechat), wechat.sign(dumped(changed), NOW)))
    for form in forms(ali.form(PAID, NOW)):
        cases.append(judged(alipay.verify, alipay_channel(ali), ali.sign(form)))
    for form in forms(union.form(UNION_PAID, NOW)):
        cases.append(judged(union_pay.verify, union_channel(union, senders.root), union.sign(form)))
    for changed in each_field(payment_body()):
        body = dumped(changed)
        cases.append(judged(standard_webhooks.verify, webhook_channel(), Signed(signed(SECRET, body, NOW), body)))
    paid = [notice.payment for notice in cases if notice is not None and notice.payment is not None]
    assert len(cases) > 1000
    assert paid, "a field that says nothing of the money may be missing"
    assert {(payment.amount, payment.currency) for payment in paid} == {(12345, "CNY"), (10000, "CNY")}


@pytest.fixture
def four_channels(senders: Senders, tmp_path: Path) -> dict[str, Any]:
    """The entries of a file with every scheme."""
    (tmp_path / "wechat.pem").write_bytes(public_pem(senders.wechat.key))
    (tmp_path / "apiv3").write_bytes(CONTENT_KEY)
    (tmp_path / "alipay.pem").write_bytes(public_pem(senders.ali.key))
    (tmp_path / "roots.pem").write_bytes(senders.root.pem)
    content = configuration()
    content["channels"] += [
        {
            "id": "wechat",
            "scheme": "wechat-pay",
            "payment_channel": "WECHAT_PAY",
            "merchant": senders.wechat.merchant,
            "apps": [senders.wechat.app],
            "keys": [{"id": senders.wechat.serial, "public_key_file": "wechat.pem"}],
            "content_key_file": "apiv3",
        },
        {
            "id": "alipay",
            "scheme": "alipay",
            "payment_channel": "ALIPAY",
            "merchant": senders.ali.seller,
            "apps": [senders.ali.app],
            "keys": [{"id": "1", "public_key_file": "alipay.pem"}],
        },
        {
            "id": "union",
            "scheme": "union-pay",
            "payment_channel": "UNIONPAY",
            "merchant": senders.union.merchant,
            "trusted_certificates_file": "roots.pem",
        },
    ]
    return content


async def use(gateway: Gateway, content: dict[str, Any]) -> None:
    gateway.file.write_text(yaml.safe_dump(content))
    await gateway.stubs["channels"].ReloadChannels(channel_service_pb2.ReloadChannelsRequest())


def genuine(senders: Senders, number: int) -> dict[str, Signed]:
    """A payment as each channel tells of it, now."""
    now = dt.datetime.now(dt.UTC)
    paid = {kind: PaidOrder.of(f"4{kind}{number:018d}", "A-1", 12345, now) for kind in range(3)}
    body = dumped(payment_body(channel_number=f"b-{number}"))
    return {
        "wechat": senders.wechat.notification(paid[0], now),
        "alipay": senders.ali.notification(paid[1], now),
        "union": senders.union.notification(paid[2], now),
        "bank": Signed(signed(SECRET, body, now, message_id=f"b-{number}"), body),
    }


def told_apart(answer: httpx.Response, channel: str) -> str:
    """The reason, from the words in which this channel is told of a failure."""
    if channel in ("alipay", "union"):
        assert (answer.text, answer.headers["content-type"]) == ("fail", "text/plain")
        return ""
    said = answer.json()
    if channel == "wechat":
        assert said["code"] == "FAIL"
        return said["message"]
    return said["reason"]


_SIGNATURES = ("wechatpay-signature", "webhook-signature")


def spoilt(sent: Signed) -> dict[str, tuple[Signed, int, str]]:
    """Each way to spoil a message, with the status and the reason that it is answered with."""
    form = "form" in sent.headers["content-type"]
    twice = sent.body + b"&" + sent.body if form else b"{" + sent.body[1:-1] + b"," + sent.body[1:]
    nul = b"%00=1&%00=1&" if form else b'{"\0": 1}'

    def headers(**changes: str) -> dict[str, str]:
        return dict(sent.headers) | {name.replace("_", "-"): value for name, value in changes.items()}

    in_header = (
        {} if form else {"odd signature": (Signed(headers(**dict.fromkeys(_SIGNATURES, "v1,é")), sent.body), 0, "")}
    )
    return in_header | {
        "compressed": (Signed(headers(content_encoding="gzip"), sent.body), 415, "CONTENT_UNSUPPORTED"),
        "media type": (Signed(headers(content_type="text/plain"), sent.body), 415, "CONTENT_UNSUPPORTED"),
        "too long": (Signed(sent.headers, sent.body + b" " * 70_000), 413, "BODY_TOO_LONG"),
        "a byte more": (Signed(sent.headers, sent.body + b" "), 0, "SIGNATURE_INVALID"),
        "nothing": (Signed(sent.headers, b""), 0, ""),
        "not UTF-8": (Signed(sent.headers, b"\xff\xfe" + sent.body), 0, ""),
        "every key twice": (Signed(sent.headers, twice), 0, ""),
        "NUL": (Signed(sent.headers, nul), 0, ""),
        "unsigned": (Signed({"content-type": sent.headers["content-type"]}, sent.body[:10]), 0, ""),
    }


async def test_r_gtw_1_what_is_spoilt_is_refused_in_the_channels_words_alarmed_and_never_posted(
    gateway: Gateway, senders: Senders, four_channels: dict[str, Any]
):
    await use(gateway, four_channels)
    refused = 0
    for channel, sent in genuine(senders, 1).items():
        for kind, (message, status, reason) in spoilt(sent).items():
            path = f"/channels/{channel}/notifications"
            headers = [(name.encode(), value.encode("latin-1")) for name, value in message.headers.items()]
            answer = await gateway.http.post(path, content=message.body, headers=headers)
            refused += 1
            assert answer.status_code == status or (not status and answer.status_code in (400, 401)), (channel, kind)
            assert told_apart(answer, channel) in (reason, "") or not reason, (channel, kind)
    assert {each.state for each in await listed(gateway)} == {notification_pb2.NOTIFICATION_STATE_REFUSED}
    assert len(await listed(gateway)) == len(await gateway.events()) == refused
    assert gateway.payment.calls == 0


async def test_r_gtw_1_every_channel_posts_once_what_is_genuine_after_all_that(
    gateway: Gateway, senders: Senders, four_channels: dict[str, Any]
):
    await use(gateway, four_channels)
    sent = genuine(senders, 2)
    for channel, message in [*sent.items(), *sent.items()]:
        path = f"/channels/{channel}/notifications"
        answer = await gateway.http.post(path, content=message.body, headers=dict(message.headers))
        said = {"wechat": (204, ""), "bank": (204, ""), "alipay": (200, "success"), "union": (200, "ok")}[channel]
        assert (answer.status_code, answer.text) == said
    await gateway.settle()
    assert len(gateway.payment.posted) == 4
    assert {item.account for item in gateway.payment.posted.values()} == {"accounts/A-1"}


@pytest.mark.parametrize("gateway_settings", [{"refused_per_second": 0.001}], indirect=True)
async def test_r_gtw_1_a_flood_is_answered_429_in_the_channels_words_and_shuts_no_genuine_message_out(
    gateway: Gateway, senders: Senders, four_channels: dict[str, Any]
):
    await use(gateway, four_channels)
    sent = genuine(senders, 3)
    for number in range(3):
        for channel, message in sent.items():
            path = f"/channels/{channel}/notifications"
            answer = await gateway.http.post(path, content=message.body + b"x", headers=dict(message.headers))
            if number:
                assert answer.status_code == 429
                assert int(answer.headers["retry-after"]) >= 1
                assert told_apart(answer, channel) in ("", "RATE_EXCEEDED")
    for channel, message in sent.items():
        path = f"/channels/{channel}/notifications"
        answer = await gateway.http.post(path, content=message.body, headers=dict(message.headers))
        assert answer.status_code in (200, 204), channel
    kept = [each.state for each in await listed(gateway)]
    assert kept.count(notification_pb2.NOTIFICATION_STATE_REFUSED) == 1


def test_alipay_pluses_that_were_not_escaped_and_an_escaped_reference_are_read(senders: Senders):
    form = senders.ali.form(PAID, NOW) | {"passback_params": quote(PAID.reference), "refund_fee": "0.00"}
    sent = senders.ali.sign(form)
    bare = sent.body.replace(b"%2B", b"+")
    notice = alipay.verify(alipay_channel(senders.ali), raw(bare, dict(sent.headers)), NOW)
    assert notice.payment is not None
    assert notice.payment.account == "A-1"


def test_union_pay_pluses_empty_fields_and_gbk_are_read_as_its_own_programs_read_them(senders: Senders):
    channel = union_channel(senders.union, senders.root)
    sent = senders.union.notification(UNION_PAID, NOW)
    for body in (sent.body.replace(b"%2B", b"+"), sent.body + b"&reserved=&accNo="):
        notice = union_pay.verify(channel, raw(body, dict(sent.headers)), NOW)
        assert notice.payment is not None
    in_gbk = senders.union.sign(senders.union.form(UNION_PAID, NOW) | {"encoding": "GBK"}, "gbk")
    assert union_pay.verify(channel, raw(in_gbk.body, dict(in_gbk.headers)), NOW).payment is not None


def test_union_pay_only_the_third_part_of_a_name_says_who_signs(senders: Senders):
    channel = union_channel(senders.union, senders.root, subjects=frozenset({"银联"}))
    for name, known in (("041@Z12@银联@1:SIGN", True), ("041@银联@某公司@银联", False)):
        sender = UnionPay(certify(name, senders.root, now=NOW), senders.union.merchant)
        assert (judged(union_pay.verify, channel, sender.notification(UNION_PAID, NOW)) is not None) is known


async def test_r_gtw_1_refunds_are_kept_told_apart_by_their_identity_and_never_posted(
    gateway: Gateway, senders: Senders, four_channels: dict[str, Any]
):
    await use(gateway, four_channels)
    now = dt.datetime.now(dt.UTC)
    paid = dataclasses.replace(PAID, paid_at=now)
    back = {"refund_fee": "1.00", "gmt_refund": "2026-01-01 10:00:00", "out_biz_no": "R-1"}
    wechat = senders.wechat.message(senders.wechat.transaction(paid), now, event="REFUND.SUCCESS", delivery="d-1")
    sent = [
        ("alipay", senders.ali.notification(paid, now, **back)),
        ("alipay", senders.ali.notification(paid, now, **back)),
        ("alipay", senders.ali.notification(paid, now, **back | {"out_biz_no": "R-2"})),
        ("wechat", senders.wechat.sign(wechat, now)),
        ("wechat", senders.wechat.sign(wechat, now)),
        ("union", senders.union.notification(dataclasses.replace(UNION_PAID, paid_at=now), now, txnType="04")),
    ]
    for channel, message in sent:
        path = f"/channels/{channel}/notifications"
        answer = await gateway.http.post(path, content=message.body, headers=dict(message.headers))
        assert answer.status_code in (200, 204)
    states = [notification_pb2.NotificationState.Name(each.state).rpartition("_")[2] for each in await listed(gateway)]
    assert states == ["IGNORED", "DUPLICATE", "IGNORED", "IGNORED", "DUPLICATE", "IGNORED"]
    other = senders.wechat.message(senders.wechat.transaction(paid), now, event="REFUND.CLOSED", delivery="d-1")
    message = senders.wechat.sign(other, now)
    answer = await gateway.http.post(
        "/channels/wechat/notifications", content=message.body, headers=dict(message.headers)
    )
    assert (answer.status_code, answer.json()["message"]) == (400, "DUPLICATE_CONTENT_DIFFERS")
    await gateway.settle()
    assert gateway.payment.calls == 0


async def test_r_gtw_1_a_contradicting_message_takes_no_number_of_a_payment_that_is_told_later(gateway: Gateway):
    assert (await gateway.notify(message_id="m-1", channel_number="n-1")).status_code == 204
    # The sender uses m-1 again for another payment, is told so, and comes back with an id of its own.
    reused = await gateway.notify(message_id="m-1", channel_number="n-2")
    assert (reused.status_code, reused.json()) == (400, {"reason": "DUPLICATE_CONTENT_DIFFERS"})
    assert (await gateway.notify(message_id="m-2", channel_number="n-2")).status_code == 204
    await gateway.settle()
    assert set(gateway.payment.posted) == {"n-1", "n-2"}
