"""A channel or agent without a scheme of its own: signed JSON by Standard Webhooks."""

import json
from dataclasses import dataclass

from simulator.channels.request import CHINA, PaidOrder, Signed
from simulator.signing import signed_headers


@dataclass(frozen=True, slots=True)
class StandardWebhooks:
    """Signs with one secret."""

    key: bytes
    merchant: str = ""

    def notification(self, paid: PaidOrder, message_id: str) -> Signed:
        """A payment, told in this channel's words. The reference is not needed: the body names the account itself."""
        account = paid.reference.removeprefix("account=").partition("&")[0]
        said = {
            "channel_number": paid.number,
            "account": f"accounts/{account}",
            "amount_minor_units": paid.amount,
            "currency_code": "CNY",
            "value_date": paid.paid_at.astimezone(CHINA).date().isoformat(),
            "paid_at": paid.paid_at.isoformat(),
        }
        if self.merchant:
            said["merchant"] = self.merchant
        body = json.dumps(said, separators=(",", ":")).encode()
        return Signed(signed_headers(self.key, message_id, body, "application/json"), body)
