"""The two doors: notifications of channels and callbacks of platforms.

Each is a plain ASGI endpoint: on this path a request costs less than a framework's request object.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import orjson
import structlog

from services.gateway.channels.message import Answer
from services.gateway.channels.schemes import SCHEMES, hear
from services.gateway.config import GatewaySettings
from services.gateway.configuration import ConfigurationSource
from services.gateway.domain.callback import CallbackState, HeardCallback
from services.gateway.domain.notification import NotificationState
from services.gateway.domain.reasons import Reason
from services.gateway.inbox import Inbox
from services.gateway.measures import ANSWER_SECONDS
from services.gateway.provisioning.message import Platform
from services.gateway.provisioning.schemes import hear_callback
from services.gateway.routes.limits import TOO_LONG, UNAVAILABLE, UNSUPPORTED, BodyTooLong, Paces, too_many
from services.gateway.routes.reading import (
    ClientGone,
    Receive,
    Scope,
    Send,
    answer,
    is_compressed,
    media_type,
    raw_request,
    read_body,
)
from services.kernel.clock import WallClock

log = structlog.get_logger("doors")

AsgiCall = Callable[[Scope, Receive, Send], Awaitable[None]]

NOT_FOUND = Answer(404)
NOT_ALLOWED = Answer(405, headers=(("allow", "POST"),))
_UNPROVEN = frozenset({Reason.SIGNATURE_MISSING, Reason.SIGNATURE_INVALID, Reason.TIMESTAMP_STALE, Reason.KEY_UNKNOWN})
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
        scheme = SCHEMES[channel.scheme]
        early = self._early_answer(scope, f"channel {channel.id}", channel.rate_per_second)
        if early is not None:
            return early
        if media_type(scope) not in scheme.media_types:
            return UNSUPPORTED
        try:
            body = await read_body(scope, receive, self.settings.body_bytes_max)
        except BodyTooLong:
            return TOO_LONG
        heard = hear(channel, raw_request(scope, body), self.wall.now())
        if heard.reason:
            self._count_refused(scope)
        try:
            state = await self.inbox.take_notification(heard)
        except Exception as error:
            return _not_stored(error)
        if state is NotificationState.REFUSED:
            return scheme.refused(heard.reason)
        if state is NotificationState.CONFLICT:
            return scheme.refused(Reason.DUPLICATE_CONTENT_DIFFERS)
        return scheme.accepted()

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
        early = self._early_answer(scope, f"platform {platform.id}", platform.callback_rate_per_second)
        if early is not None:
            return early
        if media_type(scope) not in _CALLBACK_MEDIA_TYPES:
            return UNSUPPORTED
        try:
            body = await read_body(scope, receive, self.settings.body_bytes_max)
        except BodyTooLong:
            return TOO_LONG
        return await self._take_callback(scope, hear_callback(platform, raw_request(scope, body), self.wall.now()))

    async def _take_callback(self, scope: Scope, heard: HeardCallback) -> Answer:
        if heard.reason:
            self._count_refused(scope)
        try:
            state = await self.inbox.take_callback(heard)
        except Exception as error:
            return _not_stored(error)
        if state is CallbackState.REFUSED:
            status = 401 if heard.reason in _UNPROVEN else 400
            return Answer(status, orjson.dumps({"reason": heard.reason}), "application/json")
        return Answer(202 if state is CallbackState.QUARANTINED else 204)

    def _early_answer(self, scope: Scope, name: str, per_second: float) -> Answer | None:
        """What can be said before the body is read."""
        if is_compressed(scope):
            return UNSUPPORTED
        wait = self.paces.is_over(_remote(scope), self.settings.refused_per_second)
        wait = wait or self.paces.wait_seconds(name, per_second)
        return too_many(wait) if wait else None

    def _count_refused(self, scope: Scope) -> None:
        """An address that sends what is not genuine gets a budget, so that it cannot fill the inbox."""
        self.paces.wait_seconds(_remote(scope), self.settings.refused_per_second)


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


def _not_stored(error: Exception) -> Answer:
    """Nothing was stored, so nothing is acknowledged: the sender tries again."""
    log.error("not_stored", error=f"{type(error).__name__}: {error}"[:500])
    return UNAVAILABLE
