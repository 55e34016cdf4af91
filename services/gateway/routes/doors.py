"""The two doors: notifications of channels and callbacks of platforms.

Each is a plain ASGI endpoint: on this path a request costs less than a framework's request object.
"""

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import orjson
import structlog

from services.gateway.channels.message import Answer, Channel
from services.gateway.channels.schemes import SCHEMES, hear
from services.gateway.config import GatewaySettings
from services.gateway.configuration import ConfigurationSource
from services.gateway.domain.callback import CallbackState, HeardCallback
from services.gateway.domain.notification import Heard, NotificationState
from services.gateway.domain.reasons import Reason
from services.gateway.inbox import Inbox
from services.gateway.measures import ANSWER_SECONDS
from services.gateway.provisioning.message import Platform
from services.gateway.provisioning.schemes import hear_callback
from services.gateway.routes.limits import Paces, retry_after
from services.gateway.routes.reading import ClientGone, Receive, Scope, Send, Taken, answer, taken
from services.kernel.clock import WallClock

log = structlog.get_logger("doors")

AsgiCall = Callable[[Scope, Receive, Send], Awaitable[None]]

NOT_FOUND = Answer(404)
NOT_ALLOWED = Answer(405, headers=(("allow", "POST"),))
_UNPROVEN = frozenset({Reason.SIGNATURE_MISSING, Reason.SIGNATURE_INVALID, Reason.TIMESTAMP_STALE, Reason.KEY_UNKNOWN})
_STATUSES: dict[str, int] = {Reason.BODY_TOO_LONG: 413, Reason.CONTENT_UNSUPPORTED: 415}
_CALLBACK_MEDIA_TYPES = frozenset({"application/json", "application/cloudevents+json"})


@dataclass
class Doors:
    """What the endpoints work with."""

    settings: GatewaySettings
    source: ConfigurationSource
    inbox: Inbox
    wall: WallClock
    paces: Paces = field(default_factory=Paces)

    async def notify(self, scope: Scope, receive: Receive, send: Send) -> None:
        """POST /channels/{channel}/notifications."""
        started = time.perf_counter()
        try:
            said = await self._notified(scope, receive)
        except ClientGone:
            return
        await answer(send, said)
        ANSWER_SECONDS.labels("notification").observe(time.perf_counter() - started)

    async def _notified(self, scope: Scope, receive: Receive) -> Answer:
        if scope["method"] != "POST":
            return NOT_ALLOWED
        channel = self.source.current.channels.get(scope["path_params"]["channel"])
        if channel is None:
            return NOT_FOUND
        refuse = SCHEMES[channel.scheme].refused
        took = await taken(scope, receive, self.settings.body_bytes_max, SCHEMES[channel.scheme].media_types)
        heard = _heard(channel, took, self.wall.now())
        wait = self._wait(scope, heard.reason, f"channel {channel.id}", channel.rate_per_second)
        if wait:
            self.inbox.count_unkept(f"channels/{channel.id}", heard.reason or Reason.RATE_EXCEEDED)
            return _with(refuse(Reason.RATE_EXCEEDED), 429, retry_after(wait))
        try:
            async with asyncio.timeout(self.settings.answer_seconds_max):
                state = await self.inbox.take_notification(heard)
        except Exception as error:
            return _with(refuse(_not_stored(error)), 503, retry_after(1))
        if state is NotificationState.REFUSED:
            return _with(refuse(heard.reason), _STATUSES.get(heard.reason))
        if state is NotificationState.CONFLICT:
            return refuse(Reason.DUPLICATE_CONTENT_DIFFERS)
        return SCHEMES[channel.scheme].accepted()

    async def call_back(self, scope: Scope, receive: Receive, send: Send) -> None:
        """POST /platforms/{platform}/callbacks, and OPTIONS for the CloudEvents handshake."""
        started = time.perf_counter()
        try:
            said = await self._called_back(scope, receive)
        except ClientGone:
            return
        await answer(send, said)
        ANSWER_SECONDS.labels("callback").observe(time.perf_counter() - started)

    async def listen_tmf640(self, scope: Scope, receive: Receive, send: Send) -> None:
        """POST /platforms/{platform}/tmf-api/ServiceActivationAndConfiguration/v4/listener/{event}."""
        await self._listen("tmf640", scope, receive, send)

    async def listen_tmf641(self, scope: Scope, receive: Receive, send: Send) -> None:
        """POST /platforms/{platform}/tmf-api/serviceOrdering/v4/listener/{event}."""
        await self._listen("tmf641", scope, receive, send)

    async def _listen(self, scheme: str, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        platform = self.source.current.platforms.get(scope["path_params"]["platform"])
        listens = platform is not None and platform.scheme == scheme
        try:
            said = await self._reported(scope, receive, platform) if platform and listens else NOT_FOUND
        except ClientGone:
            return
        await answer(send, tmf_answer(said, scope))
        ANSWER_SECONDS.labels("listener").observe(time.perf_counter() - started)

    async def _called_back(self, scope: Scope, receive: Receive) -> Answer:
        platform = self.source.current.platforms.get(scope["path_params"]["platform"])
        if platform is None or platform.scheme != "cloud-events":
            return NOT_FOUND
        if scope["method"] == "OPTIONS":
            return handshake(scope, platform)
        return await self._reported(scope, receive, platform)

    async def _reported(self, scope: Scope, receive: Receive, platform: Platform) -> Answer:
        if scope["method"] != "POST":
            return NOT_ALLOWED
        took = await taken(scope, receive, self.settings.body_bytes_max, _CALLBACK_MEDIA_TYPES)
        heard = _heard_callback(platform, took, self.wall.now())
        wait = self._wait(scope, heard.reason, f"platform {platform.id}", platform.callback_rate_per_second)
        if wait:
            self.inbox.count_unkept(f"platforms/{platform.id}", heard.reason or Reason.RATE_EXCEEDED)
            return _with(_refusal(Reason.RATE_EXCEEDED), 429, retry_after(wait))
        try:
            async with asyncio.timeout(self.settings.answer_seconds_max):
                state = await self.inbox.take_callback(heard)
        except Exception as error:
            return _with(_refusal(_not_stored(error)), 503, retry_after(1))
        if state is CallbackState.REFUSED:
            return _with(_refusal(heard.reason), _STATUSES.get(heard.reason))
        return Answer(202 if state is CallbackState.QUARANTINED else 204)

    def _wait(self, scope: Scope, reason: str, name: str, per_second: float) -> float:
        """How long the sender is to wait; 0 when the message is taken now.

        What is not genuine is held against the address that it came from, so that it cannot fill the inbox; a genuine
        message only counts against its channel's own rate, so that nobody else's flood can shut a channel out.
        """
        if reason:
            return self.paces.wait_seconds(_remote(scope), self.settings.refused_per_second)
        return self.paces.wait_seconds(name, per_second)


def _heard(channel: Channel, took: Taken, now: dt.datetime) -> Heard:
    if took.reason:
        return Heard(channel.id, took.raw, now, reason=took.reason, detail=took.detail)
    return hear(channel, took.raw, now)


def _heard_callback(platform: Platform, took: Taken, now: dt.datetime) -> HeardCallback:
    if took.reason:
        return HeardCallback(platform.id, took.raw, now, reason=took.reason, detail=took.detail)
    return hear_callback(platform, took.raw, now)


def _refusal(reason: str) -> Answer:
    """What a platform is answered: 401 for what is not proven genuine, 400 for the rest."""
    return Answer(401 if reason in _UNPROVEN else 400, orjson.dumps({"reason": reason}), "application/json")


def _with(said: Answer, status: int | None, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """The channel's own words of failure under another status."""
    return replace(said, status=status or said.status, headers=(*said.headers, *headers))


def tmf_answer(said: Answer, scope: Scope) -> Answer:
    """The same answer in TM Forum's words: 201 with the subscription, or an Error."""
    if said.status < 300:
        subscription = {"id": scope["path_params"]["platform"], "callback": scope["path"]}
        return Answer(201, orjson.dumps(subscription), "application/json")
    code = orjson.loads(said.body)["reason"] if said.body else str(said.status)
    body = orjson.dumps({"code": code, "reason": code, "status": str(said.status)})
    return Answer(said.status, body, "application/json", said.headers)


def _remote(scope: Scope) -> str:
    client = scope.get("client")
    return f"from {client[0] if client else ''}"


def handshake(scope: Scope, platform: Platform) -> Answer:
    """The validation handshake of the CloudEvents webhook: which origin may send, and how often a minute."""
    asked = dict(scope["headers"])
    origin = asked.get(b"webhook-request-origin", b"").decode("latin-1")
    if not origin or len(origin) > 255 or not origin.isprintable():
        return Answer(400)
    per_minute = int(platform.callback_rate_per_second * 60)
    rate = str(per_minute) if per_minute else "*"
    allowed = (("webhook-allowed-origin", origin), ("webhook-allowed-rate", rate), ("allow", "POST"))
    return Answer(200, headers=allowed)


def _not_stored(error: Exception) -> Reason:
    """Nothing was stored, or nobody knows yet: nothing is acknowledged, and the sender tries again."""
    log.error("not_stored", error=f"{type(error).__name__}: {error}"[:500])
    return Reason.NOT_STORED
