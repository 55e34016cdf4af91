"""Invoices (R-PAY-6): never more than the money, never twice for the same money, one invoice a request."""

import pytest

from services.kernel.errors import Refusal
from services.payment.domain.book import BookKind
from services.payment.domain.operation import BookOpened
from services.payment.domain.records import InvoiceRecord
from services.payment.usecases import invoices
from services.payment.usecases.book_opening import OpenBook, open_book
from services.payment.usecases.books import BookCommand, command_book
from tests.payment.conftest import DAY, Shop, no_sets
from tests.payment.test_recording_payments import record

BILL = "A-1-2026-01"


class CountingIssuer:
    """Counts what it is asked; fails while it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.down = False

    async def issue(self, invoice: InvoiceRecord) -> str:
        self.asked.append(invoice.invoice)
        if self.down:
            raise ConnectionError("the tax office does not answer")
        return f"N-{invoice.invoice}"


def over_bill(request_id: str, amount: int = 0) -> invoices.IssueInvoice:
    return invoices.IssueInvoice(request_id, BILL, "", "CNY", amount, "晋州公司", "91130000")


async def test_an_invoice_over_a_bill_covers_cash_only_and_only_once_r_pay_6(shop: Shop):
    await shop.account()
    await shop.bill("2026-01", ("rent", 1000), due=DAY)
    await open_book(shop.db, no_sets, OpenBook("B-1", "A-1", BookOpened("A-1.gift", BookKind.GIFT)))
    await command_book(shop.db, BookCommand("B-2", "TOP_UP", "A-1.gift", "CNY", 300, "spring", "clerk"))
    await record(shop, shop.payment(700))
    issuer = invoices.SampleIssuer()
    first = await invoices.issue_invoice(shop.db, issuer, over_bill("I-1", 200))
    rest = await invoices.issue_invoice(shop.db, issuer, over_bill("I-2"))
    assert (first.amount, rest.amount, rest.state) == (200, 500, "ISSUED")
    with pytest.raises(Refusal, match="0 minor units are free"):
        await invoices.issue_invoice(shop.db, issuer, over_bill("I-3"))
    assert await invoices.issue_invoice(shop.db, issuer, over_bill("I-1", 200)) == first


async def test_money_of_an_invoiced_prepayment_is_not_invoiced_again_on_its_bill_r_pay_6(shop: Shop):
    await shop.account()
    (done,) = await record(shop, shop.payment(600))
    issuer = invoices.SampleIssuer()
    prepaid = invoices.IssueInvoice("I-1", "", done.payment, "", 0, "", "")
    assert (await invoices.issue_invoice(shop.db, issuer, prepaid)).amount == 600
    await shop.bill("2026-01", ("rent", 1000), due=DAY)
    await record(shop, shop.payment(400))
    assert (await invoices.issue_invoice(shop.db, issuer, over_bill("I-2"))).amount == 400


async def test_a_red_invoice_frees_the_money_and_is_not_reversed_itself_r_pay_6(shop: Shop):
    await shop.account()
    await shop.bill("2026-01", ("rent", 1000), due=DAY)
    await record(shop, shop.payment(1000))
    issuer = invoices.SampleIssuer()
    made = await invoices.issue_invoice(shop.db, issuer, over_bill("I-1"))
    red = await invoices.issue_red(shop.db, issuer, invoices.IssueRed("I-2", made.invoice, "wrong buyer", "clerk"))
    assert (red.amount, red.reverses, red.kind) == (-1000, made.invoice, "RED")
    for number, name in enumerate((made.invoice, red.invoice)):
        with pytest.raises(Refusal, match="is "):
            await invoices.issue_red(shop.db, issuer, invoices.IssueRed(f"I-9{number}", name, "again", "clerk"))
    assert (await invoices.issue_invoice(shop.db, issuer, over_bill("I-3"))).amount == 1000


async def test_an_issuer_that_was_down_finishes_the_same_invoice_and_sending_issues_none(shop: Shop):
    await shop.account()
    await shop.bill("2026-01", ("rent", 1000), due=DAY)
    await record(shop, shop.payment(1000))
    issuer = CountingIssuer()
    issuer.down = True
    with pytest.raises(ConnectionError):
        await invoices.issue_invoice(shop.db, issuer, over_bill("I-1"))
    issuer.down = False
    with pytest.raises(Refusal, match="0 minor units are free"):
        await invoices.issue_invoice(shop.db, issuer, over_bill("I-2"))
    made = await invoices.issue_invoice(shop.db, issuer, over_bill("I-1"))
    sent = await invoices.send_invoice(shop.db, invoices.SendInvoice("I-3", made.invoice, "EMAIL", "a@b.cn"))
    assert (made.state, len(set(issuer.asked)), len(issuer.asked)) == ("ISSUED", 1, 2)
    assert sent.deliveries == (f"EMAIL:a@b.cn:{DAY}",)
    assert [i.invoice for i in await invoices.list_of_account(shop.db, "A-1", "", 10)] == [made.invoice]
