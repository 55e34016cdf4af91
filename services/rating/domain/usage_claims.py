"""What becomes of each record of a chunk: rated, rejected or duplicate, exactly one of them (R-RAT-1)."""

from enum import StrEnum

import polars as pl

from services.rating.domain.usage_record import RejectReason


class Fate(StrEnum):
    """RATED and DUPLICATE; any other fate of a record is a RejectReason."""

    RATED = "RATED"
    DUPLICATE = "DUPLICATE"


KNOWN_SCHEMA = pl.Schema({"record_id": pl.String, "fingerprint": pl.Int64})
"""Identities that were claimed before."""


def fates(records: pl.DataFrame, known: pl.DataFrame) -> pl.Series:
    """One fate for each record: ``records`` has record_id, fingerprint and reason (null: it could be rated).

    A record whose id was claimed before is a duplicate, or another record under a used id when its content differs. The
    same holds inside the chunk, where the first that can be rated claims the id. A rejected record claims nothing, but
    its exact repetition in the chunk is a duplicate.
    """
    if known.is_empty() and records["record_id"].n_unique() == len(records):
        return records["reason"].fill_null(Fate.RATED.value).alias("fate")
    marked = records.with_columns(rated=pl.col("reason").is_null()).join(
        known.rename({"fingerprint": "claimed"}), on="record_id", how="left", maintain_order="left"
    )
    claimant = pl.col("fingerprint").filter(pl.col("rated")).first().over("record_id")
    first = pl.int_range(pl.len()).over("record_id", "fingerprint", "rated") == 0
    claims = pl.col("rated") & (pl.int_range(pl.len()).over("record_id", "rated") == 0)
    owner = pl.coalesce("claimed", claimant)
    fate = (
        pl.when(pl.col("claimed").is_null() & claims)
        .then(pl.lit(Fate.RATED.value))
        .when(pl.col("fingerprint") == owner)
        .then(pl.lit(Fate.DUPLICATE.value))
        .when(pl.col("rated") | pl.col("claimed").is_not_null())
        .then(pl.lit(RejectReason.RECORD_ID_REUSED.value))
        .when(~first)
        .then(pl.lit(Fate.DUPLICATE.value))
        .otherwise(pl.col("reason"))
    )
    return marked.select(fate.alias("fate"))["fate"]
