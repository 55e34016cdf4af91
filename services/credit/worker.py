"""Consumed events, runs and the day's work, each to its use case."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from services.chassis.database import Transaction
from services.chassis.inbox import Handler, Received, Subscription, newest
from services.credit.peers import PaymentPeer
from services.credit.usecases import take_positions as take
from services.credit.wire import facts as wire
from tollbook.collection.v1 import events_pb2 as collection_pb
from tollbook.payment.v1 import events_pb2 as payment_pb
from tollbook.rating.v1 import events_pb2 as rating_pb

F = TypeVar("F")
Take = Callable[[Transaction, Sequence[F]], Awaitable[None]]


def subscriptions(payment: PaymentPeer) -> list[Subscription]:
    """What credit does with the events of rating, payment and collection."""
    return [
        Subscription(
            "rating",
            {
                rating_pb.CustomerChanged: _all_and_newest(wire.customer_from_pb, take.take_customers),
                rating_pb.AccountChanged: _position(wire.account_from_pb, take.take_accounts),
                rating_pb.SubscriptionChanged: _all_and_newest(wire.subscription_from_pb, take.take_subscriptions),
                rating_pb.UnbilledChanged: _position(wire.unbilled_from_pb, take.take_unbilled),
                rating_pb.BillIssued: _fact(wire.bill_from_pb, take.take_bills),
                rating_pb.BillAdjusted: _fact(wire.adjustment_from_pb, take.take_adjustments),
            },
        ),
        Subscription(
            "payment",
            {
                payment_pb.SettlementPosted: _facts(wire.settlements_from_pb, take.take_settlements),
                payment_pb.SettlementReversed: _facts(wire.reversals_from_pb, take.take_settlements),
                payment_pb.AccountPositionChanged: _position(wire.money_from_pb, take.take_money),
            },
            prepare={payment_pb.AccountPositionChanged: payment.with_all_lines},
        ),
        Subscription(
            "collection", {collection_pb.PromiseBroken: _fact(wire.promise_from_pb, take.take_broken_promises)}
        ),
    ]


def _position(decode: Callable[[Received[Any]], F], use: Take[F]) -> Handler:
    async def handle(tx: Transaction, events: list[Received[Any]]) -> None:
        await use(tx, [decode(event) for event in newest(events)])

    return handle


def _fact(decode: Callable[[Received[Any]], F], use: Take[F]) -> Handler:
    async def handle(tx: Transaction, events: list[Received[Any]]) -> None:
        await use(tx, [decode(event) for event in events])

    return handle


def _facts(decode: Callable[[Received[Any]], list[F]], use: Take[F]) -> Handler:
    async def handle(tx: Transaction, events: list[Received[Any]]) -> None:
        await use(tx, [fact for event in events for fact in decode(event)])

    return handle


def _all_and_newest(
    decode: Callable[[Received[Any]], F], use: Callable[[Transaction, Sequence[F], Sequence[F]], Awaitable[None]]
) -> Handler:
    """For positions whose history matters too: the newest of each subject, and all that came."""

    async def handle(tx: Transaction, events: list[Received[Any]]) -> None:
        await use(tx, [decode(event) for event in newest(events)], [decode(event) for event in events])

    return handle
