"""Set-based writing: one statement a table, whatever the number of rows.

Columns travel as arrays and are put together by ``unnest``, so that the statement's text never changes and is
prepared once. On Citus ``upsert`` is where the other form, multi-row VALUES, would stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson
from psycopg.types.json import set_json_loads
from sqlalchemy import Table

from services.chassis.arrays import array_parameters, from_arrays, insert_sql, upsert_sql
from services.chassis.database import Transaction

COPY_FROM = 1_000
"""From so many rows on, COPY is cheaper than a statement with arrays."""

set_json_loads(orjson.loads)


@lru_cache(maxsize=256)
def _update_sql(table: Table, columns: tuple[str, ...]) -> str:
    """An UPDATE of rows by primary key from arrays."""
    key = [c.name for c in table.primary_key]
    sets = ", ".join(f'"{c}" = given."{c}"' for c in columns if c not in key)
    match = " AND ".join(f'{table.name}."{c}" = given."{c}"' for c in key)
    return f"UPDATE {table.name} SET {sets} FROM {from_arrays(table, columns)} WHERE {match}"


async def insert(tx: Transaction, table: Table, columns: tuple[str, ...], rows: Sequence[Sequence[Any]]) -> None:
    """Inserts new rows; by COPY when there are many."""
    if not rows:
        return
    if len(rows) >= COPY_FROM:
        await tx.copy_in(table, columns, rows)
        return
    await tx.conn.exec_driver_sql(insert_sql(table, columns), array_parameters(table, columns, rows))


async def upsert(
    tx: Transaction,
    table: Table,
    columns: tuple[str, ...],
    rows: Sequence[Sequence[Any]],
    *,
    changing: tuple[str, ...] | None = None,
) -> None:
    """Inserts rows or changes those that stand; ``changing`` are the columns that may change, by default all but
    the key.
    """
    if not rows:
        return
    sql = upsert_sql(table, columns, changing=changing)
    await tx.conn.exec_driver_sql(sql, array_parameters(table, columns, rows))


@dataclass(frozen=True, slots=True)
class Write:
    """Rows for one table. ``changing``: None inserts, an empty tuple passes rows that stand over, columns change them.

    With ``by_key`` rows that stand are updated and none is inserted.
    """

    table: Table
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    changing: tuple[str, ...] | None = None
    by_key: bool = False

    def sql(self) -> str:
        if self.by_key:
            return _update_sql(self.table, self.columns)
        if self.changing is None:
            return insert_sql(self.table, self.columns)
        return upsert_sql(self.table, self.columns, changing=self.changing)


async def write_all(tx: Transaction, writes: Sequence[Write]) -> None:
    """Writes to several tables, each named once, in one statement; many rows table by table, by COPY where they
    are new.
    """
    made = [write for write in writes if write.rows]
    if sum(len(write.rows) for write in made) >= COPY_FROM:
        for write in made:
            await _write(tx, write)
        return
    if not made:
        return
    parts = ", ".join(f"w{n} AS ({write.sql()})" for n, write in enumerate(made[:-1]))
    values = [v for write in made for v in array_parameters(write.table, write.columns, write.rows)]
    head = f"WITH {parts} " if parts else ""
    await tx.conn.exec_driver_sql(f"{head}{made[-1].sql()}", tuple(values))


async def _write(tx: Transaction, write: Write) -> None:
    if write.changing is None and not write.by_key and len(write.rows) >= COPY_FROM:
        await tx.copy_in(write.table, write.columns, write.rows)
        return
    await tx.conn.exec_driver_sql(write.sql(), array_parameters(write.table, write.columns, write.rows))


async def claim(
    tx: Transaction, table: Table, columns: tuple[str, ...], rows: Sequence[Sequence[Any]], identity: str
) -> set[str]:
    """Inserts identities that are not taken yet; returns those that are now ours. Another's uncommitted claim is
    waited for.
    """
    if not rows:
        return set()
    sql = upsert_sql(table, columns, changing=(), returning=f'"{identity}"')
    return {row[0] for row in await tx.conn.exec_driver_sql(sql, array_parameters(table, columns, rows))}


async def fetch(tx: Transaction, sql: str, values: Sequence[Any] = ()) -> list[Any]:
    """The rows of a SELECT, as tuples."""
    found: Any = await tx.conn.exec_driver_sql(sql, tuple(values))
    return found.all()


async def modify(tx: Transaction, sql: str, values: Sequence[Any] = ()) -> int:
    """Runs an INSERT, UPDATE or DELETE; returns how many rows it changed."""
    return (await tx.conn.exec_driver_sql(sql, tuple(values))).rowcount
