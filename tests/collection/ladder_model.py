"""A model of one account's ladder, written day by day and without tables: what the service must agree with.

It knows the words of R-DUN-1 only: the days, one step a day, the minimum after a notice really sent, credit's
permission, holds, and what callbacks and payments do to a single line.
"""

import datetime as dt
from dataclasses import dataclass, field

DAY = dt.timedelta(days=1)
SUSPENDED_STATES = ("SUSPENDED", "DUNNED", "TERMINATION_NOTICED", "TERMINATING", "TERMINATED", "BAD_DEBT")


@dataclass
class ModelOrder:
    """An order as the platform and the desk have moved it."""

    kind: str
    state: str = "PENDING"
    submissions: int = 0

    @property
    def effective(self) -> bool:
        return self.state in ("SUBMITTED", "SENT", "COMPLETED", "ARCHIVED")


@dataclass
class Model:
    """The account: its oldest due date, its line, its newest case."""

    due: dt.date | None = None
    line: str = "ACTIVE"
    state: str = "NONE"
    cases: int = 0
    stepped: dt.date = dt.date.min
    notice: dt.date | None = None
    waiting: bool = False
    suspended: dt.date | None = None
    terminated: dt.date | None = None
    held: dt.date | None = None
    holds: dict[str, dt.date] = field(default_factory=dict[str, dt.date])
    promise: tuple[int, dt.date, int] | None = None
    settled: int = 0
    orders: dict[str, ModelOrder] = field(default_factory=dict[str, ModelOrder])

    @property
    def case(self) -> str:
        return f"{self.cases}"

    def close(self, today: dt.date, permission: tuple[dt.date | None, dt.date | None], *, sender: bool) -> None:
        """The end of a day: the promise is judged, one step at most, then notices and orders leave."""
        self._judge(today)
        if self.due is not None and self.due < today:
            if self.state in ("NONE", "CLOSED"):
                self._open(today)
            elif self.stepped < today and (self.held is None or self.held < today):
                self._climb(today, permission)
        if sender and self.waiting:
            self.waiting, self.notice = False, today
        for order in self.orders.values():
            if order.kind == "RESTORE" and order.state == "FAILED" and order.submissions < 5:
                order.state = "PENDING"
        self.drain()

    def make_promise(self, amount: int, until: dt.date, today: dt.date) -> None:
        self.promise = amount, until, self.settled
        self.hold("PROMISE", until, today)

    def end_promise(self, today: dt.date) -> None:
        self.promise = None
        self.release("PROMISE", today)

    def _judge(self, today: dt.date) -> None:
        """Kept as soon as the amount has come, broken at the end of its date; either way the next day is free."""
        if self.promise is not None:
            amount, until, before = self.promise
            if self.settled - before >= amount or today >= until:
                self.end_promise(today)

    def hold(self, name: str, until: dt.date, today: dt.date) -> None:
        self.holds[name] = until
        self._hold_until(today, None)

    def release(self, name: str, today: dt.date) -> None:
        self.holds.pop(name, None)
        self._hold_until(today, today)

    def _hold_until(self, today: dt.date, least: dt.date | None) -> None:
        dates = [until for until in self.holds.values() if until >= today]
        self.held = max([*dates, least] if least else dates, default=None)

    def _open(self, today: dt.date) -> None:
        self.cases += 1
        self.state, self.stepped = "OPEN", today
        self.notice = self.suspended = self.terminated = self.held = None
        self.waiting, self.orders, self.holds, self.promise = False, {}, {}, None

    def _climb(self, today: dt.date, permission: tuple[dt.date | None, dt.date | None]) -> None:
        due = self.due or today
        rested = not self.waiting and self.notice is not None and today >= self.notice + 3 * DAY
        if self.state == "OPEN" and today >= due + 3 * DAY:
            self._notify("ARREARS_NOTICED", today)
        elif self.state == "ARREARS_NOTICED" and today >= due + 20 * DAY and rested:
            self._notify("SUSPENSION_NOTICED", today)
        elif self.state == "SUSPENSION_NOTICED" and today >= due + 31 * DAY and rested:
            if self.line != "ACTIVE" or (permission[0] and today >= permission[0]):
                self._order("SUSPEND", today)
        elif self.state == "SUSPENDED" and self.suspended and today >= self.suspended + 15 * DAY:
            self._notify("DUNNED", today)
        elif self.state == "DUNNED" and self.suspended and today >= self.suspended + 50 * DAY:
            if rested:
                self._notify("TERMINATION_NOTICED", today)
        elif self.state == "TERMINATION_NOTICED" and self.suspended and today >= self.suspended + 61 * DAY and rested:
            if self.line == "TERMINATED" or (permission[1] and today >= permission[1]):
                self._order("TERMINATE", today)
        elif self.state == "TERMINATED" and self._is_bad_debt(due, today):
            self.state, self.stepped = "BAD_DEBT", today

    def _is_bad_debt(self, due: dt.date, today: dt.date) -> bool:
        long = today > _three_months_on(due)
        return long and self.terminated is not None and today >= self.terminated + 10 * DAY

    def _notify(self, state: str, today: dt.date) -> None:
        self.state, self.stepped, self.waiting = state, today, True

    def _order(self, kind: str, today: dt.date) -> None:
        self.stepped = today
        possible = self.line == "ACTIVE" if kind == "SUSPEND" else self.line != "TERMINATED"
        if not possible and kind == "SUSPEND":
            self.state, self.suspended = "SUSPENDED", today
        elif not possible:
            self.state, self.terminated = "TERMINATED", today
        else:
            self.state = "SUSPENDING" if kind == "SUSPEND" else "TERMINATING"
            self._add(kind)

    def _add(self, kind: str) -> None:
        number = len(self.orders) + 1
        self.orders[f"{kind.lower()}-{number}"] = ModelOrder(kind)

    def drain(self) -> None:
        """The desk submits what is pending; the account's debt is what payment says too."""
        for order in self.orders.values():
            if order.state == "PENDING":
                order.state, order.submissions = "SUBMITTED", order.submissions + 1

    def owe(self, due: dt.date | None, today: dt.date, settled: int = 0) -> None:
        """Payment's position changes, with what was settled on the way."""
        self.due, self.settled = due, self.settled + settled
        if due is not None and due < today:
            return
        if self.state in ("OPEN", "ARREARS_NOTICED", "SUSPENSION_NOTICED"):
            self.state = "CLOSED"
        elif self.state in ("SUSPENDING", *SUSPENDED_STATES):
            for order in self.orders.values():
                if order.state == "PENDING" and order.kind != "RESTORE":
                    order.state = "WITHDRAWN"
            self.state = "RESTORING" if self._undo() else "CLOSED"
        if self.state in ("CLOSED", "RESTORING"):
            self.waiting = False

    def _undo(self) -> bool:
        """Orders restoration when the line may be off by this case; tells whether it is to be restored."""
        off = False
        for order in self.orders.values():
            if order.kind == "RESTORE":
                off = False
            elif order.effective:
                off = True
        if off:
            self._add("RESTORE")
        return off

    def report(self, key: str, outcome: str, today: dt.date) -> None:
        """A callback about an order's newest command."""
        order = self.orders[key]
        after = _moved(order.state, outcome)
        done = {"SUSPEND": "COMPLETED", "TERMINATE": "COMPLETED", "RESTORE": "ARCHIVED"}[order.kind]
        was_done, is_done = _reached(order.state, done), _reached(after, done)
        order.state = after
        if is_done and not was_done:
            if order.kind == "SUSPEND" and self.state == "SUSPENDING":
                self.state, self.suspended, self.stepped = "SUSPENDED", today, today
            elif order.kind == "TERMINATE" and self.state == "TERMINATING":
                self.state, self.terminated, self.stepped = "TERMINATED", today, today
        if self.state == "RESTORING" and not self._undo():
            restores = [each for each in self.orders.values() if each.kind == "RESTORE"]
            if all(each.state == "ARCHIVED" for each in restores):
                self.state = "CLOSED"
        elif self.state == "CLOSED":
            self._undo()


def _moved(state: str, outcome: str) -> str:
    """Success goes forward, failure only before success; what expired is pending again."""
    order = ["PENDING", "SUBMITTED", "SENT", "COMPLETED", "ARCHIVED"]
    if outcome in ("SENT", "COMPLETED", "ARCHIVED"):
        if outcome == "SENT" and state == "FAILED":
            return state
        before = -1 if state in ("FAILED", "WITHDRAWN") else order.index(state)
        return outcome if order.index(outcome) > before else state
    if outcome == "EXPIRED":
        return "PENDING" if state in ("PENDING", "SUBMITTED") else state
    return "FAILED" if state in ("PENDING", "SUBMITTED", "SENT") else state


def _reached(state: str, done: str) -> bool:
    order = ["COMPLETED", "ARCHIVED"]
    return state in order and order.index(state) >= order.index(done)


def _three_months_on(date: dt.date) -> dt.date:
    index = date.year * 12 + date.month - 1 + 3
    year, month = index // 12, index % 12 + 1
    after = dt.date(year + month // 12, month % 12 + 1, 1) - DAY
    return dt.date(year, month, min(date.day, after.day))
