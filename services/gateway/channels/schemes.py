"""Which verifier reads which scheme."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from services.gateway.channels import alipay, standard_webhooks, union_pay, wechat_pay
from services.gateway.channels.message import Answer, Channel, Notice
from services.gateway.domain.notification import Heard
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import MessageRefused, Reason

log = structlog.get_logger("schemes")


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
    "standard-webhooks": Scheme(standard_webhooks.verify, standard_webhooks.accepted, standard_webhooks.refused, _JSON),
    "wechat-pay": Scheme(wechat_pay.verify, wechat_pay.accepted, wechat_pay.refused, _JSON),
    "alipay": Scheme(alipay.verify, alipay.accepted, alipay.refused, _FORM),
    "union-pay": Scheme(union_pay.verify, union_pay.accepted, union_pay.refused, _FORM),
}


def hear(channel: Channel, raw: RawRequest, received_at: dt.datetime) -> Heard:
    """What the channel's verifier says of a message. Never raises."""
    try:
        notice = SCHEMES[channel.scheme].verify(channel, raw, received_at)
    except MessageRefused as refused:
        return Heard(channel.id, raw, received_at, reason=refused.reason.value, detail=refused.detail)
    except Exception as error:
        # A fault of ours must not lose the evidence, nor let the sender find out what breaks us.
        log.exception("verifier_failed", channel=channel.id)
        detail = f"our reader failed: {type(error).__name__}"
        return Heard(channel.id, raw, received_at, reason=Reason.BODY_MALFORMED.value, detail=detail)
    return Heard(
        channel.id, raw, received_at, notice.delivery, notice.claims, notice.payment, detail=notice.words[:500]
    )
