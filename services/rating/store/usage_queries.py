"""Rated usage as billing reads it.

A record's bill is that of its month of origin, or of the first cycle that no trial had frozen when it came. A load
holds the billing gate FOR SHARE and numbers itself under it, and a trial moves the gate under an exclusive lock: so the
loads of a cycle are those up to a boundary, the newest load that saw the cycle open. Reading the same cycle again finds
the same loads (R-BIL-2), and what comes later stands above the boundary: it goes to the next cycle.

What costs the same whatever else was used is summed as it was priced. Usage under a tariff with free units, tiers,
floors or caps is finalised over the whole month; a late record adds what the month comes to with it, less what it came
to without it, so it is priced as if it had come in time.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from services.chassis.database import Transaction
from services.kernel.period import Cycle
from services.rating.domain.rating_final import Totals
from services.rating.domain.tariff import Tariff, TariffBook
from services.rating.domain.usage_months import cycle_of, month_of
from services.rating.store.tariffs import approved_book
from services.rating.store.usage_finals import finalised_month
from services.rating.store.usage_tables import tariff_rate, usage_load, usage_record

Usage = dict[str, list[tuple[str, int, int]]]
"""By subscription: (charge item, micros, charged quantity), by item."""

Sums = dict[tuple[str, str], tuple[int, int]]
"""By (subscription, charge item): micros and charged quantity."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """What of usage and tariffs a cycle's bill run sees."""

    cycle: Cycle
    boundary: int
    book: TariffBook

    def ordered(self, month: int) -> dict[str, Tariff]:
        """The tariffs whose month is finalised as a whole, by code."""
        last_day = cycle_of(month).last_day
        of_month = ((code, self.book.of_month(code, last_day)) for code in sorted(self.book.versions))
        return {code: tariff for code, tariff in of_month if tariff is not None and tariff.ordered}


async def load_boundary(tx: Transaction, cycle: Cycle) -> int:
    """The newest load that counts for the cycle; 0 when there is none."""
    newest = select(func.max(usage_load.c.load)).where(usage_load.c.open_month <= month_of(cycle))
    return (await tx.execute(newest)).scalar() or 0


async def _cut(tx: Transaction, cycle: Cycle) -> _Cut:
    return _Cut(cycle, await load_boundary(tx, cycle), await approved_book(tx, month_of(cycle)))


async def rated_usage_for_cycle(tx: Transaction, cycle: Cycle, first: int, last: int) -> Usage:
    """What the subscriptions of a range of shards, both inside, used: of this month, and late of earlier months.

    Micro-yuan sums by subscription and charge item, ordered by both; exact, so that billing rounds once (R-GEN-1).
    """
    month = month_of(cycle)
    here, boundary_before = await _cut(tx, cycle), await load_boundary(tx, cycle.previous)
    sums: Sums = {}
    await _add_listed(tx, sums, month, (0, here.boundary), here.ordered(month), first, last)
    for tariff in here.ordered(month).values():
        _add(sums, await finalised_month(tx, tariff, here.book, month, here.boundary, first, last), 1)
    late_months = await _late_months(tx, month, boundary_before, here.boundary)
    before = await _cut(tx, cycle.previous) if late_months else here
    for late in late_months:
        await _add_late(tx, sums, late, here, before, first, last)
    found: Usage = {}
    for (subscription_id, item), (micros, charged) in sorted(sums.items()):
        if micros or charged:
            found.setdefault(subscription_id, []).append((item, micros, charged))
    return found


async def _late_months(tx: Transaction, month: int, after: int, upto: int) -> list[int]:
    """The earlier months of which records came after the bill run of the cycle before had frozen them."""
    if upto <= after:
        return []
    query = select(usage_record.c.month).where(
        usage_record.c.month < month, usage_record.c.load > after, usage_record.c.load <= upto
    )
    return sorted((await tx.execute(query.distinct())).scalars())


async def _add_late(tx: Transaction, sums: Sums, month: int, here: _Cut, before: _Cut, first: int, last: int) -> None:
    ordered_now, ordered_before = here.ordered(month), before.ordered(month)
    codes = ordered_now.keys() | ordered_before.keys()
    await _add_listed(tx, sums, month, (before.boundary, here.boundary), codes, first, last)
    for cut, ordered, sign in ((here, ordered_now, 1), (before, ordered_before, -1)):
        for tariff in ordered.values():
            _add(sums, await finalised_month(tx, tariff, cut.book, month, cut.boundary, first, last), sign)


async def _add_listed(
    tx: Transaction, sums: Sums, month: int, loads: tuple[int, int], but: Collection[str], first: int, last: int
) -> None:
    """Adds what costs the same whatever else was used: loads after the first and up to the second, but some codes."""
    record, rate = usage_record.c, tariff_rate.c
    query = (
        select(
            record.subscription_id,
            rate.charge_item,
            func.sum(record.micros).label("micros"),
            func.sum(record.charged).label("charged"),
        )
        .join_from(usage_record, tariff_rate, record.rate == rate.rate)
        .where(record.month == month, record.shard >= first, record.shard <= last)
        .where(record.load > loads[0], record.load <= loads[1])
        .group_by(record.subscription_id, rate.charge_item)
    )
    if but:
        query = query.where(rate.code.not_in(sorted(but)))
    rows = await tx.execute(query)
    _add(sums, {(row.subscription_id, row.charge_item): (int(row.micros), int(row.charged)) for row in rows}, 1)


def _add(sums: Sums, more: Totals | Mapping[tuple[str, str], tuple[int, int]], sign: int) -> None:
    for key, (micros, charged) in more.items():
        standing = sums.get(key, (0, 0))
        sums[key] = (standing[0] + sign * micros, standing[1] + sign * charged)


async def unbilled_for_accounts(tx: Transaction, cycle: Cycle, lines: Mapping[str, int]) -> Usage:
    """What some subscriptions used in the cycle so far; ``lines`` gives the shard of each. Provisional (R-RAT-2)."""
    found: Usage = {}
    for shard in sorted(set(lines.values())):
        whole = await rated_usage_for_cycle(tx, cycle, shard, shard)
        found.update(_of_lines(whole, (line for line, at in lines.items() if at == shard)))
    return found


def _of_lines(usage: Usage, lines: Iterable[str]) -> Usage:
    return {line: usage[line] for line in sorted(lines) if line in usage}
