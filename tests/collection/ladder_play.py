"""One account of the world beside its model: whatever happens to the one happens to the other, and they must agree."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from services.collection.domain.promise import HoldReason
from services.collection.usecases import disputes, promises, verify
from tests.collection.builders import line
from tests.collection.ladder_model import DAY, Model
from tests.collection.world import World

AMOUNT = 1_000
_FARTHEST = 100 * DAY
"""A case that is held until somebody says otherwise has its next date at the end of time."""


@dataclass
class Play:
    """``debts`` and ``paid`` are due dates: each of a line of the same amount."""

    world: World
    model: Model
    account: str
    debts: list[dt.date]
    paid: list[dt.date]
    holds: dict[str, str] = field(default_factory=dict[str, str])
    requests: int = 0

    async def act(self, name: str, *arguments: Any) -> None:
        await getattr(self, name)(*arguments)
        await self.agree((name, *arguments))

    def _request(self) -> str:
        self.requests += 1
        return f"{self.account}-{self.requests}"

    @property
    def case(self) -> str:
        return f"{self.account}-{self.model.case}"

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

    async def steps(self, number: int, answers: bool) -> None:
        """Goes from one day on which the case may move to the next, so that a short life climbs the whole ladder."""
        for _ in range(number):
            case = await self.world.case(self.case)
            today = await self.world.date()
            if case is not None and case.next_date is not None and today < case.next_date <= today + _FARTHEST:
                await self.outage((case.next_date - today).days)
            await self.days(1, answers)

    def _permission(self, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
        """Credit's dates, as the world's control has them."""
        due = min(self.debts, default=None)
        if due is None or due >= today:
            return None, None
        first = self.world.permission(due)
        off = self.world.suspended.get(self.account)
        return first, max(first, off + 61 * DAY) if off else None

    async def outage(self, number: int) -> None:
        """The clock moves and no day is closed."""
        await self.world.move_date(await self.world.date() + number * DAY)

    async def bill(self, number: int) -> None:
        """Another line, due so many days from now."""
        due = await self.world.date() + number * DAY
        if due not in self.debts + self.paid:
            self.debts = sorted([*self.debts, due])
            await self._tell(0)

    async def pay(self) -> None:
        count = len(self.debts)
        self.paid, self.debts = sorted(self.paid + self.debts), []
        await self._tell(count)

    async def pay_oldest(self) -> None:
        """A partial payment: the anchor moves to the oldest debt that remains (R-DUN-1)."""
        if self.debts:
            self.paid, self.debts = sorted([*self.paid, self.debts[0]]), self.debts[1:]
            await self._tell(1)

    async def reverse(self) -> None:
        """Every payment is reversed: what it had paid is owed again."""
        count = len(self.paid)
        self.debts, self.paid = sorted(self.debts + self.paid), []
        await self._tell(-count)

    async def _tell(self, settled: int) -> None:
        lines = [
            line(f"{due.year}-{due.month:02}", AMOUNT, due=due.isoformat(), number=n)
            for n, due in enumerate(self.debts, 1)
        ]
        await self.world.owes(lines, self.account, settled=settled * AMOUNT)
        self.model.owe(min(self.debts, default=None), await self.world.date(), settled * AMOUNT)

    def _stands(self) -> bool:
        return self.model.state not in ("NONE", "CLOSED")

    async def promise(self, number: int, count: int) -> None:
        """A promise to pay so many lines' amounts."""
        today = await self.world.date()
        overdue = sum(due < today for due in self.debts)
        if not self._stands() or self.model.promise is not None or count > overdue:
            return
        asked = promises.RecordPromise(self.case, count * AMOUNT, today + number * DAY, "wang")
        made = await promises.record_promise(self.world.db, self._request(), asked)
        self.holds["promise"] = made.promise_id
        self.model.make_promise(count * AMOUNT, today + number * DAY, today)

    async def cancel_promise(self) -> None:
        if self.model.promise is None:
            return
        asked = promises.CancelPromise(self.holds["promise"], "no", "wang")
        await promises.cancel_promise(self.world.db, self._request(), asked)
        self.model.end_promise(await self.world.date())

    async def hold(self, number: int) -> None:
        """A hold of so many days; 0: until it is resumed."""
        today = await self.world.date()
        if not self._stands() or "MANUAL" in self.model.holds:
            return
        until = today + number * DAY if number else None
        put = await promises.hold_case(self.world.db, self._request(), promises.HoldCase(self.case, until, "", "wang"))
        self.holds[HoldReason.MANUAL] = put.hold_id
        self.model.hold(HoldReason.MANUAL, until or dt.date.max, today)

    async def resume(self) -> None:
        if not self._stands() or HoldReason.MANUAL not in self.model.holds:
            return
        asked = promises.ResumeCase(self.holds[HoldReason.MANUAL], "", "wang")
        await promises.resume_case(self.world.db, self._request(), asked)
        self.model.release(HoldReason.MANUAL, await self.world.date())

    async def dispute(self) -> None:
        if not self._stands() or HoldReason.DISPUTE in self.model.holds:
            return
        asked = disputes.OpenDispute(self.case, (), "not mine", "wang")
        opened = await disputes.open_dispute(self.world.db, self._request(), asked)
        self.holds[HoldReason.DISPUTE] = opened.dispute_id
        self.model.hold(HoldReason.DISPUTE, dt.date.max, await self.world.date())

    async def resolve(self) -> None:
        if HoldReason.DISPUTE not in self.model.holds:
            return
        asked = disputes.ResolveDispute(self.holds[HoldReason.DISPUTE], "REJECTED", "it is", "li")
        await disputes.resolve_dispute(self.world.db, self._request(), asked)
        self.model.release(HoldReason.DISPUTE, await self.world.date())

    async def callback(self, index: int, outcome: str) -> None:
        """A report about an order's newest command: early, late, again or contrary."""
        await self._report(index, outcome, stale=False)

    async def stale(self, index: int, outcome: str) -> None:
        """A report about an order's first command, which later ones have replaced."""
        await self._report(index, outcome, stale=True)

    async def replace(self, outcome: str) -> None:
        """Every command that is under way expires, and its order is submitted again under another."""
        waiting = [n for n, each in enumerate(self.model.orders.values()) if each.state == "SUBMITTED"]
        for index in waiting:
            await self.callback(index, "EXPIRED")
        await self.days(1, answers=False)
        for index in waiting:
            await self.stale(index, outcome)

    async def restore(self) -> None:
        """Service goes off and is paid; what the platform says of either order comes piece by piece, and once more."""
        await self.steps(4, answers=True)
        await self.pay()
        await self.days(1, answers=False)
        for kind, outcomes in (("RESTORE", ("SENT", "COMPLETED", "ARCHIVED")), ("SUSPEND", ("COMPLETED",))):
            mine = [n for n, each in enumerate(self.model.orders.values()) if each.kind == kind]
            for outcome in outcomes:
                for index in mine:
                    await self.callback(index, outcome)
                    await self.agree(("restore", kind, outcome))

    async def late(self) -> None:
        """A debt that is long overdue before the first day runs, and then day after day."""
        await self.pay()
        await self.bill(1)
        await self.outage(40)
        for _ in range(9):
            await self.days(1, answers=True)
            await self.agree(("late",))

    async def _report(self, index: int, outcome: str, *, stale: bool) -> None:
        if index >= len(self.model.orders):
            return
        key = list(self.model.orders)[index]
        (order,) = [x for x in await self.world.orders(case_id=self.case) if x.order_id == f"{self.case}-{key}"]
        if not order.command_id and not (stale and order.submissions):
            return
        old = stale and order.command_id != order.order_id
        if stale:
            await self.world.report(order, outcome, command_id=order.order_id)
        else:
            await self.world.report(order, outcome)
        if not old or outcome in ("COMPLETED", "ARCHIVED"):
            self.model.report(key, outcome, await self.world.date())
        if outcome == "COMPLETED":
            self.model.line = {"SUSPEND": "SUSPENDED", "TERMINATE": "TERMINATED"}.get(order.kind, self.model.line)
        elif outcome == "ARCHIVED" and order.kind == "RESTORE":
            self.model.line = "ACTIVE"

    async def stray(self, outcome: str) -> None:
        """A report about an order that is not ours: it is kept, and nothing moves."""
        orders = await self.world.orders(case_id=self.case)
        if orders:
            await self.world.report(orders[0], outcome, order_id="A-9-9-suspend-1", command_id="A-9-9-suspend-1")

    async def sender(self, works: bool) -> None:
        self.world.sender_works = works

    async def agree(self, action: tuple[Any, ...]) -> None:
        when = f"after {action} on {await self.world.date()}"
        found = await self.world.state(self.case) if self.model.cases else "NONE"
        assert found == self.model.state, when
        if self.model.cases:
            orders = await self.world.orders(case_id=self.case)
            told = {each.order_id.removeprefix(f"{self.case}-"): each.state for each in orders}
            assert told == {key: order.state for key, order in self.model.orders.items()}, when

    async def finish(self) -> None:
        """Every invariant holds at the end, whatever came."""
        async with self.world.db.read() as tx:
            breaches = [example for each in verify.INVARIANTS for example in (await each.check(tx)).examples]
        assert breaches == []
