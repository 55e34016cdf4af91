"""A world around collection: customers that owe, a payment and a gateway that answer as the real ones do.

Payment and gateway are outside what these tests are about; what collection asks of them is answered from the same debts
that it was told as events, and every command is recorded.
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text

from services.chassis.database import Database
from services.chassis.runs import RunWorkers
from services.collection.domain.ageing import OpenLine
from services.collection.domain.contact import Outgoing
from services.collection.domain.notice import Addressee
from services.collection.domain.overdue_check import CommandAnswer, CommandReport, OverdueCheck
from services.collection.domain.position import (
    AccountPosition,
    ControlPosition,
    CustomerPosition,
    DebtPosition,
    SettledAmount,
    SubscriptionPosition,
)
from services.collection.domain.standing import Debt, debt_of
from services.collection.domain.sweep import Control
from services.collection.domain.work_order import WorkOrder
from services.collection.store import cases as case_store
from services.collection.store import orders as order_store
from services.collection.usecases import escalation, positions, promises, reports, sending, snapshots, sweep
from services.collection.usecases.submission import OrderDesk
from services.collection.worker import run_kinds
from services.kernel.period import add_months_keep_month_end

ONE_DAY = dt.timedelta(days=1)


@dataclass
class World:
    """One database of collection and everything that it hears from."""

    db: Database
    debts: dict[str, Debt] = field(default_factory=dict[str, Debt])
    blockers: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    customers: dict[str, str] = field(default_factory=dict[str, str])
    lines: dict[str, list[SubscriptionPosition]] = field(default_factory=dict[str, list[SubscriptionPosition]])
    suspended: dict[str, dt.date] = field(default_factory=dict[str, dt.date])
    commands: list[WorkOrder] = field(default_factory=list[WorkOrder])
    sent: list[str] = field(default_factory=list[str])
    exempt_until: dt.date | None = None
    permit: bool = True
    sender_works: bool = True
    version: int = 0
    events: int = 0

    def __post_init__(self) -> None:
        self.desk = OrderDesk(self.db, self._check_overdue, self._submit)
        self.runs = RunWorkers(self.db)
        self.runs.register(run_kinds(self.db))

    async def date(self) -> dt.date:
        async with self.db.read() as tx:
            return tx.date

    def _next(self) -> int:
        self.version += 1
        return self.version

    async def customer(self, customer: str = "C-1", account: str = "A-1", kind: str = "GROUP", **who: Any) -> None:
        """A customer with an account and one active broadband line, S-{account}."""
        values: dict[str, Any] = {"name": "晋州水务", "customer_class": "C", "phone": "0311-1234", **who}
        addressee = Addressee(**values)
        told = CustomerPosition(customer, self._next(), addressee, kind, "U1", False)
        self.customers[account] = customer
        await self.db.transact(lambda tx: positions.take_customers(tx, [told]))
        opened = AccountPosition(account, customer, self._next(), "CNY", 0, False)
        await self.db.transact(lambda tx: positions.take_accounts(tx, [opened]))
        await self.line(account)

    async def line(self, account: str = "A-1", subscription: str = "", state: str = "ACTIVE", **more: Any) -> None:
        """A subscription's position."""
        position = SubscriptionPosition(
            subscription or f"S-{account}",
            account,
            self.customers[account],
            self._next(),
            "broadband-100",
            "BROADBAND",
            state,
            tuple(more.get("reasons", ())),
            "0311-5678",
            bool(more.get("equipment", False)),
            str(more.get("platform", "sample")),
        )
        known = self.lines.setdefault(account, [])
        known[:] = [each for each in known if each.subscription_id != position.subscription_id] + [position]
        await self.db.transact(lambda tx: positions.take_subscriptions(tx, [position]))

    async def owes(self, lines: Sequence[OpenLine], account: str = "A-1", settled: int = 0) -> None:
        """Payment's position of an account, credit's control with it, and what was settled on the way."""
        await self.owes_now(lines, account, settled)
        await self.control(account)

    async def owes_now(self, lines: Sequence[OpenLine], account: str = "A-1", settled: int = 0) -> None:
        self.debts[account] = debt_of(lines)
        told = DebtPosition(account, self.customers[account], self._next(), "CNY", self.debts[account], False)
        amount = SettledAmount(account, self.customers[account], settled)

        async def take(tx) -> None:
            await positions.take_settled(tx, [amount] if settled else [])
            await positions.take_debts(tx, [told])

        await self.db.transact(take)

    async def control(self, account: str = "A-1") -> None:
        """What credit makes of the account today, with LOW's terms (R-CRD-5)."""
        today = await self.date()
        anchor = self.debts[account].anchor
        overdue = anchor is not None and anchor < today
        suspend = terminate = None
        if anchor is not None and overdue and self.permit:
            suspend = self.permission(anchor)
            if account in self.suspended:
                terminate = max(suspend, self.suspended[account] + 61 * ONE_DAY)
        control = Control(anchor if overdue else None, suspend, terminate, None, self.exempt_until)
        told = ControlPosition(account, self.customers[account], self._next(), control)
        await self.db.transact(lambda tx: positions.take_controls(tx, [told]))

    def permission(self, due: dt.date) -> dt.date:
        """The first date of suspension with LOW's terms."""
        return max(add_months_keep_month_end(due, 1), due + 31 * ONE_DAY)

    async def _check_overdue(self, accounts: Sequence[str], date: dt.date) -> dict[str, OverdueCheck]:
        now = dt.datetime.now(dt.UTC)
        return {
            account: OverdueCheck(
                account, self.debts.get(account, Debt()).overdue(date), self.blockers.get(account, ()), now
            )
            for account in accounts
        }

    async def _submit(self, orders: Sequence[WorkOrder]) -> list[CommandAnswer]:
        known = {each.command_id for each in self.commands}
        self.commands.extend(order for order in orders if order.command_id not in known)
        return [CommandAnswer(order.command_id, "") for order in orders]

    async def _send(self, batch: Sequence[Outgoing]) -> set[str]:
        if not self.sender_works:
            return set()
        self.sent.extend(each.contact.contact_id for each in batch)
        return {each.contact.contact_id for each in batch}

    async def close_day(self, *, controls: bool = True) -> dict[str, int]:
        """Credit's sweep and collection's day steps, then the date moves."""
        today = await self.date()
        for account in self.customers:
            if controls and account in self.debts:
                await self.control(account)
        for month in await snapshots.due_snapshots(self.db, today):
            await self.runs.finish((await snapshots.start_snapshot(self.db, month)).key)
        await promises.judge_promises(self.db, today)
        run = await sweep.start_sweep(self.db, today)
        counters = dict((await self.runs.finish(run.key)).counters) if run else {}
        await sending.send_late_tasks(self.db, today)
        await sending.send_planned(self.db, self._send, today)
        await escalation.escalate_late(self.db, today)
        await self.desk.drain()
        await self.move_date(today + ONE_DAY)
        return counters

    async def move_date(self, date: dt.date) -> None:
        async def work(tx) -> None:
            await tx.execute(text("UPDATE business_clock SET date = :date"), {"date": date})

        await self.db.transact(work, dated=False)

    async def close_until(self, date: dt.date) -> None:
        """Closes days until this date is open; the platform does at once what it is told."""
        while await self.date() < date:
            await self.close_day()
            await self.platform()

    async def reach(self, state: str, account: str = "A-1") -> None:
        """Closes the days on which something happens until the account's first case stands there."""
        while await self.state(f"{account}-1") != state:
            await self.close_day()
            await self.platform()
            case = await self.case(f"{account}-1")
            if case is not None and case.next_date is not None and case.next_date > await self.date():
                await self.move_date(case.next_date)

    async def platform(self) -> None:
        """Answers every command that is not answered yet, to its archive."""
        for order in await self.open_orders():
            for outcome in ("SENT", "COMPLETED", "ARCHIVED"):
                await self.report(order, outcome)

    async def open_orders(self) -> list[WorkOrder]:
        async with self.db.read() as tx:
            wanted = order_store.OrderFilter(states=("SUBMITTED", "SENT", "COMPLETED"))
            return [order for order in await order_store.list_orders(tx, wanted, None, 1000) if not order.done_date]

    async def report(self, order: WorkOrder, outcome: str, date: dt.date | None = None, **other: str) -> None:
        """A fact from the gateway, and what rating makes of it."""
        self.events += 1
        told = CommandReport(
            f"e-{self.events}",
            order.command_id,
            order.order_id,
            order.subscription_id,
            order.account_id,
            order.customer_id,
            outcome,
            date or await self.date(),
            "",
        )
        told = dataclasses.replace(told, **other)
        await self.db.transact(lambda tx: reports.take_reports(tx, [told]))
        if outcome == "COMPLETED" and order.kind == "SUSPEND":
            self.suspended.setdefault(order.account_id, told.outcome_date)
            await self.line(order.account_id, order.subscription_id, "SUSPENDED", reasons=("ARREARS",))
        elif outcome == "COMPLETED" and order.kind == "TERMINATE":
            known = next(x for x in self.lines[order.account_id] if x.subscription_id == order.subscription_id)
            await self.line(order.account_id, order.subscription_id, "TERMINATED", equipment=known.equipment)
        elif outcome == "ARCHIVED" and order.kind == "RESTORE":
            self.suspended.pop(order.account_id, None)
            await self.line(order.account_id, order.subscription_id, "ACTIVE")

    async def case(self, case_id: str = "A-1-1"):
        async with self.db.read() as tx:
            return await case_store.find_case(tx, case_id)

    async def state(self, case_id: str = "A-1-1") -> str:
        found = await self.case(case_id)
        return found.state.value if found else "NONE"

    async def steps(self, case_id: str = "A-1-1") -> list[tuple[str, str]]:
        """The case's moves as (verb, date)."""
        found = await self.case(case_id)
        assert found is not None
        async with self.db.read() as tx:
            taken = await case_store.list_steps(tx, found.shard, case_id)
        return [(step.verb.value, step.step_date.isoformat()) for step, _ in taken]

    async def orders(self, **wanted: Any) -> list[WorkOrder]:
        async with self.db.read() as tx:
            return await order_store.list_orders(tx, order_store.OrderFilter(**wanted), None, 1000)
