"""Asking WeChat Pay (查询订单): GET by the transaction's id or by the merchant's order number, signed with the
merchant's key.

``query_url`` is https://api.mch.weixin.qq.com, ``merchant_serial`` the serial number of the merchant's certificate.
"""

import base64
import datetime as dt
from urllib.parse import quote, urlsplit

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from services.gateway.channels import fields, wechat_pay
from services.gateway.channels.message import Channel
from services.gateway.channels.order_query import Asked, OrderAnswer, Question, Unaskable, account_named, check_same
from services.gateway.domain.raw import RawRequest


def question(channel: Channel, asked: Asked, now: dt.datetime, nonce: str) -> Question:
    if channel.merchant_key is None or not channel.merchant_serial:
        raise Unaskable("merchant_key_file and merchant_serial are not configured")
    by_order = not asked.channel_number
    kind, number = ("out-trade-no", asked.order_number) if by_order else ("id", asked.channel_number)
    url = f"{channel.query_url}/v3/pay/transactions/{kind}/{quote(number, safe='')}?mchid={channel.merchant}"
    parts = urlsplit(url)
    timestamp = str(int(now.timestamp()))
    content = f"GET\n{parts.path}?{parts.query}\n{timestamp}\n{nonce}\n\n".encode()
    said = {
        "mchid": channel.merchant,
        "nonce_str": nonce,
        "signature": base64.b64encode(channel.merchant_key.sign(content, PKCS1v15(), SHA256())).decode(),
        "timestamp": timestamp,
        "serial_no": channel.merchant_serial,
    }
    token = ",".join(f'{name}="{value}"' for name, value in said.items())
    headers = {"authorization": f"WECHATPAY2-SHA256-RSA2048 {token}", "accept": "application/json"}
    return Question("GET", url, headers)


def read(channel: Channel, asked: Asked, status: int, answer: RawRequest, now: dt.datetime) -> OrderAnswer:
    wechat_pay.verify_signature(channel, answer, now)
    if status == 404:
        return OrderAnswer(found=False)
    transaction = fields.json_object(answer.body)
    wechat_pay.check_transaction(channel, transaction)
    state = fields.text(transaction, "trade_state", longest=32)
    number = fields.text(transaction, "transaction_id", required=False, longest=32)
    order = fields.text(transaction, "out_trade_no", longest=32)
    if state not in ("SUCCESS", "REFUND"):
        check_same(Asked(order_number=asked.order_number), number, order)
        return OrderAnswer(found=True, state=state, channel_number=number)
    check_same(asked, number, order)
    amount = fields.nested(transaction, "amount")
    paid_at = fields.time(fields.text(transaction, "success_time"), "success_time")
    return OrderAnswer(
        found=True,
        paid=True,
        state=state,
        channel_number=number,
        currency=fields.text(amount, "currency", longest=16),
        amount=fields.integer(amount, "total"),
        account=account_named(fields.text(transaction, "attach", required=False, longest=128)),
        value_date=paid_at.astimezone(channel.zone).date(),
    )
