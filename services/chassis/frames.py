"""Facts of whole shards as columns: PostgreSQL writes them as one CSV text, Polars reads it.

A row that travels alone, as a result's row or as COPY's line, costs the client's event loop more than Polars needs for
a hundred, and a chunk of a run has ten thousands. One value holds up to a gigabyte, which no chunk comes near.
"""

import polars as pl

from services.chassis.database import Transaction


def _csv_text(name: str, kind: pl.DataType | type[pl.DataType]) -> str:
    """A column as a CSV field: text is quoted, whatever stands in it; null is the empty field."""
    if kind == pl.String:
        return f"""'"' || replace(coalesce("{name}", ''), '"', '""') || '"'"""
    return f"""coalesce("{name}"::text, '')"""


async def read_frame(tx: Transaction, query: str, parameters: tuple[object, ...], schema: pl.Schema) -> pl.DataFrame:
    """The rows of a constant SELECT with %s placeholders, its columns named as in the schema. Null text is empty."""
    line = " || ',' || ".join(_csv_text(name, kind) for name, kind in schema.items())
    whole = f"SELECT string_agg({line}, E'\\n') FROM ({query}) AS given"
    text: str | None = (await tx.conn.exec_driver_sql(whole, parameters)).scalar()
    if text is None:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(text.encode(), has_header=False, schema=schema).with_columns(
        pl.col(name).fill_null("") for name, kind in schema.items() if kind == pl.String
    )
