"""Columns as PostgreSQL array literals: a whole batch of rows in one statement whose text never changes.

``INSERT … SELECT … FROM unnest(…)`` is prepared once, whereas multi-row VALUES is compiled anew for every number of
rows. The literals are written here because the driver's own dumper looks at every element with a regular expression:
64 payments cost it more than all their decisions.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    Uuid,
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


def array_literal(column_type: Any, values: Sequence[Any]) -> str:
    """A column's values as an array literal. JSONB values are JSON texts already; None is NULL."""
    write = _WRITERS[type(column_type)]
    return "{" + ",".join(["NULL" if value is None else write(value) for value in values]) + "}"


@lru_cache(maxsize=1_024)
def _types(table: Table, columns: tuple[str, ...]) -> tuple[tuple[Any, str], ...]:
    """Each column's type and its SQL name."""
    found = [table.c[column].type for column in columns]
    return tuple((each, each.compile(dialect=_DIALECT)) for each in found)


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
    return f"INSERT INTO {table.fullname} ({names}) SELECT {names} FROM {from_arrays(table, columns)}"


@lru_cache(maxsize=1_024)
def insertable(table: Table, columns: tuple[str, ...]) -> bool:
    """Whether rows of these columns may go as arrays: plain types, no value that SQLAlchemy would add or convert."""
    plain = all(type(table.c[c].type) in _WRITERS and not isinstance(table.c[c].type, JSONB) for c in columns)
    return plain and not any(c.default is not None for c in table.c if c.name not in columns)
