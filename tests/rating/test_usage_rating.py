"""R-RAT-2: what the integer reference of rating charges, and that the vectorised engine charges the same."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from services.rating.domain.rating_reference import RatedPart, rate
from services.rating.domain.rating_vectors import RatingEngine
from services.rating.domain.tariff import Band, DayKind, Rate, Step, Tariff, TariffBook, UsageType
from services.rating.domain.usage_record import RejectReason, UsageRecord, normalise_number
from tests.rating.usage_builders import NEW_YEAR, SHANGHAI, book, call, data_tariff, voice_tariff


def charged(record: UsageRecord, tariffs: TariffBook | None = None) -> list[tuple[str, str, int, int]]:
    parts = rate(record, "FIXED-VOICE", tariffs or book(), SHANGHAI)
    assert not isinstance(parts, RejectReason)
    return [(part.zone, part.band, part.charged_quantity, part.micros) for part in parts]


def test_r_rat_2_the_longest_prefix_decides_the_zone():
    assert charged(call("2026-01-05 10:00:00", 30, "0311-8812 3456"))[0][0] == "LOCAL"
    assert charged(call("2026-01-05 10:00:00", 30, "01088123456"))[0][0] == "LONG"
    assert charged(call("2026-01-05 10:00:00", 30, "+85221234567"))[0][0] == "HK"


def test_r_rat_2_a_started_increment_is_charged_whole_and_steps_follow_each_other():
    assert charged(call("2026-01-05 10:00:00", 1)) == [("LOCAL", "PEAK", 180, 220_000)]
    assert charged(call("2026-01-05 10:00:00", 180)) == [("LOCAL", "PEAK", 180, 220_000)]
    assert charged(call("2026-01-05 10:00:00", 181)) == [("LOCAL", "PEAK", 240, 330_000)]


def test_r_rat_2_a_minimum_and_a_setup_price_are_charged_once():
    tariffs = book(voice_tariff(minimum=120, setup=50_000))
    assert charged(call("2026-01-05 10:00:00", 10, "010123"), tariffs) == [("LONG", "PEAK", 120, 650_000)]


def test_r_rat_2_a_call_that_crosses_a_band_is_split_and_no_second_is_charged_twice():
    """The minute that begins at 20:59:30 is peak whole; the next begins off peak."""
    assert charged(call("2026-01-05 20:58:30", 120, "010123")) == [("LONG", "PEAK", 120, 600_000)]
    assert charged(call("2026-01-05 20:58:30", 121, "010123")) == [
        ("LONG", "PEAK", 120, 600_000),
        ("LONG", "OFF_PEAK", 60, 150_000),
    ]


def test_r_rat_2_a_call_over_midnight_into_a_new_version_is_split_there():
    tariffs = book(voice_tariff(), voice_tariff("2026-02", dt.date(2026, 2, 1), factor=2))
    parts = rate(call("2026-01-31 23:59:00", 120, "010123"), "FIXED-VOICE", tariffs, SHANGHAI)
    assert not isinstance(parts, RejectReason)
    assert [(part.tariff, part.charged_quantity, part.micros) for part in parts] == [
        ("FIXED-VOICE@2026-01", 60, 150_000),
        ("FIXED-VOICE@2026-02", 60, 300_000),
    ]


def test_r_rat_2_holidays_and_worked_weekend_days_follow_the_calendar():
    assert NEW_YEAR.kind_of(dt.date(2026, 1, 1)) is DayKind.HOLIDAY
    assert charged(call("2026-01-01 10:00:00", 60, "010123"))[0][1] == "OFF_PEAK", "a Thursday, but New Year"
    assert charged(call("2026-01-03 10:00:00", 60, "010123"))[0][1] == "OFF_PEAK", "a Saturday"
    assert charged(call("2026-01-04 10:00:00", 60, "010123"))[0][1] == "PEAK", "a Sunday that is worked"


def test_r_rat_2_a_late_record_is_priced_by_the_tariff_of_its_own_time():
    tariffs = book(voice_tariff(), voice_tariff("2026-02", dt.date(2026, 2, 1), factor=2))
    assert charged(call("2026-01-20 10:00:00", 60, "010123"), tariffs)[0][3] == 300_000


def test_an_unknown_destination_is_refused_unless_nobody_answered():
    assert rate(call("2026-01-05 10:00:00", 60, "9"), "FIXED-VOICE", book(), SHANGHAI) is (
        RejectReason.DESTINATION_UNKNOWN
    )
    assert charged(call("2026-01-05 10:00:00", 0, "9")) == [("", "", 0, 0)]


def test_usage_before_the_first_version_has_no_tariff():
    assert rate(call("2025-12-31 10:00:00", 60), "FIXED-VOICE", book(), SHANGHAI) is RejectReason.TARIFF_MISSING


def vectors(records: list[tuple[str, UsageRecord]], tariffs: TariffBook, zone: ZoneInfo = SHANGHAI):
    """What the engine makes of records, as the reference answers."""
    engine = RatingEngine(tariffs, zone)
    codes = {code: n for n, code in enumerate(engine.layout.codes)}
    priced = engine.price(
        np.array([codes[code] for code, _ in records], dtype=np.int64),
        np.array([int(record.start.timestamp()) for _, record in records], dtype=np.int64),
        np.array([record.quantity for _, record in records], dtype=np.int64),
        pl.Series([normalise_number(record.other_party) for _, record in records], dtype=pl.String),
    )
    names = engine.layout
    found: list[list[RatedPart]] = [[] for _ in records]
    for n, record in enumerate(priced.record):
        zone_number, band, item = int(priced.zone[n]), int(priced.band[n]), int(priced.item[n])
        found[record].append(
            RatedPart(
                names.versions[int(priced.version[n])].name,
                names.zones[zone_number] if zone_number >= 0 else "",
                names.bands[band] if band >= 0 else "",
                names.items[item] if item >= 0 else "",
                dt.datetime.fromtimestamp(int(priced.start[n]), dt.UTC),
                int(priced.charged[n]),
                int(priced.micros[n]),
            )
        )
    return [
        RejectReason.TARIFF_MISSING
        if priced.missing[n]
        else RejectReason.DESTINATION_UNKNOWN
        if priced.unknown[n]
        else tuple(found[n])
        for n in range(len(records))
    ]


moments = st.integers(int(dt.datetime(2025, 12, 30, tzinfo=dt.UTC).timestamp()), 1_773_100_800).map(
    lambda second: dt.datetime.fromtimestamp(second, dt.UTC)
)
numbers = st.sampled_from(["88123456", "031188", "0102", "+8522123", "9", "", "00852", "0", "03112"])
calls = st.builds(
    UsageRecord,
    record_id=st.just("r"),
    type=st.just(UsageType.VOICE),
    service_number=st.just("s"),
    other_party=numbers,
    start=moments,
    quantity=st.one_of(st.integers(0, 7_200), st.integers(0, 100_000)),
)
sessions = st.builds(
    UsageRecord,
    record_id=st.just("r"),
    type=st.just(UsageType.DATA),
    service_number=st.just("s"),
    other_party=st.just("cmnet"),
    start=moments,
    quantity=st.integers(0, 1 << 20),
)
steps = st.lists(
    st.tuples(st.integers(1, 400), st.integers(1, 200), st.integers(0, 10**6)), min_size=1, max_size=3
).map(
    lambda drawn: tuple(
        Step(sum(each[0] for each in drawn[:n]), increment, micros) for n, (_, increment, micros) in enumerate(drawn)
    )
)


@st.composite
def drawn_tariffs(draw: st.DrawFn) -> TariffBook:
    """Two versions with drawn steps, minimums, bands and calendars, and a data tariff."""
    versions: list[Tariff] = []
    for version, date in (("1", dt.date(2026, 1, 1)), ("2", draw(st.dates(dt.date(2026, 1, 2), dt.date(2026, 2, 28))))):
        edge = draw(st.integers(1, 1_438))
        bands = (
            Band("A", frozenset(draw(st.sets(st.sampled_from(DayKind)))), edge, edge + 1 + (1_439 - edge) // 2),
            Band("B"),
        )
        zones = draw(st.sets(st.sampled_from(["LOCAL", "LONG", "HK"]), min_size=1))
        rates = tuple(
            Rate(zone, band, f"ITEM_{zone}", draw(steps), draw(st.integers(0, 300)), draw(st.integers(0, 1_000)))
            for zone in sorted(zones)
            for band in ("A", "B")
        )
        prefixes = {"8": "LOCAL", "0311": "LOCAL", "0": "LONG", "00852": "HK"}
        versions.append(
            Tariff("FIXED-VOICE", version, UsageType.VOICE, date, prefixes, bands, rates, calendar=NEW_YEAR)
        )
    return TariffBook.of([*versions, data_tariff()])


@given(drawn_tariffs(), st.lists(st.one_of(calls, sessions), max_size=12))
@settings(max_examples=150, deadline=None)
def test_r_rat_2_the_vectorised_engine_equals_the_integer_reference(tariffs, records):
    pairs = [("FIXED-VOICE" if each.type is UsageType.VOICE else "DATA", each) for each in records]
    assert vectors(pairs, tariffs) == [rate(each, code, tariffs, SHANGHAI) for code, each in pairs]


@given(st.lists(calls, min_size=1, max_size=8))
@settings(max_examples=10, deadline=None)
def test_r_gen_2_a_day_of_23_or_25_hours_is_priced_by_its_own_clock(records):
    """In Berlin the clocks change on 29 March and 25 October 2026."""
    berlin, tariffs = ZoneInfo("Europe/Berlin"), book()
    for day in (dt.datetime(2026, 3, 28, tzinfo=dt.UTC), dt.datetime(2026, 10, 24, tzinfo=dt.UTC)):
        moved = [
            (
                "FIXED-VOICE",
                UsageRecord("r", each.type, "s", each.other_party, day + dt.timedelta(minutes=7 * n), 90_000),
            )
            for n, each in enumerate(records)
        ]
        assert vectors(moved, tariffs, berlin) == [rate(each, code, tariffs, berlin) for code, each in moved]


@given(st.lists(calls, max_size=10), st.integers(2, 5))
@settings(max_examples=60, deadline=None)
def test_doubling_every_price_doubles_every_charge(records, factor):
    pairs = [("FIXED-VOICE", each) for each in records]
    once = vectors(pairs, book(voice_tariff(setup=7)))
    more = vectors(pairs, book(voice_tariff(setup=7, factor=factor)))
    assert [None if isinstance(each, RejectReason) else [part.micros * factor for part in each] for each in once] == [
        None if isinstance(each, RejectReason) else [part.micros for part in each] for each in more
    ]
