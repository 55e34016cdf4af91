"""Files with bad rows (R-ACC-2, R-GEN-4): told with line, field, reason; the rest is loaded, once."""

import datetime as dt

import pytest

from services.kernel.errors import Refusal
from services.rating.usecases import customers, imports, subscriptions
from tests.rating.operator import ACCOUNTS, CUSTOMERS, SUBSCRIPTIONS, asked, load_operator
from tests.rating.published import published
from tollbook.rating.v1 import events_pb2

HEADER = ACCOUNTS.splitlines()[0] + b"\n"
BAD = HEADER + b"".join(
    [
        b"A-8,C-1,good,false,CNY,\n",
        b"A-9,C-9,nobody,false,CNY,\n",
        b"A-10,C-1,too,many,columns,here,now\n",
        b"A-11,C-1,=cmd(),false,CNY,\n",
        b"A-12,C-1,\xff\xfe,false,CNY,\n",
        b"A-13,C-1,day,false,CNY,-1\n",
    ]
)


@pytest.fixture
async def db(database):
    made = database("rating")
    await load_operator(made)
    return made


def faults(outcome) -> dict[int, tuple[str, str]]:
    return {row.line: (row.faults[0].field, row.faults[0].rule) for row in outcome.rejects}


async def test_bad_rows_are_told_and_the_rest_is_loaded(db):
    outcome = await imports.import_accounts(db, asked("bad"), BAD)
    assert (outcome.rows, outcome.accepted, outcome.duplicates) == (6, 1, 0)
    assert faults(outcome) == {
        3: ("customer_id", "CUSTOMER_NOT_FOUND"),
        4: ("", "columns"),
        5: ("display_name", "formula"),
        6: ("", "utf-8"),
        7: ("agreed_payment_day", "integer"),
    }


async def test_the_rejects_file_is_corrected_and_loaded_again_without_doubling_anything(db):
    outcome = await imports.import_accounts(db, asked("bad"), BAD)
    corrected = outcome.rejects_file.replace(b"C-9", b"C-2").replace(b"=cmd()", b"cmd")
    again = await imports.import_accounts(db, asked("again"), corrected)
    assert (again.accepted, again.duplicates, len(again.rejects)) == (2, 0, 3)
    whole = await imports.import_accounts(db, asked("whole"), BAD.replace(b"C-9", b"C-2").replace(b"=cmd()", b"cmd"))
    assert (whole.accepted, whole.duplicates) == (0, 3)


async def test_the_operators_own_files_load_once(db):
    for load, content in (
        (imports.import_customers, CUSTOMERS),
        (imports.import_accounts, ACCOUNTS),
        (imports.import_subscriptions, SUBSCRIPTIONS),
    ):
        outcome = await load(db, asked(load.__name__), content)
        assert (outcome.accepted, outcome.duplicates, outcome.rejects) == (0, outcome.rows, ())
    assert len(await published(db, events_pb2.SubscriptionChanged)) == 5


async def test_r_acc_1_a_class_belongs_to_groups_and_a_member_to_a_group(db):
    rows = CUSTOMERS.splitlines()[0] + (
        b"\nC-7,x,GROUP,,u,,false,,,,\nP-7,y,INDIVIDUAL,A,u,,false,,,,\nP-8,z,INDIVIDUAL,,u,,false,,,,P-1\n"
    )
    outcome = await imports.import_customers(db, asked("classes"), rows)
    assert faults(outcome) == {
        2: ("customer_class", "CUSTOMER_CLASS_INVALID"),
        3: ("customer_class", "CUSTOMER_CLASS_INVALID"),
        4: ("member_of", "MEMBER_OF_INVALID"),
    }


async def test_r_acc_1_dates_products_amounts_and_numbers_of_subscriptions_are_checked(db):
    rows = SUBSCRIPTIONS.splitlines()[0] + (
        b"\nT-1,A-1,leased-line,ZX2,-5,2025-03-01,,\nT-2,A-1,leased-line,ZX3,,2025-02-30,,\nT-3,A-1,warp,ZX4,,2025-03-01,,"
        b"\nT-4,A-9,leased-line,ZX5,,2025-03-01,,\nT-5,A-1,leased-line,ZX1,,2025-03-01,,"
        b"\nT-6,A-1,leased-line,ZX6,,9999-01-01,,\n"
    )
    outcome = await imports.import_subscriptions(db, asked("subs"), rows)
    assert faults(outcome) == {
        2: ("monthly_rent_minor_units", "integer"),
        3: ("charge_start", "date"),
        4: ("product_id", "PRODUCT_NOT_FOUND"),
        5: ("account_id", "ACCOUNT_NOT_FOUND"),
        6: ("service_number", "SERVICE_NUMBER_IN_USE"),
        7: ("charge_start", "charge_start.within_a_year"),
    }


async def test_a_file_with_another_header_is_refused(db):
    with pytest.raises(Refusal) as refused:
        await imports.import_accounts(db, asked("x"), b"id,name\n1,2\n")
    assert refused.value.reason == "FILE_UNREADABLE"


async def test_r_acc_1_everyone_is_there(db):
    assert (await customers.get_customer(db, "P-1")).member_of == "C-1"
    line, currency = await subscriptions.get_subscription(db, "S-1")
    assert (line.rent, line.charged_from, currency) == (300000, dt.date(2026, 1, 1), "CNY")
