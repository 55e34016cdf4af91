"""Set-based reading and writing: one statement a table, whose text does not depend on the number of rows.

Keys and columns travel as arrays. On Citus this is where the other form would stand: ``shard = :s AND id = ANY(:ids)``,
and multi-row VALUES.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Table

from services.chassis.arrays import array_parameters, insert_sql, upsert_sql
from services.chassis.database import Transaction

Rows = Sequence[Mapping[str, Any]]


async def upsert(
    tx: Transaction, table: Table, rows: Rows, *, newer: str = "", older: str = "", returning: str = ""
) -> Sequence[Row[Any]]:
    """Inserts rows or replaces the given columns of those that stand.

    With ``newer`` only where that column grows, with ``older`` only where it shrinks.

    The rows' keys are unique. Answers the returned columns of the rows that were written.
    """
    if not rows:
        return []
    columns = tuple(rows[0])
    values = [tuple(row[name] for name in columns) for row in rows]
    where = f'{table.name}."{newer}" < excluded."{newer}"' if newer else ""
    where = f'{table.name}."{older}" > excluded."{older}"' if older else where
    sql = upsert_sql(table, columns, where=where, returning=returning)
    done = await tx.conn.exec_driver_sql(sql, array_parameters(table, columns, values))
    return done.all() if returning else []


async def keep(tx: Transaction, table: Table, rows: Rows, *, returning: str = "") -> Sequence[Row[Any]]:
    """Inserts the rows that do not stand yet, and answers the returned columns of these."""
    if not rows:
        return []
    columns = tuple(rows[0])
    values = [tuple(row[name] for name in columns) for row in rows]
    told = f" RETURNING {returning}" if returning else ""
    sql = f"{insert_sql(table, columns)} ON CONFLICT DO NOTHING{told}"
    done = await tx.conn.exec_driver_sql(sql, array_parameters(table, columns, values))
    return done.all() if returning else []
