"""A chunk of usage from columns to rated parts: whose it is and what it costs, or why it is rejected (R-RAT-2)."""

import datetime as dt
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.kernel.ids import SHARDS
from services.rating.domain.rating_vectors import Priced, RatingEngine
from services.rating.domain.tariff import UsageType
from services.rating.domain.usage_files import TYPES
from services.rating.domain.usage_months import oldest_kept
from services.rating.domain.usage_record import RejectReason

_START_BITS = 40
"""A start in seconds since 1970 fits into so many bits."""
_CRC_ALL = 0xFFFFFFFF
_CRC_TABLE = np.array([zlib.crc32(bytes((byte,)), _CRC_ALL) ^ _CRC_ALL for byte in range(256)], dtype=np.uint32)
_MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)

HOLDER_SCHEMA = pl.Schema(
    {
        "service_number": pl.String,
        "shard": pl.Int16,
        "subscription_id": pl.String,
        "product_id": pl.String,
        "first_day": pl.Date,
        "last_day": pl.Date,
    }
)
"""Who had a service number from ``first_day`` to ``last_day``, both inside; ``first_day`` null: never charged yet."""

Shards = NDArray[np.int16]

ProductTariffs = Mapping[tuple[str, UsageType], str]
"""The tariff code of a product's usage of a type; of product "" for every product that no tariff names."""


@dataclass(frozen=True, slots=True)
class RatingTerms:
    """What a chunk is rated with. ``rates[version, zone, band]`` numbers the rates as they are stored;
    0 is no rate: a call that nobody answered."""

    engine: RatingEngine
    product_tariffs: ProductTariffs
    rates: NDArray[np.int32]
    zone: ZoneInfo
    date: dt.date
    retention_months: int


@dataclass(frozen=True, slots=True)
class RatedChunk:
    """``records``: line, record_id, month, identity_shard, fingerprint, reason (null: rated), in the chunk's order.

    ``parts``: record (its row in ``records``), part, rate, start, charged, micros, month, shard, subscription_id,
    record_id, other_party, quantity, sorted by (shard, subscription, start of the record) and in a record by part.
    """

    records: pl.DataFrame
    parts: pl.DataFrame


def rate_chunk(frame: pl.DataFrame, holders: pl.DataFrame, source: str, terms: RatingTerms) -> RatedChunk:
    """Rates the good rows of a parsed piece. Duplicates are not looked for here."""
    local = pl.from_epoch(pl.col("start")).dt.replace_time_zone("UTC").dt.convert_time_zone(str(terms.zone))
    dated = frame.with_row_index("row").with_columns(day=local.dt.date())
    dated = dated.with_columns(month=pl.col("day").dt.year() * 100 + pl.col("day").dt.month().cast(pl.Int32))
    held = _held(dated, _ranked(holders, terms))
    number = held["other_party"]
    priced = terms.engine.price(held["code"].to_numpy(), held["start"].to_numpy(), held["quantity"].to_numpy(), number)
    reasons = held.with_columns(missing=pl.Series(priced.missing), unknown=pl.Series(priced.unknown)).select(
        "line", "record_id", "month", "start", "quantity", _reason(terms)
    )
    records = reasons.with_columns(
        identity_shard=pl.Series(identity_shards(source, held["record_id"]), dtype=pl.Int16),
        fingerprint=pl.Series(fingerprints(held), dtype=pl.Int64),
    ).select("line", "record_id", "month", "identity_shard", "fingerprint", "reason")
    return RatedChunk(records, _parts(held, priced, records, terms))


def _ranked(holders: pl.DataFrame, terms: RatingTerms) -> pl.DataFrame:
    """The holders with their rank by (shard, subscription) and the number of their tariff's code for each type."""
    codes = {code: n for n, code in enumerate(terms.engine.layout.codes)}
    products = holders["product_id"].unique().to_list()
    of_type = {
        f"code_{kind}": {
            product: codes.get(tariff_of(terms.product_tariffs, product, kind), -1) for product in products
        }
        for kind in TYPES
    }
    ranked = holders.sort("shard", "subscription_id").with_row_index("rank")
    return ranked.with_columns(
        pl.col("product_id").replace_strict(numbers, default=-1, return_dtype=pl.Int64).alias(name)
        for name, numbers in of_type.items()
    )


def tariff_of(tariffs: ProductTariffs, product: str, kind: UsageType) -> str:
    """The tariff that names the product, or the one that names none and so prices every other product."""
    return tariffs.get((product, kind)) or tariffs.get(("", kind), "")


def _held(dated: pl.DataFrame, holders: pl.DataFrame) -> pl.DataFrame:
    """Each record with the subscription that held its number on its day; ``fits`` says whether it was charged then.

    A number that several held is the one's whose days fit, the latest first. A caller that no subscription has is
    looked up by its account code as well, as switches often carry the service there.
    """
    known = pl.col("service_number").is_in(holders["service_number"].unique().implode())
    key = (
        pl.when(known | (pl.col("account_code") == "")).then(pl.col("service_number")).otherwise(pl.col("account_code"))
    )
    joined = dated.with_columns(key=key).join(
        holders.rename({"service_number": "key"}), on="key", how="left", maintain_order="left_right"
    )
    fits = (pl.col("first_day") <= pl.col("day")) & (pl.col("day") <= pl.col("last_day"))
    joined = joined.with_columns(fits=fits.fill_null(False))
    if len(joined) > len(dated):
        joined = joined.sort("row", "fits", "first_day", descending=[False, True, True], nulls_last=True)
        joined = joined.unique("row", keep="first", maintain_order=True)
    code = pl.when(pl.col("type") == 0).then(pl.col("code_VOICE"))
    for number, name in enumerate(TYPES[1:], start=1):
        code = code.when(pl.col("type") == number).then(pl.col(f"code_{name}"))
    return joined.with_columns(code=code.otherwise(-1).fill_null(-1))


def _reason(terms: RatingTerms) -> pl.Expr:
    """The first reason that applies, in the order of RejectReason."""
    oldest = oldest_kept(terms.date, terms.retention_months)
    return (
        pl.when(pl.col("day") > terms.date + dt.timedelta(days=1))
        .then(pl.lit(RejectReason.START_INVALID.value))
        .when(pl.col("month") < oldest)
        .then(pl.lit(RejectReason.TOO_OLD.value))
        .when(pl.col("subscription_id").is_null())
        .then(pl.lit(RejectReason.SUBSCRIPTION_UNKNOWN.value))
        .when(~pl.col("fits"))
        .then(pl.lit(RejectReason.SUBSCRIPTION_INACTIVE.value))
        .when(pl.col("missing"))
        .then(pl.lit(RejectReason.TARIFF_MISSING.value))
        .when(pl.col("unknown"))
        .then(pl.lit(RejectReason.DESTINATION_UNKNOWN.value))
        .otherwise(None)
        .alias("reason")
    )


def _parts(held: pl.DataFrame, priced: Priced, records: pl.DataFrame, terms: RatingTerms) -> pl.DataFrame:
    """The parts of the rated records, sorted as they are stored: by subscription, then start, record and part."""
    rated = records["reason"].is_null().to_numpy()[priced.record]
    keep = np.flatnonzero(rated) if not rated.all() else np.arange(len(rated))
    # One integer key and a stable order: the parts stand by record and part already.
    rank = held["rank"].fill_null(0).to_numpy().astype(np.int64)
    key = (rank << _START_BITS) + held["start"].to_numpy()
    keep = keep[np.argsort(key[priced.record[keep]], kind="stable")]
    rate = np.where(priced.zone >= 0, terms.rates[priced.version, priced.zone, priced.band], 0)
    parts = pl.DataFrame(
        {
            "record": priced.record[keep],
            "part": priced.part[keep].astype(np.int16),
            "rate": rate[keep].astype(np.int32),
            "start": priced.start[keep],
            "charged": priced.charged[keep],
            "micros": priced.micros[keep],
        }
    )
    columns = ("month", "shard", "subscription_id", "record_id", "other_party", "quantity")
    return parts.hstack(held.select(columns)[priced.record[keep]])


def identity_shards(source: str, record_ids: pl.Series) -> Shards:
    """The shards of (source, id), as ``kernel.ids.shard_of_key`` gives them for "source:id"; ids are ASCII.

    CRC-32 over columns of bytes, an id's length at a time: several times faster than one id after the other.
    """
    seed = np.uint32(zlib.crc32(f"{source}:".encode()) ^ _CRC_ALL)
    shards = np.empty(len(record_ids), dtype=np.int16)
    lengths = record_ids.str.len_bytes().to_numpy()
    for length in np.unique(lengths):
        places = np.flatnonzero(lengths == length)
        ids = record_ids if len(places) == len(record_ids) else record_ids.gather(places)
        text: str = ids.str.join("").item()
        columns = np.frombuffer(text.encode(), dtype=np.uint8).reshape(len(places), int(length))
        crc = np.full(len(places), seed, dtype=np.uint32)
        for column in columns.T:
            crc = _CRC_TABLE[(crc ^ column) & 0xFF] ^ (crc >> np.uint32(8))
        shards[places] = (crc ^ np.uint32(_CRC_ALL)) & np.uint32(SHARDS - 1)
    return shards


def fingerprints(frame: pl.DataFrame) -> NDArray[np.int64]:
    """What tells a record's content: the same id with another fingerprint is another record (R-GEN-3).

    Built from integers only, so that it stays the same for ever; texts count as their number and length, or their CRC.
    """
    mixed = np.zeros(len(frame), dtype=np.uint64)
    columns = [frame["start"], frame["quantity"], frame["type"].cast(pl.Int64)]
    values = [column.to_numpy().astype(np.uint64) for column in columns]
    values += [_number_of(frame["service_number"]), _number_of(frame["other_party"])]
    for place, value in enumerate(values):
        mixed = (mixed ^ value) * np.uint64(_MIX[place % len(_MIX)])
        mixed ^= mixed >> np.uint64(29)
    return mixed.view(np.int64)


def _number_of(texts: pl.Series) -> NDArray[np.uint64]:
    number = texts.cast(pl.UInt64, strict=False)
    other = number.is_null()
    values = number.fill_null(0).to_numpy() * np.uint64(67) + texts.str.len_bytes().to_numpy()
    if other.any():
        places = np.flatnonzero(other.to_numpy())
        values[places] = [zlib.crc32(each.encode()) for each in texts.gather(places).to_list()]
    return values
