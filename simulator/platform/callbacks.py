"""Delivers the platform's callbacks to the gateway as signed CloudEvents."""

import asyncio
import itertools
from datetime import date
from operator import attrgetter

import httpx
import orjson

from simulator.actors.webhooks import post_until_acknowledged
from simulator.platform.desk import Callback, Desk
from simulator.signing import signed_headers

MEDIA_TYPE = "application/cloudevents+json"
SOURCE = "/simulator/platform"
CONNECTIONS = 12


class CallbackSender:
    """The platform's way back."""

    def __init__(self, client: httpx.AsyncClient, url: str, key: bytes, desk: Desk) -> None:
        """Takes the gateway's callback URL and the platform's own signing key."""
        self._client = client
        self._url = url
        self._key = key
        self._desk = desk
        self._at_once = asyncio.Semaphore(CONNECTIONS)

    async def deliver(self, day: date) -> int:
        """Delivers what is due by the day: a line's callbacks one after another, the lines side by side."""
        due = self._desk.due(day)
        lines = [list(group) for _, group in itertools.groupby(due, key=attrgetter("told.subscription_id"))]
        await asyncio.gather(*(self._deliver_line(callbacks, day) for callbacks in lines))
        for callback in due:
            self._desk.note_delivered(callback, day)
        return len(due)

    async def _deliver_line(self, callbacks: list[Callback], day: date) -> None:
        async with self._at_once:
            for callback in callbacks:
                await self._deliver(callback, day)

    async def _deliver(self, callback: Callback, day: date) -> None:
        answer = callback.answer
        event = {
            "specversion": "1.0",
            "id": callback.delivery_id,
            "source": SOURCE,
            "type": "tollbook.report.v1",
            "datacontenttype": "application/json",
            "data": {
                "command": f"commands/{callback.command.command_id}",
                "outcome": answer.outcome,
                "outcome_date": answer.outcome_date.isoformat(),
                "detail": f"told on {day}",
            },
        }
        body = orjson.dumps(event)
        headers = signed_headers(self._key, callback.delivery_id, body, MEDIA_TYPE)
        await post_until_acknowledged(self._client, self._url, body, headers)
