"""PlatformService."""

import datetime as dt
import time
from dataclasses import dataclass
from typing import Any

from services.chassis.database import Database
from services.chassis.events import time_to_pb
from services.gateway.configuration import ConfigurationSource
from services.gateway.outbox import CommandSender
from services.gateway.provisioning.message import Platform, callback_path
from services.gateway.store.callbacks import quarantined_by_platform
from services.gateway.store.commands import dead_by_platform, unsent_platforms
from services.gateway.usecases.act_on_commands import platform_unknown
from services.gateway.wire import named
from services.kernel.errors import RefusalKind
from tollbook.gateway.v1 import platform_service_pb2 as pb
from tollbook.gateway.v1.platform_service_pb2_grpc import PlatformServiceServicer


@dataclass(frozen=True, slots=True)
class _Queues:
    """What waits at each platform."""

    unsent: dict[str, tuple[int, dt.datetime, dt.datetime]]
    dead: dict[str, int]
    quarantined: dict[str, int]


@dataclass
class PlatformRpc(PlatformServiceServicer):
    """Serves every method of PlatformService."""

    db: Database
    source: ConfigurationSource
    sender: CommandSender

    async def ListPlatforms(self, request: pb.ListPlatformsRequest, context: Any) -> pb.ListPlatformsResponse:
        return pb.ListPlatformsResponse(platforms=await self._all())

    async def GetPlatform(self, request: pb.GetPlatformRequest, context: Any) -> pb.Platform:
        return self._platform_to_pb(self._one(request.name), await self._queues())

    async def ReloadPlatforms(self, request: pb.ReloadPlatformsRequest, context: Any) -> pb.ReloadPlatformsResponse:
        self.source.reload(self.db.wall.now())
        self.sender.wake.set()
        return pb.ReloadPlatformsResponse(platforms=await self._all())

    async def CloseBreaker(self, request: pb.CloseBreakerRequest, context: Any) -> pb.Platform:
        platform = self._one(request.name)
        self.sender.close_breaker(platform)
        return self._platform_to_pb(platform, await self._queues())

    def _one(self, name: str) -> Platform:
        platform = self.source.current.platforms.get(named("platforms", name))
        if platform is None:
            raise platform_unknown(named("platforms", name), RefusalKind.NOT_FOUND)
        return platform

    async def _queues(self) -> _Queues:
        async with self.db.read() as tx:
            return _Queues(await unsent_platforms(tx), await dead_by_platform(tx), await quarantined_by_platform(tx))

    async def _all(self) -> list[pb.Platform]:
        queues = await self._queues()
        platforms = self.source.current.platforms
        known = [self._platform_to_pb(platforms[name], queues) for name in sorted(platforms)]
        gone = sorted({*queues.unsent, *queues.dead, *queues.quarantined} - set(platforms))
        return known + [_queued_to_pb(pb.Platform(name=f"platforms/{name}"), name, queues, self.db) for name in gone]

    def _platform_to_pb(self, platform: Platform, queues: _Queues) -> pb.Platform:
        now, line = self.db.wall.now(), self.sender.line(platform)
        message = pb.Platform(
            name=f"platforms/{platform.id}",
            scheme=f"PLATFORM_SCHEME_{platform.scheme.replace('-', '_').upper()}",
            url=platform.url,
            callback_path=callback_path(platform),
            breaker=f"BREAKER_STATE_{line.breaker.state.value}",
            failures=line.breaker.failures,
            rate_limit=int(platform.rate_per_second),
            keys=platform.key_ids,
        )
        if line.breaker.retry_at:
            left = dt.timedelta(seconds=line.breaker.retry_at - time.monotonic())
            message.retry_time.CopyFrom(time_to_pb(now + left))
        if self.source.current.loaded_at is not None:
            message.load_time.CopyFrom(time_to_pb(self.source.current.loaded_at))
        return _queued_to_pb(message, platform.id, queues, self.db)


def _queued_to_pb(message: pb.Platform, platform: str, queues: _Queues, db: Database) -> pb.Platform:
    """The message with what waits there; also of a platform that is not configured (any more), so that it is seen."""
    now = db.wall.now()
    message.unsent, since, _ = queues.unsent.get(platform, (0, now, now))
    message.lag_seconds = max(0, int((now - since).total_seconds()))
    message.dead = queues.dead.get(platform, 0)
    message.quarantined = queues.quarantined.get(platform, 0)
    return message
