"""Usage files read into columns (R-RAT-1): our CSV and Asterisk's Master.csv. A record is a line.

The fast way reads a whole piece of a file at once. A piece that it cannot read (a wrong number of columns, bytes that
are not UTF-8, quotes that do not close) is sorted line by line first, so that its good lines are read all the same.
"""

import csv
import io
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.rating.domain import asterisk_cdr
from services.rating.domain.tariff import UsageType
from services.rating.domain.usage_record import (
    NUMBER_LENGTH_MAX,
    QUANTITY_MAX,
    RECORD_ID_LENGTH_MAX,
    RejectReason,
)

CSV_HEADER: tuple[str, ...] = ("record_id", "type", "service_number", "other_party", "start", "quantity")
TYPES = tuple(UsageType)
_BOM = b"\xef\xbb\xbf"
_SECONDS_LENGTH = 19


class UsageFormat(StrEnum):
    """The form of a usage file."""

    CSV = "CSV"
    ASTERISK = "ASTERISK"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no record. ``line`` counts from 1 with the header."""

    line: int
    text: str
    reason: RejectReason


@dataclass(frozen=True, slots=True)
class ParsedUsage:
    """A piece of a file as columns.

    ``frame``: line, record_id, type (number in TYPES), service_number, account_code, other_party (normalised), start
    (seconds since 1970), quantity. ``lines`` gives the text of a line for the reject store.
    """

    frame: pl.DataFrame
    bad: tuple[BadLine, ...]
    lines: "LineTexts"

    @property
    def rows(self) -> int:
        return len(self.frame) + len(self.bad)


class LineTexts:
    """The lines of a piece, found again only for those that are rejected."""

    def __init__(self, content: bytes, first_line: int) -> None:
        self._content = content
        self._first = first_line
        self._ends: NDArray[np.int64] | None = None

    def __getitem__(self, line: int) -> str:
        if self._ends is None:
            self._ends = np.flatnonzero(np.frombuffer(self._content, dtype=np.uint8) == ord("\n"))
        place = line - self._first
        start = int(self._ends[place - 1]) + 1 if place else 0
        end = int(self._ends[place]) if place < len(self._ends) else len(self._content)
        return _shown(self._content[start:end])


def _shown(line: bytes) -> str:
    """A line as text that PostgreSQL can keep: what is not UTF-8, and NUL, is escaped."""
    return line.decode(errors="backslashreplace").rstrip("\r").replace("\0", "\\x00")


def as_utf8(content: bytes, encoding: str) -> bytes:
    """A piece of a file in GBK as UTF-8; it may be cut at any line's end, which no character of GBK holds. Bytes that
    are no character stay as they are, so that their line is rejected and no other.
    """
    if encoding != "GBK":
        return content
    return content.decode("gb18030", "surrogateescape").encode("utf-8", "surrogateescape")


def parse_usage(content: bytes, form: UsageFormat, zone: ZoneInfo, first_line: int) -> ParsedUsage:
    """Reads a piece of a file without its header; ``first_line`` is the number of its first line in the file."""
    frame, bad = _read(content, form, first_line)
    frame = frame.with_columns(_start_seconds(frame, zone), _quantity(), other_party=_normalised("other_party"))
    wrong = _first_fault()
    checked = frame.with_columns(wrong.alias("fault"))
    lines = LineTexts(content, first_line)
    faulty = checked.filter(pl.col("fault").is_not_null())
    bad += [
        BadLine(line, lines[line], RejectReason(fault)) for line, fault in faulty.select("line", "fault").iter_rows()
    ]
    good = checked if faulty.is_empty() else checked.filter(pl.col("fault").is_null())
    return ParsedUsage(good.drop("fault", "malformed"), tuple(sorted(bad, key=lambda each: each.line)), lines)


def _read(content: bytes, form: UsageFormat, first_line: int) -> tuple[pl.DataFrame, list[BadLine]]:
    """The columns of our CSV as text, with the line numbers; and the lines that are none."""
    width = len(CSV_HEADER) if form is UsageFormat.CSV else _width_of_first(content)
    raw = _read_fast(content, form, width) if form is UsageFormat.CSV or width in asterisk_cdr.WIDTHS else None
    if raw is not None:
        numbered = raw.with_row_index("line", offset=first_line).cast({"line": pl.Int64})
        return _columns(numbered, form, width), []
    return _read_by_line(content, form, first_line)


def _columns(raw: pl.DataFrame, form: UsageFormat, width: int) -> pl.DataFrame:
    return _csv_columns(raw) if form is UsageFormat.CSV else asterisk_cdr.calls(raw, width)


def _names(form: UsageFormat, width: int) -> list[str]:
    return [*CSV_HEADER] if form is UsageFormat.CSV else asterisk_cdr.names(width)


def _read_fast(content: bytes, form: UsageFormat, width: int) -> pl.DataFrame | None:
    """None when the piece cannot be read whole: then it is read line by line.

    Polars fills short rows and blank lines with nulls. What must stand in a whole row stands in our last column, and in
    Asterisk's last and in the last that each of its lines has.
    """
    count = content.count(b"\n") + (not content.endswith(b"\n"))
    names = _names(form, width)
    # The names of callers may be in any encoding; nothing is priced by them.
    encoding = "utf8" if form is UsageFormat.CSV else "utf8-lossy"
    try:
        raw = pl.read_csv(
            io.BytesIO(content), has_header=False, schema=dict.fromkeys(names, pl.String), encoding=encoding
        )
    except pl.exceptions.PolarsError:
        return None
    needed = [names[-1]] if form is UsageFormat.CSV else [names[asterisk_cdr.COLUMNS - 1], names[-1]]
    if len(raw) != count or any(raw[name].null_count() for name in needed):
        return None
    return raw.with_columns(pl.all().fill_null(""))


def _width_of_first(content: bytes) -> int:
    fields = _fields(content.split(b"\n", 1)[0], UsageFormat.ASTERISK)
    return len(fields) if fields else 0


def _read_by_line(content: bytes, form: UsageFormat, first_line: int) -> tuple[pl.DataFrame, list[BadLine]]:
    """The lines one by one; blank ones are no records."""
    widths = {len(CSV_HEADER)} if form is UsageFormat.CSV else asterisk_cdr.WIDTHS
    rows: dict[int, list[list[object]]] = {min(widths): []}
    bad: list[BadLine] = []
    for number, piece in enumerate(content.split(b"\n"), start=first_line):
        if not piece.strip():
            continue
        fields = _fields(piece, form)
        if fields is None or len(fields) not in widths:
            bad.append(BadLine(number, _shown(piece), RejectReason.MALFORMED))
        else:
            rows.setdefault(len(fields), []).append([number, *fields])
    frames = [
        _columns(pl.DataFrame(found, schema=_text_schema(form, width), orient="row"), form, width)
        for width, found in rows.items()
    ]
    return pl.concat(frames).sort("line"), bad


def _text_schema(form: UsageFormat, width: int) -> dict[str, Any]:
    return {"line": pl.Int64, **dict.fromkeys(_names(form, width), pl.String)}


def _fields(piece: bytes, form: UsageFormat) -> list[str] | None:
    """The fields of one line; None when its quotes do not close, or when a line of our CSV is not UTF-8."""
    errors = "strict" if form is UsageFormat.CSV else "replace"
    try:
        rows = list(csv.reader([piece.decode(errors=errors).rstrip("\r")], strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    return rows[0] if len(rows) == 1 else None


def _csv_columns(raw: pl.DataFrame) -> pl.DataFrame:
    numbers = {name: number for number, name in enumerate(TYPES)}
    return raw.with_columns(
        pl.col("type").replace_strict(numbers, default=None, return_dtype=pl.Int8),
        pl.col("quantity").str.strip_chars(),
        account_code=pl.lit(""),
        malformed=pl.lit(False),
    )


def _start_seconds(frame: pl.DataFrame, zone: ZoneInfo) -> pl.Expr:
    """The start in seconds since 1970; null when it cannot be read or does not exist in the zone.

    Without an offset it is local time; of an hour that comes twice the first is meant.
    """
    text = pl.col("start")
    naive = (
        text.str.slice(0, _SECONDS_LENGTH)
        .str.replace("T", " ", literal=True)
        .str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False)
    )
    local = naive.dt.replace_time_zone(str(zone), ambiguous="earliest", non_existent="null").dt.epoch("s")
    if frame["start"].str.len_bytes().max() in (None, _SECONDS_LENGTH):
        return local.alias("start")
    offset = text.str.slice(_SECONDS_LENGTH).str.replace("Z", "+00:00", literal=True)
    parts = offset.str.extract_groups(r"^([+-])([0-9]{2}):?([0-9]{2})$")
    minutes = parts.struct[1].cast(pl.Int64) * 60 + parts.struct[2].cast(pl.Int64)
    signed = pl.when(parts.struct[0] == "-").then(-minutes).otherwise(minutes)
    return pl.when(offset == "").then(local).otherwise(naive.dt.epoch("s") - signed * 60).alias("start")


def _quantity() -> pl.Expr:
    return pl.col("quantity").cast(pl.Int64, strict=False)


def _normalised(name: str) -> pl.Expr:
    """``usage_record.normalise_number`` over a column."""
    plain = pl.col(name).str.replace_all(r"[ \-()]", "")
    return pl.when(plain.str.starts_with("+")).then("00" + plain.str.slice(1)).otherwise(plain)


def _first_fault() -> pl.Expr:
    """The first fault of a row in the order of RejectReason; null for none."""
    record_id, number, other = pl.col("record_id"), pl.col("service_number"), pl.col("other_party")
    length = record_id.str.len_bytes()
    formula = number.str.contains(r"^[=@\-]|[\x00-\x1f\x7f]") | other.str.contains(r"^[=@]|[\x00-\x1f\x7f]")
    too_long = (number.str.len_bytes() > NUMBER_LENGTH_MAX) | (other.str.len_bytes() > NUMBER_LENGTH_MAX)
    most = pl.col("type").replace_strict(
        {n: QUANTITY_MAX[name] for n, name in enumerate(TYPES)}, default=0, return_dtype=pl.Int64
    )
    quantity = pl.col("quantity")
    return (
        pl.when(pl.col("malformed") | formula | too_long)
        .then(pl.lit(RejectReason.MALFORMED.value))
        .when((length == 0) | (length > RECORD_ID_LENGTH_MAX) | ~record_id.str.contains(r"^[A-Za-z0-9][\x21-\x7e]*$"))
        .then(pl.lit(RejectReason.RECORD_ID_INVALID.value))
        .when(pl.col("type").is_null())
        .then(pl.lit(RejectReason.TYPE_UNKNOWN.value))
        .when(pl.col("start").is_null())
        .then(pl.lit(RejectReason.START_INVALID.value))
        .when(quantity.is_null() | (quantity < 0) | (quantity > most))
        .then(pl.lit(RejectReason.QUANTITY_INVALID.value))
        .otherwise(None)
    )


def cut(content: bytes, size: int) -> list[tuple[int, int]]:
    """Cuts a file into pieces of about ``size`` bytes, each whole lines: (start, end)."""
    pieces: list[tuple[int, int]] = []
    start = 0
    while start < len(content):
        end = content.find(b"\n", min(start + size, len(content)) - 1)
        end = len(content) if end < 0 else end + 1
        pieces.append((start, end))
        start = end
    return pieces


def header_end(content: bytes, form: UsageFormat) -> int | None:
    """Where the records begin; None when our CSV has another header."""
    if form is UsageFormat.ASTERISK:
        return len(_BOM) if content.startswith(_BOM) else 0
    first, _, _ = content.partition(b"\n")
    names = first.decode("utf-8-sig", errors="replace").strip().split(",")
    return len(first) + 1 if tuple(name.strip() for name in names) == CSV_HEADER else None
