"""R-RAT-5: charges above five times the mean of the last three months are warned of, once a cycle."""

import datetime as dt

import pytest
from sqlalchemy import select

from services.chassis.tables import outbox
from services.kernel.ids import shard_of
from services.kernel.period import Cycle
from services.rating.domain.policy import DatedPolicy, RatingPolicy
from services.rating.domain.usage_warning import CustomerCharges, passes_limit, passes_mean
from services.rating.store.bill_tables import bill, bill_run, unbilled_position
from services.rating.store.policies import insert_policy
from services.rating.store.tables import account
from services.rating.usecases.usage_warnings import warn_of_usage
from tollbook.kernel.v1.event_pb2 import EventBatch
from tollbook.rating.v1.events_pb2 import UsageThresholdPassed

APRIL = Cycle(2026, 4)
TODAY = dt.date(2026, 4, 10)


def charges(amount, billed=3_000, cycles=3):
    return CustomerCharges(0, "C-1", "A-1", "CNY", amount, billed, cycles)


def test_r_rat_5_the_bound_is_five_times_the_mean_of_three_months():
    assert passes_mean(charges(5_001), 5_000) == 5_000
    assert passes_mean(charges(5_000), 5_000) is None
    assert passes_mean(charges(9_999, cycles=2), 5_000) is None, "two months are no mean"
    assert passes_mean(charges(9_999), 0) is None, "0 permille warns of nobody"


def test_r_rat_5_the_intervention_limit_is_passed_by_what_is_above_it():
    assert passes_limit(charges(5_001), 5_000) == 5_000
    assert passes_limit(charges(5_000), 5_000) is None
    assert passes_limit(charges(5_000), 0) is None, "no limit"


@pytest.fixture
async def db(database):
    db = database("rating", date=TODAY)
    shard = shard_of("C-1")
    more = {"lines_count": 0, "due_date": TODAY, "issue_date": TODAY, "trial": 1, "currency": "CNY"}

    async def work(tx):
        await tx.execute(account.insert().values(shard=shard, account_id="A-1", customer_id="C-1", currency="CNY"))
        for months in (1, 2, 3):
            row = {"shard": shard, "account_id": "A-1", "customer_id": "C-1", "cycle": str(APRIL.plus(-months))}
            await tx.execute(bill.insert().values({**row, "total": 1_000, **more}))
        await tx.execute(
            unbilled_position.insert().values(shard=shard, account_id="A-1", cycle="2026-04", amount=5_001)
        )

    await db.transact(work)
    return db


async def close_march(db):
    row = {"cycle": "2026-03", "trial": 1, "state": "COMPLETED", "accounts": [], "start_date": TODAY}
    await db.transact(lambda tx: tx.execute(bill_run.insert().values(row)))


async def published(db):
    async with db.read() as tx:
        rows = (await tx.execute(select(outbox.c.batch))).scalars()
        events = [event for batch in rows for event in EventBatch.FromString(batch).events]
    found = []
    for event in events:
        message = UsageThresholdPassed()
        assert event.payload.Unpack(message)
        found.append(message)
    return found


async def test_r_rat_5_a_customer_is_warned_of_once_a_cycle_after_the_month_before_is_billed(db):
    assert await warn_of_usage(db, TODAY) == {"warned": 0}
    await close_march(db)
    assert await warn_of_usage(db, TODAY) == {"warned": 1}
    assert await warn_of_usage(db, TODAY) == {"warned": 0}
    (event,) = await published(db)
    assert (event.customer, event.account, event.cycle) == ("customers/C-1", "accounts/A-1", "2026-04")
    assert (event.charges.minor_units, event.limit.minor_units) == (5_001, 5_000)


async def test_r_rat_5_charges_above_the_intervention_limit_are_told_once_a_cycle(db):
    await close_march(db)
    terms = RatingPolicy(usage_warning_permille=0, intervention_limit_minor_units=4_000)
    await db.transact(lambda tx: insert_policy(tx, DatedPolicy(TODAY, terms, "APPROVED", "li.wei", "wang.fang")))
    assert (await warn_of_usage(db, TODAY), await warn_of_usage(db, TODAY)) == ({"warned": 1}, {"warned": 0})
    event = (await published(db))[0]
    assert (event.threshold, event.charges.minor_units, event.limit.minor_units) == ("INTERVENTION_LIMIT", 5_001, 4_000)
