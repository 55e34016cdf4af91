"""Messages that the real channels sent in their public test environments are verified byte by byte (R-GTW-1)."""

import dataclasses
import datetime as dt
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509 import load_pem_x509_certificate

from services.gateway.channels import alipay, fields, union_pay
from services.gateway.channels.message import Channel
from services.gateway.domain.reasons import MessageRefused
from tests.gateway.builders import raw

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def alipay_channel() -> Channel:
    key = load_pem_x509_certificate((SAMPLES / "alipay_certificate.pem").read_bytes()).public_key()
    assert isinstance(key, RSAPublicKey)
    return Channel(
        id="alipay",
        scheme="alipay",
        payment_channel="ALIPAY",
        merchant="2088721003899159",
        apps=frozenset({"9021000122682882"}),
        public_keys={"sandbox": key},
        tolerance_seconds=300,
    )


def test_alipay_a_notification_of_the_sandbox_is_genuine(alipay_channel: Channel):
    body = (SAMPLES / "alipay_notification.form").read_bytes().strip()
    alipay.verify_signature(alipay_channel, fields.form_pairs(body))
    at = dt.datetime(2023, 12, 21, 8, 26, 50, tzinfo=dt.UTC)
    # The sample's order carried no account of ours, and that is the first thing found wrong with it.
    with pytest.raises(MessageRefused) as refused:
        alipay.verify(alipay_channel, raw(body, {}), at)
    assert refused.value.reason == "ACCOUNT_MALFORMED"
    stranger = dataclasses.replace(alipay_channel, merchant="2088000000000000")
    with pytest.raises(MessageRefused) as refused:
        alipay.verify(stranger, raw(body, {}), at)
    assert refused.value.reason == "MERCHANT_MISMATCH"


def test_alipay_one_fen_more_in_the_sample_is_a_forgery(alipay_channel: Channel):
    body = (SAMPLES / "alipay_notification.form").read_bytes().strip()
    changed = body.replace(b"total_amount=0.01", b"total_amount=0.02")
    with pytest.raises(MessageRefused) as refused:
        alipay.verify_signature(alipay_channel, fields.form_pairs(changed))
    assert refused.value.reason == "SIGNATURE_INVALID"


def union_channel(pairs: dict[str, bytes]) -> Channel:
    """Trusts the sample's own certificate for the signature alone: its test root is not published."""
    leaf = load_pem_x509_certificate(pairs["signPubKeyCert"])
    return Channel(id="union", scheme="union-pay", payment_channel="UNIONPAY", trusted=(leaf,))


def test_union_pay_the_published_notification_is_signed_as_we_compute_it():
    pairs = fields.form_pairs((SAMPLES / "unionpay_notification.form").read_bytes().strip())
    key = load_pem_x509_certificate(pairs["signPubKeyCert"]).public_key()
    assert isinstance(key, RSAPublicKey)
    union_pay.verify_content(key, pairs)
    for name in pairs:
        if name in ("signature", "signPubKeyCert"):
            continue
        with pytest.raises(MessageRefused):
            union_pay.verify_content(key, pairs | {name: pairs[name] + b"1"})


def test_union_pay_the_published_notification_is_refused_without_its_root():
    body = (SAMPLES / "unionpay_notification.form").read_bytes().strip()
    assert quote_plus("-----BEGIN CERTIFICATE-----").encode() in body
    pairs = fields.form_pairs(body)
    with pytest.raises(MessageRefused) as refused:
        union_pay.verify_signature(union_channel(pairs), pairs, dt.datetime(2018, 7, 26, 3, 0, tzinfo=dt.UTC))
    assert refused.value.reason == "KEY_UNKNOWN"
