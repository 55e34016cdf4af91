"""WeChat Pay v3 (微信支付): RSA-SHA256 over ``timestamp\\nnonce\\nbody\\n``, the transaction sealed with AES-256-GCM.

The channel uses ``public_keys`` by serial: the hexadecimal serial number of a platform certificate, or the id
of a platform
public key (``PUB_KEY_ID_…``); both stand side by side while WeChat Pay changes over. ``content_key`` is the
APIv3 key of 32
bytes, ``merchant`` the mchid, ``apps`` the appids.

The order carries its account in ``attach``, as fields.order_reference reads it.
"""

import base64
import datetime as dt

import orjson
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

from services.gateway.channels import fields
from services.gateway.channels.message import Answer, Channel, Notice, check_merchant, check_payment, check_time
from services.gateway.domain.notification import ChannelPayment, Claim
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import MessageRefused, Reason

PROBE_PREFIX = "WECHATPAY/SIGNTEST/"
"""WeChat Pay sends such signatures now and then to see that we really check them."""
_SIGNATURE_TYPE = "WECHATPAY2-SHA256-RSA2048"
_PAID = "TRANSACTION.SUCCESS"


def verify_signature(channel: Channel, raw: RawRequest, now: dt.datetime) -> None:
    """Raises MessageRefused: SIGNATURE_MISSING, SIGNATURE_PROBE, TIMESTAMP_STALE, KEY_UNKNOWN, SIGNATURE_INVALID."""
    timestamp, nonce = raw.header("wechatpay-timestamp"), raw.header("wechatpay-nonce")
    signature, serial = raw.header("wechatpay-signature"), raw.header("wechatpay-serial")
    if signature.startswith(PROBE_PREFIX):
        raise MessageRefused(Reason.SIGNATURE_PROBE, "WeChat Pay probes whether signatures are checked")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise MessageRefused(Reason.SIGNATURE_MISSING, "wechatpay-timestamp is not a number of seconds")
    if raw.optional_header("wechatpay-signature-type") not in ("", _SIGNATURE_TYPE):
        raise MessageRefused(Reason.SIGNATURE_MISSING, "wechatpay-signature-type is not one we know")
    check_time(int(timestamp), now, channel.tolerance_seconds)
    key = channel.public_keys.get(serial) or channel.public_keys.get(serial.upper())
    if key is None:
        raise MessageRefused(Reason.KEY_UNKNOWN, f"no platform key has the serial {serial[:60]!r}")
    content = f"{timestamp}\n{nonce}\n".encode() + raw.body + b"\n"
    try:
        key.verify(base64.b64decode(signature, validate=True), content, PKCS1v15(), SHA256())
    except (InvalidSignature, ValueError) as error:
        raise MessageRefused(Reason.SIGNATURE_INVALID, "the signature does not fit the bytes") from error


def verify(channel: Channel, raw: RawRequest, now: dt.datetime) -> Notice:
    """Judges a notification. Raises MessageRefused."""
    verify_signature(channel, raw, now)
    message = fields.json_object(raw.body)
    delivery = fields.text(message, "id", longest=64)
    event = fields.text(message, "event_type", longest=64)
    fields.time(fields.text(message, "create_time"), "create_time")
    transaction = _open(channel, fields.nested(message, "resource"))
    if event != _PAID:
        # A refund, say: it is kept, and money that was given back is not posted as money that came.
        check_merchant(channel, fields.text(transaction, "mchid", required=False, longest=32) or channel.merchant)
        return _unpaid(delivery, event, transaction)
    return _paid(channel, delivery, transaction)


def _unpaid(delivery: str, words: str, transaction: dict[str, object]) -> Notice:
    said = orjson.dumps(transaction, option=orjson.OPT_SORT_KEYS).decode()
    return Notice(delivery, (Claim(f"delivery:{delivery}", fields.digest(words, said)),), None, words)


def _open(channel: Channel, resource: dict[str, object]) -> dict[str, object]:
    """The sealed transaction; its key, nonce and associated data must all fit."""
    if fields.text(resource, "algorithm") != "AEAD_AES_256_GCM":
        raise fields.malformed("resource.algorithm", "not AEAD_AES_256_GCM")
    nonce = fields.text(resource, "nonce", longest=16).encode()
    associated = fields.text(resource, "associated_data", required=False).encode()
    sealed = fields.text(resource, "ciphertext", longest=1_000_000)
    if not 8 <= len(nonce) <= 16:
        raise fields.malformed("resource.nonce", "not 8 to 16 bytes")
    try:
        opened = AESGCM(channel.content_key).decrypt(nonce, base64.b64decode(sealed, validate=True), associated)
    except (InvalidTag, ValueError) as error:
        raise MessageRefused(Reason.DECRYPTION_FAILED, "the resource cannot be opened with our key") from error
    return fields.json_object(opened)


def _paid(channel: Channel, delivery: str, transaction: dict[str, object]) -> Notice:
    state = fields.text(transaction, "trade_state", longest=32)
    check_transaction(channel, transaction)
    if state != "SUCCESS":
        return _unpaid(delivery, f"trade_state {state}", transaction)
    payment = read_payment(channel, transaction)
    digest = payment.digest()
    number = f"payment:{channel.merchant}:{payment.channel_number}"
    return Notice(delivery, (Claim(f"delivery:{delivery}", digest), Claim(number, digest)), payment)


def check_transaction(channel: Channel, transaction: dict[str, object]) -> None:
    """Raises MessageRefused(MERCHANT_MISMATCH) for another merchant's transaction."""
    merchant = fields.text(transaction, "mchid", longest=32)
    check_merchant(channel, merchant, fields.text(transaction, "appid", longest=32))


def read_payment(channel: Channel, transaction: dict[str, object]) -> ChannelPayment:
    """A successful transaction as a payment. Raises MessageRefused."""
    amount = fields.nested(transaction, "amount")
    paid_at = fields.time(fields.text(transaction, "success_time"), "success_time")
    account, ordered = fields.order_reference(fields.text(transaction, "attach", required=False, longest=128))
    payment = ChannelPayment(
        channel_number=fields.channel_number(fields.text(transaction, "transaction_id", longest=32), "transaction_id"),
        account=account,
        currency=fields.text(amount, "currency", longest=16),
        amount=fields.integer(amount, "total"),
        value_date=paid_at.astimezone(channel.zone).date(),
        paid_at=paid_at,
        remark=fields.text(transaction, "out_trade_no", longest=32),
    )
    return check_payment(channel, payment, ordered)


def accepted() -> Answer:
    return Answer(204)


def refused(reason: str) -> Answer:
    """WeChat Pay takes any 4xx with a code for a failure, and sends the notification again."""
    unproven = ("SIGNATURE_MISSING", "SIGNATURE_INVALID", "SIGNATURE_PROBE", "TIMESTAMP_STALE", "KEY_UNKNOWN")
    body = orjson.dumps({"code": "FAIL", "message": reason})
    return Answer(401 if reason in unproven else 400, body, "application/json")
