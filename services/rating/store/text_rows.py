"""Large results and loads as COPY's text: rows of ids, numbers and dates without a driver's object for each field."""

from collections.abc import Iterable, Sequence
from typing import Any

from psycopg import AsyncConnection
from sqlalchemy import Table

from services.chassis.database import Transaction

_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}


async def _driver(tx: Transaction) -> AsyncConnection[Any]:
    raw = await tx.conn.get_raw_connection()
    return raw.driver_connection  # type: ignore[return-value]


async def read_text(tx: Transaction, query: str, parameters: Sequence[Any]) -> list[list[str]]:
    """The rows of a constant SELECT, or of an INSERT with RETURNING, as texts. No column may be null."""
    driver = await _driver(tx)
    blocks: list[bytes] = []
    async with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY ({query}) TO STDOUT".encode(), parameters) as copy,
    ):
        async for block in copy:
            blocks.append(bytes(block))
    text = b"".join(blocks).decode()
    rows = [row.split("\t") for row in text.split("\n")]
    rows.pop()
    if "\\" in text:
        return [[unescaped(cell) for cell in row] for row in rows]
    return rows


async def write_text(tx: Transaction, table: Table, columns: Sequence[str], rows: Iterable[str]) -> None:
    """Loads rows that are COPY's text already: cells between tabs, each row ended by a line feed."""
    driver = await _driver(tx)
    names = ", ".join(columns)
    async with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {table.fullname} ({names}) FROM STDIN".encode()) as copy,
    ):
        await copy.write("".join(rows).encode())


def escaped(cell: str) -> str:
    """A text of any kind as a cell."""
    if "\\" in cell:
        cell = cell.replace("\\", "\\\\")
    return cell if cell.isprintable() else cell.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def unescaped(cell: str) -> str:
    first, *rest = cell.split("\\")
    found = [first]
    whole = True
    for part in rest:
        if not whole:
            found.append(part)
            whole = True
        elif part:
            found.append(_LETTERS.get(part[0], part[0]) + part[1:])
        else:
            found.append("\\")
            whole = False
    return "".join(found)
