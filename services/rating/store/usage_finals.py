"""Months of usage whose price depends on all of it: free units, tiers, floors, caps (R-RAT-2)."""

from collections import OrderedDict
from dataclasses import dataclass

import polars as pl

from services.chassis.database import Transaction
from services.chassis.frames import read_frame
from services.rating.domain.rating_final import PART_SCHEMA, Totals, finalise, limited
from services.rating.domain.rating_sums import SUM_SCHEMA, settle_sums
from services.rating.domain.re_rating import standing
from services.rating.domain.tariff import Tariff, TariffBook
from services.rating.domain.usage_months import cycle_of

_LINE_SCHEMA = pl.Schema({"subscription_id": pl.String})
_LOADED_SCHEMA = pl.Schema({**PART_SCHEMA, "load": pl.Int64})

_POOL = "CASE WHEN c.member_of <> '' THEN c.member_of ELSE coalesce(c.customer_id, r.subscription_id) END"
_OWNERS = """
    LEFT JOIN subscription s ON s.shard = r.shard AND s.subscription_id = r.subscription_id
    LEFT JOIN customer c ON c.shard = s.shard AND c.customer_id = s.customer_id
"""

_PARTS = """
    SELECT r.subscription_id, {pool} AS pool, r.start, u.name AS source, r.record_id, r.part, t.zone, t.band,
           t.charge_item, r.charged, r.micros, r.load
    FROM usage_record r JOIN tariff_rate t ON t.rate = r.rate JOIN usage_source u ON u.source = r.source {owners}
    WHERE r.month = %s AND r.load <= %s AND r.load <> ALL(%s::bigint[]) AND t.code = %s {within}
"""

_SUMS = """
    SELECT r.subscription_id, {pool} AS pool, t.zone, t.band, t.charge_item, r.charged, r.micros, r.idle_micros
    FROM (
        SELECT shard, subscription_id, rate, sum(charged) AS charged,
               coalesce(sum(micros) FILTER (WHERE charged > 0), 0) AS micros,
               coalesce(sum(micros) FILTER (WHERE charged = 0), 0) AS idle_micros
        FROM usage_record r
        WHERE month = %s AND load <= %s AND load <> ALL(%s::bigint[]) AND rate = ANY(
            SELECT rate FROM tariff_rate WHERE code = %s
        ) {within}
        GROUP BY shard, subscription_id, rate
    ) r JOIN tariff_rate t ON t.rate = r.rate {owners}
"""


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a month is read: its sums, and the parts of some pools."""

    sums: str
    parts: str

    @property
    def parts_of_pools(self) -> str:
        return f"SELECT * FROM ({self.parts}) AS part WHERE part.pool = ANY(%s::text[])"


def _reading(*, pool: str, owners: str, within: str) -> _Reading:
    terms = {"pool": pool, "owners": owners, "within": within}
    return _Reading(_SUMS.format(**terms), _PARTS.format(**terms))


_ALONE = _reading(pool="r.subscription_id", owners="", within="AND r.shard BETWEEN %s AND %s")
_POOLED = _reading(pool=_POOL, owners=_OWNERS, within="")

_CHARGED_LINES = """
    SELECT subscription_id FROM subscription
    WHERE shard BETWEEN %s AND %s AND charged_from <= %s AND (terminate_date IS NULL OR terminate_date > %s)
      AND (product_id = ANY(%s::text[]) OR (%s AND product_id <> ALL(%s::text[])))
"""

_LINES_USED = "SELECT DISTINCT subscription_id FROM usage_record WHERE month = %s AND shard BETWEEN %s AND %s"

_SHARED_KEPT = 4
_shared: OrderedDict[tuple[object, ...], Totals] = OrderedDict()
"""Months in which groups share free units are finalised whole, once for all shards: what the loads up to a boundary
come to never changes. A few of the newest are kept."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The loads that a month is read from: those up to a boundary, but ``skipped`` ones. ``re_rated``: some of them
    took back what others had charged.
    """

    month: int
    boundary: int
    skipped: tuple[int, ...] = ()
    re_rated: bool = False


async def finalised_month(
    tx: Transaction, tariff: Tariff, book: TariffBook, seen: Seen, first: int, last: int, *, floors: bool = True
) -> Totals:
    """What the month of a tariff's code comes to for a range of shards; without ``floors`` only what was used."""
    lines = await _floor_lines(tx, tariff, book, seen.month, first, last) if floors else []
    if not any(allowance.shared_by_group for allowance in tariff.allowances):
        return limited(await _used(tx, _ALONE, tariff, seen, first, last), tariff, lines)
    own = await _lines_of_shards(tx, seen.month, first, last)
    whole = await _shared_month(tx, tariff, seen)
    return limited({key: value for key, value in whole.items() if key[0] in own}, tariff, lines)


async def _used(tx: Transaction, reading: _Reading, tariff: Tariff, seen: Seen, *shards: int) -> Totals:
    """What was used, before floors for lines without use: by sums where they say all, else by records in order."""
    scope = (seen.month, seen.boundary, list(seen.skipped), tariff.code, *shards)
    if seen.re_rated:
        parts = await read_frame(tx, reading.parts, scope, _LOADED_SCHEMA)
        return finalise(standing(parts).drop("load"), tariff)
    totals, ordered = settle_sums(await read_frame(tx, reading.sums, scope, SUM_SCHEMA), tariff)
    if not ordered:
        return totals
    parts = await read_frame(tx, reading.parts_of_pools, (*scope, ordered), _LOADED_SCHEMA)
    return {**totals, **finalise(parts.drop("load"), tariff)}


async def _shared_month(tx: Transaction, tariff: Tariff, seen: Seen) -> Totals:
    key = (str(tx.conn.engine.url), tariff.name, seen)
    if key not in _shared:
        _shared[key] = await _used(tx, _POOLED, tariff, seen)
        while len(_shared) > _SHARED_KEPT:
            _shared.popitem(last=False)
    return _shared[key]


async def _floor_lines(
    tx: Transaction, tariff: Tariff, book: TariffBook, month: int, first: int, last: int
) -> list[str]:
    """The subscriptions that were charged in the month and whose product the tariff prices: they pay its floors."""
    if not any(limit.floor_micros for limit in tariff.limits):
        return []
    cycle, named = cycle_of(month), book.product_tariffs()
    taken = [product for (product, kind), code in named.items() if kind is tariff.type and code != tariff.code]
    wanted = [product for (product, kind), code in named.items() if kind is tariff.type and code == tariff.code]
    rows = await read_frame(
        tx,
        _CHARGED_LINES,
        (first, last, cycle.last_day, cycle.first_day, wanted, "" in wanted, taken),
        _LINE_SCHEMA,
    )
    return rows["subscription_id"].to_list()


async def _lines_of_shards(tx: Transaction, month: int, first: int, last: int) -> set[str]:
    rows = await read_frame(tx, _LINES_USED, (month, first, last), _LINE_SCHEMA)
    return set(rows["subscription_id"].to_list())
