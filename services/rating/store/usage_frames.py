"""Large results as columns: COPY out, read by Polars; several times faster than rows of Python objects."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl
from psycopg import AsyncConnection

from services.chassis.database import Transaction

_PIECE_BYTES = 1 << 18


async def read_frame(tx: Transaction, query: str, parameters: Sequence[Any], schema: pl.Schema) -> pl.DataFrame:
    """The rows of a constant SELECT with %s placeholders, in its order, with the columns of the schema.

    A text column must not be null: an empty field is the empty text.
    """
    raw = await tx.conn.get_raw_connection()
    driver: AsyncConnection[Any] = raw.driver_connection  # type: ignore[assignment]
    buffer = io.BytesIO()
    async with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)".encode(), parameters) as copy,
    ):
        async for block in copy:
            buffer.write(block)
    if buffer.tell() == 0:
        return pl.DataFrame(schema=schema)
    buffer.seek(0)
    return pl.read_csv(buffer, has_header=False, schema=schema).with_columns(
        pl.col(name).fill_null("") for name, kind in schema.items() if kind == pl.String
    )


def csv_pieces(frame: pl.DataFrame) -> Iterable[bytes]:
    """A frame as CSV for COPY, in pieces."""
    buffer = io.BytesIO()
    frame.write_csv(buffer, include_header=False)
    content = buffer.getbuffer()
    return (bytes(content[start : start + _PIECE_BYTES]) for start in range(0, len(content), _PIECE_BYTES))
