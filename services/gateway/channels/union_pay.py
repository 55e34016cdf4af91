"""UnionPay (银联) 5.1.0: a form, RSA-SHA256 over the hexadecimal SHA-256 of its sorted fields, with the signer's
certificate.

The channel uses ``trusted`` (UnionPay's root and intermediate certificates), ``subjects`` (whose certificates
may sign),
``merchant`` as merId. The order carries its account in ``reqReserved``.
"""

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.x509 import BasicConstraints, Certificate, ExtensionNotFound, load_pem_x509_certificate
from cryptography.x509.oid import NameOID

from services.gateway.channels import fields
from services.gateway.channels.message import Answer, Channel, Notice, check_merchant, check_payment, check_time
from services.gateway.domain.notification import ChannelPayment, Claim
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import MessageRefused, Reason

UNIONPAY_SUBJECT = "中国银联股份有限公司"
"""The company in the common name of the certificates that sign in production: CN=…@…@中国银联股份有限公司@…"""
_ENCODINGS = {b"UTF-8": "utf-8", b"GBK": "gbk", b"GB18030": "gb18030"}
CURRENCIES = {"156": "CNY"}
_PAYMENT_TYPE = "01"
DONE = frozenset({"00", "A6"})
"""The answers that say that it was done."""
_CHAIN_LENGTH_MAX = 4
_RSA_BITS_MIN = 2048


def signed_content(pairs: Mapping[str, bytes]) -> bytes:
    """What UnionPay signs: the hexadecimal SHA-256 of every field but the signature, sorted by name.

    A field without a value is as good as none: UnionPay's own programs drop it before they compute.
    """
    names = sorted(name for name, value in pairs.items() if name != "signature" and value)
    joined = b"&".join(name.encode("ascii") + b"=" + pairs[name] for name in names)
    return hashlib.sha256(joined).hexdigest().encode("ascii")


def trusted_key(channel: Channel, pem: bytes, now: dt.datetime) -> RSAPublicKey:
    """The key of the signer's certificate, if a chain leads from it to a configured root and its subject may sign.

    Raises MessageRefused(KEY_UNKNOWN).
    """
    try:
        leaf = load_pem_x509_certificate(pem)
        key = leaf.public_key()
        subject = str(leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
    except (ValueError, IndexError) as error:
        raise MessageRefused(Reason.KEY_UNKNOWN, "signPubKeyCert is no certificate") from error
    if not isinstance(key, RSAPublicKey) or key.key_size < _RSA_BITS_MIN:
        raise MessageRefused(Reason.KEY_UNKNOWN, "the signer's key is not RSA of at least 2048 bits")
    # The third part names the signer: 041@8310000000083040@中国银联股份有限公司@00016495.
    parts = subject.split("@")
    if (parts[2] if len(parts) > 2 else subject) not in channel.subjects:
        raise MessageRefused(Reason.KEY_UNKNOWN, f"{subject[:80]!r} may not sign")
    _check_chain(leaf, channel, now)
    return key


def _check_chain(leaf: Certificate, channel: Channel, now: dt.datetime) -> None:
    """Walks from the signer's certificate up to a self-signed one of ours; every step must be valid now."""
    current = leaf
    for _ in range(_CHAIN_LENGTH_MAX):
        if not current.not_valid_before_utc <= now <= current.not_valid_after_utc:
            raise MessageRefused(Reason.KEY_UNKNOWN, "a certificate of the chain is not valid now")
        issuer = next((known for known in channel.trusted if _issued(known, current, channel.sha1_certificates)), None)
        if issuer is None:
            raise MessageRefused(Reason.KEY_UNKNOWN, "no configured certificate issued the signer's")
        if issuer.subject == issuer.issuer and issuer.not_valid_before_utc <= now <= issuer.not_valid_after_utc:
            return
        if issuer == current:
            break
        current = issuer
    raise MessageRefused(Reason.KEY_UNKNOWN, "the chain does not end at a configured root")


def _issued(issuer: Certificate, subject: Certificate, sha1: bool) -> bool:
    try:
        if not issuer.extensions.get_extension_for_class(BasicConstraints).value.ca:
            return False
        if sha1 and isinstance(subject.signature_hash_algorithm, SHA1):
            return _issued_with_sha1(issuer, subject)
        subject.verify_directly_issued_by(issuer)
    except (ExtensionNotFound, InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def _issued_with_sha1(issuer: Certificate, subject: Certificate) -> bool:
    """As UnionPay's authority (CFCA) signed certificates for long; the library does not follow such chains by itself.

    Only certificates: what is notified is signed with SHA-256 in any case. Raises InvalidSignature.
    """
    key = issuer.public_key()
    if issuer.subject != subject.issuer or not isinstance(key, RSAPublicKey):
        return False
    key.verify(subject.signature, subject.tbs_certificate_bytes, PKCS1v15(), SHA1())
    return True


def verify_signature(channel: Channel, pairs: Mapping[str, bytes], now: dt.datetime) -> None:
    """Raises MessageRefused: SIGNATURE_MISSING, KEY_UNKNOWN, SIGNATURE_INVALID."""
    if not pairs.get("signature") or not pairs.get("signPubKeyCert"):
        raise MessageRefused(Reason.SIGNATURE_MISSING, "signature or signPubKeyCert is missing")
    if pairs.get("version") != b"5.1.0" or pairs.get("signMethod") != b"01":
        raise MessageRefused(Reason.SIGNATURE_MISSING, "version must be 5.1.0 and signMethod 01")
    verify_content(trusted_key(channel, pairs["signPubKeyCert"], now), pairs)


def verify_content(key: RSAPublicKey, pairs: Mapping[str, bytes]) -> None:
    """Raises MessageRefused(SIGNATURE_INVALID) unless the key signed these fields."""
    try:
        signature = base64.b64decode(pairs["signature"], validate=True)
        key.verify(signature, signed_content(pairs), PKCS1v15(), SHA256())
    except (InvalidSignature, ValueError) as error:
        raise MessageRefused(Reason.SIGNATURE_INVALID, "the signature does not fit the fields") from error


def verify(channel: Channel, raw: RawRequest, now: dt.datetime) -> Notice:
    """Judges a notification. Raises MessageRefused."""
    pairs = fields.genuine_form(raw.body, lambda read: verify_signature(channel, read, now))
    encoding = _ENCODINGS.get(pairs.get("encoding", b"").upper())
    if encoding is None:
        raise fields.malformed("encoding", "neither UTF-8 nor GBK")
    # The certificate's line ends are no business text.
    form = fields.form_text({key: value for key, value in pairs.items() if key != "signPubKeyCert"}, encoding)
    ordered_at = fields.local_time(fields.text(form, "txnTime", longest=14), "%Y%m%d%H%M%S", channel.zone, "txnTime")
    check_time(ordered_at.timestamp(), now, channel.tolerance_seconds)
    check_merchant(channel, fields.text(form, "merId", longest=15))
    number = fields.channel_number(fields.text(form, "queryId", longest=21), "queryId")
    kind, code = fields.text(form, "txnType", longest=2), fields.text(form, "respCode", longest=2)
    if kind != _PAYMENT_TYPE or code not in DONE:
        amount = fields.text(form, "txnAmt", required=False, longest=12)
        claim = Claim(f"state:{form['merId']}:{number}:{kind}:{code}", fields.digest(kind, code, amount))
        return Notice(number, (claim,), None, f"txnType {kind} respCode {code}")
    return _paid(channel, form, number, ordered_at)


def _paid(channel: Channel, form: Mapping[str, str], number: str, ordered_at: dt.datetime) -> Notice:
    amount = fields.text(form, "txnAmt", longest=12)
    if not (amount.isascii() and amount.isdigit()):
        raise fields.malformed("txnAmt", "not an integer of fen")
    currency = fields.text(form, "currencyCode", longest=3)
    account, ordered = fields.order_reference(fields.text(form, "reqReserved", required=False, longest=1024))
    payment = ChannelPayment(
        channel_number=number,
        account=account,
        currency=CURRENCIES.get(currency, currency),
        amount=int(amount),
        value_date=ordered_at.date(),
        paid_at=ordered_at,
        remark=fields.text(form, "orderId", longest=40),
    )
    digest = check_payment(channel, payment, ordered).digest()
    return Notice(number, (Claim(f"payment:{form['merId']}:{number}", digest),), payment)


def accepted() -> Answer:
    return Answer(200, b"ok", "text/plain")


def refused(reason: str) -> Answer:
    """Anything but 200 makes UnionPay send again."""
    return Answer(400, b"fail", "text/plain")
