"""The daily sweep of the ladder, a chunked run in CloseDay (R-DUN-1): state at the end of the day, one step a case."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.chassis.database import Database, Transaction
from services.chassis.runs import LeasedChunk, RunView, complete_chunk, start_run
from services.collection.domain.calendar import calendar_on
from services.collection.domain.case import Case, Why
from services.collection.domain.collection_policy import CollectionPolicy
from services.collection.domain.contact import Contact
from services.collection.domain.ladder import NOTICE_VERBS, CaseState, Verb
from services.collection.domain.notice import (
    NOTICE_OF_VERB,
    Addressee,
    Medium,
    way_of,
)
from services.collection.domain.position import Account, SubscriptionPosition
from services.collection.domain.scenario import Layer, Scenario, select_scenario
from services.collection.domain.sweep import Step, Wait, decide_step
from services.collection.domain.work_order import OrderKind
from services.collection.store import cases as case_store
from services.collection.store import collection_policies as rule_store
from services.collection.store import orders as order_store
from services.collection.store import policies as policy_store
from services.collection.store import positions as position_store
from services.collection.store.waits import put_off
from services.collection.usecases.casebook import CaseBook, new_dossier
from services.collection.usecases.notices import case_notice
from services.kernel.ids import SHARDS

KIND = "ladder-sweep"
ITEMS_A_CHUNK = 5_000
Key = tuple[int, str]

_NOBODY = (Addressee(""), "", "")


async def start_sweep(db: Database, date: dt.date) -> RunView | None:
    """Starts the sweep of a date; None when no case has to be looked at. Starting it again changes nothing."""

    async def work(tx: Transaction) -> RunView | None:
        counts = await case_store.count_due(tx, date)
        if not counts:
            return None
        chunks = [{"first": first, "last": last} for first, last in shard_ranges(counts, ITEMS_A_CHUNK)]
        return await start_run(tx, key=f"{KIND}/{date}", kind=KIND, params={"date": str(date)}, chunks=chunks)

    return await db.transact(work)


def shard_ranges(counts: dict[int, int], items: int) -> list[tuple[int, int]]:
    """Cuts the shards into ranges of about so many items."""
    ranges: list[tuple[int, int]] = []
    first, total = 0, 0
    for shard in range(SHARDS):
        total += counts.get(shard, 0)
        if total >= items or shard == SHARDS - 1:
            ranges.append((first, shard))
            first, total = shard + 1, 0
    return ranges


async def sweep_chunk(db: Database, chunk: LeasedChunk) -> None:
    """Sweeps the cases of a shard range in one transaction."""

    async def work(tx: Transaction) -> None:
        date = dt.date.fromisoformat(chunk.params["date"])
        first, last = chunk.payload["first"], chunk.payload["last"]
        scenarios = await policy_store.approved_scenarios(tx)
        waiting = await put_off(tx, scenarios, date, first, last)
        due = await case_store.lock_due(tx, date, first, last)
        sweep = await _prepare(tx, date, due, scenarios)
        for account, case in due:
            sweep.look_at(account, case)
        await sweep.book.write(tx)
        await case_store.look_from(tx, sweep.waits)
        await complete_chunk(tx, chunk, items=waiting + len(due), counters=sweep.counters)

    await db.transact(work)


async def _prepare(
    tx: Transaction, date: dt.date, due: Sequence[tuple[Account, Case | None]], scenarios: Sequence[Scenario]
) -> "_Sweep":
    acting = {CaseState.SUSPENSION_NOTICED, CaseState.TERMINATION_NOTICED}
    keys = {(account.shard, account.account_id) for account, case in due if case and case.state in acting}
    orders = await order_store.last_numbers(tx, {(case.shard, case.case_id) for _, case in due if case})
    policy = await rule_store.policy_in_force(tx, date)
    working_days = calendar_on(await rule_store.approved_calendars(tx), Medium.MANAGER, date)
    return _Sweep(
        date,
        CaseBook(date, tx.now),
        scenarios,
        await position_store.addressees_of(tx, {(account.shard, account.customer_id) for account, _ in due}),
        await position_store.subscriptions_of(tx, keys),
        orders,
        await policy_store.all_templates(tx),
        policy,
        working_days.add_days(date, policy.task_days),
    )


@dataclass
class _Sweep:
    """One chunk's sweep: what was loaded, what was decided."""

    date: dt.date
    book: CaseBook
    scenarios: Sequence[Scenario]
    customers: dict[Key, tuple[Addressee, str, str]]
    lines: dict[Key, list[SubscriptionPosition]]
    last_numbers: dict[Key, int]
    templates: Sequence[policy_store.StoredTemplate]
    policy: CollectionPolicy
    task_due: dt.date
    """When a manager's task that is given today has to be done."""
    waits: dict[Key, dt.date | None] = field(default_factory=dict[Key, dt.date | None])
    counters: dict[str, int] = field(default_factory=dict[str, int])
    _chosen: dict[tuple[str, str, str], Scenario] = field(default_factory=dict[tuple[str, str, str], Scenario])

    def look_at(self, account: Account, case: Case | None) -> None:
        scenario = self._scenario(account)
        if case is None:
            case = self._open(account, scenario)
            self.book.change(case, next_date=self._next(case, account, scenario))
            return
        decision = self._decide(case, account, scenario)
        if isinstance(decision, Wait):
            self.waits[case.shard, case.case_id] = decision.until
            return
        moved = self._take(decision, case, account, scenario)
        if not moved.ended:
            self.book.change(moved, next_date=self._next(moved, account, scenario))

    def _scenario(self, account: Account) -> Scenario:
        addressee, _, grade = self.customers.get((account.shard, account.customer_id), _NOBODY)
        oldest = next((line for line in account.debt.lines if line.payable), None)
        key = (grade, addressee.customer_class, oldest.line_of_business if oldest else "")
        if key not in self._chosen:
            self._chosen[key] = select_scenario(
                self.scenarios, self.date, grade=key[0], customer_class=key[1], line_of_business=key[2]
            )
        return self._chosen[key]

    def _decide(self, case: Case, account: Account, scenario: Scenario) -> Step | Wait:
        control = account.control
        if case.state in (CaseState.SUSPENSION_NOTICED, CaseState.TERMINATION_NOTICED):
            kind = OrderKind.SUSPEND if case.state is CaseState.SUSPENSION_NOTICED else OrderKind.TERMINATE
            if not self._targets(account, kind, scenario):
                control = control.without_lines()
        return decide_step(case.facts, account.anchor, control, scenario, self.date)

    def _next(self, case: Case, account: Account, scenario: Scenario) -> dt.date | None:
        following = self._decide(case, account, scenario)
        return following.until if isinstance(following, Wait) else self.date + dt.timedelta(days=1)

    def _targets(self, account: Account, kind: OrderKind, scenario: Scenario) -> list[SubscriptionPosition]:
        """The lines that a suspension or termination covers, by the scenario's layer."""
        lines = self.lines.get((account.shard, account.account_id), [])
        if scenario.layer is Layer.SUBSCRIPTION:
            owing = account.debt.overdue_subscriptions(self.date)
            lines = [line for line in lines if line.subscription_id in owing]
        if kind is OrderKind.SUSPEND:
            return [line for line in lines if line.suspendable]
        return [line for line in lines if line.terminable]

    def _open(self, account: Account, scenario: Scenario) -> Case:
        addressee, unit, _ = self.customers.get((account.shard, account.customer_id), _NOBODY)
        number = account.case_count + 1
        case = Case(
            shard=account.shard,
            case_id=f"{account.account_id}-{number}",
            account_id=account.account_id,
            customer_id=account.customer_id,
            number=number,
            state=CaseState.OPEN,
            step_date=self.date,
            step_count=1,
            open_date=self.date,
            anchor=account.anchor,
            scenario_version=scenario.version,
            sales_unit=unit,
            account_manager=addressee.account_manager,
        )
        self._count("opened")
        return self.book.open(case, self._why(account, scenario, ("OVERDUE",)))

    def _why(self, account: Account, scenario: Scenario, reasons: tuple[str, ...]) -> Why:
        return Why(account.anchor, account.debt.overdue(self.date), reasons, scenario.version)

    def _take(self, step: Step, case: Case, account: Account, scenario: Scenario) -> Case:
        verb = step.move.verb
        why = self._why(account, scenario, step.reasons)
        same = {"anchor": account.anchor, "scenario_version": scenario.version}
        self._count(verb.lower())
        if verb in NOTICE_VERBS:
            moved = self.book.step(case, verb, why, notice_waiting=True, **same)
            self.book.contacts.append(self._contact(moved, verb, account, scenario))
            return moved
        moved = self.book.step(case, verb, why, **same)
        if verb is Verb.PROPOSE_BAD_DEBT:
            self.book.dossiers.append(new_dossier(moved, account, self.date))
            return moved
        return self._order(moved, account, scenario, why)

    def _contact(self, case: Case, verb: Verb, account: Account, scenario: Scenario) -> Contact:
        addressee = self.customers.get((account.shard, account.customer_id), _NOBODY)[0]
        return case_notice(
            case,
            NOTICE_OF_VERB[verb],
            way_of(addressee, scenario.media, case.sales_unit),
            addressee,
            (self.templates, self.policy.how_to_pay),
            amount=account.debt.overdue(self.date),
            due=account.anchor or self.date,
            date=self.date,
            by=self.task_due,
        )

    def _order(self, case: Case, account: Account, scenario: Scenario, why: Why) -> Case:
        """Makes the orders of a suspension or termination; with nothing to order the step is confirmed at once."""
        suspending = case.state is CaseState.SUSPENDING
        kind = OrderKind.SUSPEND if suspending else OrderKind.TERMINATE
        number = self.last_numbers.get((case.shard, case.case_id), 0)
        targets = self._targets(account, kind, scenario)
        for line in targets:
            number += 1
            self.book.make_order(case, line, kind, number)
        if targets:
            return case
        nothing = Why(why.anchor, why.overdue, ("NOTHING_TO_ORDER",), why.policy_version)
        if suspending:
            return self.book.step(case, Verb.CONFIRM_SUSPENSION, nothing, suspended_date=self.date)
        return self.book.step(case, Verb.CONFIRM_TERMINATION, nothing, terminated_date=self.date)

    def _count(self, name: str) -> None:
        self.counters[name] = self.counters.get(name, 0) + 1
