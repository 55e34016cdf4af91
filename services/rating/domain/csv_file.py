"""CSV files row by row: a bad row is told with line, field and reason, the rest goes on, and the rejects load again."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from services.kernel.errors import Fault
from services.kernel.period import Cycle
from services.rating.domain.reason import Reason, invalid

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

_ID = re.compile(r"[A-Za-z0-9._~-]{1,64}")
_INTEGER = re.compile(r"-?[0-9]{1,15}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TEXT_LENGTH_MAX = 200


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not loaded: its line in the file (the header is line 1), its text and what is wrong with it."""

    line: int
    text: str
    faults: tuple[Fault, ...]
    again: str = ""
    """The row for the rejects file where that is not its text: bytes that are not UTF-8 as U+FFFD, which is refused."""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of a file: accepted + duplicates + rejected = rows."""

    rows: int
    accepted: int
    duplicates: int
    rejects: tuple[RejectedRow, ...]
    header: str

    @property
    def rejects_file(self) -> bytes:
        """The rejects with the file's header, to be corrected and loaded again; empty without rejects."""
        if not self.rejects:
            return b""
        return "\n".join([self.header, *(row.again or row.text for row in self.rejects), ""]).encode()


@dataclass(slots=True)
class Row:
    """One row by column; the readers collect faults and give a harmless value in place of a bad one."""

    line: int
    text: str
    values: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list[Fault])

    def fault(self, column: str, rule: str, message: str) -> None:
        self.faults.append(Fault(column, rule, self.values.get(column, ""), message))

    def string(self, column: str, *, required: bool = False) -> str:
        value = self.values[column].strip(" ")
        if required and not value:
            self.fault(column, "required", "must not be empty")
        if value.startswith(_FORMULA):
            self.fault(column, "formula", "begins like a formula of a spreadsheet")
        if len(value) > _TEXT_LENGTH_MAX or not value.isprintable() or "\ufffd" in value:
            self.fault(column, "string", "must be readable and no longer than 200 characters")
        return value

    def phone(self, column: str) -> str:
        """A telephone number may begin with a plus sign that digits follow."""
        value = self.values[column].strip(" ")
        return value if re.fullmatch(r"\+[0-9 ]{1,30}", value) else self.string(column)

    def ident(self, column: str, *, required: bool = True) -> str:
        value = self.values[column].strip(" ")
        if (value or required) and not _ID.fullmatch(value):
            self.fault(column, "id", "must match [A-Za-z0-9._~-]{1,64}")
        return value

    def integer(self, column: str, *, least: int = 0, most: int = 10**15, default: int | None = None) -> int:
        value = self.values[column].strip(" ")
        if not value and default is not None:
            return default
        number = int(value) if _INTEGER.fullmatch(value) else None
        if number is None or not least <= number <= most:
            self.fault(column, "integer", f"must be a whole number from {least} to {most}")
            return least
        return number

    def flag(self, column: str, *, default: bool | None = False) -> bool | None:
        value = self.values[column].strip(" ")
        if not value:
            return default
        if value not in ("true", "false"):
            self.fault(column, "boolean", "must be true or false")
        return value == "true"

    def date(self, column: str) -> dt.date:
        value = self.values[column].strip(" ")
        try:
            if len(value) != len("YYYY-MM-DD"):
                raise ValueError
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fault(column, "date", "must be a date YYYY-MM-DD that exists")
            return dt.date.min

    def cycle(self, column: str, *, required: bool = False) -> str:
        value = self.values[column].strip(" ")
        if not value and not required:
            return ""
        try:
            return str(Cycle.parse(value))
        except ValueError:
            self.fault(column, "cycle", "must be a cycle YYYY-MM")
            return ""

    def choice(self, column: str, kind: type[E], *, empty: E | None = None) -> E:
        value = self.values[column].strip(" ")
        if not value and empty is not None:
            return empty
        if value in {each.value for each in kind if each is not empty}:
            return kind(value)
        self.fault(column, "enum", f"must be one of {', '.join(each for each in kind if each is not empty)}")
        return next(iter(kind))


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file cut into rows: good ones with their values, and those that no value could be read from."""

    header: str
    rows: tuple[Row, ...]
    rejects: tuple[RejectedRow, ...]


def parse(content: bytes, columns: Sequence[str]) -> Parsed:
    """Cuts a file into rows, one a line. Raises FILE_UNREADABLE for a wrong header; bad rows are rejects."""
    lines = content.removeprefix(b"\xef\xbb\xbf").splitlines()
    header = ",".join(columns)
    found = _cells(lines[0]) if lines else None
    if found is None or [name.strip() for name in found] != list(columns):
        shown = lines[0].decode(errors="backslashreplace")[:200] if lines else ""
        raise invalid(Reason.FILE_UNREADABLE, f"the header must be {header}", line="1", found=shown, expected=header)
    rows: list[Row] = []
    rejects: list[RejectedRow] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        text = line.decode(errors="backslashreplace")
        cells = _cells(line)
        if cells is None or len(cells) != len(columns):
            again = line.decode(errors="replace")
            rejects.append(RejectedRow(number, text, (_broken(line, cells, columns),), again if again != text else ""))
        else:
            rows.append(Row(number, text, dict(zip(columns, cells, strict=True))))
    return Parsed(header, tuple(rows), tuple(rejects))


def _cells(line: bytes) -> list[str] | None:
    """The cells of a line; None when it is not UTF-8 or its quotes do not close."""
    try:
        return next(csv.reader([line.decode()], strict=True), list[str]())
    except (UnicodeDecodeError, csv.Error):
        return None


def _broken(line: bytes, cells: list[str] | None, columns: Sequence[str]) -> Fault:
    text = line.decode(errors="backslashreplace")
    if cells is not None:
        return Fault("", "columns", text, f"has {len(cells)} columns in place of {len(columns)}")
    try:
        line.decode()
    except UnicodeDecodeError:
        return Fault("", "utf-8", text, "is not UTF-8")
    return Fault("", "quotes", text, "has quotes that do not close")


def read_rows(parsed: Parsed, read: Callable[[Row], T]) -> tuple[list[tuple[Row, T]], list[RejectedRow]]:
    """Reads each row's value; rows with faults become rejects."""
    good: list[tuple[Row, T]] = []
    rejects = list(parsed.rejects)
    for row in parsed.rows:
        value = read(row)
        if row.faults:
            rejects.append(rejected(row))
        else:
            good.append((row, value))
    return good, rejects


def rejected(row: Row) -> RejectedRow:
    return RejectedRow(row.line, row.text, tuple(row.faults))


def outcome(parsed: Parsed, accepted: int, duplicates: int, rejects: list[RejectedRow]) -> FileOutcome:
    total = len(parsed.rows) + len(parsed.rejects)
    return FileOutcome(total, accepted, duplicates, tuple(sorted(rejects, key=lambda row: row.line)), parsed.header)


def write_csv(header: Sequence[str], rows: Iterator[Sequence[object]]) -> Iterator[bytes]:
    """CSV bytes in pieces, without a header when it is empty; a text that a spreadsheet would take for a formula is
    given an apostrophe.
    """
    piece = io.StringIO()
    writer = csv.writer(piece, lineterminator="\n")
    if header:
        writer.writerow(header)
    for row in rows:
        writer.writerow([f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row])
        if piece.tell() > 60_000:
            yield piece.getvalue().encode()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue().encode()
