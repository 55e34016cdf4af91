"""The vectorised engine: records priced with arrays, equal to the integer reference in every part (R-RAT-2)."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.rating.domain.rating_timeline import CODE_STRIDE, FAR, PriceTable, TariffLayout, Timeline
from services.rating.domain.rating_timeline import price_table as lay_prices
from services.rating.domain.rating_timeline import timeline as lay_timeline
from services.rating.domain.tariff import TariffBook

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_SECONDS_A_DAY = 86_400
_HEADS_MAX = 200_000
"""So many number heads are remembered a version at most, so that memory stays flat under long prefixes too."""


@dataclass(frozen=True, slots=True)
class Priced:
    """Parts of records as arrays of one length, sorted by (record, part); numbers are those of the layout.

    ``missing`` and ``unknown`` have the length of the records: no tariff at the start, and no price for the number.
    Records of quantity 0 have one part with zone, band and item -1.
    """

    record: Ints
    part: Ints
    version: Ints
    zone: Ints
    band: Ints
    item: Ints
    start: Ints
    charged: Ints
    micros: Ints
    missing: Flags
    unknown: Flags


@dataclass(frozen=True, slots=True)
class _Part:
    record: Ints
    number: int
    version: Ints
    zone: Ints
    band: Ints
    item: Ints
    start: Ints
    charged: Ints
    micros: Ints


class RatingEngine:
    """Prices chunks by one book of tariffs. Zones of number heads are remembered between chunks."""

    def __init__(self, book: TariffBook, zone: ZoneInfo) -> None:
        self.book = book
        self.layout: TariffLayout = TariffLayout.of(book)
        self._zone = zone
        self._prices: PriceTable = lay_prices(self.layout)
        self._zone_numbers = {name: n for n, name in enumerate(self.layout.zones)}
        self._heads: list[dict[str, int]] = [{} for _ in self.layout.versions]
        self._timeline: tuple[dt.date, dt.date, Timeline] | None = None

    def price(self, code: Ints, start: Ints, quantity: Ints, number: pl.Series) -> Priced:
        """Prices records: tariff code (-1: none), start in seconds since 1970, quantity, normalised number."""
        line = self._timeline_for(start, quantity)
        stretch = _stretch_at(line, code, start)
        missing = stretch < 0
        unknown = np.zeros(len(code), dtype=bool)
        parts: list[_Part] = []
        nothing = np.flatnonzero(~missing & (quantity == 0))
        if len(nothing):
            parts.append(_free_of_charge(nothing, line.versions[stretch[nothing]], start[nothing]))
        active = np.flatnonzero(~missing & (quantity > 0))
        position = np.zeros(len(active), dtype=np.int64)
        end = quantity[active]
        turn = 0
        while len(active):
            here = stretch[active] if turn == 0 else _stretch_at(line, code[active], start[active] + position)
            version, band = line.versions[here], line.bands[here]
            zone = self._zones_of(version, number.gather(active) if len(active) < len(code) else number)
            rate = np.where(zone >= 0, self._prices.rates[version, zone, band], -1).astype(np.int64)
            if turn == 0:
                end = np.maximum(end, np.where(rate >= 0, self._prices.minimum[rate], 0))
            known = rate >= 0
            if not known.all():
                unknown[active[~known]] = True
                active, position, end = active[known], position[known], end[known]
                version, zone, band, rate, here = version[known], zone[known], band[known], rate[known], here[known]
            timed = self.layout.voice[code[active]]
            until = np.minimum(end, np.where(timed, line.ends[here] - start[active], FAR))
            after, micros = _charge(self._prices, rate, position, until)
            if turn == 0:
                micros = micros + self._prices.setup[rate]
            begun = start[active] + np.where(timed, position, 0)
            item = self._prices.item[rate]
            parts.append(_Part(active, turn, version, zone, band, item, begun, after - position, micros))
            going_on = after < end
            active, position, end = active[going_on], after[going_on], end[going_on]
            turn += 1
        return _in_order(parts, missing, unknown)

    def _timeline_for(self, start: Ints, quantity: Ints) -> Timeline:
        """The timeline over all days concerned; kept and widened as chunks ask for more."""
        if len(start) == 0:
            first = last = dt.date(2000, 1, 1)
        else:
            first = _utc_day(int(start.min())) - dt.timedelta(days=2)
            longest = int(np.minimum(quantity, 31 * _SECONDS_A_DAY).max())
            last = _utc_day(int(start.max()) + longest) + dt.timedelta(days=2)
        if self._timeline is not None:
            if self._timeline[0] <= first and last <= self._timeline[1]:
                return self._timeline[2]
            first, last = min(first, self._timeline[0]), max(last, self._timeline[1])
        self._timeline = (first, last, lay_timeline(self.book, self.layout, self._zone, first, last))
        return self._timeline[2]

    def _zones_of(self, version: Ints, number: pl.Series) -> Ints:
        """The zone of each number's longest prefix in its version; -1 for none."""
        found = np.full(len(version), -1, dtype=np.int64)
        for each in np.unique(version):
            here = np.flatnonzero(version == each)
            numbers = number if len(here) == len(version) else number.gather(here)
            found[here] = self._zones_in(int(each), numbers)
        return found

    def _zones_in(self, version: int, number: pl.Series) -> Ints:
        tariff, known = self.layout.versions[version], self._heads[version]
        heads = number.str.slice(0, tariff.prefix_length_max)
        distinct = heads.unique()
        if len(known) > _HEADS_MAX:
            known.clear()
        for head in distinct.to_list():
            if head not in known:
                known[head] = self._zone_numbers.get(tariff.zone_of(head) or "", -1)
        zones = pl.DataFrame({"head": distinct, "zone": [known[head] for head in distinct.to_list()]})
        joined = heads.to_frame("head").join(
            zones.with_columns(pl.col("zone").cast(pl.Int64)), on="head", how="left", maintain_order="left"
        )
        return joined["zone"].to_numpy()


def _utc_day(seconds: int) -> dt.date:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date()


def _stretch_at(line: Timeline, code: Ints, instant: Ints) -> Ints:
    """The stretch of each (code, instant); -1 before the code's first version and for code -1."""
    keys = code * CODE_STRIDE + instant
    if len(line.keys) == 0:
        return np.full(len(code), -1, dtype=np.int64)
    found = np.searchsorted(line.keys, keys, side="right") - 1
    same_code = (found >= 0) & (code >= 0) & (line.keys[found] // CODE_STRIDE == code)
    return np.where(same_code, found, -1)


def _charge(prices: PriceTable, rate: Ints, position: Ints, until: Ints) -> tuple[Ints, Ints]:
    """Lays increments from ``position`` while they begin before ``until``; gives the position after and the price."""
    micros = np.zeros(len(rate), dtype=np.int64)
    for step in range(prices.step_end.shape[1]):
        increment = prices.step_increment[rate, step]
        missing = np.minimum(until, prices.step_end[rate, step]) - position
        count = np.maximum(0, -(-missing // increment))
        position = position + count * increment
        micros += count * prices.step_micros[rate, step]
    return position, micros


def _free_of_charge(record: Ints, version: Ints, start: Ints) -> _Part:
    none, zero = np.full(len(record), -1, dtype=np.int64), np.zeros(len(record), dtype=np.int64)
    return _Part(record, 0, version, none, none, none, start, zero, zero)


def _in_order(parts: list[_Part], missing: Flags, unknown: Flags) -> Priced:
    """Joins the parts by record and part. Records that turned out unknown on the way lose the parts they had."""
    record = np.concatenate([part.record for part in parts] or [np.empty(0, np.int64)])
    turn = np.concatenate([np.full(len(part.record), part.number) for part in parts] or [np.empty(0, np.int64)])
    order = np.lexsort((turn, record)) if len(parts) > 1 else np.arange(len(record))
    order = order[~unknown[record[order]]] if unknown.any() else order

    def column(name: str) -> Ints:
        return np.concatenate([getattr(part, name) for part in parts] or [np.empty(0, np.int64)])[order]

    return Priced(
        record=record[order],
        part=turn[order],
        version=column("version"),
        zone=column("zone"),
        band=column("band"),
        item=column("item"),
        start=column("start"),
        charged=column("charged"),
        micros=column("micros"),
        missing=missing,
        unknown=unknown,
    )
