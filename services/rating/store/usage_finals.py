"""Months of usage whose price depends on all of it: free units, tiers, floors, caps (R-RAT-2)."""

from collections import OrderedDict
from dataclasses import dataclass

import polars as pl
from sqlalchemy import text

from services.chassis.database import Transaction
from services.chassis.frames import read_frame
from services.rating.domain.rating_final import PART_SCHEMA, Totals, finalise, limited
from services.rating.domain.rating_sums import first_covering, settle_sums, sum_schema, used_columns
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

_PARTS_OF_POOLS = "SELECT * FROM ({parts}) AS part WHERE part.pool IN (SELECT unnest(%s::text[]))"

_SUMS = """
    SELECT r.subscription_id, {pool} AS pool, r.charge_item, {sums}
    FROM (
        SELECT r.shard, r.subscription_id, t.charge_item,
               coalesce(sum(r.charged) FILTER (WHERE t.allowance < 0), 0) AS charged,
               coalesce(sum(r.micros) FILTER (WHERE t.allowance < 0 OR r.charged = 0), 0) AS micros {used}
        FROM usage_record r
        JOIN unnest(%s::integer[], %s::text[], %s::integer[]) AS t(rate, charge_item, allowance) ON t.rate = r.rate
        WHERE r.month = %s AND r.load <= %s AND r.load <> ALL(%s::bigint[]) {within}
        GROUP BY r.shard, r.subscription_id, t.charge_item
    ) r {owners}
"""

_USED = ", coalesce(sum(r.charged) FILTER (WHERE t.allowance = {number}), 0) AS used_{number}"

_RATES = text("SELECT rate, zone, band, charge_item FROM tariff_rate WHERE code = :code")


@dataclass(frozen=True, slots=True)
class _Reading:
    """Which records are read, and who shares free units."""

    pool: str
    owners: str
    within: str

    @property
    def parts(self) -> str:
        return _PARTS.format(pool=self.pool, owners=self.owners, within=self.within)

    def sums(self, tariff: Tariff) -> str:
        used = used_columns(tariff)
        return _SUMS.format(
            pool=self.pool,
            owners=self.owners,
            within=self.within,
            sums=", ".join(f"r.{name}" for name in ("charged", "micros", *used)),
            used="".join(_USED.format(number=number) for number in range(len(used))),
        )


_ALONE = _Reading(pool="r.subscription_id", owners="", within="AND r.shard BETWEEN %s AND %s")
_POOLED = _Reading(pool=_POOL, owners=_OWNERS, within="")

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
    loads = (seen.month, seen.boundary, list(seen.skipped))
    if seen.re_rated:
        parts = await read_frame(tx, reading.parts, (*loads, tariff.code, *shards), _LOADED_SCHEMA)
        return finalise(standing(parts).drop("load"), tariff)
    rates = await _rates(tx, tariff)
    sums = await read_frame(tx, reading.sums(tariff), (*rates, *loads, *shards), sum_schema(tariff))
    totals, ordered = settle_sums(sums, tariff)
    if not ordered:
        return totals
    of_pools = _PARTS_OF_POOLS.format(parts=reading.parts)
    parts = await read_frame(tx, of_pools, (*loads, tariff.code, *shards, ordered), _LOADED_SCHEMA)
    return {**totals, **finalise(parts.drop("load"), tariff)}


async def _rates(tx: Transaction, tariff: Tariff) -> tuple[list[int], list[str], list[int]]:
    """The rates of the tariff's code with their charge items and the first allowances that cover them."""
    rows = list(await tx.execute(_RATES, {"code": tariff.code}))
    covering = [first_covering(tariff, row.zone, row.band) for row in rows]
    return [row.rate for row in rows], [row.charge_item for row in rows], covering


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
