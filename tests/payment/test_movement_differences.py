"""What breaks the movement table is found to the line, and the chart and the statement come from the same entries
(R-SET-8, R-BOK-4).
"""

import datetime as dt
from pathlib import Path

from services.payment.domain.ledger import LedgerAccount
from services.payment.store.rows import modify
from services.payment.usecases import ledger
from tests.payment.conftest import DAY, Shop
from tests.payment.test_recording_payments import breaches, record


async def test_a_line_that_breaks_the_movement_is_found_and_drilled_down_to_its_entries(shop: Shop):
    """R-SET-8: a figure changed behind the ledger's back stands out with what its entries say."""
    await shop.account()
    await shop.bill("2026-01", ("rent", 1000), ("calls", 200), due=dt.date(2026, 3, 31))
    await record(shop, shop.payment(1100))
    assert await ledger.differences(shop.db, ("", "", 0), 10) == []
    spoiled = "UPDATE bill_line SET open = open - 30 WHERE bill = 'A-1-2026-01' AND line = 2"
    assert await shop.db.transact(lambda tx: modify(tx, spoiled)) == 1
    (found,) = await ledger.differences(shop.db, ("", "", 0), 10)
    assert (found.account, found.bill, found.line, found.by_entries, found.by_line) == (
        "A-1",
        "A-1-2026-01",
        2,
        100,
        70,
    )
    assert {"movement_equals_arrears", "movement_closes_by_unit_and_line_of_business"} <= (await breaches(shop)).keys()
    entries = await ledger.entries(
        shop.db,
        account=found.account,
        ledger_account="RECEIVABLE",
        sales_unit="U-1",
        movement="",
        since=DAY,
        until=None,
        after=None,
        limit=50,
    )
    told = [(e.operation, e.movement, e.amount) for e in entries if (e.bill, e.line) == (found.bill, found.line)]
    assert told == [("BILL", "BILLED", 200), ("PAYMENT", "SETTLED_CASH", -100)]


async def test_the_chart_balances_and_a_statement_closes_where_the_next_opens(shop: Shop):
    """R-BOK-4: debits equal credits over the whole chart, accounts without entries included."""
    await shop.account()
    await shop.bill("2026-01", ("rent", 1000), due=dt.date(2026, 3, 31))
    await record(shop, shop.payment(1100), shop.payment(9, account="A-9"))
    totals = await ledger.chart(shop.db, None, None)
    assert {total.account for total in totals} == {account.value for account in LedgerAccount}
    assert sum(total.debits - total.credits for total in totals) == 0
    tomorrow = DAY + dt.timedelta(days=1)
    today = await ledger.statement(shop.db, "A-1", DAY, tomorrow)
    later = await ledger.statement(shop.db, "A-1", tomorrow, None)
    assert (today.opening_due, today.closing_due, today.closing_books) == (0, 0, 100)
    assert (later.opening_due, later.opening_books, later.entries) == (today.closing_due, today.closing_books, ())


def test_the_chart_of_accounts_is_documented_whole():
    page = (Path(__file__).parents[2] / "docs" / "payment-ledger.md").read_text(encoding="utf-8")
    assert [account.value for account in LedgerAccount if f"`{account.value}`" not in page] == []
