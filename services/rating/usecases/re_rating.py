"""Re-rating a month (R-RAT-3): a run that takes back what was charged and prices it by the tariffs approved by now.

A chunk compares what stands with what the tariffs of now say and writes only the difference, with its completion, in
one transaction. So killing it loses nothing, running it again changes nothing, and no record is charged twice. What it
writes belongs to the first cycle that no trial has frozen: the month itself while it is open, else the next bill.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.chassis.parking import Parked
from services.chassis.runs import LeasedChunk, RunView, complete_chunk, get_run, start_run
from services.kernel.errors import Refusal, RefusalKind
from services.kernel.ids import SHARDS, resource, resource_id, shard_of
from services.kernel.period import Cycle
from services.rating.domain.re_rating import ReRated, Unpriced, re_rate
from services.rating.domain.reason import Reason, not_found, precondition
from services.rating.domain.usage_months import cycle_of, month_of, month_of_gate
from services.rating.domain.usage_record import SENTENCES
from services.rating.store import tariffs as tariff_store
from services.rating.store import usage_re_ratings as store
from services.rating.store.customers import accounts_by_id
from services.rating.store.cycles import hold_gate
from services.rating.store.usage_loading import open_load
from services.rating.store.usage_partitions import months_removed
from services.rating.usecases.asked import Asked, once
from services.rating.usecases.usage_load import UsageLoader

RE_RATING_KIND = store.KIND
RECORDS_PER_CHUNK = 100_000
_NO_COUNTS = {"received": 0, "rated": 0, "rejected": 0, "duplicates": 0}


@dataclass(frozen=True, slots=True)
class ReRating:
    """What to price again: a month of origin, of all accounts or some, by all tariffs or one. ``dry``: only count."""

    cycle: Cycle
    accounts: tuple[str, ...] = ()
    code: str = ""
    dry: bool = False


@dataclass(frozen=True, slots=True)
class Started:
    """The key of the run."""

    run_key: str


_STARTED: Replies[Started] = Replies(Started)


async def start_re_rating(db: Database, asked: Asked, wanted: ReRating, reason: str) -> RunView:
    """Raises the refusals ACCOUNT_NOT_FOUND, TARIFF_NOT_FOUND, DETAIL_REMOVED and RE_RATING_UNDER_WAY."""
    month, cycle = month_of(wanted.cycle), str(wanted.cycle)

    async def decide(tx: Transaction) -> Started:
        shards = await _shards(tx, wanted)
        if wanted.code and not await tariff_store.list_tariffs(tx, code=wanted.code):
            raise not_found(Reason.TARIFF_NOT_FOUND, "tariff", f"tariffs/{wanted.code}")
        used = await store.lock_month(tx, month)
        if month in await months_removed(tx):
            text = f"the detail of {cycle} is past its retention"
            raise precondition(Reason.DETAIL_REMOVED, text, cycle=cycle)
        earlier = await store.runs_of_month(tx, cycle)
        for key, state, dry in earlier:
            if not wanted.dry and not dry and state != "COMPLETED":
                text = f"runs/{key} is {state.lower()}; it can be finished or retried"
                raise precondition(Reason.RE_RATING_UNDER_WAY, text, run=f"runs/{key}")
        key = f"{RE_RATING_KIND}/{cycle}:{len(earlier) + 1}"
        params = {"cycle": cycle, "accounts": list(wanted.accounts), "code": wanted.code, "dry": wanted.dry}
        chunks = shards if used else []
        await start_run(tx, key=key, kind=RE_RATING_KIND, params=params, chunks=chunks)
        facts = {"accounts": list(wanted.accounts), "tariff": wanted.code, "dry_run": wanted.dry}
        await tx.audit(AuditRecord(asked.actor, "usage.reRate", f"runs/{key}", reason, facts))
        return Started(key)

    started = await once(db, _STARTED, asked, decide)
    async with db.read() as tx:
        return await get_run(tx, started.run_key)


async def _shards(tx: Transaction, wanted: ReRating) -> list[Mapping[str, Any]]:
    """Ranges of shards of some RECORDS_PER_CHUNK records; of named accounts only their shards."""
    if wanted.accounts:
        known = await accounts_by_id(tx, wanted.accounts)
        for account_id in wanted.accounts:
            if account_id not in known:
                raise not_found(Reason.ACCOUNT_NOT_FOUND, "account", f"accounts/{account_id}")
        shards = sorted({shard_of(account.customer_id) for account in known.values()})
        return [{"first": shard, "last": shard} for shard in shards]
    count = min(SHARDS, await store.rated_count(tx) // RECORDS_PER_CHUNK + 1)
    bounds = [SHARDS * number // count for number in range(count + 1)]
    return [{"first": low, "last": high - 1} for low, high in pairwise(bounds)]


async def re_rate_chunk(loader: UsageLoader, chunk: LeasedChunk) -> None:
    """Prices a range of shards again. What no tariff of now can price stands as it was, and is parked with why."""
    params, month = chunk.params, month_of(Cycle.parse(chunk.params["cycle"]))
    first, last = int(chunk.payload["first"]), int(chunk.payload["last"])
    accounts: Sequence[str] = params["accounts"]
    async with loader.db.read() as tx:
        approval, _ = await tariff_store.book_version(tx)
        terms = await loader.terms(tx)
        parts = await store.stored_parts(tx, month, first, last, accounts)
    done = await asyncio.to_thread(re_rate, parts, terms, params["code"])

    async def work(tx: Transaction) -> None:
        if not params["dry"]:
            scope = store.Scope(0, month, first, last, params["code"], tuple(accounts), approval)
            await _write(tx, scope, chunk.run_key, chunk.number, done)
        parked = [_parked(each, month, params["code"]) for each in done.unpriced if not params["dry"]]
        await complete_chunk(tx, chunk, items=done.records, counters=_counters(done), parked=parked)

    await loader.db.transact(work)


async def _write(tx: Transaction, scope: store.Scope, run_key: str, number: int, done: ReRated) -> None:
    """Stores what was priced anew as a load of the first cycle that no trial has frozen."""
    open_month = month_of_gate(await hold_gate(tx))
    load = await open_load(
        tx, source=store.NO_SOURCE, delivery=run_key, chunk=number, open_month=open_month, counts=_NO_COUNTS
    )
    await store.write_re_rating(tx, replace(scope, load=load), run_key, done.rows)


async def retry_line(loader: UsageLoader, tx: Transaction, subject: str, payload: bytes | None) -> None:
    """Prices the account of a parked subscription again, when the tariffs of now know what they lacked.

    Raises the refusals TARIFF_MISSING and DESTINATION_UNKNOWN when they still lack it, RE_RATING_UNDER_WAY while a run
    of the month could price the same records.
    """
    cycle, _, code = (payload or b"").decode().partition(" ")
    line, month = resource_id("subscriptions", subject), month_of(Cycle.parse(cycle))
    await store.lock_month(tx, month)
    for key, state, dry in await store.runs_of_month(tx, cycle):
        if not dry and state != "COMPLETED":
            raise precondition(Reason.RE_RATING_UNDER_WAY, f"runs/{key} is {state.lower()}", run=f"runs/{key}")
    shard, account_id = await store.account_of_line(tx, line)
    approval, _ = await tariff_store.book_version(tx)
    terms = await loader.terms(tx)
    done = re_rate(await store.stored_parts(tx, month, shard, shard, [account_id]), terms, code)
    for each in done.unpriced:
        if each.subscription_id == line:
            raise Refusal(each.reason, RefusalKind.FAILED_PRECONDITION, SENTENCES[each.reason])
    scope = store.Scope(0, month, shard, shard, code, (account_id,), approval)
    await _write(tx, scope, f"{RE_RATING_KIND}-retry/{cycle}", 0, done)


def _counters(done: ReRated) -> dict[str, int]:
    return {
        "records": done.records,
        "changed": done.changed,
        "unpriced": sum(each.records for each in done.unpriced),
        "micros_before": done.micros_before,
        "micros_after": done.micros_after,
    }


def _parked(unpriced: Unpriced, month: int, code: str) -> Parked:
    detail = f"{unpriced.records} records of {cycle_of(month)} stand at their old price: {SENTENCES[unpriced.reason]}"
    payload = f"{cycle_of(month)} {code}".encode()
    return Parked(resource("subscriptions", unpriced.subscription_id), unpriced.reason.value, detail, payload)
