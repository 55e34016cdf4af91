"""Files: payments, opening balances, channels' statements; a bad row is told and the rest goes on (R-GEN-4)."""

import datetime as dt

import pytest

from services.chassis.runs import RunKind, RunWorkers
from services.kernel.errors import Refusal
from services.payment.domain.intake import CustomerNews, Termination
from services.payment.domain.payment import Channel
from services.payment.usecases.agents import appraise_agents
from services.payment.usecases.books import list_books
from services.payment.usecases.intake import take_customers, take_terminations
from services.payment.usecases.late_fees import quote
from services.payment.usecases.movement import MovementQuery, arrears_movement
from services.payment.usecases.opening import ControlTotals, OpeningFile, check_opening, import_opening
from services.payment.usecases.payment_files import (
    KIND,
    PaymentFile,
    payment_file_chunk,
    payment_file_report,
    start_payment_file,
)
from services.payment.usecases.reconciliations import (
    ResolveDifference,
    Statement,
    import_statement,
    list_differences,
    resolve_difference,
)
from services.payment.usecases.reversals import ReversePayment, reverse_payment
from tests.payment.conftest import DAY, DUE, Shop
from tests.payment.test_agents import agreed
from tests.payment.test_recording_payments import breaches, due, record

PAYMENTS = "request_id,channel_number,account,amount_minor_units,value_date,payer,book\n"
BOOKS = "account,book_id,kind,charge_items,balance_minor_units\n"
LINES = (
    "account,cycle,line,due_date,subscription,charge_item,line_of_business,sales_unit,"
    "billed_minor_units,open_minor_units,late_fee_minor_units\n"
)


async def load(
    shop: Shop, content: bytes, request_id: str = "F-1", channel: Channel = Channel.BANK_TRANSFER, agent: str = ""
):
    workers = RunWorkers(shop.db)

    async def work(chunk) -> None:
        await payment_file_chunk(shop.db, shop.directory, chunk)

    workers.register([RunKind(KIND, work)])
    view = await start_payment_file(shop.db, PaymentFile(request_id, channel, content, agent))
    await workers.finish(view.key)
    return await payment_file_report(shop.db, view.key)


async def test_a_payment_file_loads_its_good_rows_and_its_rejects_load_again_r_pay_1(shop: Shop):
    await shop.account()
    await shop.bill("2026-01", ("rent", 1000), due=DAY)
    rows = [
        "F1,B1,A-1,100,2026-03-02,Wang,",
        "F2,B2,A-1,-5,2026-03-02,Wang,",
        "F3,B3,A-1,70,2026-03-33,Wang,",
        "F4,B4,A-1,70",
        "F5,B5,A-1,70,2026-03-02,=1+1,",
        "F6,B6,A-9,30,2026-03-02,Li,",
        "F7,B1,A-1,999,2026-03-02,Wang,",
    ]
    content = (PAYMENTS + "\n".join(rows) + "\n").encode() + b"F8,B8,A-1,1,2026-03-02,\xff\xfe,\n"
    report = await load(shop, content)
    assert (report.rows, report.accepted, report.duplicates) == (8, 2, 0)
    assert [(r.line, r.faults[0].field, r.faults[0].rule) for r in report.rejects] == [
        (3, "amount_minor_units", "integer"),
        (4, "value_date", "date"),
        (5, "", "columns"),
        (6, "payer", "formula"),
        (8, "", "CHANNEL_NUMBER_REUSED"),
        (9, "", "utf-8"),
    ]
    assert await due(shop) == 900
    corrected = report.rejects_file.replace(b",-5,", b",5,").split(b"\n")
    again = await load(shop, b"\n".join([corrected[0], corrected[1], rows[0].encode(), b""]), "F-2")
    assert (again.rows, again.accepted, again.duplicates) == (2, 1, 1)
    assert await due(shop) == 895
    assert await breaches(shop) == {}


async def test_a_file_loads_the_rest_where_a_row_is_of_a_date_long_past_r_set_7(shop: Shop):
    await shop.account()
    report = await load(shop, (PAYMENTS + "F1,B1,A-1,5,0001-01-01,,\nF2,B2,A-1,7,2026-03-02,,\n").encode())
    assert (report.accepted, [row.line for row in report.rejects]) == (1, [2])
    assert report.rejects[0].faults[0].rule == "VALUE_DATE_TOO_EARLY"


async def test_the_same_request_with_another_file_is_refused_r_gen_3(shop: Shop):
    await shop.account()
    await load(shop, (PAYMENTS + "F1,B1,A-1,5,2026-03-02,,\n").encode())
    again = await load(shop, (PAYMENTS + "F1,B1,A-1,5,2026-03-02,,\n").encode())
    assert (again.accepted, again.duplicates) == (1, 0)
    with pytest.raises(Refusal) as told:
        await load(shop, (PAYMENTS + "F2,B2,A-1,6,2026-03-02,,\n").encode())
    assert told.value.reason == "REQUEST_ID_REUSED"


async def test_a_file_of_an_agent_counts_as_its_takings_r_pay_5(shop: Shop):
    await shop.account()
    await agreed(shop)
    content = (PAYMENTS + "F1,B1,A-1,5,2026-03-02,,\n").encode()
    unnamed = await load(shop, content, channel=Channel.AGENT)
    assert unnamed.rejects[0].faults[0].rule == "AGENT_CHANNEL_MISMATCH"
    assert (await load(shop, content, "F-2", channel=Channel.AGENT, agent="G-1")).accepted == 1
    (standing,) = await appraise_agents(shop.db, "2026-03")
    assert standing.taken == 5


async def test_a_file_without_its_header_is_refused(shop: Shop):
    with pytest.raises(Refusal, match="header"):
        await load(shop, b"a,b\n1,2\n")


async def test_opening_balances_are_checked_against_control_totals_r_acc_4(shop: Shop):
    await shop.account()
    books = f"{BOOKS}A-1,general,GENERAL,,500\nA-1,prepay,RESTRICTED,rent,300\nA-7,general,GENERAL,,1\n".encode()
    report = await import_opening(shop.db, shop.directory, OpeningFile("O-1", "BOOKS", books))
    assert (report.accepted, [r.line for r in report.rejects]) == (2, [4])
    lines = (
        f"{LINES}A-1,2025-12,1,{DUE},S-1,rent,BROADBAND,U-1,10000,8000,40\n"
        f"A-1,2026-01,1,2026-03-31,S-1,rent,BROADBAND,U-1,100,200,0\n"
    ).encode()
    report = await import_opening(shop.db, shop.directory, OpeningFile("O-2", "RECEIVABLES", lines))
    assert (report.accepted, report.rejects[0].faults[0].field) == (1, "open_minor_units")
    again = await import_opening(shop.db, shop.directory, OpeningFile("O-3", "RECEIVABLES", lines))
    assert (again.accepted, again.duplicates) == (0, 1)
    assert await check_opening(shop.db, ControlTotals(2, 800, 1, 8040)) == ()
    (fault,) = await check_opening(shop.db, ControlTotals(2, 800, 1, 8000))
    assert (fault.field, fault.value) == ("lines_minor_units", "8000")
    (row,) = await arrears_movement(shop.db, MovementQuery(DAY, DAY))
    assert (row.row.opening, row.row.closing, row.in_system) == (8040, 8040, 8040)
    quotes, _ = await quote(shop.db, "A-1", DAY + dt.timedelta(days=10))
    assert [q.open for q in quotes] == [40 + 240]
    assert await breaches(shop) == {}


async def test_a_statement_is_compared_and_its_differences_are_resolved_r_pay_4(shop: Shop):
    await shop.account()
    await record(shop, *(shop.payment(100 * n, number=f"N{n}") for n in range(1, 5)))
    await record(shop, shop.payment(70, number="UNKNOWN", account="A-9"))
    await reverse_payment(shop.db, ReversePayment("Q-1", "COUNTER-N4", "bounced", "clerk"))
    head = "channel_number,amount_minor_units,value_date\n"
    content = f"{head}N1,100,{DAY}\nN2,250,{DAY}\nN9,40,{DAY}\nUNKNOWN,70,{DAY}\nN1,100,{DAY}\n".encode()
    done = await import_statement(shop.db, Statement("S-1", Channel.COUNTER, DAY, content))
    found = done.reconciliation
    assert (found.statement_rows, found.matched_rows, found.matched_amount, found.open_differences) == (4, 2, 170, 3)
    assert [r.line for r in done.report.rejects] == [6]
    listed = await list_differences(shop.db, "COUNTER", DAY, resolved_too=False, after=None, limit=10)
    assert [(d.channel_number, d.kind, d.statement_amount, d.recorded_amount) for d in listed] == [
        ("N2", "AMOUNT", 250, 200),
        ("N3", "EXTRA", None, 300),
        ("N9", "MISSING", 40, None),
    ]
    ask = ResolveDifference("D-1", Channel.COUNTER, DAY, "N9", "booked tomorrow", "clerk")
    assert (await resolve_difference(shop.db, ask)).state == "RESOLVED"
    with pytest.raises(Refusal, match="resolved before"):
        await resolve_difference(shop.db, ResolveDifference("D-2", Channel.COUNTER, DAY, "N9", "again", "clerk"))


async def test_late_fees_stop_at_the_termination_also_for_the_last_bill_r_lat_1(shop: Shop):
    await shop.account()
    await shop.bill("2026-01", ("rent", 10000), due=DUE - dt.timedelta(days=10))
    ended = [Termination("A-1", "C-1", "S-1", DUE - dt.timedelta(days=4))]
    await shop.db.transact(lambda tx: take_terminations(tx, ended))
    await shop.bill("2026-02", ("rent", 10000), due=DUE)
    quotes, _ = await quote(shop.db, "A-1", DAY)
    assert [(q.line.cycle, q.open) for q in quotes] == [("2026-01", 180)]


async def test_debt_follows_its_customer_to_another_unit_r_set_8(shop: Shop):
    await shop.account()
    await shop.bill("2026-01", ("rent", 1000), due=DAY)
    await shop.db.transact(lambda tx: take_customers(tx, [CustomerNews("C-1", "U-2", 2)]))
    rows = await arrears_movement(shop.db, MovementQuery(DAY, DAY))
    assert [(r.sales_unit, r.row.billed, r.row.transfers, r.row.closing, r.in_system) for r in rows] == [
        ("U-1", 1000, -1000, 0, 0),
        ("U-2", 0, 1000, 1000, 1000),
    ]
    assert [view.book.balance for view in await list_books(shop.db, "A-1")] == [0]
