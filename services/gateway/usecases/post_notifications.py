"""The steps of the posting loop: take what is due, write what payment said (R-GTW-1)."""

import datetime as dt
from collections.abc import Callable, Sequence

from services.chassis.database import Database, Transaction
from services.gateway.domain.events import NotificationRefused
from services.gateway.domain.notification import NotificationRecord, Posted
from services.gateway.domain.pacing import BackOff
from services.gateway.store.notifications import lease_unposted, mark_posted


async def take_due_notifications(db: Database, most: int, lease: dt.timedelta) -> list[NotificationRecord]:
    """Leases accepted notifications that are due for posting."""
    return await db.transact(lambda tx: lease_unposted(tx, most, lease))


async def record_posted(
    db: Database,
    results: Sequence[tuple[NotificationRecord, Posted]],
    back_off: BackOff,
    spread: Callable[[], float],
) -> None:
    """Writes what payment said: posted, rejected and alarmed, or to be tried again. Posting is never given up."""

    async def work(tx: Transaction) -> None:
        due = [
            (
                posted,
                tx.now + dt.timedelta(seconds=back_off.seconds(record.attempts, spread())) if posted.retry else None,
            )
            for record, posted in results
        ]
        waited = await mark_posted(tx, due)
        tx.publish(
            NotificationRefused(record.id, record.channel, posted.reason)
            for record, posted in results
            if posted.reason and not posted.retry and record.id in waited
        )

    await db.transact(work)
