"""R-RAT-3: a month priced again: taken back and priced anew, nothing charged twice, whatever happens on the way."""

import datetime as dt
from random import Random

import pytest
from sqlalchemy import func, select

from services.chassis.runs import RunKind, RunWorkers
from services.kernel.errors import Refusal
from services.kernel.period import Cycle
from services.rating.domain.customer import Account
from services.rating.store.customers import insert_accounts
from services.rating.store.usage_adjustments import re_rated_in_shards
from services.rating.store.usage_queries import re_rated_usage, usage_view
from services.rating.store.usage_tables import usage_record
from services.rating.usecases import re_rating
from services.rating.usecases.asked import Asked
from services.rating.usecases.re_rating import RE_RATING_KIND, ReRating, re_rate_chunk, retry_line, start_re_rating
from services.rating.usecases.usage_verification import USAGE_INVARIANTS
from tests.rating.test_usage_cycles import FREE, freeze, line, load, usage
from tests.rating.usage_fixtures import VOICE_DOCUMENT, approve, city

JANUARY, FEBRUARY, MARCH = Cycle(2026, 1), Cycle(2026, 2), Cycle(2026, 3)
DEAR = VOICE_DOCUMENT | {
    "version": "2026-01-dear",
    "rates": [
        {**rate, "steps": [{**step, "micros": 3 * step["micros"]} for step in rate["steps"]]}
        for rate in VOICE_DOCUMENT["rates"]
    ],
}
"""Approved later with the same effective date: it prices in the place of the first."""


@pytest.fixture
def db(database):
    return database("rating", date=dt.date(2026, 2, 28))


async def start(db, wanted, request_id="r1"):
    return await start_re_rating(db, Asked(request_id, "StartReRating", str(wanted), "li.wei"), wanted, "wrong price")


async def work_off(loader, key):
    workers = RunWorkers(loader.db)
    workers.register([RunKind(RE_RATING_KIND, lambda chunk: re_rate_chunk(loader, chunk))])
    return await workers.finish(key, timeout_seconds=60)


WHOLE_JANUARY = ReRating(JANUARY)


async def re_rate(loader, wanted=WHOLE_JANUARY, request_id="r1"):
    return await work_off(loader, (await start(loader.db, wanted, request_id)).key)


async def adjustments(db, cycle):
    async with db.read() as tx:
        return await re_rated_usage(tx, await usage_view(tx, cycle), 0, 255)


async def rows(db):
    async with db.read() as tx:
        return (await tx.execute(select(func.count()).select_from(usage_record))).scalar_one()


async def consistent(db):
    async with db.read() as tx:
        for invariant in USAGE_INVARIANTS:
            finding = await invariant.check(tx)
            assert finding.breaches == 0, finding.examples


CALLS = [
    line("r1", "2026-01-05 10:00:00", 181),
    line("r2", "2026-01-05 20:58:30", 121, called="010123"),
    line("r3", "2026-01-06 10:00:00", 60, number="03118800002"),
    line("r4", "2026-01-06 11:00:00", 0),
]


async def test_r_rat_3_an_open_month_is_taken_back_and_priced_anew_once(db):
    loader = await city(db)
    await load(loader, "a", *CALLS)
    before = await usage(db, JANUARY)
    await approve(db, DEAR)
    dry = await re_rate(loader, ReRating(JANUARY, dry=True), "dry")
    assert (await usage(db, JANUARY), await rows(db)) == (before, 5)
    done = await re_rate(loader)
    assert dry.counters == done.counters
    assert done.counters == {
        "records": 3, "changed": 3, "unpriced": 0, "micros_before": 1_300_000, "micros_after": 3_900_000
    }  # fmt: skip
    tripled = {each: [(item, 3 * micros, charged) for item, micros, charged in items] for each, items in before.items()}
    assert await usage(db, JANUARY) == tripled
    again = await re_rate(loader, request_id="r2")
    assert (again.counters["changed"], await usage(db, JANUARY)) == (0, tripled), "priced right, nothing moves"
    assert await adjustments(db, FEBRUARY) == {}
    await consistent(db)


async def test_r_rat_3_the_difference_of_a_closed_month_is_an_adjustment_on_the_next_bill_and_on_no_later_one(db):
    loader = await city(db)
    await load(loader, "a", *CALLS)
    await freeze(db, JANUARY)
    billed = await usage(db, JANUARY)
    await approve(db, DEAR)
    await load(loader, "late", line("r9", "2026-01-07 10:00:00"))
    await re_rate(loader)
    assert await usage(db, JANUARY) == billed, "what was billed stands"
    assert await usage(db, FEBRUARY) == {"S-1": [("CALLS", 660_000, 180)]}, "the late call at the price of now"
    assert await adjustments(db, FEBRUARY) == {
        JANUARY: {
            "S-1": [("CALLS", 660_000, 0), ("LONG_DISTANCE", 1_500_000, 0)],
            "S-2": [("CALLS", 440_000, 0)],
        }
    }
    async with db.read() as tx:
        owed = await re_rated_in_shards(tx, await usage_view(tx, FEBRUARY), 0, 255)
    assert [(each.charge_item, each.amount, each.origin_cycle, each.reason) for each in owed["A-S-1"]] == [
        ("CALLS", 66, "2026-01", "RE_RATING"),
        ("LONG_DISTANCE", 150, "2026-01", "RE_RATING"),
    ]
    await freeze(db, FEBRUARY)
    assert (await usage(db, MARCH), await adjustments(db, MARCH)) == ({}, {})
    await consistent(db)


async def test_r_rat_3_free_units_and_caps_of_a_closed_month_move_only_with_a_re_rating(db):
    """A version approved after the freeze moves no late record's month by itself; the re-rating gives its cap."""
    loader = await city(db, documents=[FREE])
    other = line("r2", "2026-01-05 12:00:00", 600, number="03118800002")
    await load(loader, "a", line("r1", "2026-01-05 10:00:00", 780), other)
    await freeze(db, JANUARY)
    assert await usage(db, JANUARY) == {"S-1": [("CALLS", 400_000, 420)], "S-2": [("CALLS", 396_000, 240)]}
    lower = FREE | {"version": "2026-01-b", "limits": [{"charge_item": "CALLS", "cap_micros": 300_000}]}
    await approve(db, lower)
    await load(loader, "late", line("r9", "2026-01-07 10:00:00", 60))
    assert await usage(db, FEBRUARY) == {"S-1": [("CALLS", 0, 180)]}, "under the cap that January was frozen with"
    await re_rate(loader)
    assert await adjustments(db, FEBRUARY) == {
        JANUARY: {"S-1": [("CALLS", -100_000, 0)], "S-2": [("CALLS", -96_000, 0)]}
    }
    await freeze(db, FEBRUARY)
    await load(loader, "later", line("r8", "2026-01-08 10:00:00", 60, number="03118800002"))
    assert await usage(db, MARCH) == {"S-2": [("CALLS", 0, 180)]}, "January keeps the re-rated cap"
    assert await adjustments(db, MARCH) == {}


async def test_r_rat_3_accounts_and_tariff_bound_a_re_rating(db):
    loader = await city(db)
    await load(loader, "a", *CALLS)
    await approve(db, DEAR)
    await db.transact(lambda tx: insert_accounts(tx, [Account("A-S-2", "C-S-2", "two")]))
    before = await usage(db, JANUARY)
    done = await re_rate(loader, ReRating(JANUARY, ("A-S-2",), "FIXED-VOICE"))
    assert done.counters["changed"] == 1
    assert await usage(db, JANUARY) == before | {"S-2": [("CALLS", 660_000, 180)]}
    for wanted, reason in (
        (ReRating(JANUARY, ("A-X",)), "ACCOUNT_NOT_FOUND"),
        (ReRating(JANUARY, (), "NONE"), "TARIFF_NOT_FOUND"),
    ):
        with pytest.raises(Refusal) as refused:
            await start(db, wanted, reason)
        assert refused.value.reason == reason


async def test_r_gen_4_what_no_tariff_prices_any_more_stands_and_is_parked_with_its_reason(db):
    loader = await city(db)
    await load(loader, "a", *CALLS)
    before = await usage(db, JANUARY)
    narrow = VOICE_DOCUMENT | {
        "version": "2026-01-b", "zones": {"LOCAL": ["8", "0311"]}, "rates": VOICE_DOCUMENT["rates"][:1]
    }  # fmt: skip
    await approve(db, narrow)
    done = await re_rate(loader)
    assert (done.parked, done.counters["unpriced"], done.counters["changed"]) == (1, 1, 2)
    assert await usage(db, JANUARY) == before
    with pytest.raises(Refusal) as refused:
        await db.transact(lambda tx: retry_line(loader, tx, "subscriptions/S-1", b"2026-01 "))
    assert refused.value.reason == "DESTINATION_UNKNOWN"
    await approve(db, DEAR)
    await db.transact(lambda tx: retry_line(loader, tx, "subscriptions/S-1", b"2026-01 "))
    dear = [(item, 3 * micros, charged) for item, micros, charged in before["S-1"]]
    assert await usage(db, JANUARY) == before | {"S-1": dear}, "the account of the parked line alone"
    await consistent(db)


async def test_r_rat_3_one_re_rating_of_a_month_at_a_time_and_the_same_request_is_the_same_run(db):
    loader = await city(db)
    await load(loader, "a", *CALLS)
    first = await start(db, ReRating(JANUARY))
    assert (await start(db, ReRating(JANUARY))).key == first.key
    with pytest.raises(Refusal) as refused:
        await start(db, ReRating(JANUARY), "r2")
    assert (refused.value.reason, refused.value.metadata) == ("RE_RATING_UNDER_WAY", {"run": f"runs/{first.key}"})
    await work_off(loader, first.key)
    assert (await start(db, ReRating(JANUARY), "r2")).key != first.key


async def test_r_rat_3_a_chunk_killed_before_its_commit_leaves_nothing_and_its_second_worker_ends_it(db, monkeypatch):
    monkeypatch.setattr(re_rating, "RECORDS_PER_CHUNK", 1)
    loader = await city(db)
    await load(loader, "a", *CALLS)
    await approve(db, DEAR)
    written = re_rating.complete_chunk

    async def killed(*more, **named):
        if not named["items"]:
            return await written(*more, **named)
        monkeypatch.setattr(re_rating, "complete_chunk", written)
        raise RuntimeError("killed")

    monkeypatch.setattr(re_rating, "complete_chunk", killed)
    before = await usage(db, JANUARY)
    done = await re_rate(loader)
    assert (done.chunks_total, done.counters["changed"]) == (5, 3)
    assert (await usage(db, JANUARY))["S-1"] == [(item, 3 * micros, n) for item, micros, n in before["S-1"]]
    await consistent(db)


@pytest.mark.parametrize("seed", range(2))
async def test_r_rat_3_re_rated_usage_equals_usage_that_was_priced_so_at_first(database, seed):
    """Property: load by the wrong tariff, load more, approve the right one, re-rate, in any order = the right one."""
    dice = Random(seed)
    calls = [
        line(f"c{n}", f"2026-01-{dice.randint(1, 28):02d} {dice.randint(0, 23):02d}:59:30", dice.randint(0, 4_000),
             f"0311880000{dice.randint(1, 3)}", dice.choice(["88123456", "010", "0085212"]))
        for n in range(60)
    ]  # fmt: skip
    right = {**DEAR, **{name: FREE[name] for name in ("allowances", "scales", "limits")}}
    plain = database("rating", date=dt.date(2026, 2, 28))
    loader = await city(plain, documents=[right])
    await load(loader, "all", *calls)
    moved = database("rating", date=dt.date(2026, 2, 28))
    other = await city(moved, documents=[VOICE_DOCUMENT])
    cut = dice.randint(1, 59)
    await load(other, "a", *calls[:cut])
    await approve(moved, DEAR)
    await re_rate(other, request_id="r1")
    await approve(moved, right | {"version": "2026-01-right"})
    await load(other, "b", *calls[cut:])
    await re_rate(other, request_id="r2")
    assert await usage(moved, JANUARY) == await usage(plain, JANUARY)
    await consistent(moved)
