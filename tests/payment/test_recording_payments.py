"""Recording payments: identity, idempotency, receipts, settlement, the ledger (R-PAY-1, R-PAY-2, R-GEN-3, R-SET-1)."""

import asyncio
import datetime as dt

import pytest

from services.kernel.errors import Refusal
from services.payment.domain.payment import Recorded, Standing
from services.payment.store.checks import CHECKS, run_check, totals
from services.payment.usecases.payments import record_payments
from services.payment.usecases.receipts import ClaimReceipt, NotePossibleAccount, claim_receipt, note_possible_account
from services.payment.usecases.receivables import check_overdue, list_receivables
from services.payment.usecases.reversals import ReversePayment, reverse_payment
from tests.payment.conftest import DAY, Shop


async def breaches(shop: Shop) -> dict[str, list[str]]:
    async with shop.db.read() as tx:
        found = {check.name: (await run_check(tx, check))[1] for check in CHECKS}
    return {name: problems for name, problems in found.items() if problems}


async def record(shop: Shop, *requests) -> list[Recorded]:
    outcomes = await record_payments(shop.db, shop.directory, requests)
    done = [o for o in outcomes if isinstance(o, Recorded)]
    assert len(done) == len(outcomes), outcomes
    return done


async def due(shop: Shop, account: str = "A-1") -> int:
    return (await list_receivables(shop.db, account, as_of=DAY, settled=False, cycle=""))[1]


async def test_a_payment_settles_the_oldest_bill_first_and_the_ledger_balances_r_set_3(shop: Shop):
    await shop.account()
    await shop.bill("2026-02", ("rent", 100), due=dt.date(2026, 3, 31))
    await shop.bill("2026-01", ("rent", 100), due=DAY)
    (done,) = await record(shop, shop.payment(150))
    assert (done.standing, done.settled) == (Standing.PAYMENT, 150)
    views, total, _ = await list_receivables(shop.db, "A-1", as_of=None, settled=False, cycle="")
    assert [(v.line.cycle, v.line.open) for v in views] == [("2026-02", 50)]
    assert total == 50
    assert await breaches(shop) == {}


async def test_the_same_request_is_answered_as_before_and_other_content_is_refused_r_gen_3(shop: Shop):
    await shop.account()
    first = shop.payment(100)
    (done,) = await record(shop, first)
    assert await record(shop, first) == [done]
    other = shop.payment(200, request_id=first.request_id)
    (refused,) = await record_payments(shop.db, shop.directory, [other])
    assert isinstance(refused, Refusal)
    assert refused.reason == "REQUEST_ID_REUSED"


async def test_a_channels_number_is_one_payment_for_ever_r_pay_1(shop: Shop):
    await shop.account()
    (done,) = await record(shop, shop.payment(100, number="W1"))
    (again,) = await record(shop, shop.payment(100, number="W1"))
    assert again == done
    (refused,) = await record_payments(shop.db, shop.directory, [shop.payment(101, number="W1")])
    assert isinstance(refused, Refusal)
    assert refused.reason == "CHANNEL_NUMBER_REUSED"
    assert (await all_totals(shop))["payments_minor_units"] == 100


async def test_one_refused_payment_never_fails_its_neighbours_r_gen_4(shop: Shop):
    await shop.account()
    requests = [
        shop.payment(100),
        shop.payment(0),
        shop.payment(5, value_date=DAY + dt.timedelta(days=1)),
        shop.payment(7, book="A-1.nothing"),
        shop.payment(9, number="a b"),
        shop.payment(50),
    ]
    outcomes = await record_payments(shop.db, shop.directory, requests)
    reasons = [o.reason if isinstance(o, Refusal) else o.amount for o in outcomes]
    assert reasons == [
        100,
        "AMOUNT_NOT_POSITIVE",
        "VALUE_DATE_IN_FUTURE",
        "BOOK_NOT_FOUND",
        "CHANNEL_NUMBER_INVALID",
        50,
    ]
    assert await breaches(shop) == {}


async def test_an_unknown_account_makes_a_receipt_that_is_claimed_and_settles_r_pay_2(shop: Shop):
    await shop.account()
    await shop.bill("2026-01", ("rent", 100), due=DAY)
    (receipt,) = await record(shop, shop.payment(100, account="A-9", number="B7"))
    assert receipt.standing is Standing.RECEIPT
    claimed = await claim_receipt(shop.db, ClaimReceipt("Q-1", "COUNTER-B7", "A-1", "", "his slip", "clerk"))
    assert (claimed.settled, claimed.receipt, await due(shop)) == (100, "COUNTER-B7", 0)
    with pytest.raises(Refusal, match="CLAIMED"):
        await claim_receipt(shop.db, ClaimReceipt("Q-2", "COUNTER-B7", "A-1", "", "again", "clerk"))
    assert await breaches(shop) == {}


async def test_an_unclaimed_receipt_that_may_be_theirs_blocks_a_suspension_r_ctl_6(shop: Shop):
    await shop.account()
    await shop.bill("2026-01", ("rent", 100))
    await record(shop, shop.payment(100, account="A-9", number="B7"))
    await note_possible_account(shop.db, NotePossibleAccount("Q-1", "COUNTER-B7", "A-1", "clerk"))
    (standing,), _ = await check_overdue(shop.db, shop.directory, ["A-1"], DAY)
    assert (standing.overdue_principal, standing.unclaimed, standing.suspension_blocked) == (100, 100, True)
    await claim_receipt(shop.db, ClaimReceipt("Q-2", "COUNTER-B7", "A-1", "", "his", "clerk"))
    (standing,), _ = await check_overdue(shop.db, shop.directory, ["A-1"], DAY)
    assert (standing.overdue_principal, standing.unclaimed) == (0, 0)


async def test_check_overdue_counts_what_is_due_with_its_late_fee_r_ctl_6(shop: Shop):
    await shop.account()
    await shop.bill("2026-01", ("rent", 10000))
    await shop.bill("2026-02", ("rent", 500), due=dt.date(2026, 3, 31))
    (standing, unknown), _ = await check_overdue(shop.db, shop.directory, ["A-1", "A-8"], DAY)
    assert (standing.overdue_principal, standing.overdue_late_fee, standing.not_due) == (10000, 60, 500)
    assert (standing.suspension_blocked, unknown.known, unknown.suspension_blocked) == (False, False, True)


async def test_worked_example_2_through_the_store_r_set_7(shop: Shop):
    await shop.account()
    await shop.bill("2026-01", ("rent", 100), due=DAY)
    await shop.bill("2026-02", ("rent", 100), due=DAY)
    await record(shop, shop.payment(100, number="P1"))
    await record(shop, shop.payment(100, number="P2"))
    reversed_ = await reverse_payment(shop.db, ReversePayment("Q-1", "COUNTER-P1", "bounced", "clerk"))
    assert reversed_.state == "REVERSED"
    views, _, _ = await list_receivables(shop.db, "A-1", as_of=None, settled=False, cycle="")
    assert [(v.line.cycle, v.line.open) for v in views] == [("2026-02", 100)]
    with pytest.raises(Refusal, match="was reversed on"):
        await reverse_payment(shop.db, ReversePayment("Q-2", "COUNTER-P1", "again", "clerk"))
    assert await breaches(shop) == {}


async def test_concurrent_batches_on_one_account_add_up_exactly(shop: Shop):
    await shop.account()
    await shop.bill("2026-01", ("rent", 10_000), due=DAY)
    batches = [[shop.payment(7) for _ in range(20)] for _ in range(6)]
    await asyncio.gather(*(record(shop, *batch) for batch in batches))
    assert await due(shop) == 10_000 - 7 * 120
    assert await breaches(shop) == {}


async def all_totals(shop: Shop) -> dict[str, int]:
    async with shop.db.read() as tx:
        return await totals(tx)
