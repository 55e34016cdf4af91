"""Facts of whole shards as columns: PostgreSQL writes them as one CSV text, Polars reads it.

A row that travels alone, as a result's row or as COPY's line, costs the client's event loop more than Polars needs for
a hundred, and a chunk of a run has ten thousands. One value holds up to a gigabyte, which no chunk comes near.
"""

from typing import Any

import polars as pl

from services.chassis.database import Transaction


def _csv_text(name: str, kind: pl.DataType | type[pl.DataType]) -> str:
    """A column as a CSV field: text is quoted, whatever stands in it; null is the empty field."""
    if kind == pl.String:
        return f"""'"' || replace(coalesce("{name}", ''), '"', '""') || '"'"""
    return f"""coalesce("{name}"::text, '')"""


async def read_frame(tx: Transaction, query: str, parameters: tuple[object, ...], schema: pl.Schema) -> pl.DataFrame:
    """The rows of a constant SELECT with %s placeholders, its columns named as in the schema. Null text is empty.

    Never prepared: a prepared statement's general plan takes an array of thousands of names for ten, and joins them one
    by one. A chunk of a sweep took it 4 seconds instead of 100 milliseconds.
    """
    line = " || ',' || ".join(_csv_text(name, kind) for name, kind in schema.items())
    whole = f"SELECT string_agg({line}, E'\\n') FROM ({query}) AS given"
    raw = await tx.conn.get_raw_connection()
    driver: Any = raw.driver_connection
    row: tuple[str | None] = await (await driver.execute(whole, parameters, prepare=False)).fetchone()
    text = row[0]
    if text is None:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(text.encode(), has_header=False, schema=schema).with_columns(
        pl.col(name).fill_null("") for name, kind in schema.items() if kind == pl.String
    )
