"""A catalogue as one CSV file: the sections of the YAML form, each below a header row of its own.

A row whose first cell reads "section" names the fields of the rows below it; a row's first cell names its section. An
empty cell leaves its field out. The values become what the YAML form has, and the same reader tells what is wrong.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

_BOM = b"\xef\xbb\xbf"
_HEAD = "section"
_TYPED = frozenset(
    {
        *("rate_permyriad", "monthly_rent", "permille", "amount", "free_units", "priority"),
        *("equipment_at_customer", "notify_maintenance", "prepayment_required", "exclusive", "special"),
        "start_date",
    }
)
_LISTS = frozenset({"charge_items", "charge_item_sets", "approvals"})
_PAIR = re.compile(r"([0-9]{1,15}):([0-9]{1,4})")


def is_csv(content: bytes) -> bool:
    """Whether a catalogue file is CSV: its first cell reads "section", which no YAML form begins with."""
    return content.removeprefix(_BOM).startswith(f"{_HEAD},".encode())


def read_csv(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """The entries by section. Raises ValueError for what is no CSV in UTF-8 of this form, with the line."""
    rows = csv.reader(io.StringIO(content.removeprefix(_BOM).decode(), newline=""), strict=True)
    sections: dict[str, list[dict[str, Any]]] = {}
    fields: Sequence[str] = ()
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if cells[0] == _HEAD:
                fields = _fields(cells, rows.line_num)
            else:
                sections.setdefault(cells[0], []).append(_entry(fields, cells, rows.line_num))
    except csv.Error as error:
        raise ValueError(f"line {rows.line_num}: {error}") from error
    return sections


def _fields(cells: Sequence[str], line: int) -> Sequence[str]:
    """A header's fields. A spreadsheet pads its rows with empty cells to the longest."""
    fields = list(cells[1:])
    while fields and not fields[-1]:
        fields.pop()
    if len(set(fields)) < len(fields) or "" in fields:
        raise ValueError(f"line {line}: the header names a field twice, or none between two")
    return fields


def _entry(fields: Sequence[str], cells: Sequence[str], line: int) -> dict[str, Any]:
    values = cells[1:]
    if any(values[len(fields) :]):
        raise ValueError(f"line {line}: has more cells than the header above it")
    given = zip(fields, values, strict=False)
    return {field: _value(field, value) for field, value in given if value}


def _value(field: str, text: str) -> object:
    """A cell as YAML would have it; what has no such form stays a text, which the reader tells."""
    if field in _LISTS:
        return text.split()
    if field == "tiers":
        pairs = [_PAIR.fullmatch(each) for each in text.split()]
        if all(pairs):
            return [{"from_amount": int(pair[1]), "permille": int(pair[2])} for pair in pairs if pair]
        return text
    return _plain(text) if field in _TYPED else text


def _plain(text: str) -> object:
    if re.fullmatch(r"-?[0-9]{1,15}", text):
        return int(text)
    if text in ("true", "false"):
        return text == "true"
    try:
        return dt.date.fromisoformat(text) if len(text) == len("YYYY-MM-DD") else text
    except ValueError:
        return text
