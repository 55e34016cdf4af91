"""Tariffs from the documents that they are loaded and stored as (docs/rating-usage.md describes the form)."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from services.kernel.errors import Fault
from services.rating.domain.tariff import (
    MINUTES_A_DAY,
    Allowance,
    Band,
    Calendar,
    DayKind,
    Limit,
    Rate,
    Scale,
    Step,
    Tariff,
    Tier,
    UsageType,
)

Document = Mapping[str, Any]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_MICROS_MAX = 10**12
_QUANTITY_MAX = 1 << 40
_TARIFF_KEYS = {
    "code", "version", "title", "type", "effective_date", "calendar", "products", "zones", "bands", "rates",
    "allowances", "scales", "limits",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _At:
    """A place in a document and the faults found so far."""

    path: str
    faults: list[Fault]

    def to(self, step: str | int) -> "_At":
        return _At(f"{self.path}[{step}]" if isinstance(step, int) else f"{self.path}.{step}", self.faults)

    def fault(self, rule: str, value: object, message: str) -> None:
        self.faults.append(Fault(self.path, rule, str(value), message))

    def text(self, value: object) -> str:
        return value if isinstance(value, str) else str(value) if isinstance(value, (int, dt.date)) else ""

    def name(self, value: object) -> str:
        text = self.text(value)
        if not _NAME.fullmatch(text):
            self.fault("name", value, "must be 1 to 32 letters, digits, dots, dashes or underscores")
        return text

    def integer(self, value: object, least: int = 0, most: int = _MICROS_MAX) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.fault("range", value, f"must be a whole number from {least} to {most}")
        return least

    def date(self, value: object) -> dt.date:
        try:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(self.text(value))
        except ValueError:
            self.fault("date", value, "must be a date, YYYY-MM-DD")
            return dt.date(1970, 1, 1)

    def entries(self, value: object) -> "list[tuple[_At, Document]]":
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in cast(list[object], value)):
            self.fault("list", cast(object, value), "must be a list of mappings")
            return []
        return [(self.to(n), each) for n, each in enumerate(cast(list[Document], value))]

    def texts(self, value: object) -> list[str]:
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault("list", value, "must be a list")
            return []
        return [self.text(each) for each in cast(list[object], value)]


def read_calendar(document: Document, path: str, faults: list[Fault]) -> Calendar:
    """A calendar; what is wrong with it is added to the faults."""
    at = _At(path, faults)
    return Calendar(
        at.to("code").name(document.get("code")),
        frozenset(at.to("holidays").date(each) for each in cast(list[object], document.get("holidays") or [])),
        frozenset(at.to("worked_days").date(each) for each in cast(list[object], document.get("worked_days") or [])),
    )


def read_tariff(document: Document, calendars: Mapping[str, Calendar], path: str, faults: list[Fault]) -> Tariff:
    """A tariff's version; all that is wrong with it is added to the faults, and then it must not be used."""
    at = _At(path, faults)
    for key in sorted(set(document) - _TARIFF_KEYS):
        at.to(key).fault("known", key, "is not a field of a tariff")
    calendar = at.text(document.get("calendar") or "")
    if calendar and calendar not in calendars:
        at.to("calendar").fault("known", calendar, "no such calendar")
    kind = at.text(document.get("type"))
    if kind not in UsageType.__members__:
        at.to("type").fault("known", kind, "must be VOICE, DATA, MESSAGE or EVENT")
        kind = UsageType.VOICE.value
    prefixes = _prefixes(at.to("zones"), document.get("zones"))
    bands = tuple(_band(each, entry) for each, entry in at.to("bands").entries(document.get("bands")))
    zones = frozenset(prefixes.values())
    tariff = Tariff(
        code=at.to("code").name(document.get("code")),
        version=at.to("version").name(document.get("version")),
        type=UsageType(kind),
        effective_date=at.to("effective_date").date(document.get("effective_date")),
        prefixes=prefixes,
        bands=bands or (Band("ALWAYS"),),
        rates=_rates(at.to("rates"), document.get("rates"), zones, [band.name for band in bands] or ["ALWAYS"]),
        title=at.text(document.get("title") or ""),
        products=tuple(at.to("products").texts(document.get("products"))),
        calendar=calendars.get(calendar, Calendar("")),
        allowances=_allowances(at.to("allowances"), document.get("allowances"), zones, bands),
        scales=_scales(at.to("scales"), document.get("scales")),
        limits=_limits(at.to("limits"), document.get("limits")),
    )
    _check_whole(at, tariff)
    return tariff


def _prefixes(at: _At, value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not value:
        at.fault("required", cast(object, value), "must map each zone to its prefixes")
        return {}
    found: dict[str, str] = {}
    for zone, prefixes in cast(dict[object, object], value).items():
        here = at.to(at.text(zone))
        here.name(zone)
        if isinstance(prefixes, list) and not all(isinstance(each, str) for each in cast(list[object], prefixes)):
            here.fault(
                "text",
                cast(object, prefixes),
                "prefixes must stand in quotes: 0311 without them is another number in YAML",
            )
            continue
        for prefix in here.texts(cast(object, prefixes)):
            if prefix in found:
                here.fault("unique", prefix, f"the prefix stands in zone {found[prefix]} already")
            if not re.fullmatch(r"[0-9*#A-Za-z.]{0,16}", prefix):
                here.fault("prefix", prefix, "must be up to 16 digits, letters, dots, * or #")
            found[prefix] = at.text(zone)
    return found


def _band(at: _At, entry: Document) -> Band:
    days = at.to("days").texts(entry.get("days"))
    for day in days:
        if day not in DayKind.__members__:
            at.to("days").fault("known", day, "must be WORKDAY, WEEKEND or HOLIDAY")
    start, end = _minute(at.to("start"), entry.get("start"), 0), _minute(at.to("end"), entry.get("end"), MINUTES_A_DAY)
    if start >= end:
        at.fault("order", f"{start}-{end}", "must end after it starts; a band over midnight stands as two of one name")
    kinds = frozenset(DayKind(day) for day in days if day in DayKind.__members__)
    return Band(at.to("band").name(entry.get("band")), kinds, start, end)


def _minute(at: _At, value: object, default: int) -> int:
    if value is None:
        return default
    match = re.fullmatch(r"([0-9]{2}):([0-5][0-9])", at.text(value))
    minute = int(match[1]) * 60 + int(match[2]) if match else -1
    if not 0 <= minute <= MINUTES_A_DAY:
        at.fault("time", value, 'must be a time of day in quotes, "00:00" to "24:00"')
        return default
    return minute


def _rates(at: _At, value: object, zones: frozenset[str], bands: Sequence[str]) -> tuple[Rate, ...]:
    """The rates; band "*" stands for every band that has no rate of its own."""
    found: dict[tuple[str, str], Rate] = {}
    spread: list[Rate] = []
    for here, entry in at.entries(value):
        zone, band = here.text(entry.get("zone")), here.text(entry.get("band") or "*")
        if zone not in zones:
            here.to("zone").fault("known", zone, "no such zone")
        if band != "*" and band not in bands:
            here.to("band").fault("known", band, "no such band")
        rate = Rate(
            zone,
            band,
            here.to("charge_item").name(entry.get("charge_item")),
            _steps(here.to("steps"), entry.get("steps")),
            here.to("minimum").integer(entry.get("minimum", 0), 0, _QUANTITY_MAX),
            here.to("setup_micros").integer(entry.get("setup_micros", 0)),
        )
        if band == "*":
            spread.append(rate)
        elif (zone, band) in found:
            here.fault("unique", f"{zone} {band}", "zone and band have a rate already")
        else:
            found[zone, band] = rate
    for rate in spread:
        for band in dict.fromkeys(bands):
            own = Rate(rate.zone, band, rate.charge_item, rate.steps, rate.minimum_quantity, rate.setup_micros)
            found.setdefault((rate.zone, band), own)
    return tuple(found[key] for key in sorted(found))


def _steps(at: _At, value: object) -> tuple[Step, ...]:
    steps = tuple(
        Step(
            here.to("from").integer(entry.get("from", 0), 0, _QUANTITY_MAX),
            here.to("increment").integer(entry.get("increment"), 1, _QUANTITY_MAX),
            here.to("micros").integer(entry.get("micros")),
        )
        for here, entry in at.entries(value)
    )
    _check_ascending(at, [step.from_quantity for step in steps])
    return steps or (Step(0, 1, 0),)


def _check_ascending(at: _At, starts: list[int]) -> None:
    if not starts or starts[0] != 0 or starts != sorted(set(starts)):
        at.fault("order", starts, "must begin at 0 and grow")


def _allowances(at: _At, value: object, zones: frozenset[str], bands: Sequence[Band]) -> tuple[Allowance, ...]:
    found: list[Allowance] = []
    for here, entry in at.entries(value):
        of_zones, of_bands = here.texts(entry.get("zones")), here.texts(entry.get("bands"))
        for each in (*(set(of_zones) - zones), *(set(of_bands) - {band.name for band in bands})):
            here.fault("known", each, "no such zone or band")
        found.append(
            Allowance(
                here.to("allowance").name(entry.get("allowance")),
                here.to("quantity").integer(entry.get("quantity"), 1, _QUANTITY_MAX),
                frozenset(of_zones),
                frozenset(of_bands),
                bool(entry.get("shared_by_group", False)),
                here.to("priority").integer(entry.get("priority", 0), 0, 1_000),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.priority, each.name)))


def _scales(at: _At, value: object) -> tuple[Scale, ...]:
    found: list[Scale] = []
    for here, entry in at.entries(value):
        tiers = tuple(
            Tier(
                there.to("from").integer(tier.get("from", 0), 0, _QUANTITY_MAX),
                there.to("permille").integer(tier.get("permille"), 0, 10_000),
            )
            for there, tier in here.to("tiers").entries(entry.get("tiers"))
        )
        _check_ascending(here.to("tiers"), [tier.from_quantity for tier in tiers])
        item = here.to("charge_item").name(entry.get("charge_item"))
        found.append(Scale(item, tiers or (Tier(0, 1_000),), bool(entry.get("volume", False))))
    return tuple(found)


def _limits(at: _At, value: object) -> tuple[Limit, ...]:
    found: list[Limit] = []
    for here, entry in at.entries(value):
        floor, cap = here.integer(entry.get("floor_micros", 0)), here.integer(entry.get("cap_micros", 0))
        if cap and floor > cap:
            here.fault("order", f"{floor} > {cap}", "the floor is above the cap")
        found.append(Limit(here.to("charge_item").name(entry.get("charge_item")), floor, cap))
    return tuple(found)


def _check_whole(at: _At, tariff: Tariff) -> None:
    """The last band must fit always, every zone have a price in each band, every item be named once."""
    last = tariff.bands[-1]
    if last.days or last.start_minute or last.end_minute != MINUTES_A_DAY:
        at.to("bands").fault("whole", last.name, "the last band must fit always: no days, no start, no end")
    priced = {(rate.zone, rate.band) for rate in tariff.rates}
    for zone in sorted(set(tariff.prefixes.values())):
        for band in dict.fromkeys(band.name for band in tariff.bands):
            if (zone, band) not in priced:
                at.to("rates").fault("whole", f"{zone} {band}", "the zone has no rate in the band")
    items = {rate.charge_item for rate in tariff.rates}
    for kind, named in (("scales", tariff.scales), ("limits", tariff.limits)):
        names = [each.charge_item for each in named]
        for name in names:
            if name not in items or names.count(name) > 1:
                at.to(kind).fault("charge_item", name, "must be an item of the rates, once")
