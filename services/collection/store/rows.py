"""How rows are written: upserts by version, and lists in as few round trips as possible."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table

from services.chassis import arrays
from services.chassis.arrays import array_parameters, upsert_sql
from services.chassis.database import Transaction

_COPY_FROM = 200

Row = Mapping[str, Any]


async def upsert_newest(tx: Transaction, table: Table, rows: Sequence[Row], *, version: str) -> None:
    """Inserts positions, or replaces those of an older version. A key stands at most once in ``rows``; JSON is the
    caller's to encode.
    """
    if not rows:
        return
    columns = tuple(rows[0])
    sql = upsert_sql(table, columns, where=f'{table.name}."{version}" < excluded."{version}"')
    values = [tuple(row.values()) for row in rows]
    await tx.conn.exec_driver_sql(sql, array_parameters(table, columns, values))


async def add_rows(tx: Transaction, table: Table, rows: Sequence[Row]) -> None:
    """Inserts rows; many of them by COPY. All rows name the same columns; lists and JSON are the caller's to encode."""
    if len(rows) < _COPY_FROM:
        await tx.insert_many(table, rows)
        return
    names = list(rows[0])
    await tx.copy_in(table, names, ([row[name] for name in names] for row in rows))


def among(table: Table, shard_and_id: Iterable[tuple[int, str]], id_column: str) -> ColumnElement[bool]:
    """The condition for a list of (shard, id)."""
    return arrays.among(table.c.shard, table.c[id_column], shard_and_id)


def fields_of(row: Any, **typed: Any) -> dict[str, Any]:
    """A row's columns by name, some of them replaced by values of the domain."""
    mapping: Mapping[str, Any] = row._mapping
    return {**mapping, **typed}
