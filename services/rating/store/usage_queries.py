"""Rated usage as billing reads it.

A record's bill is that of its month of origin, or of the first cycle that no trial had frozen when it came. A load
holds the billing gate FOR SHARE and numbers itself under it, and a trial moves the gate under an exclusive lock: so the
loads of a cycle are those up to a boundary, the newest load that saw the cycle open. Reading the same cycle again finds
the same loads (R-BIL-2), and what comes later stands above the boundary: it goes to the next cycle.

What costs the same whatever else was used is summed as it was priced. Usage under a tariff with free units, tiers,
floors or caps is finalised over the whole month; a late record adds what the month comes to with it, less what it came
to without it, so it is priced as if it had come in time. What a re-rating of a closed month changes is told apart from
that: it stands on the next bill as an adjustment (R-RAT-3).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import case, func, select, text

from services.chassis.database import Transaction
from services.kernel.period import Cycle
from services.rating.domain.rating_final import Totals
from services.rating.domain.usage_months import cycle_of, month_of
from services.rating.store.tables import subscription
from services.rating.store.tariffs import read_books
from services.rating.store.usage_finals import Seen
from services.rating.store.usage_re_ratings import scopes_of
from services.rating.store.usage_tables import tariff_rate, usage_record
from services.rating.store.usage_terms import MonthTerms, month_totals, with_books

Usage = dict[str, list[tuple[str, int, int]]]
"""By subscription: (charge item, micros, charged quantity), by item."""

Sums = dict[tuple[str, str], tuple[int, int]]
"""By (subscription, charge item): micros and charged quantity."""


_BOUNDARIES = text("""
    SELECT month, coalesce((SELECT max(load) FROM usage_load WHERE open_month <= month), 0) AS load
    FROM unnest(CAST(:months AS integer[])) AS month
""")


async def load_boundary(tx: Transaction, cycle: Cycle) -> int:
    """The newest load that counts for the cycle; 0 when there is none."""
    return (await _boundaries(tx, [month_of(cycle)]))[month_of(cycle)]


async def _boundaries(tx: Transaction, months: Sequence[int]) -> dict[int, int]:
    return {row.month: row.load for row in await tx.execute(_BOUNDARIES, {"months": list(months)})}


@dataclass(frozen=True, slots=True)
class _Late:
    """How a month is read that was frozen before: with the loads that its last bill saw, with those that came since,
    and with what re-ratings since then took back and priced anew (``re_rated``).
    """

    month: int
    after: int
    upto: int
    re_rated: tuple[int, ...]
    before: MonthTerms
    late: MonthTerms
    now: MonthTerms
    re_rated_before: bool

    @property
    def codes(self) -> set[str]:
        return self.before.ordered_codes | self.late.ordered_codes | self.now.ordered_codes


@dataclass(frozen=True, slots=True)
class UsageView:
    """Of what usage a cycle's bills are made: the same for all ranges of shards."""

    terms: MonthTerms
    seen: Seen
    late: tuple[_Late, ...]


async def usage_view(tx: Transaction, cycle: Cycle) -> UsageView:
    """Reads the cycle's boundary, its tariffs, and the earlier months of which records or re-ratings came after the
    bill run of the cycle before.
    """
    month, before = month_of(cycle), month_of(cycle.previous)
    bounds = await _boundaries(tx, [month, before])
    after, upto = bounds[before], bounds[month]
    late_months = await _months_between(tx, month, after, upto) if upto > after else set[int]()
    scopes = await scopes_of(tx, after, upto, {*late_months, month})
    late_months |= {scope.month for scope in scopes if scope.load > after and scope.month < month}
    books = await read_books(tx)
    book = await books.of(known_month=month)
    seen = Seen(month, upto, re_rated=any(scope.month == month for scope in scopes))
    frozen = await _boundaries(tx, sorted(late_months)) if late_months else {}
    late: list[_Late] = []
    for each in sorted(late_months):
        own = MonthTerms(each, await books.of(known_month=each), book)
        of_month = [scope for scope in scopes if scope.month == each]
        earlier = await with_books(books, [scope for scope in of_month if frozen[each] < scope.load <= after])
        since = await with_books(books, [scope for scope in of_month if scope.load > after])
        late.append(
            _Late(
                month=each,
                after=after,
                upto=upto,
                re_rated=tuple(scope.load for scope, _ in since),
                before=replace(own, newest=await books.of(known_month=before), re_ratings=earlier),
                late=replace(own, re_ratings=earlier),
                now=replace(own, re_ratings=(*earlier, *since)),
                re_rated_before=any(scope.load <= after for scope in of_month),
            )
        )
    return UsageView(MonthTerms(month, book, book), seen, tuple(late))


async def _months_between(tx: Transaction, month: int, after: int, upto: int) -> set[int]:
    """The months before one of which there are records among the loads after the first and up to the second."""
    query = select(usage_record.c.month).where(
        usage_record.c.month < month, usage_record.c.load > after, usage_record.c.load <= upto
    )
    return set((await tx.execute(query.distinct())).scalars())


async def rated_usage(tx: Transaction, view: UsageView, first: int, last: int) -> Usage:
    """What the subscriptions of a range of shards, both inside, used: of this month, and late of earlier months.

    Micro-yuan sums by subscription and charge item, ordered by both; exact, so that billing rounds once (R-GEN-1).
    """
    seen, terms = view.seen, view.terms
    sums: Sums = {}
    await _add_listed(tx, sums, seen.month, (0, seen.boundary), terms.ordered_codes, first, last)
    _add(sums, await month_totals(tx, terms, seen, terms.ordered_codes, first, last), 1)
    for late in view.late:
        await _add_late(tx, sums, late, first, last)
    return _by_line(sums)


async def re_rated_usage(tx: Transaction, view: UsageView, first: int, last: int) -> dict[Cycle, Usage]:
    """What re-ratings of closed months add to the cycle's bills or take off them, by month of origin (R-RAT-3)."""
    found: dict[Cycle, Usage] = {}
    for late in view.late:
        if not late.re_rated:
            continue
        sums: Sums = {}
        await _add_listed(tx, sums, late.month, (late.after, late.upto), late.codes, first, last, only=late.re_rated)
        now, without = Seen(late.month, late.upto, re_rated=True), _without(late)
        _add(sums, await month_totals(tx, late.now, now, late.codes, first, last), 1)
        _add(sums, await month_totals(tx, late.late, without, late.codes, first, last), -1)
        found[cycle_of(late.month)] = _by_line(sums)
    return found


def _by_line(sums: Sums) -> Usage:
    found: Usage = {}
    for (subscription_id, item), (micros, charged) in sorted(sums.items()):
        if micros or charged:
            found.setdefault(subscription_id, []).append((item, micros, charged))
    return found


def _without(late: _Late) -> Seen:
    """The loads up to now, as if the re-ratings since the last bill had not been."""
    return Seen(late.month, late.upto, late.re_rated, re_rated=late.re_rated_before)


async def _add_late(tx: Transaction, sums: Sums, late: _Late, first: int, last: int) -> None:
    """Adds what the month comes to with what came late, less what it came to without it."""
    loads = (late.after, late.upto)
    await _add_listed(tx, sums, late.month, loads, late.codes, first, last, skipped=late.re_rated)
    before = Seen(late.month, late.after, re_rated=late.re_rated_before)
    _add(sums, await month_totals(tx, late.late, _without(late), late.codes, first, last), 1)
    _add(sums, await month_totals(tx, late.before, before, late.codes, first, last), -1)


async def _add_listed(
    tx: Transaction,
    sums: Sums,
    month: int,
    loads: tuple[int, int],
    but: Collection[str],
    first: int,
    last: int,
    *,
    skipped: Collection[int] = (),
    only: Collection[int] = (),
) -> None:
    """Adds what costs the same whatever else was used: loads after the first and up to the second, but some codes.

    ``skipped`` loads are left out; with ``only`` all but those.
    """
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
    if skipped:
        query = query.where(record.load.not_in(sorted(skipped)))
    if only:
        query = query.where(record.load.in_(sorted(only)))
    rows = await tx.execute(query)
    _add(sums, {(row.subscription_id, row.charge_item): (int(row.micros), int(row.charged)) for row in rows}, 1)


def _add(sums: Sums, more: Totals | Mapping[tuple[str, str], tuple[int, int]], sign: int) -> None:
    for key, (micros, charged) in more.items():
        standing = sums.get(key, (0, 0))
        sums[key] = (standing[0] + sign * micros, standing[1] + sign * charged)


async def count_records(
    tx: Transaction, shard: int, lines: Collection[str], first_month: int, after: int
) -> dict[tuple[str, str], int]:
    """By (subscription, charge item), the answered records that stand: of months from the first on, and late ones."""
    record, rate = usage_record.c, tariff_rate.c
    standing = func.sum(case((record.part >= 0, 1), else_=-1)).label("parts")
    each = (
        select(record.subscription_id, rate.charge_item, standing)
        .join_from(usage_record, tariff_rate, record.rate == rate.rate)
        .where(record.shard == shard, record.subscription_id.in_(sorted(lines)))
        .where((record.month >= first_month) | (record.load > after))
        .group_by(record.subscription_id, rate.charge_item, record.source, record.record_id)
        .subquery()
    )
    counted = select(each.c.subscription_id, each.c.charge_item, func.count().label("records")).where(each.c.parts > 0)
    rows = await tx.execute(counted.group_by(each.c.subscription_id, each.c.charge_item))
    return {(row.subscription_id, row.charge_item): row.records for row in rows}


async def lines_of_account(tx: Transaction, shard: int, account_id: str) -> set[str]:
    """The subscriptions of an account."""
    query = select(subscription.c.subscription_id).where(
        subscription.c.shard == shard, subscription.c.account_id == account_id
    )
    return set((await tx.execute(query)).scalars())
