"""The proof of R-CTL-6 and R-GEN-3: bills, payments, classes, exemptions and clock moves in any order, twice, late.

Two customers live the same life. One is told everything at once and in order; what is told to the other is held back,
shuffled and repeated. A simple model of what is owed judges both.
"""

import asyncio
import datetime as dt
import itertools

import uvloop
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from services.chassis.database import Database
from services.credit.domain.approvals import Verb
from services.credit.domain.control import PERMITTED, ControlDecision, ControlState, in_effect
from services.credit.domain.exemptions import ExemptionScope
from services.credit.usecases import exemptions
from services.credit.wire import event_to_pb
from tests.credit.told import Told, account, customer, line, money, subscription

_NUMBERS = itertools.count(1)
_CLASSES = ("A", "B", "C")


class Life(RuleBasedStateMachine):
    """The prompt customer P and the late customer L, their one account each, and the model of both."""

    url = ""

    @initialize()
    def begin(self) -> None:
        self.runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
        self.number = next(_NUMBERS)
        self.told = Told(Database(self.url, encoder=event_to_pb))
        self.versions = itertools.count(1)
        self.debts: list[list] = []
        self.suspended = ""
        self.exempt_until: dt.date | None = None
        self.waiting: list = []
        self.delivered: list = []
        self.newest_delivered: tuple[int, int] = (0, 0)
        self.run(self.told.open("2025-02-01"))
        self.tell(lambda who: customer(f"C-{who}", customer_class="C"))
        self.tell(lambda who: account(f"A-{who}", f"C-{who}"))

    def run(self, work):
        return self.runner.run(work)

    def name(self, who: str) -> str:
        return f"{who}{self.number}"

    def tell(self, make) -> None:
        """At once to P; to L when the delivery's turn comes."""
        version = next(self.versions)
        self.run(self.told.deliver([self.told.event(make(self.name("P")), version=version)]))
        self.waiting.append(self.told.event(make(self.name("L")), version=version))

    def tell_money(self) -> None:
        lines = [line(str(due), amount, disputed=disputed, cycle="2025-01") for due, amount, disputed in self.debts]
        self.tell(lambda who: money(*lines, name=f"A-{who}", owner=f"C-{who}"))

    def overdue(self) -> int:
        return sum(amount for due, amount, disputed in self.debts if due < self.told.date and not disputed)

    @rule(days=st.integers(5, 40), amount=st.integers(1, 10_000))
    def bill(self, days: int, amount: int) -> None:
        self.debts.append([self.told.date + dt.timedelta(days=days), amount, False])
        self.tell_money()

    @precondition(lambda self: self.debts)
    @rule(amount=st.integers(1, 20_000))
    def pay(self, amount: int) -> None:
        for debt in sorted(self.debts):
            if not debt[2]:
                paid = min(amount, debt[1])
                debt[1], amount = debt[1] - paid, amount - paid
        self.debts = [debt for debt in self.debts if debt[1]]
        self.tell_money()

    @precondition(lambda self: self.debts)
    @rule(place=st.integers(0, 5))
    def dispute_or_settle_a_dispute(self, place: int) -> None:
        debt = self.debts[place % len(self.debts)]
        debt[2] = not debt[2]
        self.tell_money()

    @rule(grade=st.sampled_from(_CLASSES))
    def change_class(self, grade: str) -> None:
        self.tell(lambda who: customer(f"C-{who}", customer_class=grade))

    @rule(is_suspended=st.booleans())
    def suspend_or_restore(self, is_suspended: bool) -> None:
        self.suspended = self.told.date.isoformat() if is_suspended else ""
        self.tell(lambda who: subscription(f"S-{who}", f"A-{who}", f"C-{who}", suspended=self.suspended))

    @precondition(lambda self: self.exempt_until is None)
    @rule(days=st.integers(0, 60))
    def exempt(self, days: int) -> None:
        self.exempt_until = self.told.date + dt.timedelta(days=days)
        self.deliver_all()
        for who in (self.name("P"), self.name("L")):
            self.run(self._approved_exemption(who, self.exempt_until))

    async def _approved_exemption(self, who: str, until: dt.date) -> None:
        asked = exemptions.ExemptionRequest("", f"A-{who}", ExemptionScope.BOTH, None, until, "hospital", "li.wei")
        made = await exemptions.request_exemption(self.told.db, f"r-{who}", asked)
        decision = exemptions.ExemptionDecision(made.exemption, Verb.APPROVE, "wang.fang", "agreed")
        await exemptions.decide_exemption(self.told.db, f"a-{who}", decision)

    @precondition(lambda self: self.waiting)
    @rule(place=st.integers(0, 50), again=st.booleans())
    def deliver_one(self, place: int, again: bool) -> None:
        event = self.waiting.pop(place % len(self.waiting))
        self.run(self.told.deliver([event]))
        self.delivered.append(event)
        self._remember(event)
        if again:
            self.run(self.told.deliver([event]))

    @precondition(lambda self: self.delivered)
    @rule(place=st.integers(0, 50))
    def deliver_an_old_one_again(self, place: int) -> None:
        self.run(self.told.deliver([self.delivered[place % len(self.delivered)]]))

    def _remember(self, event) -> None:
        if hasattr(event.payload, "open_lines") and event.version > self.newest_delivered[0]:
            self.newest_delivered = (event.version, event.payload.principal.minor_units)

    def deliver_all(self) -> None:
        while self.waiting:
            event = self.waiting.pop()
            self.run(self.told.deliver([event]))
            self.delivered.append(event)
            self._remember(event)

    @rule(days=st.integers(1, 45))
    def close_the_day_and_move_on(self, days: int) -> None:
        """A day closes after everything told for it has come; what the sweep made of it is judged by the model."""
        self.deliver_all()
        self.run(self.told.sweep())
        self.judge()
        self.run(self.told.open((self.told.date + dt.timedelta(days=days)).isoformat()))
        self.run(self.told.sweep())
        self.judge()
        self.run(self.told.open((self.told.date + dt.timedelta(days=1)).isoformat()))

    def control(self, who: str):
        name = self.name(who)
        return self.run(self.told.control(f"A-{name}", f"C-{name}")).control

    def judge(self) -> None:
        prompt, late = self.control("P"), self.control("L")
        assert in_effect(prompt) == in_effect(late), "the order of delivery decided"
        overdue = self.overdue()
        assert late.overdue == overdue
        assert (late.state is ControlState.CLEAR) == (overdue == 0)
        if overdue == 0:
            assert (late.decision is ControlDecision.RESTORE) == bool(self.suspended), "paid up and left suspended"
        if late.state in PERMITTED:
            oldest = min(due for due, _, disputed in self.debts if due < self.told.date and not disputed)
            assert (self.told.date - oldest).days >= 31
            assert self.exempt_until is None or self.exempt_until < self.told.date

    @invariant()
    def nobody_who_has_paid_may_be_suspended(self) -> None:
        """Once the newest position that has come says that nothing is open, nothing is permitted."""
        if not hasattr(self, "told"):
            return
        if not self.debts:
            assert self.control("P").state is ControlState.CLEAR
        version, owed = self.newest_delivered
        if version and owed == 0:
            assert self.control("L").state is ControlState.CLEAR

    def teardown(self) -> None:
        if hasattr(self, "told"):
            self.run(self.told.db.close())
            self.runner.close()


def test_r_ctl_6_and_r_gen_3_any_order_of_delivery_makes_the_same_control_and_suspends_nobody_who_paid(
    database_url,
) -> None:
    Life.url = database_url("credit")
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
            derandomize=True,
        ),
    )
