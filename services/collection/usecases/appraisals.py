"""Appraisal of units and managers (R-KPI-1), a run: each month by the snapshot that it left behind."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.chassis.runs import LeasedChunk, RunView, complete_chunk, start_run
from services.collection.domain.appraisal import AgentRemittance, Figure, Target, parse_figure_id
from services.collection.domain.position import BilledAmount
from services.collection.domain.promise import check_date
from services.collection.domain.reason import Reason, not_found, precondition
from services.collection.store import appraisals as store
from services.collection.store import snapshots as snapshot_store
from services.collection.usecases.sweep import shard_ranges
from services.kernel.ids import SHARDS
from services.kernel.period import Cycle

KIND = "appraisal"
ITEMS_A_CHUNK = 50_000
_MONTHS_AHEAD_MOST = 120

AskRemittances = Callable[[str], Awaitable[Sequence[AgentRemittance]]]
"""What collecting agents handed in and still hold, of a month; payment answers."""


async def take_billed(tx: Transaction, amounts: Sequence[BilledAmount]) -> None:
    """Keeps what bills asked for."""
    await store.add_billed(tx, amounts)


async def take_adjusted(tx: Transaction, changes: Sequence[BilledAmount]) -> None:
    """Adjustments change what was billed."""
    await store.adjust_billed(tx, changes)


async def due_appraisals(db: Database) -> list[str]:
    """The months whose next snapshot is complete and that are not appraised yet."""
    async with db.read() as tx:
        return await store.months_to_appraise(tx)


async def start_appraisal(db: Database, month: str, ask: AskRemittances) -> RunView:
    """Starts the appraisal of a month. Raises SNAPSHOT_NOT_READY. Starting it again changes nothing."""
    async with db.read() as tx:
        await _check_ready(tx, month)
    standings = await ask(month)

    async def work(tx: Transaction) -> RunView:
        await _check_ready(tx, month)
        counts = await store.count_accounts(tx)
        ranges = shard_ranges(counts, ITEMS_A_CHUNK) if counts else [(0, SHARDS - 1)]
        chunks = [{"first": first, "last": last} for first, last in ranges]
        run = await start_run(tx, key=f"{KIND}/{month}", kind=KIND, params={"month": month}, chunks=chunks)
        if run.state != "COMPLETED":
            await store.keep_remittances(tx, month, standings)
        return run

    return await db.transact(work)


async def _check_ready(tx: Transaction, month: str) -> None:
    following = str(Cycle.parse(month).next)
    snapshot = await snapshot_store.find_snapshot(tx, following)
    if snapshot is None or snapshot.completed_at is None:
        raise precondition(
            Reason.SNAPSHOT_NOT_READY,
            f"{month} is appraised by the snapshot of {following}, which is not complete",
            month=following,
            cycle=month,
        )


async def appraise_chunk(db: Database, chunk: LeasedChunk) -> None:
    """Measures a shard range."""

    async def work(tx: Transaction) -> None:
        rows = await store.measure_shards(tx, str(chunk.params["month"]), chunk.payload["first"], chunk.payload["last"])
        await complete_chunk(tx, chunk, items=rows, counters={"rows": rows})

    await db.transact(work)


async def complete(tx: Transaction, run: RunView) -> None:
    """Sums the figures, in the transaction that completes the last chunk."""
    await store.sum_figures(tx, str(run.params["month"]))


async def find_figure(tx: Transaction, figure_id: str) -> Figure:
    """Raises FIGURE_NOT_FOUND."""
    key = parse_figure_id(figure_id)
    found = await store.find_figure(tx, *key) if key else None
    if found is None:
        raise not_found(Reason.FIGURE_NOT_FOUND, f"figures/{figure_id}")
    return found


_TARGETS: Replies[Target] = Replies(Target)


@dataclass(frozen=True, slots=True)
class SetTarget:
    """What a measure should be from a month on."""

    target: Target


async def set_target(db: Database, request_id: str, request: SetTarget) -> Target:
    """Raises DATE_OUT_OF_RANGE for a month that has passed."""
    target = request.target

    async def work(tx: Transaction) -> Target:
        known = await _TARGETS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        this = Cycle.of(tx.date)
        check_date(Cycle.parse(target.first_month).first_day, this.first_day, this.plus(_MONTHS_AHEAD_MOST).first_day)
        await store.save_target(tx, target)
        facts = {"value": target.value, "at_least": target.at_least, "first_month": target.first_month}
        subject = f"targets/{target.subject or 'all'}-{target.measure}"
        await tx.audit(AuditRecord(target.actor, "target.set", subject, "R-KPI-1", facts))
        await _TARGETS.keep(tx, {request_id: (request, target)})
        return target

    return await db.transact(work)
