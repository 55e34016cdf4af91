"""Drawing on another account through a book (R-BOK-3), also across customers, after a death, and twice at once."""

import asyncio
import datetime as dt

import pytest

from services.kernel.errors import Refusal
from services.payment.domain.book import BookKind
from services.payment.domain.operation import BookOpened
from services.payment.store.funding import open_draws
from services.payment.usecases import funding
from services.payment.usecases.book_opening import OpenBook, open_book
from services.payment.usecases.books import BookCommand, TransferBook, get_book, refund_book, transfer_book
from services.payment.usecases.funding import SetFunding, draw_due, draw_for, set_funding
from services.payment.usecases.payments import record_payments
from services.payment.usecases.reversals import ReversePayment, ReverseSettlement, reverse_payment, reverse_settlement
from services.payment.usecases.settlements import SetPlan, Settle, list_of_account, set_plan, settle_now
from tests.payment.conftest import DAY, Shop, no_sets
from tests.payment.test_recording_payments import breaches, due, record

FAR = dt.date(2026, 3, 31)
BOOK = "A-1.group"


async def funded(shop: Shop, *, limit: int = 1_000, giver: str = "C-2", items: tuple[str, ...] = ()) -> None:
    """Account A-1 of C-1 with a book that draws on A-2 of ``giver``."""
    await shop.account("A-1", "C-1")
    await shop.account("A-2", giver)
    kind = BookKind.RESTRICTED if items else BookKind.GENERAL
    opened = BookOpened(BOOK, kind, items=items)
    request = SetFunding("O-1", BOOK, "A-2", "CNY", limit, "clerk")
    await open_book(shop.db, no_sets, OpenBook("O-1", "A-1", opened, request))


async def money(shop: Shop, book: str) -> int:
    return (await get_book(shop.db, book)).book.balance


async def drawn(shop: Shop) -> int:
    found = (await get_book(shop.db, BOOK)).book.funding
    return found.drawn if found else -1


@pytest.mark.parametrize("giver", ["C-1", "C-2"])
async def test_a_book_draws_on_an_account_of_the_same_and_of_another_customer_r_bok_3(shop: Shop, giver: str):
    await funded(shop, giver=giver)
    await record(shop, shop.payment(500, account="A-2"))
    await shop.bill("2026-01", ("rent", 300), due=FAR)
    await record(shop, shop.payment(100))
    assert await draw_due(shop.db, DAY) == {"drawn_minor_units": 200}
    assert (await due(shop), await money(shop, "A-2.general"), await drawn(shop)) == (0, 300, 200)
    assert await draw_due(shop.db, DAY) == {"drawn_minor_units": 0}
    assert await breaches(shop) == {}


async def test_never_more_is_drawn_than_the_limit_allows_r_bok_3(shop: Shop):
    await funded(shop, limit=250)
    await record(shop, shop.payment(5_000, account="A-2"))
    for cycle in ("2026-01", "2026-02"):
        await shop.bill(cycle, ("rent", 200), due=FAR)
        await draw_for(shop.db, "A-1")
    assert (await due(shop), await drawn(shop), await money(shop, "A-2.general")) == (150, 250, 4_750)
    assert await breaches(shop) == {}


async def test_a_restricted_book_draws_only_for_its_items_r_bok_3(shop: Shop):
    await funded(shop, items=("calls",))
    await record(shop, shop.payment(5_000, account="A-2"))
    await shop.bill("2026-01", ("rent", 200), ("calls", 70), due=FAR)
    await draw_for(shop.db, "A-1")
    assert (await due(shop), await drawn(shop)) == (200, 70)


async def test_the_funding_accounts_own_bills_go_first_r_bok_3(shop: Shop):
    await funded(shop)
    plan = SetPlan("P-1", "A-2", (), (), True, False, "", "by hand", "clerk")
    await set_plan(shop.db, plan)
    await shop.bill("2026-01", ("rent", 400), account="A-2", due=FAR)
    await record(shop, shop.payment(450, account="A-2"))
    await shop.bill("2026-01", ("rent", 300), due=FAR)
    assert await draw_for(shop.db, "A-1") == 50
    assert (await due(shop), await money(shop, "A-2.general")) == (250, 400)


async def test_two_books_that_draw_on_one_account_at_once_never_draw_the_same_money_r_bok_3(shop: Shop):
    await funded(shop)
    for account in ("A-3", "A-4", "A-5"):
        await shop.account(account, f"C-{account}")
        opened = BookOpened(f"{account}.group", BookKind.GENERAL)
        request = SetFunding(f"O-{account}", f"{account}.group", "A-2", "CNY", 1_000, "clerk")
        await open_book(shop.db, no_sets, OpenBook(f"O-{account}", account, opened, request))
    await record(shop, shop.payment(700, account="A-2"))
    accounts = ["A-1", "A-3", "A-4", "A-5"]
    for account in accounts:
        await shop.bill("2026-01", ("rent", 300), account=account, due=FAR)
    came = await asyncio.gather(*(draw_for(shop.db, account) for account in accounts * 2))
    assert sum(came) == 700
    assert sum([await due(shop, account) for account in accounts]) == 1_200 - 700
    assert await breaches(shop) == {}


@pytest.mark.parametrize("dies_after", ["_ask", "_give"])
async def test_a_draw_whose_process_died_is_finished_by_the_next_one_r_bok_3(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, dies_after: str
):
    await funded(shop)
    await record(shop, shop.payment(500, account="A-2"))
    await shop.bill("2026-01", ("rent", 300), due=FAR)

    async def dead(*_: object) -> int:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(funding, "_give" if dies_after == "_ask" else "_take", dead)
        with pytest.raises(ConnectionError):
            await draw_for(shop.db, "A-1")
    assert await breaches(shop) == {}
    async with shop.db.read() as tx:
        (left,) = await open_draws(tx)
    assert left.asked == 300
    given = 0 if dies_after == "_ask" else 300
    assert (await money(shop, "A-2.general"), await due(shop)) == (500 - given, 300)
    with pytest.raises(Refusal, match="under way"):
        await set_funding(shop.db, SetFunding("S-1", BOOK, "", "", 0, "clerk"))
    assert await draw_due(shop.db, DAY) == {"drawn_minor_units": 300}
    assert (await money(shop, "A-2.general"), await due(shop), await drawn(shop)) == (200, 0, 300)
    assert await breaches(shop) == {}


async def test_what_was_drawn_and_not_used_goes_back_when_the_drawing_ends_r_bok_3(shop: Shop):
    await funded(shop)
    await record(shop, shop.payment(500, account="A-2"))
    await shop.bill("2026-01", ("rent", 300), due=FAR)
    await draw_for(shop.db, "A-1")
    (settled,) = await list_of_account(shop.db, "A-1", reversed_too=False, before=None, limit=5)
    undo = ReverseSettlement("U-1", "A-1", settled.sequence, settled.posted, "wrong", "clerk")
    await reverse_settlement(shop.db, undo)
    assert (await money(shop, BOOK), await due(shop)) == (300, 300)
    ended = SetFunding("S-1", BOOK, "", "", 0, "clerk")
    assert (await set_funding(shop.db, ended)).book.funding is None
    assert await set_funding(shop.db, ended) == await set_funding(shop.db, ended)
    assert (await money(shop, BOOK), await money(shop, "A-2.general"), await due(shop)) == (0, 500, 300)
    assert await breaches(shop) == {}


async def test_drawn_money_is_neither_refunded_nor_moved_nor_paid_in_r_bok_3(shop: Shop):
    await funded(shop)
    refund = BookCommand("X-1", "REFUND", BOOK, "CNY", 1, "please", "clerk")
    with pytest.raises(Refusal, match="drawn money"):
        await refund_book(shop.db, refund)
    with pytest.raises(Refusal, match="drawn money stays"):
        await transfer_book(shop.db, TransferBook("X-2", BOOK, "A-1.general", "CNY", 1, "please", "clerk"))
    (paid_in,) = await record_payments(shop.db, shop.directory, [shop.payment(5, book=BOOK)])
    assert isinstance(paid_in, Refusal)
    assert paid_in.reason == "BOOK_NOT_TOPPABLE"


async def test_a_whole_bill_plan_draws_a_bill_whole_or_not_at_all_r_bok_3_r_set_4(shop: Shop):
    await funded(shop)
    await set_plan(shop.db, SetPlan("P-1", "A-1", (), (), False, True, "", "whole bills", "clerk"))
    await record(shop, shop.payment(500, account="A-2"))
    await shop.bill("2026-01", ("rent", 200), ("calls", 100), due=FAR)
    await shop.bill("2026-02", ("rent", 250), due=FAR)
    assert await draw_for(shop.db, "A-1") == 300
    assert (await due(shop), await money(shop, BOOK), await money(shop, "A-2.general")) == (250, 0, 200)


async def test_an_account_that_settles_by_hand_draws_when_it_is_settled_r_bok_3_r_set_2(shop: Shop):
    await funded(shop)
    await set_plan(shop.db, SetPlan("P-1", "A-1", (), (), True, False, "", "by hand", "clerk"))
    await record(shop, shop.payment(500, account="A-2"))
    await shop.bill("2026-01", ("rent", 200), due=FAR)
    assert await draw_due(shop.db, DAY) == {"drawn_minor_units": 0}
    await settle_now(shop.db, Settle("S-1", "A-1"))
    assert await due(shop) == 0


async def test_a_payment_whose_money_was_drawn_by_another_is_not_reversed_into_nothing_r_bok_3_r_pay_2(shop: Shop):
    await funded(shop)
    await record(shop, shop.payment(500, account="A-2", number="P1"))
    await shop.bill("2026-01", ("rent", 300), due=FAR)
    await draw_for(shop.db, "A-1")
    with pytest.raises(Refusal) as refused:
        await reverse_payment(shop.db, ReversePayment("Q-1", "COUNTER-P1", "bounced", "clerk"))
    assert refused.value.reason == "REVERSAL_LEAVES_NEGATIVE_BOOK"
    await record(shop, shop.payment(300, number="P2"))
    await reverse_payment(shop.db, ReversePayment("Q-2", "COUNTER-P2", "bounced", "clerk"))
    assert (await due(shop), await drawn(shop)) == (0, 300)
    assert await breaches(shop) == {}


async def test_a_funding_that_makes_no_sense_is_refused_by_name_r_bok_3(shop: Shop):
    await funded(shop)
    await open_book(shop.db, no_sets, OpenBook("G-1", "A-1", BookOpened("A-1.gift", BookKind.GIFT)))
    wrong = [
        ("A-1.general", "A-2", "general book"),
        (BOOK, "A-1", "account itself"),
        (BOOK, "A-9", "unknown"),
        ("A-1.gift", "A-2", "gift"),
    ]
    for book, account, why in wrong:
        with pytest.raises(Refusal, match=why) as refused:
            await set_funding(shop.db, SetFunding("S-1", book, account, "CNY", 10, "clerk"))
        assert refused.value.reason == "FUNDING_NOT_ALLOWED"
