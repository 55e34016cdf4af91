"""Taking payments back at any later time (R-PAY-2, R-SET-7), refunds and transfers (R-BOK-4), money that was claimed,
money to accounts that are closed or written off (R-BAD-3).
"""

import asyncio
import datetime as dt

import pytest

from services.kernel.errors import Refusal
from services.payment.domain.book import BookKind
from services.payment.domain.intake import AccountNews, Termination
from services.payment.domain.operation import BookOpened
from services.payment.store.decisions import FIRST_RECOVERY
from services.payment.usecases.book_opening import OpenBook, open_book
from services.payment.usecases.books import (
    BookCommand,
    TransferBook,
    command_book,
    get_book,
    list_movements,
    refund_book,
    transfer_book,
)
from services.payment.usecases.intake import take_accounts, take_terminations
from services.payment.usecases.payment_records import RefundPayment, get_payment, refund_payment
from services.payment.usecases.receipts import ClaimReceipt, ReturnReceipt, claim_receipt, list_receipts, return_receipt
from services.payment.usecases.receivables import list_receivables
from services.payment.usecases.reversals import ReversePayment, reverse_payment
from services.payment.usecases.sweeps import expire_books
from services.payment.usecases.write_offs import PostWriteOff, get_write_off, post_write_off, recoveries
from tests.payment.conftest import DAY, DUE, Shop, no_sets
from tests.payment.test_recording_payments import all_totals, breaches, due, record

OLD = dt.date(2026, 1, 31)


def reversal(number: str, request: str = "") -> ReversePayment:
    return ReversePayment(request or f"Q-{number}", f"COUNTER-{number}", "bounced", "clerk")


async def open_lines(shop: Shop, account: str = "A-1") -> list[tuple[str, int]]:
    views, _, _ = await list_receivables(shop.db, account, as_of=None, settled=False, cycle="")
    return [(v.line.cycle, v.line.open) for v in views]


async def balance(shop: Shop, book: str) -> int:
    return (await get_book(shop.db, book)).book.balance


async def refused(call) -> str:
    with pytest.raises(Refusal) as caught:
        await call
    return caught.value.reason


async def test_a_reversal_after_newer_payments_and_a_write_off_never_writes_off_more_than_was_approved(shop: Shop):
    """R-PAY-2, R-BAD-2: the money that bounced is owed again; the loss that was approved stays what it was."""
    await shop.account()
    await shop.bill("2026-01", ("rent", 1000))
    await record(shop, shop.payment(400, number="P1"), shop.payment(100, number="P2"))
    made = await post_write_off(shop.db, PostWriteOff("W-1", "A-1", "K-1", (), "chain", "gone", "boss"))
    assert (made.amount, await due(shop)) == (500 + 6, 0)
    await reverse_payment(shop.db, reversal("P1"))
    assert await open_lines(shop) == [("2026-01", 400)]
    totals = await all_totals(shop)
    assert totals["written_off_minor_units"] == made.amount
    assert await breaches(shop) == {}


async def test_money_that_recovered_a_write_off_is_taken_back_from_it_r_bad_3(shop: Shop):
    """R-BAD-3: money that is left after the open bills takes that much of the write-off back, and its reversal undoes
    that; to a terminated and closed account too.
    """
    await shop.account()
    await shop.bill("2026-01", ("rent", 1000))
    await shop.db.transact(lambda tx: take_terminations(tx, [Termination("A-1", "C-1", "S-1", DUE)]))
    made = await post_write_off(shop.db, PostWriteOff("W-1", "A-1", "K-1", (), "chain", "gone", "boss"))
    await shop.db.transact(lambda tx: take_accounts(tx, [AccountNews("A-1", "C-1", "CNY", True, True, 2)]))
    await shop.bill("2026-02", ("rent", 50), due=dt.date(2026, 3, 31))
    (left,) = await record(shop, shop.payment(80, number="P1"))
    (named,) = await record(shop, shop.payment(200, number="P2", case="K-1"))
    assert (left.settled, named.settled, await due(shop)) == (80, 200, 0)
    told = await recoveries(shop.db, "A-1", None, None, FIRST_RECOVERY, 10)
    assert [(r.amount, r.payment) for r in told] == [(30, "COUNTER-P1"), (200, "COUNTER-P2")]
    assert sum((await get_write_off(shop.db, made.write_off)).recovered.values()) == 230
    await reverse_payment(shop.db, reversal("P2"))
    assert (await all_totals(shop))["written_off_minor_units"] == made.amount - 30
    assert sum((await get_write_off(shop.db, made.write_off)).recovered.values()) == 30
    assert await breaches(shop) == {}


async def test_money_that_was_transferred_or_refunded_since_is_not_reversed_and_nothing_changes(shop: Shop):
    """R-BOK-4, R-PAY-2: what has left the account cannot be unwound; the refusal names the book."""
    await shop.account()
    await shop.account("A-2", "C-1")
    await record(shop, shop.payment(300, number="P1"), shop.payment(100, number="P2"))
    beyond = TransferBook("T-0", "A-1.general", "A-2.general", "CNY", 401, "move", "clerk")
    assert await refused(transfer_book(shop.db, beyond)) == "BOOK_BALANCE_INSUFFICIENT"
    await transfer_book(shop.db, TransferBook("T-1", "A-1.general", "A-2.general", "CNY", 250, "move", "clerk"))
    assert await refused(reverse_payment(shop.db, reversal("P1"))) == "REVERSAL_LEAVES_NEGATIVE_BOOK"
    await reverse_payment(shop.db, reversal("P2"))
    refund = RefundPayment("RF-1", "COUNTER-P1", "CNY", 50, "asked", "clerk")
    await refund_payment(shop.db, refund)
    assert await refused(refund_payment(shop.db, RefundPayment("RF-2", "COUNTER-P1", "CNY", 251, "x", "clerk"))) == (
        "REFUND_EXCEEDS_PAYMENT"
    )
    assert await refused(reverse_payment(shop.db, reversal("P1", "Q-9"))) == "REVERSAL_LEAVES_NEGATIVE_BOOK"
    assert (await balance(shop, "A-1.general"), await balance(shop, "A-2.general")) == (0, 250)
    assert (await get_payment(shop.db, "COUNTER-P1")).state == "POSTED"
    moved, _ = await list_movements(shop.db, "A-1.general", None, 10)
    assert [(m.operation, m.amount, m.balance) for m in moved] == [
        ("REFUND", -50, 0),
        ("REVERSAL", -100, 50),
        ("TRANSFER", -250, 150),
        ("PAYMENT", 100, 400),
        ("PAYMENT", 300, 300),
    ]
    assert await breaches(shop) == {}


async def test_a_reversal_after_a_gift_ended_finds_the_gift_where_it_would_have_been(shop: Shop):
    """R-SET-7, R-BOK-4: without the payment the gift would have paid before it ended."""
    await shop.account()
    gift = BookOpened("A-1.gift", BookKind.GIFT, valid_until=DAY + dt.timedelta(days=1))
    await open_book(shop.db, no_sets, OpenBook("O-1", "A-1", gift))
    await shop.bill("2026-01", ("rent", 100), due=dt.date(2026, 3, 31))
    await record(shop, shop.payment(100, number="P1"))
    await command_book(shop.db, BookCommand("G-1", "TOP_UP", "A-1.gift", "CNY", 60, "spring", "boss"))
    assert await expire_books(shop.db, DAY) == {"books": 1}
    assert await balance(shop, "A-1.gift") == 0
    await reverse_payment(shop.db, reversal("P1"))
    assert await open_lines(shop) == [("2026-01", 40)]
    assert await refused(refund_book(shop.db, BookCommand("X-1", "REFUND", "A-1.gift", "CNY", 1, "x", "clerk"))) == (
        "BOOK_NOT_REFUNDABLE"
    )
    assert await breaches(shop) == {}


async def test_of_two_reversals_of_one_payment_at_once_one_is_done_and_one_refused(shop: Shop):
    """R-PAY-2, R-GEN-3."""
    await shop.account()
    await shop.bill("2026-01", ("rent", 100), due=DAY)
    await record(shop, shop.payment(100, number="P1"))
    both = [reverse_payment(shop.db, reversal("P1", f"Q-{n}")) for n in range(2)]
    outcomes = await asyncio.gather(*both, return_exceptions=True)
    refusals = [o.reason for o in outcomes if isinstance(o, Refusal)]
    assert refusals == ["PAYMENT_ALREADY_REVERSED"]
    again = next(f"Q-{n}" for n, o in enumerate(outcomes) if not isinstance(o, Refusal))
    assert (await reverse_payment(shop.db, reversal("P1", again))).state == "REVERSED"
    assert await due(shop) == 100
    assert await breaches(shop) == {}


async def test_a_claim_that_was_wrong_is_reversed_and_the_money_waits_to_be_claimed_again(shop: Shop):
    """R-PAY-2: claimed money stays the channel's own number for ever, whoever's it turns out to be."""
    await shop.account()
    await shop.account("A-2", "C-2")
    await shop.bill("2026-01", ("rent", 100), account="A-2", due=DAY)
    first = shop.payment(100, account="A-9", number="B7")
    await record(shop, first)
    await claim_receipt(shop.db, ClaimReceipt("C-1", "COUNTER-B7", "A-1", "", "his slip", "clerk"))
    (again,) = await record(shop, shop.payment(100, account="A-9", number="B7"))
    assert again.account == "A-1"
    await reverse_payment(shop.db, reversal("B7"))
    (waiting,) = await list_receipts(shop.db, "UNCLAIMED", "", None, 10)
    assert (waiting.receipt, waiting.account_named) == ("COUNTER-B7", "A-9")
    claimed = await claim_receipt(shop.db, ClaimReceipt("C-2", "COUNTER-B7", "A-2", "", "hers", "clerk"))
    assert (claimed.account, claimed.settled, await due(shop, "A-2")) == ("A-2", 100, 0)
    await reverse_payment(shop.db, reversal("B7", "Q-2"))
    await claim_receipt(shop.db, ClaimReceipt("C-3", "COUNTER-B7", "A-1", "", "his after all", "clerk"))
    await reverse_payment(shop.db, reversal("B7", "Q-3"))
    await return_receipt(shop.db, ReturnReceipt("B-1", "COUNTER-B7", "nobody's", "clerk"))
    assert (
        await refused(claim_receipt(shop.db, ClaimReceipt("C-4", "COUNTER-B7", "A-1", "", "late", "clerk")))
        == "RECEIPT_NOT_UNCLAIMED"
    )
    assert (await all_totals(shop))["payments_minor_units"] == 0
    assert await breaches(shop) == {}
