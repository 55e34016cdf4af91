"""R-RAT-1: usage from files, on a real database: rated, rejected or duplicate, exactly one of them."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from services.chassis.runs import RunKind, RunWorkers
from services.kernel.period import Cycle
from services.rating.domain.usage_files import UsageFormat, as_utf8
from services.rating.domain.usage_record import RejectReason
from services.rating.store.usage_queries import rated_usage, usage_view
from services.rating.store.usage_tables import usage_identity, usage_record, usage_reject
from services.rating.usecases.usage_import import (
    RUN_KIND,
    StartUsageFile,
    import_file,
    ingest_batch,
    load_file_chunk,
    start_file,
)
from tests.rating.usage_fixtures import HEADER, add_line, city

JANUARY = Cycle(2026, 1)
CALLS = HEADER + (
    b"r1,VOICE,03118800001,88123456,2026-01-05 10:00:00,181\n"
    b"r2,VOICE,03118800001,010123,2026-01-05 20:58:30,121\n"
    b"r3,VOICE,03118800002,+8522123,2026-01-05T02:00:00Z,7\n"
)


@pytest.fixture
def db(database):
    return database("rating", date=dt.date(2026, 1, 31))


async def count(db, table):
    async with db.read() as tx:
        return (await tx.execute(select(func.count()).select_from(table))).scalar_one()


async def usage(db, cycle=JANUARY):
    async with db.read() as tx:
        return await rated_usage(tx, await usage_view(tx, cycle), 0, 255)


async def test_r_rat_1_a_csv_file_is_rated_and_billed_by_charge_item(db):
    loader = await city(db)
    outcome = await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", CALLS)
    assert (outcome.rows, outcome.accepted, outcome.duplicates, outcome.rejects) == (3, 3, 0, ())
    assert await usage(db) == {
        "S-1": [("CALLS", 330_000, 240), ("LONG_DISTANCE", 750_000, 180)],
        "S-2": [("LONG_DISTANCE", 300_000, 12)],
    }


async def test_r_rat_1_a_file_loaded_twice_is_counted_as_duplicates_and_charged_once(db):
    loader = await city(db)
    await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", CALLS)
    before = await usage(db)
    again = await import_file(loader, "switch-1", UsageFormat.CSV, "again.csv", CALLS + CALLS[len(HEADER) :])
    assert (again.rows, again.accepted, again.duplicates, again.rejects) == (6, 0, 6, ())
    assert await usage(db) == before
    assert await count(db, usage_identity) == 3


async def test_r_rat_1_the_same_id_of_another_source_is_another_record(db):
    loader = await city(db)
    await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", CALLS)
    other = await import_file(loader, "switch-2", UsageFormat.CSV, "a.csv", CALLS)
    assert other.accepted == 3


async def test_r_gen_3_the_same_id_with_other_content_is_rejected_by_name(db):
    loader = await city(db)
    await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", CALLS)
    changed = HEADER + b"r1,VOICE,03118800001,88123456,2026-01-05 10:00:00,182\n"
    outcome = await import_file(loader, "switch-1", UsageFormat.CSV, "b.csv", changed)
    assert [each.reason for each in outcome.rejects] == [RejectReason.RECORD_ID_REUSED]


async def test_r_rat_1_bad_rows_are_rejected_by_line_and_reason_and_the_rest_is_rated(db):
    loader = await city(db)
    await add_line(db, "S-9", "03118800009", start=dt.date(2026, 1, 10), end=dt.date(2026, 1, 20))
    await add_line(db, "S-8", "03118800008", product="MAILBOX")
    bad = (
        b"b1,VOICE,03118899999,88123456,2026-01-05 10:00:00,60\n"
        b"b2,VOICE,03118800009,88123456,2026-01-05 10:00:00,60\n"
        b"b3,VOICE,03118800009,88123456,2026-01-20 10:00:00,60\n"
        b"b4,VOICE,03118800001,9,2026-01-05 10:00:00,60\n"
        b"b5,VOICE,03118800008,88123456,2026-01-05 10:00:00,60\n"
        b"b6,VOICE,03118800001,88123456,2026-03-05 10:00:00,60\n"
        b"b7,VOICE,03118800001,88123456,2025-03-05 10:00:00,60\n"
        b"b8,VOICE,03118800001,88123456,2026-01-05 10:00:00,-60\n"
        b"b9,FAX,03118800001,88123456,2026-01-05 10:00:00,60\n"
        b"\xff,VOICE,03118800001\n"
        b"=b10,VOICE,03118800001,88123456,2026-01-05 10:00:00,60\n"
        b"b11,VOICE,03118800001,88123456,2026-13-05 10:00:00,60\n"
        b"b12,VOICE,03118800001,88123456,2026-01-05 10:00:00,60,extra\n"
    )
    outcome = await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", CALLS + bad)
    assert [(each.line, each.reason.value) for each in outcome.rejects] == [
        (5, "SUBSCRIPTION_UNKNOWN"),
        (6, "SUBSCRIPTION_INACTIVE"),
        (8, "DESTINATION_UNKNOWN"),
        (9, "TARIFF_MISSING"),
        (10, "START_INVALID"),
        (11, "TOO_OLD"),
        (12, "QUANTITY_INVALID"),
        (13, "TYPE_UNKNOWN"),
        (14, "MALFORMED"),
        (15, "RECORD_ID_INVALID"),
        (16, "START_INVALID"),
        (17, "MALFORMED"),
    ]
    assert (outcome.rows, outcome.accepted, outcome.duplicates) == (16, 4, 0)
    assert outcome.rejects_file.startswith(HEADER + b"b1,VOICE,03118899999")


async def test_r_rat_1_a_rejects_file_corrected_and_loaded_again_doubles_nothing(db):
    loader = await city(db)
    content = CALLS + b"b1,VOICE,03118800004,88123456,2026-01-05 10:00:00,60\n"
    first = await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", content)
    await add_line(db, "S-4", "03118800004")
    again = await import_file(loader, "switch-1", UsageFormat.CSV, "rejects.csv", first.rejects_file)
    assert (again.rows, again.accepted) == (1, 1)
    assert (await usage(db))["S-4"] == [("CALLS", 220_000, 180)]
    whole = await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", content)
    assert (whole.accepted, whole.duplicates, whole.rejects) == (0, 4, ())


async def test_r_rat_1_the_same_bad_row_lies_in_the_reject_store_once(db):
    loader = await city(db)
    bad = HEADER + b"b1,VOICE,03118899999,88123456,2026-01-05 10:00:00,60\n"
    await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", bad)
    again = await import_file(loader, "switch-1", UsageFormat.CSV, "b.csv", bad)
    assert (again.rows, again.duplicates, again.rejects) == (1, 1, ())
    assert await count(db, usage_reject) == 1


ASTERISK = (
    b'"","03118800001","88123456","from-internal","""Front desk"" <03118800001>","SIP/1-1","SIP/2-1","Dial","x",'
    b'"2026-01-05 10:00:00","2026-01-05 10:00:05","2026-01-05 10:03:06",186,181,"ANSWERED","DOCUMENTATION",'
)


@pytest.mark.parametrize(
    "tail",
    [b'"pbx-1767578400.12"\n', b'"1767578400.12",""\n', b'"","1767578400.12"\n', b'"note","1767578400.12"\n'],
)
async def test_r_rat_1_asterisk_master_csv_is_rated_from_the_answer_for_the_billed_seconds(db, tail):
    loader = await city(db)
    outcome = await import_file(loader, "pbx", UsageFormat.ASTERISK, "Master.csv", ASTERISK + tail)
    assert (outcome.accepted, outcome.rejects) == (1, ())
    assert await usage(db) == {"S-1": [("CALLS", 330_000, 240)]}


async def test_r_rat_1_a_call_that_nobody_answered_is_rated_at_nothing(db):
    loader = await city(db)
    line = ASTERISK.replace(b"ANSWERED", b"NO ANSWER").replace(b"88123456", b"9") + b'"1767578400.12",""\n'
    outcome = await import_file(loader, "pbx", UsageFormat.ASTERISK, "Master.csv", line)
    assert (outcome.accepted, outcome.rejects) == (1, ())
    assert await usage(db) == {}
    assert await count(db, usage_record) == 1


async def test_a_number_that_two_had_one_after_the_other_is_billed_to_who_had_it_then(db):
    loader = await city(db, lines=0)
    await add_line(db, "S-OLD", "03118800007", start=dt.date(2025, 1, 1), end=dt.date(2026, 1, 10))
    await add_line(db, "S-NEW", "03118800007", start=dt.date(2026, 1, 12))
    content = HEADER + (
        b"r1,VOICE,03118800007,88123456,2026-01-09 10:00:00,60\n"
        b"r2,VOICE,03118800007,88123456,2026-01-11 10:00:00,60\n"
        b"r3,VOICE,03118800007,88123456,2026-01-12 10:00:00,60\n"
    )
    outcome = await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", content)
    assert [each.line for each in outcome.rejects] == [3]
    assert {each: lines[0][1] for each, lines in (await usage(db)).items()} == {"S-NEW": 220_000, "S-OLD": 220_000}


async def test_r_rat_1_a_batch_of_a_stream_is_stored_before_it_is_answered_and_may_be_sent_again(db):
    loader = await city(db)
    batch = [
        ("r1", "VOICE", "03118800001", "88123456", "2026-01-05T02:00:00Z", 60),
        ("r2", "", "03118800001", "88123456", "2026-01-05T02:00:00Z", 60),
    ]
    first = await ingest_batch(loader, "switch-1", batch)
    assert (first.rated, [(each.line, each.reason) for each in first.rejects]) == (1, [(2, RejectReason.TYPE_UNKNOWN)])
    again = await ingest_batch(loader, "switch-1", batch)
    assert (again.rated, again.duplicates, again.rejects) == (0, 2, ())


async def test_r_rat_1_a_record_whose_field_breaks_the_line_is_rejected_at_its_place_and_its_neighbours_are_rated(db):
    loader = await city(db)
    good = ("r%d", "VOICE", "03118800001", "88123456", "2026-01-05T02:00:00Z", 60)
    batch = [
        ("r\n1", *good[1:]),
        ("r2", "VOICE", "03118800001", "88\r\n12", *good[4:]),
        ("r3", *good[1:]),
        ("r4", "VOICE", "0311880\x000001", *good[3:]),
    ]
    outcome = await ingest_batch(loader, "switch-1", batch)
    assert (outcome.rated, [(each.line, each.reason) for each in outcome.rejects]) == (
        1,
        [(1, RejectReason.RECORD_ID_INVALID), (2, RejectReason.MALFORMED), (4, RejectReason.MALFORMED)],
    )


async def test_r_rat_1_a_file_in_gbk_loads_and_a_broken_character_rejects_its_own_line(db, tmp_path):
    loader = await city(db)
    content = HEADER + "r1,VOICE,03118800001,88123456,2026-01-05 10:00:00,60\n".encode("gbk")
    content += "r2,VOICE,话机,88123456,2026-01-05 10:00:00,60\n".encode("gbk")
    content += b"r3,VOICE,\xff\xff,88123456,2026-01-05 10:00:00,60\n"
    outcome = await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", as_utf8(content, "GBK"))
    assert (outcome.accepted, [each.line for each in outcome.rejects]) == (1, [3, 4])
    assert "话机" in outcome.rejects[0].text
    (tmp_path / "b.csv").write_bytes(content.replace(b"r1,", b"q1,"))
    started = await start_file(db, tmp_path, StartUsageFile("R", "switch-1", "CSV", "b.csv", "GBK"))
    workers = RunWorkers(db)
    workers.register([RunKind(RUN_KIND, lambda chunk: load_file_chunk(loader, tmp_path, chunk))])
    assert (await workers.finish(started.key)).counters["rated"] == 1
    async with db.read() as tx:
        texts = list((await tx.execute(select(usage_reject.c.text))).scalars())
    assert sum("话机" in text for text in texts) == 1, "the same line is the same reject"
