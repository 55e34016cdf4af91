"""The floor of bulk loads: a bare binary COPY of the very same rows into a table without an index."""

import time

import psycopg
from psycopg import sql

from bench.workload import Place

TABLE = "bench_floor"


def copy_rate(place: Place, service: str, query: str) -> float:
    """Rows a second. `query` selects, from the service's database, the rows that the workload wrote."""
    url = place.state.database_urls[service].replace("+psycopg", "")
    selected = sql.SQL(query)  # pyright: ignore[reportArgumentType] - a constant of the workload's module
    table = sql.Identifier(TABLE)
    with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(table))
        cursor.execute(sql.SQL("CREATE TABLE {} AS {} WITH NO DATA").format(table, selected))
        with cursor.copy(sql.SQL("COPY ({}) TO STDOUT (FORMAT binary)").format(selected)) as out:
            blocks = [bytes(block) for block in out]
        started = time.perf_counter()
        with cursor.copy(sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(table)) as into:
            for block in blocks:
                into.write(block)
        seconds = time.perf_counter() - started
        rows = cursor.rowcount
        cursor.execute(sql.SQL("DROP TABLE {}").format(table))
    return rows / seconds
