"""The prepayment that a grade asks for before a leased line is signed: a book restricted to the rent (R-OPN-6)."""

from collections.abc import Awaitable, Callable
from datetime import date

import grpc.aio

from simulator.behaviour.orders import Order
from simulator.behaviour.payers import COUNTER
from simulator.behaviour.record import Money
from simulator.operator.catalogue import OFFERS
from simulator.suite.people import Person
from simulator.wire import date_to_pb, fen_to_pb
from simulator.world import World
from tollbook.payment.v1.book_pb2 import Book, BookKind
from tollbook.payment.v1.book_service_pb2 import OpenBookRequest
from tollbook.payment.v1.book_service_pb2_grpc import BookServiceStub
from tollbook.payment.v1.payment_pb2 import PaymentChannel
from tollbook.payment.v1.payment_service_pb2 import RecordPaymentRequest
from tollbook.payment.v1.payment_service_pb2_grpc import PaymentServiceStub

# A new customer of class B starts with the grade MEDIUM, whose terms ask for so many months (R-CRD-2, R-CRD-4).
MONTHS = 3
REFUSAL = "PREPAYMENT_MISSING"


class Prepayment:
    """The cashier who opens the book and takes the money."""

    def __init__(self, world: World) -> None:
        """Makes the stubs."""
        self._world = world
        self._books = BookServiceStub(world.suite.channel("payment"))
        self._payments = PaymentServiceStub(world.suite.channel("payment"))

    async def asked_for(self, sign: Callable[[], Awaitable[object]]) -> None:
        """Signs too early. Raises RuntimeError unless the refusal names the missing prepayment."""
        try:
            await sign()
        except grpc.aio.AioRpcError as error:
            if REFUSAL not in (error.details() or "") and REFUSAL not in str(error.trailing_metadata()):
                raise
            return
        raise RuntimeError("a leased line was signed without the prepayment of its grade")

    async def make(self, order: Order, day: date) -> None:
        """Opens the book restricted to the line's rent and pays the months that the grade asks for."""
        item = OFFERS[order.product].rent_item
        opened = OpenBookRequest(
            request_id=self._id("book", order),
            account=f"accounts/{order.account_id}",
            book_id="line-prepay",
            book=Book(
                kind=BookKind.BOOK_KIND_RESTRICTED,
                display_name="Leased line prepayment 专线预存",
                purpose="PRODUCT_PREPAYMENT",
                charge_items=[f"chargeItems/{item}"],
            ),
        )
        book = await self._world.suite.call(Person.CRM, self._books.OpenBook, opened)
        number, amount = f"{order.account_id}.line-prepay", MONTHS * order.monthly_rent
        paid = RecordPaymentRequest(
            request_id=self._id("payment", order),
            channel=PaymentChannel.PAYMENT_CHANNEL_COUNTER,
            channel_number=number,
            account=f"accounts/{order.account_id}",
            amount=fen_to_pb(amount),
            value_date=date_to_pb(day),
            book=book.name,
        )
        self._world.record.add_money(Money(number, order.account_id, amount, day, day, COUNTER, 1, day))
        await self._world.suite.call(Person.CASHIER, self._payments.RecordPayment, paid)
        self._world.tell(day, f"{order.account_id} prepays {amount} fen of rent, without which signing was refused")

    def _id(self, act: str, order: Order) -> str:
        return self._world.choice.request_id("prepayment", act, order.subscription_id)
