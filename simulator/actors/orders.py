"""Customers who order a line: placed on one day, approved on another by another person, signed on a third (R-OPN-1)."""

from datetime import date

from simulator.actors.prepayment import Prepayment
from simulator.behaviour.orders import Order, orders_of_month
from simulator.days import plus_months
from simulator.suite.people import Person
from simulator.wire import fen_to_pb
from simulator.world import World
from tollbook.rating.v1.order_pb2 import ApprovalState
from tollbook.rating.v1.order_pb2 import Order as PlacedOrder
from tollbook.rating.v1.order_service_pb2 import (
    ApproveOrderRequest,
    GetOrderRequest,
    PlaceOrderRequest,
    SignOrderRequest,
)
from tollbook.rating.v1.order_service_pb2_grpc import OrderServiceStub


class OrderActor:
    """Everyone who orders, and the person who approves."""

    def __init__(self, world: World) -> None:
        """Makes the stub and knows every order of the months to come."""
        self._world = world
        self._stub = OrderServiceStub(world.suite.channel("rating"))
        self._prepayment = Prepayment(world)
        self.orders: list[Order] = [
            order
            for month in range(world.months)
            for order in orders_of_month(
                world.choice, world.population, plus_months(world.first_day, month), world.first_day
            )
        ]

    async def act(self, day: date) -> int:
        """Places, approves and signs what is to be on the day."""
        done = 0
        for order in self.orders:
            if order.order_on == day:
                await self._place(order)
                done += 1
            if order.approve_on == day:
                await self._approve(order)
                done += 1
            if order.sign_on == day:
                await self._sign(order, day)
                done += 1
        return done

    async def _place(self, order: Order) -> None:
        request = PlaceOrderRequest(
            request_id=self._id("place", order),
            order_id=_order_id(order),
            subscription_id=order.subscription_id,
            account=f"accounts/{order.account_id}",
            product=f"products/{order.product}",
            service_number=order.service_number,
            monthly_rent=fen_to_pb(order.monthly_rent),
        )
        await self._world.suite.call(Person.CRM, self._stub.PlaceOrder, request)

    async def _approve(self, order: Order) -> None:
        placed = await self._get(order)
        if all(approval.state != ApprovalState.APPROVAL_STATE_PENDING for approval in placed.approvals):
            return
        request = ApproveOrderRequest(
            request_id=self._id("approve", order), name=f"orders/{_order_id(order)}", reason="Within the budget"
        )
        await self._world.suite.call(Person.APPROVER, self._stub.ApproveOrder, request)

    async def _sign(self, order: Order, day: date) -> None:
        name = f"orders/{_order_id(order)}"
        if order.prepays:
            early = SignOrderRequest(request_id=self._id("sign too early", order), name=name)
            await self._prepayment.asked_for(lambda: self._world.suite.call(Person.CRM, self._stub.SignOrder, early))
            await self._prepayment.make(order, day)
        request = SignOrderRequest(request_id=self._id("sign", order), name=name)
        await self._world.suite.call(Person.CRM, self._stub.SignOrder, request)
        self._world.tell(day, f"{order.product} {order.subscription_id} is signed")

    async def _get(self, order: Order) -> PlacedOrder:
        request = GetOrderRequest(name=f"orders/{_order_id(order)}")
        return await self._world.suite.call(Person.CRM, self._stub.GetOrder, request)

    def _id(self, act: str, order: Order) -> str:
        return self._world.choice.request_id("order", act, order.subscription_id)


def _order_id(order: Order) -> str:
    return f"O-{order.subscription_id}"
