"""Pricing a month's usage again (R-RAT-3): each record whose price moved is taken back part by part, and priced anew.

A re-rating adds to what is stored and edits nothing. It reverses each part that stands with a part of the same rate
whose charged quantity and price are negative (part number -1 - n), and writes the new parts under the same load. So
sums over loads stay right, and what stands of a record is what its newest load wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.rating.domain.rating_vectors import Priced
from services.rating.domain.tariff import UsageType
from services.rating.domain.usage_rating import RatingTerms, tariff_of
from services.rating.domain.usage_record import RejectReason

STORED_SCHEMA = pl.Schema(
    {
        "shard": pl.Int16,
        "subscription_id": pl.String,
        "product_id": pl.String,
        "start": pl.Int64,
        "source": pl.Int16,
        "record_id": pl.String,
        "part": pl.Int16,
        "rate": pl.Int32,
        "code": pl.String,
        "other_party": pl.String,
        "quantity": pl.Int64,
        "charged": pl.Int64,
        "micros": pl.Int64,
        "load": pl.Int64,
    }
)
"""Stored parts of answered records. ``code`` is the tariff that priced the part."""

_KEY = ["source", "record_id"]
_PRICE = ("rate", "start", "charged", "micros")
_ORDER = ("shard", "subscription_id", "start", "source", "record_id", "part")


@dataclass(frozen=True, slots=True)
class Unpriced:
    """Records of a subscription that the tariffs of now cannot price: they stand as they were."""

    subscription_id: str
    reason: RejectReason
    records: int


@dataclass(frozen=True, slots=True)
class ReRated:
    """``rows`` are to be stored: reversals and new parts, with the columns of STORED_SCHEMA but product, code, load.

    ``micros_before`` and ``micros_after`` are sums at list price over the records that could be priced.
    """

    rows: pl.DataFrame
    records: int
    changed: int
    micros_before: int
    micros_after: int
    unpriced: tuple[Unpriced, ...]


def standing(parts: pl.DataFrame) -> pl.DataFrame:
    """The parts that stand: of each record those that its newest load wrote, without what that load took back."""
    newest = pl.col("load") == pl.col("load").max().over(_KEY)
    return parts.filter(newest & (pl.col("part") >= 0))


def re_rate(stored: pl.DataFrame, terms: RatingTerms, only_code: str = "") -> ReRated:
    """Prices the records that stand by the terms; with ``only_code`` those that this tariff prices now."""
    parts = standing(stored)
    records = parts.filter(pl.col("part") == 0).select(
        "source", "record_id", "product_id", "subscription_id", "code", "start", "quantity", "other_party"
    )
    if only_code:
        records = records.filter(pl.col("code") == only_code)
    records = records.sort(_KEY).with_row_index("record").cast({"record": pl.Int64})
    priced = terms.engine.price(
        _code_numbers(records, terms),
        records["start"].to_numpy(),
        records["quantity"].to_numpy(),
        records["other_party"],
    )
    faulty = priced.missing | priced.unknown
    # ``record`` of the old parts; parts of records that are not asked for fall away.
    old = parts.join(records.select("source", "record_id", "record"), on=_KEY, how="inner")
    old = old.filter(~pl.Series(faulty).gather(old["record"]))
    new = _new_parts(priced, terms)
    changed = _changed(old, new)
    rows = pl.concat([_reversals(old, changed), _replacements(old, new, changed)]).sort(_ORDER)
    return ReRated(
        rows=rows,
        records=len(records),
        changed=len(changed),
        micros_before=int(old["micros"].sum()),
        micros_after=int(new["micros"].sum()),
        unpriced=_unpriced(records, priced),
    )


def _code_numbers(records: pl.DataFrame, terms: RatingTerms) -> NDArray[np.int64]:
    """The code that prices each record now: by its product, and the type of usage that its stored tariff prices."""
    codes = {code: n for n, code in enumerate(terms.engine.layout.codes)}
    types: Mapping[str, UsageType] = {code: terms.engine.book.versions[code][0].type for code in codes}
    pairs = records.select("product_id", "code").unique()
    numbers = [
        codes.get(tariff_of(terms.product_tariffs, product, types[code]), -1) if code in types else -1
        for product, code in pairs.iter_rows()
    ]
    known = pairs.with_columns(number=pl.Series(numbers, dtype=pl.Int64))
    return records.join(known, on=["product_id", "code"], how="left", maintain_order="left")["number"].to_numpy()


def _new_parts(priced: Priced, terms: RatingTerms) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "record": priced.record,
            "part": priced.part.astype(np.int16),
            "rate": terms.rates[priced.version, priced.zone, priced.band].astype(np.int32),
            "start": priced.start,
            "charged": priced.charged,
            "micros": priced.micros,
        }
    )


def _changed(old: pl.DataFrame, new: pl.DataFrame) -> pl.Series:
    """The records whose parts are not the same any more."""
    both = old.select("record", "part", *_PRICE).join(new, on=["record", "part"], how="full", suffix="_new")
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_new")) for name in _PRICE)
    moved = both.filter(~same).select(pl.coalesce("record", "record_new").alias("record"))
    return moved["record"].unique().sort()


def _reversals(old: pl.DataFrame, changed: pl.Series) -> pl.DataFrame:
    taken = old.filter(pl.col("record").is_in(changed.implode()))
    return taken.select(
        *_COLUMNS[:5], (-1 - pl.col("part")).alias("part"), "rate", "other_party", "quantity",
        -pl.col("charged"), -pl.col("micros"),
    )  # fmt: skip


def _replacements(old: pl.DataFrame, new: pl.DataFrame, changed: pl.Series) -> pl.DataFrame:
    heads = old.filter(pl.col("part") == 0).drop("part", *_PRICE)
    fresh = new.filter(pl.col("record").is_in(changed.implode()))
    return fresh.join(heads, on="record", how="inner").select(_COLUMNS)


_COLUMNS = (
    "shard", "subscription_id", "start", "source", "record_id", "part", "rate", "other_party", "quantity", "charged",
    "micros",
)  # fmt: skip


def _unpriced(records: pl.DataFrame, priced: Priced) -> tuple[Unpriced, ...]:
    reason = (
        pl.when(pl.Series(priced.missing))
        .then(pl.lit(RejectReason.TARIFF_MISSING.value))
        .when(pl.Series(priced.unknown))
        .then(pl.lit(RejectReason.DESTINATION_UNKNOWN.value))
    )
    faulty = records.with_columns(reason=reason).filter(pl.col("reason").is_not_null())
    counted = faulty.group_by("subscription_id", "reason").len().sort("subscription_id", "reason")
    return tuple(Unpriced(subscription, RejectReason(why), count) for subscription, why, count in counted.iter_rows())
