"""Discounts in sequence (R-DIS-1)."""

from hypothesis import given
from hypothesis import strategies as st

from services.kernel.period import Cycle
from services.rating.domain.billing import BillInput, Line, Tables, draft_bill
from services.rating.domain.catalogue import Catalogue, ChargeItem
from services.rating.domain.charging import EffectMode, RentFacts
from services.rating.domain.discounts import Discount, DiscountKind, Granted, Layer, Used, discount_lines

LINES = [("S-1", "rent", 100), ("S-1", "calls", 1001), ("S-2", "rent", 50)]


def granted(
    kind: DiscountKind, name: str = "D", layer: Layer = Layer.ACCOUNT, subject: str = "A-1", **terms
) -> Granted:
    items = frozenset(terms.pop("items", ()))
    return Granted(Discount(name, name, name, kind, items=items, **terms), layer, subject, name)


def left_of(lines, grants, used=()) -> list[int]:
    left = [amount for _, _, amount in lines]
    for part in discount_lines(lines, grants, [Used(*each) for each in used]):
        left[part.index] -= part.amount
    return left


def test_r_dis_1_ten_percent_and_ten_percent_on_100_leave_81():
    twice = [granted(DiscountKind.PERCENT, name, permille=100, items=["rent"]) for name in ("D1", "D2")]
    assert left_of(LINES[:1], twice) == [81]


def test_r_dis_1_a_subscriptions_discount_leaves_the_others_alone():
    grant = granted(DiscountKind.PERCENT, layer=Layer.SUBSCRIPTION, subject="S-2", permille=500)
    assert left_of(LINES, [grant]) == [100, 1001, 25]


def test_r_dis_1_a_sum_is_shared_and_never_makes_a_charge_negative():
    assert sum(left_of(LINES, [granted(DiscountKind.AMOUNT, amount=151)])) == 1000
    assert left_of(LINES, [granted(DiscountKind.AMOUNT, amount=10**6)]) == [0, 0, 0]


def test_r_dis_1_a_cap_and_a_floor_bound_the_sum():
    assert sum(left_of(LINES, [granted(DiscountKind.CAP, amount=500)])) == 500
    assert sum(left_of(LINES, [granted(DiscountKind.FLOOR, amount=5000)])) == 5000


def test_r_dis_1_a_tier_is_chosen_by_the_sum_of_the_items():
    tiers = ((100, 100), (1000, 200))
    assert left_of(LINES, [granted(DiscountKind.TIERED, tiers=tiers)]) == [80, 801, 40]
    assert left_of(LINES[:1], [granted(DiscountKind.TIERED, tiers=tiers)]) == [90]


def test_r_dis_1_nothing_acts_after_an_exclusive_discount():
    first = granted(DiscountKind.PERCENT, "D1", permille=500, exclusive=True, priority=1, items=["rent"])
    then = granted(DiscountKind.PERCENT, "D2", permille=500, priority=2)
    assert left_of(LINES, [then, first]) == [50, 500, 25]


def test_r_dis_1_free_units_free_usage_line_by_line_and_leave_rent_alone():
    grant = granted(DiscountKind.FREE_UNITS, free_units=150)
    used = [(0, 0), (1001, 100), (40, 100)]
    # 100 of 150 units free the first line of calls whole, 50 half of the second's usage; its 10 of rent stand.
    assert left_of(LINES, [grant], used) == [100, 0, 30]
    only = granted(DiscountKind.FREE_UNITS, layer=Layer.SUBSCRIPTION, subject="S-2", free_units=25)
    assert left_of(LINES, [only], used) == [100, 1001, 40]


def test_r_dis_1_free_units_and_percentages_follow_each_other_each_on_what_the_other_left():
    half = granted(DiscountKind.PERCENT, "D1", permille=500, priority=1)
    free = granted(DiscountKind.FREE_UNITS, "D2", free_units=50, priority=2)
    line, used = [("S-1", "calls", 1000)], [(1000, 100)]
    assert left_of(line, [half, free], used) == [250]
    assert left_of(line, [free, free], used) == [0], "the second frees what the first has left"


def test_r_dis_1_free_units_act_on_a_bill_by_the_quantity_that_was_charged():
    catalogue = Catalogue("1", {"calls": ChargeItem("calls", "calls", "calls", "BASIC")}, {}, {}, {}, ())
    facts = RentFacts(EffectMode.BY_DAY, (("", 0),), None, "", None, "", ())
    line = Line("S-1", "FIXED_LINE", "rent", facts, (("calls", 3_000_000, 300),))
    grant = granted(DiscountKind.FREE_UNITS, free_units=100, items=["calls"])
    draft = draft_bill(BillInput("A-1", [line], granted=[grant]), Tables.of(Cycle(2026, 1), catalogue))
    assert [(each.gross, each.discount, each.amount) for each in draft.lines] == [(300, 100, 200)]


terms = st.builds(
    lambda kind, figure, permille, priority: granted(
        kind, amount=figure, permille=permille, priority=priority, tiers=((0, permille),), free_units=figure % 997
    ),
    st.sampled_from([kind for kind in DiscountKind if kind is not DiscountKind.FLOOR]),
    st.integers(0, 10**7),
    st.integers(0, 1000),
    st.integers(0, 5),
)


@given(st.lists(st.integers(-1000, 10**6), max_size=8), st.lists(terms, max_size=5))
def test_r_dis_1_no_discounts_ever_make_a_charge_negative(amounts, grants):
    lines = [("S-1", "rent", amount) for amount in amounts]
    used = [(max(0, amount * 2 // 3), max(0, amount % 1000)) for amount in amounts]
    for amount, left in zip(amounts, left_of(lines, grants, used), strict=True):
        assert min(amount, 0) <= left <= amount
