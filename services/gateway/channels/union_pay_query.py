"""Asking UnionPay (交易状态查询): a form with the order's number and time, signed with the merchant's key; answered by
fields in one line, signed as notifications are.

``query_url`` is https://gateway.95516.com/gateway/api/queryTrans.do, ``merchant_serial`` the merchant certificate's
serial number in decimal (certId). UnionPay finds a payment by the order's number and its time, not by its own number.
"""

import base64
import datetime as dt
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from services.gateway.channels import fields, union_pay
from services.gateway.channels.message import Channel, check_merchant
from services.gateway.channels.order_query import Asked, OrderAnswer, Question, Unaskable, check_same
from services.gateway.domain.raw import RawRequest

_TIME = "%Y%m%d%H%M%S"
_NOT_KNOWN = "34"


def question(channel: Channel, asked: Asked, now: dt.datetime, nonce: str) -> Question:
    if channel.merchant_key is None or not channel.merchant_serial:
        raise Unaskable("merchant_key_file and merchant_serial are not configured")
    if not asked.order_number or asked.ordered_at is None:
        raise Unaskable("UnionPay has told nothing of this payment, and knows it only by order_number and order_time")
    form = {
        "version": "5.1.0",
        "encoding": "UTF-8",
        "signMethod": "01",
        "txnType": "00",
        "txnSubType": "00",
        "bizType": "000000",
        "accessType": "0",
        "certId": channel.merchant_serial,
        "merId": channel.merchant,
        "orderId": asked.order_number,
        "txnTime": asked.ordered_at.astimezone(channel.zone).strftime(_TIME),
    }
    content = union_pay.signed_content({name: value.encode() for name, value in form.items()})
    form["signature"] = base64.b64encode(channel.merchant_key.sign(content, PKCS1v15(), SHA256())).decode()
    headers = {"content-type": "application/x-www-form-urlencoded;charset=UTF-8"}
    return Question("POST", channel.query_url, headers, urlencode(form).encode())


def read(channel: Channel, asked: Asked, status: int, answer: RawRequest, now: dt.datetime) -> OrderAnswer:
    if status != 200:
        raise ValueError(f"status {status}")
    pairs = answered_pairs(answer.body)
    union_pay.verify_signature(channel, pairs, now)
    certificate = "signPubKeyCert"
    form = fields.form_text({name: value for name, value in pairs.items() if name != certificate}, "utf-8")
    check_merchant(channel, fields.text(form, "merId", longest=15))
    check_same(Asked(order_number=asked.order_number), "", fields.text(form, "orderId", longest=40))
    code = fields.text(form, "respCode", longest=2)
    if code == _NOT_KNOWN:
        return OrderAnswer(found=False)
    if code not in union_pay.DONE:
        raise ValueError(f"respCode {code} {fields.words(form, 'respMsg')}")
    return _transaction(channel, asked, form)


def _transaction(channel: Channel, asked: Asked, form: dict[str, str]) -> OrderAnswer:
    number = fields.text(form, "queryId", required=False, longest=21)
    check_same(Asked(asked.channel_number), number, "")
    state = fields.text(form, "origRespCode", longest=2)
    amount, currency = fields.text(form, "txnAmt", longest=12), fields.text(form, "currencyCode", longest=3)
    if not (amount.isascii() and amount.isdigit()):
        raise fields.malformed("txnAmt", "not an integer of fen")
    ordered = fields.local_time(fields.text(form, "txnTime", longest=14), _TIME, channel.zone, "txnTime")
    return OrderAnswer(
        found=True,
        paid=state in union_pay.DONE,
        state=state,
        channel_number=number,
        currency=union_pay.CURRENCIES.get(currency, currency),
        amount=int(amount),
        value_date=ordered.date(),
    )


def answered_pairs(body: bytes) -> dict[str, bytes]:
    """The fields of an answer: ``name=value&…`` with nothing escaped, where a value in braces may hold ``&`` and ``=``.

    Raises MessageRefused(BODY_MALFORMED).
    """
    found: dict[str, bytes] = {}
    depth = start = 0
    for place, character in enumerate(body + b"&"):
        depth += (character == ord("{")) - (character == ord("}"))
        if character != ord("&") or (depth > 0 and place < len(body)):
            continue
        name, separator, value = body[start:place].partition(b"=")
        key = name.decode("ascii", "replace")
        if not separator or not name or key in found:
            raise fields.malformed(key[:50] or "body", "not a field, or one that stands twice")
        found[key] = value
        start = place + 1
    return found


def asked_of(channel: Channel, raw: RawRequest, channel_number: str) -> Asked:
    """The order that a notification which was accepted is about."""
    form = fields.form_pairs(raw.body)
    order, at = form["orderId"].decode("ascii"), form["txnTime"].decode("ascii")
    return Asked(channel_number, order, fields.local_time(at, _TIME, channel.zone, "txnTime"))
