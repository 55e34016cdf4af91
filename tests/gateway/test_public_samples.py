"""Messages that the real channels sent in their public test environments are verified byte by byte (R-GTW-1)."""

import dataclasses
import datetime as dt
import json
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509 import load_pem_x509_certificate

from services.gateway.channels import alipay, fields, standard_webhooks, union_pay, wechat_pay
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


def wechat_sample() -> tuple[Channel, bytes, dict[str, str]]:
    key = load_pem_x509_certificate((SAMPLES / "wechatpay_certificate.pem").read_bytes()).public_key()
    assert isinstance(key, RSAPublicKey)
    headers = json.loads((SAMPLES / "wechatpay_headers.json").read_text())
    channel = Channel(
        id="wechat",
        scheme="wechat-pay",
        payment_channel="WECHAT_PAY",
        merchant="1234567890",
        public_keys={headers["wechatpay-serial"]: key},
        content_key=b"testMchAPIv3Key0",
    )
    return channel, (SAMPLES / "wechatpay_notification.json").read_bytes(), headers


SENT = dt.datetime.fromtimestamp(1624523846, dt.UTC)


def test_wechat_pay_the_notification_of_its_own_library_is_genuine_and_opens_and_pays_nothing():
    channel, body, headers = wechat_sample()
    notice = wechat_pay.verify(channel, raw(body, headers), SENT + dt.timedelta(minutes=4))
    assert (notice.delivery, notice.payment, notice.words) == (
        "3119dfba-e649-5eec-ab1e-3412bc4d2e17",
        None,
        "PAYSCORE.USER_OPEN_SERVICE",
    )


@pytest.mark.parametrize(
    ("body", "headers", "late", "reason"),
    [
        ((b"3119", b"3118"), {}, 0, "SIGNATURE_INVALID"),
        ((b"", b""), {"wechatpay-nonce": "another"}, 0, "SIGNATURE_INVALID"),
        ((b"", b""), {"wechatpay-serial": "D7CE59D1F522D702"}, 0, "KEY_UNKNOWN"),
        ((b"", b""), {}, 301, "TIMESTAMP_STALE"),
        ((b"", b""), {}, -301, "TIMESTAMP_STALE"),
    ],
)
def test_wechat_pay_the_notification_of_its_own_library_is_refused_when_anything_is_changed(
    body: tuple[bytes, bytes], headers: dict[str, str], late: int, reason: str
):
    channel, sent, said = wechat_sample()
    with pytest.raises(MessageRefused) as refused:
        now = SENT + dt.timedelta(seconds=late)
        wechat_pay.verify(channel, raw(sent.replace(*body, 1), said | headers), now)
    assert refused.value.reason == reason


VECTOR = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
OTHER_SIGNATURE = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc="


def verified(at: int = 1614265330, body: bytes = b'{"test": 2432232314}', **changes: str | None) -> str:
    """The id, when the vector of the specification's own tests is verified with these changes; else the reason."""
    secret = standard_webhooks.decode_secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    said = VECTOR | {f"webhook-{name}": value for name, value in changes.items()}
    given = {name: value for name, value in said.items() if value is not None}
    now = dt.datetime.fromtimestamp(at, dt.UTC)
    try:
        return standard_webhooks.verify_signature({"k": secret}, raw(body, given), now, 300)
    except MessageRefused as refused:
        return refused.reason


def test_standard_webhooks_the_vector_of_the_specification_is_verified_and_nothing_else():
    known = VECTOR["webhook-id"]
    several = f"{OTHER_SIGNATURE} v2{OTHER_SIGNATURE[2:]} {VECTOR['webhook-signature']} {OTHER_SIGNATURE}"
    assert (
        verified() == verified(signature=several) == verified(1614265330 + 300) == verified(1614265330 - 300) == known
    )
    assert verified(1614265330 + 301) == verified(1614265330 - 301) == "TIMESTAMP_STALE"
    assert verified(signature=OTHER_SIGNATURE) == verified(body=b'{"test":2432232314}') == "SIGNATURE_INVALID"
    assert verified(signature="v2" + VECTOR["webhook-signature"][2:]) == "SIGNATURE_MISSING"
    assert verified(timestamp="hello") == verified(id=None) == verified(timestamp=None) == "SIGNATURE_MISSING"
    assert verified(signature=None) == verified(signature="") == verified(id="") == "SIGNATURE_MISSING"


def test_standard_webhooks_a_secret_may_come_with_or_without_its_prefix_and_its_padding():
    bare = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMQ"
    for secret in (bare, f"whsec_{bare}", f"{bare}==", f" whsec_{bare}==\n"):
        assert len(standard_webhooks.decode_secret(secret)) == 25
