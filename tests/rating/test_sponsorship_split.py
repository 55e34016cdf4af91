"""Who pays what of a member's charges: worked example 6 of the domain, and that the parts always sum."""

from hypothesis import given
from hypothesis import strategies as st

from services.rating.domain.sponsorship import SponsorshipKind, Terms, reaches, sponsor

BY_ITEM, CAP, RATIO = SponsorshipKind
CHARGES = [("calls", 8000), ("data", 4000), ("mailbox", 500)]


def terms(*kinds: tuple[SponsorshipKind, tuple[str, ...], int]) -> list[Terms]:
    return [
        Terms(f"G{place}", "A-1", kind, items, permille=figure, cap=figure, priority=place)
        for place, (kind, items, figure) in enumerate(kinds)
    ]


def paid(charges: list[tuple[str, int]], agreed: list[Terms]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in sponsor(charges, agreed):
        found[part.agreement_id] = found.get(part.agreement_id, 0) + part.amount
    return found


def test_r_spo_2_example_6_item_then_ratio_then_cap():
    agreed = terms((BY_ITEM, ("mailbox",), 0), (RATIO, ("calls", "data"), 500), (CAP, (), 5000))
    assert paid(CHARGES, agreed) == {"G0": 500, "G1": 6000, "G2": 5000}


def test_r_spo_2_example_6_item_then_cap_then_ratio():
    agreed = terms((BY_ITEM, ("mailbox",), 0), (CAP, (), 5000), (RATIO, ("calls", "data"), 500))
    assert paid(CHARGES, agreed) == {"G0": 500, "G1": 5000, "G2": 3500}


def test_r_gen_1_example_6_the_member_keeps_the_remainder_of_an_odd_sum():
    assert paid([("calls", 1001)], terms((RATIO, ("calls",), 500))) == {"G0": 501}


def test_r_spo_2_a_cap_is_used_up_in_item_order():
    parts = sponsor([("data", 4000), ("calls", 8000)], terms((CAP, ("calls", "data"), 9000)))
    assert [(part.index, part.amount) for part in parts] == [(1, 8000), (0, 1000)]


def test_r_spo_1_a_line_that_gives_money_back_is_not_sponsored():
    assert sponsor([("calls", -500)], terms((BY_ITEM, (), 0))) == []


def test_a_sponsorship_cycle_is_found_through_others():
    assert reaches({"A": {"B"}, "B": {"C"}}, "A", "C")
    assert not reaches({"A": {"B"}, "C": {"B"}}, "A", "C")


charges = st.lists(st.tuples(st.sampled_from(["calls", "data", "mailbox"]), st.integers(-(10**6), 10**8)), max_size=8)
kinds = st.tuples(
    st.sampled_from(SponsorshipKind),
    st.lists(st.sampled_from(["calls", "data", "mailbox"]), unique=True, max_size=3).map(tuple),
    st.integers(0, 1000),
)


@given(charges, st.lists(kinds, max_size=5))
def test_r_spo_2_sponsors_never_pay_more_than_a_line(lines, several):
    left = [amount for _, amount in lines]
    for part in sponsor(lines, terms(*several)):
        assert part.amount > 0
        left[part.index] -= part.amount
    assert all(rest >= min(amount, 0) for rest, (_, amount) in zip(left, lines, strict=True))
