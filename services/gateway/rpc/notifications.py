"""NotificationService."""

import asyncio
import uuid
from dataclasses import dataclass
from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.paging import decode_token, encode_token, page_size
from services.gateway.configuration import ConfigurationSource
from services.gateway.domain.notification import NotificationVerb
from services.gateway.store.notifications import notifications_newest_first
from services.gateway.usecases.act_on_notifications import (
    NotificationAct,
    act_on_notification,
    get_notification,
    show_notification,
)
from services.gateway.wire import named, notification_to_pb, optional_date, raw_to_pb
from tollbook.gateway.v1 import notification_pb2
from tollbook.gateway.v1 import notification_service_pb2 as pb
from tollbook.gateway.v1.notification_service_pb2_grpc import NotificationServiceServicer

_Act = pb.ReplayNotificationRequest | pb.QuarantineNotificationRequest | pb.ReleaseNotificationRequest


@dataclass
class NotificationRpc(NotificationServiceServicer):
    """Serves every method of NotificationService."""

    db: Database
    source: ConfigurationSource
    accepted: asyncio.Event

    async def ListNotifications(
        self, request: pb.ListNotificationsRequest, context: Any
    ) -> pb.ListNotificationsResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 1)
        states = [
            notification_pb2.NotificationState.Name(s).removeprefix("NOTIFICATION_STATE_") for s in request.states
        ]
        async with self.db.read() as tx:
            records = await notifications_newest_first(
                tx,
                channel=named("channels", request.channel),
                states=states,
                number=request.channel_number,
                receive_date=optional_date(request.receive_date),
                before=uuid.UUID(str(after[0])) if after is not None else None,
                most=size,
            )
        token = encode_token(records[-1].id) if len(records) == size else ""
        return pb.ListNotificationsResponse(
            notifications=[notification_to_pb(record) for record in records], next_page_token=token
        )

    async def GetNotification(self, request: pb.GetNotificationRequest, context: Any) -> notification_pb2.Notification:
        return notification_to_pb(await get_notification(self.db, named("notifications", request.name)))

    async def GetRawNotification(
        self, request: pb.GetRawNotificationRequest, context: Any
    ) -> pb.GetRawNotificationResponse:
        record, raw = await show_notification(self.db, named("notifications", request.name))
        return pb.GetRawNotificationResponse(notification=notification_to_pb(record), raw=raw_to_pb(raw))

    async def ReplayNotification(
        self, request: pb.ReplayNotificationRequest, context: Any
    ) -> notification_pb2.Notification:
        return await self._act(request, NotificationVerb.REPLAY)

    async def QuarantineNotification(
        self, request: pb.QuarantineNotificationRequest, context: Any
    ) -> notification_pb2.Notification:
        return await self._act(request, NotificationVerb.QUARANTINE)

    async def ReleaseNotification(
        self, request: pb.ReleaseNotificationRequest, context: Any
    ) -> notification_pb2.Notification:
        return await self._act(request, NotificationVerb.RELEASE)

    async def _act(self, request: _Act, verb: NotificationVerb) -> notification_pb2.Notification:
        notification_id = named("notifications", request.name)
        act = NotificationAct(request.request_id, notification_id, verb, request.reason, caller().subject)
        record = await act_on_notification(self.db, act, self.source.current.channels)
        self.accepted.set()
        return notification_to_pb(record)
