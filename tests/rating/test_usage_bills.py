"""Usage on bills: what re-rating changes stands as an adjustment, and how files and chunks are cut changes no byte."""

import datetime as dt
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from services.kernel.period import Cycle
from services.rating.store.bill_tables import bill_line
from services.rating.usecases import bill_runs, bills
from services.rating.usecases.re_rating import ReRating
from services.rating.usecases.usage_load import UsageLoader
from services.rating.usecases.verification import INVARIANTS
from tests.rating.operator import Peers, bill, load_operator, move_to
from tests.rating.test_re_rating import re_rate
from tests.rating.test_usage_cycles import load
from tests.rating.usage_builders import SHANGHAI
from tests.rating.usage_fixtures import VOICE_DOCUMENT, approve

CALLS_ONLY: dict[str, Any] = VOICE_DOCUMENT | {
    "products": ["fixed-line"],
    "zones": {"LOCAL": ["8", "0311"]},
    "rates": VOICE_DOCUMENT["rates"][:1],
    "allowances": [{"allowance": "group", "quantity": 400, "shared_by_group": True}],
    "scales": [{"charge_item": "CALLS", "tiers": [{"from": 0, "permille": 1000}, {"from": 600, "permille": 777}]}],
}
TWICE = CALLS_ONLY | {
    "version": "2026-01-b",
    "rates": [{**CALLS_ONLY["rates"][0], "steps": [{"from": 0, "increment": 60, "micros": 440_000}]}],
}


def call(record_id, start, seconds, number="03111"):
    return f"{record_id},VOICE,{number},88123456,{start},{seconds}"


async def operator(database) -> UsageLoader:
    db = database("rating", date=dt.date(2026, 1, 31))
    await load_operator(db)
    await approve(db, CALLS_ONLY)
    return UsageLoader(db, SHANGHAI)


async def lines(db):
    """All bill lines as they are stored, byte for byte."""
    async with db.read() as tx:
        rows = await tx.execute(select(bill_line).order_by(*bill_line.primary_key))
        return [tuple(row) for row in rows]


async def test_r_rat_3_a_re_rated_closed_month_is_an_adjustment_on_the_next_bill_with_its_month_and_reason(database):
    loader = await operator(database)
    db = loader.db
    await load(loader, "a", call("r1", "2026-01-05 10:00:00", 580))
    await move_to(db, dt.date(2026, 2, 1))
    await bill(db, Peers(), "2026-01")
    await approve(db, TWICE)
    await re_rate(loader, ReRating(Cycle(2026, 1)))
    await move_to(db, dt.date(2026, 3, 1))
    await bill(db, Peers(), "2026-02")
    _, january = await bills.page_of_lines(db, "A-2", "2026-01", 0, 100)
    _, february = await bills.page_of_lines(db, "A-2", "2026-02", 0, 100)
    # 600 s for 990,000 of which 400 s are free: 330,000; then 600 s for 4,400,000, a third of it 1,466,667.
    assert [(each.kind, each.charge_item, each.amount) for each in january] == [
        ("CHARGE", "fixed-line-rent", 3500),
        ("CHARGE", "CALLS", 33),
    ]
    assert [(e.kind, e.charge_item, e.amount, e.origin_cycle, e.reason) for e in february if e.kind != "CHARGE"] == [
        ("ADJUSTMENT", "CALLS", 114, "2026-01", "RE_RATING")
    ]
    async with db.read() as tx:
        assert [example for each in INVARIANTS for example in (await each.check(tx)).examples] == []


@pytest.mark.parametrize("seed", [1])
async def test_r_rat_2_permuting_files_chunks_and_workers_changes_no_byte_of_any_bill(database, monkeypatch, seed):
    dice = Random(seed)
    calls = [
        call(
            f"c{n:03d}",
            f"2026-01-{dice.randint(1, 30):02d} {dice.randint(0, 23):02d}:{dice.randint(0, 59):02d}:30",
            dice.randint(0, 900),
            dice.choice(["03111", "03112"]),
        )
        for n in range(80)
    ]
    found = []
    for files, chunks in ((1, 4), (5, 9)):
        monkeypatch.setattr(bill_runs, "CHUNKS_MIN", chunks)
        loader = await operator(database)
        order = calls if files == 1 else dice.sample(calls, len(calls))
        for n in range(files):
            await load(loader, f"file-{n}", *order[n::files])
        await move_to(loader.db, dt.date(2026, 2, 1))
        await bill(loader.db, Peers(), "2026-01")
        found.append(await lines(loader.db))
    assert found[0] == found[1]
    assert len(found[0]) == 7, "two lines of calls and five of rent"
