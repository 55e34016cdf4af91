"""Asking a channel about a payment, for reconciliation (R-GTW-1)."""

import base64
import datetime as dt
import json
from collections.abc import AsyncGenerator
from typing import Any

import grpc
import grpc.aio
import httpx
import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.gateway.channels.order_query import ORDER_QUERIES
from services.gateway.orders import OrderQueries
from services.kernel.clock import SystemClock
from services.kernel.errors import Refusal
from simulator.channels.keys import rsa_key
from simulator.channels.wechat_pay import WechatPay
from tests.gateway.builders import NOW, SECRET, configuration, payment_body, signed
from tests.gateway.conftest import Gateway, serve_http
from tests.gateway.test_real_channels import CONTENT_KEY, PAID, wechat_channel
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


async def test_a_channel_that_cannot_be_asked_says_so(gateway: Gateway):
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await gateway.stubs["channels"].QueryOrder(pb.QueryOrderRequest(channel="channels/bank", channel_number="n"))
    assert refused.value.code() is grpc.StatusCode.FAILED_PRECONDITION


async def test_wechat_pay_is_asked_with_the_merchants_signature_and_its_answer_is_verified():
    wechat = WechatPay(rsa_key(), "5157F09EFDC096DE15EBE81A47057A72", CONTENT_KEY, "1900000001", "wx8888888888888888")
    merchant = rsa_key()
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        body = json.dumps(wechat.transaction(PAID)).encode()
        return httpx.Response(200, content=body, headers=dict(wechat.sign(body, dt.datetime.now(dt.UTC)).headers))

    channel = wechat_channel(wechat, query_url="https://api.example", merchant_key=merchant, merchant_serial="77")
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        found = await OrderQueries(client, SystemClock()).ask(channel, PAID.number)
        with pytest.raises(Refusal):
            await OrderQueries(client, SystemClock()).ask(wechat_channel(wechat), PAID.number)
    assert found.payment is not None
    assert found.payment.amount == PAID.amount
    assert asked[0].url.raw_path.decode() == f"/v3/pay/transactions/id/{PAID.number}?mchid=1900000001"


def test_wechat_pay_the_question_is_signed_over_method_path_time_and_nonce():
    wechat = WechatPay(rsa_key(), "S", CONTENT_KEY, "1900000001", "wx8888888888888888")
    merchant = rsa_key()
    channel = wechat_channel(wechat, query_url="https://api.example", merchant_key=merchant, merchant_serial="77")
    question = ORDER_QUERIES["wechat-pay"].question(channel, "42", NOW, "nonce")
    token = question.headers["authorization"].removeprefix("WECHATPAY2-SHA256-RSA2048 ")
    said = dict(part.split("=", 1) for part in token.split(","))
    content = f"GET\n/v3/pay/transactions/id/42?mchid=1900000001\n{int(NOW.timestamp())}\nnonce\n\n".encode()
    merchant.public_key().verify(base64.b64decode(said["signature"].strip('"')), content, PKCS1v15(), SHA256())
    assert said["serial_no"] == '"77"'
