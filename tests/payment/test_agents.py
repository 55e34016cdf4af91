"""Collecting agents (代办点, R-PAY-5): agreements, daily reports, remittances, the appraisal of a month."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.errors import Refusal
from services.kernel.period import Cycle
from services.payment.domain.agent import Agent, Remittance, appraise
from services.payment.usecases import agents
from services.payment.usecases.receipts import ClaimReceipt, claim_receipt
from tests.payment.conftest import DAY, Shop
from tests.payment.test_recording_payments import record

SHOP = Agent("G-1", "桥头代办点", "U-1", 8, 5, 1000, None, None, "V-1")
MARCH = Cycle(2026, 3)


def day(number: int) -> dt.date:
    return dt.date(2026, 3, number)


async def test_finance_reviews_an_agreement_that_another_made_and_again_after_a_change_r_pay_5(shop: Shop):
    await agents.create_agent(shop.db, agents.KeepAgent("G-1", SHOP, (), "", "maker"))
    with pytest.raises(Refusal, match="another person"):
        await agents.approve_agent(shop.db, agents.ApproveAgent("G-2", "G-1", "1", "maker"))
    approved = await agents.approve_agent(shop.db, agents.ApproveAgent("G-3", "G-1", "1", "finance"))
    dearer = Agent("G-1", "", "", 9, 0, 0, None, None, "")
    changed = await agents.update_agent(shop.db, agents.KeepAgent("G-4", dearer, ("fee_permille",), "2", "maker"))
    assert (approved.approved, changed.approved, changed.fee_permille, changed.display_name) == (
        True,
        False,
        9,
        "桥头代办点",
    )
    with pytest.raises(Refusal, match="changed by another"):
        await agents.approve_agent(shop.db, agents.ApproveAgent("G-5", "G-1", "2", "finance"))


async def test_a_daily_report_stands_beside_what_was_recorded_and_the_month_is_appraised_r_pay_5(shop: Shop):
    await shop.account()
    await agents.create_agent(shop.db, agents.KeepAgent("G-1", SHOP, (), "", "maker"))
    await record(shop, shop.payment(1500, agent="G-1"), shop.payment(500, agent="G-1", account="A-9", number="U1"))
    report = await agents.submit_report(shop.db, agents.SubmitReport("S-1", "G-1", DAY, 3, 2100))
    assert (report.recorded_payments, report.recorded_amount) == (2, 2000)
    audited = await agents.audit_report(
        shop.db, agents.AuditReport("S-2", "G-1", DAY, False, "one payment is missing", "auditor")
    )
    assert audited.state == "DISPUTED"
    await agents.record_remittance(shop.db, "M-1", Remittance("", "G-1", 1200, DAY, "bank slip"))
    (standing,) = await agents.appraise_agents(shop.db, "2026-03")
    assert (standing.taken, standing.remitted, standing.outstanding) == (2000, 1200, 800)
    assert (standing.fee, standing.bonus) == (16, 5)
    claimed = await claim_receipt(shop.db, ClaimReceipt("C-1", "COUNTER-U1", "A-1", "", "his", "clerk"))
    (again,) = await agents.appraise_agents(shop.db, "2026-03")
    assert (claimed.agent, again.taken) == ("G-1", 2000)


def test_takings_are_late_until_the_last_of_them_is_handed_in_r_pay_5():
    taken = [(day(1), 100), (day(5), 50)]
    standing = appraise(SHOP, MARCH, taken, [(day(2), 60), (day(9), 90)], day(20))
    assert (standing.outstanding, standing.days_late) == (0, 8)
    assert appraise(SHOP, MARCH, taken, [(day(2), 100)], day(20)).days_late == 15


amounts = st.lists(st.tuples(st.integers(1, 28), st.integers(1, 500)), max_size=6)


@given(amounts, amounts)
def test_an_appraisal_never_loses_money(taken: list[tuple[int, int]], remitted: list[tuple[int, int]]):
    took = sorted((day(d), a) for d, a in taken)
    gave = sorted((day(d), a) for d, a in remitted)
    standing = appraise(SHOP, MARCH, took, gave, day(31))
    assert standing.outstanding == standing.taken - standing.remitted
    assert standing.days_late <= 30
