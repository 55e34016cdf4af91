"""The integer reference of rating (R-RAT-2): one record, increment by increment, as plainly as the rule reads.

The vectorised engine (``rating_vectors``) is proven equal to it by property tests. Increments are laid end to end from
the start of a call and each is priced by the version and band in which it begins: a call that crosses a band, or
midnight into another version, is split there, and no second is charged twice.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from services.rating.domain.tariff import Rate, Step, Tariff, TariffBook, UsageType
from services.rating.domain.usage_record import RejectReason, UsageRecord, normalise_number


@dataclass(frozen=True, slots=True)
class RatedPart:
    """A part of a record in one band of one version, at list price: before free units, tiers, floors and caps."""

    tariff: str
    zone: str
    band: str
    charge_item: str
    start: dt.datetime
    charged_quantity: int
    micros: int


def rate(record: UsageRecord, code: str, book: TariffBook, zone: ZoneInfo) -> tuple[RatedPart, ...] | RejectReason:
    """The record's parts in order, or why it cannot be priced. Quantity 0 costs nothing, wherever it went."""
    first = book.on(code, record.start.astimezone(zone).date())
    if first is None or first.type is not record.type:
        return RejectReason.TARIFF_MISSING
    if record.quantity == 0:
        return (RatedPart(first.name, "", "", "", record.start, 0, 0),)
    number = normalise_number(record.other_party)
    opening = _rate_at(book, code, number, record.start.astimezone(zone))
    if opening is None:
        return RejectReason.DESTINATION_UNKNOWN
    parts: list[RatedPart] = []
    position, end = 0, max(record.quantity, opening[1].minimum_quantity)
    while position < end:
        instant = record.start.astimezone(dt.UTC)
        if record.type is UsageType.VOICE:
            instant += dt.timedelta(seconds=position)
        priced = _rate_at(book, code, number, instant.astimezone(zone))
        if priced is None:
            return RejectReason.DESTINATION_UNKNOWN
        step = _step_at(priced[1], position)
        _charge(parts, priced, instant, step.increment, step.increment_micros)
        position += step.increment
    parts[0] = replace(parts[0], micros=parts[0].micros + opening[1].setup_micros)
    return tuple(parts)


def _rate_at(book: TariffBook, code: str, number: str, local: dt.datetime) -> tuple[Tariff, Rate] | None:
    tariff = book.on(code, local.date())
    assert tariff is not None, "versions have no end, so one that priced the start prices what follows"
    zone = tariff.zone_of(number)
    if zone is None:
        return None
    found = tariff.rate_of(zone, tariff.band_at(local))
    return None if found is None else (tariff, found)


def _step_at(rate: Rate, position: int) -> Step:
    return [step for step in rate.steps if step.from_quantity <= position][-1]


def _charge(
    parts: list[RatedPart], priced: tuple[Tariff, Rate], instant: dt.datetime, quantity: int, micros: int
) -> None:
    """Adds an increment to the part under way, or begins a part where version, zone or band change."""
    tariff, found = priced
    key = (tariff.name, found.zone, found.band)
    if parts and (parts[-1].tariff, parts[-1].zone, parts[-1].band) == key:
        last = parts[-1]
        parts[-1] = replace(last, charged_quantity=last.charged_quantity + quantity, micros=last.micros + micros)
    else:
        parts.append(RatedPart(*key, found.charge_item, instant, quantity, micros))


def total_by_item(parts: tuple[RatedPart, ...]) -> Mapping[str, int]:
    """Micro-yuan by charge item."""
    sums: dict[str, int] = {}
    for part in parts:
        sums[part.charge_item] = sums.get(part.charge_item, 0) + part.micros
    return sums
