"""Books restricted by charge-item sets (R-BOK-1): what is in a set is the catalogue's to say, day by day."""

import datetime as dt
from collections.abc import Mapping

import pytest

from services.kernel.errors import Refusal
from services.payment.domain.book import BookKind
from services.payment.domain.book_terms import check_terms
from services.payment.domain.operation import BookOpened
from services.payment.usecases.book_opening import OpenBook, open_book
from services.payment.usecases.book_sets import resolve_sets
from services.payment.usecases.books import get_book
from services.payment.usecases.reversals import ReversePayment, reverse_payment
from tests.payment.conftest import DAY, Shop
from tests.payment.test_recording_payments import breaches, due, record

FAR = dt.date(2026, 3, 31)


class Catalogue:
    """A set that grows tomorrow."""

    def __init__(self) -> None:
        self.asked: list[dt.date | None] = []

    async def items_of(self, date: dt.date | None) -> Mapping[str, frozenset[str]]:
        self.asked.append(date)
        later = {"mail"} if date is not None and date > DAY else set[str]()
        return {"voice": frozenset({"calls", "roaming"} | later)}


async def opened(shop: Shop, catalogue: Catalogue, *sets: str) -> None:
    await shop.account()
    terms = BookOpened("A-1.voice", BookKind.RESTRICTED, sets=sets)
    await open_book(shop.db, catalogue.items_of, OpenBook("O-1", "A-1", terms))


async def test_a_book_pays_the_items_of_its_sets_and_nothing_else_r_bok_1(shop: Shop):
    await opened(shop, Catalogue(), "voice")
    await shop.bill("2026-01", ("rent", 100), ("calls", 30), ("roaming", 20), due=FAR)
    (done,) = await record(shop, shop.payment(500, book="A-1.voice"))
    assert (done.settled, await due(shop)) == (50, 100)
    assert await breaches(shop) == {}


async def test_a_set_that_grows_lets_the_book_pay_from_the_next_day_on_and_no_replay_pays_earlier_r_bok_1(shop: Shop):
    catalogue = Catalogue()
    await opened(shop, catalogue, "voice")
    await shop.bill("2026-01", ("mail", 40), ("calls", 30), due=FAR)
    await record(shop, shop.payment(100, book="A-1.voice", number="P1"))
    assert await due(shop) == 40
    assert await resolve_sets(shop.db, catalogue.items_of, DAY) == {"books": 1}
    assert catalogue.asked[-1] == DAY + dt.timedelta(days=1)
    assert await resolve_sets(shop.db, catalogue.items_of, DAY) == {"books": 0}
    assert (await get_book(shop.db, "A-1.voice")).book.set_items == {"calls", "roaming", "mail"}
    await record(shop, shop.payment(5, book="A-1.voice", number="P2"))
    assert await due(shop) == 0
    await reverse_payment(shop.db, ReversePayment("Q-1", "COUNTER-P1", "bounced", "clerk"))
    assert await due(shop) == 65
    assert await breaches(shop) == {}


async def test_a_set_that_the_catalogue_lacks_is_refused_by_name_r_bok_1(shop: Shop):
    with pytest.raises(Refusal, match="no set 'data'") as refused:
        await opened(shop, Catalogue(), "voice", "data")
    assert refused.value.metadata == {"field": "charge_item_sets", "set": "chargeItemSets/data"}


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (BookOpened("A-1.b", BookKind.GENERAL), "kind"),
        (BookOpened("A-1.b", BookKind.RESTRICTED), "charge_items"),
        (BookOpened("A-1.b", BookKind.RESTRICTED, items=("rent",), valid_until=FAR), "validity"),
        (BookOpened("A-1.b", BookKind.GIFT, valid_from=FAR, valid_until=FAR), "validity"),
        (BookOpened("A-1.b", BookKind.GIFT, monthly_limit=-1), "monthly_limit_minor_units"),
        (BookOpened("A-1.b", BookKind.GIFT, ratio_permille=1001), "monthly_ratio_permille"),
    ],
)
def test_terms_against_the_kind_are_refused_with_their_field_r_bok_1(terms: BookOpened, field: str):
    with pytest.raises(Refusal) as refused:
        check_terms(terms)
    assert (refused.value.reason, refused.value.metadata["field"]) == ("BOOK_TERMS_INVALID", field)
