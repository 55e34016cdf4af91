"""Two customers who live the same life, told in different ways, and a simple model that judges both (R-CTL-6, R-GEN-3).

P is told everything at once and in order; what is told to L is held back, shuffled, repeated, told several at a time.
The model knows what is owed, and computes dates with a calendar of its own.
"""

import asyncio
import calendar
import datetime as dt
import itertools
from dataclasses import dataclass

import uvloop
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.chassis.database import Database
from services.credit.domain.approvals import Verb
from services.credit.domain.control import Control, ControlDecision, ControlState, in_effect
from services.credit.domain.exemptions import ExemptionScope
from services.credit.usecases import exemptions, overrides
from services.credit.usecases.read_controls import list_decisions
from services.credit.wire import event_to_pb
from tests.credit.told import Told, account, customer, line, money, subscription

_NUMBERS = itertools.count(1)
_MONTHS = {"LOW": 1, "MEDIUM": 2, "HIGH": 3}
_SPONSOR = {ControlDecision.SUSPEND_SPONSORSHIP, ControlDecision.RESTORE_SPONSORSHIP}


@dataclass
class Owed:
    """A bill's open rest. ``blocked`` is "", "disputed" or "in_transit"."""

    due: dt.date
    amount: int
    cycle: str
    blocked: str = ""


@dataclass
class Model:
    """What is true, and what credit must make of it once it has heard everything."""

    debts: list[Owed]
    overrides: dict[str, str]
    suspended: dt.date | None = None
    unclaimed: bool = False
    dunning_exempt_until: dt.date | None = None
    suspension_exempt_until: dt.date | None = None

    def overdue(self, date: dt.date) -> list[Owed]:
        return [each for each in self.debts if each.due < date and not each.blocked]

    def suspend_from(self, owed: Owed) -> dt.date:
        """One, two or three months after the due date, a month's end staying one; the 31st day at the earliest."""
        months = _MONTHS[self.overrides.get(owed.cycle, "LOW")]
        year, month = divmod(owed.due.year * 12 + owed.due.month - 1 + months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        at_end = owed.due.day == calendar.monthrange(owed.due.year, owed.due.month)[1]
        agreed = dt.date(year, month + 1, last if at_end else min(owed.due.day, last))
        return max(agreed, owed.due + dt.timedelta(days=31))

    def suspension_date(self) -> dt.date | None:
        """From when the oldest debt that is not blocked lets suspend; None without any."""
        open_debts = [each for each in self.debts if not each.blocked]
        if not open_debts:
            return None
        return self.suspend_from(min(open_debts, key=lambda each: (each.due, each.cycle)))

    def deciding_dates(self) -> list[dt.date]:
        """The dates on which something may change without an event: a due date, a permission's, an exemption's last."""
        open_debts = [each for each in self.debts if not each.blocked]
        dates = [each.due for each in open_debts] + [self.suspend_from(each) for each in open_debts]
        dates += [until for until in (self.dunning_exempt_until, self.suspension_exempt_until) if until]
        if self.suspended is not None:
            dates.append(self.suspended + dt.timedelta(days=61))
        return sorted(set(dates))

    def expected(self, date: dt.date) -> tuple[ControlState, ControlDecision, int]:
        overdue = self.overdue(date)
        if not overdue:
            decision = ControlDecision.RESTORE if self.suspended else ControlDecision.NONE
            return ControlState.CLEAR, decision, 0
        total = sum(each.amount for each in overdue)
        suspend = self.suspend_from(min(overdue, key=lambda each: (each.due, each.cycle)))
        spared = self.dunning_exempt_until is not None and date <= self.dunning_exempt_until
        dunned = ControlDecision.NONE if spared else ControlDecision.WARN
        exempt = self.suspension_exempt_until is not None and date <= self.suspension_exempt_until
        if date < suspend or exempt or self.unclaimed:
            return ControlState.OVERDUE, dunned, total
        if self.suspended is None:
            return ControlState.SUSPENSION_PERMITTED, ControlDecision.SUSPEND, total
        terminate = max(suspend, self.suspended + dt.timedelta(days=61))
        over = date >= terminate
        return ControlState.TERMINATION_PERMITTED if over else ControlState.SUSPENSION_PERMITTED, dunned, total


class Life(RuleBasedStateMachine):
    """The prompt customer P and the late customer L, with one account each."""

    url = ""

    @initialize()
    def begin(self) -> None:
        self.runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
        self.number = next(_NUMBERS)
        self.told = Told(Database(self.url, encoder=event_to_pb))
        self.versions, self.requests = itertools.count(1), itertools.count(1)
        self.model = Model([], {})
        self.waiting: list = []
        self.delivered: list = []
        self.newest_delivered: tuple[int, int] = (0, 0)
        self.run(self.told.open("2025-02-01"))
        self.tell(lambda who: customer(f"C-{who}", customer_class="C"))
        self.tell(lambda who: account(f"A-{who}", f"C-{who}"))

    def run(self, work):
        return self.runner.run(work)

    def names(self) -> tuple[str, str]:
        return f"P{self.number}", f"L{self.number}"

    def tell(self, make) -> None:
        """At once to P; to L when the delivery's turn comes."""
        version, (prompt, late) = next(self.versions), self.names()
        self.run(self.told.deliver([self.told.event(make(prompt), version=version)]))
        self.waiting.append(self.told.event(make(late), version=version))

    def tell_money(self) -> None:
        lines = [
            line(
                str(each.due),
                each.amount,
                disputed=each.blocked == "disputed",
                in_transit=each.blocked == "in_transit",
                cycle=each.cycle,
            )
            for each in self.model.debts
        ]
        unclaimed = self.model.unclaimed
        self.tell(lambda who: money(*lines, name=f"A-{who}", owner=f"C-{who}", unclaimed=unclaimed))

    @rule(days=st.integers(5, 40), amount=st.integers(1, 10_000))
    def bill(self, days: int, amount: int) -> None:
        due = self.told.date + dt.timedelta(days=days)
        before = due.replace(day=1) - dt.timedelta(days=1)
        self.model.debts.append(Owed(due, amount, f"{before:%Y-%m}"))
        self.tell_money()

    @precondition(lambda self: self.model.debts)
    @rule(amount=st.integers(1, 20_000))
    def pay(self, amount: int) -> None:
        for owed in sorted(self.model.debts, key=lambda each: each.due):
            if not owed.blocked:
                paid = min(amount, owed.amount)
                owed.amount, amount = owed.amount - paid, amount - paid
        self.model.debts = [each for each in self.model.debts if each.amount]
        self.tell_money()

    @precondition(lambda self: self.model.debts)
    @rule(place=st.integers(0, 5), blocked=st.sampled_from(["", "disputed", "in_transit"]))
    def block_or_free_a_bill(self, place: int, blocked: str) -> None:
        self.model.debts[place % len(self.model.debts)].blocked = blocked
        self.tell_money()

    @rule()
    def find_or_claim_a_receipt(self) -> None:
        self.model.unclaimed = not self.model.unclaimed
        self.tell_money()

    @rule(customer_class=st.sampled_from("ABC"))
    def change_class(self, customer_class: str) -> None:
        """It moves no grade: the first position gave that."""
        self.tell(lambda who: customer(f"C-{who}", customer_class=customer_class))

    @rule(is_suspended=st.booleans())
    def confirm_a_suspension_or_a_restoration(self, is_suspended: bool) -> None:
        """Whatever credit permits: an order may have crossed a payment."""
        self.confirm(self.told.date if is_suspended else None)

    def confirm(self, date: dt.date | None) -> None:
        self.model.suspended = date
        since = date.isoformat() if date else ""
        self.tell(lambda who: subscription(f"S-{who}", f"A-{who}", f"C-{who}", suspended=since))

    @rule(grade=st.sampled_from(["MEDIUM", "HIGH"]), months=st.integers(1, 3))
    def override_the_grade(self, grade: str, months: int) -> None:
        """From the open month on, if none of its months has an override; bills of months before keep their terms."""
        start = self.told.date.year * 12 + self.told.date.month - 1
        cycles = [f"{(start + n) // 12}-{(start + n) % 12 + 1:02}" for n in range(months)]
        if set(cycles) & self.model.overrides.keys():
            return
        self.deliver_all()
        self.model.overrides |= dict.fromkeys(cycles, grade)
        for who in self.names():
            self.run(self._approved_override(who, grade, cycles))

    async def _approved_override(self, who: str, grade: str, cycles: list[str]) -> None:
        asked = overrides.OverrideRequest(f"C-{who}", grade, cycles[0], cycles[-1], "large project", "li.wei")
        made = await overrides.request_override(self.told.db, self._request(), asked)
        decision = overrides.OverrideDecision(made.override, "approve", "wang.fang", "agreed")
        await overrides.decide_override(self.told.db, self._request(), decision)

    @rule(days=st.integers(0, 60), scope=st.sampled_from(list(ExemptionScope)))
    def exempt(self, days: int, scope: ExemptionScope) -> None:
        self.grant(self.told.date + dt.timedelta(days=days), scope)

    def live_until_suspension(self) -> None:
        """The day before it is permitted, and the day."""
        self.deliver_all()
        first = self.model.suspension_date()
        for date in (first - dt.timedelta(days=1), first) if first else ():
            if date > self.told.date:
                self.close_until(date)

    @precondition(lambda self: self.model.suspension_date())
    @rule()
    def live_until_termination(self) -> None:
        """A suspension is confirmed; the day before termination is permitted, and the day (R-CRD-5)."""
        self.live_until_suspension()
        self.model.unclaimed = False
        self.tell_money()
        self.confirm(self.told.date)
        for days in (60, 1):
            self.close_until(self.told.date + dt.timedelta(days=days))

    @precondition(lambda self: self.model.suspension_date())
    @rule(scope=st.sampled_from(list(ExemptionScope)))
    def live_through_the_last_days_of_an_exemption(self, scope: ExemptionScope) -> None:
        """With a debt that would be acted on: its last day still spares, the day after does not (R-CTL-5)."""
        self.live_until_suspension()
        until = self.told.date + dt.timedelta(days=1)
        self.grant(until, scope)
        self.close_until(until)
        self.close_until(until + dt.timedelta(days=1))

    def grant(self, until: dt.date, scope: ExemptionScope) -> None:
        self.deliver_all()
        if scope is not ExemptionScope.SUSPENSION:
            self.model.dunning_exempt_until = max(until, self.model.dunning_exempt_until or until)
        if scope is not ExemptionScope.DUNNING:
            self.model.suspension_exempt_until = max(until, self.model.suspension_exempt_until or until)
        for who in self.names():
            self.run(self._approved_exemption(who, until, scope))

    async def _approved_exemption(self, who: str, until: dt.date, scope: ExemptionScope) -> None:
        asked = exemptions.ExemptionRequest("", f"A-{who}", scope, None, until, "hospital", "li.wei")
        made = await exemptions.request_exemption(self.told.db, self._request(), asked)
        decision = exemptions.ExemptionDecision(made.exemption, Verb.APPROVE, "wang.fang", "agreed")
        await exemptions.decide_exemption(self.told.db, self._request(), decision)

    def _request(self) -> str:
        return f"r-{self.number}-{next(self.requests)}"

    @precondition(lambda self: self.waiting)
    @rule(places=st.lists(st.integers(0, 50), min_size=1, max_size=4), again=st.booleans())
    def deliver_some(self, places: list[int], again: bool) -> None:
        """Some of what waits, in any order, in one delivery; the same once more perhaps."""
        events = [self.waiting.pop(place % len(self.waiting)) for place in places if self.waiting]
        self.deliver(events)
        if again:
            self.run(self.told.deliver(events))

    @precondition(lambda self: self.delivered)
    @rule(place=st.integers(0, 50))
    def deliver_an_old_one_again(self, place: int) -> None:
        self.run(self.told.deliver([self.delivered[place % len(self.delivered)]]))

    def deliver(self, events: list) -> None:
        self.run(self.told.deliver(events))
        self.delivered += events
        for event in events:
            if hasattr(event.payload, "open_lines") and event.version > self.newest_delivered[0]:
                self.newest_delivered = (event.version, event.payload.principal.minor_units)

    def deliver_all(self) -> None:
        """The latest first."""
        while self.waiting:
            self.deliver([self.waiting.pop()])

    @rule(days=st.integers(1, 45))
    def close_the_day_and_move_on(self, days: int) -> None:
        """A day closes after everything told for it has come. What events made of it is judged, and what sweeps do."""
        self.close_until(self.told.date + dt.timedelta(days=days))

    @precondition(lambda self: self.model.deciding_dates())
    @rule(place=st.integers(0, 10))
    def live_through_a_date_that_decides(self, place: int) -> None:
        """The day before it, it, and the day after, for the sweep and for an event of that day: where a rule that is a
        day off shows itself.
        """
        dates = self.model.deciding_dates()
        for days in (-1, 0, 1):
            date = dates[place % len(dates)] + dt.timedelta(days=days)
            if date > self.told.date:
                self.close_until(date)
                self.tell_money()
                self.deliver_all()
                self.judge()

    def close_until(self, date: dt.date) -> None:
        self.deliver_all()
        self.judge()
        self.run(self.told.sweep())
        self.judge()
        self.run(self.told.open(date.isoformat()))
        self.run(self.told.sweep())
        self.judge()

    @precondition(lambda self: self.model.debts)
    @rule(unclaimed=st.booleans())
    def touch_an_account_that_may_be_suspended(self, unclaimed: bool) -> None:
        """A receipt is found or claimed, judged by what the event alone made of it: the sweep that would have mended it
        comes later (R-CTL-1, R-CTL-6).
        """
        self.deliver_all()
        self.live_until_suspension()
        self.model.unclaimed = unclaimed
        self.tell_money()
        self.deliver_all()
        self.judge()

    @rule()
    def hear_everything(self) -> None:
        """What events alone have made of it is judged, before any sweep."""
        self.deliver_all()
        self.judge()

    def control(self, who: str) -> Control:
        return self.run(self.told.control(f"A-{who}", f"C-{who}")).control

    def judge(self) -> None:
        prompt, late = map(self.control, self.names())
        assert in_effect(prompt) == in_effect(late), "the order of delivery decided"
        assert (late.state, late.decision, late.overdue) == self.model.expected(self.told.date)
        overdue = self.model.overdue(self.told.date)
        if overdue:
            oldest = min(overdue, key=lambda each: (each.due, each.cycle))
            assert late.suspend_not_before == self.model.suspend_from(oldest)
        for who in self.names():
            sent = [each.decision for each in self.run(list_decisions(self.told.db, f"A-{who}", None, 1_000))]
            own = [decision for decision in sent if decision not in _SPONSOR]
            assert all(after is not before for after, before in itertools.pairwise(own)), "a decision was sent twice"

    @invariant()
    def nobody_who_has_paid_may_be_suspended(self) -> None:
        """Once the newest position that has come says that nothing is open, nothing is permitted."""
        if not hasattr(self, "told"):
            return
        prompt, late = self.names()
        if not self.model.debts:
            assert self.control(prompt).state is ControlState.CLEAR
        version, owed = self.newest_delivered
        if version and owed == 0:
            assert self.control(late).state is ControlState.CLEAR

    def teardown(self) -> None:
        """At the end everything is heard and paid: nobody stays suspended for arrears."""
        if not hasattr(self, "told"):
            return
        self.model.debts, self.model.unclaimed = [], False
        self.tell_money()
        self.deliver_all()
        self.judge()
        for who in self.names():
            decided = self.control(who)
            assert (decided.decision is ControlDecision.RESTORE) == (self.model.suspended is not None)
        self.run(self.told.db.close())
        self.runner.close()
