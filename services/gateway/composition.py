"""What the gateway is made of."""

import asyncio
from dataclasses import dataclass

import httpx

from services.chassis.parts import Parts
from services.chassis.server import Host, ServiceSpec
from services.gateway.config import GatewaySettings
from services.gateway.configuration import ConfigurationSource
from services.gateway.inbox import Inbox
from services.gateway.orders import OrderQueries
from services.gateway.outbox import CommandSender, NotificationPoster
from services.gateway.peers import Payment
from services.gateway.retention import keep_within
from services.gateway.routes.app import http_app
from services.gateway.routes.doors import Doors
from services.gateway.routes.server import HttpServer
from services.gateway.rpc.callbacks import CallbackRpc
from services.gateway.rpc.channels import ChannelRpc
from services.gateway.rpc.commands import CommandRpc
from services.gateway.rpc.notifications import NotificationRpc
from services.gateway.rpc.platforms import PlatformRpc
from services.gateway.store.commands import UNSENT_COUNT
from services.gateway.store.notifications import UNPOSTED_COUNT
from services.gateway.wire import event_to_pb
from tollbook.gateway.v1.callback_service_pb2_grpc import add_CallbackServiceServicer_to_server
from tollbook.gateway.v1.channel_service_pb2_grpc import add_ChannelServiceServicer_to_server
from tollbook.gateway.v1.command_service_pb2_grpc import add_CommandServiceServicer_to_server
from tollbook.gateway.v1.notification_service_pb2_grpc import add_NotificationServiceServicer_to_server
from tollbook.gateway.v1.platform_service_pb2_grpc import add_PlatformServiceServicer_to_server

_RELOAD_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Composed:
    """The chassis' parts, and the HTTP server among them, whose port a test wants to know."""

    parts: Parts
    http: HttpServer


async def build(host: Host[GatewaySettings]) -> Parts:
    """What the chassis calls."""
    return (await compose(host)).parts


async def compose(host: Host[GatewaySettings]) -> Composed:
    """Composes the gateway. A configuration that is wrong at the start stops the start."""
    settings, db = host.settings, host.db
    source = ConfigurationSource(settings.configuration_files, settings.zone)
    source.reload(host.wall.now())
    client = httpx.AsyncClient(
        timeout=None,
        follow_redirects=False,
        trust_env=False,
        limits=httpx.Limits(max_connections=512, max_keepalive_connections=128, keepalive_expiry=30),
    )
    payment_channel = host.channel("payment")
    inbox = Inbox(db)
    sender = CommandSender(db, source, client, settings.poll_seconds)
    poster = NotificationPoster(db, source, Payment(payment_channel), inbox.accepted, settings.poll_seconds)
    http = HttpServer(http_app(Doors(settings, source, inbox, host.wall), db), settings)

    async def watch_configuration() -> None:
        while True:
            await asyncio.sleep(_RELOAD_SECONDS)
            before = source.current
            source.reload_if_changed(host.wall.now())
            if source.current is not before:
                sender.wake.set()

    async def remove_what_is_old() -> None:
        await keep_within(db, settings)

    async def close_payment() -> None:
        await payment_channel.close(None)

    parts = Parts(
        servicers=[
            (add_CommandServiceServicer_to_server, CommandRpc(db, source, sender)),
            (add_NotificationServiceServicer_to_server, NotificationRpc(db, source, inbox.accepted)),
            (add_CallbackServiceServicer_to_server, CallbackRpc(db, source)),
            (add_ChannelServiceServicer_to_server, ChannelRpc(db, source, inbox, OrderQueries(client, host.wall))),
            (add_PlatformServiceServicer_to_server, PlatformRpc(db, source, sender)),
        ],
        loops=[http.serve, sender.serve, poster.serve, watch_configuration, remove_what_is_old],
        pending={"commands": UNSENT_COUNT, "notifications": UNPOSTED_COUNT},
        closers=[http.close, client.aclose, close_payment],
    )
    return Composed(parts, http)


SPEC = ServiceSpec("gateway", GatewaySettings, build, event_to_pb)
