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
        signature = base64.b64encode(sign_rsa(self.signer.key, self._digest(form, encoding))).decode()
        signed = form | {"signature": signature}
        return Signed(
            {"content-type": "application/x-www-form-urlencoded"}, urlencode(signed, encoding=encoding).encode()
        )

    @staticmethod
    def _digest(form: dict[str, str], encoding: str) -> bytes:
        joined = "&".join(f"{name}={form[name]}" for name in sorted(form) if form[name]).encode(encoding)
        return hashlib.sha256(joined).hexdigest().encode()

    def answer(self, paid: PaidOrder | None, order: str, **changes: str) -> bytes:
        """What UnionPay answers when it is asked about an order, nothing in it escaped; None: it knows of none."""
        form = {"version": "5.1.0", "encoding": "UTF-8", "signMethod": "01", "txnType": "00", "merId": self.merchant}
        form |= {"signPubKeyCert": self.signer.pem.decode(), "orderId": order, "respCode": "34"}
        if paid is not None:
            told = self.form(paid, paid.paid_at)
            kept = ("orderId", "txnTime", "txnAmt", "currencyCode", "queryId", "settleAmt", "traceNo")
            form |= {name: told[name] for name in kept}
            form |= {"respCode": "00", "respMsg": "成功[0000000]", "origRespCode": "00", "reserved": "{a=1&b=2}"}
        form |= changes
        signature = base64.b64encode(sign_rsa(self.signer.key, self._digest(form, "utf-8"))).decode()
        return "&".join(f"{name}={value}" for name, value in (form | {"signature": signature}).items()).encode()
