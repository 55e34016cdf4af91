"""Alipay (支付宝) asynchronous notification: a form, RSA2 over its sorted decoded fields without sign and sign_type.

The channel uses ``public_keys`` (Alipay's; all in force are tried, for the form names none), ``merchant`` as
seller_id and
``apps`` as app_id. SHA-256 only: sign_type RSA is SHA-1 and refused. The order carries its account in
``passback_params``.
"""

import base64
import datetime as dt
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from services.gateway.channels import fields
from services.gateway.channels.message import Answer, Channel, Notice, check_merchant, check_payment, check_time
from services.gateway.domain.notification import ChannelPayment, Claim
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import MessageRefused, Reason

_ENCODINGS = {"utf-8": "utf-8", "gbk": "gbk", "gb2312": "gbk", "gb18030": "gb18030"}
PAID = frozenset({"TRADE_SUCCESS", "TRADE_FINISHED"})
_UNPAID = frozenset({"WAIT_BUYER_PAY", "TRADE_CLOSED"})
_TIME = "%Y-%m-%d %H:%M:%S"


def signed_content(pairs: Mapping[str, bytes]) -> bytes:
    """What Alipay signs: every field but two, sorted by name, in its own encoding."""
    names = sorted(name for name in pairs if name not in ("sign", "sign_type"))
    return b"&".join(name.encode("ascii") + b"=" + pairs[name] for name in names)


def verify_signature(channel: Channel, pairs: Mapping[str, bytes]) -> None:
    """Raises MessageRefused: SIGNATURE_MISSING, KEY_UNKNOWN, SIGNATURE_INVALID."""
    if not pairs.get("sign"):
        raise MessageRefused(Reason.SIGNATURE_MISSING, "sign is missing")
    if pairs.get("sign_type") != b"RSA2":
        raise MessageRefused(Reason.SIGNATURE_MISSING, "sign_type must be RSA2")
    # Alipay's own programs differ in whether a field without a value is signed; it says nothing in either reading.
    filled = {name: value for name, value in pairs.items() if value}
    verify_bytes(channel, pairs["sign"].decode("ascii", "replace"), signed_content(pairs), signed_content(filled))


def verify_bytes(channel: Channel, sign: str, *readings: bytes) -> None:
    """Raises MessageRefused (KEY_UNKNOWN, SIGNATURE_INVALID) unless a key of Alipay signed one of the readings."""
    if not channel.public_keys:
        raise MessageRefused(Reason.KEY_UNKNOWN, "no key of Alipay is configured")
    try:
        signature = base64.b64decode(sign, validate=True)
    except ValueError as error:
        raise MessageRefused(Reason.SIGNATURE_INVALID, "sign is not base64") from error
    keys = channel.public_keys.values()
    if not any(_fits(key, signature, content) for content in dict.fromkeys(readings) for key in keys):
        raise MessageRefused(Reason.SIGNATURE_INVALID, "no key of Alipay made this signature")


def _fits(key: RSAPublicKey, signature: bytes, content: bytes) -> bool:
    try:
        key.verify(signature, content, PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True


def verify(channel: Channel, raw: RawRequest, now: dt.datetime) -> Notice:
    """Judges a notification. Raises MessageRefused."""
    pairs = fields.genuine_form(raw.body, lambda read: verify_signature(channel, read))
    encoding = _ENCODINGS.get(pairs.get("charset", b"utf-8").decode("ascii", "replace").lower())
    if encoding is None:
        raise fields.malformed("charset", "not one we know")
    form = fields.form_text(pairs, encoding)
    sent = fields.local_time(fields.text(form, "notify_time"), _TIME, channel.zone, "notify_time")
    check_time(sent.timestamp(), now, channel.tolerance_seconds)
    check_merchant(channel, fields.text(form, "seller_id", longest=32), fields.text(form, "app_id", longest=32))
    delivery = fields.text(form, "notify_id", longest=128)
    status = fields.text(form, "trade_status", longest=32)
    number = fields.channel_number(fields.text(form, "trade_no", longest=64), "trade_no")
    refund = _refund(form)
    if status in _UNPAID or refund:
        said = fields.digest(number, status, *refund, fields.text(form, "total_amount", required=False))
        claim = Claim(f"state:{number}:{status}:{':'.join(refund)}", said)
        return Notice(delivery, (claim,), None, " ".join((status, *refund)))
    if status not in PAID:
        raise fields.malformed("trade_status", "not one we know")
    return _paid(channel, delivery, form, number, status)


def _refund(form: Mapping[str, str]) -> tuple[str, ...]:
    """What tells one refund of a trade from the next; empty where nothing was given back."""
    fee = fields.text(form, "refund_fee", required=False, longest=16)
    at = fields.text(form, "gmt_refund", required=False, longest=32)
    if not at and (not fee or fields.minor_units_of_yuan(fee, "refund_fee") == 0):
        return ()
    return (fee, at, fields.text(form, "out_biz_no", required=False, longest=64))


def _paid(channel: Channel, delivery: str, form: Mapping[str, str], number: str, status: str) -> Notice:
    paid = fields.local_time(fields.text(form, "gmt_payment"), _TIME, channel.zone, "gmt_payment")
    account, ordered = fields.order_reference(fields.text(form, "passback_params", required=False, longest=512))
    payment = ChannelPayment(
        channel_number=number,
        account=account,
        currency=channel.currency,
        amount=fields.minor_units_of_yuan(fields.text(form, "total_amount", longest=16), "total_amount"),
        value_date=paid.astimezone(channel.zone).date(),
        paid_at=paid,
        payer=fields.text(form, "buyer_logon_id", required=False),
        remark=fields.text(form, "out_trade_no", longest=64),
    )
    digest = check_payment(channel, payment, ordered).digest()
    # The status is part of the delivery's identity: TRADE_FINISHED follows TRADE_SUCCESS months later and
    # posts nothing new.
    claims = (Claim(f"state:{number}:{status}", digest), Claim(f"payment:{number}", digest))
    return Notice(delivery, claims, payment)


def accepted() -> Answer:
    """The literal word; anything else makes Alipay send again for 25 hours."""
    return Answer(200, b"success", "text/plain")


def refused(reason: str) -> Answer:
    return Answer(400, b"fail", "text/plain")
