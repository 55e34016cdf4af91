"""The bill run (R-BIL-1, R-BIL-2): trial, approval, final; sponsorship; late facts on the next bill."""

import datetime as dt

import pytest
from sqlalchemy import select

from services.kernel.errors import Refusal
from services.kernel.period import Cycle
from services.rating.domain.agreement import Member, SponsorshipAgreement
from services.rating.domain.discounts import Assignment, Layer
from services.rating.domain.sponsorship import SponsorshipKind
from services.rating.domain.states import BillRunState
from services.rating.store.bill_tables import bill_line
from services.rating.usecases import bill_runs, bills, discounts, sponsorships
from services.rating.usecases.reports import apply_reports
from services.rating.usecases.verification import INVARIANTS
from tests.rating.operator import APPROVER, Peers, asked, bill, issue, load_operator, move_to, trial
from tests.rating.published import published
from tests.rating.test_opening import report
from tollbook.rating.v1 import events_pb2


@pytest.fixture
async def db(database):
    made = database("rating")
    await load_operator(made)
    return made


async def breaches(db) -> list[str]:
    async with db.read() as tx:
        return [example for each in INVARIANTS for example in (await each.check(tx)).examples]


async def lines(db, account: str, cycle: str) -> list[tuple[str, str, int]]:
    _, found = await bills.page_of_lines(db, account, cycle, 0, 1000)
    return [(line.kind, line.charge_item, line.amount) for line in found]


async def test_r_bil_1_each_account_has_one_bill_whose_total_is_the_sum_of_its_lines(db):
    await move_to(db, dt.date(2026, 2, 1))
    run = await bill(db, Peers(), "2026-01")
    assert (run.state, run.bills, run.total, run.parked) == (BillRunState.COMPLETED, 4, 307000, 0)
    assert await lines(db, "A-1", "2026-01") == [("CHARGE", "leased-line-rent", 300000)]
    issued = await published(db, events_pb2.BillIssued)
    assert {each.bill: (each.total.minor_units, each.due_date.month, len(each.lines)) for each in issued} == {
        "bills/A-1-2026-01": (300000, 2, 1),
        "bills/A-2-2026-01": (3500, 2, 1),
        "bills/B-1-2026-01": (3000, 2, 2),
        "bills/B-2-2026-01": (500, 2, 1),
    }
    assert [each.cycle for each in await published(db, events_pb2.CycleClosed)] == ["2026-01"]
    assert await breaches(db) == []


async def test_r_bil_6_net_and_tax_stand_on_every_line(db):
    await move_to(db, dt.date(2026, 2, 1))
    await bill(db, Peers(), "2026-01")
    found = await bills.get_bill(db, "A-1", "2026-01")
    assert (found.net, found.tax) == (275229, 24771)


async def test_r_bil_1_running_the_cycle_again_changes_nothing(db):
    await move_to(db, dt.date(2026, 2, 1))
    await bill(db, Peers(), "2026-01")
    first = await bill_runs.start_bill_run(db, asked("start 2026-01 1"), Cycle(2026, 1), ())
    assert (first.trial, first.state) == (1, BillRunState.TRIAL_RUNNING)
    with pytest.raises(Refusal) as refused:
        await bill_runs.start_bill_run(db, asked("another"), Cycle(2026, 1), ())
    assert refused.value.reason == "CYCLE_CLOSED"
    assert len(await published(db, events_pb2.BillIssued)) == 4


async def test_r_bil_2_the_final_bills_are_the_trials_rows(db):
    await move_to(db, dt.date(2026, 2, 1))
    await trial(db, Peers(), "2026-01")
    async with db.read() as tx:
        before = [tuple(row) for row in await tx.execute(select(bill_line).order_by(*bill_line.primary_key))]
    await bill_runs.approve_bill_run(db, asked("a", APPROVER), "2026-01", 1, "ok")
    async with db.engine.begin() as conn:
        await conn.exec_driver_sql("UPDATE subscription SET rent = rent * 2")
    await bill_runs.finalize_bill_run(db, asked("f"), "2026-01", 1)
    async with db.read() as tx:
        after = [tuple(row) for row in await tx.execute(select(bill_line).order_by(*bill_line.primary_key))]
    assert before == after


async def test_r_bil_2_the_one_who_started_the_trial_does_not_approve_it(db):
    await move_to(db, dt.date(2026, 2, 1))
    await trial(db, Peers(), "2026-01")
    with pytest.raises(Refusal) as refused:
        await bill_runs.approve_bill_run(db, asked("a"), "2026-01", 1, "ok")
    assert refused.value.reason == "APPROVER_IS_REQUESTER"


async def test_r_bil_2_a_rejected_trial_leaves_nothing_and_another_may_be_started(db):
    await move_to(db, dt.date(2026, 2, 1))
    first = await trial(db, Peers(), "2026-01")
    await bill_runs.reject_bill_run(db, asked("r", APPROVER), "2026-01", 1, "wrong catalogue")
    async with db.read() as tx:
        assert (await tx.execute(select(bill_line))).all() == []
    second = await trial(db, Peers(), "2026-01", 2)
    assert (second.trial, second.bills, second.total) == (2, first.bills, first.total)


async def test_a_cycle_that_has_not_ended_or_whose_predecessor_is_open_is_refused(db):
    with pytest.raises(Refusal) as refused:
        await bill_runs.start_bill_run(db, asked("early"), Cycle(2026, 1), ())
    assert refused.value.reason == "CYCLE_NOT_ENDED"
    await move_to(db, dt.date(2026, 4, 1))
    await bill(db, Peers(), "2026-01")
    with pytest.raises(Refusal) as refused:
        await bill_runs.start_bill_run(db, asked("march"), Cycle(2026, 3), ())
    assert refused.value.reason == "CYCLE_BEFORE_NOT_CLOSED"


async def test_r_dis_1_a_discount_acts_from_the_next_cycle(db):
    wanted = Assignment("D-1", Layer.ACCOUNT, "A-1", "", "ten-percent", "", "", "", "", "", "")
    assert (await discounts.assign_discount(db, asked("d"), wanted)).first_cycle == "2026-02"
    await move_to(db, dt.date(2026, 3, 1))
    await bill(db, Peers(), "2026-01")
    await bill(db, Peers(), "2026-02")
    assert await lines(db, "A-1", "2026-01") == [("CHARGE", "leased-line-rent", 300000)]
    assert await lines(db, "A-1", "2026-02") == [("CHARGE", "leased-line-rent", 270000)]
    _, line, steps = await bills.explain_charge(db, "A-1", "2026-02", 1)
    assert [(step.kind, step.amount) for step in steps] == [("RENT", 300000), ("DISCOUNT", -30000)]
    assert sum(step.amount for step in steps) == line.amount


def agreement() -> SponsorshipAgreement:
    return SponsorshipAgreement(
        agreement_id="G-1",
        sponsor_account="A-1",
        sponsor_customer="",
        display_name="员工信箱",
        kind=SponsorshipKind.BY_ITEM,
        items=("mailbox-fee",),
        sets=(),
        permille=0,
        cap=0,
        priority=1,
        first_cycle="2026-01",
        last_cycle="",
    )


async def test_r_spo_1_a_group_pays_its_members_mailbox_fee_on_its_own_bill(db):
    members = [Member(name, "G-1", "", "") for name in ("B-1", "B-2")]
    await sponsorships.create_agreement(db, asked("g"), agreement(), members)
    await move_to(db, dt.date(2026, 2, 1))
    run = await bill(db, Peers(), "2026-01")
    assert run.total == 307000
    assert await lines(db, "A-1", "2026-01") == [
        ("CHARGE", "leased-line-rent", 300000),
        ("SPONSORSHIP", "mailbox-fee", 500),
        ("SPONSORSHIP", "mailbox-fee", 500),
    ]
    assert ("CHARGE", "mailbox-fee", 0) in await lines(db, "B-1", "2026-01")
    assert await sponsorships.page_of_amounts(db, "A-1", "2026-01", 0, 10) == [
        ("G-1", "B-1", "mailbox-fee", 500),
        ("G-1", "B-2", "mailbox-fee", 500),
    ]
    assert await breaches(db) == []


async def test_r_spo_3_a_suspended_sponsorship_stops_with_the_next_cycle_and_resumes(db):
    await sponsorships.create_agreement(db, asked("g"), agreement(), [Member("B-2", "G-1", "", "")])
    await sponsorships.suspend_agreement(db, asked("s"), "G-1", "credit control")
    await move_to(db, dt.date(2026, 2, 1))
    await sponsorships.restore_agreement(db, asked("r"), "G-1", "paid")
    await move_to(db, dt.date(2026, 4, 1))
    totals = []
    for cycle in ("2026-01", "2026-02", "2026-03"):
        await bill(db, Peers(), cycle)
        totals.append((await bills.get_bill(db, "B-2", cycle)).total)
    assert totals == [0, 500, 0]


async def test_two_accounts_do_not_sponsor_each_other(db):
    await sponsorships.create_agreement(db, asked("g"), agreement(), [Member("B-1", "G-1", "", "")])
    back = SponsorshipAgreement(
        "G-2", "B-1", "", "back", SponsorshipKind.BY_ITEM, ("mailbox-fee",), (), 0, 0, 1, "2026-01", ""
    )
    with pytest.raises(Refusal) as refused:
        await sponsorships.create_agreement(db, asked("g2"), back, [Member("A-1", "G-2", "", "")])
    assert refused.value.reason == "SPONSORSHIP_CYCLE"


async def test_r_gen_3_a_suspension_that_is_told_after_the_freeze_comes_on_the_next_bill(db):
    await move_to(db, dt.date(2026, 2, 1))
    peers = Peers()
    await bill(db, peers, "2026-01")
    await move_to(db, dt.date(2026, 3, 1))
    await trial(db, peers, "2026-02")
    off = [
        report("X-1", "SUSPEND", "COMPLETED", "S-1", dt.date(2026, 1, 20), origin="collection"),
        report("X-2", "RESTORE", "ARCHIVED", "S-1", dt.date(2026, 2, 20), origin="collection"),
    ]
    await db.transact(lambda tx: apply_reports(tx, off))
    await issue(db, peers, "2026-02", 1)
    assert (await lines(db, "A-1", "2026-02"))[0][2] == 300000
    await move_to(db, dt.date(2026, 4, 1))
    await bill(db, peers, "2026-03")
    assert await lines(db, "A-1", "2026-03") == [
        ("CHARGE", "leased-line-rent", 300000),
        ("ADJUSTMENT", "leased-line-rent", -300000),
    ]


async def test_r_gen_4_an_account_that_fails_is_parked_and_the_rest_go_on(db):
    async with db.engine.begin() as conn:
        await conn.exec_driver_sql("UPDATE subscription SET rent_item = 'unknown' WHERE subscription_id = 'S-2'")
    await move_to(db, dt.date(2026, 2, 1))
    run = await bill(db, Peers(), "2026-01")
    assert (run.bills, run.parked) == (3, 1)
    with pytest.raises(Refusal):
        await bills.get_bill(db, "A-2", "2026-01")
