"""Alipay (支付宝): an asynchronous notification as a form, RSA2."""

import base64
import datetime as dt
import json
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from simulator.channels.keys import sign_rsa
from simulator.channels.request import CHINA, PaidOrder, Signed

_TIME = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True, slots=True)
class Alipay:
    """Alipay's side."""

    key: RSAPrivateKey
    seller: str
    app: str

    def notification(self, paid: PaidOrder, now: dt.datetime, **changes: str) -> Signed:
        return self.sign(self.form(paid, now) | changes)

    def form(self, paid: PaidOrder, now: dt.datetime) -> dict[str, str]:
        """The fields before they are signed."""
        yuan = f"{paid.amount // 100}.{paid.amount % 100:02d}"
        paid_at = paid.paid_at.astimezone(CHINA).strftime(_TIME)
        return {
            "notify_time": now.astimezone(CHINA).strftime(_TIME),
            "notify_type": "trade_status_sync",
            "notify_id": uuid.uuid4().hex,
            "app_id": self.app,
            "charset": "utf-8",
            "version": "1.0",
            "trade_no": paid.number,
            "out_trade_no": paid.order,
            "seller_id": self.seller,
            "trade_status": "TRADE_SUCCESS",
            "total_amount": yuan,
            "receipt_amount": yuan,
            "buyer_pay_amount": yuan,
            "subject": "话费 phone bill",
            "buyer_logon_id": "159****5620",
            "gmt_create": paid_at,
            "gmt_payment": paid_at,
            "passback_params": paid.reference,
        }

    def sign(self, form: dict[str, str], encoding: str = "utf-8") -> Signed:
        """The form with its signature over the sorted, decoded fields."""
        content = "&".join(f"{name}={form[name]}" for name in sorted(form)).encode(encoding)
        signed = form | {"sign_type": "RSA2", "sign": base64.b64encode(sign_rsa(self.key, content)).decode()}
        headers = {"content-type": "application/x-www-form-urlencoded; text/html; charset=utf-8"}
        return Signed(headers, urlencode(signed, encoding=encoding).encode())

    def answer(self, paid: PaidOrder | None, **changes: str) -> bytes:
        """What Alipay answers when it is asked about a trade; None: it knows of none."""
        trade = {"code": "40004", "msg": "Business Failed", "sub_code": "ACQ.TRADE_NOT_EXIST", "sub_msg": "交易不存在"}
        if paid is not None:
            form = self.form(paid, paid.paid_at)
            trade = {
                "code": "10000",
                "msg": "Success",
                "trade_no": form["trade_no"],
                "out_trade_no": form["out_trade_no"],
                "trade_status": form["trade_status"],
                "total_amount": form["total_amount"],
                "send_pay_date": form["gmt_payment"],
                "buyer_logon_id": form["buyer_logon_id"],
                "passback_params": form["passback_params"],
            }
        part = json.dumps(trade | changes, ensure_ascii=False, separators=(",", ":"))
        sign = base64.b64encode(sign_rsa(self.key, part.encode())).decode()
        return f'{{"alipay_trade_query_response":{part},"sign":"{sign}"}}'.encode()
