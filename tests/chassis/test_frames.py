"""Whole shards as columns: every value comes back, and the statement is planned for what it is given."""

import datetime as dt

import polars as pl

from services.chassis.frames import read_frame

SCHEMA = pl.Schema({"words": pl.String, "number": pl.Int64, "day": pl.Date})
WORDS = ["", '"', "a,b", "a\nb", "专线", "NULL"]
QUERY = """
SELECT words, length(words) AS number, DATE '2026-01-01' + length(words) AS day FROM unnest(%s::text[]) AS given(words)
"""
KEPT = "SELECT count(*) FROM pg_prepared_statements WHERE statement ~ 'string_agg'"


async def test_text_of_any_kind_comes_back_as_it_was(database):
    async with database("chassis").read() as tx:
        frame = await read_frame(tx, QUERY, (WORDS,), SCHEMA)
    day = dt.date(2026, 1, 1)
    assert frame.rows() == [(word, len(word), day + dt.timedelta(days=len(word))) for word in WORDS]


async def test_no_rows_are_an_empty_frame_of_the_same_columns(database):
    async with database("chassis").read() as tx:
        frame = await read_frame(tx, QUERY, ([],), SCHEMA)
    assert (frame.height, frame.schema) == (0, SCHEMA)


async def test_it_is_planned_anew_each_time_for_an_array_of_thousands_is_no_array_of_ten(database):
    async with database("chassis").read() as tx:
        for _ in range(12):
            await read_frame(tx, QUERY, (WORDS,), SCHEMA)
        kept = await tx.conn.exec_driver_sql(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement ~ 'string_agg'"
        )
        assert kept.scalar() == 0
