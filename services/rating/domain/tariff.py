"""Tariffs as values (R-RAT-2): prices by destination, time band, step and quantity, dated and never edited in place.

Quantities are seconds, kibibytes, messages or events; prices are integers of 10⁻⁶ yuan (R-GEN-1).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

MINUTES_A_DAY = 1_440


class UsageType(StrEnum):
    """What was used; a tariff prices one of them."""

    VOICE = "VOICE"
    DATA = "DATA"
    MESSAGE = "MESSAGE"
    EVENT = "EVENT"


class DayKind(StrEnum):
    """The kind of a day in a calendar."""

    WORKDAY = "WORKDAY"
    WEEKEND = "WEEKEND"
    HOLIDAY = "HOLIDAY"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Holidays and worked weekend days (调休) of a region."""

    code: str
    holidays: frozenset[dt.date] = frozenset()
    worked_days: frozenset[dt.date] = frozenset()

    def kind_of(self, date: dt.date) -> DayKind:
        """A holiday is one on any weekday; a worked day is a workday also on a Sunday."""
        if date in self.holidays:
            return DayKind.HOLIDAY
        if date.weekday() < 5 or date in self.worked_days:
            return DayKind.WORKDAY
        return DayKind.WEEKEND


@dataclass(frozen=True, slots=True)
class Band:
    """A time of day, half-open in minutes, on some kinds of days; on every day when ``days`` is empty."""

    name: str
    days: frozenset[DayKind] = frozenset()
    start_minute: int = 0
    end_minute: int = MINUTES_A_DAY

    def fits(self, kind: DayKind, minute: int) -> bool:
        return self.start_minute <= minute < self.end_minute and (not self.days or kind in self.days)


@dataclass(frozen=True, slots=True)
class Step:
    """From a quantity on, each started increment costs ``increment_micros``."""

    from_quantity: int
    increment: int
    increment_micros: int


@dataclass(frozen=True, slots=True)
class Rate:
    """The price of a zone in a band. ``minimum_quantity`` is charged at least, ``setup_micros`` once a record."""

    zone: str
    band: str
    charge_item: str
    steps: tuple[Step, ...]
    minimum_quantity: int = 0
    setup_micros: int = 0


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is free in a month (免费资源), for the zones and bands named (all when empty)."""

    name: str
    quantity: int
    zones: frozenset[str] = frozenset()
    bands: frozenset[str] = frozenset()
    shared_by_group: bool = False
    priority: int = 0

    def covers(self, zone: str, band: str) -> bool:
        return (not self.zones or zone in self.zones) and (not self.bands or band in self.bands)


@dataclass(frozen=True, slots=True)
class Tier:
    """From a month's quantity on, the rate's price times ``permille`` / 1000."""

    from_quantity: int
    permille: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Tiers of a charge item. ``volume``: the tier that the whole month reaches prices all of it."""

    charge_item: str
    tiers: tuple[Tier, ...]
    volume: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """The least (保底) and the most (封顶) of a charge item in a month; 0: none."""

    charge_item: str
    floor_micros: int = 0
    cap_micros: int = 0


@dataclass(frozen=True, slots=True)
class Tariff:
    """One version of a tariff. It prices from ``effective_date`` until the next approved version begins."""

    code: str
    version: str
    type: UsageType
    effective_date: dt.date
    prefixes: Mapping[str, str]
    bands: tuple[Band, ...]
    rates: tuple[Rate, ...]
    title: str = ""
    products: tuple[str, ...] = ()
    calendar: Calendar = field(default_factory=lambda: Calendar(""))
    allowances: tuple[Allowance, ...] = ()
    scales: tuple[Scale, ...] = ()
    limits: tuple[Limit, ...] = ()

    @property
    def name(self) -> str:
        """What rated usage and explanations call it: code@version."""
        return f"{self.code}@{self.version}"

    @property
    def ordered(self) -> bool:
        """Whether what a month costs depends on more than each record alone: it is then final at the bill run."""
        return bool(self.allowances or self.scales or self.limits)

    def zone_of(self, number: str) -> str | None:
        """The zone of the longest prefix that fits a normalised number; None for an unknown destination."""
        for length in range(min(len(number), self.prefix_length_max), -1, -1):
            zone = self.prefixes.get(number[:length])
            if zone is not None:
                return zone
        return None

    @property
    def prefix_length_max(self) -> int:
        return max(map(len, self.prefixes), default=0)

    def band_at(self, local: dt.datetime) -> str:
        """The band at a local time; the first that fits is taken."""
        kind = self.calendar.kind_of(local.date())
        minute = local.hour * 60 + local.minute
        return next(band.name for band in self.bands if band.fits(kind, minute))

    def rate_of(self, zone: str, band: str) -> Rate | None:
        return next((rate for rate in self.rates if rate.zone == zone and rate.band == band), None)


@dataclass(frozen=True, slots=True)
class TariffBook:
    """The approved versions by code, each list in the order in which they take effect."""

    versions: Mapping[str, tuple[Tariff, ...]]

    @staticmethod
    def of(tariffs: Sequence[Tariff]) -> "TariffBook":
        """Takes versions in the order of their approval: of two with one effective date the later approved prices."""
        newest = {(tariff.code, tariff.effective_date): tariff for tariff in tariffs}
        by_code: dict[str, list[Tariff]] = {}
        for key in sorted(newest):
            by_code.setdefault(key[0], []).append(newest[key])
        return TariffBook({code: tuple(versions) for code, versions in by_code.items()})

    def on(self, code: str, date: dt.date) -> Tariff | None:
        """The version that prices on a date; None before the first and for an unknown code."""
        found = None
        for tariff in self.versions.get(code, ()):
            if tariff.effective_date > date:
                break
            found = tariff
        return found

    def product_tariffs(self) -> dict[tuple[str, UsageType], str]:
        """The code that prices a product's usage of a type: the newest version's products count.

        A tariff that names no product stands under product "".
        """
        newest = [versions[-1] for _, versions in sorted(self.versions.items())]
        return {(product, tariff.type): tariff.code for tariff in newest for product in tariff.products or ("",)}

    def of_month(self, code: str, last_day: dt.date) -> Tariff | None:
        """The version whose allowances, tiers, floors and caps a month has: the one in force on its last day."""
        return self.on(code, last_day)
