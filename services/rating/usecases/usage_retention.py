"""How long usage detail is kept: holds, and the removal of months whose time is over (R-RAT-4)."""

import datetime as dt
import uuid
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.chassis.runs import LeasedChunk, RunView, complete_chunk, get_run, start_run
from services.kernel.errors import Refusal, RefusalKind
from services.kernel.ids import SHARDS, uuid7
from services.kernel.period import Cycle
from services.rating.domain.reason import Reason, not_found
from services.rating.domain.usage_detail import removable_from
from services.rating.domain.usage_months import cycle_of, month_of
from services.rating.store import usage_details as store
from services.rating.store import usage_removal
from services.rating.store.directory import Collection, place

REMOVAL_KIND = "usage-removal"


@dataclass(frozen=True, slots=True)
class CreateHold:
    """A request to keep a subscription's detail, from one month to another, both inside."""

    request_id: str
    actor: str
    subscription_id: str
    first_cycle: str
    last_cycle: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReleaseHold:
    """A request to end a hold."""

    request_id: str
    actor: str
    hold_id: uuid.UUID
    reason: str


@dataclass(frozen=True, slots=True)
class StartRemoval:
    """A request to remove a month."""

    request_id: str
    cycle: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of a request: the hold or the run that it was about."""

    name: str


_KEPT = Replies(_Kept)


async def create_hold(db: Database, request: CreateHold) -> store.Hold:
    """Keeps detail beyond its retention. Raises SUBSCRIPTION_NOT_FOUND."""
    hold = store.Hold(
        id=uuid7(),
        subscription_id=request.subscription_id,
        first_month=month_of(Cycle.parse(request.first_cycle)),
        last_month=month_of(Cycle.parse(request.last_cycle)),
        reason=request.reason,
        requester=request.actor,
        released_at=None,
    )

    async def work(tx: Transaction) -> store.Hold:
        earlier = (await _KEPT.find(tx, {request.request_id: request})).get(request.request_id)
        if earlier is not None:
            return await _hold(tx, uuid.UUID(reply_or_raise(earlier).name))
        at = await place(tx, Collection.SUBSCRIPTION, request.subscription_id)
        if at is None:
            name = f"subscriptions/{request.subscription_id}"
            raise not_found(Reason.SUBSCRIPTION_NOT_FOUND, "subscription", name)
        await store.insert_hold(tx, at.shard, hold)
        facts = {"first_cycle": request.first_cycle, "last_cycle": request.last_cycle}
        name = f"usageHolds/{hold.id}"
        await tx.audit(AuditRecord(request.actor, "usage.hold", name, request.reason, facts))
        await _KEPT.keep(tx, {request.request_id: (request, _Kept(str(hold.id)))})
        return hold

    return await db.transact(work)


async def _hold(tx: Transaction, hold_id: uuid.UUID) -> store.Hold:
    hold = await store.hold_by_id(tx, hold_id)
    if hold is None:
        raise not_found(Reason.USAGE_HOLD_NOT_FOUND, "usage_hold", f"usageHolds/{hold_id}")
    return hold


async def release_hold(db: Database, request: ReleaseHold) -> store.Hold:
    """Ends a hold. Ending it again changes nothing. Raises USAGE_HOLD_NOT_FOUND."""

    async def work(tx: Transaction) -> store.Hold:
        earlier = (await _KEPT.find(tx, {request.request_id: request})).get(request.request_id)
        if isinstance(earlier, Refusal):
            raise earlier
        hold = await store.release_hold(tx, request.hold_id)
        name = f"usageHolds/{request.hold_id}"
        if hold is None:
            raise not_found(Reason.USAGE_HOLD_NOT_FOUND, "usage_hold", name)
        if earlier is None:
            await tx.audit(AuditRecord(request.actor, "usage.release", name, request.reason))
            await _KEPT.keep(tx, {request.request_id: (request, _Kept(str(hold.id)))})
        return hold

    return await db.transact(work)


async def list_holds(
    db: Database, subscription_id: str, released: bool, after: uuid.UUID | None, limit: int
) -> list[store.Hold]:
    async with db.read() as tx:
        return await store.list_holds(tx, subscription_id=subscription_id, released=released, after=after, limit=limit)


async def list_accesses(
    db: Database,
    *,
    subscription_id: str,
    actor: str,
    alarmed_only: bool,
    before: tuple[dt.datetime, uuid.UUID] | None,
    limit: int,
) -> list[store.Access]:
    async with db.read() as tx:
        return await store.list_accesses(
            tx,
            subscription_id=subscription_id,
            actor=actor,
            alarmed_only=alarmed_only,
            before=before,
            limit=limit,
        )


async def start_removal(db: Database, request: StartRemoval, retention_months: int) -> RunView:
    """Starts the removal of a month's detail. Raises RETENTION_NOT_OVER before its time."""
    cycle = Cycle.parse(request.cycle)
    key = f"{REMOVAL_KIND}/{cycle}"

    async def work(tx: Transaction) -> RunView:
        earlier = (await _KEPT.find(tx, {request.request_id: request})).get(request.request_id)
        if earlier is not None:
            return await get_run(tx, reply_or_raise(earlier).name)
        first_day = removable_from(cycle, retention_months)
        if tx.date < first_day:
            raise Refusal(
                Reason.RETENTION_NOT_OVER,
                RefusalKind.FAILED_PRECONDITION,
                f"the detail of {cycle} is kept until {first_day}",
                metadata={"cycle": str(cycle), "removable_from": first_day.isoformat()},
            )
        month = month_of(cycle)
        view = await start_run(tx, key=key, kind=REMOVAL_KIND, params={"month": month}, chunks=[{"month": month}])
        await _KEPT.keep(tx, {request.request_id: (request, _Kept(key))})
        return view

    return await db.transact(work)


async def remove_month(db: Database, chunk: LeasedChunk) -> None:
    """Removes a month but for what is held, its identities, and the text of rejected lines that came in it or before.
    The bills' explanations stay: they do not need the records.
    """
    month = int(chunk.payload["month"])
    await usage_removal.detach_month(db, month)

    async def work(tx: Transaction) -> None:
        kept = await usage_removal.holding(tx, month)
        stay = await usage_removal.drop_month(tx, month, kept)
        forgotten = await usage_removal.forget_rejects(tx, cycle_of(month).end)
        await complete_chunk(tx, chunk, items=1, counters={"held_parts": stay, "rejects": forgotten})

    # Shard by shard, so that loads wait for none of it: what is that old is refused before its identity is asked for.
    for shard in range(SHARDS):
        await db.transact(lambda tx, shard=shard: usage_removal.forget_identities(tx, shard, month))
    await db.transact(work)
