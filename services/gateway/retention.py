"""The loop that removes what is older than the configuration keeps."""

import asyncio

import structlog

from services.chassis.database import Database
from services.gateway.config import GatewaySettings
from services.gateway.measures import REMOVED
from services.gateway.usecases.remove_old import remove_old

log = structlog.get_logger("retention")


async def keep_within(db: Database, settings: GatewaySettings) -> None:
    """Runs until it is cancelled."""
    while True:
        removed = await remove_old(db, settings.inbox_keep_days, settings.outbox_keep_days)
        for kind, count in removed.items():
            REMOVED.labels(kind).inc(count)
        if any(removed.values()):
            log.info("removed", **removed)
        await asyncio.sleep(settings.retention_seconds)
