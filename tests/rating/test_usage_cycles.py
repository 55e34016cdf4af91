"""Which bill a record goes to, and what a month with free units comes to (R-RAT-2, R-BIL-2), on a real database."""

import datetime as dt
from random import Random

import pytest

from services.kernel.ids import shard_of
from services.kernel.period import Cycle
from services.rating.domain.usage_files import UsageFormat
from services.rating.store.cycles import lock_gate, set_gate
from services.rating.store.tables import customer
from services.rating.store.usage_queries import rated_usage, usage_view
from services.rating.usecases.usage_import import import_file
from tests.rating.usage_fixtures import HEADER, VOICE_DOCUMENT, city

JANUARY, FEBRUARY = Cycle(2026, 1), Cycle(2026, 2)


@pytest.fixture
def db(database):
    return database("rating", date=dt.date(2026, 2, 28))


async def usage(db, cycle, first=0, last=255):
    async with db.read() as tx:
        return await rated_usage(tx, await usage_view(tx, cycle), first, last)


async def freeze(db, cycle):
    """What the start of a cycle's trial does."""

    async def work(tx):
        await lock_gate(tx)
        await set_gate(tx, cycle.next)

    await db.transact(work)


async def load(loader, name, *lines):
    outcome = await import_file(loader, "switch-1", UsageFormat.CSV, name, HEADER + "\n".join([*lines, ""]).encode())
    assert outcome.accepted == len(lines), outcome.rejects


def line(record_id, start, seconds=60, number="03118800001", called="88123456"):
    return f"{record_id},VOICE,{number},{called},{start},{seconds}"


async def test_r_bil_2_what_comes_after_a_trial_froze_its_month_goes_to_the_next_bill_at_the_price_of_its_own_time(db):
    loader = await city(db)
    await load(loader, "a", line("r1", "2026-01-05 10:00:00"))
    await freeze(db, JANUARY)
    await load(loader, "b", line("r2", "2026-01-06 10:00:00"), line("r3", "2026-02-06 10:00:00", called="010"))
    assert await usage(db, JANUARY) == {"S-1": [("CALLS", 220_000, 180)]}
    assert await usage(db, FEBRUARY) == {"S-1": [("CALLS", 220_000, 180), ("LONG_DISTANCE", 300_000, 60)]}
    await freeze(db, FEBRUARY)
    await load(loader, "c", line("r4", "2026-01-07 10:00:00"))
    assert (await usage(db, JANUARY), await usage(db, Cycle(2026, 3))) == (
        {"S-1": [("CALLS", 220_000, 180)]},
        {"S-1": [("CALLS", 220_000, 180)]},
    )


FREE = VOICE_DOCUMENT | {
    "allowances": [{"allowance": "local", "quantity": 360, "zones": ["LOCAL"]}],
    "scales": [
        {"charge_item": "LONG_DISTANCE", "tiers": [{"from": 0, "permille": 1000}, {"from": 120, "permille": 500}]}
    ],
    "limits": [{"charge_item": "CALLS", "cap_micros": 400_000}],
}


async def test_r_rat_2_free_units_tiers_and_caps_are_final_at_the_bill_run_whatever_the_order_of_files(database):
    calls = [
        line("r1", "2026-01-05 10:00:00", 181),
        line("r2", "2026-01-06 10:00:00", 600),
        line("r3", "2026-01-07 10:00:00", 60, called="010"),
        line("r4", "2026-01-08 10:00:00", 120, called="010"),
        line("r5", "2026-01-09 10:00:00", 60, number="03118800002"),
    ]
    for seed in range(3):
        db = database("rating", date=dt.date(2026, 1, 31))
        loader = await city(db, documents=[FREE])
        order = Random(seed).sample(calls, len(calls))
        await load(loader, "a", *order[:2])
        await load(loader, "b", *order[2:])
        # r1: 240 s free; r2: 120 of 600 s free, 990,000 × 480 ÷ 600 = 792,000, capped at 400,000.
        # r3 and r4: 180 s at 300,000 a minute, the last minute at half price.
        expected = {"S-1": [("CALLS", 400_000, 480), ("LONG_DISTANCE", 750_000, 180)]}
        assert await usage(db, JANUARY) == expected
        shard = shard_of("C-S-1")
        assert await usage(db, JANUARY, shard, shard) == expected


async def test_r_rat_2_a_late_record_adds_what_its_month_comes_to_with_it(db):
    loader = await city(db, documents=[FREE])
    await load(loader, "a", line("r2", "2026-01-06 10:00:00", 360))
    await freeze(db, JANUARY)
    await load(loader, "b", line("r1", "2026-01-05 10:00:00", 181))
    assert await usage(db, JANUARY) == {}
    # January is now 240 s free of r1 and 120 s of r2; r2's 550,000 × 240 ÷ 360 = 366,667.
    assert await usage(db, FEBRUARY) == {"S-1": [("CALLS", 366_667, 240)]}


async def test_r_rat_2_a_group_shares_its_free_units_across_customers_and_shards(db):
    shared = FREE | {
        "allowances": [{"allowance": "group", "quantity": 360, "shared_by_group": True}],
        "scales": [],
        "limits": [{"charge_item": "CALLS", "floor_micros": 50_000}],
    }
    loader = await city(db, documents=[shared])
    members = [
        {"shard": shard_of(f"C-S-{n}"), "customer_id": f"C-S-{n}", "member_of": "G-1" if n < 3 else ""}
        for n in (1, 2, 3)
    ]
    await db.transact(lambda tx: tx.insert_many(customer, members))
    await load(
        loader,
        "a",
        line("r1", "2026-01-05 10:00:00", 181),
        line("r2", "2026-01-05 11:00:00", 181, number="03118800002"),
    )
    expected = {
        "S-1": [("CALLS", 50_000, 0)],
        "S-2": [("CALLS", 165_000, 120)],
        "S-3": [("CALLS", 50_000, 0)],
    }
    assert await usage(db, JANUARY) == expected
    by_shard = {}
    for shard in range(0, 256, 64):
        by_shard |= await usage(db, JANUARY, shard, shard + 63)
    assert by_shard == expected
