"""Opening a service (R-OPN-1 to R-OPN-7): approvals, prepayment, work orders, charging from completion."""

import datetime as dt
from dataclasses import replace

import pytest

from services.kernel.errors import Refusal
from services.rating.domain.report import Report
from services.rating.domain.states import OrderState, SubscriptionState
from services.rating.usecases import bills, orders, subscriptions
from services.rating.usecases.commands import submit_pending
from services.rating.usecases.reports import apply_reports
from tests.rating.operator import APPROVER, Peers, asked, bill, load_operator, move_to
from tests.rating.published import published
from tollbook.rating.v1 import events_pb2


def report(
    command: str, kind: str, outcome: str, subscription: str, date: dt.date, *, origin: str = "rating"
) -> Report:
    return Report(command, origin, kind, subscription, outcome, date, "")


def wanted(product: str = "leased-line", rent: int | None = None, **more) -> orders.PlaceOrder:
    return orders.PlaceOrder(
        order_id="O-1",
        subscription_id="N-1",
        account_id="A-2",
        product_id=product,
        service_number="ZX9",
        rent=rent,
        currency="CNY",
        discounts=more.get("discounts", ()),
        effect_mode=None,
    )


@pytest.fixture
async def db(database):
    made = database("rating", date=dt.date(2025, 11, 3))
    await load_operator(made)
    return made


async def told(db, *reports: Report) -> None:
    await db.transact(lambda tx: apply_reports(tx, reports))


async def place_and_approve(db, peers: Peers, order: orders.PlaceOrder) -> None:
    await orders.place_order(db, peers, asked("place"), order)
    await orders.approve_order(db, asked("approve order", APPROVER), "O-1", None, "fine")


async def test_r_opn_1_signing_with_an_approval_pending_is_refused(db):
    await orders.place_order(db, Peers(), asked("place"), wanted())
    with pytest.raises(Refusal) as refused:
        await orders.sign_order(db, Peers(), asked("sign"), "O-1")
    assert (refused.value.reason, refused.value.metadata["approval"]) == ("APPROVAL_PENDING", "ORDER")


async def test_r_opn_1_a_low_price_needs_an_approval_that_the_one_who_ordered_does_not_give(db):
    order = await orders.place_order(db, Peers(), asked("place"), wanted("fixed-line", rent=2000))
    assert [each.kind for each in order.approvals] == ["SPECIAL_DISCOUNT"]
    with pytest.raises(Refusal) as refused:
        await orders.approve_order(db, asked("own"), "O-1", None, "mine")
    assert refused.value.reason == "APPROVER_IS_REQUESTER"


async def test_r_ctl_7_a_customer_in_arrears_needs_an_approval(db):
    """Whatever account the new line hangs on: it is the customer who is in arrears."""
    peers = Peers()
    peers.arrears = {"C-1"}
    free = await orders.place_order(db, peers, asked("place"), wanted("fixed-line"))
    assert free.approvals == ()
    peers.arrears = {"C-2"}
    again = replace(wanted("fixed-line"), order_id="O-2", subscription_id="S-92", service_number="039")
    order = await orders.place_order(db, peers, asked("place again"), again)
    assert [each.kind for each in order.approvals] == ["ARREARS"]


async def test_r_opn_6_a_medium_grade_prepays_three_months_rent_before_a_leased_line_is_signed(db):
    peers = Peers()
    peers.months, peers.held = 3, 899999
    await place_and_approve(db, peers, wanted())
    with pytest.raises(Refusal) as refused:
        await orders.sign_order(db, peers, asked("sign"), "O-1")
    assert refused.value.reason == "PREPAYMENT_MISSING"
    assert refused.value.metadata["required_minor_units"] == "900000"
    peers.held = 900000
    assert (await orders.sign_order(db, peers, asked("sign"), "O-1")).prepayment_required == 900000


async def test_r_opn_2_signed_on_the_5th_partly_built_on_the_15th_all_built_on_the_20th(db):
    peers = Peers()
    await place_and_approve(db, peers, wanted())
    await move_to(db, dt.date(2025, 11, 5))
    await orders.sign_order(db, peers, asked("sign"), "O-1")
    assert await submit_pending(db, peers) == 1
    assert [order.command_id for order in peers.submitted] == ["rating.O-1.construct"]
    await move_to(db, dt.date(2025, 11, 15))
    part = report("rating.O-1.construct", "CONSTRUCT", "IN_PROGRESS", "N-1", dt.date(2025, 11, 15))
    await told(db, part)
    line, _ = await subscriptions.get_subscription(db, "N-1")
    assert (line.state, line.charge_start) == (SubscriptionState.SIGNED, None)
    await move_to(db, dt.date(2025, 11, 21))
    built = report("rating.O-1.construct", "CONSTRUCT", "COMPLETED", "N-1", dt.date(2025, 11, 20))
    await told(db, built, built)
    line, _ = await subscriptions.get_subscription(db, "N-1")
    assert (line.state, line.charge_start) == (SubscriptionState.ACTIVE, dt.date(2025, 11, 20))
    assert (await orders.get_order(db, "O-1")).state is OrderState.COMPLETED
    await submit_pending(db, peers)
    assert [order.kind for order in peers.submitted] == ["CONSTRUCT", "NOTIFY_MAINTENANCE"]
    await move_to(db, dt.date(2025, 12, 1))
    await bill(db, peers, "2025-11")
    bill_, lines = await bills.subscription_bill(db, "N-1", "2025-11")
    assert [line.amount for line in lines] == [110000]
    assert bill_.total == 113500


async def test_r_opn_7_suspended_and_restored_lines_change_state_by_the_archived_order_and_once(db):
    off = report("W-1", "SUSPEND", "COMPLETED", "S-1", dt.date(2025, 11, 10), origin="collection")
    await told(db, off, off)
    line, _ = await subscriptions.get_subscription(db, "S-1")
    assert line.state is SubscriptionState.SUSPENDED
    done = report("W-2", "RESTORE", "COMPLETED", "S-1", dt.date(2025, 11, 12), origin="collection")
    await told(db, done)
    line, _ = await subscriptions.get_subscription(db, "S-1")
    assert line.state is SubscriptionState.SUSPENDED
    await told(db, report("W-2", "RESTORE", "ARCHIVED", "S-1", dt.date(2025, 11, 12), origin="collection"), off)
    line, _ = await subscriptions.get_subscription(db, "S-1")
    assert line.state is SubscriptionState.ACTIVE
    changed = [each.state for each in await published(db, events_pb2.SubscriptionChanged) if "S-1" in each.subscription]
    assert len(changed) == 3


async def test_r_opn_4_a_next_cycle_function_is_activated_by_the_bill_run_and_charged_from_the_first_day(db):
    peers = Peers()
    await orders.place_order(db, peers, asked("place"), wanted("mailbox"))
    await orders.sign_order(db, peers, asked("sign"), "O-1")
    ready = report("rating.O-1.activate", "ACTIVATE", "COMPLETED", "N-1", dt.date(2025, 11, 6))
    await told(db, ready)
    line, _ = await subscriptions.get_subscription(db, "N-1")
    assert (line.state, line.charged_from) == (SubscriptionState.READY, None)
    await move_to(db, dt.date(2025, 12, 1))
    await bill(db, peers, "2025-11")
    await submit_pending(db, peers)
    assert peers.submitted[-1].work_order_id == "N-1.activate.2025-12"
    await move_to(db, dt.date(2025, 12, 5))
    confirmed = report("rating.N-1.activate.2025-12", "ACTIVATE", "COMPLETED", "N-1", dt.date(2025, 12, 5))
    await told(db, confirmed)
    line, _ = await subscriptions.get_subscription(db, "N-1")
    assert (line.state, line.charged_from) == (SubscriptionState.ACTIVE, dt.date(2025, 12, 1))
    assert await subscriptions.inconsistencies(db, sales_unit="", after="", limit=10) == []


async def test_an_order_placed_twice_with_the_same_request_is_one_order(db):
    first = await orders.place_order(db, Peers(), asked("place"), wanted())
    assert await orders.place_order(db, Peers(), asked("place"), wanted()) == first
    with pytest.raises(Refusal) as refused:
        await orders.place_order(db, Peers(), asked("place", content="other"), wanted())
    assert refused.value.reason == "REQUEST_ID_REUSED"


async def test_a_cancelled_order_frees_its_service_number(db):
    await orders.place_order(db, Peers(), asked("place"), wanted())
    await orders.cancel_order(db, Peers(), asked("cancel"), "O-1", "changed my mind")
    line, _ = await subscriptions.get_subscription(db, "N-1")
    assert line.state is SubscriptionState.CANCELLED
