"""Asterisk's Master.csv, as its module cdr_csv writes it: 16 columns, and up to five more that its settings add.

The 16 are accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata, start, answer, end, duration,
billsec, disposition, amaflags. ``loguniqueid`` adds uniqueid, ``loguserfield`` userfield, ``newcdrcolumns``
peeraccount, linkedid and sequence. A line does not say which it has, so its width and the form of a unique id tell.
"""

import polars as pl

COLUMNS = 16
WIDTHS = frozenset({16, 17, 18, 19, 20, 21})
WIDTH_MAX = max(WIDTHS)
_NEWER = 3
_UNIQUE_ID = r"^(.+-)?[0-9]{9,}\.[0-9]+$"
"""``[system name-]seconds.sequence``."""
_DISPOSITIONS = ("ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CONGESTION", "UNKNOWN")


def names(width: int) -> list[str]:
    """The names of a line's columns."""
    return [f"column_{n}" for n in range(width)]


def calls(raw: pl.DataFrame, width: int) -> pl.DataFrame:
    """Lines of one width as columns of our CSV: the caller is the service, billed from the answer for ``billsec``
    seconds; what was not answered costs nothing. ``malformed`` marks a disposition that Asterisk does not write.
    """
    column = [pl.col(name) for name in names(width)]
    disposition = column[14].str.strip_chars()
    answered = disposition == "ANSWERED"
    return raw.select(
        "line",
        _unique_id(column, width).alias("record_id"),
        pl.lit(0, dtype=pl.Int8).alias("type"),
        column[1].str.strip_chars().alias("service_number"),
        column[2].str.strip_chars().alias("other_party"),
        pl.when(answered & (column[10] != "")).then(column[10]).otherwise(column[9]).alias("start"),
        pl.when(answered).then(column[13]).otherwise(pl.lit("0")).alias("quantity"),
        column[0].str.strip_chars().alias("account_code"),
        (~disposition.is_in(_DISPOSITIONS)).alias("malformed"),
    )


def _unique_id(column: list[pl.Expr], width: int) -> pl.Expr:
    """The unique id, or an empty text for none. Taking a user field for one would swallow calls as duplicates, so where
    it stands alone it must look like an id. Some write the user field first.
    """
    optional = width - COLUMNS - (_NEWER if width >= COLUMNS + _NEWER else 0)
    if optional == 0:
        return pl.lit("")
    first = column[COLUMNS]
    if optional == 1:
        return pl.when(first.str.contains(_UNIQUE_ID)).then(first).otherwise(pl.lit(""))
    second = column[COLUMNS + 1]
    swapped = second.str.contains(_UNIQUE_ID) & ~first.str.contains(_UNIQUE_ID)
    return pl.when(swapped).then(second).otherwise(first)
