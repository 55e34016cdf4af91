"""How the gateway is spoken to over HTTP: the shared secrets from its configuration, the paths from its own answers."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import yaml

from simulator.signing import key_of
from simulator.suite.connection import Suite
from simulator.suite.people import Person
from tollbook.gateway.v1.channel_service_pb2 import ListChannelsRequest
from tollbook.gateway.v1.channel_service_pb2_grpc import ChannelServiceStub
from tollbook.gateway.v1.platform_service_pb2 import ListPlatformsRequest
from tollbook.gateway.v1.platform_service_pb2_grpc import PlatformServiceStub


@dataclass(frozen=True, slots=True)
class GatewayAccess:
    """The first Standard Webhooks channel and the first CloudEvents platform of the configuration."""

    channel_url: str
    channel_key: bytes
    platform: str
    platform_host: str
    platform_port: int
    platform_path: str
    command_key: bytes
    callback_url: str
    callback_key: bytes


async def gateway_access(suite: Suite) -> GatewayAccess:
    """Reads the configuration and asks the gateway for its paths."""
    raw = yaml.safe_load(suite.place.gateway_config.read_text(encoding="utf-8"))
    channel = _first(raw["channels"], "standard-webhooks")
    platform = _first(raw["platforms"], "cloud-events")
    url = urlsplit(str(platform["url"]))
    base = f"http://{suite.place.http}"
    return GatewayAccess(
        channel_url=base + await _channel_path(suite, f"channels/{channel['id']}"),
        channel_key=key_of(channel["keys"][0]["secret"]),
        platform=str(platform["id"]),
        platform_host=url.hostname or "127.0.0.1",
        platform_port=url.port or 80,
        platform_path=url.path,
        command_key=key_of(platform["send_key"]["secret"]),
        callback_url=base + await _callback_path(suite, f"platforms/{platform['id']}"),
        callback_key=key_of(platform["callback_keys"][0]["secret"]),
    )


def _first(entries: list[dict[str, Any]], scheme: str) -> dict[str, Any]:
    return next(entry for entry in entries if entry["scheme"] == scheme)


async def _channel_path(suite: Suite, name: str) -> str:
    stub = ChannelServiceStub(suite.channel("gateway"))
    answer = await suite.call(Person.OPERATOR, stub.ListChannels, ListChannelsRequest())
    return next(channel.path for channel in answer.channels if channel.name == name)


async def _callback_path(suite: Suite, name: str) -> str:
    stub = PlatformServiceStub(suite.channel("gateway"))
    answer = await suite.call(Person.OPERATOR, stub.ListPlatforms, ListPlatformsRequest())
    return next(platform.callback_path for platform in answer.platforms if platform.name == name)
