"""Finance: the extract, figures compared and resolved, reports as CSV (R-SET-9, R-SET-8)."""

import pytest

from services.kernel.errors import Refusal
from services.payment.domain.csv_file import csv_text
from services.payment.usecases import finance
from services.payment.usecases.reports import export_report
from tests.payment.conftest import DAY, Shop
from tests.payment.test_recording_payments import record


async def test_finance_that_sends_our_extract_back_agrees_and_a_changed_figure_differs_r_set_9(shop: Shop):
    await shop.account()
    await shop.bill("2026-02", ("rent", 1000), due=DAY)
    await record(shop, shop.payment(400))
    extract = await finance.finance_extract(shop.db, "2026-03")
    assert b"U-1,LEASED_LINE,closing,600\n" in extract
    report = await finance.import_figures(shop.db, finance.FinanceFile("F-1", "2026-03", extract))
    assert (report.rejects, await finance.differences(shop.db, "2026-03", None, 9)) == ((), [])
    changed = extract.replace(b"settled_cash,400", b"settled_cash,390")
    await finance.import_figures(shop.db, finance.FinanceFile("F-2", "2026-03", changed))
    (found,) = await finance.differences(shop.db, "2026-03", None, 9)
    assert (found.figure, found.ours, found.finances) == ("settled_cash", 400, 390)
    key = (found.month, found.sales_unit, found.line_of_business, found.figure)
    resolved = await finance.resolve(shop.db, finance.ResolveFigure("Q-1", key, "bank holiday", "clerk"))
    assert (resolved.state, resolved.resolution) == ("RESOLVED", "bank holiday")
    with pytest.raises(Refusal, match="resolved before"):
        await finance.resolve(shop.db, finance.ResolveFigure("Q-2", key, "again", "clerk"))


async def test_a_figure_that_is_none_is_told_with_its_line(shop: Shop):
    content = b"sales_unit,line_of_business,figure,amount_minor_units\nU-1,BROADBAND,profit,1\nU-1,BROADBAND,billed,x\n"
    report = await finance.import_figures(shop.db, finance.FinanceFile("F-1", "2026-03", content))
    assert [(r.line, r.faults[0].field) for r in report.rejects] == [(2, "figure"), (3, "amount_minor_units")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("PAYMENTS", "COUNTER-P1,A-1,C-1,COUNTER,P1,CNY,400"),
        ("RECEIVABLES", "A-1,A-1-2026-02,1,2026-02"),
        ("BOOKS", "A-1,A-1.general,GENERAL"),
        ("UNIDENTIFIED_RECEIPTS", "COUNTER-P2,COUNTER,P2,A-9,CNY,7"),
        ("RECOVERIES", "write_off,account_id"),
        ("ARREARS_MOVEMENT", "2026-03-02,U-1,LEASED_LINE,CNY,0,1000"),
    ],
)
async def test_every_report_comes_as_csv(shop: Shop, kind: str, expected: str):
    await shop.account()
    await shop.bill("2026-02", ("rent", 1000), due=DAY)
    await record(shop, shop.payment(400, number="P1"), shop.payment(7, number="P2", account="A-9"))
    assert expected in (await export_report(shop.db, kind, None, None)).decode()


def test_a_cell_that_begins_like_a_formula_is_defused():
    assert csv_text(("name",), [("=1+1",), ("Wang",)]) == b"name\n'=1+1\nWang\n"
