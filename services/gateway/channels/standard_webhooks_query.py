"""Asking a Standard Webhooks channel: ``GET {query_url}/{channel number}``, signed over an empty body.

The scheme itself has no such question, so this one is ours: a channel that serves it is configured with ``query_url``,
of another one ORDER_QUERY_UNSUPPORTED says that it cannot be asked. It answers 404, or 200 with the body of a
notification and a ``state``, PAID or another word; either is signed. It knows no order numbers.
"""

import datetime as dt
from urllib.parse import quote

from services.gateway.channels import fields, standard_webhooks
from services.gateway.channels.message import Channel
from services.gateway.channels.order_query import Asked, OrderAnswer, Question, Unaskable, check_same
from services.gateway.domain.raw import RawRequest


def question(channel: Channel, asked: Asked, now: dt.datetime, nonce: str) -> Question:
    if not asked.channel_number:
        raise Unaskable("a Standard Webhooks channel is asked by its own number of the payment")
    secret = channel.secrets[min(channel.secrets)]
    headers = standard_webhooks.signed_headers(secret, f"query-{nonce}", int(now.timestamp()), b"")
    number = asked.channel_number.removeprefix(channel.number_prefix)
    return Question("GET", f"{channel.query_url}/{quote(number, safe='')}", headers)


def read(channel: Channel, asked: Asked, status: int, answer: RawRequest, now: dt.datetime) -> OrderAnswer:
    standard_webhooks.verify_signature(channel.secrets, answer, now, channel.tolerance_seconds)
    if status == 404:
        return OrderAnswer(found=False)
    message = fields.json_object(answer.body)
    state = fields.text(message, "state", longest=32)
    number = channel.number_prefix + fields.text(message, "channel_number", longest=64)
    check_same(asked, number, asked.order_number)
    if state != "PAID":
        return OrderAnswer(found=True, state=state, channel_number=number)
    paid = standard_webhooks.read_payment(channel, message)
    return OrderAnswer(True, True, state, number, paid.currency, paid.amount, paid.account, paid.value_date)
