"""CSV exports of usage. A cell that a spreadsheet would take for a formula is made text."""

import csv
import io
from collections.abc import AsyncIterator, Sequence

from services.chassis.database import Database
from services.rating.usecases import usage_rejects

_PAGE = 1_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_REJECT_HEADER = ("id", "source", "delivery", "line", "state", "reason", "detail", "text", "attempts", "create_time")


def csv_bytes(rows: Sequence[Sequence[object]]) -> bytes:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


async def rejects_csv(db: Database, source: str, reason: str) -> AsyncIterator[bytes]:
    """The waiting rejects, page by page; the first piece begins with the header."""
    yield csv_bytes([_REJECT_HEADER])
    after = None
    while True:
        page = await usage_rejects.list_rejects(
            db, source=source, reason=reason, settled=False, after=after, limit=_PAGE
        )
        rows = [
            (str(each.id), each.source, each.delivery, each.line, each.state, each.reason, each.detail, each.text,
             each.attempts, each.created_at.isoformat())
            for each in page
        ]  # fmt: skip
        yield csv_bytes(rows)
        if len(page) < _PAGE:
            return
        after = (page[-1].created_at, page[-1].id)
