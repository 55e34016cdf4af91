"""R-RAT-1: Asterisk's Master.csv in every form that its settings give it, and what is bad in it told line by line."""

import datetime as dt

import pytest

from services.rating.domain.usage_files import UsageFormat, parse_usage
from services.rating.domain.usage_record import RejectReason
from services.rating.usecases.usage_import import import_file
from tests.rating.usage_builders import SHANGHAI
from tests.rating.usage_fixtures import city

CALL = (
    b'"","03118800001","88123456","from-internal","""Front desk, ""Li"""" <03118800001>","SIP/100-00000001",'
    b'"SIP/200-00000002","Dial","SIP/200,20,tT","2026-01-05 10:00:00","2026-01-05 10:00:05","2026-01-05 10:03:06",'
    b'186,181,"ANSWERED","DOCUMENTATION"'
)
ANSWER = int(dt.datetime(2026, 1, 5, 10, 0, 5, tzinfo=SHANGHAI).timestamp())
ID = b'"1767578400.12"'


def parse(content: bytes):
    return parse_usage(content, UsageFormat.ASTERISK, SHANGHAI, 1)


def rows(content: bytes):
    frame = parse(content).frame
    return frame.select("record_id", "service_number", "other_party", "start", "quantity").rows()


def reasons(content: bytes):
    return [(each.line, each.reason) for each in parse(content).bad]


@pytest.mark.parametrize(
    "tail",
    [
        b"," + ID,
        b"," + ID + b',""',
        b"," + ID + b',"a note, with a comma"',
        b',"a note",' + ID,
        b',"",' + ID,
        b"," + ID + b',"","1767578300.9",4',
        b"," + ID + b',"note","","1767578300.9",4',
        b"," + ID + b",",
    ],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_r_rat_1_the_unique_id_is_found_in_every_width_and_with_every_end_of_line(tail, end):
    assert rows(CALL + tail + end) == [("1767578400.12", "03118800001", "88123456", ANSWER, 181)]


def test_r_rat_1_a_system_name_may_stand_before_the_unique_id():
    assert rows(CALL + b',"pbx-east-1767578400.12"\n')[0][0] == "pbx-east-1767578400.12"


@pytest.mark.parametrize(
    "tail", [b"", b',"only a user field"', b',"","1767578300.9",4', b',"note","","1767578300.9",4']
)
def test_r_rat_1_a_line_without_a_unique_id_is_rejected_by_name(tail):
    """Neither a user field nor the id of the linked call is taken for it: that would swallow calls as duplicates."""
    assert reasons(CALL + tail + b"\n") == [(1, RejectReason.RECORD_ID_INVALID)]


def test_r_rat_1_an_answered_call_without_an_answer_time_is_priced_from_its_start():
    content = CALL.replace(b'"2026-01-05 10:00:05"', b'""') + b"," + ID + b"\n"
    assert rows(content)[0][3] == ANSWER - 5


@pytest.mark.parametrize("disposition", [b"NO ANSWER", b"BUSY", b"FAILED", b"CONGESTION"])
def test_r_rat_1_a_call_that_was_not_answered_costs_nothing(disposition):
    content = CALL.replace(b"ANSWERED", disposition).replace(b'"2026-01-05 10:00:05"', b'""') + b"," + ID + b"\n"
    assert rows(content)[0][3:] == (ANSWER - 5, 0)


@pytest.mark.parametrize("name", ["Müller".encode("latin-1"), "李伟".encode("gb18030"), "李伟".encode()])
def test_r_rat_1_a_callers_name_in_any_encoding_stops_no_call(name):
    content = (CALL.replace(b"Front desk", name) + b"," + ID + b"\n") * 2
    assert [row[0] for row in rows(content)] == ["1767578400.12"] * 2


def test_r_rat_1_bad_lines_are_told_by_line_and_the_rest_goes_on():
    good = CALL + b"," + ID + b"\n"
    content = b"".join(
        (
            good,
            b"\n",
            CALL.replace(b"2026-01-05 10:00:05", b"05.01.2026 10:00") + b"," + ID + b"\n",
            CALL.replace(b"186,181", b"186,") + b"," + ID + b"\n",
            CALL.replace(b"ANSWERED", b"PERHAPS") + b"," + ID + b"\n",
            b'"","03118800001","88123456"\n',
            CALL.replace(b'"ANSWERED', b'"ANSW"ERED') + b"," + ID + b"\n",
            CALL.replace(b"88123456", b"=cmd()") + b"," + ID + b"\n",
            CALL.replace(b"88123456", b"88\x0012") + b"," + ID + b"\n",
            CALL + b',"' + b"9" * 70 + b'.1"\r\n',
            good.replace(b"400.12", b"400.13"),
        )
    )
    assert reasons(content) == [
        (3, RejectReason.START_INVALID),
        (4, RejectReason.QUANTITY_INVALID),
        (5, RejectReason.MALFORMED),
        (6, RejectReason.MALFORMED),
        (7, RejectReason.MALFORMED),
        (8, RejectReason.MALFORMED),
        (9, RejectReason.MALFORMED),
        (10, RejectReason.RECORD_ID_INVALID),
    ]
    assert [row[0] for row in rows(content)] == ["1767578400.12", "1767578400.13"]


async def test_r_rat_1_a_file_with_a_byte_order_mark_and_bad_bytes_is_loaded_and_its_rejects_load_again(database):
    db = database("rating", date=dt.date(2026, 1, 31))
    loader = await city(db)
    content = b"\xef\xbb\xbf" + CALL + b"," + ID + b"\r\n" + CALL + b"\r\n\x00\xff\r\n"
    outcome = await import_file(loader, "pbx", UsageFormat.ASTERISK, "Master.csv", content)
    assert (outcome.rows, outcome.accepted, [(each.line, each.reason) for each in outcome.rejects]) == (
        3,
        1,
        [(2, RejectReason.RECORD_ID_INVALID), (3, RejectReason.MALFORMED)],
    )
    again = await import_file(loader, "pbx", UsageFormat.ASTERISK, "again.csv", outcome.rejects_file)
    assert (again.rows, again.duplicates, again.rejects) == (2, 2, ())
