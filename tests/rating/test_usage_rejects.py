"""R-RAT-1: the reject store, and that each record is in exactly one of rated, rejected, duplicate."""

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.kernel.errors import Refusal
from services.kernel.period import Cycle
from services.rating.domain.usage_files import UsageFormat
from services.rating.store.usage_queries import rated_usage, usage_view
from services.rating.usecases.usage_counts import count_usage, get_file
from services.rating.usecases.usage_import import import_file
from services.rating.usecases.usage_rejects import (
    CorrectReject,
    DiscardReject,
    ResubmitRejects,
    correct_reject,
    discard_reject,
    list_rejects,
    resubmit_rejects,
)
from services.rating.usecases.usage_verification import USAGE_INVARIANTS
from tests.rating.usage_fixtures import HEADER, add_line, city

BAD = HEADER + (
    b"b1,VOICE,03118800009,88123456,2026-01-05 10:00:00,60\n"
    b"b2,VOICE,03118800001,9,2026-01-05 10:00:00,60\n"
    b"b3,VOICE,03118800001,88,2026-01-05 10:00:00,60\n"
)


@pytest.fixture
def db(database):
    return database("rating", date=dt.date(2026, 1, 31))


async def waiting(db):
    return await list_rejects(db, source="", reason="", settled=False, after=None, limit=100)


async def verified(db):
    async with db.read() as tx:
        return [await each.check(tx) for each in USAGE_INVARIANTS]


async def usage(db):
    async with db.read() as tx:
        return await rated_usage(tx, await usage_view(tx, Cycle(2026, 1)), 0, 255)


async def test_r_rat_1_a_rejected_record_is_corrected_and_rated_once(db):
    loader = await city(db)
    await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", BAD)
    reject = next(each for each in await waiting(db) if each.reason == "DESTINATION_UNKNOWN")
    record = ("b2", "VOICE", "03118800001", "010", "2026-01-05 10:00:00", 60)
    request = CorrectReject("q1", "li.wei", reject.id, record, "the switch dropped the area code")
    assert (await correct_reject(loader, request)).state == "RATED"
    assert (await correct_reject(loader, request)).state == "RATED", "the same request again changes nothing"
    assert await usage(db) == {"S-1": [("CALLS", 220_000, 180), ("LONG_DISTANCE", 300_000, 60)]}
    assert [finding.breaches for finding in await verified(db)] == [0]
    with pytest.raises(Refusal) as refused:
        await correct_reject(loader, CorrectReject("q2", "li.wei", reject.id, record, "again"))
    assert refused.value.reason == "STATE_CONFLICT"


async def test_r_rat_1_a_correction_that_is_wrong_too_goes_on_waiting_with_its_new_reason(db):
    loader = await city(db)
    await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", BAD)
    reject = next(each for each in await waiting(db) if each.reason == "DESTINATION_UNKNOWN")
    record = ("b2", "VOICE", "03118800001", "010", "2026-01-05 10:00:00", -60)
    corrected = await correct_reject(loader, CorrectReject("q1", "li.wei", reject.id, record, "a guess"))
    assert (corrected.state, corrected.reason, corrected.attempts) == ("WAITING", "QUANTITY_INVALID", 2)


async def test_r_rat_1_waiting_records_are_resubmitted_when_what_they_lacked_has_come(db):
    loader = await city(db)
    await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", BAD)
    await add_line(db, "S-9", "03118800009")
    request = ResubmitRejects("q1", "li.wei", "switch-1", "")
    done = await resubmit_rejects(loader, request)
    assert (done.tried, done.rated, done.duplicates, done.waiting) == (2, 1, 0, 1)
    assert await resubmit_rejects(loader, request) == done
    assert (await usage(db))["S-9"] == [("CALLS", 220_000, 180)]
    counted = await count_usage(db, "", None, None)
    assert counted.total == counted.by_source["switch-1"]
    assert (counted.total.received, counted.total.rated, counted.total.rejected) == (3, 2, 1)
    assert counted.waiting == {"DESTINATION_UNKNOWN": 1}
    assert [finding.breaches for finding in await verified(db)] == [0]


async def test_a_record_given_up_stays_counted_as_rejected_and_its_file_tells_so(db):
    loader = await city(db)
    await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", BAD)
    reject = next(each for each in await waiting(db) if each.reason == "DESTINATION_UNKNOWN")
    discarded = await discard_reject(db, DiscardReject("q1", "li.wei", reject.id, "a test call"))
    assert (discarded.state, discarded.discard_reason) == ("DISCARDED", "a test call")
    file = await get_file(db, "switch-1", "a.csv")
    assert (file.outcome.rows, file.outcome.accepted, file.rejected, file.complete) == (3, 1, 2, True)
    assert [each.line for each in file.outcome.rejects] == [2]
    assert [finding.breaches for finding in await verified(db)] == [0]


LINES = [
    b"r%d,VOICE,0311880000%d,%s,2026-01-%02d 20:%02d:30,%d\n"
    % (
        n,
        1 + n % 4,
        (b"88123456", b"010123", b"+8522123", b"9")[n % 4 if n % 5 else 3],
        1 + n % 28,
        n % 60,
        n * 37 % 400,
    )
    for n in range(40)
]


@given(st.data())
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_r_rat_1_splitting_repeating_and_permuting_files_changes_no_total(database, data):
    """However the same records come, the same is rated, and each is in exactly one of three fates."""
    whole, pieces = database("rating", date=dt.date(2026, 1, 31)), database("rating", date=dt.date(2026, 1, 31))
    loader = await city(whole)
    await import_file(loader, "switch-1", UsageFormat.CSV, "all.csv", HEADER + b"".join(LINES))
    loader = await city(pieces)
    order = data.draw(st.permutations(LINES))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(order)), max_size=3)))
    ends = [0, *cuts, len(order)]
    files = [order[start:end] for start, end in pairwise(ends) if start < end]
    files += data.draw(st.lists(st.sampled_from(files), max_size=2))
    for n, lines in enumerate(files):
        await import_file(loader, "switch-1", UsageFormat.CSV, f"{n}.csv", HEADER + b"".join(lines))
    assert await usage(pieces) == await usage(whole)
    assert [finding.breaches for finding in await verified(pieces)] == [0]
    counts = (await count_usage(pieces, "", None, None)).total
    repeated = sum((Counter(line for lines in files for line in lines) - Counter(LINES)).values())
    assert (counts.received, counts.duplicates) == (sum(map(len, files)), repeated)
