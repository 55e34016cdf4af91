"""The way in: a message is judged with the keys in force, stored with its neighbours in one commit, then answered."""

import asyncio
import datetime as dt
from dataclasses import dataclass, field

from services.chassis.batching import NaturalBatcher
from services.chassis.database import Database
from services.chassis.telemetry import ALARMS
from services.gateway.domain.callback import CallbackState, HeardCallback
from services.gateway.domain.notification import Heard, NotificationState
from services.gateway.measures import RECEIVED, REFUSED
from services.gateway.usecases.receive_callbacks import receive_callbacks
from services.gateway.usecases.receive_notifications import receive_notifications

_BATCH_MAX = 256


@dataclass
class Inbox:
    """Takes messages in. ``accepted`` is set when there is something new to post."""

    db: Database
    accepted: asyncio.Event = field(default_factory=asyncio.Event)
    last_accept: dict[str, dt.datetime] = field(default_factory=dict[str, dt.datetime])
    refused: dict[str, int] = field(default_factory=dict[str, int])

    def __post_init__(self) -> None:
        self._notifications: NaturalBatcher[Heard, NotificationState] = NaturalBatcher(
            lambda batch: receive_notifications(self.db, batch), items_max=_BATCH_MAX
        )
        self._callbacks: NaturalBatcher[HeardCallback, CallbackState] = NaturalBatcher(
            lambda batch: receive_callbacks(self.db, batch), items_max=_BATCH_MAX
        )

    async def take_notification(self, heard: Heard) -> NotificationState:
        """Stores a message and tells where it went. Raises what the database raises: then nothing was stored."""
        state = await self._notifications.submit(heard)
        RECEIVED.labels(f"channels/{heard.channel}", state.value).inc()
        if state is NotificationState.ACCEPTED:
            self.last_accept[heard.channel] = heard.received_at
            self.accepted.set()
        if heard.reason:
            self.refused[heard.channel] = self.refused.get(heard.channel, 0) + 1
            REFUSED.labels(f"channels/{heard.channel}", heard.reason).inc()
        if heard.alarming or state is NotificationState.CONFLICT:
            ALARMS.labels("gateway", "notification_refused").inc()
        return state

    def count_unkept(self, origin: str, reason: str) -> None:
        """A message of a flood: it is answered and alarmed, and leaves nothing but a number."""
        RECEIVED.labels(origin, "UNKEPT").inc()
        REFUSED.labels(origin, reason).inc()
        ALARMS.labels("gateway", "flood").inc()

    async def take_callback(self, heard: HeardCallback) -> CallbackState:
        """Stores a callback and tells what became of it. Raises what the database raises: then nothing was stored."""
        state = await self._callbacks.submit(heard)
        RECEIVED.labels(f"platforms/{heard.platform}", state.value).inc()
        if heard.reason:
            REFUSED.labels(f"platforms/{heard.platform}", heard.reason).inc()
        if state in (CallbackState.QUARANTINED, CallbackState.REFUSED):
            ALARMS.labels("gateway", f"callback_{state.value.lower()}").inc()
        return state
