"""The ladder against a model (R-DUN-1, R-DUN-4, R-DUN-5, R-DUN-6): outages, clock moves, payments, reversals, promises
and callbacks in any order; no step skipped or doubled, every case where the model says.
"""

import datetime as dt
from dataclasses import dataclass
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.collection.usecases import promises, verify
from tests.collection.builders import line
from tests.collection.ladder_model import DAY, Model
from tests.collection.world import World

OUTCOMES = ("SENT", "COMPLETED", "ARCHIVED", "FAILED", "EXPIRED")

ACTIONS = st.one_of(
    st.tuples(st.just("days"), st.integers(1, 5), st.booleans()),
    st.tuples(st.just("outage"), st.integers(1, 35)),
    st.tuples(st.just("pay")),
    st.tuples(st.just("pay_oldest")),
    st.tuples(st.just("reverse")),
    st.tuples(st.just("promise"), st.integers(1, 20)),
    st.tuples(st.just("callback"), st.integers(0, 3), st.sampled_from(OUTCOMES)),
    st.tuples(st.just("sender"), st.booleans()),
)

_accounts = count(1)


@dataclass
class Play:
    """One account of the world beside its model."""

    world: World
    model: Model
    account: str
    debts: list[dt.date]
    paid: list[dt.date]
    settled: int = 0

    async def act(self, action: tuple[Any, ...]) -> None:
        await getattr(self, action[0])(*action[1:])
        await self.agree(action)

    async def days(self, number: int, answers: bool) -> None:
        for _ in range(number):
            today = await self.world.date()
            permission = self._permission(today)
            await self.world.close_day()
            self.model.close(today, permission, sender=self.world.sender_works)
            if answers:
                waiting = [n for n, each in enumerate(self.model.orders.values()) if each.state == "SUBMITTED"]
                for index in waiting:
                    for outcome in ("SENT", "COMPLETED", "ARCHIVED"):
                        await self.callback(index, outcome)

    def _permission(self, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
        """Credit's dates, as the world's control has them."""
        due = min(self.debts, default=None)
        if due is None or due >= today:
            return None, None
        first = self.world.permission(due)
        off = self.world.suspended.get(self.account)
        return first, max(first, off + 61 * DAY) if off else None

    async def outage(self, number: int) -> None:
        await self.world.move_date(await self.world.date() + number * DAY)

    async def pay(self) -> None:
        self.paid, self.debts = self.debts, []
        await self._tell()

    async def pay_oldest(self) -> None:
        if self.debts:
            self.paid, self.debts = self.debts[:1], self.debts[1:]
            await self._tell()

    async def reverse(self) -> None:
        """A payment is reversed: what it had paid is owed again."""
        self.debts, self.paid = sorted(self.debts + self.paid), []
        await self._tell()

    async def _tell(self) -> None:
        lines = [line(f"{due.year}-{due.month:02}", 1000, due=due.isoformat()) for due in self.debts]
        await self.world.owes(lines, self.account)
        self.model.owe(min(self.debts, default=None), await self.world.date())

    async def promise(self, number: int) -> None:
        """A promise of nothing that is paid: it breaks, and the ladder goes on the day after."""
        today = await self.world.date()
        due = min(self.debts, default=None)
        running = self.model.held is not None and self.model.held >= today
        if self.model.state in ("NONE", "CLOSED") or due is None or due >= today or running:
            return
        until = today + number * DAY
        asked = promises.RecordPromise(f"{self.account}-{self.model.case}", 1, until, "wang")
        await promises.record_promise(self.world.db, f"{self.account}-{until}-{self.world.events}", asked)
        self.model.held = until

    async def callback(self, index: int, outcome: str) -> None:
        if index >= len(self.model.orders):
            return
        key = list(self.model.orders)[index]
        case = f"{self.account}-{self.model.case}"
        (order,) = [each for each in await self.world.orders(case_id=case) if each.order_id == f"{case}-{key}"]
        if not order.command_id:
            return
        await self.world.report(order, outcome)
        self.model.report(key, outcome, await self.world.date())
        if outcome == "COMPLETED":
            self.model.line = {"SUSPEND": "SUSPENDED", "TERMINATE": "TERMINATED"}.get(order.kind, self.model.line)
        elif outcome == "ARCHIVED" and order.kind == "RESTORE":
            self.model.line = "ACTIVE"

    async def sender(self, works: bool) -> None:
        self.world.sender_works = works

    async def agree(self, action: tuple[Any, ...]) -> None:
        name = f"{self.account}-{self.model.case}"
        found = await self.world.state(name) if self.model.cases else "NONE"
        assert found == self.model.state, f"after {action} on {await self.world.date()}"
        if self.model.cases:
            orders = await self.world.orders(case_id=name)
            told = {each.order_id.removeprefix(f"{name}-"): each.state for each in orders}
            assert told == {key: order.state for key, order in self.model.orders.items()}, f"after {action}"


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTIONS, min_size=4, max_size=16))
async def test_every_case_stands_where_the_model_says(world, actions):
    suite = await world("2025-01-31")
    account = f"A-{next(_accounts)}"
    await suite.customer("C-1", account)
    today = await suite.date()
    play = Play(suite, Model(), account, [today - 3 * DAY, today + 25 * DAY], [])
    await play._tell()
    for action in actions:
        await play.act(action)
    async with suite.db.read() as tx:
        breaches = [example for each in verify.INVARIANTS for example in (await each.check(tx)).examples]
    assert breaches == []
    await suite.db.close()
