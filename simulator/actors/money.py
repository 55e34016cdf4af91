"""Customers' money: signed notifications to the gateway, counter payments, claims and reversals."""

import asyncio
from datetime import date

from simulator.actors.webhooks import PaymentNotice, WebhookSender
from simulator.behaviour.payers import COUNTER, NOBODYS_ACCOUNT, Standing, Wish, wishes
from simulator.behaviour.record import Money
from simulator.operator.catalogue import Product
from simulator.operator.population import Account
from simulator.suite.people import Person
from simulator.wire import date_to_pb, fen_to_pb
from simulator.world import World
from tollbook.payment.v1.payment_pb2 import PaymentChannel, ReceiptState
from tollbook.payment.v1.payment_service_pb2 import (
    BatchRecordPaymentsRequest,
    ClaimReceiptRequest,
    ListPaymentsRequest,
    ListReceiptsRequest,
    RecordPaymentRequest,
    ReversePaymentRequest,
)
from tollbook.payment.v1.payment_service_pb2_grpc import PaymentServiceStub
from tollbook.payment.v1.receivable_service_pb2 import ListReceivablesRequest
from tollbook.payment.v1.receivable_service_pb2_grpc import ReceivableServiceStub

CALLS_A_MONTH = 2500
PAGE = 1000


class MoneyActor:
    """Everyone who pays, and the clerks who claim and reverse."""

    def __init__(self, world: World, sender: WebhookSender) -> None:
        """Makes the stubs."""
        self._world = world
        self._sender = sender
        self._payments = PaymentServiceStub(world.suite.channel("payment"))
        self._receivables = ReceivableServiceStub(world.suite.channel("payment"))
        self._claims: list[Wish] = []
        self._reversals: list[Wish] = []
        self._monthly_cost = _monthly_costs(world)

    async def act(self, day: date) -> int:
        """Pays what the customers want to pay on the day; answers how many acts there were."""
        done = await self._claim(day) + await self._reverse(day)
        off = self._off_since()
        found = [wish for account in self._world.population.accounts for wish in self._wishes(account, day, off)]
        amounts = await asyncio.gather(*(self._amount(wish, day) for wish in found))
        paying = [(wish, amount) for wish, amount in zip(found, amounts, strict=True) if amount > 0]
        for wish, amount in paying:
            self._note(wish, amount, day)
        await asyncio.gather(
            self._pay_at_counters([item for item in paying if item[0].via == COUNTER], day),
            *(self._notify(wish, amount, day) for wish, amount in paying if wish.via != COUNTER),
        )
        return done + len(paying)

    def _wishes(self, account: Account, day: date, off: dict[str, date]) -> list[Wish]:
        world = self._world
        standing = Standing(
            account=account,
            day=day,
            first_day=world.first_day,
            bills=tuple(world.record.bills(account.account_id)),
            off_since=off.get(account.account_id),
            monthly_cost=self._monthly_cost[account.account_id],
        )
        return wishes(world.choice, standing)

    def _off_since(self) -> dict[str, date]:
        off: dict[str, date] = {}
        for account_id, since in self._world.desk.suspended_lines().values():
            off[account_id] = min(since, off.get(account_id, since))
        return off

    async def _amount(self, wish: Wish, day: date) -> int:
        """What the wish pays: its own amount, or everything that payment says is open on the day."""
        if wish.amount is not None:
            return wish.amount
        request = ListReceivablesRequest(account=f"accounts/{wish.account_id}", as_of=date_to_pb(day), page_size=1)
        answer = await self._world.suite.call(Person.CASHIER, self._receivables.ListReceivables, request)
        return answer.total_due.minor_units

    def _note(self, wish: Wish, amount: int, day: date) -> None:
        counts_from = None if wish.named_account == NOBODYS_ACCOUNT else day
        self._world.record.add_money(
            Money(wish.number, wish.account_id, amount, day, day, wish.via, wish.deliveries, counts_from)
        )
        if wish.claim_on is not None:
            self._claims.append(wish)
        if wish.reverse_on is not None:
            self._reversals.append(wish)

    async def _notify(self, wish: Wish, amount: int, day: date) -> None:
        notice = PaymentNotice(wish.number, wish.named_account, amount, day, wish.account_id)
        for _ in range(wish.deliveries):
            await self._sender.notify(notice)

    async def _pay_at_counters(self, paying: list[tuple[Wish, int]], day: date) -> None:
        if not paying:
            return
        items = [
            RecordPaymentRequest(
                request_id=self._world.choice.request_id("counter", wish.number),
                channel=PaymentChannel.PAYMENT_CHANNEL_COUNTER,
                channel_number=wish.number,
                account=f"accounts/{wish.named_account}",
                amount=fen_to_pb(amount),
                value_date=date_to_pb(day),
            )
            for wish, amount in paying
        ]
        request = BatchRecordPaymentsRequest(items=items)
        answer = await self._world.suite.call(Person.CASHIER, self._payments.BatchRecordPayments, request)
        for item, result in zip(items, answer.results, strict=True):
            if result.status.code:
                raise RuntimeError(
                    f"counter payment {item.channel_number}: {result.status.reason} {result.status.message}"
                )

    async def _claim(self, day: date) -> int:
        due = [wish for wish in self._claims if wish.claim_on is not None and wish.claim_on <= day]
        self._claims = [wish for wish in self._claims if wish not in due]
        if not due:
            return 0
        listing = ListReceiptsRequest(state=ReceiptState.RECEIPT_STATE_UNSPECIFIED, page_size=PAGE)
        receipts = await self._world.suite.call(Person.FINANCE, self._payments.ListReceipts, listing)
        names = {receipt.channel_number: receipt.name for receipt in receipts.receipts}
        for wish in due:
            request = ClaimReceiptRequest(
                request_id=self._world.choice.request_id("claim", wish.number),
                name=names[wish.number],
                account=f"accounts/{wish.account_id}",
                reason="The payer showed the bank's slip: 认领",
            )
            await self._world.suite.call(Person.FINANCE, self._payments.ClaimReceipt, request)
            self._world.record.claim(wish.number, day)
            self._world.tell(day, f"receipt {wish.number} for nobody's account is claimed for {wish.account_id}")
        return len(due)

    async def _reverse(self, day: date) -> int:
        due = [wish for wish in self._reversals if wish.reverse_on is not None and wish.reverse_on <= day]
        self._reversals = [wish for wish in self._reversals if wish not in due]
        for wish in due:
            request = ReversePaymentRequest(
                request_id=self._world.choice.request_id("reverse", wish.number),
                name=await self._payment_name(wish),
                reason="The channel took the money back: 冲正",
            )
            await self._world.suite.call(Person.FINANCE, self._payments.ReversePayment, request)
            self._world.record.reverse(wish.number, day)
            self._world.tell(day, f"payment {wish.number} of {wish.account_id} is reversed")
        return len(due)

    async def _payment_name(self, wish: Wish) -> str:
        """The channel's own number is ours to know; its name in payment is asked for."""
        request = ListPaymentsRequest(account=f"accounts/{wish.account_id}", page_size=PAGE, show_reversed=True)
        answer = await self._world.suite.call(Person.FINANCE, self._payments.ListPayments, request)
        return next(payment.name for payment in answer.payments if payment.channel_number == wish.number)


def _monthly_costs(world: World) -> dict[str, int]:
    costs: dict[str, int] = {account.account_id: 0 for account in world.population.accounts}
    for line in world.population.subscriptions:
        calls = CALLS_A_MONTH if line.product is Product.FIXED_LINE else 0
        costs[line.account_id] += line.monthly_rent + calls
    return costs
