"""What became of usage: by source and date, and by file."""

import datetime as dt
from dataclasses import dataclass

from services.chassis.database import Database
from services.chassis.runs import get_run
from services.kernel.errors import Refusal
from services.rating.domain.reason import Reason, not_found
from services.rating.domain.usage_files import UsageFormat
from services.rating.domain.usage_record import RejectReason
from services.rating.store import usage_rejects as store
from services.rating.store.usage_rejects import Counts
from services.rating.usecases.usage_import import RUN_KIND, UsageFileOutcome, header_of
from services.rating.usecases.usage_load import RejectedLine

_REJECTS_MAX = 100_000


@dataclass(frozen=True, slots=True)
class UsageCounted:
    """Counts by source, and the waiting rejects by reason."""

    by_source: dict[str, Counts]
    waiting: dict[str, int]

    @property
    def total(self) -> Counts:
        sums = list(self.by_source.values())
        return Counts(
            sum(each.received for each in sums),
            sum(each.rated for each in sums),
            sum(each.rejected for each in sums),
            sum(each.duplicates for each in sums),
        )


@dataclass(frozen=True, slots=True)
class UsageFileState:
    """A delivery and what became of its rows so far."""

    source: str
    delivery: str
    form: UsageFormat
    complete: bool
    received: dt.date
    outcome: UsageFileOutcome
    rejected: int


async def count_usage(db: Database, source: str, start: dt.date | None, end: dt.date | None) -> UsageCounted:
    async with db.read() as tx:
        by_source = await store.counts_by_source(tx, source=source, start=start, end=end)
        return UsageCounted(by_source, await store.waiting_by_reason(tx, source))


async def get_file(db: Database, source: str, delivery: str) -> UsageFileState:
    """Raises the refusal USAGE_FILE_NOT_FOUND."""
    async with db.read() as tx:
        received = await store.first_receive_date(tx, source, delivery)
        try:
            run = await get_run(tx, f"{RUN_KIND}/{source}:{delivery}")
        except Refusal:
            run = None
        if received is None and run is None:
            raise not_found(Reason.USAGE_FILE_NOT_FOUND, "usage_file", f"usageFiles/{source}:{delivery}")
        found = await store.counts_by_source(tx, source=source, start=None, end=None, delivery=delivery)
        rejects = await store.list_rejects(tx, source=source, delivery=delivery, limit=_REJECTS_MAX)
    counts = found.get(source, Counts())
    form = UsageFormat(rejects[0].form if rejects else run.params["form"] if run else UsageFormat.CSV)
    lines = tuple(RejectedLine(each.line, each.text, RejectReason(each.reason)) for each in sorted(rejects, key=_line))
    outcome = UsageFileOutcome(counts.received, counts.rated, counts.duplicates, lines, header_of(form))
    complete = run is None or run.state == "COMPLETED"
    date = received or (run.business_date if run else None) or dt.date.min
    return UsageFileState(source, delivery, form, complete, date, outcome, counts.rejected)


def _line(reject: store.StoredReject) -> int:
    return reject.line
