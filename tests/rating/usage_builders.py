"""Tariffs and usage as the tests of rating need them."""

import datetime as dt
from zoneinfo import ZoneInfo

from services.rating.domain.tariff import (
    Allowance,
    Band,
    Calendar,
    DayKind,
    Limit,
    Rate,
    Scale,
    Step,
    Tariff,
    TariffBook,
    UsageType,
)
from services.rating.domain.usage_record import UsageRecord

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YEAR = Calendar("CN", holidays=frozenset({dt.date(2026, 1, 1)}), worked_days=frozenset({dt.date(2026, 1, 4)}))

PEAK = Band("PEAK", frozenset({DayKind.WORKDAY}), 8 * 60, 21 * 60)
OFF_PEAK = Band("OFF_PEAK")
LOCAL_STEPS = (Step(0, 180, 220_000), Step(180, 60, 110_000))
"""本地网: the first three minutes 0.22 yuan, each further minute 0.11 yuan."""


def voice_tariff(
    version: str = "2026-01",
    effective_date: dt.date = dt.date(2026, 1, 1),
    *,
    factor: int = 1,
    minimum: int = 0,
    setup: int = 0,
    allowances: tuple[Allowance, ...] = (),
    scales: tuple[Scale, ...] = (),
    limits: tuple[Limit, ...] = (),
) -> Tariff:
    """Local calls by steps, long distance by the minute in two bands, Hong Kong by 6 seconds at all times."""
    local = tuple(Step(step.from_quantity, step.increment, step.increment_micros * factor) for step in LOCAL_STEPS)
    minute, night, hong_kong = Step(0, 60, 300_000), Step(0, 60, 150_000), Step(0, 6, 150_000)
    distance = [
        ("LONG", "PEAK", Step(minute.from_quantity, minute.increment, minute.increment_micros * factor)),
        ("LONG", "OFF_PEAK", Step(night.from_quantity, night.increment, night.increment_micros * factor)),
        ("HK", "PEAK", Step(hong_kong.from_quantity, hong_kong.increment, hong_kong.increment_micros * factor)),
        ("HK", "OFF_PEAK", Step(hong_kong.from_quantity, hong_kong.increment, hong_kong.increment_micros * factor)),
    ]
    rates = [Rate("LOCAL", band, "CALLS", local, minimum, setup * factor) for band in ("PEAK", "OFF_PEAK")]
    rates += [Rate(zone, band, "LONG_DISTANCE", (step,), minimum, setup * factor) for zone, band, step in distance]
    return Tariff(
        code="FIXED-VOICE",
        version=version,
        type=UsageType.VOICE,
        effective_date=effective_date,
        prefixes={"8": "LOCAL", "0311": "LOCAL", "0": "LONG", "00852": "HK"},
        bands=(PEAK, OFF_PEAK),
        rates=tuple(rates),
        title="固定电话 fixed-line calls",
        calendar=NEW_YEAR,
        allowances=allowances,
        scales=scales,
        limits=limits,
    )


def data_tariff(version: str = "2026-01", effective_date: dt.date = dt.date(2026, 1, 1)) -> Tariff:
    """Data by the mebibyte, everywhere and always."""
    return Tariff(
        code="DATA",
        version=version,
        type=UsageType.DATA,
        effective_date=effective_date,
        prefixes={"": "ANY"},
        bands=(Band("ALWAYS"),),
        rates=(Rate("ANY", "ALWAYS", "DATA", (Step(0, 1024, 10_000),)),),
    )


def book(*tariffs: Tariff) -> TariffBook:
    return TariffBook.of(tariffs or (voice_tariff(), data_tariff()))


def call(start: str, seconds: int, number: str = "88123456", record_id: str = "r1") -> UsageRecord:
    """A call at a local time in Shanghai."""
    begun = dt.datetime.fromisoformat(start).replace(tzinfo=SHANGHAI)
    return UsageRecord(record_id, UsageType.VOICE, "031188000001", number, begun, seconds)
