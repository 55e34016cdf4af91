"""Asking Alipay (alipay.trade.query): a form signed with the application's key, answered in JSON with a signature.

``query_url`` is https://openapi.alipay.com/gateway.do, ``merchant_key`` the application's private key, and ``apps``
names the application; of several the first asks.
"""

import base64
import datetime as dt
import json
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from services.gateway.channels import alipay, fields
from services.gateway.channels.message import Channel
from services.gateway.channels.order_query import Asked, OrderAnswer, Question, Unaskable, account_named, check_same
from services.gateway.domain.raw import RawRequest

_NODE = "alipay_trade_query_response"
_DONE = "10000"
_NOT_KNOWN = "ACQ.TRADE_NOT_EXIST"
_TIME = "%Y-%m-%d %H:%M:%S"


def question(channel: Channel, asked: Asked, now: dt.datetime, nonce: str) -> Question:
    if channel.merchant_key is None or not channel.apps:
        raise Unaskable("merchant_key_file and apps are not configured")
    wanted = {"trade_no": asked.channel_number, "out_trade_no": asked.order_number}
    form = {
        "app_id": min(channel.apps),
        "method": "alipay.trade.query",
        "format": "JSON",
        "charset": "utf-8",
        "sign_type": "RSA2",
        "timestamp": now.astimezone(channel.zone).strftime(_TIME),
        "version": "1.0",
        "biz_content": json.dumps({name: number for name, number in wanted.items() if number}),
    }
    content = "&".join(f"{name}={form[name]}" for name in sorted(form)).encode()
    form["sign"] = base64.b64encode(channel.merchant_key.sign(content, PKCS1v15(), SHA256())).decode()
    headers = {"content-type": "application/x-www-form-urlencoded;charset=utf-8", "accept": "application/json"}
    return Question("POST", f"{channel.query_url}?charset=utf-8", headers, urlencode(form).encode())


def read(channel: Channel, asked: Asked, status: int, answer: RawRequest, now: dt.datetime) -> OrderAnswer:
    if status != 200:
        raise ValueError(f"status {status}")
    message = fields.json_object(answer.body, exact=False)
    part = signed_part(answer.body)
    # Some of its servers sign the slashes before they escape them.
    alipay.verify_bytes(channel, fields.text(message, "sign", longest=2_000), part, part.replace(b"\\/", b"/"))
    trade = fields.json_object(part, exact=False)
    code = fields.text(trade, "code", longest=16)
    if code != _DONE:
        if fields.text(trade, "sub_code", required=False) == _NOT_KNOWN:
            return OrderAnswer(found=False)
        raise ValueError(f"{code} {fields.words(trade, 'sub_code')} {fields.words(trade, 'sub_msg')}")
    return _trade(channel, asked, trade)


def _trade(channel: Channel, asked: Asked, trade: dict[str, Any]) -> OrderAnswer:
    number = fields.text(trade, "trade_no", longest=64)
    check_same(asked, number, fields.text(trade, "out_trade_no", longest=64))
    state = fields.text(trade, "trade_status", longest=32)
    paid_at = fields.text(trade, "send_pay_date", required=False)
    return OrderAnswer(
        found=True,
        paid=state in alipay.PAID,
        state=state,
        channel_number=number,
        currency=channel.currency,
        amount=fields.minor_units_of_yuan(fields.text(trade, "total_amount", longest=16), "total_amount"),
        account=account_named(fields.text(trade, "passback_params", required=False, longest=512)),
        value_date=fields.local_time(paid_at, _TIME, channel.zone, "send_pay_date").date() if paid_at else None,
    )


def signed_part(body: bytes) -> bytes:
    """What Alipay signed of its answer: the node's value as it stands in the bytes. Nothing else of it may be believed.

    Raises ValueError.
    """
    text = body.decode("utf-8")
    start = text.index(f'"{_NODE}"') + len(_NODE) + 2
    start = text.index("{", start)
    _, end = json.JSONDecoder().raw_decode(text, start)
    return text[start:end].encode()
