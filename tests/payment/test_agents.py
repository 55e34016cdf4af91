"""Collecting agents (代办点, R-PAY-5): agreements, daily reports, remittances, the appraisal of a month."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.errors import Refusal
from services.kernel.period import Cycle
from services.payment.domain.agent import Agent, Remittance, appraise
from services.payment.domain.payment import Channel, PaymentRequest
from services.payment.usecases import agents
from services.payment.usecases.payments import record_payments
from services.payment.usecases.receipts import ClaimReceipt, claim_receipt
from tests.payment.conftest import DAY, Shop
from tests.payment.test_recording_payments import record

SHOP = Agent("G-1", "桥头代办点", "U-1", 8, 5, 1000, None, None, "V-1")
MARCH = Cycle(2026, 3)


def day(number: int) -> dt.date:
    return dt.date(2026, 3, number)


async def agreed(shop: Shop, agent: Agent = SHOP) -> None:
    await agents.create_agent(shop.db, agents.KeepAgent("keep", agent, (), "", "maker"))
    await agents.approve_agent(shop.db, agents.ApproveAgent("approve", agent.agent, "1", "finance"))


def taken(shop: Shop, amount: int, agent: str = "G-1", **more: Any) -> PaymentRequest:
    return replace(shop.payment(amount, agent=agent, **more), channel=Channel.AGENT)


async def refused(shop: Shop, request: PaymentRequest) -> str:
    (outcome,) = await record_payments(shop.db, shop.directory, [request])
    assert isinstance(outcome, Refusal)
    return outcome.reason


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
    assert changed.reviewed == SHOP.terms
    with pytest.raises(Refusal, match="changed by another"):
        await agents.approve_agent(shop.db, agents.ApproveAgent("G-5", "G-1", "2", "finance"))


async def test_a_daily_report_stands_beside_what_was_recorded_and_the_month_is_appraised_r_pay_5(shop: Shop):
    await shop.account()
    await agreed(shop)
    await record(shop, taken(shop, 1500), taken(shop, 500, account="A-9", number="U1"))
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
    claimed = await claim_receipt(shop.db, ClaimReceipt("C-1", "AGENT-U1", "A-1", "", "his", "clerk"))
    (again,) = await agents.appraise_agents(shop.db, "2026-03")
    assert (claimed.agent, again.taken) == ("G-1", 2000)


async def test_an_agent_takes_money_only_under_an_agreement_in_force_r_pay_5(shop: Shop):
    await shop.account()
    assert await refused(shop, taken(shop, 5)) == "AGENT_NOT_FOUND"
    assert await refused(shop, taken(shop, 5, agent="")) == "AGENT_CHANNEL_MISMATCH"
    assert await refused(shop, shop.payment(5, agent="G-1")) == "AGENT_CHANNEL_MISMATCH"
    until = replace(SHOP, valid_from=DAY, valid_until=DAY + dt.timedelta(days=1))
    await agents.create_agent(shop.db, agents.KeepAgent("keep", until, (), "", "maker"))
    assert await refused(shop, taken(shop, 5)) == "AGENT_NOT_IN_FORCE"
    await agents.approve_agent(shop.db, agents.ApproveAgent("approve", "G-1", "1", "finance"))
    assert await refused(shop, taken(shop, 5, value_date=DAY - dt.timedelta(days=1))) == "AGENT_NOT_IN_FORCE"
    (done,) = await record(shop, taken(shop, 5))
    assert done.agent == "G-1"


async def test_what_finance_reviewed_holds_until_it_has_reviewed_a_change_r_pay_5(shop: Shop):
    await shop.account()
    await agreed(shop)
    dearer = replace(SHOP, fee_permille=1000, valid_until=DAY)
    fields = ("fee_permille", "valid_from", "valid_until")
    await agents.update_agent(shop.db, agents.KeepAgent("dearer", dearer, fields, "2", "maker"))
    await record(shop, taken(shop, 1000))
    (standing,) = await agents.appraise_agents(shop.db, "2026-03")
    assert standing.fee == 8
    await agents.approve_agent(shop.db, agents.ApproveAgent("again", "G-1", "3", "finance"))
    assert await refused(shop, taken(shop, 1000)) == "AGENT_NOT_IN_FORCE"
    (standing,) = await agents.appraise_agents(shop.db, "2026-03")
    assert standing.fee == 1000


async def test_a_caller_acts_only_for_its_own_agent_and_a_new_one_needs_no_review_r_pay_5(shop: Shop):
    await agreed(shop, replace(SHOP, callers=("till-1",)))
    told = await agents.check_callers(shop.db, ["G-1", "G-2"], "till-2")
    assert {agent: each.reason for agent, each in told.items()} == {
        "G-1": "AGENT_NOT_CALLERS",
        "G-2": "AGENT_NOT_FOUND",
    }
    new = agents.KeepAgent("new", replace(SHOP, callers=("till-1", "till-2")), ("callers",), "2", "maker")
    assert (await agents.update_agent(shop.db, new)).approved
    assert await agents.check_callers(shop.db, ["G-1"], "till-2") == {}


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
