"""Agencies and commission for money really received (R-AGY-1, R-AGY-2, R-AGY-3)."""

import pytest

from services.collection.domain.agency import Agency, Assignment
from services.collection.domain.commission import CommissionStep
from services.collection.domain.position import SettledDebt
from services.collection.store import agencies as store
from services.collection.usecases import agencies, recovery_lists
from services.kernel.errors import Refusal
from tests.collection.builders import day, line

DEBT = [line("2025-01", 30000, due="2025-02-28")]


async def refused(call) -> str:
    with pytest.raises(Refusal) as found:
        await call
    return found.value.reason


async def with_agency(world, date: str = "2025-07-10"):
    """An account with a case five months old, an agency and its approved agreement."""
    suite = await world(date)
    await suite.customer(account_manager="M-1")
    await suite.owes(DEBT)
    await suite.close_day()
    registered = agencies.RegisterAgency(Agency("X", "清欠公司", False), "zhao")
    await agencies.register_agency(suite.db, "a1", registered)
    await agencies.propose_agreement(suite.db, "a2", agencies.ProposeAgreement("X", "U1", 2025, (), "zhao"))
    await agencies.decide_agreement(suite.db, "a3", agencies.DecideAgreement("X-U1-2025", True, "", "li"))
    return suite


async def assigned(world):
    suite = await with_agency(world)
    (outcome,) = await agencies.assign_cases(suite.db, [("as1", agencies.AssignCase("X-U1-2025", "A-1-1", "zhao"))])
    assert isinstance(outcome, Assignment)
    assert (outcome.age_months, outcome.basis_points, outcome.overdue) == (5, 800, 30000)
    return suite


async def pays(suite, payment: str, amount: int, date: str, settlement: str = "") -> None:
    fact = SettledDebt(settlement or f"S-{payment}", "A-1", "C-1", payment, amount, "2025-01", day(date), day(date))
    await suite.db.transact(lambda tx: recovery_lists.take_recovered(tx, [fact]))


async def imports(suite, month: str, text: str, request_id: str = ""):
    content, rows, rejected = recovery_lists.read_rows(f"account,payment,recovered,commission\n{text}".encode())
    asked = recovery_lists.ImportList("X", "U1", month, content, "wang")
    imported = await recovery_lists.import_list(suite.db, request_id or f"i-{month}", asked, rows)
    async with suite.db.read() as tx:
        return await store.rows_of(tx, imported.list_id), rejected


async def act(suite, month: str, verb: str, actor: str, *roles: str) -> str:
    asked = recovery_lists.ListVerb(f"X-U1-{month}", verb, "", actor, roles)
    return (await recovery_lists.act(suite.db, f"{verb}-{month}-{actor}", asked)).state


async def test_an_agreement_is_approved_by_another_and_only_then_takes_cases(world):
    """R-AGY-1."""
    suite = await with_agency(world)
    await agencies.propose_agreement(
        suite.db, "b1", agencies.ProposeAgreement("X", "U2", 2025, (CommissionStep(1, 100),), "zhao")
    )
    own = agencies.DecideAgreement("X-U2-2025", True, "", "zhao")
    assert await refused(agencies.decide_agreement(suite.db, "b2", own)) == "SEPARATION_OF_DUTIES"
    unapproved = ("b3", agencies.AssignCase("X-U2-2025", "A-1-1", "zhao"))
    good = ("b4", agencies.AssignCase("X-U1-2025", "A-1-1", "zhao"))
    twice = ("b5", agencies.AssignCase("X-U1-2025", "A-1-1", "zhao"))
    outcomes = await agencies.assign_cases(suite.db, [unapproved, good, twice])
    assert [getattr(each, "reason", "ok") for each in outcomes] == ["AGREEMENT_NOT_FOUND", "ok", "CASE_ASSIGNED"]
    unknown = agencies.ProposeAgreement("Y", "U1", 2025, (), "zhao")
    assert await refused(agencies.propose_agreement(suite.db, "b6", unknown)) == "AGENCY_NOT_FOUND"


async def test_a_recalled_case_earns_no_more_and_may_be_assigned_again(world):
    suite = await assigned(world)
    recall = agencies.RecallCase("A-1-1", "no result", "zhao")
    (recalled,) = await agencies.recall_cases(suite.db, [("r1", recall)])
    assert isinstance(recalled, Assignment)
    assert recalled.recall_date == day("2025-07-11")
    (again,) = await agencies.recall_cases(suite.db, [("r2", recall)])
    assert isinstance(again, Refusal)
    assert again.reason == "CASE_NOT_ASSIGNED"
    await pays(suite, "P-1", 10000, "2025-07-20")
    (row,), _ = await imports(suite, "2025-07", "A-1,P-1,100.00,8.00\n")
    assert (row.matched, row.computed) == (0, 0)
    assert "NO_MONEY_RECEIVED" in row.differences


async def test_each_row_is_matched_to_the_money_and_the_commission_is_recomputed(world):
    """R-AGY-2, worked example 10: 12344 at 8 % is 988."""
    suite = await assigned(world)
    await pays(suite, "P-1", 12344, "2025-07-20")
    rows, rejected = await imports(
        suite, "2025-07", "A-1,P-1,123.44,12.00\nA-1,P-2,50.00,4.00\nA-1,P-1,123.44,9.88\nA-1,P-3,-5,1\nA-9\n"
    )
    assert [(row.matched, row.computed, row.differences) for row in rows] == [
        (12344, 988, ("COMMISSION_ABOVE_AGREEMENT",)),
        (0, 0, ("NO_MONEY_RECEIVED", "COMMISSION_ABOVE_AGREEMENT")),
    ]
    assert sorted(each.line for each in rejected) == [4, 5, 6]


async def test_a_payment_earns_once_over_all_lists_and_its_reversal_is_taken_back(world):
    """R-AGY-2: taken back on reversal."""
    suite = await assigned(world)
    await pays(suite, "P-1", 12344, "2025-07-20")
    await imports(suite, "2025-07", "A-1,P-1,123.44,9.88\n")
    (again,), _ = await imports(suite, "2025-08", "A-1,P-1,123.44,9.88\n")
    assert (again.matched, again.computed) == (0, 0)
    await suite.db.transact(lambda tx: recovery_lists.take_unrecovered(tx, [("C-1", "S-P-1")]))
    (back,), _ = await imports(suite, "2025-09", "")
    assert (back.matched, back.computed, back.differences) == (-12344, -988, ("TAKEN_BACK",))
    rows, _ = await imports(suite, "2025-10", "")
    assert rows == [], "taken back once"


async def test_a_payment_earns_once_whatever_the_unit_and_the_order_of_the_lists(world):
    """R-AGY-2: the list of August comes first; another unit's list has no case of its own."""
    suite = await assigned(world)
    await agencies.propose_agreement(suite.db, "u2", agencies.ProposeAgreement("X", "U2", 2025, (), "zhao"))
    await agencies.decide_agreement(suite.db, "u3", agencies.DecideAgreement("X-U2-2025", True, "", "li"))
    await pays(suite, "P-1", 12344, "2025-07-20")
    (first,), _ = await imports(suite, "2025-08", "A-1,P-1,123.44,9.88\n")
    assert first.computed == 988
    (late,), _ = await imports(suite, "2025-07", "A-1,P-1,123.44,9.88\n")
    assert (late.matched, late.computed) == (0, 0)
    content, rows, _ = recovery_lists.read_rows(b"account,payment,recovered,commission\nA-1,P-1,123.44,9.88\n")
    asked = recovery_lists.ImportList("X", "U2", "2025-07", content, "wang")
    other = await recovery_lists.import_list(suite.db, "other", asked, rows)
    async with suite.db.read() as tx:
        (row,) = await store.rows_of(tx, other.list_id)
    assert (row.computed, row.differences[0]) == (0, "NOT_ASSIGNED")


async def test_a_list_is_signed_by_support_then_marketing_and_only_then_released(world):
    """R-AGY-2."""
    suite = await assigned(world)
    await imports(suite, "2025-07", "A-1,P-1,1.00,0.08\n")
    assert await refused(act(suite, "2025-07", "SIGN", "sun", "MARKETING")) == "APPROVER_ROLE_WRONG"
    assert await act(suite, "2025-07", "SIGN", "qian", "SUPPORT") == "SIGNED_BY_SUPPORT"
    assert await refused(act(suite, "2025-07", "RELEASE", "sun", "MARKETING")) == "RECOVERY_LIST_STATE_WRONG"
    both = act(suite, "2025-07", "SIGN", "qian", "SUPPORT", "MARKETING")
    assert await refused(both) in ("SEPARATION_OF_DUTIES", "REQUEST_ID_REUSED")
    assert await act(suite, "2025-07", "SIGN", "sun", "MARKETING") == "SIGNED_BY_MARKETING"
    assert await act(suite, "2025-07", "RELEASE", "sun", "MARKETING") == "RELEASED"
    assert await refused(imports(suite, "2025-07", "A-1,P-1,2.00,0.16\n", "late")) == "RECOVERY_LIST_STATE_WRONG"


def test_a_file_that_is_not_utf_8_or_has_another_header_is_refused():
    for content in (b"\xff\xfe", b"account;payment\n", b""):
        with pytest.raises(Refusal) as found:
            recovery_lists.read_rows(content)
        assert found.value.reason == "FILE_INVALID"


async def test_collectors_commission_by_the_same_machinery(world):
    """R-AGY-3: 12344 of five months at 8 %, taken back in the month of the reversal."""
    suite = await with_agency(world)
    await pays(suite, "P-1", 12344, "2025-07-20")
    assert await recovery_lists.compute_collectors(suite.db, "2025-07") == 1
    await suite.move_date(day("2025-08-05"))
    await suite.db.transact(lambda tx: recovery_lists.take_unrecovered(tx, [("C-1", "S-P-1")]))
    await recovery_lists.compute_collectors(suite.db, "2025-08")
    await recovery_lists.compute_collectors(suite.db, "2025-07")
    async with suite.db.read() as tx:
        july, august = await store.list_commissions(tx, "M-1", "")
    assert (july.recovered, july.commission, july.taken_back) == (12344, 988, 0)
    assert (august.recovered, august.commission, august.taken_back) == (0, 0, 988)
