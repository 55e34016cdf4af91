"""Asking a channel about one of its payments, for reconciliation: what is asked and how the answer is read. Pure.

A Standard Webhooks channel is asked ``GET {query_url}/{channel number}``, signed over an empty body; it
answers 404, or 200 with
a signed notification body and a ``state``, PAID or another word. WeChat Pay is asked as its v3 interface wants it.
"""

import base64
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from services.gateway.channels import fields, standard_webhooks, wechat_pay
from services.gateway.channels.message import Channel
from services.gateway.domain.notification import ChannelPayment
from services.gateway.domain.raw import RawRequest


@dataclass(frozen=True, slots=True)
class Question:
    """A GET request."""

    url: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class OrderAnswer:
    """What the channel says: whether it knows the payment, and the payment when it was paid."""

    found: bool
    payment: ChannelPayment | None = None
    channel_state: str = ""


@dataclass(frozen=True, slots=True)
class OrderQuery:
    """How a kind of channel is asked. ``nonce`` makes a question unique."""

    question: Callable[[Channel, str, dt.datetime, str], Question]
    read: Callable[[Channel, int, RawRequest, dt.datetime], OrderAnswer]


def _ask_webhooks(channel: Channel, number: str, now: dt.datetime, nonce: str) -> Question:
    secret = channel.secrets[min(channel.secrets)]
    headers = standard_webhooks.signed_headers(secret, f"query-{nonce}", int(now.timestamp()), b"")
    return Question(f"{channel.query_url}/{quote(number, safe='')}", headers)


def _read_webhooks(channel: Channel, status: int, answer: RawRequest, now: dt.datetime) -> OrderAnswer:
    standard_webhooks.verify_signature(channel.secrets, answer, now, channel.tolerance_seconds)
    if status == 404:
        return OrderAnswer(found=False)
    message = fields.json_object(answer.body)
    state = fields.text(message, "state", longest=32)
    payment = standard_webhooks.read_payment(channel, message) if state == "PAID" else None
    return OrderAnswer(found=True, payment=payment, channel_state=state)


def _ask_wechat(channel: Channel, number: str, now: dt.datetime, nonce: str) -> Question:
    """GET /v3/pay/transactions/id/{transaction id}, signed with the merchant's key."""
    if channel.merchant_key is None:
        raise ValueError("merchant_key_file is not configured")
    url = f"{channel.query_url}/v3/pay/transactions/id/{quote(number, safe='')}?mchid={channel.merchant}"
    parts = urlsplit(url)
    timestamp = str(int(now.timestamp()))
    content = f"GET\n{parts.path}?{parts.query}\n{timestamp}\n{nonce}\n\n".encode()
    signature = base64.b64encode(channel.merchant_key.sign(content, PKCS1v15(), SHA256())).decode()
    said = {
        "mchid": channel.merchant,
        "nonce_str": nonce,
        "signature": signature,
        "timestamp": timestamp,
        "serial_no": channel.merchant_serial,
    }
    token = ",".join(f'{name}="{value}"' for name, value in said.items())
    headers = {"authorization": f"WECHATPAY2-SHA256-RSA2048 {token}", "accept": "application/json"}
    return Question(url, headers)


def _read_wechat(channel: Channel, status: int, answer: RawRequest, now: dt.datetime) -> OrderAnswer:
    wechat_pay.verify_signature(channel, answer, now)
    if status == 404:
        return OrderAnswer(found=False)
    transaction = fields.json_object(answer.body)
    wechat_pay.check_transaction(channel, transaction)
    state = fields.text(transaction, "trade_state", longest=32)
    payment = wechat_pay.read_payment(channel, transaction) if state == "SUCCESS" else None
    return OrderAnswer(found=True, payment=payment, channel_state=state)


ORDER_QUERIES: dict[str, OrderQuery] = {
    "standard-webhooks": OrderQuery(_ask_webhooks, _read_webhooks),
    "wechat-pay": OrderQuery(_ask_wechat, _read_wechat),
}
"""By scheme; the others cannot be asked yet."""
