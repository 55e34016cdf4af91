"""WeChat Pay v3 (微信支付): signs with a platform key, seals the transaction with the merchant's APIv3 key."""

import base64
import datetime as dt
import json
import secrets
import uuid
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from simulator.channels.keys import sign_rsa
from simulator.channels.request import CHINA, PaidOrder, Signed


@dataclass(frozen=True, slots=True)
class WechatPay:
    """The platform's side. ``serial`` names its key: a certificate's serial number or PUB_KEY_ID_…"""

    key: RSAPrivateKey
    serial: str
    content_key: bytes
    merchant: str
    app: str

    def notification(self, paid: PaidOrder, now: dt.datetime, *, event: str = "TRANSACTION.SUCCESS") -> Signed:
        return self.sign(self.message(self.transaction(paid), now, event=event), now)

    def transaction(self, paid: PaidOrder) -> dict[str, Any]:
        """The transaction as it stands inside the sealed resource."""
        return {
            "mchid": self.merchant,
            "appid": self.app,
            "out_trade_no": paid.order,
            "transaction_id": paid.number,
            "trade_type": "NATIVE",
            "trade_state": "SUCCESS",
            "trade_state_desc": "支付成功",
            "bank_type": "OTHERS",
            "attach": paid.reference,
            "success_time": paid.paid_at.astimezone(CHINA).isoformat(timespec="seconds"),
            "payer": {"openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"},
            "amount": {"total": paid.amount, "payer_total": paid.amount, "currency": "CNY", "payer_currency": "CNY"},
        }

    def message(self, transaction: dict[str, Any], now: dt.datetime, *, event: str, delivery: str = "") -> bytes:
        """The body around a sealed transaction."""
        plain = json.dumps(transaction, ensure_ascii=False, separators=(",", ":")).encode()
        return self.seal(plain, now, event=event, delivery=delivery)

    def seal(self, plain: bytes, now: dt.datetime, *, event: str, delivery: str = "") -> bytes:
        """The body around whatever bytes are sealed in it."""
        nonce, associated = secrets.token_hex(6), "transaction"
        sealed = AESGCM(self.content_key).encrypt(nonce.encode(), plain, associated.encode())
        said = {
            "id": delivery or str(uuid.uuid4()),
            "create_time": now.astimezone(CHINA).isoformat(timespec="seconds"),
            "resource_type": "encrypt-resource",
            "event_type": event,
            "summary": "支付成功",
            "resource": {
                "original_type": "transaction",
                "algorithm": "AEAD_AES_256_GCM",
                "ciphertext": base64.b64encode(sealed).decode(),
                "associated_data": associated,
                "nonce": nonce,
            },
        }
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()

    def sign(self, body: bytes, now: dt.datetime) -> Signed:
        """The headers over a body."""
        timestamp, nonce = str(int(now.timestamp())), secrets.token_hex(16)
        signature = sign_rsa(self.key, f"{timestamp}\n{nonce}\n".encode() + body + b"\n")
        headers = {
            "content-type": "application/json",
            "wechatpay-timestamp": timestamp,
            "wechatpay-nonce": nonce,
            "wechatpay-serial": self.serial,
            "wechatpay-signature": base64.b64encode(signature).decode(),
            "wechatpay-signature-type": "WECHATPAY2-SHA256-RSA2048",
        }
        return Signed(headers, body)
