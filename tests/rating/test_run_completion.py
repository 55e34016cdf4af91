"""What a bill run leaves: the same bytes whoever computed them, and at its end bills for payment and the next cycle."""

import asyncio
import datetime as dt

import pytest
from sqlalchemy import select

from services.chassis.runs import RunWorkers
from services.kernel.period import Cycle
from services.rating.domain.agreement import Member
from services.rating.domain.discounts import Assignment, Layer
from services.rating.domain.states import SubscriptionState
from services.rating.store.bill_tables import bill_line, sponsored_amount, trial_bill
from services.rating.usecases import bill_runs, discounts, orders, sponsorships, subscriptions
from services.rating.usecases.commands import submit_pending
from services.rating.worker import run_kinds
from tests.rating.operator import APPROVER, Peers, asked, issue, load_operator, move_to
from tests.rating.published import published
from tests.rating.test_bill_run import agreement
from tests.rating.test_opening import report, told, wanted
from tollbook.rating.v1 import events_pb2


@pytest.fixture
async def db(database):
    made = database("rating", date=dt.date(2025, 11, 3))
    await load_operator(made)
    return made


async def work(db, at_once: int = 1) -> None:
    workers = RunWorkers(db)
    workers.register(run_kinds(db, Peers()))

    async def one_after_another() -> None:
        while await workers.work_once():
            pass

    await asyncio.gather(*(one_after_another() for _ in range(at_once)))


async def written(db) -> list[list[tuple]]:
    """Every byte that a trial wrote, but its number."""
    found = []
    async with db.read() as tx:
        for table in (bill_line, trial_bill, sponsored_amount):
            columns = [column for column in table.columns if column.name != "trial"]
            found.append([tuple(row) for row in await tx.execute(select(*columns).order_by(*table.primary_key))])
    return found


async def test_r_bil_1_other_chunks_and_other_workers_change_no_byte_of_any_bill(db, monkeypatch):
    await sponsorships.create_agreement(
        db, asked("g"), agreement(), [Member(name, "G-1", "", "") for name in ("B-1", "B-2")]
    )
    ten = Assignment("D-1", Layer.ACCOUNT, "A-1", "", "ten-percent", "2025-11", "", "", "", "", "")
    await discounts.assign_discount(db, asked("d"), ten)
    await move_to(db, dt.date(2026, 2, 1))
    made = []
    for trial, (chunks, at_once) in enumerate(((1, 1), (4, 3), (13, 2)), start=1):
        monkeypatch.setattr(bill_runs, "CHUNKS_MIN", chunks)
        await bill_runs.start_bill_run(db, asked(f"s{trial}"), Cycle(2026, 1), ())
        await work(db, at_once)
        made.append(await written(db))
        await bill_runs.reject_bill_run(db, asked(f"r{trial}", APPROVER), "2026-01", trial, "once more")
    assert made[0] == made[1] == made[2]
    assert [len(rows) for rows in made[0]] == [7, 4, 2]


async def test_r_bil_4_at_completion_payment_has_the_bills_and_the_next_cycles_products_begin(db):
    peers = Peers()
    await orders.place_order(db, peers, asked("place"), wanted("mailbox"))
    await orders.sign_order(db, peers, asked("sign"), "O-1")
    await told(db, report("rating.O-1.activate", "ACTIVATE", "COMPLETED", "N-1", dt.date(2025, 11, 6)))
    await submit_pending(db, peers)
    await move_to(db, dt.date(2025, 12, 1))
    await bill_runs.start_bill_run(db, asked("chosen"), Cycle(2025, 11), ("A-1",))
    await work(db)
    await issue(db, peers, "2025-11", 1)
    assert await submit_pending(db, peers) == 0
    assert await published(db, events_pb2.CycleClosed) == []
    assert (await subscriptions.get_subscription(db, "N-1"))[0].state is SubscriptionState.READY
    await bill_runs.start_bill_run(db, asked("all"), Cycle(2025, 11), ())
    await work(db)
    await bill_runs.approve_bill_run(db, asked("ok all", APPROVER), "2025-11", 2, "looks right")
    await bill_runs.finalize_bill_run(db, asked("final all"), "2025-11", 2)
    await work(db)
    assert {each.bill for each in await published(db, events_pb2.BillIssued)} == {
        f"bills/{name}-2025-11" for name in ("A-1", "A-2", "B-1", "B-2")
    }
    assert [(each.cycle, each.bills) for each in await published(db, events_pb2.CycleClosed)] == [("2025-11", 3)]
    assert await submit_pending(db, peers) == 1
    assert peers.submitted[-1].work_order_id == "N-1.activate.2025-12"
