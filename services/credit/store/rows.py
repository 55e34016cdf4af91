"""Set-based reading and writing: one statement a table, whose text does not depend on the number of rows.

Keys and columns travel as arrays. On Citus this is where the other form would stand: ``shard = :s AND id = ANY(:ids)``,
and multi-row VALUES.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, SmallInteger, Table, Text, column, func, literal, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY

from services.chassis.arrays import array_parameters, insert_sql, upsert_sql
from services.chassis.database import Transaction

Rows = Sequence[Mapping[str, Any]]


def among(shard: ColumnElement[int], key: ColumnElement[str], pairs: Iterable[tuple[int, str]]) -> ColumnElement[bool]:
    """Whether (shard, key) is one of the pairs."""
    wanted = list(pairs)
    given = func.unnest(
        literal([pair[0] for pair in wanted], ARRAY(SmallInteger)),
        literal([pair[1] for pair in wanted], ARRAY(Text)),
    )
    given = given.table_valued(column("shard", SmallInteger), column("key", Text), name="wanted").render_derived()
    return tuple_(shard, key).in_(select(given.c.shard, given.c.key))


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
