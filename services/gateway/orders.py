"""The port to the channels' order queries: one question over HTTP, its answer verified like a notification."""

import asyncio
import uuid
from dataclasses import dataclass

import httpx

from services.chassis.database import Database
from services.gateway.channels import alipay_query, standard_webhooks_query, union_pay_query, wechat_pay_query
from services.gateway.channels.message import Channel
from services.gateway.channels.order_query import Asked, OrderAnswer, OrderQuery, Question, Unaskable
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import MessageRefused, Reason
from services.gateway.usecases.act_on_notifications import notification_of_number
from services.kernel.clock import WallClock
from services.kernel.errors import Refusal, RefusalKind

_SECONDS_MAX = 5.0
_ANSWER_BYTES_MAX = 64 * 1024

ORDER_QUERIES: dict[str, OrderQuery] = {
    "standard-webhooks": OrderQuery(standard_webhooks_query.question, standard_webhooks_query.read),
    "wechat-pay": OrderQuery(wechat_pay_query.question, wechat_pay_query.read),
    "alipay": OrderQuery(alipay_query.question, alipay_query.read),
    "union-pay": OrderQuery(union_pay_query.question, union_pay_query.read),
}
"""By scheme."""


@dataclass
class OrderQueries:
    """Asks channels."""

    client: httpx.AsyncClient
    wall: WallClock

    async def ask(self, channel: Channel, asked: Asked) -> OrderAnswer:
        """The channel's answer. Raises the refusals ORDER_QUERY_UNSUPPORTED and ORDER_QUERY_FAILED."""
        query = ORDER_QUERIES[channel.scheme]
        try:
            if not channel.query_url:
                raise Unaskable("no query_url is configured")
            if not (asked.channel_number or asked.order_number):
                raise Unaskable("neither a channel_number nor an order_number is given")
            question = query.question(channel, asked, self.wall.now(), uuid.uuid4().hex)
        except Unaskable as error:
            detail = f"channel {channel.id!r} cannot be asked: {error}"
            raise _refusal(Reason.ORDER_QUERY_UNSUPPORTED, RefusalKind.FAILED_PRECONDITION, channel, detail) from error
        try:
            async with asyncio.timeout(_SECONDS_MAX):
                status, answer = await self._exchange(question)
            return query.read(channel, asked, status, answer, self.wall.now())
        except (httpx.HTTPError, TimeoutError, ValueError, MessageRefused) as error:
            detail = f"channel {channel.id!r} did not answer: {type(error).__name__}: {error}"[:500]
            raise _refusal(Reason.ORDER_QUERY_FAILED, RefusalKind.UNAVAILABLE, channel, detail) from error

    async def _exchange(self, question: Question) -> tuple[int, RawRequest]:
        request = (question.method, question.url)
        body = bytearray()
        async with self.client.stream(*request, headers=question.headers, content=question.body) as response:
            async for part in response.aiter_bytes():
                body += part
                if len(body) > _ANSWER_BYTES_MAX:
                    raise ValueError(f"more than {_ANSWER_BYTES_MAX} bytes")
        if response.status_code not in (200, 404):
            raise ValueError(f"status {response.status_code}")
        headers = tuple((name.lower(), value) for name, value in response.headers.multi_items())
        return response.status_code, RawRequest(question.method, question.url, headers, bytes(body), "")


async def completed(db: Database, channel: Channel, asked: Asked) -> Asked:
    """What is asked, with the order's number and time where only a notification tells them (UnionPay)."""
    if channel.scheme != "union-pay" or asked.order_number or not asked.channel_number:
        return asked
    raw = await notification_of_number(db, channel.id, asked.channel_number)
    return asked if raw is None else union_pay_query.asked_of(channel, raw, asked.channel_number)


def _refusal(reason: Reason, kind: RefusalKind, channel: Channel, detail: str) -> Refusal:
    return Refusal(reason, kind, detail, metadata={"channel": f"channels/{channel.id}"})
