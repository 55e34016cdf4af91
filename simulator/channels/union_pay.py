"""UnionPay (银联) 5.1.0: a form signed over the hexadecimal SHA-256 of its sorted fields, its certificate inside."""

import base64
import datetime as dt
import hashlib
from dataclasses import dataclass
from urllib.parse import urlencode

from simulator.channels.keys import Certified, sign_rsa
from simulator.channels.request import CHINA, PaidOrder, Signed


@dataclass(frozen=True, slots=True)
class UnionPay:
    """UnionPay's side."""

    signer: Certified
    merchant: str

    def notification(self, paid: PaidOrder, now: dt.datetime, **changes: str) -> Signed:
        return self.sign(self.form(paid, now) | changes)

    def form(self, paid: PaidOrder, now: dt.datetime) -> dict[str, str]:
        """The fields before they are signed."""
        ordered = paid.paid_at.astimezone(CHINA)
        return {
            "version": "5.1.0",
            "encoding": "UTF-8",
            "signMethod": "01",
            "signPubKeyCert": self.signer.pem.decode(),
            "txnType": "01",
            "txnSubType": "01",
            "bizType": "000201",
            "accessType": "0",
            "merId": self.merchant,
            "orderId": paid.order.replace("-", ""),
            "txnTime": ordered.strftime("%Y%m%d%H%M%S"),
            "txnAmt": str(paid.amount),
            "currencyCode": "156",
            "queryId": paid.number,
            "respCode": "00",
            "respMsg": "成功[0000000]",
            "settleAmt": str(paid.amount),
            "settleCurrencyCode": "156",
            "settleDate": now.astimezone(CHINA).strftime("%m%d"),
            "traceNo": "456789",
            "traceTime": ordered.strftime("%m%d%H%M%S"),
            "reqReserved": paid.reference,
        }

    def sign(self, form: dict[str, str], encoding: str = "utf-8") -> Signed:
        """The form with its signature, which passes over fields without a value."""
        joined = "&".join(f"{name}={form[name]}" for name in sorted(form) if form[name]).encode(encoding)
        digest = hashlib.sha256(joined).hexdigest().encode()
        signed = form | {"signature": base64.b64encode(sign_rsa(self.signer.key, digest)).decode()}
        return Signed(
            {"content-type": "application/x-www-form-urlencoded"}, urlencode(signed, encoding=encoding).encode()
        )
