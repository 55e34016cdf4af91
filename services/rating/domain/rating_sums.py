"""Which months of usage need no order of records (R-RAT-2), and what they come to.

Free units and tiers depend on the order of a month's records only where an edge is crossed: where an allowance ends, or
a tier begins. Whoever stays within his allowance has all of it free, and whoever stays within the first tier, which is
at list price, pays list prices; for them sums say all. PostgreSQL sums a month several times faster than its records
can be carried here, and most of a city's subscriptions cross nothing.
"""

import polars as pl

from services.rating.domain.rating_final import Totals, covering, volume_price
from services.rating.domain.tariff import Allowance, Scale, Tariff

SUM_SCHEMA = pl.Schema(
    {
        "subscription_id": pl.String,
        "pool": pl.String,
        "zone": pl.String,
        "band": pl.String,
        "charge_item": pl.String,
        "charged": pl.Int64,
        "micros": pl.Int64,
        "idle_micros": pl.Int64,
    }
)
"""Sums of parts at list price: ``micros`` of those with a charged quantity, ``idle_micros`` of those without one, which
no allowance frees and no tier prices. ``pool`` as in PART_SCHEMA."""

_LIST_PRICE = 1_000
_LINE, _POOL = pl.col("subscription_id"), pl.col("pool")


def settle_sums(sums: pl.DataFrame, tariff: Tariff) -> tuple[Totals, list[str]]:
    """What the pools come to that need no order, before floors and caps; and the pools that need one."""
    frame, ordered = sums, pl.Series("pool", [], pl.String)
    for allowance in tariff.allowances:
        frame, ending = _freed(frame, allowance)
        ordered.extend(ending)
    for scale in tariff.scales:
        if not scale.volume:
            ordered.extend(_beyond_first_tier(frame, scale))
    return _totals(frame.filter(~_POOL.is_in(ordered.implode())), tariff), sorted(ordered.unique())


def _freed(frame: pl.DataFrame, allowance: Allowance) -> tuple[pl.DataFrame, pl.Series]:
    """The sums less what the allowance frees, and the pools in which it ends: theirs are worth nothing now."""
    free = covering(allowance)
    used = pl.when(free).then(pl.col("charged")).otherwise(0).sum()
    wanted = frame.with_columns(free=free, used=used.over(_POOL if allowance.shared_by_group else _LINE))
    ending = wanted.filter(pl.col("free") & (pl.col("used") > allowance.quantity))["pool"]
    left = [pl.when("free").then(0).otherwise(pl.col(name)).alias(name) for name in ("charged", "micros")]
    return wanted.with_columns(left).drop("free", "used"), ending


def _beyond_first_tier(frame: pl.DataFrame, scale: Scale) -> pl.Series:
    """The pools that use more of an item than its first tier holds; all, when that has a price of its own."""
    of_item = frame.filter((pl.col("charge_item") == scale.charge_item) & (pl.col("charged") > 0))
    first, *others = scale.tiers
    if first.permille != _LIST_PRICE:
        return of_item["pool"]
    if not others:
        return of_item["pool"].clear()
    used = of_item.with_columns(used=pl.col("charged").sum().over(_LINE))
    return used.filter(pl.col("used") > others[0].from_quantity)["pool"]


def _totals(frame: pl.DataFrame, tariff: Tariff) -> Totals:
    volumes = {scale.charge_item: scale for scale in tariff.scales if scale.volume}
    sums = [(pl.col("micros") + pl.col("idle_micros")).sum(), pl.col("charged").sum()]
    return {
        (line, item): (volume_price(micros, charged, volumes[item]) if item in volumes else micros, charged)
        for line, item, micros, charged in frame.group_by("subscription_id", "charge_item").agg(sums).iter_rows()
    }
