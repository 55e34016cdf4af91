"""ChannelService."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from services.chassis.database import Database
from services.chassis.events import date_to_pb, time_from_pb, time_to_pb
from services.gateway.channels.message import Channel
from services.gateway.channels.order_query import Asked, OrderAnswer
from services.gateway.configuration import ConfigurationSource
from services.gateway.domain.reasons import Reason
from services.gateway.inbox import Inbox
from services.gateway.orders import OrderQueries, completed
from services.gateway.store.notifications import unposted_by_channel
from services.gateway.wire import named
from services.kernel.errors import Refusal, RefusalKind
from services.kernel.ids import resource
from tollbook.gateway.v1 import channel_service_pb2 as pb
from tollbook.gateway.v1.channel_service_pb2_grpc import ChannelServiceServicer
from tollbook.kernel.v1.money_pb2 import Money

Unposted = dict[str, tuple[int, dt.datetime]]


@dataclass
class ChannelRpc(ChannelServiceServicer):
    """Serves every method of ChannelService."""

    db: Database
    source: ConfigurationSource
    inbox: Inbox
    orders: OrderQueries

    async def ListChannels(self, request: pb.ListChannelsRequest, context: Any) -> pb.ListChannelsResponse:
        return pb.ListChannelsResponse(channels=await self._all())

    async def GetChannel(self, request: pb.GetChannelRequest, context: Any) -> pb.Channel:
        return self._channel_to_pb(self._one(request.name), await self._unposted())

    def _one(self, name: str) -> Channel:
        channel = self.source.current.channels.get(named("channels", name))
        if channel is None:
            raise Refusal(
                Reason.CHANNEL_UNKNOWN, RefusalKind.NOT_FOUND, f"{name} is not configured", metadata={"channel": name}
            )
        return channel

    async def QueryOrder(self, request: pb.QueryOrderRequest, context: Any) -> pb.QueryOrderResponse:
        channel = self._one(request.channel)
        ordered_at = time_from_pb(request.order_time) if request.HasField("order_time") else None
        asked = Asked(request.channel_number, request.order_number, ordered_at)
        return _answer_to_pb(await self.orders.ask(channel, await completed(self.db, channel, asked)))

    async def ReloadChannels(self, request: pb.ReloadChannelsRequest, context: Any) -> pb.ReloadChannelsResponse:
        self.source.reload(self.db.wall.now())
        return pb.ReloadChannelsResponse(channels=await self._all())

    async def _unposted(self) -> Unposted:
        async with self.db.read() as tx:
            return await unposted_by_channel(tx)

    async def _all(self) -> list[pb.Channel]:
        unposted = await self._unposted()
        channels = self.source.current.channels
        return [self._channel_to_pb(channels[name], unposted) for name in sorted(channels)]

    def _channel_to_pb(self, channel: Channel, unposted: Unposted) -> pb.Channel:
        now = self.db.wall.now()
        count, since = unposted.get(channel.id, (0, now))
        message = pb.Channel(
            name=f"channels/{channel.id}",
            scheme=f"CHANNEL_SCHEME_{channel.scheme.replace('-', '_').upper()}",
            payment_channel=channel.payment_channel,
            path=f"/channels/{channel.id}/notifications",
            keys=channel.key_ids,
            unposted=count,
            lag_seconds=max(0, int((now - since).total_seconds())),
            refused=self.inbox.refused.get(channel.id, 0),
        )
        if channel.id in self.inbox.last_accept:
            message.last_accept_time.CopyFrom(time_to_pb(self.inbox.last_accept[channel.id]))
        if self.source.current.loaded_at is not None:
            message.load_time.CopyFrom(time_to_pb(self.source.current.loaded_at))
        return message


def _answer_to_pb(answer: OrderAnswer) -> pb.QueryOrderResponse:
    response = pb.QueryOrderResponse(
        found=answer.found, paid=answer.paid, channel_state=answer.state, channel_number=answer.channel_number
    )
    if answer.currency:
        response.amount.CopyFrom(Money(currency_code=answer.currency, minor_units=answer.amount))
    if answer.account:
        response.account = resource("accounts", answer.account)
    if answer.value_date is not None:
        response.value_date.CopyFrom(date_to_pb(answer.value_date))
    return response
