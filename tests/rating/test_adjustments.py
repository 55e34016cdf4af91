"""Corrections of issued bills and sums for the next one (R-BIL-3); dated policies (R-GEN-5)."""

import datetime as dt

import pytest

from services.kernel.errors import Refusal
from services.rating.domain.adjustment import Adjustment, NextCharge
from services.rating.domain.policy import RatingPolicy
from services.rating.usecases import adjustments, bills, policies
from tests.rating.operator import APPROVER, Peers, asked, bill, load_operator, move_to
from tests.rating.published import published
from tollbook.rating.v1 import events_pb2


@pytest.fixture
async def db(database):
    made = database("rating")
    await load_operator(made)
    await move_to(made, dt.date(2026, 2, 1))
    await bill(made, Peers(), "2026-01")
    return made


def correction(amount: int, name: str = "J-1") -> Adjustment:
    return Adjustment(name, "A-1", "", "2026-01", 1, amount, "billed too much", "REQUESTED", "")


async def test_r_bil_3_an_approved_adjustment_tells_payment_and_stands_beside_the_bill(db):
    await adjustments.request_adjustment(db, asked("j"), correction(-50000), "CNY")
    with pytest.raises(Refusal) as refused:
        await adjustments.decide_adjustment(db, asked("own"), "J-1", "APPROVED", "mine")
    assert refused.value.reason == "APPROVER_IS_REQUESTER"
    await adjustments.decide_adjustment(db, asked("ok", APPROVER), "J-1", "APPROVED", "agreed")
    told = await published(db, events_pb2.BillAdjusted)
    assert [(each.bill, each.line, each.amount.minor_units) for each in told] == [("bills/A-1-2026-01", 1, -50000)]
    assert (await adjustments.bill_with_adjustments(db, "A-1", "2026-01"))[1] == -50000


async def test_r_bil_3_corrections_together_take_off_no_more_than_the_line(db):
    await adjustments.request_adjustment(db, asked("j"), correction(-200000), "CNY")
    await adjustments.decide_adjustment(db, asked("ok", APPROVER), "J-1", "APPROVED", "agreed")
    with pytest.raises(Refusal) as refused:
        await adjustments.request_adjustment(db, asked("j2"), correction(-100001, "J-2"), "CNY")
    assert refused.value.reason == "ADJUSTMENT_TOO_LARGE"


async def test_r_bil_3_a_one_off_charge_stands_on_the_next_bill_once_it_is_approved(db):
    charge = NextCharge("N-1", "A-1", "", "S-1", "leased-line-rent", "", 9900, "", "", "moving the line", False, "")
    await adjustments.request_charge(db, asked("n"), charge, "CNY")
    await move_to(db, dt.date(2026, 3, 1))
    await bill(db, Peers(), "2026-02")
    assert (await bills.get_bill(db, "A-1", "2026-02")).total == 300000
    await adjustments.approve_charge(db, asked("n ok", APPROVER), "N-1", "agreed")
    await move_to(db, dt.date(2026, 4, 1))
    await bill(db, Peers(), "2026-03")
    assert (await bills.get_bill(db, "A-1", "2026-03")).total == 309900
    assert [each.billed_cycle for each in await adjustments.page_of_charges(db, "A-1", True, "", 9)] == ["2026-03"]


async def test_r_gen_5_a_policy_is_dated_approved_by_another_and_decides_the_cut_off_day(db):
    wanted = RatingPolicy(cut_off_day=10)
    await policies.request_policy(db, asked("p"), dt.date(2026, 3, 1), wanted, "shorter")
    with pytest.raises(Refusal):
        await policies.decide_policy(db, asked("own"), "2026-03-01", "APPROVED", "mine")
    await policies.decide_policy(db, asked("p ok", APPROVER), "2026-03-01", "APPROVED", "fine")
    assert (await policies.policy_in_force(db, dt.date(2026, 2, 28))).terms.cut_off_day == 15
    assert (await policies.policy_in_force(db, dt.date(2026, 3, 1))).terms.cut_off_day == 10
