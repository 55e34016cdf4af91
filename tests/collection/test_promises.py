"""Promises, instalments, disputes and holds pause the ladder and resume it (R-DUN-4)."""

import pytest
from sqlalchemy import text

from services.collection.domain.promise import Instalment
from services.collection.usecases import disputes, instalments, promises
from services.kernel.errors import Refusal
from tests.collection.builders import day, line

JANUARY = [line("2025-01", 10000, due="2025-02-28")]


async def noticed(world):
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    await suite.close_until(day("2025-03-10"))
    return suite


async def published(suite, kind: str) -> int:
    """How many events of a kind wait in the outbox."""
    async with suite.db.read() as tx:
        rows = (await tx.execute(text("SELECT batch FROM outbox"))).scalars().all()
    return sum(bytes(row).count(f"tollbook.collection.v1.{kind}".encode()) for row in rows)


def promised(amount, date):
    return promises.RecordPromise("A-1-1", amount, day(date), "wang")


async def test_a_broken_promise_resumes_the_next_day_and_is_published(world):
    suite = await noticed(world)
    await promises.record_promise(suite.db, "p1", promised(10000, "2025-03-25"))
    await suite.close_until(day("2025-03-26"))
    assert await suite.state() == "ARREARS_NOTICED"
    await suite.close_until(day("2025-03-27"))
    assert ("NOTIFY_SUSPENSION", "2025-03-26") in await suite.steps()
    assert await published(suite, "PromiseBroken") == 1


async def test_a_kept_promise_closes_the_case_and_is_not_broken(world):
    suite = await noticed(world)
    await promises.record_promise(suite.db, "p1", promised(10000, "2025-03-25"))
    await suite.owes([], settled=10000)
    assert await suite.state() == "CLOSED"
    await suite.close_until(day("2025-03-28"))
    assert await published(suite, "PromiseBroken") == 0


async def test_a_promise_of_a_part_is_kept_by_that_part(world):
    suite = await noticed(world)
    await promises.record_promise(suite.db, "p1", promised(4000, "2025-03-25"))
    await suite.owes([line("2025-01", 6000, due="2025-02-28")], settled=4000)
    await suite.close_until(day("2025-03-28"))
    assert await published(suite, "PromiseBroken") == 0
    assert ("NOTIFY_SUSPENSION", "2025-03-20") in await suite.steps(), "kept on the 10th, the ladder goes on"


async def test_one_promise_at_a_time_and_none_above_the_debt(world):
    suite = await noticed(world)
    for request, reason in ((promised(10001, "2025-03-20"), "AMOUNT_OUT_OF_RANGE"),):
        with pytest.raises(Refusal) as refused:
            await promises.record_promise(suite.db, "bad", request)
        assert refused.value.reason == reason
    first = await promises.record_promise(suite.db, "p1", promised(100, "2025-03-20"))
    assert await promises.record_promise(suite.db, "p1", promised(100, "2025-03-20")) == first
    with pytest.raises(Refusal) as refused:
        await promises.record_promise(suite.db, "p1", promised(101, "2025-03-20"))
    assert refused.value.reason == "REQUEST_ID_REUSED"
    with pytest.raises(Refusal) as refused:
        await promises.record_promise(suite.db, "p2", promised(100, "2025-03-20"))
    assert refused.value.reason == "PROMISE_OPEN"


async def test_a_dispute_pauses_until_another_person_resolves_it(world):
    suite = await noticed(world)
    dispute = await disputes.open_dispute(
        suite.db, "d1", disputes.OpenDispute("A-1-1", ("A-1-2025-01",), "not my calls", "wang")
    )
    await suite.close_until(day("2025-04-20"))
    assert await suite.state() == "ARREARS_NOTICED"
    own = disputes.ResolveDispute(dispute.dispute_id, "REJECTED", "they were", "wang")
    with pytest.raises(Refusal) as refused:
        await disputes.resolve_dispute(suite.db, "r1", own)
    assert refused.value.reason == "SEPARATION_OF_DUTIES"
    other = disputes.ResolveDispute(dispute.dispute_id, "REJECTED", "they were", "li")
    await disputes.resolve_dispute(suite.db, "r2", other)
    await suite.close_until(day("2025-04-22"))
    assert ("NOTIFY_SUSPENSION", "2025-04-21") in await suite.steps()


async def test_a_hold_with_a_date_ends_by_itself_and_one_without_by_a_verb(world):
    suite = await noticed(world)
    await promises.hold_case(suite.db, "h1", promises.HoldCase("A-1-1", day("2025-03-22"), "moving", "wang"))
    hold = await promises.hold_case(suite.db, "h2", promises.HoldCase("A-1-1", None, "flood", "wang"))
    await suite.close_until(day("2025-04-01"))
    assert await suite.state() == "ARREARS_NOTICED"
    await promises.resume_case(suite.db, "h3", promises.ResumeCase(hold.hold_id, "over", "wang"))
    await suite.close_until(day("2025-04-03"))
    assert ("NOTIFY_SUSPENSION", "2025-04-02") in await suite.steps()


async def test_instalments_pause_while_they_are_kept(world):
    suite = await noticed(world)
    parts = (Instalment(day("2025-03-20"), 5000), Instalment(day("2025-04-20"), 5000))
    plan = await instalments.request_plan(suite.db, "i1", instalments.RequestPlan("A-1-1", parts, "wang"))
    with pytest.raises(Refusal) as refused:
        await instalments.decide_plan(suite.db, "i2", instalments.DecidePlan(plan.plan_id, True, "", "wang"))
    assert refused.value.reason == "SEPARATION_OF_DUTIES"
    await instalments.decide_plan(suite.db, "i3", instalments.DecidePlan(plan.plan_id, True, "", "li"))
    await suite.owes([line("2025-01", 5000, due="2025-02-28")], settled=5000)
    await suite.close_until(day("2025-04-20"))
    assert await suite.state() == "ARREARS_NOTICED"
    await suite.close_until(day("2025-04-22"))
    assert ("NOTIFY_SUSPENSION", "2025-04-21") in await suite.steps()
    assert await published(suite, "PromiseBroken") == 1
