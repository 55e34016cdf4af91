"""A database with subscriptions and approved tariffs, for tests that load usage."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from services.chassis.database import Database, Transaction
from services.kernel.ids import shard_of
from services.rating.domain.tariff_document import Document
from services.rating.store.directory import Collection, enter
from services.rating.store.tables import subscription
from services.rating.usecases.tariffs import DecideTariff, LoadTariffs, approve_tariff, load_tariffs
from services.rating.usecases.usage_load import UsageLoader
from tests.rating.usage_builders import SHANGHAI

HEADER = b"record_id,type,service_number,other_party,start,quantity\n"

VOICE_DOCUMENT: dict[str, Any] = {
    "code": "FIXED-VOICE",
    "version": "2026-01",
    "title": "固定电话 fixed-line calls",
    "type": "VOICE",
    "effective_date": "2026-01-01",
    "calendar": "CN",
    "products": ["FIXED-LINE"],
    "zones": {"LOCAL": ["8", "0311"], "LONG": ["0"], "HK": ["00852"]},
    "bands": [{"band": "PEAK", "days": ["WORKDAY"], "start": "08:00", "end": "21:00"}, {"band": "OFF_PEAK"}],
    "rates": [
        {
            "zone": "LOCAL",
            "charge_item": "CALLS",
            "steps": [
                {"from": 0, "increment": 180, "micros": 220_000},
                {"from": 180, "increment": 60, "micros": 110_000},
            ],
        },
        {
            "zone": "LONG",
            "band": "PEAK",
            "charge_item": "LONG_DISTANCE",
            "steps": [{"increment": 60, "micros": 300_000}],
        },
        {"zone": "LONG", "charge_item": "LONG_DISTANCE", "steps": [{"increment": 60, "micros": 150_000}]},
        {"zone": "HK", "charge_item": "LONG_DISTANCE", "steps": [{"increment": 6, "micros": 150_000}]},
    ],
}
CALENDAR: Document = {"code": "CN", "holidays": ["2026-01-01"], "worked_days": ["2026-01-04"]}


async def add_line(
    db: Database,
    subscription_id: str,
    number: str,
    *,
    product: str = "FIXED-LINE",
    start: dt.date | None = dt.date(2025, 12, 1),
    end: dt.date | None = None,
) -> None:
    """A subscription of customer C-{id} on account A-{id}."""
    row = {
        "shard": shard_of(f"C-{subscription_id}"),
        "subscription_id": subscription_id,
        "account_id": f"A-{subscription_id}",
        "customer_id": f"C-{subscription_id}",
        "product_id": product,
        "service_number": number,
        "state": "ACTIVE",
        "charge_start": start,
        "charged_from": start,
        "terminate_date": end,
    }

    async def work(tx: Transaction) -> None:
        await enter(tx, Collection.SUBSCRIPTION, {subscription_id: f"C-{subscription_id}"})
        await tx.insert_many(subscription, [row])

    await db.transact(work)


async def approve(db: Database, *documents: Document) -> None:
    """Loads tariffs as one person and approves them as another."""
    names = "+".join(f"{each['code']}@{each['version']}" for each in documents)
    loaded = await load_tariffs(
        db, LoadTariffs(f"load {names}", "li.wei", {"calendars": [CALENDAR], "tariffs": list(documents)})
    )
    for code, version in loaded.tariffs:
        await approve_tariff(db, DecideTariff(f"approve {code}@{version}", "wang.fang", code, version, "reviewed"))


async def city(db: Database, lines: int = 3, documents: Sequence[Document] = (VOICE_DOCUMENT,)) -> UsageLoader:
    """Lines S-1 … with the numbers 03118800001 …, approved tariffs and a loader."""
    for n in range(1, lines + 1):
        await add_line(db, f"S-{n}", f"0311880000{n}")
    await approve(db, *documents)
    return UsageLoader(db, SHANGHAI)
