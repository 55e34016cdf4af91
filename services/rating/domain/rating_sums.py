"""Which months of usage need no order of records (R-RAT-2), and what they come to.

Free units and tiers depend on the order of a month's records only where an edge is crossed: where an allowance ends, or
a tier begins. Whoever stays within his allowance has all of it free, and whoever stays within the first tier, which is
at list price, pays list prices; for them sums say all. PostgreSQL sums a month several times faster than its records
can be carried here, and most of a city's subscriptions cross nothing.
"""

from collections.abc import Sequence

import polars as pl

from services.rating.domain.rating_final import Totals, volume_price
from services.rating.domain.tariff import Scale, Tariff

_LIST_PRICE = 1_000
_LINE, _POOL = pl.col("subscription_id"), pl.col("pool")


def sum_schema(tariff: Tariff) -> pl.Schema:
    """A month's sums by subscription and charge item, of parts at list price; ``pool`` as in PART_SCHEMA.

    ``charged`` and ``micros`` are of what no allowance covers; ``micros`` also of what has no charged quantity, which
    is never freed. ``used_n`` is the quantity of what the n-th allowance covers and none before it.
    """
    texts = dict.fromkeys(("subscription_id", "pool", "charge_item"), pl.String)
    return pl.Schema({**texts, **dict.fromkeys(("charged", "micros", *used_columns(tariff)), pl.Int64)})


def used_columns(tariff: Tariff) -> list[str]:
    return [f"used_{number}" for number in range(len(tariff.allowances))]


def first_covering(tariff: Tariff, zone: str, band: str) -> int:
    """The number of the first allowance that covers a zone and band; -1 when none does."""
    covering = (number for number, allowance in enumerate(tariff.allowances) if allowance.covers(zone, band))
    return next(covering, -1)


def settle_sums(sums: pl.DataFrame, tariff: Tariff) -> tuple[Totals, list[str]]:
    """What the pools come to that need no order, before floors and caps; and the pools that need one."""
    ending = [_ending(sums, number, tariff) for number in range(len(tariff.allowances))]
    beyond = [_beyond_first_tier(sums, scale) for scale in tariff.scales if not scale.volume]
    ordered = _union([*ending, *beyond])
    return _totals(sums.filter(~_POOL.is_in(ordered.implode())), tariff), sorted(ordered)


def _union(pools: Sequence[pl.Series]) -> pl.Series:
    return pl.concat(pools).unique() if pools else pl.Series("pool", [], pl.String)


def _ending(sums: pl.DataFrame, number: int, tariff: Tariff) -> pl.Series:
    """The pools in which an allowance ends. Until one does, all that it covers is free."""
    allowance = tariff.allowances[number]
    used = pl.col(f"used_{number}").sum().over(_POOL if allowance.shared_by_group else _LINE)
    return sums.filter(used > allowance.quantity)["pool"]


def _beyond_first_tier(sums: pl.DataFrame, scale: Scale) -> pl.Series:
    """The pools that use more of an item than its first tier holds; all, when that has a price of its own."""
    first, *others = scale.tiers
    if first.permille == _LIST_PRICE and not others:
        return sums["pool"].clear()
    held = others[0].from_quantity if first.permille == _LIST_PRICE else 0
    return sums.filter((pl.col("charge_item") == scale.charge_item) & (pl.col("charged") > held))["pool"]


def _totals(frame: pl.DataFrame, tariff: Tariff) -> Totals:
    volumes = {scale.charge_item: scale for scale in tariff.scales if scale.volume}
    columns = ("subscription_id", "charge_item", "micros", "charged")
    return {
        (line, item): (volume_price(micros, charged, volumes[item]) if item in volumes else micros, charged)
        for line, item, micros, charged in frame.select(columns).iter_rows()
    }
