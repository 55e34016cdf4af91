"""Bills of the system before (R-ACC-4): loaded, checked against control totals, issued once, by another person."""

import datetime as dt

import pytest

from services.chassis.runs import RunWorkers
from services.chassis.tables import closed_day
from services.kernel.errors import Refusal
from services.rating.domain.opening import ControlTotal, total_differences
from services.rating.usecases import bills, opening
from services.rating.worker import run_kinds
from tests.rating.operator import APPROVER, OWNER, Peers, asked, bill, load_operator, move_to
from tests.rating.published import published
from tests.rating.test_bill_run import breaches
from tollbook.rating.v1 import events_pb2

HEADER = b"account_id,cycle,due_date,subscription_id,charge_item,amount_minor_units\n"
FILE = HEADER + b"".join(
    [
        b"A-1,2025-11,2025-12-31,S-1,leased-line-rent,300000\n",
        b"A-1,2025-12,2026-01-31,S-1,leased-line-rent,300000\n",
        b"A-1,2025-12,2026-01-31,,CALLS,1234\n",
        b"A-2,2025-12,2026-01-31,S-2,fixed-line-rent,3500\n",
    ]
)
TOTALS = [
    ControlTotal("2025-11", "", 1, 300000),
    ControlTotal("2025-12", "", 3, 304734),
    ControlTotal("2025-12", "dongli", 1, 3500),
]


@pytest.fixture
async def db(database):
    made = database("rating")
    await load_operator(made)
    return made


async def confirm(db, request: str = "confirm", totals=TOTALS, actor: str = APPROVER):
    found = await opening.confirm_opening(db, asked(request, actor), totals, "agrees with the old system")
    workers = RunWorkers(db)
    workers.register(run_kinds(db, Peers()))
    while await workers.work_once():
        pass
    return found


async def test_r_acc_4_open_bills_are_issued_to_payment_with_their_own_due_dates(db):
    loaded = await opening.import_opening_bills(db, asked("opening"), FILE)
    assert (loaded.rows, loaded.accepted, loaded.rejects) == (4, 4, ())
    assert await published(db, events_pb2.BillIssued) == []
    found = await confirm(db)
    assert (found.differences, found.bills, found.amount) == ((), 3, 604734)
    issued = {each.bill: each for each in await published(db, events_pb2.BillIssued)}
    assert {name: (each.total.minor_units, each.due_date.month, each.sales_unit) for name, each in issued.items()} == {
        "bills/A-1-2025-11": (300000, 12, "salesUnits/chengqu"),
        "bills/A-1-2025-12": (301234, 1, "salesUnits/chengqu"),
        "bills/A-2-2025-12": (3500, 1, "salesUnits/dongli"),
    }
    whole = issued["bills/A-1-2025-12"]
    assert [(line.line, line.charge_item, line.amount.minor_units) for line in whole.lines] == [
        (1, "chargeItems/leased-line-rent", 300000),
        (2, "chargeItems/CALLS", 1234),
    ]
    assert (await bills.get_bill(db, "A-2", "2025-12")).net == 3211
    assert await breaches(db) == []
    await move_to(db, dt.date(2026, 2, 1))
    assert (await bill(db, Peers(), "2026-01")).bills == 4


async def test_r_acc_4_bad_rows_are_told_and_the_file_loaded_again_doubles_nothing(db):
    bad = [
        b"A-1,2026-01,2026-01-31,S-1,leased-line-rent,1\n",
        b"A-1,2025-10,2025-11-30,S-1,leased-line-rent,-5\n",
        b"A-7,2025-10,2025-11-30,S-2,nothing,5\n",
        b"A-2,2025-12,2026-01-30,,CALLS,5\n",
        b"A-2,2025-12,2026-01-31,S-2,fixed-line-rent,3501\n",
        b"=A,2025-10,2025-11-31,,CALLS,5\n",
    ]
    await opening.import_opening_bills(db, asked("opening"), FILE)
    again = await opening.import_opening_bills(db, asked("again"), FILE + b"".join(bad))
    assert (again.rows, again.accepted, again.duplicates, len(again.rejects)) == (10, 0, 4, 6)
    assert {row.line: [(fault.field, fault.rule) for fault in row.faults] for row in again.rejects} == {
        6: [("cycle", "CYCLE_NOT_ENDED")],
        7: [("amount_minor_units", "integer")],
        8: [
            ("account_id", "ACCOUNT_NOT_FOUND"),
            ("subscription_id", "SUBSCRIPTION_NOT_FOUND"),
            ("charge_item", "CHARGE_ITEM_NOT_FOUND"),
        ],
        9: [("due_date", "OPENING_LINE_EXISTS")],
        10: [("amount_minor_units", "OPENING_LINE_EXISTS")],
        11: [("account_id", "id"), ("due_date", "date")],
    }
    await opening.import_opening_bills(db, asked("more"), HEADER + b"A-1,2025-12,2026-01-31,,mailbox-fee,6\n")
    checked = await opening.check_opening_totals(db, TOTALS)
    assert [(each.expected.cycle, each.lines, each.amount) for each in checked.differences] == [("2025-12", 4, 304740)]


async def test_r_acc_4_a_total_that_differs_is_told_and_nothing_is_issued(db):
    await opening.import_opening_bills(db, asked("opening"), FILE)
    with pytest.raises(Refusal) as refused:
        await confirm(db, totals=[ControlTotal("2025-12", "", 3, 304735)])
    assert (refused.value.reason, refused.value.metadata) == ("OPENING_TOTALS_DIFFER", {"differences": "2"})
    assert [fault.field for fault in refused.value.faults] == ["totals.2025-12.all", "totals.2025-11.all"]
    assert await published(db, events_pb2.BillIssued) == []


async def test_r_acc_4_who_loaded_does_not_confirm_and_after_the_first_day_nothing_is_loaded(db):
    await opening.import_opening_bills(db, asked("opening"), FILE)
    with pytest.raises(Refusal) as refused:
        await confirm(db, actor=OWNER)
    assert refused.value.reason == "APPROVER_IS_REQUESTER"
    await confirm(db)
    with pytest.raises(Refusal) as refused:
        await opening.import_opening_bills(db, asked("late"), FILE)
    assert (refused.value.reason, refused.value.metadata) == ("OPENING_CONFIRMED", {"bills": "3"})
    assert await confirm(db) == await confirm(db)
    assert len(await published(db, events_pb2.BillIssued)) == 3


async def test_r_acc_4_opening_bills_come_before_the_first_day_is_closed(db):
    async with db.engine.begin() as conn:
        closed = {"date": dt.date(2025, 12, 31), "counters": {}, "closed_at": dt.datetime.now(dt.UTC)}
        await conn.execute(closed_day.insert().values(closed))
    with pytest.raises(Refusal) as refused:
        await opening.import_opening_bills(db, asked("opening"), FILE)
    assert refused.value.reason == "OPENING_AFTER_FIRST_DAY"


def test_r_acc_4_a_loaded_cycle_without_a_control_total_is_a_difference():
    [found] = total_differences(
        [ControlTotal("2025-12", "", 0, 0)], {("2025-11", "u"): (2, 30), ("2025-11", "v"): (1, 3)}
    )
    assert (found.expected.cycle, found.expected.lines, found.lines, found.amount) == ("2025-11", 0, 3, 33)
