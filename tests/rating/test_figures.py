"""Figures of billing, and marketing's ownership list (R-ACC-3)."""

import datetime as dt

import pytest

from services.rating.usecases import customers, figures
from services.rating.usecases.ownership_list import import_ownership_list
from tests.rating.operator import Peers, asked, bill, load_operator, move_to


@pytest.fixture
async def db(database):
    made = database("rating")
    await load_operator(made)
    return made


async def test_r_bil_6_the_revenue_report_sums_the_issued_bills_with_net_and_tax(db):
    await move_to(db, dt.date(2026, 2, 1))
    run = await bill(db, Peers(), "2026-01")
    rows = await figures.revenue(db, "2026-01", "")
    assert sum(row.amount for row in rows) == run.total
    assert all(row.net + row.tax == row.amount for row in rows)
    assert [row.sales_unit for row in await figures.revenue(db, "2026-01", "dongli")] == ["dongli"]


HEADER = b"customer_id,sales_unit,account_manager,start_date,reason\n"


async def test_r_acc_3_the_ownership_list_assigns_customers_from_a_date(db):
    rows = HEADER + b"C-1,xijiao,m-1,2026-01-01,list\nC-2,xijiao,,2026-01-10,list\nC-9,x,,2026-01-10,list\n"
    outcome = await import_ownership_list(db, asked("list"), rows)
    assert (outcome.accepted, [row.line for row in outcome.rejects]) == (2, [4])
    assert (await customers.get_customer(db, "C-1")).sales_unit == "xijiao"
    assert (await customers.get_customer(db, "C-2")).sales_unit == "dongli"
    again = await import_ownership_list(db, asked("again"), rows)
    assert (again.accepted, again.duplicates) == (0, 2)
    await move_to(db, dt.date(2026, 1, 9))
    assert await customers.begin_ownerships(db, dt.date(2026, 1, 9)) == {"begun": 1}
    assert (await customers.get_customer(db, "C-2")).sales_unit == "xijiao"
