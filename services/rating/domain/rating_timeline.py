"""Tariffs laid out for vectorised rating: every instant at which a price may change, and every price, as arrays."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from services.rating.domain.tariff import MINUTES_A_DAY, Tariff, TariffBook, UsageType

Ints = NDArray[np.int64]

CODE_STRIDE = 1 << 40
"""Instants of different tariff codes are told apart by this stride: one sorted array serves all codes."""
FAR = 1 << 39
"""A second after every instant that occurs, and a quantity above every quantity."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The stretches in which a code's version and band stay the same, sorted by (code, start).

    ``keys`` is code × CODE_STRIDE + the stretch's first second; ``ends`` its first second after, in seconds since 1970.
    """

    keys: Ints
    ends: Ints
    versions: Ints
    bands: Ints


@dataclass(frozen=True, slots=True)
class PriceTable:
    """Every rate as arrays. ``rates[version, zone, band]`` is the rate's number, -1 where the zone is not served."""

    rates: NDArray[np.int32]
    minimum: Ints
    setup: Ints
    item: Ints
    step_end: Ints
    step_increment: Ints
    step_micros: Ints


@dataclass(frozen=True, slots=True)
class TariffLayout:
    """The names behind the numbers of a book, in a fixed order: codes and versions by name and date."""

    codes: tuple[str, ...]
    versions: tuple[Tariff, ...]
    first_version: tuple[int, ...]
    zones: tuple[str, ...]
    bands: tuple[str, ...]
    items: tuple[str, ...]
    voice: NDArray[np.bool_]

    @staticmethod
    def of(book: TariffBook) -> "TariffLayout":
        codes = tuple(sorted(book.versions))
        versions = tuple(tariff for code in codes for tariff in book.versions[code])
        counts = [len(book.versions[code]) for code in codes]
        return TariffLayout(
            codes=codes,
            versions=versions,
            first_version=tuple(sum(counts[:n]) for n in range(len(codes))),
            zones=_names(zone for tariff in versions for zone in tariff.prefixes.values()),
            bands=_names(band.name for tariff in versions for band in tariff.bands),
            items=_names(rate.charge_item for tariff in versions for rate in tariff.rates),
            voice=np.array([book.versions[code][0].type is UsageType.VOICE for code in codes], dtype=bool),
        )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def price_table(layout: TariffLayout) -> PriceTable:
    """Lays the rates out. The last step of each rate has no end."""
    zones = {zone: n for n, zone in enumerate(layout.zones)}
    bands = {band: n for n, band in enumerate(layout.bands)}
    items = {item: n for n, item in enumerate(layout.items)}
    numbers = np.full((max(1, len(layout.versions)), max(1, len(zones)), max(1, len(bands))), -1, dtype=np.int32)
    rates = [(n, rate) for n, tariff in enumerate(layout.versions) for rate in tariff.rates]
    deepest = max((len(rate.steps) for _, rate in rates), default=1)
    shape = (max(1, len(rates)), deepest)
    ends, increments, micros = np.full(shape, FAR), np.ones(shape, np.int64), np.zeros(shape, np.int64)
    for number, (version, rate) in enumerate(rates):
        if rate.zone in zones:
            numbers[version, zones[rate.zone], bands[rate.band]] = number
        for place, step in enumerate(rate.steps):
            increments[number, place], micros[number, place] = step.increment, step.increment_micros
            if place:
                ends[number, place - 1] = step.from_quantity
    return PriceTable(
        rates=numbers,
        minimum=np.array([rate.minimum_quantity for _, rate in rates] or [0], dtype=np.int64),
        setup=np.array([rate.setup_micros for _, rate in rates] or [0], dtype=np.int64),
        item=np.array([items[rate.charge_item] for _, rate in rates] or [0], dtype=np.int64),
        step_end=ends.astype(np.int64),
        step_increment=increments,
        step_micros=micros,
    )


def timeline(book: TariffBook, layout: TariffLayout, zone: ZoneInfo, first: dt.date, last: dt.date) -> Timeline:
    """The stretches from the first to the last local day, both inside it."""
    bands = {band: n for n, band in enumerate(layout.bands)}
    stretches: list[tuple[int, int, int, int]] = []
    for code_number, code in enumerate(layout.codes):
        stretches.extend(_stretches_of(book, code, code_number, layout, bands, zone, first, last))
    table = np.array(stretches, dtype=np.int64).reshape(-1, 4)
    return Timeline(keys=table[:, 0], ends=table[:, 1], versions=table[:, 2], bands=table[:, 3])


def _stretches_of(
    book: TariffBook,
    code: str,
    code_number: int,
    layout: TariffLayout,
    bands: dict[str, int],
    zone: ZoneInfo,
    first: dt.date,
    last: dt.date,
) -> list[tuple[int, int, int, int]]:
    """One code's stretches as (key, end, version, band); neighbours that price alike are one."""
    versions = book.versions[code]
    numbers = {tariff.version: layout.first_version[code_number] + n for n, tariff in enumerate(versions)}
    begun: list[tuple[int, int, int]] = []
    day = max(first, versions[0].effective_date)
    while day <= last:
        tariff = book.on(code, day)
        assert tariff is not None
        for instant in _candidates(tariff, day, zone):
            local = dt.datetime.fromtimestamp(instant, zone)
            if local.date() != day:
                continue
            stretch = (numbers[tariff.version], bands[tariff.band_at(local)])
            if not begun or begun[-1][1:] != stretch:
                begun.append((instant, *stretch))
        day += dt.timedelta(days=1)
    ends = [later[0] for later in begun[1:]] + [FAR] * bool(begun)
    base = code_number * CODE_STRIDE
    return [(base + start, end, version, band) for (start, version, band), end in zip(begun, ends, strict=True)]


def _candidates(tariff: Tariff, day: dt.date, zone: ZoneInfo) -> Sequence[int]:
    """The instants of a local day at which its band may change; on a day with a clock change every minute is one."""
    midnight = dt.datetime.combine(day, dt.time(), zone)
    start = int(midnight.timestamp())
    following = int(dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone).timestamp())
    if following - start != MINUTES_A_DAY * 60:
        return range(start, following, 60)
    edges = {0} | {edge for band in tariff.bands for edge in (band.start_minute, band.end_minute)}
    return [start + 60 * minute for minute in sorted(edges) if minute < MINUTES_A_DAY]
