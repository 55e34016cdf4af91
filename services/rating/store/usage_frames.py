"""Columns on their way into the database: CSV bytes that COPY takes as they are."""

import io
from collections.abc import Iterable

import polars as pl

_PIECE_BYTES = 1 << 18


def csv_pieces(frame: pl.DataFrame) -> Iterable[bytes]:
    """A frame as CSV for COPY, in pieces."""
    buffer = io.BytesIO()
    frame.write_csv(buffer, include_header=False)
    content = buffer.getbuffer()
    return (bytes(content[start : start + _PIECE_BYTES]) for start in range(0, len(content), _PIECE_BYTES))
