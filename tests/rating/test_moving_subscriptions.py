"""A subscription moves to another account of its customer; what a trial has frozen stays where it was (R-ACC-1)."""

import datetime as dt

import pytest

from services.kernel.errors import Refusal
from services.rating.domain.customer import Account
from services.rating.usecases import accounts, bills, subscriptions
from services.rating.usecases.reports import apply_reports
from tests.rating.operator import Peers, asked, bill, issue, load_operator, move_to, trial
from tests.rating.published import published
from tests.rating.test_opening import report
from tollbook.rating.v1 import events_pb2


@pytest.fixture
async def db(database):
    made = database("rating")
    await load_operator(made)
    await accounts.create_account(made, asked("A-9"), Account("A-9", "C-1", "分公司", False, "CNY", 0))
    return made


async def billed(db, cycle: str, *names: str) -> dict[str, int]:
    found = {}
    for name in names:
        try:
            found[name] = (await bills.get_bill(db, name, cycle)).total
        except Refusal:
            found[name] = 0
    return found


async def test_r_acc_1_the_cycle_that_is_open_and_later_ones_are_billed_to_the_new_account(db):
    await move_to(db, dt.date(2026, 2, 1))
    await bill(db, Peers(), "2026-01")
    after, currency = await subscriptions.move_subscription(db, asked("m"), "S-1", "A-9", "new branch")
    assert (after.account_id, after.version, currency) == ("A-9", 2, "CNY")
    await move_to(db, dt.date(2026, 3, 1))
    await bill(db, Peers(), "2026-02")
    assert await billed(db, "2026-01", "A-1", "A-9") == {"A-1": 300000, "A-9": 0}
    assert await billed(db, "2026-02", "A-1", "A-9") == {"A-1": 0, "A-9": 300000}
    for cycle, account in (("2026-01", "A-1"), ("2026-02", "A-9")):
        found, lines = await bills.subscription_bill(db, "S-1", cycle)
        assert (found.account_id, len(lines)) == (account, 1)
    told = [each.account for each in await published(db, events_pb2.SubscriptionChanged) if "S-1" in each.subscription]
    assert told == ["accounts/A-1", "accounts/A-9"]


async def test_r_bil_2_a_move_after_the_trial_began_changes_no_frozen_bill(db):
    await move_to(db, dt.date(2026, 2, 1))
    peers = Peers()
    await trial(db, peers, "2026-01")
    await subscriptions.move_subscription(db, asked("m1"), "S-1", "A-9", "too late for January")
    again = await subscriptions.move_subscription(db, asked("m1"), "S-1", "A-9", "too late for January")
    assert again[0].version == 2
    await issue(db, peers, "2026-01", 1)
    assert await billed(db, "2026-01", "A-1", "A-9") == {"A-1": 300000, "A-9": 0}


async def test_only_a_line_in_use_moves_and_only_within_its_customer(db):
    with pytest.raises(Refusal) as refused:
        await subscriptions.move_subscription(db, asked("m"), "S-1", "A-2", "to another customer")
    assert refused.value.reason == "ACCOUNT_OF_ANOTHER_CUSTOMER"
    with pytest.raises(Refusal) as refused:
        await subscriptions.move_subscription(db, asked("m2"), "S-1", "A-77", "nowhere")
    assert refused.value.reason == "ACCOUNT_NOT_FOUND"
    ended = [report("W", "TERMINATE", "COMPLETED", "S-1", dt.date(2026, 1, 1), origin="collection")]
    await db.transact(lambda tx: apply_reports(tx, ended))
    with pytest.raises(Refusal) as refused:
        await subscriptions.move_subscription(db, asked("m3"), "S-1", "A-9", "after its end")
    assert (refused.value.reason, refused.value.metadata["state"]) == ("STATE_CONFLICT", "TERMINATED")
