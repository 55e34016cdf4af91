"""The engine against a plain reference of the bill's calculation, for histories, discounts and sponsors of any kind."""

import datetime as dt
import random
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.kernel.period import Cycle
from services.rating.domain.billing import BillInput, Line, OneOff, Tables, draft_bill
from services.rating.domain.catalogue import Catalogue, ChargeItem
from services.rating.domain.charging import EffectMode, RentFacts, Suspended
from services.rating.domain.discounts import Discount, DiscountKind, Granted, Layer
from services.rating.domain.sponsorship import SponsorshipKind, Terms
from services.rating.domain.tax import TaxRate
from tests.rating.bill_reference import reference_bill

CYCLE = Cycle(2026, 3)
ITEMS = ("rent", "calls", "data")
CATALOGUE = Catalogue(
    "v1",
    {item: ChargeItem(item, item, item, category) for item, category in zip(ITEMS, "aab", strict=True)},
    {},
    {},
    {},
    (
        TaxRate("a", 900, dt.date(2020, 1, 1)),
        TaxRate("b", 600, dt.date(2020, 1, 1)),
        TaxRate("b", 0, dt.date(2026, 3, 5)),
    ),
)

KNOWN = ("", "2026-01", "2026-02", "2026-03", "2026-04")


class Dice:
    """Bills of any kind, histories of four months, out of a seed: one bill takes more draws than hypothesis likes."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def date(self) -> dt.date:
        return dt.date(2025, 12, 1) + dt.timedelta(days=self.dice.randrange(150))

    def maybe_date(self) -> dt.date | None:
        return self.date() if self.dice.random() < 0.6 else None

    def items(self) -> tuple[str, ...]:
        return tuple(self.dice.sample(ITEMS, self.dice.randrange(3)))

    def suspension(self) -> Suspended:
        (start, end), (begun, ended) = sorted((self.date(), self.date())), sorted(self.dice.choices(KNOWN, k=2))
        return Suspended(start, end if self.dice.random() < 0.8 else None, begun, ended)

    def facts(self) -> RentFacts:
        return RentFacts(
            mode=self.dice.choice(list(EffectMode)),
            rents=(("", self.dice.choice((0, 1, 99_999, 300_000))), ("2026-02", self.dice.randrange(10**7))),
            charged_from=self.maybe_date(),
            start_known=self.dice.choice(KNOWN),
            terminate_date=self.maybe_date(),
            terminate_known=self.dice.choice(KNOWN),
            suspensions=tuple(self.suspension() for _ in range(self.dice.randrange(3))),
        )

    def line(self, number: int) -> Line:
        used = sorted(self.dice.sample(ITEMS, self.dice.randrange(4)))
        sums = tuple((item, self.dice.randrange(-(10**9), 10**11), self.dice.randrange(3)) for item in used)
        return Line(f"S-{number}", "FIXED_LINE", "rent", self.facts(), sums)

    def granted(self, number: int) -> Granted:
        tiers = ((0, self.dice.randrange(1000)), (10**6, 300))
        return Granted(
            Discount(
                f"D-{number}",
                "",
                "",
                self.dice.choice(list(DiscountKind)),
                frozenset(self.items()),
                self.dice.randrange(1001),
                self.dice.randrange(10**7),
                tiers,
                self.dice.randrange(4),
                self.dice.randrange(3),
                self.dice.random() < 0.2,
            ),
            self.dice.choice(list(Layer)),
            "S-0",
            f"{number}",
        )

    def terms(self, number: int) -> Terms:
        kind, items = self.dice.choice(list(SponsorshipKind)), self.items()
        permille, cap = self.dice.randrange(1001), self.dice.randrange(10**7)
        return Terms(f"G-{number}", f"A-{number}", kind, items, permille, cap, self.dice.randrange(2))

    def one_off(self) -> OneOff:
        amount = self.dice.randrange(-(10**6), 10**6)
        return OneOff("N", "", self.dice.choice(ITEMS), "", amount, self.dice.choice(KNOWN), "why")

    def bill(self) -> BillInput:
        several = self.dice.randrange
        return BillInput(
            "A-9",
            [self.line(number) for number in range(1 + several(3))],
            [self.one_off() for _ in range(several(3))],
            [self.granted(number) for number in range(several(4))],
            [self.terms(number) for number in range(several(4))],
        )


def drafted(wanted: BillInput) -> list[dict[str, Any]]:
    draft = draft_bill(wanted, Tables.of(CYCLE, CATALOGUE))
    found: list[dict[str, Any]] = [
        {
            "kind": line.kind.value,
            "subscription": line.subscription_id,
            "item": line.charge_item,
            "gross": line.gross,
            "discount": line.discount,
            "sponsored": line.sponsored,
            "origin": line.origin_cycle,
            "rate": line.tax_rate,
            "net": line.net,
        }
        for line in draft.lines
    ]
    assert draft.total == sum(line["gross"] - line["discount"] - line["sponsored"] for line in found)
    assert draft.net == sum(line["net"] for line in found)
    assert sum(one.amount for one in draft.sponsored) == sum(line["sponsored"] for line in found)
    return found


seeds = st.integers(0, 2**48)


@settings(max_examples=200, deadline=None)
@given(seeds)
def test_r_bil_1_the_engine_makes_the_bill_that_the_reference_makes(seed):
    wanted = Dice(seed).bill()
    assert drafted(wanted) == reference_bill(wanted, CYCLE, CATALOGUE, 15)


@settings(deadline=None)
@given(st.lists(seeds, min_size=1, max_size=5), st.randoms())
def test_r_bil_1_the_bills_of_a_chunk_do_not_depend_on_one_another(several, order):
    """Accounts of a chunk share the rents that are computed for the first of them."""
    wanted = [Dice(seed).bill() for seed in several]
    alone = [draft_bill(each, Tables.of(CYCLE, CATALOGUE)) for each in wanted]
    shared, places = Tables.of(CYCLE, CATALOGUE), list(range(len(wanted)))
    order.shuffle(places)
    assert {place: draft_bill(wanted[place], shared) for place in places} == dict(enumerate(alone))


whole = st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=4)


@settings(deadline=None)
@given(whole)
def test_doubling_every_price_doubles_what_is_linear(prices):
    """Whole rents and usage of whole fen: nothing is rounded, so nothing but the prices may count."""

    def total(factor: int) -> int:
        charged = [
            Line(
                f"S-{number}",
                "FIXED_LINE",
                "rent",
                RentFacts(EffectMode.BY_DAY, (("", rent * factor),), dt.date(2025, 1, 1)),
                (("calls", calls * 10_000 * factor, 1), ("data", data * 10_000 * factor, 1)),
            )
            for number, (rent, calls, data) in enumerate(prices)
        ]
        return draft_bill(BillInput("A-9", charged), Tables.of(CYCLE, CATALOGUE)).total

    assert total(2) == 2 * total(1) == 2 * sum(sum(each) for each in prices)


def test_r_bil_6_net_and_tax_are_those_of_the_rate_on_the_cycles_last_day_and_always_sum():
    line = Line("S-1", "VALUE_ADDED", "rent", RentFacts(EffectMode.BY_DAY, (("", 10900),), dt.date(2025, 1, 1)))
    used = replace(line, usage=(("data", 10_600 * 10_000, 1),))
    [rent, data] = draft_bill(BillInput("A-9", [used]), Tables.of(CYCLE, CATALOGUE)).lines
    assert (rent.tax_rate, rent.net, rent.amount - rent.net) == (900, 10000, 900)
    assert (data.tax_rate, data.net) == (0, 10600)
    [_, before] = draft_bill(BillInput("A-9", [used]), Tables.of(CYCLE.previous, CATALOGUE)).lines
    assert (before.tax_rate, before.net, before.amount - before.net) == (600, 10000, 600)
