"""What a month of usage comes to (R-RAT-2): free units, tiers and volume, floors and caps, over all of its records.

Records are taken in the order of (start, source, id), so the order of files changes nothing. Each step is exact:
an allowance frees a record's charged quantity from its front and its price in proportion, rounded once for the one
record in which the allowance ends; a tier prices the part of a record that lies in it; limits act on the sum.

``finalise_reference`` is the rule in plain integers; ``finalise`` is the same over columns, proven equal by tests.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.kernel.money import round_half_away, split_by_weights
from services.rating.domain.tariff import Allowance, Scale, Tariff, Tier

Ints = NDArray[np.int64]
Totals = Mapping[tuple[str, str], tuple[int, int]]
"""By (subscription, charge item): micro-yuan and the quantity that was paid for."""

PART_SCHEMA = pl.Schema(
    {
        "subscription_id": pl.String,
        "pool": pl.String,
        "start": pl.Int64,
        "source": pl.String,
        "record_id": pl.String,
        "part": pl.Int64,
        "zone": pl.String,
        "band": pl.String,
        "charge_item": pl.String,
        "charged": pl.Int64,
        "micros": pl.Int64,
    }
)
"""Parts at list price. ``pool`` is the group that shares allowances, or the subscription itself."""


@dataclass(frozen=True, slots=True)
class ListedPart:
    """A part of a record at list price, with the columns of PART_SCHEMA."""

    subscription_id: str
    pool: str
    start: int
    source: str
    record_id: str
    part: int
    zone: str
    band: str
    charge_item: str
    charged: int
    micros: int


def finalise_reference(parts: Sequence[ListedPart], tariff: Tariff, charged_lines: Iterable[str] = ()) -> Totals:
    """The month's totals. ``charged_lines``: the subscriptions that pay the floor even without use."""
    starts: dict[tuple[str, str], int] = {}
    for part in parts:
        key = (part.source, part.record_id)
        starts[key] = min(part.start, starts.get(key, part.start))
    ordered = sorted(parts, key=lambda p: (starts[p.source, p.record_id], p.source, p.record_id, p.part))
    priced = [[part.charged, part.micros] for part in ordered]
    for allowance in tariff.allowances:
        left: dict[str, int] = {}
        for part, price in zip(ordered, priced, strict=True):
            if allowance.covers(part.zone, part.band) and price[0]:
                pool = part.pool if allowance.shared_by_group else part.subscription_id
                free = min(left.setdefault(pool, allowance.quantity), price[0])
                left[pool] -= free
                price[1] = round_half_away(price[1] * (price[0] - free), price[0])
                price[0] -= free
    totals: dict[tuple[str, str], tuple[int, int]] = {}
    for item in sorted({part.charge_item for part in parts}):
        of_item = [(part, price) for part, price in zip(ordered, priced, strict=True) if part.charge_item == item]
        totals.update(_scaled_reference(of_item, item, tariff))
    return limited(totals, tariff, charged_lines)


def _scaled_reference(
    of_item: Sequence[tuple[ListedPart, list[int]]], item: str, tariff: Tariff
) -> dict[tuple[str, str], tuple[int, int]]:
    scale = next((each for each in tariff.scales if each.charge_item == item), None)
    sums: dict[str, list[int]] = {}
    for part, (charged, micros) in of_item:
        total = sums.setdefault(part.subscription_id, [0, 0])
        tiered = scale is not None and not scale.volume
        total[0] += tiered_price(micros, total[1], charged, scale.tiers) if tiered and scale else micros
        total[1] += charged
    found = {(subscription, item): (total[0], total[1]) for subscription, total in sums.items()}
    if scale is None or not scale.volume:
        return found
    return {key: (volume_price(micros, charged, scale), charged) for key, (micros, charged) in found.items()}


def tiered_price(micros: int, before: int, charged: int, tiers: Sequence[Tier]) -> int:
    """The price of a part that follows ``before`` of the same month: each tier prices what lies in it."""
    if charged == 0:
        return micros
    edges = [tier.from_quantity for tier in tiers[1:]] + [before + charged]
    inside: list[int] = []
    for tier, end in zip(tiers, edges, strict=True):
        inside.append(max(0, min(end, before + charged) - max(tier.from_quantity, before)))
    pieces = split_by_weights(micros, inside)
    return sum(round_half_away(piece * tier.permille, 1_000) for piece, tier in zip(pieces, tiers, strict=True))


def volume_price(micros: int, charged: int, scale: Scale) -> int:
    """The price of a month: the tier that its whole quantity reaches prices all of it."""
    reached = [tier for tier in scale.tiers if tier.from_quantity <= charged][-1]
    return round_half_away(micros * reached.permille, 1_000)


def limited(totals: Totals, tariff: Tariff, charged_lines: Iterable[str]) -> Totals:
    """Floors (保底) and caps (封顶), by charge item."""
    found = dict(totals)
    lines = sorted(set(charged_lines))
    for limit in tariff.limits:
        if limit.floor_micros:
            for subscription in lines:
                found.setdefault((subscription, limit.charge_item), (0, 0))
        for (subscription, item), (micros, charged) in list(found.items()):
            if item == limit.charge_item:
                capped = min(micros, limit.cap_micros) if limit.cap_micros else micros
                found[subscription, item] = (max(capped, limit.floor_micros), charged)
    return found


def finalise(parts: pl.DataFrame, tariff: Tariff, charged_lines: Iterable[str] = ()) -> Totals:
    """``finalise_reference`` over columns of PART_SCHEMA."""
    if parts.is_empty():
        return limited({}, tariff, charged_lines)
    first = pl.col("start").min().over("source", "record_id")
    frame = parts.with_columns(record_start=first).sort("record_start", "source", "record_id", "part")
    lines, pools = _numbers(frame["subscription_id"]), _numbers(frame["pool"])
    charged, micros = frame["charged"].to_numpy().copy(), frame["micros"].to_numpy().copy()
    for allowance in tariff.allowances:
        covered = _covered(frame, allowance) & (charged > 0)
        _free(allowance.quantity, covered, pools if allowance.shared_by_group else lines, charged, micros)
    items = frame["charge_item"]
    for scale in tariff.scales:
        if not scale.volume:
            of_item = np.flatnonzero((items == scale.charge_item).to_numpy())
            micros[of_item] = _tiered(micros[of_item], charged[of_item], lines[of_item], scale.tiers)
    sums = frame.select("subscription_id", "charge_item", charged=pl.Series(charged), micros=pl.Series(micros))
    grouped = sums.group_by("subscription_id", "charge_item").agg(pl.col("micros").sum(), pl.col("charged").sum())
    volumes = {scale.charge_item: scale for scale in tariff.scales if scale.volume}
    totals = {
        (line, item): (volume_price(total, count, volumes[item]) if item in volumes else total, count)
        for line, item, total, count in grouped.iter_rows()
    }
    return limited(totals, tariff, charged_lines)


def _numbers(texts: pl.Series) -> Ints:
    return texts.rank("dense").cast(pl.Int64).to_numpy()


def _covered(frame: pl.DataFrame, allowance: Allowance) -> NDArray[np.bool_]:
    covered = np.ones(len(frame), dtype=bool)
    if allowance.zones:
        covered &= frame["zone"].is_in(sorted(allowance.zones)).to_numpy()
    if allowance.bands:
        covered &= frame["band"].is_in(sorted(allowance.bands)).to_numpy()
    return covered


def _before(amounts: Ints, groups: Ints) -> Ints:
    """What came before each row in its group, in the order of the rows."""
    by_group = np.argsort(groups, kind="stable")
    running = np.cumsum(amounts[by_group]) - amounts[by_group]
    sorted_groups = groups[by_group]
    begins = np.r_[True, sorted_groups[1:] != sorted_groups[:-1]][: len(amounts)]
    base = running[begins][np.cumsum(begins) - 1]
    found = np.empty_like(amounts)
    found[by_group] = running - base
    return found


def _free(quantity: int, covered: NDArray[np.bool_], groups: Ints, charged: Ints, micros: Ints) -> None:
    """Takes an allowance off ``charged`` and ``micros``, in place."""
    wanted = np.where(covered, charged, 0)
    free = np.clip(quantity - _before(wanted, groups), 0, wanted)
    for row in np.flatnonzero((free > 0) & (free < charged)):
        # Only the record in which the allowance ends has a price in proportion; Python's integers do not overflow.
        left = int(charged[row] - free[row])
        micros[row] = round_half_away(int(micros[row]) * left, int(charged[row]))
    micros[(free > 0) & (free == charged)] = 0
    charged -= free


def _tiered(micros: Ints, charged: Ints, lines: Ints, tiers: Sequence[Tier]) -> Ints:
    """The tiered price of each row of one charge item."""
    before = _before(charged, lines)
    starts = np.array([tier.from_quantity for tier in tiers])
    permille = np.array([tier.permille for tier in tiers])
    first = np.searchsorted(starts, before, side="right") - 1
    last = np.searchsorted(starts, before + np.maximum(charged, 1) - 1, side="right") - 1
    whole = (micros * permille[first] + 500) // 1_000
    priced = np.where(charged > 0, whole, micros)
    for row in np.flatnonzero((charged > 0) & (first != last)):
        priced[row] = tiered_price(int(micros[row]), int(before[row]), int(charged[row]), tiers)
    return priced
