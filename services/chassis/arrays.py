"""Columns as PostgreSQL array literals: a whole batch of rows in one statement whose text never changes.

``INSERT … SELECT … FROM unnest(…)`` is prepared once, whereas multi-row VALUES is compiled anew for every number of
rows. The literals are written here because the driver's own dumper looks at every element with a regular expression:
64 payments cost it more than all their decisions.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    TextClause,
    Uuid,
    bindparam,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB

_DIALECT = postgresql.dialect()


def _quoted(value: str) -> str:
    if "\\" in value or '"' in value:
        value = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{value}"'


def _time(value: dt.datetime) -> str:
    return f'"{value.isoformat()}"'


def _bytes(value: bytes) -> str:
    return f'"\\\\x{value.hex()}"'


def _list(value: Sequence[str]) -> str:
    return _quoted("{" + ",".join(map(_quoted, value)) + "}")


_WRITERS: dict[type[Any], Callable[[Any], str]] = {
    SmallInteger: str,
    Integer: str,
    BigInteger: str,
    Boolean: lambda value: "t" if value else "f",
    Date: lambda value: value.isoformat(),
    DateTime: _time,
    Text: _quoted,
    Uuid: str,
    LargeBinary: _bytes,
    JSONB: _quoted,
}


def _writer(column_type: Any) -> Callable[[Any], str] | None:
    if isinstance(column_type, ARRAY):
        return _list if isinstance(column_type.item_type, Text) else None
    return next((write for kind, write in _WRITERS.items() if type(column_type) is kind), None)


def array_literal(column_type: Any, values: Sequence[Any]) -> str:
    """A column's values as an array literal. JSONB values are JSON texts already, lists are of texts; None is NULL."""
    write = _writer(column_type)
    if write is None:
        raise TypeError(f"{column_type!r} does not travel in arrays")
    return "{" + ",".join(["NULL" if value is None else write(value) for value in values]) + "}"


@lru_cache(maxsize=1_024)
def _types(table: Table, columns: tuple[str, ...]) -> tuple[tuple[Any, str], ...]:
    """Each column's type and its SQL name."""
    found = [table.c[column].type for column in columns]
    # An array of arrays would be unnested whole: lists of texts travel as texts.
    # A column's collation is no part of the type that its values travel as.
    return tuple((each, "TEXT" if isinstance(each, ARRAY | Text) else each.compile(dialect=_DIALECT)) for each in found)


def array_parameters(table: Table, columns: tuple[str, ...], rows: Sequence[Sequence[Any]]) -> tuple[str, ...]:
    """The rows, turned into one array literal a column."""
    transposed = zip(*rows, strict=True)
    return tuple(array_literal(t, values) for (t, _), values in zip(_types(table, columns), transposed, strict=True))


@lru_cache(maxsize=1_024)
def from_arrays(table: Table, columns: tuple[str, ...]) -> str:
    """``unnest(…) AS given(…)`` with one parameter a column, to select the rows from."""
    arrays = ", ".join(f"%s::{name}[]" for _, name in _types(table, columns))
    names = ", ".join(f'"{column}"' for column in columns)
    return f"unnest({arrays}) AS given({names})"


@lru_cache(maxsize=1_024)
def insert_sql(table: Table, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(f'"{c}"::TEXT[]' if isinstance(table.c[c].type, ARRAY) else f'"{c}"' for c in columns)
    return f"INSERT INTO {table.fullname} ({names}) SELECT {values} FROM {from_arrays(table, columns)}"


@lru_cache(maxsize=1_024)
def upsert_sql(
    table: Table,
    columns: tuple[str, ...],
    *,
    changing: tuple[str, ...] | None = None,
    adding: tuple[str, ...] = (),
    where: str = "",
    returning: str = "",
) -> str:
    """An INSERT that changes a row that stands, where ``where`` holds for it, or passes it over.

    ``changing`` are the columns that change, by default all but the key; the values of ``adding`` are added to it.
    """
    key = [each.name for each in table.primary_key]
    names = ", ".join(f'"{name}"' for name in key)
    if changing is None:
        changing = tuple(name for name in columns if name not in key)
    told = f" RETURNING {returning}" if returning else ""
    if not changing:
        return f"{insert_sql(table, columns)} ON CONFLICT ({names}) DO NOTHING{told}"
    sets = ", ".join(
        f'"{name}" = {table.name}."{name}" + excluded."{name}"' if name in adding else f'"{name}" = excluded."{name}"'
        for name in changing
    )
    only = f" WHERE {where}" if where else ""
    return f"{insert_sql(table, columns)} ON CONFLICT ({names}) DO UPDATE SET {sets}{only}{told}"


@lru_cache(maxsize=1_024)
def _among(table: str, shard: str, key: str) -> TextClause:
    given = "SELECT * FROM unnest(CAST(:shards AS smallint[]), CAST(:keys AS text[]))"
    return text(f'("{table}"."{shard}", "{table}"."{key}") IN ({given})')


def among(shard: Column[int], key: Column[str], pairs: Iterable[tuple[int, str]]) -> ColumnElement[bool]:
    """Whether a table's (shard, key) is one of the pairs: one statement however many there are, prepared once.

    It is text because SQLAlchemy builds the same of its own parts four times as slowly, and every event asks it.
    """
    wanted = list(pairs)
    condition = _among(shard.table.name, shard.name, key.name).bindparams(
        bindparam("shards", array_literal(_SHARD, [each[0] for each in wanted]), _KEY, unique=True),
        bindparam("keys", array_literal(_KEY, [each[1] for each in wanted]), _KEY, unique=True),
    )
    return cast(ColumnElement[bool], condition)


_SHARD, _KEY = SmallInteger(), Text()


@lru_cache(maxsize=1_024)
def insertable(table: Table, columns: tuple[str, ...]) -> bool:
    """Whether rows of these columns may go as arrays: plain types, no value that SQLAlchemy would add or convert."""
    plain = all(_writer(table.c[c].type) for c in columns)
    return plain and not any(c.default is not None for c in table.c if c.name not in columns)
