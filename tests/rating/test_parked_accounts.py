"""Parked accounts are billed by a retry; what a sponsor's bill went without follows on its next one (R-SPO-2)."""

import datetime as dt

import pytest
from sqlalchemy import select

from services.chassis.runs import RunWorkers
from services.chassis.tables import parked_item
from services.kernel.errors import Refusal
from services.kernel.period import Cycle
from services.rating.domain.agreement import Member
from services.rating.domain.bill import BillRun
from services.rating.usecases import bill_runs, bills, catalogue, sponsorships
from services.rating.worker import run_kinds
from tests.rating.operator import APPROVER, CATALOGUE, Peers, asked, bill, issue, load_operator, move_to
from tests.rating.test_bill_run import agreement, breaches, lines


@pytest.fixture
async def db(database):
    made = database("rating")
    await load_operator(made)
    return made


async def set_rent_item(db, subscription: str, item: str) -> None:
    async with db.engine.begin() as conn:
        await conn.exec_driver_sql(
            "UPDATE subscription SET rent_item = %s WHERE subscription_id = %s", (item, subscription)
        )


async def waiting(db) -> list[tuple[str, str]]:
    query = select(parked_item.c.subject, parked_item.c.reason).where(parked_item.c.resolved_at.is_(None))
    async with db.read() as tx:
        return sorted((row.subject, row.reason) for row in await tx.execute(query))


async def work(db) -> None:
    workers = RunWorkers(db)
    workers.register(run_kinds(db, Peers()))
    while await workers.work_once():
        pass


async def retry(db, request: str, trial: int = 1, cycle: str = "2026-01") -> BillRun:
    started = await bill_runs.retry_parked_accounts(db, asked(request), cycle, trial)
    await work(db)
    return await bill_runs.read_bill_run(db, cycle, started.trial)


async def issue_retry(db, run: BillRun) -> BillRun:
    await bill_runs.approve_bill_run(db, asked(f"ok {run.run_id}", APPROVER), run.cycle, run.trial, "looks right")
    await bill_runs.finalize_bill_run(db, asked(f"final {run.run_id}"), run.cycle, run.trial)
    await work(db)
    return await bill_runs.read_bill_run(db, run.cycle, run.trial)


async def test_r_gen_4_a_parked_account_is_billed_once_by_a_retry_that_another_approves(db):
    await set_rent_item(db, "S-2", "unknown")
    await move_to(db, dt.date(2026, 2, 1))
    await bill(db, Peers(), "2026-01")
    assert await waiting(db) == [("accounts/A-2", "CHARGE_ITEM_NOT_FOUND")]
    still = await retry(db, "too early")
    assert (still.trial, still.accounts, still.bills, still.parked) == (2, ("A-2",), 0, 1)
    with pytest.raises(Refusal) as refused:
        await bill_runs.retry_parked_accounts(db, asked("another"), "2026-01", 1)
    assert refused.value.reason == "BILL_RUN_UNDER_WAY"
    await bill_runs.reject_bill_run(db, asked("no", APPROVER), "2026-01", 2, "nothing in it")
    await set_rent_item(db, "S-2", "fixed-line-rent")
    again = await retry(db, "corrected")
    done = await issue_retry(db, again)
    assert (done.trial, done.state, done.bills, done.total) == (3, "COMPLETED", 1, 3500)
    assert (await bills.get_bill(db, "A-2", "2026-01")).trial == 3
    assert await waiting(db) == []
    assert await breaches(db) == []
    with pytest.raises(Refusal) as refused:
        await bill_runs.retry_parked_accounts(db, asked("nothing left"), "2026-01", 1)
    assert refused.value.reason == "NO_PARKED_ACCOUNTS"
    await move_to(db, dt.date(2026, 3, 1))
    assert (await bill(db, Peers(), "2026-02")).bills == 4


async def test_a_retry_finds_in_todays_catalogue_what_the_cycles_lacked(db):
    await set_rent_item(db, "S-2", "late-item")
    await move_to(db, dt.date(2026, 2, 1))
    await bill(db, Peers(), "2026-01")
    more = CATALOGUE.replace(
        b"charge_items:\n",
        "charge_items:\n  - {id: late-item, name: Late, name_zh: 补录, tax_category: VALUE_ADDED}\n".encode(),
    )
    await catalogue.load_catalogue(db, asked("load 2"), "2026-02", dt.date(2026, 2, 1), more)
    await catalogue.decide_catalogue(db, asked("ok 2", APPROVER), "2026-02", "APPROVED", "item was missing")
    await issue_retry(db, await retry(db, "with the item"))
    _, [line] = await bills.page_of_lines(db, "A-2", "2026-01", 0, 9)
    assert (line.charge_item, line.tax_rate, line.amount) == ("late-item", 600, 3500)


async def test_a_run_that_is_not_completed_is_not_retried(db):
    await move_to(db, dt.date(2026, 2, 1))
    await bill_runs.start_bill_run(db, asked("s"), Cycle(2026, 1), ())
    with pytest.raises(Refusal) as refused:
        await bill_runs.retry_parked_accounts(db, asked("r"), "2026-01", 1)
    assert (refused.value.reason, refused.value.metadata["verb"]) == ("STATE_CONFLICT", "retry")


async def test_r_spo_2_the_share_of_a_parked_member_follows_on_the_sponsors_next_bill(db):
    members = [Member(name, "G-1", "", "") for name in ("B-1", "B-2")]
    await sponsorships.create_agreement(db, asked("g"), agreement(), members)
    await set_rent_item(db, "S-4", "unknown")
    await move_to(db, dt.date(2026, 2, 1))
    await bill(db, Peers(), "2026-01")
    assert await lines(db, "A-1", "2026-01") == [
        ("CHARGE", "leased-line-rent", 300000),
        ("SPONSORSHIP", "mailbox-fee", 500),
    ]
    await set_rent_item(db, "S-4", "fixed-line-rent")
    await issue_retry(db, await retry(db, "corrected"))
    assert ("CHARGE", "mailbox-fee", 0) in await lines(db, "B-1", "2026-01")
    assert len(await lines(db, "A-1", "2026-01")) == 2
    assert await breaches(db) == []
    await move_to(db, dt.date(2026, 3, 1))
    await bill(db, Peers(), "2026-02")
    _, found = await bills.page_of_lines(db, "A-1", "2026-02", 1, 9)
    assert [(each.sponsored_account, each.origin_cycle, each.amount, each.tax_rate) for each in found] == [
        ("B-1", "2026-01", 500, 600),
        ("B-1", "", 500, 600),
        ("B-2", "", 500, 600),
    ]
    assert await sponsorships.page_of_amounts(db, "A-1", "2026-02", 0, 10) == [
        ("G-1", "B-1", "mailbox-fee", 500),
        ("G-1", "B-1", "mailbox-fee", 500),
        ("G-1", "B-2", "mailbox-fee", 500),
    ]
    assert await breaches(db) == []


async def test_r_spo_2_a_sponsor_that_is_parked_gets_its_whole_bill_from_the_retry(db):
    await sponsorships.create_agreement(db, asked("g"), agreement(), [Member("B-2", "G-1", "", "")])
    await set_rent_item(db, "S-1", "unknown")
    await move_to(db, dt.date(2026, 2, 1))
    await bill(db, Peers(), "2026-01")
    with pytest.raises(Refusal):
        await bills.get_bill(db, "A-1", "2026-01")
    assert (await lines(db, "B-2", "2026-01")) == [("CHARGE", "mailbox-fee", 0)]
    assert await breaches(db) == []
    await set_rent_item(db, "S-1", "leased-line-rent")
    await issue_retry(db, await retry(db, "corrected"))
    assert await lines(db, "A-1", "2026-01") == [
        ("CHARGE", "leased-line-rent", 300000),
        ("SPONSORSHIP", "mailbox-fee", 500),
    ]
    assert await breaches(db) == []


async def test_r_spo_2_a_run_of_a_chosen_member_makes_no_half_bill_of_its_sponsor(db):
    await sponsorships.create_agreement(db, asked("g"), agreement(), [Member("B-2", "G-1", "", "")])
    await move_to(db, dt.date(2026, 2, 1))
    chosen = await bill_runs.start_bill_run(db, asked("chosen"), Cycle(2026, 1), ("B-2",))
    await work(db)
    await issue_retry(db, await bill_runs.read_bill_run(db, "2026-01", chosen.trial))
    with pytest.raises(Refusal):
        await bills.get_bill(db, "A-1", "2026-01")
    rest = await bill_runs.start_bill_run(db, asked("rest"), Cycle(2026, 1), ())
    await work(db)
    await issue(db, Peers(), "2026-01", rest.trial)
    assert await lines(db, "A-1", "2026-01") == [
        ("CHARGE", "leased-line-rent", 300000),
        ("SPONSORSHIP", "mailbox-fee", 500),
    ]
    assert await breaches(db) == []
