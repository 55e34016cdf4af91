"""Banks' files: fixed-width records described as data, counted in bytes of their encoding (R-PAY-3)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.reason import Reason

ENCODINGS = {"GBK": "gbk", "UTF-8": "utf-8"}
_FIELDS = (
    "row_number",
    "account",
    "bank_account",
    "holder",
    "amount_minor_units",
    "date",
    "status",
    "count",
    "total",
    "batch",
)
_MAY_BE_CUT = ("holder",)
ROW_NEEDS = ("row_number", "amount_minor_units", "status")
_DATE_FORMATS = {"YYYYMMDD": "%Y%m%d", "YYYY-MM-DD": "%Y-%m-%d", "YYMMDD": "%y%m%d"}
DEFAULT_STATUSES = "00:PAID,01:RETURNED,02:CASH_ONLY"


@dataclass(frozen=True, slots=True)
class LayoutField:
    """A field of a record: what it holds (or a constant in quotation marks), its width in bytes, how it is padded."""

    field: str
    width: int
    pad_left: bool = False
    pad: str = " "
    format: str = ""


@dataclass(frozen=True, slots=True)
class FileLayout:
    """A bank's file: one header record, the rows, one trailer record; header and trailer may be empty."""

    layout: str
    encoding: str
    header: tuple[LayoutField, ...]
    row: tuple[LayoutField, ...]
    trailer: tuple[LayoutField, ...]
    version: int = 0


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A row of a batch: whom to collect from and how much."""

    row_number: int
    account: str
    bank_account: str
    holder: str
    amount: int
    status: str = ""


@dataclass(frozen=True, slots=True)
class BatchHead:
    """What header and trailer tell of a batch."""

    batch: str
    date: dt.date
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """A row of the bank's reply; ``line`` counts records from 1. ``outcome`` is PAID, RETURNED or CASH_ONLY. ``batch``
    is the one that the row itself names, if it does.
    """

    line: int
    text: str
    row_number: int
    amount: int
    outcome: str
    problem: str = ""
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A bank's reply: the batch that it names (empty when it names none), its rows, what its trailer counts.
    ``whole`` is false when it ends without the trailer that its layout has.
    """

    batch: str
    rows: tuple[ReplyRow, ...]
    count: int | None = None
    total: int | None = None
    whole: bool = True


def check_layout(layout: FileLayout) -> None:
    """Raises LAYOUT_INVALID for an unknown encoding or a row that lacks what a reply needs."""
    named = {field.field for field in layout.row}
    missing = [need for need in ROW_NEEDS if need not in named]
    if layout.encoding not in ENCODINGS or missing:
        raise _invalid(
            missing[0] if missing else "encoding",
            f"the encoding is GBK or UTF-8, and a row holds {', '.join(ROW_NEEDS)}",
        )
    for field in (*layout.header, *layout.row, *layout.trailer):
        constant = len(field.field) > 1 and field.field[0] == field.field[-1] == '"'
        if field.field not in _FIELDS and not constant:
            raise _invalid(field.field, f"a field is one of {', '.join(_FIELDS)} or a constant in quotation marks")
        if field.width < 1 or not field.pad.isascii() or len(field.pad) > 1:
            raise _invalid(field.field, "a width is positive, and a field is padded with one byte")


def _invalid(field: str, why: str) -> Refusal:
    return Refusal(Reason.LAYOUT_INVALID, RefusalKind.INVALID, why, metadata={"field": field})


def write_file(layout: FileLayout, head: BatchHead, rows: Sequence[CollectionRow]) -> bytes:
    """The batch as the bank wants it, records ended by CR LF."""
    summary = {"batch": head.batch, "date": head.date, "count": head.count, "total": head.total}
    records = [_record(layout.header, summary, layout.encoding)] if layout.header else []
    for row in rows:
        values = {
            "row_number": row.row_number,
            "account": row.account,
            "bank_account": row.bank_account,
            "holder": row.holder,
            "amount_minor_units": row.amount,
            "status": row.status,
            **summary,
        }
        records.append(_record(layout.row, values, layout.encoding))
    if layout.trailer:
        records.append(_record(layout.trailer, summary, layout.encoding))
    return b"".join(record + b"\r\n" for record in records)


def _record(fields: Sequence[LayoutField], values: Mapping[str, object], encoding: str) -> bytes:
    return b"".join(_field(field, values, ENCODINGS[encoding]) for field in fields)


def _field(field: LayoutField, values: Mapping[str, object], codec: str) -> bytes:
    value = field.field[1:-1] if field.field.startswith('"') else values.get(field.field, "")
    if isinstance(value, dt.date):
        value = value.strftime(_DATE_FORMATS.get(field.format, "%Y%m%d"))
    whole = str(value).encode(codec, "replace")
    cut = _fitting(str(value), field.width, codec) if field.field in _MAY_BE_CUT else whole
    if len(cut) > field.width:
        raise _invalid(field.field, f"{value} does not fit into {field.width} bytes")
    padding = (field.pad or " ").encode(codec)[:1] * (field.width - len(cut))
    return padding + cut if field.pad_left else cut + padding


def _fitting(text: str, width: int, codec: str) -> bytes:
    """The text's bytes, cut at a character's end so that no Chinese character is halved."""
    data = text.encode(codec, "replace")
    while len(data) > width:
        text = text[:-1]
        data = text.encode(codec, "replace")
    return data


def read_reply(layout: FileLayout, content: bytes) -> Reply:
    """Reads a reply record by record. A bad row is given with its problem; the rest is read."""
    records = [record for record in content.replace(b"\r\n", b"\n").split(b"\n") if record]
    first, last = (1 if layout.header else 0), (len(records) - 1 if layout.trailer else len(records))
    try:
        head = _parsed(layout.header, records[0], layout.encoding) if layout.header and records else {}
        tail = _parsed(layout.trailer, records[-1], layout.encoding) if layout.trailer and len(records) > first else {}
    except UnicodeDecodeError as error:
        message = f"header or trailer is not {layout.encoding}"
        raise Refusal(Reason.FILE_UNREADABLE, RefusalKind.INVALID, message, metadata={"line": "1"}) from error
    rows = tuple(_reply_row(layout, n + 1, record) for n, record in enumerate(records[first:last], start=first))
    whole = not layout.trailer or _is_trailer(layout, tail, records[-1] if records else b"")
    return Reply(head.get("batch", ""), rows, _number(tail.get("count")), _number(tail.get("total")), whole)


def _is_trailer(layout: FileLayout, tail: Mapping[str, str], record: bytes) -> bool:
    """Whether the last record has the trailer's width, constants and count: a file cut short ends with another."""
    width = sum(field.width for field in layout.trailer)
    counts = "count" not in {field.field for field in layout.trailer} or _number(tail.get("count")) is not None
    fixed = all(tail.get(f.field) == f.field[1:-1] for f in layout.trailer if f.field.startswith('"'))
    return len(record) == width and counts and fixed


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdigit() else None


def _parsed(fields: Sequence[LayoutField], record: bytes, encoding: str) -> dict[str, str]:
    """The fields of a record by name; a short record gives empty ends. Raises UnicodeDecodeError."""
    values: dict[str, str] = {}
    place = 0
    for field in fields:
        text = record[place : place + field.width].decode(ENCODINGS[encoding])
        pad = field.pad or " "
        bare = (text.lstrip(pad) if field.pad_left else text.rstrip(pad)).strip()
        values[field.field] = "0" if pad == "0" and text and not bare else bare
        place += field.width
    return values


def _reply_row(layout: FileLayout, line: int, record: bytes) -> ReplyRow:
    text = record.decode(ENCODINGS[layout.encoding], "backslashreplace")
    width = sum(field.width for field in layout.row)
    if len(record) != width:
        return ReplyRow(line, text, 0, 0, "", f"has {len(record)} bytes instead of {width}")
    try:
        values = _parsed(layout.row, record, layout.encoding)
    except UnicodeDecodeError:
        return ReplyRow(line, text, 0, 0, "", f"is not {layout.encoding}")
    outcome = _statuses(layout).get(values["status"], "")
    number, amount = _number(values["row_number"] or "0"), _number(values["amount_minor_units"] or "0")
    if number is None or amount is None or not outcome:
        return ReplyRow(line, text, number or 0, 0, "", "has no number, amount or known status")
    return ReplyRow(line, text, number, amount, outcome)


def _statuses(layout: FileLayout) -> dict[str, str]:
    """The bank's codes: the status field's format, "code:OUTCOME" joined by commas."""
    form = next((field.format for field in layout.row if field.field == "status"), "") or DEFAULT_STATUSES
    return {code: outcome for code, _, outcome in (part.partition(":") for part in form.split(","))}
