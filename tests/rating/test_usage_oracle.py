"""R-RAT-2: from the file to what a bill is made of, the engine equals the integer reference."""

import datetime as dt
from random import Random
from typing import Any

from services.kernel.errors import Fault
from services.kernel.ids import shard_of
from services.rating.domain.rating_final import ListedPart, finalise_reference
from services.rating.domain.rating_reference import rate
from services.rating.domain.tariff import Tariff, TariffBook
from services.rating.domain.tariff_document import read_calendar, read_tariff
from services.rating.domain.usage_files import UsageFormat
from services.rating.domain.usage_record import RejectReason, UsageRecord
from services.rating.store.tables import customer
from services.rating.usecases.usage_import import import_file
from tests.rating.test_usage_cycles import JANUARY, usage
from tests.rating.usage_builders import SHANGHAI, call
from tests.rating.usage_fixtures import CALENDAR, HEADER, VOICE_DOCUMENT, city

GROUP = {"S-1": "G-1", "S-2": "G-1", "S-3": "C-S-3"}
LINES = {f"0311880000{n}": f"S-{n}" for n in (1, 2, 3)}


def drawn_document(dice: Random, version: str, date: str) -> dict[str, Any]:
    """A version of the tariff with drawn allowances, tiers, floor and cap."""
    return VOICE_DOCUMENT | {
        "version": version,
        "effective_date": date,
        "rates": [
            {**rate, "minimum": dice.choice([0, 90]), "setup_micros": dice.choice([0, 7])}
            for rate in VOICE_DOCUMENT["rates"]
        ],
        "allowances": [
            {"allowance": "own", "quantity": dice.randint(1, 5_000), "zones": ["LOCAL"], "priority": 1},
            {"allowance": "all", "quantity": dice.randint(1, 9_000), "shared_by_group": dice.random() < 0.5},
        ],
        "scales": [
            {
                "charge_item": "LONG_DISTANCE",
                "tiers": [{"from": 0, "permille": 1000}, {"from": dice.randint(1, 2_000), "permille": 777}],
                "volume": dice.random() < 0.5,
            }
        ],
        "limits": [{"charge_item": "CALLS", "floor_micros": dice.choice([0, 50_000]), "cap_micros": 9_000_000}],
    }


def drawn_calls(dice: Random, count: int) -> list[tuple[str, UsageRecord]]:
    """Calls of January with the numbers that made them; some of them to nowhere."""
    numbers = ["88123456", "0311812", "0102", "+8522123", "9", "00852"]
    return [
        (
            dice.choice(sorted(LINES)),
            call(
                f"2026-01-{dice.randint(1, 31):02d} {dice.randint(0, 23):02d}:{dice.randint(0, 59):02d}:30",
                dice.choice([0, 1, 60, dice.randint(0, 9_000), dice.randint(0, 90_000)]),
                dice.choice(numbers),
                f"c{n:04d}",
            ),
        )
        for n in range(count)
    ]


def row(number: str, record: UsageRecord) -> str:
    local = record.start.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
    return f"{record.record_id},VOICE,{number},{record.other_party},{local},{record.quantity}\n"


def expected(calls: list[tuple[str, UsageRecord]], tariffs: list[Tariff]):
    """What the reference makes of the calls: totals by line and item, and how many it could not price."""
    parts: list[ListedPart] = []
    rejected = 0
    for number, record in calls:
        priced = rate(record, "FIXED-VOICE", TariffBook.of(tariffs), SHANGHAI)
        if isinstance(priced, RejectReason):
            rejected += 1
            continue
        line = LINES[number]
        for n, part in enumerate(priced):
            if part.charge_item:
                start = int(part.start.timestamp())
                parts.append(
                    ListedPart(line, GROUP[line], start, "switch-1", record.record_id, n, part.zone, part.band,
                               part.charge_item, part.charged_quantity, part.micros)
                )  # fmt: skip
    totals = finalise_reference(parts, tariffs[-1], sorted(GROUP))
    return {key: value for key, value in totals.items() if value != (0, 0)}, rejected


async def check_against_reference(database, seed: int, count: int) -> None:
    dice = Random(seed)
    documents = [
        drawn_document(dice, "2026-01", "2026-01-01"),
        drawn_document(dice, "2026-02", f"2026-01-{dice.randint(2, 31):02d}"),
    ]
    faults: list[Fault] = []
    calendars = {"CN": read_calendar(CALENDAR, "", faults)}
    tariffs = [read_tariff(each, calendars, "", faults) for each in documents]
    assert not faults
    db = database("rating", date=dt.date(2026, 1, 31))
    loader = await city(db, documents=documents)
    members = [
        {"shard": shard_of(f"C-{line}"), "customer_id": f"C-{line}", "member_of": pool if pool == "G-1" else ""}
        for line, pool in GROUP.items()
    ]
    await db.transact(lambda tx: tx.insert_many(customer, members))
    calls = drawn_calls(dice, count)
    content = HEADER + "".join(row(*each) for each in dice.sample(calls, len(calls))).encode()
    outcome = await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", content)
    totals, rejected = expected(calls, tariffs)
    assert len(outcome.rejects) == rejected
    found = {
        (line, item): (micros, charged)
        for line, items in (await usage(db, JANUARY)).items()
        for item, micros, charged in items
    }
    assert found == totals


async def test_r_rat_2_a_file_comes_to_what_the_integer_reference_says(database):
    await check_against_reference(database, 1, 120)
