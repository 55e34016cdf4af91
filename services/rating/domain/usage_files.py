"""Usage files read into columns (R-RAT-1): our CSV and Asterisk's Master.csv. A record is a line.

The fast way reads a whole piece of a file at once. A piece that it cannot read (a wrong number of columns, bytes that
are not UTF-8, quotes that do not close) is sorted line by line first, so that its good lines are read all the same.
"""

import csv
import io
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.rating.domain.tariff import UsageType
from services.rating.domain.usage_record import (
    NUMBER_LENGTH_MAX,
    QUANTITY_MAX,
    RECORD_ID_LENGTH_MAX,
    RejectReason,
)

CSV_HEADER: tuple[str, ...] = ("record_id", "type", "service_number", "other_party", "start", "quantity")
TYPES = tuple(UsageType)
_ASTERISK_COLUMNS = 18
_ASTERISK_UNIQUE_ID = r"^(.+-)?[0-9]{9,}\.[0-9]+$"
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
        return self._content[start:end].decode(errors="backslashreplace").rstrip("\r")


def parse_usage(content: bytes, form: UsageFormat, zone: ZoneInfo, first_line: int) -> ParsedUsage:
    """Reads a piece of a file without its header; ``first_line`` is the number of its first line in the file."""
    raw, bad = _read(content, form, first_line)
    frame = _csv_columns(raw) if form is UsageFormat.CSV else _asterisk_columns(raw)
    frame = frame.with_columns(_start_seconds(frame, zone), _quantity(), other_party=_normalised("other_party"))
    wrong = _first_fault()
    checked = frame.with_columns(wrong.alias("fault"))
    lines = LineTexts(content, first_line)
    faulty = checked.filter(pl.col("fault").is_not_null())
    bad += [
        BadLine(line, lines[line], RejectReason(fault)) for line, fault in faulty.select("line", "fault").iter_rows()
    ]
    good = checked if faulty.is_empty() else checked.filter(pl.col("fault").is_null())
    return ParsedUsage(good.drop("fault"), tuple(sorted(bad, key=lambda each: each.line)), lines)


def _read(content: bytes, form: UsageFormat, first_line: int) -> tuple[pl.DataFrame, list[BadLine]]:
    """The columns as text, with the line numbers; and the lines that are none."""
    names: list[str] = [*CSV_HEADER] if form is UsageFormat.CSV else _asterisk_names(content)
    if form is UsageFormat.CSV or len(names) == _ASTERISK_COLUMNS:
        raw = _read_fast(content, names)
        if raw is not None:
            return raw.with_row_index("line", offset=first_line).cast({"line": pl.Int64}), []
    return _read_by_line(content, names, form, first_line)


def _read_fast(content: bytes, names: list[str]) -> pl.DataFrame | None:
    """None when the piece cannot be read whole: then it is read line by line."""
    count = content.count(b"\n") + (not content.endswith(b"\n"))
    try:
        raw = pl.read_csv(
            io.BytesIO(content),
            has_header=False,
            schema=dict.fromkeys(names, pl.String),
        ).with_columns(pl.all().fill_null(""))
    except pl.exceptions.PolarsError:
        return None
    # Polars fills a short row with empty fields; the last column of a whole row of ours is never empty.
    short = raw[names[-1]] == "" if names == list(CSV_HEADER) else pl.Series([False])
    return raw if len(raw) == count and not short.any() else None


def _asterisk_names(content: bytes) -> list[str]:
    """18 columns when the first line has them; otherwise the piece is read line by line, which takes 17 as well."""
    first = next(csv.reader([content.split(b"\n", 1)[0].decode(errors="replace")]), list[str]())
    return [f"column_{n}" for n in range(_ASTERISK_COLUMNS if len(first) == _ASTERISK_COLUMNS else 0)]


def _read_by_line(
    content: bytes, names: list[str], form: UsageFormat, first_line: int
) -> tuple[pl.DataFrame, list[BadLine]]:
    names = names or [f"column_{n}" for n in range(_ASTERISK_COLUMNS)]
    widths = {len(names)} if form is UsageFormat.CSV else {_ASTERISK_COLUMNS, _ASTERISK_COLUMNS - 1}
    rows: list[list[object]] = []
    bad: list[BadLine] = []
    pieces = content.split(b"\n")
    if pieces[-1] == b"":
        pieces.pop()
    for number, piece in enumerate(pieces, start=first_line):
        fields = _fields(piece)
        if fields is None or len(fields) not in widths:
            text = piece.decode(errors="backslashreplace").rstrip("\r")
            bad.append(BadLine(number, text, RejectReason.MALFORMED))
        else:
            rows.append([number, *fields, *([""] * (len(names) - len(fields)))])
    schema = {"line": pl.Int64, **dict.fromkeys(names, pl.String)}
    return pl.DataFrame(rows, schema=schema, orient="row"), bad


def _fields(piece: bytes) -> list[str] | None:
    """The fields of one line; None when it is not UTF-8 or its quotes do not close."""
    try:
        rows = list(csv.reader([piece.decode().rstrip("\r")], strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    return rows[0] if len(rows) == 1 else None


def _csv_columns(raw: pl.DataFrame) -> pl.DataFrame:
    numbers = {name: number for number, name in enumerate(TYPES)}
    return raw.with_columns(
        pl.col("type").replace_strict(numbers, default=None, return_dtype=pl.Int8),
        pl.col("quantity").str.strip_chars(),
        account_code=pl.lit(""),
    )


def _asterisk_columns(raw: pl.DataFrame) -> pl.DataFrame:
    """Calls as Asterisk logs them: the caller is the service, billed from the answer, for ``billsec`` seconds.

    With both optional columns on, Asterisk writes uniqueid, then userfield; some write them the other way round, so the
    one that looks like a unique id (``[name-]seconds.sequence``) is taken.
    """
    column = [pl.col(f"column_{n}") for n in range(_ASTERISK_COLUMNS)]
    id_first = column[16].str.contains(_ASTERISK_UNIQUE_ID) | ~column[17].str.contains(_ASTERISK_UNIQUE_ID)
    answered = column[14].str.strip_chars() == "ANSWERED"
    return raw.select(
        "line",
        pl.when(id_first).then(column[16]).otherwise(column[17]).alias("record_id"),
        pl.lit(0, dtype=pl.Int8).alias("type"),
        column[1].alias("service_number"),
        column[2].alias("other_party"),
        pl.when(answered & (column[10] != "")).then(column[10]).otherwise(column[9]).alias("start"),
        pl.when(answered).then(column[13]).otherwise(pl.lit("0")).alias("quantity"),
        column[0].alias("account_code"),
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
    formula = number.str.contains(r"^[=@\-\t\r]") | other.str.contains(r"^[=@\t\r]")
    too_long = (number.str.len_bytes() > NUMBER_LENGTH_MAX) | (other.str.len_bytes() > NUMBER_LENGTH_MAX)
    most = pl.col("type").replace_strict(
        {n: QUANTITY_MAX[name] for n, name in enumerate(TYPES)}, default=0, return_dtype=pl.Int64
    )
    quantity = pl.col("quantity")
    return (
        pl.when(formula | too_long)
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
        return 0
    first, _, _ = content.partition(b"\n")
    names = first.decode("utf-8-sig", errors="replace").strip().split(",")
    return len(first) + 1 if tuple(name.strip() for name in names) == CSV_HEADER else None
