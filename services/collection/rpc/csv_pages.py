"""CSV exports: rows in, UTF-8 pieces out. A cell that a spreadsheet would take for a formula is made text."""

import csv
import io
from collections.abc import AsyncIterable, AsyncIterator, Sequence

from tollbook.collection.v1.csv_pb2 import CsvChunk

_ROWS_A_PIECE = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def csv_chunks(header: Sequence[str], rows: AsyncIterable[Sequence[object]]) -> AsyncIterator[CsvChunk]:
    """The file in pieces; the first begins with the header."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    count = 0
    async for row in rows:
        writer.writerow([_cell(value) for value in row])
        count += 1
        if count % _ROWS_A_PIECE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return str(value)


def _taken(buffer: io.StringIO) -> CsvChunk:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return CsvChunk(content=text.encode())
