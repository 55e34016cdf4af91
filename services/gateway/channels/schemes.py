"""Which verifier reads which scheme."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from services.gateway.channels import alipay, standard_webhooks, union_pay, wechat_pay
from services.gateway.channels.message import Answer, Channel, Notice, RawRequest


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a kind of channel is judged and answered."""

    verify: Callable[[Channel, RawRequest, dt.datetime], Notice]
    accepted: Callable[[], Answer]
    refused: Callable[[str], Answer]
    media_types: frozenset[str]
    """What the body may be; others are answered 415."""


_JSON = frozenset({"application/json"})
_FORM = frozenset({"application/x-www-form-urlencoded"})

SCHEMES: dict[str, Scheme] = {
    "standard-webhooks": Scheme(
        standard_webhooks.verify, standard_webhooks.accepted, standard_webhooks.refused, _JSON
    ),
    "wechat-pay": Scheme(wechat_pay.verify, wechat_pay.accepted, wechat_pay.refused, _JSON),
    "alipay": Scheme(alipay.verify, alipay.accepted, alipay.refused, _FORM),
    "union-pay": Scheme(union_pay.verify, union_pay.accepted, union_pay.refused, _FORM),
}
