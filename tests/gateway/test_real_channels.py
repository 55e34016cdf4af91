"""WeChat Pay, Alipay and UnionPay, signed at run time as the real channels sign (R-GTW-1)."""

import base64
import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from services.gateway.channels import alipay, union_pay, wechat_pay
from services.gateway.channels.message import Channel, Notice
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import MessageRefused
from simulator.channels.alipay import Alipay
from simulator.channels.keys import Certified, certify, rsa_key, with_sha1
from simulator.channels.request import PaidOrder, Signed
from simulator.channels.union_pay import UnionPay
from simulator.channels.wechat_pay import WechatPay
from tests.gateway.builders import NOW, raw

PAID = PaidOrder.of("4200001234202601019876543210", "A-1", 12345, dt.datetime(2026, 1, 1, 1, 0, tzinfo=dt.UTC))
UNION_NAME = "041@Z12@中国银联股份有限公司@00040000:SIGN"
CONTENT_KEY = b"0123456789abcdef0123456789abcdef"


@pytest.fixture(scope="module")
def wechat() -> WechatPay:
    return WechatPay(rsa_key(), "5157F09EFDC096DE15EBE81A47057A72", CONTENT_KEY, "1900000001", "wx8888888888888888")


@pytest.fixture(scope="module")
def ali() -> Alipay:
    return Alipay(rsa_key(), "2088101106499364", "2021000118609999")


@pytest.fixture(scope="module")
def root() -> Certified:
    return certify("UnionPay test root", authority=True, now=NOW)


@pytest.fixture(scope="module")
def middle(root: Certified) -> Certified:
    return certify("UnionPay test middle", root, authority=True, now=NOW)


@pytest.fixture(scope="module")
def union(middle: Certified) -> UnionPay:
    signer = certify("041@Z12@中国银联股份有限公司@00040000:SIGN", middle, now=NOW)
    return UnionPay(signer, "777290058110048")


def wechat_channel(wechat: WechatPay, **changes: Any) -> Channel:
    values: dict[str, Any] = {
        "id": "wechat",
        "scheme": "wechat-pay",
        "payment_channel": "WECHAT_PAY",
        "merchant": wechat.merchant,
        "apps": frozenset({wechat.app}),
        "public_keys": {wechat.serial: wechat.key.public_key()},
        "content_key": CONTENT_KEY,
    }
    return Channel(**(values | changes))


def alipay_channel(ali: Alipay, **changes: Any) -> Channel:
    values: dict[str, Any] = {
        "id": "alipay",
        "scheme": "alipay",
        "payment_channel": "ALIPAY",
        "merchant": ali.seller,
        "apps": frozenset({ali.app}),
        "public_keys": {"alipay-1": ali.key.public_key()},
        "tolerance_seconds": 26 * 3600,
    }
    return Channel(**(values | changes))


def union_channel(union: UnionPay, *trusted: Certified, **changes: Any) -> Channel:
    values: dict[str, Any] = {
        "id": "union",
        "scheme": "union-pay",
        "payment_channel": "UNIONPAY",
        "merchant": union.merchant,
        "trusted": tuple(each.certificate for each in trusted),
        "subjects": frozenset({union_pay.UNIONPAY_SUBJECT}),
        "tolerance_seconds": 86400,
    }
    return Channel(**(values | changes))


def received(sent: Signed) -> RawRequest:
    return raw(sent.body, dict(sent.headers))


def refusal(verify: Callable[..., Notice], channel: Channel, sent: Signed, at: dt.datetime = NOW) -> str:
    with pytest.raises(MessageRefused) as refused:
        verify(channel, received(sent), at)
    return refused.value.reason


def paid_by(notice: Notice) -> tuple[str, str, int, dt.date]:
    assert notice.payment is not None
    return notice.payment.channel_number, notice.payment.account, notice.payment.amount, notice.payment.value_date


EXPECTED = (PAID.number, "A-1", 12345, dt.date(2026, 1, 1))


def test_wechat_pay_a_sealed_and_signed_transaction_is_a_payment(wechat: WechatPay):
    notice = wechat_pay.verify(wechat_channel(wechat), received(wechat.notification(PAID, NOW)), NOW)
    assert paid_by(notice) == EXPECTED
    assert notice.claims[1].key == f"payment:{wechat.merchant}:{PAID.number}"


def test_wechat_pay_answers_as_its_documents_say():
    assert wechat_pay.accepted().status == 204
    answer = wechat_pay.refused("SIGNATURE_INVALID")
    assert (answer.status, answer.body) == (401, b'{"code":"FAIL","message":"SIGNATURE_INVALID"}')


def test_wechat_pay_old_and_new_key_stand_side_by_side_during_a_change(wechat: WechatPay):
    new = dataclasses.replace(wechat, key=rsa_key(), serial="PUB_KEY_ID_0119000000012026010100000001")
    keys = {each.serial: each.key.public_key() for each in (wechat, new)}
    for each in (wechat, new):
        wechat_pay.verify(wechat_channel(wechat, public_keys=keys), received(each.notification(PAID, NOW)), NOW)


def test_wechat_pay_a_probe_of_the_signature_check_is_failed_as_a_matter_of_course(wechat: WechatPay):
    sent = wechat.notification(PAID, NOW)
    probe = {**sent.headers, "wechatpay-signature": "WECHATPAY/SIGNTEST/" + "A" * 344}
    assert refusal(wechat_pay.verify, wechat_channel(wechat), Signed(probe, sent.body)) == "SIGNATURE_PROBE"


@pytest.mark.parametrize("header", ["timestamp", "nonce", "signature", "serial"])
def test_wechat_pay_each_header_altered_or_missing_is_refused(wechat: WechatPay, header: str):
    name = f"wechatpay-{header}"
    sent = wechat.notification(PAID, NOW)
    without = {key: value for key, value in sent.headers.items() if key != name}
    assert refusal(wechat_pay.verify, wechat_channel(wechat), Signed(without, sent.body)) == "SIGNATURE_MISSING"
    changed = {"timestamp": str(int(NOW.timestamp()) + 1), "nonce": "x", "signature": "AAAA", "serial": "OTHER"}
    altered = Signed({**sent.headers, name: changed[header]}, sent.body)
    expected = "KEY_UNKNOWN" if header == "serial" else "SIGNATURE_INVALID"
    assert refusal(wechat_pay.verify, wechat_channel(wechat), altered) == expected


@pytest.mark.parametrize("seconds", [-301, 301])
def test_wechat_pay_five_minutes_are_the_limit(wechat: WechatPay, seconds: int):
    sent = wechat.notification(PAID, NOW + dt.timedelta(seconds=seconds))
    assert refusal(wechat_pay.verify, wechat_channel(wechat), sent) == "TIMESTAMP_STALE"


def test_wechat_pay_a_resource_sealed_with_another_key_is_refused(wechat: WechatPay):
    other = dataclasses.replace(wechat, content_key=b"x" * 32)
    assert refusal(wechat_pay.verify, wechat_channel(wechat), other.notification(PAID, NOW)) == "DECRYPTION_FAILED"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"mchid": "1900000002"}, "MERCHANT_MISMATCH"),
        ({"appid": "wx0000000000000000"}, "MERCHANT_MISMATCH"),
        ({"amount": {"total": 1, "currency": "CNY"}}, "AMOUNT_MISMATCH"),
        ({"amount": {"total": 12345, "currency": "USD"}}, "CURRENCY_MISMATCH"),
        ({"amount": {"total": "12345", "currency": "CNY"}}, "BODY_MALFORMED"),
        ({"amount": 12345}, "BODY_MALFORMED"),
        ({"attach": ""}, "ACCOUNT_MALFORMED"),
        ({"attach": "account=A-1&account=A-2"}, "ACCOUNT_MALFORMED"),
        ({"success_time": "yesterday"}, "BODY_MALFORMED"),
        ({"transaction_id": ""}, "BODY_MALFORMED"),
    ],
)
def test_wechat_pay_each_field_of_the_transaction_is_checked(wechat: WechatPay, changes: dict[str, Any], reason: str):
    body = wechat.message(wechat.transaction(PAID) | changes, NOW, event="TRANSACTION.SUCCESS")
    assert refusal(wechat_pay.verify, wechat_channel(wechat), wechat.sign(body, NOW)) == reason


def test_wechat_pay_other_events_and_unpaid_states_post_nothing(wechat: WechatPay):
    refund = wechat.notification(PAID, NOW, event="REFUND.SUCCESS")
    assert wechat_pay.verify(wechat_channel(wechat), received(refund), NOW).payment is None
    unpaid = wechat.message(wechat.transaction(PAID) | {"trade_state": "CLOSED"}, NOW, event="TRANSACTION.SUCCESS")
    assert wechat_pay.verify(wechat_channel(wechat), received(wechat.sign(unpaid, NOW)), NOW).payment is None


def test_alipay_a_signed_form_is_a_payment(ali: Alipay):
    notice = alipay.verify(alipay_channel(ali), received(ali.notification(PAID, NOW)), NOW)
    assert paid_by(notice) == EXPECTED


def test_alipay_answers_with_the_literal_word():
    assert (alipay.accepted().status, alipay.accepted().body) == (200, b"success")
    assert alipay.refused("SIGNATURE_INVALID").body == b"fail"


def test_alipay_finished_after_success_is_a_repetition_of_the_same_payment(ali: Alipay):
    first = alipay.verify(alipay_channel(ali), received(ali.notification(PAID, NOW)), NOW)
    later = ali.notification(PAID, NOW, trade_status="TRADE_FINISHED")
    second = alipay.verify(alipay_channel(ali), received(later), NOW)
    assert first.claims[1] == second.claims[1]
    assert first.claims[0] != second.claims[0]


def test_alipay_refunds_and_unpaid_orders_post_nothing(ali: Alipay):
    for changes in ({"trade_status": "TRADE_CLOSED"}, {"trade_status": "WAIT_BUYER_PAY"}, {"refund_fee": "1.00"}):
        sent = ali.notification(PAID, NOW, **changes)
        assert alipay.verify(alipay_channel(ali), received(sent), NOW).payment is None


def test_alipay_every_field_altered_dropped_or_doubled_is_refused(ali: Alipay):
    sent = ali.notification(PAID, NOW)
    pairs = parse_qsl(sent.body.decode())
    for place, (name, value) in enumerate(pairs):
        others = [pair for pair in pairs if pair[0] != name]
        for changed in ([*others, (name, value + "x")], others, [*pairs, pairs[place]]):
            body = urlencode(changed).encode()
            reason = refusal(alipay.verify, alipay_channel(ali), Signed(sent.headers, body))
            assert reason in ("SIGNATURE_INVALID", "SIGNATURE_MISSING", "BODY_MALFORMED")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"seller_id": "2088000000000000"}, "MERCHANT_MISMATCH"),
        ({"app_id": "2021000000000000"}, "MERCHANT_MISMATCH"),
        ({"total_amount": "123.46"}, "AMOUNT_MISMATCH"),
        ({"total_amount": "123.456"}, "BODY_MALFORMED"),
        ({"total_amount": "-1"}, "BODY_MALFORMED"),
        ({"total_amount": "1e3"}, "BODY_MALFORMED"),
        ({"notify_time": "2025-12-30 00:00:00"}, "TIMESTAMP_STALE"),
        ({"passback_params": ""}, "ACCOUNT_MALFORMED"),
        ({"trade_status": "PAID"}, "BODY_MALFORMED"),
        ({"charset": "utf-7"}, "BODY_MALFORMED"),
    ],
)
def test_alipay_each_field_is_checked(ali: Alipay, changes: dict[str, str], reason: str):
    assert refusal(alipay.verify, alipay_channel(ali), ali.notification(PAID, NOW, **changes)) == reason


def test_alipay_a_gbk_form_is_read_in_its_own_encoding(ali: Alipay):
    sent = ali.sign(ali.form(PAID, NOW) | {"charset": "GBK"}, encoding="gbk")
    assert paid_by(alipay.verify(alipay_channel(ali), received(sent), NOW)) == EXPECTED


def test_alipay_a_field_without_a_value_is_read_whether_it_was_signed_or_not(ali: Alipay):
    form = ali.form(PAID, NOW)
    for signed in (ali.sign(form | {"out_biz_no": ""}).body, ali.sign(form).body + b"&out_biz_no=&refund_fee="):
        assert paid_by(alipay.verify(alipay_channel(ali), raw(signed, {}), NOW)) == EXPECTED
    filled = Signed({}, ali.sign(form | {"out_biz_no": ""}).body.replace(b"out_biz_no=", b"out_biz_no=1"))
    assert refusal(alipay.verify, alipay_channel(ali), filled) == "SIGNATURE_INVALID"


def test_alipay_sha1_is_not_accepted(ali: Alipay):
    sent = ali.notification(PAID, NOW)
    body = sent.body.replace(b"sign_type=RSA2", b"sign_type=RSA")
    assert refusal(alipay.verify, alipay_channel(ali), Signed(sent.headers, body)) == "SIGNATURE_MISSING"


def test_union_pay_a_signed_form_with_a_trusted_certificate_is_a_payment(
    union: UnionPay, root: Certified, middle: Certified
):
    number = dataclasses.replace(PAID, number="432601011000004567898")
    channel = union_channel(union, root, middle)
    notice = union_pay.verify(channel, received(union.notification(number, NOW)), NOW)
    assert paid_by(notice) == ("432601011000004567898", "A-1", 12345, dt.date(2026, 1, 1))
    assert union_pay.accepted().status == 200


UNION_PAID = dataclasses.replace(PAID, number="432601011000004567898")


def test_union_pay_a_certificate_of_another_root_is_refused(union: UnionPay, middle: Certified):
    stranger = certify("Another root", authority=True, now=NOW)
    sent = union.notification(UNION_PAID, NOW)
    assert refusal(union_pay.verify, union_channel(union, stranger), sent) == "KEY_UNKNOWN"
    assert refusal(union_pay.verify, union_channel(union, middle), sent) == "KEY_UNKNOWN"


def test_union_pay_a_certificate_of_another_subject_is_refused(union: UnionPay, root: Certified, middle: Certified):
    other = dataclasses.replace(union, signer=certify("041@Z12@某公司@1:SIGN", middle, now=NOW))
    sent = other.notification(UNION_PAID, NOW)
    assert refusal(union_pay.verify, union_channel(union, root, middle), sent) == "KEY_UNKNOWN"


def test_union_pay_a_certificate_issued_by_one_that_is_no_authority_is_refused(
    union: UnionPay, root: Certified, middle: Certified
):
    subject = "041@Z12@中国银联股份有限公司@00040000:SIGN"
    forged = dataclasses.replace(union, signer=certify(subject, union.signer, now=NOW))
    channel = union_channel(union, root, middle, union.signer)
    assert refusal(union_pay.verify, channel, forged.notification(UNION_PAID, NOW)) == "KEY_UNKNOWN"


def test_union_pay_an_expired_certificate_is_refused(union: UnionPay, root: Certified, middle: Certified):
    subject = "041@Z12@中国银联股份有限公司@00040000:SIGN"
    expired = certify(subject, middle, now=NOW - dt.timedelta(days=30), days=10)
    sent = dataclasses.replace(union, signer=expired).notification(UNION_PAID, NOW)
    assert refusal(union_pay.verify, union_channel(union, root, middle), sent) == "KEY_UNKNOWN"


def test_union_pay_a_chain_signed_with_sha1_is_followed_unless_it_is_configured_otherwise(root: Certified):
    middle = with_sha1(certify("CFCA TEST OCA1", root, authority=True, now=NOW), root)
    signer = with_sha1(certify("041@Z12@中国银联股份有限公司@00040000:SIGN", middle, now=NOW), middle)
    sender = UnionPay(signer, "777290058110048")
    sent = sender.notification(UNION_PAID, NOW)
    channel = union_channel(sender, root, middle)
    assert union_pay.verify(channel, received(sent), NOW).payment is not None
    strict = dataclasses.replace(channel, sha1_certificates=False)
    assert refusal(union_pay.verify, strict, sent) == "KEY_UNKNOWN"
    # Another authority of the same name signs with SHA-1 too: its signature does not fit our key.
    other = with_sha1(certify("CFCA TEST OCA1", root, authority=True, now=NOW), root)
    forger = UnionPay(with_sha1(certify(UNION_NAME, other, now=NOW), other), sender.merchant)
    assert refusal(union_pay.verify, channel, forger.notification(UNION_PAID, NOW)) == "KEY_UNKNOWN"


def test_union_pay_every_field_altered_dropped_or_doubled_is_refused(
    union: UnionPay, root: Certified, middle: Certified
):
    channel, sent = union_channel(union, root, middle), union.notification(UNION_PAID, NOW)
    pairs = parse_qsl(sent.body.decode())
    for place, (name, value) in enumerate(pairs):
        others = [pair for pair in pairs if pair[0] != name]
        for changed in ([*others, (name, value + "x")], others, [*pairs, pairs[place]]):
            reason = refusal(union_pay.verify, channel, Signed(sent.headers, urlencode(changed).encode()))
            assert reason in ("SIGNATURE_INVALID", "SIGNATURE_MISSING", "BODY_MALFORMED", "KEY_UNKNOWN")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"merId": "777290058110049"}, "MERCHANT_MISMATCH"),
        ({"txnAmt": "1"}, "AMOUNT_MISMATCH"),
        ({"txnAmt": "12345.0"}, "BODY_MALFORMED"),
        ({"currencyCode": "840"}, "CURRENCY_MISMATCH"),
        ({"txnTime": "20251201000000"}, "TIMESTAMP_STALE"),
        ({"reqReserved": ""}, "ACCOUNT_MALFORMED"),
        ({"version": "5.0.0"}, "SIGNATURE_MISSING"),
        ({"signMethod": "11"}, "SIGNATURE_MISSING"),
    ],
)
def test_union_pay_each_field_is_checked(
    union: UnionPay, root: Certified, middle: Certified, changes: dict[str, str], reason: str
):
    sent = union.notification(UNION_PAID, NOW, **changes)
    assert refusal(union_pay.verify, union_channel(union, root, middle), sent) == reason


def test_union_pay_failed_payments_and_refunds_post_nothing(union: UnionPay, root: Certified, middle: Certified):
    for changes in ({"respCode": "03"}, {"txnType": "04"}):
        sent = union.notification(UNION_PAID, NOW, **changes)
        assert union_pay.verify(union_channel(union, root, middle), received(sent), NOW).payment is None


def test_a_signature_that_is_no_base64_is_refused_and_never_a_crash(wechat: WechatPay, ali: Alipay):
    sent = wechat.notification(PAID, NOW)
    broken = Signed({**sent.headers, "wechatpay-signature": "!" * 344}, sent.body)
    assert refusal(wechat_pay.verify, wechat_channel(wechat), broken) == "SIGNATURE_INVALID"
    form = dict(parse_qsl(ali.notification(PAID, NOW).body.decode())) | {"sign": base64.b64encode(b"x").decode() + "!"}
    broken = Signed({}, urlencode(form).encode())
    assert refusal(alipay.verify, alipay_channel(ali), broken) == "SIGNATURE_INVALID"
