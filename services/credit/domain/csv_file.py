"""A CSV file of a person's making: every row is loaded, known already, or rejected with all that is wrong with it."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from services.kernel.errors import Fault

T = TypeVar("T")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class GoodRow(Generic[T]):
    """A row that was understood, with its line (the header is line 1) and its text."""

    line: int
    text: str
    value: T


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is rejected."""

    line: int
    text: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """accepted + duplicates + rejects = rows. ``rejects_file`` can be corrected and loaded again."""

    rows: int
    accepted: int
    duplicates: int
    rejects: tuple[BadRow, ...]
    rejects_file: bytes


Cells = Mapping[str, str]


def read_rows(
    content: bytes, columns: Sequence[str], parse: Callable[[Cells], tuple[T | None, list[Fault]]]
) -> tuple[list[GoodRow[T]], list[BadRow]]:
    """Reads a UTF-8 file with a header of exactly ``columns``. ``parse`` answers a value, or None and all faults.

    A file without that header is one bad row, its header: nothing in it can be trusted.
    """
    lines = content.removeprefix(b"\xef\xbb\xbf").splitlines()
    header = _text(lines[0]) if lines else ""
    if _cells(header) != list(columns):
        fault = Fault("header", "csv.header", header, f"the header must read {','.join(columns)}")
        return [], [BadRow(1, header, (fault,))]
    good: list[GoodRow[T]] = []
    bad: list[BadRow] = []
    for number, raw in enumerate(lines[1:], start=2):
        if not raw.strip():
            continue
        text = _text(raw)
        value, faults = None, _shape_faults(raw, _cells(text), columns)
        if not faults:
            value, faults = parse(dict(zip(columns, _cells(text), strict=True)))
        if value is None:
            bad.append(BadRow(number, text, tuple(faults)))
        else:
            good.append(GoodRow(number, text, value))
    return good, bad


def outcome_of(columns: Sequence[str], *, accepted: int, duplicates: int, bad: Sequence[BadRow]) -> FileOutcome:
    """Sums up; the rejects stand in the order of the file."""
    ordered = tuple(sorted(bad, key=lambda row: row.line))
    text = "\r\n".join([",".join(columns), *(row.text for row in ordered)]) + "\r\n"
    return FileOutcome(accepted + duplicates + len(ordered), accepted, duplicates, ordered, text.encode())


def _text(raw: bytes) -> str:
    return raw.decode(errors="backslashreplace")


def _cells(text: str) -> list[str]:
    return [cell.strip() for row in csv.reader(io.StringIO(text)) for cell in row]


def _shape_faults(raw: bytes, cells: Sequence[str], columns: Sequence[str]) -> list[Fault]:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return [Fault("row", "csv.utf8", _text(raw), "is not UTF-8")]
    if len(cells) != len(columns):
        return [Fault("row", "csv.columns", _text(raw), f"has {len(cells)} cells, not {len(columns)}")]
    return [
        Fault(column, "csv.formula", cell, "begins like a spreadsheet formula")
        for column, cell in zip(columns, cells, strict=True)
        if cell.startswith(_FORMULA)
    ]
