"""Asking a channel about a payment, for reconciliation (R-GTW-1)."""

import base64
import dataclasses
import datetime as dt
import json
from collections.abc import AsyncGenerator, Mapping
from typing import Any
from urllib.parse import parse_qsl

import grpc
import grpc.aio
import httpx
import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.chassis.database import Database
from services.gateway.channels import union_pay
from services.gateway.channels.message import Channel
from services.gateway.channels.order_query import Asked, OrderAnswer
from services.gateway.channels.schemes import hear
from services.gateway.orders import ORDER_QUERIES, OrderQueries, completed
from services.gateway.usecases.receive_notifications import receive_notifications
from services.kernel.clock import SystemClock
from services.kernel.errors import Refusal
from simulator.channels.alipay import Alipay
from simulator.channels.keys import Certified, certify, rsa_key
from simulator.channels.union_pay import UnionPay
from simulator.channels.wechat_pay import WechatPay
from tests.gateway.builders import NOW, SECRET, configuration, payment_body, raw, signed, webhook_channel
from tests.gateway.conftest import Gateway, serve_http
from tests.gateway.test_real_channels import (
    CONTENT_KEY,
    PAID,
    UNION_NAME,
    UNION_PAID,
    alipay_channel,
    union_channel,
    wechat_channel,
)
from tollbook.gateway.v1 import channel_service_pb2 as pb


class Bank:
    """A channel that answers questions; ``secret`` is what it signs its answers with."""

    def __init__(self) -> None:
        self.url = ""
        self.paid = {"n-1": payment_body(channel_number="n-1", state="PAID")}
        self.secret = SECRET

    async def answer(self, request: Request) -> Response:
        said: Any = self.paid.get(request.path_params["number"])
        body = json.dumps(said or {}).encode()
        headers = signed(self.secret, body, dt.datetime.now(dt.UTC), message_id="answer-1")
        return Response(body, status_code=200 if said else 404, headers=headers)


@pytest.fixture
async def bank() -> AsyncGenerator[Bank]:
    made = Bank()
    async with serve_http(Starlette(routes=[Route("/orders/{number}", made.answer)])) as url:
        made.url = f"{url}/orders"
        yield made


async def ask(gateway: Gateway, bank: Bank, number: str) -> pb.QueryOrderResponse:
    changed = configuration(gateway.platform.url)
    changed["channels"][0]["query_url"] = bank.url
    gateway.file.write_text(yaml.safe_dump(changed))
    await gateway.stubs["channels"].ReloadChannels(pb.ReloadChannelsRequest())
    return await gateway.stubs["channels"].QueryOrder(
        pb.QueryOrderRequest(channel="channels/bank", channel_number=number)
    )


async def test_a_channel_tells_of_its_payment_and_nothing_is_posted(gateway: Gateway, bank: Bank):
    answer = await ask(gateway, bank, "n-1")
    assert (answer.found, answer.paid, answer.amount.minor_units, answer.account) == (True, True, 10000, "accounts/A-1")
    assert gateway.payment.calls == 0
    assert not (await ask(gateway, bank, "n-2")).found


async def test_a_forged_answer_is_no_answer(gateway: Gateway, bank: Bank):
    bank.secret = b"f" * 32
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await ask(gateway, bank, "n-1")
    assert refused.value.code() is grpc.StatusCode.UNAVAILABLE


async def test_a_genuine_answer_about_another_payment_is_no_answer(gateway: Gateway, bank: Bank):
    bank.paid["n-2"] = bank.paid["n-1"]
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await ask(gateway, bank, "n-2")
    assert refused.value.code() is grpc.StatusCode.UNAVAILABLE


async def test_a_channel_that_cannot_be_asked_says_so(gateway: Gateway):
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await gateway.stubs["channels"].QueryOrder(pb.QueryOrderRequest(channel="channels/bank", channel_number="n"))
    assert refused.value.code() is grpc.StatusCode.FAILED_PRECONDITION
    assert "no query_url is configured" in (refused.value.details() or "")


async def test_a_standard_webhooks_channel_is_asked_by_its_own_number_only(bank: Bank):
    with pytest.raises(Refusal) as refused:
        await answered(webhook_channel(query_url=bank.url), Asked(order_number="o-1"), b"")
    assert refused.value.reason == "ORDER_QUERY_UNSUPPORTED"
    with pytest.raises(Refusal) as refused:
        await answered(webhook_channel(query_url=bank.url), Asked(), b"")
    assert refused.value.reason == "ORDER_QUERY_UNSUPPORTED"


async def test_a_channel_with_a_prefix_is_asked_by_the_number_that_it_knows():
    channel = webhook_channel(query_url="https://bank.example/orders", number_prefix="icbc:")
    body = json.dumps(payment_body(channel_number="0001", state="PAID")).encode()
    headers = signed(SECRET, body, dt.datetime.now(dt.UTC))
    found, request = await answered(channel, Asked("icbc:0001"), body, headers)
    assert (found.paid, found.channel_number, request.url.path) == (True, "icbc:0001", "/orders/0001")


async def answered(
    channel: Channel, asked: Asked, body: bytes, headers: Mapping[str, str] | None = None, status: int = 200
) -> tuple[OrderAnswer, httpx.Request]:
    """What the port makes of an answer, and what the channel was asked."""
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(status, content=body, headers=headers)

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        return await OrderQueries(client, SystemClock()).ask(channel, asked), requests[0]


@pytest.fixture(scope="module")
def wechat() -> WechatPay:
    return WechatPay(rsa_key(), "5157F09EFDC096DE15EBE81A47057A72", CONTENT_KEY, "1900000001", "wx8888888888888888")


@pytest.fixture(scope="module")
def merchant() -> RSAPrivateKey:
    return rsa_key()


def asking_wechat(wechat: WechatPay, merchant: RSAPrivateKey) -> Channel:
    return wechat_channel(wechat, query_url="https://api.example", merchant_key=merchant, merchant_serial="77")


async def test_wechat_pay_is_asked_by_either_number_and_its_answer_is_verified(
    wechat: WechatPay, merchant: RSAPrivateKey
):
    channel = asking_wechat(wechat, merchant)
    body = json.dumps(wechat.transaction(PAID)).encode()
    headers = wechat.sign(body, dt.datetime.now(dt.UTC)).headers
    found, request = await answered(channel, Asked(PAID.number), body, headers)
    assert (found.paid, found.amount, found.currency, found.account) == (True, PAID.amount, "CNY", "A-1")
    assert request.url.raw_path.decode() == f"/v3/pay/transactions/id/{PAID.number}?mchid=1900000001"
    found, request = await answered(channel, Asked(order_number=PAID.order), body, headers)
    assert found.channel_number == PAID.number
    assert request.url.raw_path.decode() == f"/v3/pay/transactions/out-trade-no/{PAID.order}?mchid=1900000001"
    for other in (Asked("42"), Asked(order_number="o-42")):
        with pytest.raises(Refusal):
            await answered(channel, other, body, headers)
    with pytest.raises(Refusal):
        await answered(channel, Asked(PAID.number), body + b" ", headers)


async def test_wechat_pay_an_order_that_was_not_paid_or_is_not_known_is_told_so(
    wechat: WechatPay, merchant: RSAPrivateKey
):
    channel = asking_wechat(wechat, merchant)
    unpaid = wechat.transaction(PAID) | {"trade_state": "NOTPAY"}
    body = json.dumps({name: value for name, value in unpaid.items() if name != "transaction_id"}).encode()
    headers = wechat.sign(body, dt.datetime.now(dt.UTC)).headers
    found, _ = await answered(channel, Asked(order_number=PAID.order), body, headers)
    assert (found.found, found.paid, found.state) == (True, False, "NOTPAY")
    body = b'{"code":"ORDER_NOT_EXIST"}'
    headers = wechat.sign(body, dt.datetime.now(dt.UTC)).headers
    found, _ = await answered(channel, Asked(PAID.number), body, headers, 404)
    assert not found.found


def test_wechat_pay_the_question_is_signed_over_method_path_time_and_nonce(wechat: WechatPay, merchant: RSAPrivateKey):
    asked = ORDER_QUERIES["wechat-pay"].question(asking_wechat(wechat, merchant), Asked("42"), NOW, "nonce")
    token = asked.headers["authorization"].removeprefix("WECHATPAY2-SHA256-RSA2048 ")
    said = dict(part.split("=", 1) for part in token.split(","))
    content = f"GET\n/v3/pay/transactions/id/42?mchid=1900000001\n{int(NOW.timestamp())}\nnonce\n\n".encode()
    merchant.public_key().verify(base64.b64decode(said["signature"].strip('"')), content, PKCS1v15(), SHA256())
    assert said["serial_no"] == '"77"'


@pytest.fixture(scope="module")
def ali() -> Alipay:
    return Alipay(rsa_key(), "2088101106499364", "2021000118609999")


async def test_alipay_is_asked_by_either_number_and_its_answer_is_verified(ali: Alipay, merchant: RSAPrivateKey):
    channel = alipay_channel(ali, query_url="https://openapi.example/gateway.do", merchant_key=merchant)
    found, request = await answered(channel, Asked(PAID.number), ali.answer(PAID))
    assert (found.found, found.paid, found.state, found.amount) == (True, True, "TRADE_SUCCESS", 12345)
    assert (found.account, found.value_date, found.channel_number) == ("A-1", dt.date(2026, 1, 1), PAID.number)
    form = dict(parse_qsl(request.content.decode()))
    content = "&".join(f"{name}={form[name]}" for name in sorted(form) if name != "sign").encode()
    merchant.public_key().verify(base64.b64decode(form["sign"]), content, PKCS1v15(), SHA256())
    assert (form["method"], json.loads(form["biz_content"])) == ("alipay.trade.query", {"trade_no": PAID.number})
    found, request = await answered(
        channel, Asked(order_number=PAID.order), ali.answer(PAID, trade_status="TRADE_CLOSED")
    )
    assert (found.found, found.paid, found.state) == (True, False, "TRADE_CLOSED")
    assert b"out_trade_no" in request.content
    found, _ = await answered(channel, Asked(PAID.number), ali.answer(None))
    assert not found.found


async def test_alipay_an_answer_that_is_forged_or_about_another_trade_is_no_answer(
    ali: Alipay, merchant: RSAPrivateKey
):
    channel = alipay_channel(ali, query_url="https://openapi.example/gateway.do", merchant_key=merchant)
    genuine = ali.answer(PAID)
    node = json.dumps("alipay_trade_query_response").encode()
    # The genuine part is carried along where a careless reader looks for it, beside another one.
    part = genuine[genuine.index(b"{", 1) : genuine.index(b',"sign"')]
    smuggled = b'{"x":[' + node + b"," + part + b"]," + genuine.replace(b"123.45", b"999.45")[1:]
    for body in (
        genuine.replace(b"123.45", b"999.45"),
        genuine.replace(b'"sign"', b'"sing"'),
        genuine.replace(b"}", b',"code":"10000"}', 1),
        b"",
        b"{}",
        b"[]",
        ali.answer(PAID, code="20000", sub_code="isp.unknow-error"),
    ):
        with pytest.raises(Refusal) as refused:
            await answered(channel, Asked(PAID.number), body)
        assert refused.value.reason == "ORDER_QUERY_FAILED"
    with pytest.raises(Refusal):
        await answered(channel, Asked("another"), genuine)
    told, _ = await answered(channel, Asked(PAID.number), smuggled)
    assert told.amount == PAID.amount, "only what is signed is believed"


@pytest.fixture(scope="module")
def root() -> Certified:
    return certify("UnionPay test root", authority=True, now=NOW, days=3650)


@pytest.fixture(scope="module")
def union(root: Certified) -> UnionPay:
    return UnionPay(certify(UNION_NAME, root, now=NOW, days=3650), "777290058110048")


def asking_union(union: UnionPay, root: Certified, merchant: RSAPrivateKey) -> Channel:
    url = "https://gateway.example/queryTrans.do"
    return union_channel(union, root, query_url=url, merchant_key=merchant, merchant_serial="68759663125")


UNION_ASKED = Asked(UNION_PAID.number, UNION_PAID.order, UNION_PAID.paid_at)


async def test_union_pay_is_asked_by_order_and_time_and_its_answer_is_verified(
    union: UnionPay, root: Certified, merchant: RSAPrivateKey
):
    channel = asking_union(union, root, merchant)
    order = UNION_PAID.order
    found, request = await answered(channel, UNION_ASKED, union.answer(UNION_PAID, order))
    assert (found.found, found.paid, found.amount, found.currency) == (True, True, 12345, "CNY")
    assert (found.channel_number, found.value_date) == (UNION_PAID.number, dt.date(2026, 1, 1))
    form = dict(parse_qsl(request.content.decode()))
    assert (form["txnType"], form["orderId"], form["txnTime"]) == ("00", order, "20260101090000")
    signed_by_us = union_pay.signed_content({name: value.encode() for name, value in form.items()})
    merchant.public_key().verify(base64.b64decode(form["signature"]), signed_by_us, PKCS1v15(), SHA256())
    found, _ = await answered(channel, UNION_ASKED, union.answer(UNION_PAID, order, origRespCode="03"))
    assert (found.found, found.paid, found.state) == (True, False, "03")
    found, _ = await answered(channel, UNION_ASKED, union.answer(None, order))
    assert not found.found


async def test_union_pay_an_answer_that_is_forged_or_about_another_order_is_no_answer(
    union: UnionPay, root: Certified, merchant: RSAPrivateKey
):
    channel = asking_union(union, root, merchant)
    genuine = union.answer(UNION_PAID, UNION_PAID.order)
    for asked, body in (
        (UNION_ASKED, genuine.replace(b"txnAmt=12345", b"txnAmt=99345")),
        (UNION_ASKED, genuine + b"&txnAmt=12345"),
        (UNION_ASKED, b""),
        (UNION_ASKED, union.answer(UNION_PAID, UNION_PAID.order, respCode="10")),
        (dataclasses.replace(UNION_ASKED, order_number="another"), genuine),
        (dataclasses.replace(UNION_ASKED, channel_number="1" * 21), genuine),
    ):
        with pytest.raises(Refusal) as refused:
            await answered(channel, asked, body)
        assert refused.value.reason == "ORDER_QUERY_FAILED"
    with pytest.raises(Refusal) as refused:
        await answered(channel, Asked(UNION_PAID.number), genuine)
    assert refused.value.reason == "ORDER_QUERY_UNSUPPORTED"


async def test_union_pay_the_order_of_a_notified_payment_is_known_from_its_notification(
    database: Any, union: UnionPay, root: Certified, merchant: RSAPrivateKey
):
    db: Database = database("gateway")
    channel = asking_union(union, root, merchant)
    sent = union.notification(UNION_PAID, NOW)
    heard = hear(channel, raw(sent.body, dict(sent.headers)), NOW)
    await receive_notifications(db, [heard])
    assert await completed(db, channel, Asked(UNION_PAID.number)) == Asked(
        UNION_PAID.number, UNION_PAID.order, UNION_PAID.paid_at
    )
    assert await completed(db, channel, Asked("1" * 21)) == Asked("1" * 21)
