"""R-RAT-4: usage detail is served only to who may see it, masked by role, logged, alarmed, held and removed."""

import datetime as dt
import json

import pytest
from sqlalchemy import func, select

from services.chassis.runs import RunKind, RunWorkers
from services.kernel.errors import Refusal
from services.kernel.period import Cycle
from services.rating.domain import usage_detail
from services.rating.domain.usage_detail import DetailFacts, DetailQuery, Purpose, decide_detail, mask_number
from services.rating.domain.usage_files import UsageFormat
from services.rating.domain.usage_months import months_kept, oldest_kept
from services.rating.domain.usage_record import RejectReason
from services.rating.store.usage_tables import usage_identity
from services.rating.usecases import usage_retention as retention
from services.rating.usecases.usage_details import DetailDesk
from services.rating.usecases.usage_import import import_file
from services.rating.usecases.usage_load import UsageLoader
from services.rating.usecases.usage_verification import USAGE_INVARIANTS
from tests.rating.usage_builders import SHANGHAI
from tests.rating.usage_fixtures import HEADER, city

FACTS = DetailFacts(customer_id="C-S-1", code_right=True, removed=frozenset())


def query(
    role="CUSTOMER",
    purpose=Purpose.CUSTOMER_QUERY,
    *,
    actor="portal",
    customers=("customers/C-S-1",),
    reference="",
    days=31,
):
    start = dt.date(2026, 1, 1)
    end = start + dt.timedelta(days=days)
    return DetailQuery(actor, (role,), "S-1", start, end, purpose, reference, frozenset(customers))


def refused(asked, facts=FACTS):
    with pytest.raises(Refusal) as refusal:
        decide_detail(asked, facts)
    return refusal.value.reason


def test_r_rat_4_each_purpose_is_open_to_its_roles_only_and_masks_by_role():
    assert decide_detail(query(), FACTS).masked is False
    assert decide_detail(query("SUPPORT", Purpose.COMPLAINT, reference="T-1"), FACTS).masked is True
    assert decide_detail(query("SUPPORT", Purpose.LEGAL_ORDER, reference="京公(2026)1"), FACTS).masked is False
    assert refused(query("FINANCE", Purpose.LEGAL_ORDER, reference="x")) == "PURPOSE_NOT_PERMITTED"
    assert refused(query("AUDITOR", Purpose.AUDIT)) == "REFERENCE_MISSING"


def test_r_rat_4_a_sponsor_does_not_see_a_members_calls():
    assert refused(query(customers=["customers/EMPLOYER"])) == "DETAIL_NOT_PERMITTED"


def test_r_rat_4_a_customers_own_query_needs_the_second_factor_and_a_month_at_most():
    without = DetailFacts("C-S-1", code_right=False, removed=frozenset())
    assert refused(query(), without) == "SECOND_FACTOR_INVALID"
    assert refused(query("CASHIER", actor="clerk-7"), without) == "SECOND_FACTOR_INVALID"
    assert refused(query(days=32)) == "DETAIL_RANGE_INVALID"
    gone = DetailFacts("C-S-1", code_right=True, removed=frozenset({Cycle(2026, 1)}))
    assert refused(query(), gone) == "DETAIL_REMOVED"


def test_other_parties_numbers_are_masked_in_the_middle():
    assert mask_number("031188123456") == "0311****3456"
    assert mask_number("13812345678") == "138****5678"
    assert mask_number("10086") == "***86"
    assert mask_number("7") == "*"


@pytest.fixture
async def db(database):
    db = database("rating", date=dt.date(2026, 1, 31))
    loader = await city(db)
    content = HEADER + (
        b"r1,VOICE,03118800001,88123456,2026-01-05 10:00:00,60\n"
        b"r2,VOICE,03118800001,01088123456,2026-01-05 20:58:30,121\n"
        b"r3,VOICE,03118800001,88123456,2026-01-07 10:00:00,0\n"
        b"r4,VOICE,03118800002,88123456,2026-01-07 10:00:00,60\n"
    )
    outcome = await import_file(loader, "switch-1", UsageFormat.CSV, "a.csv", content)
    assert outcome.accepted == 4
    return db


async def code_for(desk):
    await desk.send_code("S-1")
    (message,) = desk.outgoing.iterdir()
    found = json.loads(message.read_text())
    message.unlink()
    return found["text"][-6:]


async def accesses(db):
    return await retention.list_accesses(db, subscription_id="", actor="", alarmed_only=False, before=None, limit=50)


async def test_r_rat_4_a_customer_sees_its_own_calls_with_the_code_it_was_sent_and_each_query_is_logged(db, tmp_path):
    desk = DetailDesk(db, SHANGHAI, tmp_path / "outgoing")
    code = await code_for(desk)
    wrong = "000000" if code != "000000" else "111111"
    with pytest.raises(Refusal) as refusal:
        await desk.list_detail(query(), wrong, None, 100)
    assert refusal.value.reason == "SECOND_FACTOR_INVALID"
    page = await desk.list_detail(query(), code, None, 3)
    assert [(line.record_id, line.part, line.band, line.micros) for line in page.lines] == [
        ("r1", 0, "PEAK", 220_000),
        ("r2", 0, "PEAK", 600_000),
        ("r2", 1, "OFF_PEAK", 150_000),
    ]
    last = page.lines[-1]
    rest = await desk.list_detail(query(), code, (last.start, last.source, last.record_id, last.part), 3)
    assert [(line.record_id, line.micros) for line in rest.lines] == [("r3", 0)]
    assert [(entry.lines, entry.refusal) for entry in reversed(await accesses(db))] == [
        (0, "SECOND_FACTOR_INVALID"),
        (3, ""),
        (1, ""),
    ]


async def test_r_rat_4_five_wrong_codes_make_the_code_worthless(db, tmp_path):
    desk = DetailDesk(db, SHANGHAI, tmp_path / "outgoing")
    code = await code_for(desk)
    wrong = [f"{n:06d}" for n in range(6) if f"{n:06d}" != code]
    for attempt in [*wrong[:5], code]:
        with pytest.raises(Refusal):
            await desk.list_detail(query(), attempt, None, 100)


async def test_r_rat_4_a_bulk_export_raises_the_alarm(db, tmp_path, monkeypatch):
    monkeypatch.setattr(usage_detail, "ALARM_LINES_A_DAY", 6)
    desk = DetailDesk(db, SHANGHAI, tmp_path)
    asked = query("SUPPORT", Purpose.COMPLAINT, actor="clerk-7", reference="T-1")
    for _ in range(2):
        await desk.list_detail(asked, "", None, 100)
    assert [entry.alarmed for entry in reversed(await accesses(db))] == [False, True]


async def test_r_rat_4_a_month_is_removed_after_its_retention_but_for_what_is_held(db, database, tmp_path):
    hold = retention.CreateHold("h", "li.wei", "S-2", "2026-01", "2026-02", "案号 (2026)冀01民初1号")
    assert await retention.create_hold(db, hold) == await retention.create_hold(db, hold)
    with pytest.raises(Refusal) as refusal:
        await retention.start_removal(db, retention.StartRemoval("r", "2026-01"), 5)
    assert refusal.value.metadata["removable_from"] == "2026-07-01"

    async def move_date(tx):
        from sqlalchemy import text

        await tx.execute(text("UPDATE business_clock SET date = '2026-07-01'"))

    await db.transact(move_date, dated=False)
    run = await retention.start_removal(db, retention.StartRemoval("r", "2026-01"), 5)
    workers = RunWorkers(db)
    workers.register([RunKind(retention.REMOVAL_KIND, lambda chunk: retention.remove_month(db, chunk))])
    assert (await workers.finish(run.key)).counters == {"held_parts": 1, "rejects": 0}
    desk = DetailDesk(db, SHANGHAI, tmp_path)
    asked = query("SUPPORT", Purpose.COMPLAINT, actor="clerk-7", reference="T-1")
    with pytest.raises(Refusal) as refusal:
        await desk.list_detail(asked, "", None, 100)
    assert refusal.value.reason == "DETAIL_REMOVED"
    held = DetailQuery("clerk-7", ("SUPPORT",), "S-2", asked.start, asked.end, Purpose.COMPLAINT, "T-1")
    assert [line.record_id for line in (await desk.list_detail(held, "", None, 100)).lines] == ["r4"]
    async with db.read() as tx:
        assert [(await each.check(tx)).breaches for each in USAGE_INVARIANTS] == [0]
        assert (await tx.execute(select(func.count()).select_from(usage_identity))).scalar_one() == 0
    # What was removed stays closed, also for one that keeps detail longer from now on: nothing is charged twice.
    loader = UsageLoader(db, SHANGHAI, 60)
    again = await import_file(loader, "switch-1", UsageFormat.CSV, "again.csv", HEADER + LATE)
    assert [each.reason for each in again.rejects] == [RejectReason.TOO_OLD]
    async with db.read() as tx:
        assert [(await each.check(tx)).breaches for each in USAGE_INVARIANTS] == [0]


LATE = b"r1,VOICE,03118800001,88123456,2026-01-05 10:00:00,60\n"


def test_r_rat_4_a_load_takes_no_month_that_was_removed():
    date = dt.date(2026, 7, 1)
    assert months_kept(date, 5, ()) == 5
    assert months_kept(date, 60, (202512, 202601)) == 5
    assert months_kept(date, 5, (202411,)) == 5
    assert oldest_kept(date, months_kept(date, 60, (202601,))) == 202602
