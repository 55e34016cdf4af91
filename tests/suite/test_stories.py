"""Stories told from end to end over real gRPC and HTTP: opening a leased line, and a suspension that payment lifts."""

import asyncio
from datetime import date

import pytest

from services.cli.home import Home
from simulator.operator.catalogue import Product
from simulator.operator.population import Population
from simulator.suite.people import Person
from simulator.wire import bare, date_from_pb, date_to_pb, fen_to_pb
from tests.suite.stage import Stage, account, customer, line, staged
from tollbook.payment.v1.payment_pb2 import PaymentChannel
from tollbook.payment.v1.payment_service_pb2 import RecordPaymentRequest
from tollbook.payment.v1.payment_service_pb2_grpc import PaymentServiceStub
from tollbook.payment.v1.receivable_service_pb2 import ListReceivablesRequest
from tollbook.payment.v1.receivable_service_pb2_grpc import ReceivableServiceStub
from tollbook.rating.v1.bill_service_pb2 import ListBillLinesRequest
from tollbook.rating.v1.bill_service_pb2_grpc import BillServiceStub
from tollbook.rating.v1.events_pb2 import SubscriptionState
from tollbook.rating.v1.order_service_pb2 import ApproveOrderRequest, PlaceOrderRequest, SignOrderRequest
from tollbook.rating.v1.order_service_pb2_grpc import OrderServiceStub
from tollbook.rating.v1.subscription_pb2 import Subscription
from tollbook.rating.v1.subscription_service_pb2 import GetSubscriptionRequest
from tollbook.rating.v1.subscription_service_pb2_grpc import SubscriptionServiceStub

pytestmark = pytest.mark.timeout(600)

NOVEMBER = date(2025, 11, 1)
BUILDER, DEBTOR = 1, 2
NEW_LINE = "S00001-2"


def people() -> Population:
    return Population(
        customers=(customer(BUILDER, "A"), customer(DEBTOR, "C")),
        accounts=(account(BUILDER), account(DEBTOR)),
        subscriptions=(line(DEBTOR, Product.BROADBAND, date(2025, 1, 1)),),
    )


async def place(stage: Stage) -> None:
    stub = OrderServiceStub(stage.world.suite.channel("rating"))
    request = PlaceOrderRequest(
        request_id="place-1",
        order_id="O-1",
        subscription_id=NEW_LINE,
        account="accounts/A00001",
        product="products/leased-line",
        service_number="ZX0001",
        monthly_rent=fen_to_pb(300000),
    )
    await stage.world.suite.call(Person.CRM, stub.PlaceOrder, request)
    approval = ApproveOrderRequest(request_id="approve-1", name="orders/O-1", reason="Agreed")
    await stage.world.suite.call(Person.APPROVER, stub.ApproveOrder, approval)


async def sign(stage: Stage) -> None:
    stub = OrderServiceStub(stage.world.suite.channel("rating"))
    await stage.world.suite.call(Person.CRM, stub.SignOrder, SignOrderRequest(request_id="sign-1", name="orders/O-1"))


async def subscription(stage: Stage, line_id: str) -> Subscription:
    stub = SubscriptionServiceStub(stage.world.suite.channel("rating"))
    request = GetSubscriptionRequest(name=f"subscriptions/{line_id}")
    return await stage.world.suite.call(Person.CRM, stub.GetSubscription, request)


async def rents(stage: Stage, account_id: str, cycle: str) -> list[int]:
    stub = BillServiceStub(stage.world.suite.channel("rating"))
    request = ListBillLinesRequest(bill=f"bills/{account_id}-{cycle}", page_size=100)
    answer = await stage.world.suite.call(Person.FINANCE, stub.ListBillLines, request)
    return [item.amount.minor_units for item in answer.lines if bare(item.charge_item).endswith("-rent")]


async def pay_everything(stage: Stage, account_id: str) -> int:
    receivables = ReceivableServiceStub(stage.world.suite.channel("payment"))
    request = ListReceivablesRequest(account=f"accounts/{account_id}", as_of=date_to_pb(stage.today))
    due = await stage.world.suite.call(Person.CASHIER, receivables.ListReceivables, request)
    payments = PaymentServiceStub(stage.world.suite.channel("payment"))
    paid = RecordPaymentRequest(
        request_id="pay-1",
        channel=PaymentChannel.PAYMENT_CHANNEL_COUNTER,
        channel_number="STORY-1",
        account=f"accounts/{account_id}",
        amount=due.total_due,
        value_date=date_to_pb(stage.today),
    )
    await stage.world.suite.call(Person.CASHIER, payments.RecordPayment, paid)
    return due.total_due.minor_units


def kinds(stage: Stage) -> list[str]:
    return [item.command.kind for item in stage.world.desk.taken]


async def tell_the_stories(home: Home) -> None:
    async with staged(home, NOVEMBER, people()) as stage:
        stage.on(date(2025, 11, 4), lambda: place(stage))
        stage.on(date(2025, 11, 5), lambda: sign(stage))

        await stage.until(date(2025, 11, 16))
        built_in_part = await subscription(stage, NEW_LINE)
        assert built_in_part.state == SubscriptionState.SUBSCRIPTION_STATE_SIGNED, "partly built is not charged"

        await stage.until(date(2025, 11, 21))
        active = await subscription(stage, NEW_LINE)
        assert active.state == SubscriptionState.SUBSCRIPTION_STATE_ACTIVE
        assert date_from_pb(active.charge_start) == date(2025, 11, 20)
        assert "NOTIFY_MAINTENANCE" in kinds(stage), "the network department is told (R-OPN-5)"

        await stage.until(date(2025, 12, 4))
        assert await rents(stage, "A00001", "2025-11") == [110000]

        # The other customer pays nothing; at the low grade November is due on 31 December, suspension from 31 January.
        await stage.until(date(2026, 1, 31))
        assert "SUSPEND" not in kinds(stage)
        await stage.until(date(2026, 2, 12))
        assert "SUSPEND" in kinds(stage)
        suspended = await subscription(stage, "S00002-1")
        assert suspended.state == SubscriptionState.SUBSCRIPTION_STATE_SUSPENDED

        assert await pay_everything(stage, "A00002") > 2 * 12800, "two bills and the late fee"
        await stage.until(date(2026, 2, 20))
        assert kinds(stage).count("RESTORE") == 1
        assert stage.world.desk.suspended_lines() == {}
        restored = await subscription(stage, "S00002-1")
        assert restored.state == SubscriptionState.SUBSCRIPTION_STATE_ACTIVE

        checks, _ = await stage.operations.verify()
        assert [check for check in checks if check.breaches] == []


def test_a_line_built_on_the_20th_is_charged_from_then_and_a_suspension_is_lifted_by_payment(running):
    """R-OPN-1, R-OPN-2, R-OPN-3, R-OPN-5, R-CRD-5, R-DUN-1, R-DUN-6: the worked examples 4 and 8, end to end."""
    with running("stories") as home:
        asyncio.run(tell_the_stories(home))
