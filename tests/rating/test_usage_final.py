"""R-RAT-2: free units, tiers, volume, floors and caps over a month, and that arrays equal the integer reference."""

import random
from dataclasses import astuple, replace
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from services.rating.domain.rating_final import PART_SCHEMA, ListedPart, finalise, finalise_reference, limited
from services.rating.domain.rating_sums import first_covering, settle_sums, sum_schema, used_columns
from services.rating.domain.tariff import Allowance, Limit, Scale, Tier
from tests.rating.usage_builders import voice_tariff


def part(
    minutes: int, *, start: int = 0, line: str = "S-1", pool: str = "G-1", zone: str = "LOCAL", **more
) -> ListedPart:
    """Minutes at 0.10 yuan each, under the charge item CALLS."""
    values: dict[str, Any] = {
        "source": "sw",
        "record_id": f"{line}-{start}",
        "part": 0,
        "band": "PEAK",
        "charge_item": "CALLS",
        "micros": minutes * 100_000,
    }
    return ListedPart(subscription_id=line, pool=pool, start=start, zone=zone, charged=minutes * 60, **(values | more))


def total(parts, tariff, lines=()):
    return dict(finalise_reference(parts, tariff, lines))


def test_r_rat_2_free_units_are_used_in_the_order_of_start_and_the_record_they_end_in_is_priced_in_proportion():
    tariff = voice_tariff(allowances=(Allowance("minutes", 150),))
    parts = [part(2, start=60, micros=300_000), part(1, start=0), part(3, start=120)]
    assert total(parts, tariff) == {("S-1", "CALLS"): (75_000 + 300_000, 210)}


def test_r_rat_2_free_units_cover_only_their_zones():
    tariff = voice_tariff(allowances=(Allowance("local", 600, zones=frozenset({"LOCAL"})),))
    assert total([part(2), part(2, start=1, zone="HK")], tariff) == {("S-1", "CALLS"): (200_000, 120)}


def test_r_rat_2_a_group_shares_its_free_units():
    tariff = voice_tariff(allowances=(Allowance("group", 180, shared_by_group=True),))
    parts = [part(2, line="S-1", start=0), part(2, line="S-2", start=1), part(2, line="S-3", start=2, pool="S-3")]
    assert total(parts, tariff) == {
        ("S-1", "CALLS"): (0, 0),
        ("S-2", "CALLS"): (100_000, 60),
        ("S-3", "CALLS"): (0, 0),
    }


def test_r_rat_2_tiers_price_each_its_own_part_and_volume_prices_all_of_it():
    tiers = (Tier(0, 1_000), Tier(120, 500))
    parts = [part(1, start=0), part(2, start=1)]
    assert total(parts, voice_tariff(scales=(Scale("CALLS", tiers),))) == {("S-1", "CALLS"): (250_000, 180)}
    assert total(parts, voice_tariff(scales=(Scale("CALLS", tiers, volume=True),))) == {
        ("S-1", "CALLS"): (150_000, 180)
    }


def test_r_rat_2_a_floor_is_charged_without_use_too_and_a_cap_is_the_most():
    tariff = voice_tariff(limits=(Limit("CALLS", floor_micros=500_000, cap_micros=1_000_000),))
    parts = [part(1, line="S-1"), part(60, line="S-2")]
    assert total(parts, tariff, ["S-1", "S-2", "S-3"]) == {
        ("S-1", "CALLS"): (500_000, 60),
        ("S-2", "CALLS"): (1_000_000, 3_600),
        ("S-3", "CALLS"): (500_000, 0),
    }


parts_drawn = st.lists(
    st.builds(
        ListedPart,
        subscription_id=st.sampled_from(["S-1", "S-2", "S-3"]),
        pool=st.just(""),
        start=st.integers(0, 5),
        source=st.sampled_from(["a", "b"]),
        record_id=st.sampled_from(["r1", "r2", "r3", "r4", "r5"]),
        part=st.integers(0, 1),
        zone=st.sampled_from(["LOCAL", "LONG"]),
        band=st.sampled_from(["PEAK", "OFF_PEAK"]),
        charge_item=st.sampled_from(["CALLS", "LONG_DISTANCE"]),
        charged=st.integers(0, 500),
        micros=st.integers(0, 10**9),
    ),
    max_size=25,
    unique_by=lambda p: (p.source, p.record_id, p.part),
).map(
    # A record is one line's, with all of its parts.
    lambda parts: [
        replace(p, pool={"S-3": "S-3"}.get(p.subscription_id, "G"), record_id=f"{p.record_id}/{p.subscription_id}")
        for p in parts
    ]
)
tiers_drawn = st.lists(st.tuples(st.integers(1, 800), st.integers(0, 2_000)), max_size=3).map(
    lambda drawn: (Tier(0, 1_000), *(Tier(sum(d[0] for d in drawn[: n + 1]), p) for n, (_, p) in enumerate(drawn)))
)


@st.composite
def tariffs_drawn(draw):
    allowances = tuple(
        Allowance(
            f"a{n}",
            draw(st.integers(1, 900)),
            frozenset(draw(st.sets(st.sampled_from(["LOCAL", "LONG"])))),
            frozenset(draw(st.sets(st.sampled_from(["PEAK", "OFF_PEAK"])))),
            draw(st.booleans()),
        )
        for n in range(draw(st.integers(0, 2)))
    )
    scales = tuple(
        Scale(item, draw(st.sampled_from([(Tier(0, 900),), draw(tiers_drawn)])), draw(st.booleans()))
        for item in ("CALLS", "LONG_DISTANCE")
        if draw(st.booleans())
    )
    limits = (Limit("CALLS", draw(st.integers(0, 10**8)), draw(st.sampled_from([0, 10**9]))),)
    return voice_tariff(allowances=allowances, scales=scales, limits=limits)


def frame(parts):
    return pl.DataFrame([astuple(each) for each in parts], schema=PART_SCHEMA, orient="row")


def summed(parts, tariff):
    covered_by = [first_covering(tariff, each.zone, each.band) for each in parts]
    listed = frame(parts).with_columns(covered_by=pl.Series(covered_by, dtype=pl.Int64))
    none, charged = pl.col("covered_by") < 0, pl.col("charged")
    used = [
        charged.filter(pl.col("covered_by") == number).sum().alias(name)
        for number, name in enumerate(used_columns(tariff))
    ]
    paid = [charged.filter(none).sum(), pl.col("micros").filter(none | (charged == 0)).sum()]
    sums = listed.group_by("subscription_id", "pool", "charge_item").agg(*paid, *used)
    return sums.select(sum_schema(tariff).names())


def by_sums(parts, tariff, lines):
    totals, ordered = settle_sums(summed(parts, tariff), tariff)
    rest = finalise(frame([part for part in parts if part.pool in ordered]), tariff)
    return limited({**totals, **rest}, tariff, lines)


def test_r_rat_2_who_crosses_no_edge_is_told_from_sums_and_whoever_crosses_one_is_not():
    tariff = voice_tariff(
        allowances=(Allowance("own", 120),), scales=(Scale("CALLS", (Tier(0, 1_000), Tier(60, 500))),)
    )
    within = [part(1, line="S-1", pool="P-1", start=0), part(1, line="S-1", pool="P-1", start=1)]
    ending = [part(3, line="S-2", pool="P-2")]
    totals, ordered = settle_sums(summed([*within, *ending], tariff), tariff)
    assert totals == {("S-1", "CALLS"): (0, 0)}
    assert ordered == ["P-2"]
    beyond = voice_tariff(scales=tariff.scales)
    assert settle_sums(summed(within, beyond), beyond)[1] == ["P-1"]
    assert settle_sums(summed(within[:1], beyond), beyond) == ({("S-1", "CALLS"): (100_000, 60)}, [])


@given(parts_drawn, tariffs_drawn(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_r_rat_2_arrays_equal_the_reference_and_the_order_of_arrival_changes_nothing(
    parts, tariff, dice: random.Random
):
    lines = ["S-1", "S-4"]
    expected = dict(finalise_reference(parts, tariff, lines))
    shuffled = dice.sample(parts, len(parts))
    assert dict(finalise(frame(parts), tariff, lines)) == expected
    assert dict(finalise(frame(shuffled), tariff, lines)) == expected
    assert dict(by_sums(shuffled, tariff, lines)) == expected
    assert dict(finalise_reference(shuffled, tariff, lines)) == expected
