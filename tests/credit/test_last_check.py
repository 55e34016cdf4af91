"""R-CTL-6: the last check before a suspension asks payment itself: a payment of a moment before is never missed."""

import asyncio
import datetime as dt

import pytest
from sqlalchemy import select

from services.chassis.inbox import Received
from services.chassis.tables import outbox
from services.collection.domain.overdue_check import OverdueCheck
from services.credit.domain.control import PERMITTED, ControlDecision, ControlState
from services.payment.domain.payment import Recorded
from services.payment.usecases.payments import record_payments
from services.payment.usecases.receivables import check_overdue
from tests.credit.told import Told, account, customer, subscription
from tests.payment.conftest import Shop
from tollbook.kernel.v1.event_pb2 import EventBatch
from tollbook.payment.v1 import events_pb2 as payment_pb

DATE = dt.date(2026, 4, 5)
"""Bills due on 28 February: suspension is permitted since 31 March."""


class Pair:
    """Payment's database and credit's, with what lies between them in the test's hands."""

    def __init__(self, shop: Shop, told: Told) -> None:
        self.shop, self.told = shop, told
        self._carried = 0

    async def owe(self, name: str, amount: int = 100) -> None:
        await self.told.tell(customer(f"C-{name}"), account(name, f"C-{name}"))
        await self.shop.account(name, f"C-{name}")
        await self.shop.bill("2026-01", ("rent", amount), account=name)

    async def pay(self, name: str) -> None:
        """All of it and more, for a late fee has grown meanwhile."""
        payment = self.shop.payment(200, account=name, value_date=DATE)
        (done,) = await record_payments(self.shop.db, self.shop.directory, [payment])
        assert isinstance(done, Recorded)

    async def carry(self) -> None:
        """Brings credit what payment has published since the last time."""
        async with self.shop.db.read() as tx:
            rows = (await tx.execute(select(outbox.c.batch).order_by(outbox.c.id).offset(self._carried))).all()
        self._carried += len(rows)
        for row in rows:
            for event in EventBatch.FromString(row.batch).events:
                told = payment_pb.AccountPositionChanged()
                if event.payload.Unpack(told):
                    received = Received(event.event_id, event.subject, event.version, DATE, told)
                    await self.told.deliver([received])

    async def check(self, name: str) -> OverdueCheck:
        """What collection makes of payment's answer just before its order leaves."""
        (standing,), read_at = await check_overdue(self.shop.db, self.shop.directory, [name], DATE)
        overdue = standing.overdue_principal + standing.overdue_late_fee
        return OverdueCheck(name, overdue, (), read_at)

    async def state(self, name: str) -> ControlState:
        return (await self.told.control(name, f"C-{name}")).control.state


@pytest.fixture
async def pair(database) -> Pair:
    told = Told(database("credit", date=None))
    await told.open(DATE.isoformat())
    return Pair(Shop(database("payment", date=DATE)), told)


async def test_r_ctl_6_a_payment_that_commits_a_moment_before_stops_the_suspension_that_credit_still_permits(
    pair: Pair,
) -> None:
    await pair.owe("A-1")
    await pair.carry()
    assert await pair.state("A-1") in PERMITTED
    assert (await pair.check("A-1")).refusal == ""
    await pair.pay("A-1")
    assert await pair.state("A-1") in PERMITTED, "credit has not heard of it yet"
    assert (await pair.check("A-1")).refusal == "NOTHING_OVERDUE"
    await pair.carry()
    assert await pair.state("A-1") is ControlState.CLEAR


async def test_r_ctl_6_of_payments_and_checks_at_once_no_check_that_follows_a_payment_lets_a_suspension_leave(
    pair: Pair,
) -> None:
    """Each check begins when its payment is answered, while the other payments are under way."""
    names = [f"A-{number}" for number in range(12)]
    for name in names:
        await pair.owe(name)
    await pair.carry()

    async def pay_and_check(name: str) -> str:
        await pair.pay(name)
        return (await pair.check(name)).refusal

    refusals = await asyncio.gather(*map(pay_and_check, names))
    assert set(refusals) == {"NOTHING_OVERDUE"}


async def test_r_ctl_6_a_payment_that_crosses_the_order_restores_at_once(pair: Pair) -> None:
    """The order left before the payment committed: its confirmation and the payment may come in either order."""
    for name, confirmed_first in (("A-1", True), ("A-2", False)):
        await pair.owe(name)
        await pair.carry()
        assert (await pair.check(name)).refusal == ""
        await pair.pay(name)
        confirmation = subscription(f"S-{name}", name, f"C-{name}", suspended=DATE.isoformat())
        if confirmed_first:
            await pair.told.tell(confirmation)
        await pair.carry()
        if not confirmed_first:
            await pair.told.tell(confirmation)
        made = (await pair.told.control(name, f"C-{name}")).control
        assert (made.state, made.decision) == (ControlState.CLEAR, ControlDecision.RESTORE)
