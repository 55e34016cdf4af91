"""The port to the channels' order queries: one question over HTTP, its answer verified like a notification."""

import asyncio
import datetime as dt
import uuid
from dataclasses import dataclass

import httpx

from services.gateway.channels.message import Channel
from services.gateway.channels.order_query import ORDER_QUERIES, OrderAnswer
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import MessageRefused, Reason
from services.kernel.clock import WallClock
from services.kernel.errors import Refusal, RefusalKind

_SECONDS_MAX = 5.0
_ANSWER_BYTES_MAX = 64 * 1024


@dataclass
class OrderQueries:
    """Asks channels."""

    client: httpx.AsyncClient
    wall: WallClock

    async def ask(self, channel: Channel, number: str) -> OrderAnswer:
        """The channel's answer. Raises the refusals ORDER_QUERY_UNSUPPORTED and ORDER_QUERY_FAILED."""
        query = ORDER_QUERIES.get(channel.scheme)
        if query is None or not channel.query_url:
            detail = f"channel {channel.id!r} has no order query"
            raise _refusal(Reason.ORDER_QUERY_UNSUPPORTED, RefusalKind.FAILED_PRECONDITION, channel, detail)
        try:
            question = query.question(channel, number, self.wall.now(), uuid.uuid4().hex)
            async with asyncio.timeout(_SECONDS_MAX):
                response = await self.client.get(question.url, headers=question.headers)
            return self._read(channel, response, self.wall.now())
        except (httpx.HTTPError, TimeoutError, ValueError, MessageRefused) as error:
            detail = f"channel {channel.id!r} did not answer: {type(error).__name__}: {error}"[:500]
            raise _refusal(Reason.ORDER_QUERY_FAILED, RefusalKind.UNAVAILABLE, channel, detail) from error

    def _read(self, channel: Channel, response: httpx.Response, now: dt.datetime) -> OrderAnswer:
        if response.status_code not in (200, 404) or len(response.content) > _ANSWER_BYTES_MAX:
            raise ValueError(f"status {response.status_code}, {len(response.content)} bytes")
        headers = tuple((name.lower(), value) for name, value in response.headers.multi_items())
        answer = RawRequest("GET", str(response.url), headers, response.content, "")
        return ORDER_QUERIES[channel.scheme].read(channel, response.status_code, answer, now)


def _refusal(reason: Reason, kind: RefusalKind, channel: Channel, detail: str) -> Refusal:
    return Refusal(reason, kind, detail, metadata={"channel": f"channels/{channel.id}"})
