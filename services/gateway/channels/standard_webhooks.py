"""Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 over ``id.timestamp.body``, several
secrets at once.

For channels and agents without a scheme of their own, and for provisioning platforms. The channel uses ``secrets``; all
of them are in force, so that both sides can change over without a gap.

The body of a payment notification is a JSON object::

    {"channel_number": "20250301-0001",     the channel's own unique number
     "account": "accounts/A-1",             or "A-1"
     "amount_minor_units": 10000,           an integer, in fen
     "currency_code": "CNY",
     "value_date": "2025-03-01",
     "paid_at": "2025-03-01T10:00:00+08:00",    optional
     "merchant": "M-1",                     needed where the channel's configuration names one
     "payer": "…"}                          optional
"""

import base64
import datetime as dt
import hmac
from collections.abc import Mapping
from typing import Any

import orjson

from services.gateway.channels import fields
from services.gateway.channels.message import Answer, Channel, Notice, check_merchant, check_payment, check_time
from services.gateway.domain.notification import ChannelPayment, Claim
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import MessageRefused, Reason

SECRET_PREFIX = "whsec_"
_SIGNATURES_MAX = 10


def decode_secret(secret: str) -> bytes:
    """The key bytes of ``whsec_<base64>``, with or without the prefix and base64's padding. Raises ValueError."""
    text = secret.strip().removeprefix(SECRET_PREFIX).rstrip("=")
    key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    if not 16 <= len(key) <= 64:
        raise ValueError("a Standard Webhooks secret holds 16 to 64 bytes")
    return key


def sign(secret: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """The signature of one secret: ``v1,<base64>``."""
    digest = hmac.digest(secret, f"{message_id}.{timestamp}.".encode() + body, "sha256")
    return "v1," + base64.b64encode(digest).decode()


def signed_headers(secret: bytes, message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers of a message that we send."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(secret, message_id, timestamp, body),
    }


def verify_signature(secrets: Mapping[str, bytes], raw: RawRequest, now: dt.datetime, tolerance_seconds: int) -> str:
    """The message's id, if one of its signatures was made with one of the secrets over these bytes.

    Raises MessageRefused: SIGNATURE_MISSING, TIMESTAMP_STALE, SIGNATURE_INVALID, in this order.
    """
    message_id = raw.header("webhook-id")
    timestamp = raw.header("webhook-timestamp")
    given = raw.header("webhook-signature")
    if len(message_id) > 128 or not message_id.isascii() or not message_id.isprintable():
        raise MessageRefused(Reason.SIGNATURE_MISSING, "webhook-id is not an id")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise MessageRefused(Reason.SIGNATURE_MISSING, "webhook-timestamp is not a number of seconds")
    signatures = [_decode(part[3:]) for part in given.split(" ") if part.startswith("v1,")]
    if not 0 < len(signatures) <= _SIGNATURES_MAX:
        raise MessageRefused(Reason.SIGNATURE_MISSING, "webhook-signature holds no v1 signature")
    check_time(int(timestamp), now, tolerance_seconds)
    content = f"{message_id}.{timestamp}.".encode() + raw.body
    expected = [hmac.digest(secret, content, "sha256") for secret in secrets.values()]
    if not any(hmac.compare_digest(ours, theirs) for ours in expected for theirs in signatures):
        raise MessageRefused(Reason.SIGNATURE_INVALID, "no secret in force made this signature")
    return message_id


def _decode(signature: str) -> bytes:
    try:
        return base64.b64decode(signature, validate=True)
    except ValueError:
        return b""


def verify(channel: Channel, raw: RawRequest, now: dt.datetime) -> Notice:
    """Judges a payment notification. Raises MessageRefused."""
    message_id = verify_signature(channel.secrets, raw, now, channel.tolerance_seconds)
    payment = read_payment(channel, fields.json_object(raw.body))
    digest = payment.digest()
    claims = (Claim(f"delivery:{message_id}", digest), Claim(f"payment:{payment.channel_number}", digest))
    return Notice(message_id, claims, payment)


def read_payment(channel: Channel, message: Mapping[str, Any]) -> ChannelPayment:
    """What a message says was paid. Raises MessageRefused."""
    said = fields.text(message, "channel_number", longest=64)
    number = fields.channel_number(channel.number_prefix + said, "channel_number")
    amount = fields.integer(message, "amount_minor_units")
    currency = fields.text(message, "currency_code", longest=3)
    value_date = fields.date(fields.text(message, "value_date"), "value_date")
    paid_at = fields.text(message, "paid_at", required=False)
    payer = fields.text(message, "payer", required=False)
    check_merchant(channel, fields.text(message, "merchant", required=bool(channel.merchant)))
    payment = ChannelPayment(
        channel_number=number,
        account=fields.account_id(fields.text(message, "account", required=False)),
        currency=currency,
        amount=amount,
        value_date=value_date,
        paid_at=fields.time(paid_at, "paid_at") if paid_at else None,
        payer=payer,
    )
    return check_payment(channel, payment)


def accepted() -> Answer:
    return Answer(204)


def refused(reason: str) -> Answer:
    """401 for what is not proven genuine, 400 for the rest."""
    unproven = ("SIGNATURE_MISSING", "SIGNATURE_INVALID", "TIMESTAMP_STALE", "KEY_UNKNOWN")
    return Answer(401 if reason in unproven else 400, orjson.dumps({"reason": reason}), "application/json")
