"""CSV files row by row: a bad row is told with its line, field and reason; the rest goes on; the rejects load again."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from services.kernel.errors import Fault, Refusal, RefusalKind
from services.payment.domain.reason import Reason

T = TypeVar("T")

_ID = re.compile(r"[A-Za-z0-9._:~-]{1,128}")
_INTEGER = re.compile(r"-?[0-9]{1,15}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TEXT_LENGTH_MAX = 200
_REJECTS_SHOWN = 1_000


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not loaded: its line in the file (the header is line 1), its text, what is wrong with it."""

    line: int
    raw: str
    """The row's bytes, in hexadecimal digits: a file may hold any."""
    faults: tuple[Fault, ...]

    @property
    def text(self) -> str:
        """For people; bytes that are not UTF-8 are escaped."""
        return bytes.fromhex(self.raw).decode("utf-8", "backslashreplace")


def rejected(line: int, text: str, faults: tuple[Fault, ...]) -> RejectedRow:
    """A rejected row from its text, in which bytes that are not UTF-8 stand as surrogates."""
    return RejectedRow(line, text.encode("utf-8", "surrogateescape").hex(), faults)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of a file: accepted + duplicates + rejected = rows."""

    header: str
    rows: int
    accepted: int
    duplicates: int
    rejects: tuple[RejectedRow, ...]

    @property
    def shown(self) -> tuple[RejectedRow, ...]:
        return self.rejects[:_REJECTS_SHOWN]

    @property
    def rejects_file(self) -> bytes:
        """The rejects under the file's header, to be corrected and loaded again; empty without rejects."""
        if not self.rejects or not self.header:
            return b""
        return b"\n".join([self.header.encode(), *(bytes.fromhex(row.raw) for row in self.rejects), b""])


@dataclass(slots=True)
class Row:
    """One row by column. The readers collect faults and give a harmless value in place of a bad one."""

    line: int
    text: str
    values: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list[Fault])

    def fault(self, column: str, rule: str, message: str) -> None:
        value = self.values.get(column, "").encode("utf-8", "backslashreplace").decode()
        self.faults.append(Fault(column, rule, value, message))

    def ident(self, column: str, *, required: bool = True) -> str:
        value = self.values[column].strip()
        if (value or required) and not _ID.fullmatch(value):
            self.fault(column, "id", "must have 1 to 128 letters, digits or . _ : ~ -")
            return ""
        return value

    def string(self, column: str) -> str:
        value = self.values[column].strip()
        if value.startswith(_FORMULA):
            self.fault(column, "formula", "begins like a formula of a spreadsheet")
        if len(value) > _TEXT_LENGTH_MAX or not value.isprintable():
            self.fault(column, "string", "must be printable and no longer than 200 characters")
        return value

    def integer(self, column: str, *, least: int) -> int:
        value = self.values[column].strip()
        number = int(value) if _INTEGER.fullmatch(value) else None
        if number is None or number < least:
            self.fault(column, "integer", f"must be a whole number of at least {least}")
            return least
        return number

    def date(self, column: str) -> dt.date:
        try:
            return dt.date.fromisoformat(self.values[column].strip())
        except ValueError:
            self.fault(column, "date", "must be a date YYYY-MM-DD")
            return dt.date.min

    def one_of(self, column: str, names: Sequence[str]) -> str:
        value = self.values[column].strip()
        if value not in names:
            self.fault(column, "one_of", f"must be one of {', '.join(names)}")
            return names[0]
        return value


def rows_of(content: bytes, columns: Sequence[str]) -> list[Row]:
    """The data rows; raises FILE_UNREADABLE without the header. Bytes that are no UTF-8 make a fault of their row."""
    lines = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape").splitlines()
    if not lines or _cells(lines[0]) != list(columns):
        raise Refusal(
            Reason.FILE_UNREADABLE,
            RefusalKind.INVALID,
            f"line 1 must be the header {','.join(columns)}",
            metadata={"line": "1"},
        )
    return [_row(number, text, columns) for number, text in enumerate(lines[1:], start=2) if text.strip()]


def _cells(text: str) -> list[str]:
    """A line's cells. Without a quotation mark every comma parts two of them, and most lines of a file have none."""
    if '"' not in text and "\r" not in text:
        return text.split(",")
    return next(iter(csv.reader(io.StringIO(text), strict=True)))


def _row(number: int, text: str, columns: Sequence[str]) -> Row:
    try:
        cells = _cells(text)
    except csv.Error as error:
        return _broken(number, text, columns, "csv", str(error))
    if len(cells) != len(columns):
        return _broken(number, text, columns, "columns", f"has {len(cells)} columns instead of {len(columns)}")
    if not text.isascii() and any("\udc80" <= c <= "\udcff" for c in text):
        return _broken(number, text, columns, "utf-8", "holds bytes that are not UTF-8")
    return Row(number, text, dict(zip(columns, cells, strict=True)))


def _broken(number: int, text: str, columns: Sequence[str], rule: str, message: str) -> Row:
    row = Row(number, text, dict.fromkeys(columns, ""))
    row.faults.append(Fault("", rule, text.encode("utf-8", "backslashreplace").decode(), message))
    return row


def read_rows(rows: Sequence[Row], read: Callable[[Row], T]) -> tuple[list[tuple[Row, T]], list[RejectedRow]]:
    """Reads each row; those without a fault, and the rejects. A row that is broken as a whole is not read."""
    good: list[tuple[Row, T]] = []
    rejects: list[RejectedRow] = []
    for row in rows:
        value = None if row.faults else read(row)
        if value is None or row.faults:
            rejects.append(rejected(row.line, row.text, tuple(row.faults)))
        else:
            good.append((row, value))
    return good, rejects


def rejected_by(row: Row, refusal: Refusal) -> RejectedRow:
    """A row that was well formed and was refused."""
    value = row.text.encode("utf-8", "backslashreplace").decode()
    faults = refusal.faults or (Fault("", refusal.reason, value, refusal.message),)
    return rejected(row.line, row.text, faults)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file, UTF-8; a text that begins like a formula of a spreadsheet gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([f"'{v}" if isinstance(v, str) and v.startswith(_FORMULA) else v for v in row])
    return out.getvalue().encode()
