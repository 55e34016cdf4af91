"""How rows are written: upserts by version, and lists in as few round trips as possible."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, tuple_
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction

_PARAMETERS_MAX = 30_000
_COPY_FROM = 200

Row = Mapping[str, Any]


async def upsert_newest(
    tx: Transaction, table: Table, rows: Sequence[Row], *, keys: Sequence[str], version: str
) -> None:
    """Inserts positions, or replaces those of an older version. A key stands at most once in ``rows``."""
    if not rows:
        return
    names = [name for name in rows[0] if name not in keys]
    step = max(1, _PARAMETERS_MAX // len(rows[0]))
    for start in range(0, len(rows), step):
        statement = insert(table).values(list(rows[start : start + step]))
        await tx.execute(
            statement.on_conflict_do_update(
                index_elements=list(keys),
                set_={name: statement.excluded[name] for name in names},
                where=table.c[version] < statement.excluded[version],
            )
        )


async def add_rows(tx: Transaction, table: Table, rows: Sequence[Row]) -> None:
    """Inserts rows; many of them by COPY. All rows name the same columns; lists and JSON are the caller's to encode."""
    if len(rows) < _COPY_FROM:
        await tx.insert_many(table, rows)
        return
    names = list(rows[0])
    await tx.copy_in(table, names, ([row[name] for name in names] for row in rows))


def among(table: Table, shard_and_id: Sequence[tuple[int, str]], id_column: str) -> ColumnElement[bool]:
    """The condition for a list of (shard, id)."""
    return tuple_(table.c.shard, table.c[id_column]).in_(shard_and_id)


def fields_of(row: Any, **typed: Any) -> dict[str, Any]:
    """A row's columns by name, some of them replaced by values of the domain."""
    mapping: Mapping[str, Any] = row._mapping
    return {**mapping, **typed}
