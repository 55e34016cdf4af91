"""Loading usage: a chunk of a file or a batch of a stream, rated and stored in one transaction (R-RAT-1, R-RAT-2)."""

import asyncio
import hashlib
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import polars as pl
import structlog

from services.chassis.database import Database, Transaction
from services.rating.domain.rating_vectors import RatingEngine
from services.rating.domain.usage_claims import KNOWN_SCHEMA, Fate, fates
from services.rating.domain.usage_files import ParsedUsage, UsageFormat
from services.rating.domain.usage_months import RETENTION_MONTHS_DEFAULT, month_of_gate, months_kept
from services.rating.domain.usage_rating import RatedChunk, RatingTerms, rate_chunk
from services.rating.domain.usage_record import SENTENCES, RejectReason
from services.rating.store import tariffs, usage_loading, usage_partitions
from services.rating.store.cycles import hold_gate

log = structlog.get_logger("usage")

_DETAILS = {reason.value: sentence for reason, sentence in SENTENCES.items()}


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a chunk comes from: its source, the file or batch, and its number there."""

    source: str
    name: str
    chunk: int = 0


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A line in the reject store."""

    line: int
    text: str
    reason: RejectReason


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What became of a chunk: rated + rejected + duplicates = received."""

    received: int
    rated: int
    duplicates: int
    rejects: tuple[RejectedLine, ...]

    def counts(self, *, again: bool) -> dict[str, int]:
        """What the load adds. Records of the reject store come ``again``: they were received and rejected before."""
        if again:
            settled = self.rated + self.duplicates
            return {"received": 0, "rated": self.rated, "rejected": -settled, "duplicates": self.duplicates}
        return {
            "received": self.received,
            "rated": self.rated,
            "rejected": len(self.rejects),
            "duplicates": self.duplicates,
        }


Finish = Callable[[Transaction, LoadOutcome], Awaitable[None]]
"""What else is committed with a load: the completion of a run's chunk, the state of a resubmitted reject."""


async def nothing_else(tx: Transaction, outcome: LoadOutcome) -> None:
    """Commits the load alone."""


@dataclass
class UsageLoader:
    """Loads chunks. The approved tariffs are kept laid out between chunks and read again after an approval."""

    db: Database
    zone: ZoneInfo
    retention_months: int = RETENTION_MONTHS_DEFAULT
    _terms: tuple[tuple[int, int], RatingTerms] | None = None
    _months: set[int] = field(default_factory=set[int])

    async def load(
        self,
        delivery: Delivery,
        parsed: ParsedUsage,
        form: UsageFormat,
        finish: Finish = nothing_else,
        *,
        again: bool = False,
    ) -> LoadOutcome:
        """Rates and stores a chunk. Loading it again counts its records as duplicates.

        ``again``: the lines are in the reject store already, and those that are rejected once more stay there.
        """
        chunk = await self.rate(delivery.source, parsed)
        await self._ensure_months(chunk)
        job = _Job(delivery, parsed, form, chunk, finish, again)
        try:
            return await self.db.transact(lambda tx: _store(tx, job, look_up=again))
        except usage_loading.IdentitiesClaimed:
            log.info("usage_identities_claimed", source=delivery.source, delivery=delivery.name, chunk=delivery.chunk)
            return await self.db.transact(lambda tx: _store(tx, job, look_up=True))

    async def rate(self, source: str, parsed: ParsedUsage) -> RatedChunk:
        """Prices a chunk with what is approved and stored now; in a thread, so that others are served meanwhile."""
        frame = parsed.frame
        numbers = pl.concat([frame["service_number"], frame["account_code"]]).unique()
        async with self.db.read() as tx:
            terms = await self.terms(tx)
            holders = await usage_loading.holders_of(tx, numbers.to_list())
        return await asyncio.to_thread(rate_chunk, frame, holders, source, terms)

    async def terms(self, tx: Transaction) -> RatingTerms:
        version = await tariffs.book_version(tx)
        if self._terms is not None and self._terms[0] == version and self._terms[1].date == tx.date:
            return self._terms[1]
        if self._terms is not None and self._terms[0] == version:
            engine, rates = self._terms[1].engine, self._terms[1].rates
        else:
            engine = RatingEngine(await tariffs.approved_book(tx), self.zone)
            rates = await tariffs.rate_numbers(tx, engine.layout)
        kept = months_kept(tx.date, self.retention_months, await usage_partitions.months_removed(tx))
        terms = RatingTerms(engine, engine.book.product_tariffs(), rates, self.zone, tx.date, kept)
        self._terms = (version, terms)
        return terms

    async def _ensure_months(self, chunk: RatedChunk) -> None:
        months = set(chunk.parts["month"].unique().to_list()) - self._months
        if not months:
            return
        async with self.db.read() as tx:
            missing = await usage_partitions.missing_months(tx, months)
        for month in missing:
            await self.db.transact(lambda tx, month=month: usage_partitions.create_month(tx, month), dated=False)
        self._months |= months


@dataclass(frozen=True, slots=True)
class _Job:
    """A rated chunk that waits to be stored."""

    delivery: Delivery
    parsed: ParsedUsage
    form: UsageFormat
    chunk: RatedChunk
    finish: Finish
    again: bool


async def _store(tx: Transaction, job: _Job, *, look_up: bool) -> LoadOutcome:
    """Claims the identities and stores what became of each record. Holds the billing gate meanwhile (R-BIL-2)."""
    delivery, records = job.delivery, job.chunk.records
    open_month = month_of_gate(await hold_gate(tx))
    source = await usage_loading.source_number(tx, delivery.source)
    spans = _spans(records)
    fate = fates(records, await _known(tx, source, records, spans, look_up=look_up))
    rejects = _rejects(delivery.source, job.parsed, records, fate)
    standing: set[uuid.UUID] = set()
    if not job.again:
        standing = await usage_loading.put_rejects(
            tx, source=source, delivery=delivery.name, form=job.form.value, rejects=rejects, details=_DETAILS
        )
    rated = fate == Fate.RATED.value
    outcome = LoadOutcome(
        received=job.parsed.rows,
        rated=int(rated.sum()),
        duplicates=int((fate == Fate.DUPLICATE.value).sum()) + sum(each.id in standing for each in rejects),
        rejects=tuple(
            RejectedLine(each.line, each.text, RejectReason(each.reason)) for each in rejects if each.id not in standing
        ),
    )
    counts = outcome.counts(again=job.again)
    load = await usage_loading.open_load(
        tx, source=source, delivery=delivery.name, chunk=delivery.chunk, open_month=open_month, counts=counts
    )
    if outcome.rated:
        whole = outcome.rated == len(records)
        await usage_loading.copy_identities(tx, source, records if whole else records.filter(rated))
        parts = job.chunk.parts
        parts = parts if whole else parts.filter(rated.gather(parts["record"]))
        await usage_loading.copy_records(tx, source, load, parts)
        await usage_loading.raise_high_water(tx, source, spans)
    await job.finish(tx, outcome)
    return outcome


async def _known(
    tx: Transaction, source: int, records: pl.DataFrame, spans: dict[int, tuple[str, str]], *, look_up: bool
) -> pl.DataFrame:
    """Those of the ids that were claimed before. None is when all are above the source's highest.

    Without ``look_up`` only the ids of records that cannot be rated are looked up, since chunks of a file that run side
    by side end in any order: for the others the unique index says when they are claimed, and then they are looked up.
    """
    asked = records if look_up else records.filter(pl.col("reason").is_not_null())
    if asked.is_empty() or (not look_up and await usage_loading.above_high_water(tx, source, spans)):
        return pl.DataFrame(schema=KNOWN_SCHEMA)
    shards, ids = asked["identity_shard"].to_list(), asked["record_id"].to_list()
    return await usage_loading.known_identities(tx, source, shards, ids)


def _spans(records: pl.DataFrame) -> dict[int, tuple[str, str]]:
    """The first and the last id of each length."""
    ids = records.lazy().select("record_id", length=pl.col("record_id").str.len_bytes())
    grouped = ids.group_by("length").agg(first=pl.col("record_id").min(), last=pl.col("record_id").max())
    return {length: (first, last) for length, first, last in grouped.collect().iter_rows()}


def _rejects(source: str, parsed: ParsedUsage, records: pl.DataFrame, fate: pl.Series) -> list[usage_loading.NewReject]:
    """The lines that are rejected, by line. The same text of a source is the same reject."""
    found = [(bad.line, bad.text, bad.reason.value) for bad in parsed.bad]
    refused = records.select("line", fate=fate).filter(~fate.is_in([Fate.RATED.value, Fate.DUPLICATE.value]))
    found += [(line, parsed.lines[line], reason) for line, reason in refused.iter_rows()]
    return [
        usage_loading.NewReject(_reject_id(source, text), line, reason, text) for line, text, reason in sorted(found)
    ]


def _reject_id(source: str, text: str) -> uuid.UUID:
    return uuid.UUID(bytes=hashlib.blake2b(f"{source}\n{text}".encode(), digest_size=16).digest())
