"""Reading tariffs, and pricing what has not happened."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from services.chassis.database import Database
from services.kernel.errors import Refusal, RefusalKind
from services.rating.domain.rating_reference import RatedPart
from services.rating.domain.rating_vectors import Priced, RatingEngine
from services.rating.domain.reason import Reason, not_found
from services.rating.domain.tariff import Calendar, TariffBook, UsageType
from services.rating.domain.usage_record import SENTENCES, RejectReason, normalise_number
from services.rating.store import tariffs as store


async def get_tariff(db: Database, code: str, version: str) -> store.StoredTariff:
    """Raises the refusal TARIFF_NOT_FOUND."""
    async with db.read() as tx:
        found = await store.get_tariff(tx, code, version)
    if found is None:
        raise not_found(Reason.TARIFF_NOT_FOUND, "tariff", f"tariffs/{code}/versions/{version}")
    return found


async def list_tariffs(db: Database, code: str, effective_on: dt.date | None) -> list[store.StoredTariff]:
    """All versions by code and version; with a date only those that price on it."""
    async with db.read() as tx:
        found = await store.list_tariffs(tx, code=code)
    if effective_on is not None:
        book = TariffBook.of([each.tariff for each in found if each.state == "APPROVED"])
        found = [each for each in found if book.on(each.tariff.code, effective_on) == each.tariff]
    return sorted(found, key=lambda each: (each.tariff.code, each.tariff.version))


async def list_calendars(db: Database) -> list[Calendar]:
    async with db.read() as tx:
        return list((await store.calendars(tx)).values())


async def quote_usage(
    db: Database, zone: ZoneInfo, code: str, other_party: str, start: dt.datetime, quantity: int
) -> tuple[UsageType, list[RatedPart]]:
    """The parts that a record would have. Raises the refusals TARIFF_NOT_FOUND and SUBJECT_INVALID."""
    async with db.read() as tx:
        book = await store.approved_book(tx)
    if book.on(code, start.astimezone(zone).date()) is None:
        raise not_found(Reason.TARIFF_NOT_FOUND, "tariff", f"tariffs/{code}")
    engine = RatingEngine(book, zone)
    priced = engine.price(
        np.array([engine.layout.codes.index(code)]),
        np.array([int(start.timestamp())]),
        np.array([quantity]),
        pl.Series([normalise_number(other_party)], dtype=pl.String),
    )
    if priced.unknown[0]:
        sentence = SENTENCES[RejectReason.DESTINATION_UNKNOWN]
        raise Refusal(Reason.SUBJECT_INVALID, RefusalKind.INVALID, sentence, metadata={"subject": other_party})
    return book.versions[code][0].type, [_part(engine, priced, n) for n in range(len(priced.record))]


def _part(engine: RatingEngine, priced: Priced, n: int) -> RatedPart:
    names = engine.layout
    free = priced.zone[n] < 0
    return RatedPart(
        names.versions[int(priced.version[n])].name,
        "" if free else names.zones[int(priced.zone[n])],
        "" if free else names.bands[int(priced.band[n])],
        "" if free else names.items[int(priced.item[n])],
        dt.datetime.fromtimestamp(int(priced.start[n]), dt.UTC),
        int(priced.charged[n]),
        int(priced.micros[n]),
    )
